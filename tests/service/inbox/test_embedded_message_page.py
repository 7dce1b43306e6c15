"""The page of one message at /view/{ID}: for people, in Japanese, and harmless whatever the mail says."""

import re

from tests.rigs.inbox import Inbox, somebody

RICH = (
    "From: =?utf-8?B?56qT5Y+j?= <desk@ministry.example>\r\nTo: {to}\r\nCc: c@clinic.test\r\nReply-To: r@clinic.test\r\n"
    "Subject: =?utf-8?B?5YaN6Kit5a6a?=\r\nX-Tags: junk\r\nX-Own: <b>\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=B\r\n\r\n"
    "--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n本文 <i>\r\n"
    "--B\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<a href='http://l.test/'>x</a><script>x()</script>\r\n"
    "--B\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n"
    "0123456789\r\n--B--\r\n"
)


def test_it_shows_the_headers_and_the_text(embedded: Inbox) -> None:
    to = somebody()
    sent = embedded.send(RICH.format(to=to), to)
    page = embedded.ask("GET", f"/view/{sent}").text
    assert '<html lang="ja">' in page
    assert "<h1>再設定</h1>" in page
    assert "窓口 &lt;desk@ministry.example&gt;" in page
    assert all(text in page for text in (to, "c@clinic.test", "r@clinic.test"))
    assert '<span class="tag">junk</span>' in page
    assert "<dt>X-Own</dt><dd>&lt;b&gt;</dd>" in page
    assert "<pre>本文 &lt;i&gt;</pre>" in page


def test_its_links_lead_to_the_source_the_html_the_text_and_the_files(embedded: Inbox) -> None:
    to = somebody()
    sent = embedded.send(RICH.format(to=to), to)
    page = embedded.ask("GET", f"/view/{sent}").text
    links = set(re.findall(r'href="([^"]+)"', page))
    own = f"/api/v1/message/{sent}"
    assert links == {"/", f"{own}/raw", f"{own}/raw?dl=1", f"/view/{sent}.html", f"/view/{sent}.txt", f"{own}/part/3"}
    assert all(embedded.ask("GET", link).status_code == 200 for link in links)
    assert "a.pdf</a>application/pdf、10 バイト" in page


def test_the_html_stands_in_a_frame_that_may_open_windows_and_nothing_else(embedded: Inbox) -> None:
    to = somebody()
    sent = embedded.send(RICH.format(to=to), to)
    page = embedded.ask("GET", f"/view/{sent}")
    assert "<script" not in page.text
    (frame,) = re.findall(r"<iframe [^>]*>", page.text)
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in frame
    assert f'src="/view/{sent}.html?embed=1"' in frame
    assert "script-src 'none'" in page.headers["content-security-policy"]


def test_a_message_of_text_alone_has_no_frame_and_no_files(embedded: Inbox) -> None:
    page = embedded.ask("GET", f"/view/{embedded.mail(somebody())}").text
    assert "<iframe" not in page
    assert "ありません。" in page


def test_who_opens_it_has_read_the_message(embedded: Inbox) -> None:
    embedded.ask("GET", f"/view/{embedded.mail(somebody())}")
    assert embedded.get("/messages")["unread"] == 0


def test_an_unknown_message_has_no_page(embedded: Inbox) -> None:
    answer = embedded.ask("GET", "/view/unknown")
    assert (answer.status_code, answer.text) == (404, "Message not found")
