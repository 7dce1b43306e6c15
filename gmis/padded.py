"""Columns of a terminal, where a Japanese sign takes two."""

import unicodedata


def columns_of(text: str) -> int:
    """How many ``text`` takes."""
    return sum(2 if unicodedata.east_asian_width(sign) in "FWA" else 1 for sign in text)


def padded(text: str, columns: int) -> str:
    """``text`` and as many blanks as fill ``columns``."""
    return text + " " * max(columns - columns_of(text), 0)
