"""Mails that the embedded inbox, or the exchange, once read wrongly: each as small as it can be."""

from collections.abc import Iterator

from tests.rigs.corpus.letter import Mail, letter, multipart, part, typed

_BODY = part("text/plain; charset=utf-8", "診療報告です。\n", "8bit")
_SJIS_HTML = '<html><head><meta charset="Shift_JIS"></head><body>病院掲示板 <a href="https://clinic.example/a?b=1&c=2">'


def mails() -> Iterator[Mail]:
    """Headers, then bodies, then files."""
    yield from _addresses()
    yield from _headers()
    yield from _bodies()
    yield from _files()


def _addresses() -> Iterator[Mail]:
    yield letter("addr-comment", From="desk@corpus.example (Sato Hana)", To="addr-comment@clinic.example (Ward (east))")
    yield letter("addr-source-route", To="<@relay.example:addr-source-route@clinic.example>")
    dotted = letter("addr-two-dots", From="hana..sato@carrier.example")
    yield Mail(dotted.name, dotted.raw, sender="hana..sato@carrier.example")
    eight_bit = letter("addr-utf8", From="受付@病院.example")
    yield Mail(eight_bit.name, eight_bit.raw, sender="受付@病院.example", options=("SMTPUTF8",))
    yield letter("sender-angle", From="=?UTF-8?B?POWkluadpT4g5Y+X5LuY?= <friend@clinic.example>")
    yield letter("sender-comma", From="=?UTF-8?B?5L2Q6JekLCDoirE=?= <friend@clinic.example>")
    yield letter("sender-parenthesis", From="=?UTF-8?B?5L2Q6JekKOWPl+S7mCk=?= <friend@clinic.example>")
    yield letter("sender-open-parenthesis", From="=?UTF-8?B?5L2Q6JekKOWPl+S7mA==?= <friend@clinic.example>")
    yield letter("sender-spoofs", From="=?UTF-8?B?eSA8ZnJpZW5kQGNsaW5pYy5leGFtcGxlPg==?= <stranger@evil.example>")


def _headers() -> Iterator[Mail]:
    yield letter("id-folded", Message_ID=b"\r\n <id-folded@corpus.example>")
    yield letter("id-folded-exchange", Message_ID=b"\r\n\t<JP0P286MB0001.JPNP286.PROD.corpus@corpus.example>")
    yield letter("subject-fold-first", Subject=b"\r\n =?UTF-8?B?5oqY44KK6L+U44GX44Gf6aGM?=")
    yield letter("subject-euc", Subject="=?x-euc-jp?B?v8fOxcrzufA=?=")
    yield letter("subject-8bit", From="厚生 <desk@corpus.example>", Subject="暗証番号の再設定")
    yield letter("subject-split-character", Subject="=?UTF-8?B?6Ki655mC5Q==?=\n =?UTF-8?B?oLHlkYo=?=")
    yield letter("subject-no-padding", Subject="=?UTF-8?B?6Ki655mC?= =?UTF-8?B?44GC44GC?= =?UTF-8?B?5pel5pys44Q?=")
    yield Mail("space-before-colon", b"From : a@corpus.example\r\nTo: s@clinic.example\r\nSubject : x\r\n\r\nb\r\n")
    body = "From: a@corpus.example\r\nSubject : 件名\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n本文\r\n"
    yield Mail("space-before-colon-japanese", body.encode())
    yield Mail("mbox-line", b"From a@corpus.example Tue Nov 24 10:00:00 2026\r\nFrom: a@corpus.example\r\n\r\nb\r\n")
    yield letter("date-gmt-offset", Date="Tue, 24 Nov 2026 10:00:00 GMT+0900")
    yield letter("date-no-zone", Date="Tue, 24 Nov 2026 10:00:00")


def _bodies() -> Iterator[Mail]:
    yield Mail("body-cr-only", b"From: a@corpus.example\r\nSubject: cr\r\n\r\none\rtwo\r\n")
    mso = "<!--[if mso]><p>mso</p><![endif]--><p>本文</p><![if !mso]><p>else</p><![endif]>"
    yield typed("html-comment-if", "text/html; charset=utf-8", mso)
    hidden = "<!--[if (gte mso 9)|(IE)]><table><tr><td><![endif]--><p>診療です</p><!--[if mso]></td></tr><![endif]-->"
    yield typed("html-downlevel-hidden", "text/html; charset=utf-8", f"<html><body>{hidden}</body></html>")
    yield typed("html-unclosed-tag", "text/html; charset=utf-8", '<p>本文</p><a href="https://clinic.example/</body>')
    yield typed("html-single-quotes", "text/html; charset=utf-8", "<a href='https://clinic.example/a'>x</a>\n")
    yield typed("html-spaced-href", "text/html; charset=utf-8", '<a href = "https://clinic.example/a">x</a>\n')
    yield typed("html-meta-only", "text/html", _SJIS_HTML.encode("cp932") + b"\x82\xb1\x82\xb1</a></body></html>")
    yield typed("jis-unterminated", "text/plain; charset=iso-2022-jp", b"\x1b$B%F%9%H\r\nnext line\r\n\x1b(Bend\r\n")
    yield typed("line-of-200000", "text/plain; charset=utf-8", "x" * 200_000)
    yield typed("utf8-broken", "text/plain; charset=utf-8", "カル".encode() + b"\xe3\x83\xfe end\r\n")
    yield typed("euc-x", "text/plain; charset=x-euc-jp", "v8fOxcrzufAK\n", "base64")
    vendor = b"\x1b$B-!-j-8$N0FFb\x1b(B https://clinic.example/a?b=1&c=2\r\n"
    yield typed(
        "jis-vendor", "text/plain; charset=ISO-2022-JP", vendor, "7bit", Subject="=?ISO-2022-JP?B?GyRCLSEtahsoQg==?="
    )
    yield typed(
        "sjis-vendor", "text/plain; charset=Shift_JIS", "7uCTh4dAgWAK\n", "base64", Subject="=?Shift_JIS?B?7uCTh4dA?="
    )
    image = part("image; name=a.png", "YWJj\n")
    yield multipart("part-bad-type", part("text", "plain?\n"), image)


def _files() -> Iterator[Mail]:
    utf8 = "%E8%A8%BA%E7%99%82"
    for name, disposition in {
        "file-2231-and-plain": f"attachment; filename=\"plain.pdf\"; filename*=UTF-8''{utf8}.pdf",
        "file-2231-and-plain-cont": f"attachment; filename=\"plain.pdf\"; filename*0*=UTF-8''{utf8}; filename*1*=.pdf",
        "file-raw-utf8": 'attachment; filename="診療.pdf"',
        "file-raw-utf8-unquoted": "attachment; filename=診療.pdf",
        "file-raw-utf8-folded": 'attachment; filename="診療\n 録.pdf"',
        "file-2231-jis-vendor": "attachment; filename*=ISO-2022-JP''%1B%24B-%21Js9p%1B%28B.pdf",
        "file-2231-sjis": "attachment;\n filename*0*=SHIFT-JIS''%FA%4E%2E%90%66%97%C3%83%4B%83%43%83%68%83%89%83;\n"
        " filename*1*=%43%83%93%2E%64%6F%63",
    }.items():
        file = part("application/pdf", "YWJj\n", "base64", f"Content-Disposition: {disposition}\n")
        yield multipart(name, _BODY, file)
    table = "病院,一覧\r\n".encode("cp932") * 20
    yield multipart(
        "csv-sjis", _BODY, part("text/csv; name=list.csv", table, "8bit", "Content-Disposition: attachment\n")
    )
