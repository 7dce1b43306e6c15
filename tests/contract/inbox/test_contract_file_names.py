"""The names of files, in every way that mail programs write them, and the bytes that they stand for."""

import base64
import hashlib

import pytest

from tests.rigs.inbox import Inbox, somebody


def with_file(inbox: Inbox, head: str | bytes, body: str = "YWJj") -> list[dict[str, str | int | dict[str, str]]]:
    """The attachments of a message with one, whose header lines are ``head``, and which is in base64."""
    raw = (
        b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain\r\n\r\nshown\r\n--B\r\n"
        + (head.encode() if isinstance(head, str) else head)
        + f"\r\nContent-Transfer-Encoding: base64\r\n\r\n{body}\r\n--B--\r\n".encode()
    )
    found: list[dict[str, str | int | dict[str, str]]]
    found = inbox.get(f"/message/{inbox.send(raw, somebody())}")["Attachments"]
    return found


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ("filename=\"plain.pdf\"; filename*=UTF-8''%E8%A8%BA.pdf", "診.pdf"),  # the better one counts
        ("filename=plain.pdf; filename*0*=UTF-8''%E8%A8%BA; filename*1*=%E7%99%82.pdf", "診療.pdf"),
        ("filename*1*=%E7%99%82.pdf; filename*0*=UTF-8''%E8%A8%BA", "診療.pdf"),  # in order of their numbers
        ('filename*0="one"; filename*1="two.pdf"', "onetwo.pdf"),
        ("filename*0*=UTF-8''%E8%A8%BA; filename*1=\".pdf\"", "診.pdf"),
        ('filename="診療.pdf"', "診療.pdf"),
        ("filename=診療.pdf", "診療.pdf"),
        ('filename="診療\r\n 録.pdf"', "診療 録.pdf"),
        ('filename="=?UTF-8?B?6Ki6?=.pdf"', "診.pdf"),
        ('filename="=?ISO-2022-JP?B?GyRCP0cbKEI=?=.pdf"', "診.pdf"),
        ('FILENAME="shouted.pdf"', "shouted.pdf"),
        ('filename="a\\"b.pdf"', 'a"b.pdf'),
        ('filename="semi;colon.pdf"', "semi;colon.pdf"),
    ],
)
def test_a_file_has_the_name_that_its_sender_gave_it(inbox: Inbox, parameters: str, name: str) -> None:
    (file,) = with_file(inbox, f"Content-Type: application/pdf\r\nContent-Disposition: attachment; {parameters}")
    assert file["FileName"] == name


def test_without_a_disposition_that_names_it_the_name_in_its_type_counts(inbox: Inbox) -> None:
    head = 'Content-Type: application/pdf; name="type.pdf"\r\nContent-Disposition: attachment'
    (file,) = with_file(inbox, head)
    assert file["FileName"] == "type.pdf"


@pytest.mark.parametrize("charset", ["", "; charset=utf-8"])
@pytest.mark.parametrize("kind", ["text/csv", "text/plain", "text/html"])
def test_an_attached_text_that_names_no_other_charset_is_the_bytes_that_were_sent(
    inbox: Inbox, kind: str, charset: str
) -> None:
    content = "病院,一覧\r\n".encode("cp932") * 20
    head = f'Content-Type: {kind}; name="list"{charset}\r\nContent-Disposition: attachment; filename="list"'
    (file,) = with_file(inbox, head, base64.b64encode(content).decode())
    assert file["Size"] == len(content)
    assert isinstance(file["Checksums"], dict)
    assert file["Checksums"]["SHA256"] == hashlib.sha256(content).hexdigest()
