"""The corpus itself: its mails, how they are sent, what counts as a difference, and as a known one."""

import pytest

from tests.rigs.corpus import all_mails
from tests.rigs.corpus.comparison import differences
from tests.rigs.corpus.delivery import stuffed
from tests.rigs.corpus.japanese_bytes import euc, jis
from tests.rigs.corpus.known import Known, idle, unknown

KEPT = {"smtp": ("250",), "kept": True}
ZONES = Known(("date-*", "year"), ("message.Date",), "why", "row")


def test_the_corpus_is_large_and_its_names_are_addresses() -> None:
    names = [mail.name for mail in all_mails()]
    assert len(names) >= 450
    assert [name for name in names if len(name) > 60 or not name.isascii() or set(name) & set(' "<>@\\')] == []


@pytest.mark.parametrize(
    ("raw", "wire"),
    [
        (b"a\r\n.b\r\n", b"a\r\n..b\r\n.\r\n"),
        (b".\r\n", b"..\r\n.\r\n"),
        (b"a\n.b\r.c", b"a\n.b\r.c\r\n.\r\n"),
        (b"", b".\r\n"),
    ],
    ids=["after a line", "at the start", "not after bare ends of lines", "nothing"],
)
def test_dots_are_doubled_and_nothing_else_is_touched(raw: bytes, wire: bytes) -> None:
    assert stuffed(raw) == wire


def test_a_difference_is_named_by_its_place() -> None:
    ours = KEPT | {"message": {"To": [{"Name": "a"}], "Cc": [], "Same": 1}, "raw": b"one\r\ntwo\r\n"}
    theirs = KEPT | {"message": {"To": [{"Name": "b"}], "Cc": ["x"], "Same": 1}, "raw": b"one\r\n"}
    assert differences(ours, theirs) == [
        ("message.Cc", [], ["x"]),
        ("message.To.0.Name", "a", "b"),
        ("raw", b"two\r\n", b""),
    ]


def test_a_mail_that_one_of_them_loses_differs_in_that_alone() -> None:
    assert differences(KEPT | {"message": {"To": []}}, KEPT | {"kept": False}) == [("kept", True, False)]


def test_what_no_entry_covers_is_unknown() -> None:
    found = {"date-est": [("message.Date", 1, 2), ("raw", 1, 2)], "year": [("message.Date", 1, 2)]}
    assert unknown(found, [ZONES]) == {"date-est": [("raw", 1, 2)]}


def test_a_pattern_that_covers_nothing_is_idle() -> None:
    assert list(idle({"date-est": [("message.Date", 1, 2)]}, [ZONES])) == ["mails year (row)"]
    assert len(list(idle({"date-est": [("raw", 1, 2)]}, [ZONES]))) == 3


def test_japanese_bytes_hold_what_codecs_lack() -> None:
    assert jis("診aｱ①") == b"\x1b$B?G\x1b(Ba\x1b(I1\x1b$B-!\x1b(B"
    assert euc("診aｱ①髙") == b"\xbf\xc7a\x8e\xb1\xad\xa1\xfc\xe2"
    assert jis("再設定").decode("iso-2022-jp") == euc("再設定").decode("euc-jp") == "再設定"
