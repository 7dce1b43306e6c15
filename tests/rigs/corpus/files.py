"""Attachments: their types, dispositions, names and Content-IDs."""

from collections.abc import Iterator

from tests.rigs.corpus.letter import Mail, multipart, part, typed

_BODY = part("text/plain; charset=utf-8", "本文\n")
_HTML = part("text/html; charset=utf-8", '<p>本文 <img src="cid:i@corpus"></p>\n')
_WORD = "=?UTF-8?B?6Ki655mC?="  # 診療


def mails() -> Iterator[Mail]:
    """Types, dispositions, names, Content-IDs."""
    yield from _types()
    yield from _dispositions()
    yield from _names()
    yield from _ids()


def _types() -> Iterator[Mail]:
    sjis = "病院,電話\r\n髙橋,①\r\n".encode("cp932") * 12
    disposition = "Content-Disposition: attachment; filename=a.dat\n"
    for name, content_type in {
        "csv": "text/csv", "csv-sjis": "text/csv; charset=shift_jis", "csv-utf8": "text/csv; charset=utf-8",
        "plain": "text/plain", "plain-sjis": "text/plain; charset=shift_jis",
        "plain-ascii": "text/plain; charset=us-ascii",
        "html": "text/html", "html-sjis": "text/html; charset=shift_jis", "xml": "text/xml",
        "ics": "text/calendar; charset=utf-8",
        "vcard": "text/x-vcard", "rtf": "text/rtf", "json": "application/json; charset=shift_jis", "none": "",
        "octet": "application/octet-stream",
        "image": "image/jpeg", "eml": "message/rfc822", "multipart": "multipart/mixed",
        "p7s": "application/pkcs7-signature",
        "keys": "application/pgp-keys", "zip": "application/zip", "tnef": "application/ms-tnef",
    }.items():  # fmt: skip
        yield multipart(f"attached-{name}", _BODY, part(content_type, sjis, "8bit", disposition))
        yield multipart(
            f"attached-inline-{name}", _BODY, part(content_type, sjis, "8bit", "Content-Disposition: inline\n")
        )
    for name, raw in {
        "utf8": "病院,電話\r\n".encode() * 12, "utf16": ("病院,電話\r\n" * 12).encode("utf-16"),
        "latin": b"F\xfchrung;\xe0\r\n" * 20,
        "lf": b"a,b\nc,d\n", "bom": "\ufeff病院\r\n".encode(), "nul": b"a\0b\r\n", "empty": b"",
    }.items():  # fmt: skip
        yield multipart(f"attached-text-{name}", _BODY, part("text/csv", raw, "", disposition))


def _dispositions() -> Iterator[Mail]:
    for name, disposition in {
        "attachment": "attachment", "inline": "inline", "upper": "ATTACHMENT; FILENAME=A.BIN",
        "unknown": "form-data; name=x",
        "empty": "", "semicolon": "attachment;", "quoted": '"attachment"; filename=a.bin',
        "filename-only": "filename=a.bin",
        "inline-name": "inline; filename=a.bin",
        "size": "attachment; filename=a.bin; size=3; creation-date=\"Tue, 24 Nov 2026\"",
        "no-semicolon": "attachment filename=a.bin", "comma": "attachment, filename=a.bin",
        "attached": "attached; filename=a.bin",
        "two": "attachment; filename=a.bin\nContent-Disposition: inline; filename=b.bin",
        "comment": "attachment (x); filename=a.bin",
        "folded": "attachment;\n filename=\"a.bin\"", "folded-value": "attachment; filename=\n \"a.bin\"",
        "unindented": "attachment;\nfilename=a.bin", "hidden": "attachment; filename=.hidden",
        "path": "attachment; filename=\"C:\\\\a\\\\b.bin\"",
    }.items():  # fmt: skip
        for kind, content_type in {
            "octet": "application/octet-stream",
            "text": "text/plain",
            "image": "image/png",
        }.items():
            file = part(content_type, "abc\n", "", f"Content-Disposition: {disposition}\n")
            yield multipart(f"disposed-{name}-{kind}", _BODY, file)
    yield typed(
        "disposed-whole", "text/plain; charset=utf-8\nContent-Disposition: attachment; filename=a.txt", "本文\n"
    )
    yield typed("disposed-whole-inline", "text/html\nContent-Disposition: inline; filename=a.html", "<p>x</p>\n")
    yield typed("disposed-whole-image", "image/png", "aW1n\n", "base64")


def _names() -> Iterator[Mail]:
    for name, said in {
        "spaces": "filename=a b c.pdf", "spaces-quoted": 'filename="a b  c.pdf"', "single": "filename='a.pdf'",
        "open": 'filename="a.pdf',
        "escapes": 'filename="a\\"b\\\\c.pdf"', "semicolon": 'filename="a;b.pdf"', "semicolon-bare": "filename=a;b.pdf",
        "equals": "filename=a=b.pdf",
        "slash": 'filename="../../etc/x"', "parenthesis": "filename=a(1).pdf", "empty": "filename=",
        "empty-quoted": 'filename=""',
        "twice": "filename=a.pdf; filename=b.pdf", "case": "FileName=A.pdf", "space-equals": "filename = a.pdf",
        "no-extension": "filename=a",
        "word": f"filename={_WORD}.pdf", "word-quoted": f'filename="{_WORD}.pdf"',
        "words-folded": f'filename="{_WORD}\n {_WORD}.pdf"',
        "word-q": "filename==?UTF-8?Q?a=20b.pdf?=", "word-glued": f'filename="a{_WORD}.pdf"',
        "word-two": f'filename="{_WORD} {_WORD}"',
        "2231-upper": "filename*=UTF-8'ja'%E8%A8%BA.pdf", "2231-quoted": "filename*=\"UTF-8''%E8%A8%BA.pdf\"",
        "2231-raw": "filename*=UTF-8''診.pdf",
        "2231-no-charset": "filename*=''a%20b.pdf", "2231-no-quotes": "filename*=a%20b.pdf",
        "2231-bad-percent": "filename*=UTF-8''a%ZZ%E8.pdf",
        "2231-unknown": "filename*=x-none''%E8.pdf", "2231-plain-cont": 'filename*0="a "; filename*1="b.pdf"',
        "2231-order": "filename*1=b.pdf; filename*0=a", "2231-gap": "filename*0=a; filename*2=c.pdf",
        "2231-from-1": "filename*1=a; filename*2=b",
        "2231-many": "; ".join(f"filename*{n}=part{n}" for n in range(12)),
        "2231-mixed": "filename*0*=UTF-8''%E8%A8%BA; filename*1=\"%41.pdf\"",
        "2231-cut": "filename*0*=UTF-8''%E8%A8; filename*1*=%BA.pdf", "2231-zeros": "filename*00=a; filename*01=b",
        "percent": "filename=%E8%A8%BA.pdf",
        "sjis-label": "filename*=shift_jis''%90f%97%C3.pdf", "windows-label": "filename*=windows-31j''%87%40.pdf",
        "long": f"filename={'n' * 400}.pdf",
        "emoji": 'filename="🏥.pdf"', "nfd": 'filename="か\u3099.pdf"', "bidi": 'filename="a\u202efdp.exe"',
        "control": 'filename="a\x01b.pdf"',
    }.items():  # fmt: skip
        file = part("application/pdf", "abc\n", "", f"Content-Disposition: attachment; {said}\n")
        yield multipart(f"named-{name}", _BODY, file)
        by_type = part(f"application/pdf; {said.replace('filename', 'name')}", "abc\n")
        yield multipart(f"named-by-type-{name}", _BODY, by_type)
    both = part(
        "application/pdf; name=type.pdf", "abc\n", "", "Content-Disposition: attachment; filename=disposition.pdf\n"
    )
    yield multipart("named-both", _BODY, both)
    described = part("application/pdf", "abc\n", "", "Content-Disposition: attachment\nContent-Description: d.pdf\n")
    yield multipart("named-described", _BODY, described)
    located = part("image/png", "abc\n", "", "Content-Location: https://corpus.example/a/b.png\n")
    yield multipart("named-located", _BODY, located)


def _ids() -> Iterator[Mail]:
    for name, value in {
        "plain": "<i@corpus>", "bare": "i@corpus", "open": "<i@corpus", "spaces": "< i@corpus >", "empty": "",
        "brackets": "<>",
        "folded": "\n <i@corpus>", "percent": "<i%40corpus>", "two": "<a@x> <b@x>", "8bit": "<診@x>",
        "word": f"<{_WORD}@x>",
        "quotes": '"<i@corpus>"', "upper": "<I@CORPUS>",
    }.items():  # fmt: skip
        for kind, more in {
            "alone": "",
            "inline": "Content-Disposition: inline\n",
            "file": "Content-Disposition: attachment\n",
        }.items():
            image = part("image/png", "abc\n", "", f"Content-ID: {value}\n{more}")
            yield multipart(f"cid-{name}-{kind}", _HTML, image, kind="related")
    text = part("text/plain", "abc\n", "", "Content-ID: <t@corpus>\n")
    yield multipart("cid-of-text", _HTML, text, kind="related")
    yield multipart(
        "cid-of-html", _BODY, part("text/html", "<p>x</p>\n", "", "Content-ID: <h@corpus>\n"), kind="related"
    )
