"""Addresses, dates and the other headers that are more than text."""

from collections.abc import Iterator

from tests.rigs.corpus.encodings import word
from tests.rigs.corpus.japanese_bytes import euc, jis
from tests.rigs.corpus.letter import Mail, letter, recipient_of

_WORD = "=?UTF-8?B?6Ki655mC?="  # 診療


def mails() -> Iterator[Mail]:
    """Senders, recipients, other roles, dates."""
    yield from _senders()
    yield from _recipients()
    yield from _roles()
    yield from _dates()
    yield from _lists()


def _senders() -> Iterator[Mail]:
    for name, value in {
        "bare": "desk@corpus.example",
        "brackets": "<desk@corpus.example>",
        "no-space": "Desk<desk@corpus.example>",
        "no-space-word": f"{_WORD}<desk@corpus.example>",
        "quoted": '"Sato, Hana (ward) <east>" <desk@corpus.example>',
        "quoted-escapes": '"a \\"b\\" \\\\ c" <desk@corpus.example>',
        "quoted-8bit": '"診療" <desk@corpus.example>',
        "quoted-word": f'"{_WORD}" <desk@corpus.example>',
        "quoted-words": f'"{_WORD} {_WORD}" <desk@corpus.example>',
        "quoted-open": '"Sato <desk@corpus.example>',
        "single-quotes": "'Sato' <desk@corpus.example>",
        "empty-name": '"" <desk@corpus.example>',
        "words": f"{_WORD} {_WORD} <desk@corpus.example>",
        "word-plain": f"{_WORD} Hana <desk@corpus.example>",
        "word-q": "=?UTF-8?Q?Sato=2C_Hana?= <desk@corpus.example>",
        "word-raw": "=?ISO-2022-JP?B?GyRCP0dORRsoQg==?= <desk@corpus.example>",
        "word-address": "=?UTF-8?Q?desk=40corpus.example?= <desk@corpus.example>",
        "encoded-whole": "=?UTF-8?B?6Ki655mCIDxkZXNrQGNvcnB1cy5leGFtcGxlPg==?=",
        "dot-in-name": "Dr. Hana A. Sato <desk@corpus.example>",
        "specials": "Sato: Hana; <desk@corpus.example>",
        "comma": "Sato, Hana <desk@corpus.example>",
        "parenthesis": "Hana (ward <desk@corpus.example>",
        "comment-first": "(note) Hana <desk@corpus.example>",
        "comment-in": "Hana (a) Sato (b) <desk@corpus.example>",
        "comment-word": f"desk@corpus.example ({_WORD})",
        "comment-escaped": "desk@corpus.example (a \\) b)",
        "two": "a@corpus.example, b@corpus.example",
        "group": "Desk: a@corpus.example;",
        "name-only": "Hana Sato",
        "at-only": "@",
        "double-at": "a@b@corpus.example",
        "space-in": "desk @ corpus.example",
        "space-in-brackets": "Hana < desk@corpus.example >",
        "open-bracket": "Hana <desk@corpus.example",
        "double-brackets": "Hana <<desk@corpus.example>>",
        "two-brackets": "Hana <a@corpus.example> <b@corpus.example>",
        "trailing": "Hana <desk@corpus.example> trailing",
        "semicolon": "Hana <desk@corpus.example>;",
        "mailto": "<mailto:desk@corpus.example>",
        "local-quoted": '"hana sato"@corpus.example',
        "dots": "<.hana.@corpus.example>",
        "two-dots": "Hana <hana..sato@corpus.example>",
        "plus": "Hana <desk+tag@corpus.example>",
        "no-domain": "root",
        "no-domain-brackets": "Root <root>",
        "literal": "a@[127.0.0.1]",
        "literal-v6": "a@[IPv6:::1]",
        "idn": "受付@病院.example",
        "idn-name": "診療 <受付@病院.example>",
        "punycode": "a@xn--o1qw7c.example",
        "upper": "Desk@CORPUS.EXAMPLE",
        "long": f"{'n' * 300} <{'a' * 64}@corpus.example>",
        "tab": "Hana\tSato\t<desk@corpus.example>",
        "spaces": "Hana   Sato   <desk@corpus.example>",
        "route": "Hana <@a.example,@b.example:desk@corpus.example>",
        "full-width": "Hana ＜desk＠corpus.example＞",
        "underscore-domain": "a@my_host.example",
    }.items():
        yield letter(f"from-{name}", From=value)
    yield letter("from-latin", From=b"F\xfchrung <desk@corpus.example>")
    yield letter("from-sjis", From="診療".encode("cp932") + b" <desk@corpus.example>")
    yield letter("from-none", From=None)


def _recipients() -> Iterator[Mail]:
    for name, value in {
        "two": "{}, Hana <b@clinic.example>",
        "no-comma": "{} b@clinic.example",
        "no-comma-brackets": "<{}> <b@clinic.example>",
        "no-comma-names": "A <{}> B <b@clinic.example>",
        "semicolons": "{}; b@clinic.example",
        "trailing-comma": "{},",
        "leading-comma": ", {}",
        "two-commas": "{},, b@clinic.example",
        "group": 'Staff: {}, "B, C" <b@clinic.example>;',
        "groups": "One: {}; Two: b@clinic.example;, c@clinic.example",
        "empty-group": "undisclosed-recipients:;",
        "group-open": "Staff: {}",
        "word-comma": "=?UTF-8?B?5L2Q6JekLOiKsQ==?= <{}>, b@clinic.example",
        "one-bad": "{}, a..b@clinic.example",
        "one-name": "{}, somebody",
        "one-empty": "{}, <>",
        "same-twice": "{}, {}",
        "plus": "a+tag@clinic.example, {}",
        "comments": "{} (a, b), c@clinic.example (d)",
        "latin": "{}, F\u00fchrung <b@clinic.example>",
        "many": "{}, " + ", ".join(f"u{n}@clinic.example" for n in range(80)),
        "upper": "B@CLINIC.EXAMPLE",
        "empty": "",
        "quoted-local": '"a b"@clinic.example, {}',
    }.items():
        yield letter(f"to-{name}", To=value.replace("{}", recipient_of(f"to-{name}")))
    for label, raw in {
        "iso-2022-jp": jis("診療"),
        "shift_jis": "診療".encode("cp932"),
        "euc-jp": euc("診療"),
        "x-none": b"a",
    }.items():
        named = word(label, raw)
        yield letter(f"to-word-{label}", To=f"{named} <{recipient_of(f'to-word-{label}')}>")
        yield letter(f"cc-word-{label}", f"Cc: {named} <c@clinic.example>\n", To=recipient_of(f"cc-word-{label}"))
        yield letter(f"to-comment-{label}", To=f"{recipient_of(f'to-comment-{label}')} ({named})")
    yield letter("to-none", To=None)
    yield letter("to-twice", f"To: {recipient_of('to-twice')}\n", To="first@clinic.example")


def _roles() -> Iterator[Mail]:
    for name, lines in {
        "cc": f"Cc: {recipient_of('role-cc')}, {_WORD} <c@clinic.example>\n",
        "cc-bad": "Cc: nobody, c@clinic.example\n",
        "bcc": "Bcc: hidden@clinic.example\n",
        "bcc-bad": "Bcc: nobody\n",
        "sender": "Sender: Other <other@corpus.example>\n",
        "reply-to": f"Reply-To: {_WORD} <r@corpus.example>, s@corpus.example\n",
        "reply-to-bad": "Reply-To: nobody\n",
        "reply-to-empty": "Reply-To:\n",
        "return-path": "Return-Path: <old@corpus.example>\n",
        "return-path-same": "Return-Path: <sender@corpus.example>\n",
        "return-path-bare": "Return-Path: sender@corpus.example\n",
        "return-path-folded": "Return-Path:\n <old@corpus.example>\n",
        "return-path-twice": "Return-Path: <a@corpus.example>\nReturn-Path: <b@corpus.example>\n",
        "tags": "X-Tags: One, two ,three, One, a b\n",
        "tags-odd": "X-Tags: -x, _y, a.b, 診療, " + "t" * 120 + ", a/b,,\n",
        "tags-folded": "X-Tags: one,\n two\n",
        "tags-twice": "X-Tags: one\nX-Tags: two\n",
        "tags-word": f"X-Tags: {_WORD}\n",
        "resent": "Resent-To: z@clinic.example\nResent-Date: Tue, 24 Nov 2026 10:00:00 +0900\n",
    }.items():
        to = "someone@clinic.example" if name in ("cc", "bcc", "bcc-bad", "cc-bad") else recipient_of(f"role-{name}")
        yield letter(f"role-{name}", lines, To=to)
    yield letter("role-sender-only", "Sender: Other <other@corpus.example>\n", From=None)
    plain = letter("role-bounce", From="MAILER-DAEMON@corpus.example")
    yield Mail(plain.name, plain.raw, sender="")
    plain = letter("role-bounce-nobody", From=None)
    yield Mail(plain.name, plain.raw, sender="")
    plain = letter("role-tag-sender", From="a+tag@corpus.example")
    yield Mail(plain.name, plain.raw, sender="a+tag@corpus.example")


def _dates() -> Iterator[Mail]:
    for name, value in {
        "no-day": "24 Nov 2026 10:00:00 +0900",
        "no-seconds": "Tue, 24 Nov 2026 10:00 +0900",
        "one-digit": "Tue, 3 Nov 2026 9:05:07 +0900",
        "two-digit-year": "Tue, 24 Nov 26 10:00:00 +0900",
        "two-digit-year-old": "Tue, 24 Nov 99 10:00:00 +0900",
        "three-digit-year": "Tue, 24 Nov 126 10:00:00 +0900",
        **{
            f"zone-{zone.lower()}": f"Tue, 24 Nov 2026 10:00:00 {zone}"
            for zone in ("GMT", "UT", "UTC", "EST", "PDT", "JST", "CET", "Z", "A")
        },
        "zone-minus-zero": "Tue, 24 Nov 2026 10:00:00 -0000",
        "zone-colon": "Tue, 24 Nov 2026 10:00:00 +09:00",
        "zone-half": "Tue, 24 Nov 2026 10:00:00 +0530",
        "zone-wide": "Tue, 24 Nov 2026 10:00:00 +9900",
        "zone-short": "Tue, 24 Nov 2026 10:00:00 +09",
        "comment": "Tue, 24 Nov 2026 10:00:00 +0900 (JST)",
        "comment-odd": "Tue, 24 Nov 2026 10:00:00 +0900 (東京 (標準時))",
        "comment-no-zone": "Tue, 24 Nov 2026 10:00:00 (JST)",
        "comment-first": "(x) Tue, 24 Nov 2026 10:00:00 +0900",
        "comment-in": "Tue, 24 (x) Nov 2026 10:00:00 +0900",
        "zone-twice": "Tue, 24 Nov 2026 10:00:00 +0900 JST",
        "wrong-day": "Mon, 24 Nov 2026 10:00:00 +0900",
        "long-day": "Tuesday, 24 Nov 2026 10:00:00 +0900",
        "long-month": "Tue, 24 November 2026 10:00:00 +0900",
        "lower": "tue, 24 nov 2026 10:00:00 +0900",
        "spaces": "Tue,  24  Nov  2026  10:00:00  +0900",
        "no-comma": "Tue 24 Nov 2026 10:00:00 +0900",
        "no-space": "Tue,24 Nov 2026 10:00:00 +0900",
        "asctime": "Tue Nov 24 10:00:00 2026",
        "iso": "2026-11-24T10:00:00+09:00",
        "iso-space": "2026-11-24 10:00:00",
        "dashes": "24-Nov-2026 10:00:00 +0900",
        "leap": "Tue, 24 Nov 2026 10:00:60 +0900",
        "hour-24": "Tue, 24 Nov 2026 24:00:00 +0900",
        "day-31": "Tue, 31 Nov 2026 10:00:00 +0900",
        "year-1": "Mon, 1 Jan 0001 00:00:00 +0000",
        "year-9999": "Fri, 31 Dec 9999 23:59:59 +0000",
        "year-10000": "Sat, 1 Jan 10000 00:00:00 +0000",
        "fraction": "Tue, 24 Nov 2026 10:00:00.123 +0900",
        "japanese": "2026年11月24日 10:00",
        "number": "1795482000",
        "empty": "",
        "epoch": "Thu, 1 Jan 1970 00:00:00 +0000",
        "word": "=?UTF-8?Q?Tue=2C_24_Nov_2026_10:00:00_+0900?=",
    }.items():
        yield letter(f"date-{name}", Date=value)
    yield letter("date-none", Date=None)
    yield letter("date-twice", "Date: Wed, 25 Nov 2026 10:00:00 +0900\n")


def _lists() -> Iterator[Mail]:
    for name, value in {
        "mailto": "<mailto:off@corpus.example?subject=off>",
        "both": "<mailto:off@corpus.example>, <https://corpus.example/off?a=1>",
        "http": "<http://corpus.example/off>",
        "folded": "<mailto:off@corpus.example>,\n <https://corpus.example/off>",
        "comment": "(Use this) <https://corpus.example/off>",
        "bare": "https://corpus.example/off",
        "no-comma": "<mailto:off@corpus.example> <https://corpus.example/off>",
        "two-mailto": "<mailto:off@corpus.example>, <mailto:out@corpus.example>",
        "two-http": "<https://corpus.example/1>, <https://corpus.example/2>",
        "ftp": "<ftp://corpus.example/off>",
        "bad-mailto": "<mailto:nobody>",
        "spaces": "< https://corpus.example/off >",
        "inner-space": "<https://corpus.example/o ff>",
        "folded-url": "<https://corpus.example/of\n f>",
        "empty": "",
        "nonsense": "nonsense",
        "8bit": "<https://corpus.example/診療>",
        "upper": "<HTTPS://CORPUS.EXAMPLE/OFF>, <MAILTO:off@corpus.example>",
        "no-host": "<https:///off>",
        "trailing": "<https://corpus.example/off>, trailing",
    }.items():
        yield letter(f"unsubscribe-{name}", f"List-Unsubscribe: {value}\n")
    post = "List-Unsubscribe-Post: List-Unsubscribe=One-Click\n"
    yield letter("unsubscribe-post", f"List-Unsubscribe: <https://corpus.example/off>\n{post}")
    yield letter("unsubscribe-post-mailto", f"List-Unsubscribe: <mailto:off@corpus.example>\n{post}")
    yield letter("unsubscribe-post-alone", post)
    yield letter("unsubscribe-post-odd", f"List-Unsubscribe: <https://corpus.example/off>\n{post.lower()}")
