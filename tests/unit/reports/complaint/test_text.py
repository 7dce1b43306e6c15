"""The text of a ticket is read whatever system exported it, and no more than the first of it."""

import pytest

from pytest_gmis.reports.complaint.text import LARGEST, NoText, complaint_in

SAID = "メールが届きません。\n迷惑メールにもありません。"


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp"]
)  # UTF-16 with its mark, as it is saved by what calls it Unicode
def test_a_ticket_in_any_usual_charset_is_read(charset: str) -> None:
    assert complaint_in(SAID.replace("\n", "\r\n").encode(charset)).text == SAID


def test_signs_that_one_vendor_added_are_read() -> None:
    assert complaint_in("①㈱髙橋医院、手順②で止まる".encode("cp932")).text == "①㈱髙橋医院、手順②で止まる"


@pytest.mark.parametrize("charset", ["utf-8", "cp932", "utf-16"])
def test_of_a_megabyte_the_first_is_read_and_no_sign_is_cut_in_two(charset: str) -> None:
    complaint = complaint_in(("あ" * 500_000).encode(charset))
    assert complaint.is_cut
    assert set(complaint.text) == {"あ"}
    assert LARGEST // 3 - 1 <= len(complaint.text) <= LARGEST // 2


def test_what_is_no_longer_than_that_is_read_whole() -> None:
    assert not complaint_in(b"a" * LARGEST).is_cut


@pytest.mark.parametrize("text", ["", " \r\n\t", "\ufeff", "\u3000"], ids=ascii)
def test_nothing_is_refused(text: str) -> None:
    with pytest.raises(NoText, match="本文が空です"):
        complaint_in(text.encode())


def test_what_is_no_text_is_refused_with_the_remedy() -> None:
    with pytest.raises(NoText, match="テキスト"):
        complaint_in(b"%PDF-1.7\x00\x01\x02")


def test_broken_text_is_read_as_far_as_it_can_be() -> None:
    assert "届かない" in complaint_in("届かない".encode() + b"\xff\xfe\xfd").text
