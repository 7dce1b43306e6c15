"""`gmis mail check`: a mail that a help desk was handed, read by both inboxes and judged by a recipient's side."""

import io
from pathlib import Path

import pytest

from gmis_api.language import _
from gmis_simulator.server.mailpit import HOW_TO_GET, find_mailpit
from tests.rigs.commands import call

HEADERS = (
    b"From: =?UTF-8?B?5bGx55SwLCDlpKrpg44=?= <friend@clinic.example>\r\nTo: ex000000@demo.example\r\n"
    b"Date: Tue, 24 Nov 2026 10:00:00 +0900\r\nMessage-ID: <1@clinic.example>\r\n"
)
JIS = (
    HEADERS
    + b"Subject: =?ISO-2022-JP?B?GyRCLSEtaiROJDQwRkZiGyhC?=\r\nContent-Type: text/plain; charset=ISO-2022-JP\r\n"
    b"\r\n\x1b$B-!-j-8$N$40FFb\x1b(B https://clinic.example/a\r\n"
)
WITH_A_FILE = (
    HEADERS
    + b'Subject: one\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'
    b"--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment;"
    b" filename*=ISO-2022-JP''%1B%24B-%21Js9p%1B%28B.pdf\r\n\r\nabc\r\n--b--\r\n"
)


def checked(tmp_path: Path, raw: bytes, *options: str) -> list[str]:
    (tmp_path / "mail.eml").write_bytes(raw)
    ended = call("mail", "check", "mail.eml", *options, cwd=tmp_path)
    assert (ended.status, ended.err) == (0, "")
    return ended.out.splitlines()


def test_it_says_who_sent_what_how_it_is_made_and_what_it_reads(tmp_path: Path) -> None:
    lines = checked(tmp_path, JIS)
    assert "差出人: 山田, 太郎 <friend@clinic.example>" in lines
    assert "件名: ①㈱のご案内" in lines
    assert lines[lines.index("構成:") + 1].split() == ["text/plain", "ISO-2022-JP", "47", "バイト"]
    assert lines[lines.index("本文:") + 1] == "  ①㈱Ⅳのご案内 https://clinic.example/a"


def test_it_says_what_a_recipients_side_does_by_which_rule_and_what_it_changes(tmp_path: Path) -> None:
    lines = checked(tmp_path, JIS, "--persona", "outlook", "--persona", "isp")
    outlook, isp = (lines.index(line) for line in lines if line.startswith("受信者 "))
    assert "  結果: 迷惑メールに入る (dmarc)" in lines[outlook:isp]
    assert sum(line.startswith("→") for line in lines[outlook:isp]) == 1
    assert any("safelinks" in line for line in lines[outlook:isp])
    assert "  件名が変わりました: [meiwaku] ①㈱のご案内" in lines[isp:]


def test_it_says_where_the_inboxes_differ_or_why_they_were_not_compared(tmp_path: Path) -> None:
    same, different = checked(tmp_path, JIS), checked(tmp_path, WITH_A_FILE)
    if find_mailpit() is None:
        assert f"Mailpit: ありません: {_(HOW_TO_GET)}" in same
        return
    assert "内蔵の受信箱とMailpitは、同じに読みます。" in same
    start = different.index("内蔵の受信箱とMailpitで、読み方が違います:")
    assert [line.strip() for line in different[start + 1 : start + 4]] == [
        "添付ファイル", "内蔵の受信箱: ①報告.pdf (application/pdf, 3 バイト)", "Mailpit: (なし)",
    ]  # fmt: skip


def test_a_sender_whom_no_server_takes_is_told_with_its_answer(tmp_path: Path) -> None:
    lines = checked(tmp_path, JIS, "--sender", "root")
    assert any(line.startswith("内蔵の受信箱: 受け取りを断りました: 553") for line in lines)
    assert any(line.startswith("  受け取りませんでした: 553") for line in lines)


def test_a_bounce_has_no_sender_whatever_its_headers_say(tmp_path: Path) -> None:
    returned = b"Return-Path: <bounce@clinic.example>\r\n" + JIS
    assert checked(tmp_path, returned)[0].endswith("封筒の差出人: bounce@clinic.example")
    assert checked(tmp_path, returned, "--sender", "")[0].endswith("封筒の差出人: (空: バウンスメール)")


def test_what_is_more_than_is_read_is_told(tmp_path: Path) -> None:
    many = b"--b\r\n\r\nx\r\n" * 1200
    lines = checked(tmp_path, HEADERS + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + many)
    assert "読み切らなかったもの: 部分は初めのものを読み、残りは読んでいません (parts)" in lines
    assert "  読み切らなかったもの: 部分は初めのものを読み、残りは読んでいません (parts)" in lines


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "mail.eml を読めません: No such file or directory"),
        (b"", "mail.eml は空です。"),
        (b" \r\n\r\n", "mail.eml は空です。"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".msg です"),
        (b"x" * (30 * 1024 * 1024 + 1), "mail.eml は 30 MiB を超えています"),
    ],
    ids=["missing", "empty", "blank", "Outlook's own", "too large"],
)
def test_what_is_no_mail_is_refused_in_one_sentence(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "mail.eml").write_bytes(content)
    ended = call("mail", "check", "mail.eml", cwd=tmp_path)
    assert ended.status != 0
    assert said in ended.in_one_sentence()


def test_a_mail_on_standard_input_may_be_as_large_as_one_in_a_file_and_no_larger(tmp_path: Path) -> None:
    entered = io.TextIOWrapper(io.BytesIO(b"x" * (30 * 1024 * 1024 + 1)))
    ended = call("mail", "check", "-", cwd=tmp_path, replaced={"sys.stdin": entered})
    assert ended.status != 0
    assert "30 MiB を超えています" in ended.in_one_sentence()


def test_an_unknown_persona_is_refused_with_its_like(tmp_path: Path) -> None:
    (tmp_path / "mail.eml").write_bytes(JIS)
    ended = call("mail", "check", "mail.eml", "--persona", "outlok", cwd=tmp_path)
    assert ended.status != 0
    assert "outlook" in ended.in_one_sentence()
