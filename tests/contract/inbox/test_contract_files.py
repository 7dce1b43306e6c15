"""The files of a message: /api/v1/message/{ID}/part/{PartID}."""

from urllib.parse import quote

import pytest

from tests.rigs.inbox import Inbox, somebody


def with_part(inbox: Inbox, to: str, headers: str, body: str = "body") -> str:
    return inbox.send(
        f"To: {to}\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n"
        "--B\r\nContent-Type: text/plain\r\n\r\nshown\r\n"
        f"--B\r\n{headers}\r\n{body}\r\n--B--\r\n",
        to,
    )


def attached(content_type: str, name: str) -> str:
    return f"Content-Type: {content_type}\r\nContent-Disposition: attachment; filename*=utf-8''{quote(name)}\r\n"


def test_a_file_is_answered_decoded_under_its_type_and_name(inbox: Inbox) -> None:
    headers = attached("application/pdf", "a.pdf") + "Content-Transfer-Encoding: base64\r\n"
    sent = with_part(inbox, somebody(), headers, "AAECAw==")
    answer = inbox.ask("GET", f"/api/v1/message/{sent}/part/2")
    assert (answer.status_code, answer.content) == (200, b"\0\1\2\3")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'inline; filename="a.pdf"'


def test_its_name_is_written_as_in_an_address(inbox: Inbox) -> None:
    sent = with_part(inbox, somebody(), attached("application/pdf", "日 \"a/b;+'()@&=$,:~!*.pdf"))
    answer = inbox.ask("GET", f"/api/v1/message/{sent}/part/2")
    name = "%E6%97%A5%20%22a%2Fb%3B+%27%28%29@&=$%2C:~%21%2A.pdf"
    assert answer.headers["content-disposition"] == f'inline; filename="{name}"'


def test_an_inline_part_without_a_name_has_its_content_id(inbox: Inbox) -> None:
    to = somebody()
    sent = with_part(inbox, to, "Content-Type: image/png\r\nContent-ID: <logo@x>\r\n", "PNG")
    answer = inbox.ask("GET", "/api/v1/message/latest/part/2", params={"query": f"to:{to}"})
    assert (answer.status_code, answer.content) == (200, b"PNG")
    assert answer.headers["content-disposition"] == 'inline; filename="logo@x"'
    assert inbox.ask("HEAD", f"/api/v1/message/{sent}/part/2").headers["content-type"] == "image/png"


def test_a_part_that_says_nothing_about_itself_has_neither_type_nor_name(inbox: Inbox) -> None:
    answer = inbox.ask("GET", f"/api/v1/message/{with_part(inbox, somebody(), '')}/part/2")
    assert (answer.status_code, answer.content) == (200, b"body")
    assert answer.headers["content-type"] == ""
    assert answer.headers["content-disposition"] == 'inline; filename=""'


def test_a_file_of_text_is_utf8_and_its_type_does_not_say_so(inbox: Inbox) -> None:
    sent = with_part(inbox, somebody(), attached("text/csv; charset=iso-2022-jp", "a.csv"), "\x1b$BF|\x1b(B")
    answer = inbox.ask("GET", f"/api/v1/message/{sent}/part/2")
    assert answer.content.decode() == "日"
    assert answer.headers["content-type"] == "text/csv"


@pytest.mark.parametrize(
    "kind",
    [
        "text/html",
        "TEXT/HTML",
        "text/xml",
        "text/xsl",
        "application/xml",
        "application/xhtml+xml",
        "image/svg+xml",
    ],
)
def test_a_file_that_a_browser_would_run_is_to_be_saved(inbox: Inbox, kind: str) -> None:
    sent = with_part(inbox, somebody(), attached(kind, "a.html"), "<script>x()</script>")
    answer = inbox.ask("GET", f"/api/v1/message/{sent}/part/2")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == 'attachment; filename="a.html"'


def test_a_part_in_a_part_has_a_dotted_id_and_its_container_none(inbox: Inbox) -> None:
    nested = (
        "--C\r\nContent-Type: text/plain\r\n\r\nx\r\n--C\r\nContent-Type: image/png; name=a.png\r\n\r\nPNG\r\n--C--"
    )
    sent = with_part(inbox, somebody(), "Content-Type: multipart/alternative; boundary=C\r\n", nested)
    assert inbox.ask("GET", f"/api/v1/message/{sent}/part/2.2").content == b"PNG"
    assert inbox.ask("GET", f"/api/v1/message/{sent}/part/2").status_code == 404


def test_a_file_is_fetched_without_the_message_being_read(inbox: Inbox) -> None:
    to = somebody()
    sent = with_part(inbox, to, attached("application/pdf", "a.pdf"))
    inbox.ask("GET", f"/api/v1/message/{sent}/part/2")
    assert inbox.found(f"to:{to} is:unread") == [sent]


@pytest.mark.parametrize("part", ["0", "1", "3", "02", "2.1", "thumb", "%E6%97%A5", "%00", "x" * 5000])
def test_a_text_that_is_shown_is_no_file_and_nor_is_an_unknown_part(inbox: Inbox, part: str) -> None:
    sent = with_part(inbox, somebody(), attached("application/pdf", "a.pdf"))
    answer = inbox.ask("GET", f"/api/v1/message/{sent}/part/{part}")
    assert (answer.status_code, answer.text) == (404, "404 page not found")


def test_an_unknown_message_has_no_files(inbox: Inbox) -> None:
    answer = inbox.ask("GET", "/api/v1/message/unknown/part/1")
    assert (answer.status_code, answer.text) == (404, "404 page not found")
    answer = inbox.ask("GET", "/api/v1/message/latest/part/1", params={"query": f"to:{somebody()}"})
    assert (answer.status_code, answer.text) == (404, "Message not found")


def test_the_images_of_a_html_page_load(inbox: Inbox) -> None:
    to = somebody()
    sent = inbox.send(
        f"To: {to}\r\nContent-Type: multipart/related; boundary=B\r\n\r\n"
        "--B\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<img src=\"cid:logo@x\">\r\n"
        "--B\r\nContent-Type: image/png\r\nContent-ID: <logo@x>\r\n\r\nPNG\r\n--B--\r\n",
        to,
    )  # fmt: skip
    source = inbox.ask("GET", f"/view/{sent}.html").text.split('"')[1]
    assert inbox.ask("GET", source).content == b"PNG"
