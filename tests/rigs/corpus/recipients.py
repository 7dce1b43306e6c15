"""Recipients: lists, groups, missing commas, names in every charset."""

from collections.abc import Iterator

from tests.rigs.corpus.encodings import word
from tests.rigs.corpus.japanese_bytes import euc, jis
from tests.rigs.corpus.letter import Mail, letter, recipient_of


def mails() -> Iterator[Mail]:
    """To in every form, and Cc."""
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
