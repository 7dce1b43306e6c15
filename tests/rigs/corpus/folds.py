"""Header lines folded in every way, and subjects in every form."""

from collections.abc import Iterator

from tests.rigs.corpus.letter import Mail, letter, recipient_of

_WORD = "=?UTF-8?B?6Ki655mC?="  # 診療
_LONG = " ".join(f"word{n}" for n in range(300))


def mails() -> Iterator[Mail]:
    """Folds, then subjects."""
    yield from _folds()
    yield from _subjects()


def _folds() -> Iterator[Mail]:
    for name, subject in {
        "tab": b"one\r\n\ttwo",
        "many": b"one\r\n two\r\n  three\r\n\t \tfour",
        "empty-line": b"one\r\n \r\n two",
        "only-spaces": b"one\r\n   \t",
        "before-tab": b"\r\n\tone",
        "before-twice": b"\r\n \r\n one",
        "lf": b"one\n two",
        "lf-tab": b"one\n\ttwo",
        "cr": b"one\r two",
        "crcrlf": b"one\r\r\n two",
        "space-end": b"one \r\n two ",
        "word-word": _WORD.encode() + b"\r\n\t" + _WORD.encode(),
        "word-plain": _WORD.encode() + b"\r\n plain",
        "in-word": b"=?UTF-8?B?6Ki6\r\n 55mC?=",
        "in-word-q": b"=?UTF-8?Q?a=E8=A8=BA\r\n b?=",
        "vertical-tab": b"one\x0b\x0ctwo",
        "nul": b"one\0two",
        "no-break-space": "\u00a0one\u00a0two\u3000".encode(),
    }.items():
        yield letter(f"fold-{name}", Subject=subject)
    folded = b"Hana Sato\r\n\t<desk@corpus.example>"
    yield letter("fold-from", From=folded)
    yield letter("fold-from-before", From=b"\r\n " + folded)
    yield letter("fold-from-in-address", From=b"Hana <desk@\r\n corpus.example>")
    recipients = (
        recipient_of("fold-to").encode() + b',\r\n\t"Sato,\r\n Hana" <hana@corpus.example>,\r\n x@corpus.example'
    )
    yield letter("fold-to", To=recipients)
    yield letter("fold-date", Date=b"Tue, 24 Nov\r\n 2026 10:00:00 +0900")
    yield letter("fold-type", b'Content-Type: text/plain;\r\n\tcharset=\r\n\t"utf-8"\r\n', "診療\n")
    yield letter(
        "fold-references", b"References: <a@corpus.example>\r\n <b@corpus.example>\r\n\t<c@corpus.example>\r\n"
    )


def _subjects() -> Iterator[Mail]:
    for name, subject in {
        "empty": "",
        "spaces": "    ",
        "long": _LONG,
        "long-japanese": "診療" * 500,
        "lower-b": "=?utf-8?b?6Ki655mC?=",
        "language": "=?UTF-8*ja?B?6Ki655mC?=",
        "in-quotes": f'"{_WORD}"',
        "glued-before": f"Re:{_WORD}",
        "glued-after": f"{_WORD}:Re",
        "glued-words": _WORD * 3,
        "two-spaces": f"{_WORD}  {_WORD}",
        "plain-between": f"{_WORD} and {_WORD}  x",
        "mixed-charsets": f"{_WORD} =?Shift_JIS?B?kGaXww==?=\n =?ISO-2022-JP?B?GyRCP0dORRsoQg==?=",
        "mixed-kinds": f"{_WORD} =?UTF-8?Q?=E8=A8=BA?=",
        "q-underscore": "=?UTF-8?Q?a_b=5Fc=20d?=",
        "q-lower-hex": "=?UTF-8?Q?=e8=a8=ba?=",
        "q-space": "=?UTF-8?Q?a b?=",
        "q-broken-hex": "=?UTF-8?Q?a=ZZb=?=",
        "q-8bit": "=?UTF-8?Q?診療?=",
        "q-question": "=?UTF-8?Q?a?b?=",
        "b-space": "=?UTF-8?B?6Ki6 55mC?=",
        "b-short": "=?UTF-8?B?6Ki655mC4?=",
        "b-empty": "=?UTF-8?B??=",
        "q-empty": "=?UTF-8?Q??= x",
        "x-kind": "=?UTF-8?X?abc?=",
        "no-end": "=?UTF-8?B?6Ki655mC",
        "no-end-then-word": f"=?UTF-8?B?6Ki655mC {_WORD}",
        "jis-raw": "\x1b$B?GNE\x1b(B",
        "over-75": f"=?UTF-8?B?{'6Ki655mC' * 30}?=",
        "newline-in-word": "=?UTF-8?Q?a=0D=0Ab?=",
        "nul-in-word": "=?UTF-8?Q?a=00b?=",
        "combining": "か\u3099は\u309a",
        "emoji": "👩‍⚕️🏥 ok",
        "bidi": "a\u202eb\u2066c",
        "bom": "\ufeff診療",
    }.items():
        yield letter(f"subject-{name}", Subject=subject)
    for name, raw in {"latin": b"F\xfchrung", "sjis": "診療①".encode("cp932"), "euc": "診療".encode("euc-jp")}.items():
        yield letter(f"subject-raw-{name}", Subject=raw)
