"""Bytes that are no text in the charset that is named."""

from collections.abc import Iterator

from tests.rigs.corpus.letter import Mail, typed


def mails() -> Iterator[Mail]:
    """One charset after the other."""
    for name, charset, raw in (
        ("utf8-overlong", "utf-8", b"a\xc0\xafb\xe0\x80\xafc"),
        ("utf8-surrogate", "utf-8", b"a\xed\xa0\x80b"),
        ("utf8-cut-4", "utf-8", b"a\xf0\x9f\x98 b"),
        ("utf8-above", "utf-8", b"a\xf4\x90\x80\x80b\xf8\x88\x80\x80\x80c"),
        ("utf8-lone", "utf-8", b"a\x80\xbf\xffb"),
        ("utf8-bom", "utf-8", b"\xef\xbb\xbfa"),
        ("sjis-lone-lead", "shift_jis", b"a\x82\r\nb\x82"),
        ("sjis-bad-trail", "shift_jis", b"a\x82\x20b\x82\xffc"),
        ("sjis-private", "shift_jis", b"a\xf0\x40\xf9\xfcb"),
        ("sjis-backslash", "shift_jis", b"\x5c\x7e\x80\xa0\xfd\xff"),
        ("sjis-unassigned", "shift_jis", b"a\x85\x40b\xef\x40c"),
        ("euc-lone", "euc-jp", b"a\xa4 b\xa4"),
        ("euc-three", "euc-jp", b"a\x8f\xb0\xa1b\x8f\xff"),
        ("euc-bad", "euc-jp", b"a\xa9\xa1b\xff\x80"),
        ("jis-8bit", "iso-2022-jp", b"a\x82\xa0b"),
        ("jis-no-end", "iso-2022-jp", b"\x1b$B?GNE"),
        ("jis-odd", "iso-2022-jp", b"\x1b$B?GN\x1b(Bx"),
        ("jis-bad-escape", "iso-2022-jp", b"\x1b$Zab\x1b(Bx"),
        ("jis-roman", "iso-2022-jp", b"\x1b(J\\~\x1b(Bx"),
        ("jis-1978", "iso-2022-jp", b"\x1b$@?GNE\x1b(Bx"),
        ("jis-0212", "iso-2022-jp", b"\x1b$(D0!\x1b(Bx"),
        ("jis-kana", "iso-2022-jp", b"\x1b(I18\x1b(Bx"),
        ("jis-empty", "iso-2022-jp", b"\x1b$B\x1b(Bx"),
        ("jis-lone-escape", "iso-2022-jp", b"a\x1bb\x1b"),
        ("jis-kana-so", "iso-2022-jp", b"a\x0e18\x0fb"),
        ("jis-unassigned", "iso-2022-jp", b"\x1b$B)!\x7e~\x1b(Bx"),
        ("big5-bad", "big5", b"a\x81\x40b\xff"),
        ("gb-bad", "gb18030", b"a\x81\x30\x81b\xff"),
        ("kr-bad", "euc-kr", b"a\xb0 b\xff"),
        ("latin-controls", "iso-8859-1", b"a\x80\x81\x9fb"),
        ("cp1252-holes", "windows-1252", b"a\x81\x8d\x9db"),
        ("ascii-escape", "us-ascii", b"a\x1b[1mb"),
    ):
        yield typed(f"broken-{name}", f"text/plain; charset={charset}", raw + b"\r\n")
