"""Senders: what stands in From, in every form that people and programs give it."""

from collections.abc import Iterator

from tests.rigs.corpus.letter import Mail, letter

_WORD = "=?UTF-8?B?6Ki655mC?="  # 診療


def mails() -> Iterator[Mail]:
    """Bare, quoted, encoded, commented, broken."""
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
