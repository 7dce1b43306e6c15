"""Where the embedded inbox reads what Mailpit cannot: docs/inbox.md has a row for each."""

import pytest

from tests.rigs.inbox import Inbox, somebody


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        # pieces end wherever a mail program counted to its length, within a character too
        (
            "filename*0*=SHIFT-JIS''%FA%4E%2E%90%66%97%C3%83%4B%83%43%83%68%83%89%83;"
            " filename*1*=%43%83%93%2E%64%6F%63",
            "Ⅴ.診療ガイドライン.doc",
        ),
        ("filename*=ISO-2022-JP''%1B%24B-%21Js9p%1B%28B.pdf", "①報告.pdf"),
        ("filename*=EUC-JP''%BF%C7.pdf", "診.pdf"),
        ("filename*=x-unknown''%E8%A8%BA.pdf", "診.pdf"),
        ("filename*0*=UTF-8''one; filename*2*=three", "one"),  # what comes after a gap does not count
        ("filename*=%E8%A8%BA.pdf", "診.pdf"),
    ],
)
def test_a_file_name_by_rfc_2231_is_read_in_every_charset(embedded: Inbox, parameters: str, name: str) -> None:
    sent = embedded.send(
        "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain\r\n\r\nshown\r\n"
        "--B\r\nContent-Type: application/pdf\r\n"
        f"Content-Disposition: attachment; {parameters}\r\n\r\nPDF\r\n--B--\r\n",
        somebody(),
    )
    (file,) = embedded.get(f"/message/{sent}")["Attachments"]
    assert file["FileName"] == name


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"text/plain; charset=ms932", "髙島①".encode("cp932")),
        (b"text/plain; charset=cp50220", b"\x1b$Bb{Eg-!\x1b(B".replace(b"b{", b"|b")),
        (b"text/plain; charset=eucJP", b"\xfc\xe2\xc5\xe7\xad\xa1"),
        (
            b"text/html",
            b"<html><head><meta charset=Shift_JIS></head><body>"
            + "髙島①".encode("cp932")
            + b"<!-- "
            + b"x" * 99
            + b" -->",
        ),
    ],
    ids=repr,
)
def test_a_text_is_read_by_labels_that_only_old_mail_programs_write(embedded: Inbox, head: bytes, body: bytes) -> None:
    sent = embedded.send(b"Content-Type: " + head + b"\r\n\r\n" + body + b"\r\n", somebody())
    assert embedded.get(f"/message/{sent}")["Text"].strip() == "髙島①"


def test_a_word_that_is_cut_within_a_character_of_any_charset_is_read(embedded: Inbox) -> None:
    subject = "=?Shift_JIS?B?jJ8=?= =?Shift_JIS?B?jQ==?= =?Shift_JIS?B?uA==?="
    assert embedded.get(f"/message/{embedded.mail(somebody(), subject=subject)}")["Subject"] == "検査"


def test_an_address_stays_an_address_though_its_name_cannot_be_read(embedded: Inbox) -> None:
    to = somebody()
    sent = embedded.send(f"From: =?x-none?B?YWJj?= <a@ward.example>\r\nTo: {to}\r\n\r\nbody\r\n", to)
    assert embedded.get(f"/message/{sent}")["From"] == {"Name": "=?x-none?B?YWJj?=", "Address": "a@ward.example"}


@pytest.mark.parametrize(
    "raw",
    [
        "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nno colon\r\n\r\nbody\r\n--B--\r\n",
        "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n begins folded\r\n\r\nbody\r\n--B--\r\n",
        "Content-Type: text/plain (a comment) charset=utf-8\r\n\r\nbody\r\n",
    ],
)
def test_a_message_that_was_taken_is_there(embedded: Inbox, raw: str) -> None:
    assert embedded.get("/messages")["messages_count"] == 0
    sent = embedded.send(raw, somebody())
    assert embedded.get(f"/message/{sent}")["ID"] == sent


def test_a_message_with_a_nul_in_it_is_found(embedded: Inbox) -> None:
    sent = embedded.send(b"Subject: before\0behind\r\n\r\nbody\r\n", somebody())
    assert embedded.found("body") == [sent]
