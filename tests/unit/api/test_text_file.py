"""Text as Windows saves it."""

import codecs

import pytest

from gmis_api.text_file import NotText, decoded

TEXT = "# language: ja\n機能: ①㈱髙﨑～の\r\n  シナリオ: ｶﾅ\n"


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("cp932"),
        TEXT.replace("①㈱髙﨑", "").replace("～", "").encode("euc_jp"),
        TEXT.replace("①㈱髙﨑", "").replace("～", "").encode("iso2022_jp_ext"),
    ],
    ids=[
        "utf-8",
        "utf-8 with a mark",
        "utf-16",
        "utf-16-be",
        "utf-16-le, no mark",
        "utf-16-be, no mark",
        "shift_jis",
        "euc",
        "jis",
    ],
)
def test_it_is_read_however_it_was_saved(raw: bytes) -> None:
    assert decoded(raw) in (TEXT, TEXT.replace("①㈱髙﨑", "").replace("～", ""))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_known_though_two_thirds_of_it_are_japanese(encoding: str) -> None:
    text = "iPhone\n届かないので困っています"
    assert decoded(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp932", "euc_jp"])
def test_of_what_was_cut_off_within_a_sign_the_whole_signs_are_read(encoding: str) -> None:
    raw = "届かない".encode(encoding)[:-1]
    assert decoded(raw, cut=True) == "届かな"


def test_an_empty_file_is_an_empty_text() -> None:
    assert decoded(b"") == ""


@pytest.mark.parametrize(
    "raw", [bytes(range(256)), b"\xff\xfeabc", codecs.BOM_UTF8 + b"\xff", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"a\0" * 9],
    ids=range(5),
)  # fmt: skip
def test_what_is_no_text_is_refused_with_how_to_save_it(raw: bytes) -> None:
    if raw == b"a\0" * 9:
        assert decoded(raw) == "a" * 9  # UTF-16 without a mark
        return
    with pytest.raises(NotText, match=r"文字コード.*「UTF-8」を選んで保存"):
        decoded(raw)
