"""Dates in every form that was ever written into a mail."""

from collections.abc import Iterator

from tests.rigs.corpus.letter import Mail, letter


def mails() -> Iterator[Mail]:
    """Good, obsolete and nonsensical ones."""
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
