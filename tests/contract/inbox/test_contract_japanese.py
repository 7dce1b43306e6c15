"""Japanese mail in the encodings that it really comes in."""

import base64
import quopri

import pytest

from tests.rigs.inbox import Inbox, somebody

TEXT = "パスワードのリセット①㈱髙橋 医院様\r\n"


@pytest.mark.parametrize(
    ("charset", "encoding", "body"),
    [
        ("utf-8", "8bit", TEXT.encode()),
        ("UTF-8", "base64", base64.encodebytes(TEXT.encode()).replace(b"\n", b"\r\n")),
        ("utf-8", "quoted-printable", quopri.encodestring(TEXT.replace("\r\n", "\n").encode()).replace(b"\n", b"\r\n")),
        ("shift_jis", "8bit", TEXT.encode("cp932")),
        ("Windows-31J", "base64", base64.encodebytes(TEXT.encode("cp932")).replace(b"\n", b"\r\n")),
    ],
    ids=["utf-8 as it is", "utf-8 base64", "utf-8 quoted-printable", "shift_jis as it is", "shift_jis base64"],
)
def test_a_body_is_decoded(inbox: Inbox, charset: str, encoding: str, body: bytes) -> None:
    to = somebody()
    head = f"To: {to}\r\nContent-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    message = inbox.get(f"/message/{inbox.send(head.encode() + body, to)}")
    assert message["Text"] == TEXT
    (entry,) = inbox.get("/search", query=f"to:{to} 髙橋")["messages"]
    assert entry["Snippet"] == TEXT.strip()


def test_iso_2022_jp_is_decoded_with_its_vendor_characters(inbox: Inbox) -> None:
    to = somebody()
    head = f"To: {to}\r\nContent-Type: text/plain; charset=ISO-2022-JP\r\n\r\n".encode()
    body = "再設定 reset ".encode("iso-2022-jp") + b"\x1b$B-!-j\x1b(B \x1b(I18\x1b(B\r\n"
    assert inbox.get(f"/message/{inbox.send(head + body, to)}")["Text"] == "再設定 reset ①㈱ ｱｸ\r\n"


def test_euc_jp_is_decoded(inbox: Inbox) -> None:
    to = somebody()
    head = f"To: {to}\r\nContent-Type: text/plain; charset=euc-jp\r\n\r\n".encode()
    assert inbox.get(f"/message/{inbox.send(head + '日本語'.encode('euc-jp'), to)}")["Text"].strip() == "日本語"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("=?UTF-8?B?44CQ5Y6a55Sf5Yq05YON55yB44CR?=", "【厚生労働省】"),
        ("=?utf-8?q?=E5=86=8D_x?=", "再 x"),
        ("=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=", "日本"),
        ("=?utf-8?B?5pel?= =?utf-8?B?5pys?=", "日本"),
        ("=?utf-8?B?5pel?=\r\n =?utf-8?B?5pys?=", "日本"),
        ("=?utf-8?B?5pel?= and =?utf-8?B?5pys?=", "日 and 本"),
        ("生のUTF-8", "生のUTF-8"),
        ("=?x-unknown?B?5pel?=", "=?x-unknown?B?5pel?="),
        ("=?utf-8?B?###?=", "=?utf-8?B?###?="),
    ],
)
def test_a_subject_is_decoded(inbox: Inbox, written: str, read: str) -> None:
    assert inbox.get(f"/message/{inbox.mail(somebody(), subject=written)}")["Subject"] == read


def test_names_of_people_are_decoded(inbox: Inbox) -> None:
    to = somebody()
    sent = inbox.send(
        "From: =?utf-8?B?5Y6a55Sf?= <h@ministry.example>\r\n"
        f'To: "=?utf-8?B?5pel?=" <{to}>\r\n'
        "Cc: 山田 <y@clinic.test>\r\n\r\nbody\r\n",
        to,
    )
    message = inbox.get(f"/message/{sent}")
    assert message["From"] == {"Name": "厚生", "Address": "h@ministry.example"}
    assert message["To"] == [{"Name": "日", "Address": to}]
    assert message["Cc"] == [{"Name": "山田", "Address": "y@clinic.test"}]


def test_a_long_snippet_is_cut_between_characters(inbox: Inbox) -> None:
    to = somebody()
    inbox.mail(to, body="あ" * 100)
    (entry,) = inbox.get("/search", query=f"to:{to}")["messages"]
    assert entry["Snippet"] == "あ" * 66 + "..."


@pytest.mark.parametrize(
    "content_type", ["", "Content-Type: text/plain; charset=us-ascii\r\n"], ids=["no content type", "us-ascii"]
)
def test_bytes_that_claim_to_be_ascii_are_read_as_western_text(inbox: Inbox, content_type: str) -> None:
    to = somebody()
    sent = inbox.send(f"To: {to}\r\n{content_type}\r\n日あ\r\n", to)
    assert inbox.get(f"/message/{sent}")["Text"] == "æ—¥ã\ufffd‚\r\n"


@pytest.mark.parametrize("charset", ["", "; charset=x-unknown"])
def test_bytes_of_no_known_charset_are_read_as_utf_8(inbox: Inbox, charset: str) -> None:
    to = somebody()
    sent = inbox.send(f"To: {to}\r\nContent-Type: text/plain{charset}\r\n\r\n日あ\r\n", to)
    assert inbox.get(f"/message/{sent}")["Text"] == "日あ\r\n"
