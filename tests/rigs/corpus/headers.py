"""Header lines folded, spaced, doubled and misspelt in every way."""

from collections.abc import Iterator

from tests.rigs.corpus.letter import Mail, letter, multipart, part, recipient_of

_WORD = "=?UTF-8?B?6Ki655mC?="  # 診療
_LONG = " ".join(f"word{n}" for n in range(300))


def mails() -> Iterator[Mail]:
    """Folds, then subjects, then header blocks that are not as they should be."""
    yield from _folds()
    yield from _subjects()
    yield from _blocks()
    yield from _of_parts()


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


def _blocks() -> Iterator[Mail]:
    to = "To: x@clinic.example\r\n"
    for name, raw in {
        "mbox-quoted": f">From a@corpus.example Tue\r\n{to}\r\nb\r\n",
        "no-space": "From:a@corpus.example\r\nSubject:x\r\nTo:x@clinic.example\r\n\r\nb\r\n",
        "many-spaces": "From:     a@corpus.example   \r\nSubject:\t\tx\t\r\n\r\nb\r\n",
        "tab-before-colon": f"Subject\t: x\r\n{to}\r\nb\r\n",
        "space-in-name": f"My Header: x\r\n{to}\r\nb\r\n",
        "no-name": f": x\r\n{to}\r\nb\r\n",
        "colon-only": f":\r\n{to}\r\nb\r\n",
        "odd-name": f"X!#$%&'*+-.^_`|~9: x\r\nX(a): y\r\n{to}\r\nb\r\n",
        "name-8bit": f"X-診: x\r\n{to}\r\nb\r\n",
        "first-folded": f" folded: x\r\n{to}\r\nb\r\n",
        "no-colon-middle": f"Subject: x\r\nno colon here\r\n{to}\r\nb\r\n",
        "no-colon-last": f"{to}no colon here\r\n\r\nb\r\n",
        "no-body": f"Subject: x\r\n{to}",
        "no-body-blank": f"Subject: x\r\n{to}\r\n",
        "lf-only": f"Subject: lf\nFrom: a@corpus.example\n{to}\nline\n.dot\nend\n",
        "lf-mixed": f"Subject: lf\n{to}From: a@corpus.example\r\n\nline\r\nend\n",
        "spaces-line": f"Subject: x\r\n{to}   \r\nX-After: y\r\n\r\nb\r\n",
        "dots": f"{to}\r\n.\r\n..\r\n.a\r\n...b\r\n",
        "case": "SUBJECT: upper\r\nfrom: a@corpus.example\r\nmEsSaGe-Id: <case@corpus.example>\r\n\r\nb\r\n",
        "underscore": f"X_Under_score: 1\r\nx-mixed-CASE-id: 2\r\nDKIM-Signature: v=1\r\n{to}\r\nb\r\n",
        "long-name": f"X-{'a' * 900}: x\r\n{to}\r\nb\r\n",
        "long-value": f"X-Long: {'v' * 9000}\r\n{to}\r\nb\r\n",
        "many": "".join(f"X-{n}: {n}\r\n" for n in range(200)) + f"{to}\r\nb\r\n",
        "empty-values": f"Subject:\r\nFrom:\r\nCc:\r\nX-Empty:\r\nX-Space: \r\n{to}\r\nb\r\n",
        "twice": f"From: a@corpus.example\r\nFrom: b@corpus.example\r\nSubject: 1\r\nSubject: 2\r\n{to}{to}\r\nb\r\n",
        "ids-twice": f"Message-ID: <1@corpus.example>\r\nMessage-ID: <2@corpus.example>\r\n{to}\r\nb\r\n",
        "received": "Received: by a.example; Tue, 24 Nov 2026 10:00:00 +0900\r\n" * 3 + f"{to}\r\nb\r\n",
        "empty": "",
        "blank": "\r\n",
        "body-only": "\r\nbody only\r\n",
    }.items():
        yield Mail(f"block-{name}", raw.encode())
    yield Mail("block-bom", b"\xef\xbb\xbfSubject: bom\r\n\r\nb\r\n")
    for name, end in {
        "lf": b"\n.\r\n",
        "lf-lf": b"\n.\n",
        "crlf-lf": b"\r\n.\n",
        "cr": b"\r.\r",
        "cr-lf": b"\r.\r\n",
    }.items():
        yield Mail(f"block-end-{name}", b"Subject: a\r\n\r\none" + end + b"two\r\n")
    yield Mail("block-nul", b"Subject: a\r\nX-Nul: a\0b\r\n\r\nb\0c\r\n")
    for name, value in {
        "plain": "id@x.example",
        "two": "<a@x.example> <b@x.example>",
        "comment": "<a@x.example> (c)",
    }.items():
        yield letter(f"id-{name}", Message_ID=value)
    for name, value in {
        "empty": "",
        "brackets": "<>",
        "spaces": "< a@x.example >",
        "open": "<a@x.example",
        "8bit": "<診@x>",
    }.items():
        yield letter(f"id-{name}", Message_ID=value)


def _of_parts() -> Iterator[Mail]:
    for name, head in {
        "unindented": b"Content-Type: text/plain;\r\ncharset=utf-8\r\n",
        "unindented-name": b'Content-Type: application/pdf;\r\nname="a.pdf"\r\nContent-Disposition: attachment\r\n',
        "space-before-colon": b"Content-Type : text/html\r\n",
        "no-colon": b"Content-Type: text/plain\r\nnonsense\r\nContent-ID: <a@x>\r\n",
        "first-folded": b" folded\r\nContent-Type: text/html\r\n",
        "lf": b"Content-Type: text/html\nContent-ID: <b@x>\n",
        "twice": b"Content-Type: text/html\r\nContent-Type: text/plain\r\n",
        "fold-before": b"Content-Type:\r\n text/html;\r\n\tcharset=utf-8\r\n",
        "case": b"CONTENT-TYPE: TEXT/HTML; CHARSET=UTF-8\r\n",
    }.items():
        yield multipart(
            f"part-head-{name}", part("text/plain; charset=utf-8", "first\n"), head + b"\r\n<p>body</p>\r\n"
        )
