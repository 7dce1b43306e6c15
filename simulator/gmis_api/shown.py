"""A value as a message quotes it: nobody wants to read the whole of a long one, and a program must not write it."""

import reprlib

_LONGEST = 100  # signs of a text

_SHORT = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = _LONGEST
_SHORT.maxlong = 40


def shown(value: object) -> str:
    """``repr`` of ``value``; of a long one, or of one of many parts, only some of it, with ``...`` for the rest."""
    return _SHORT.repr(value)
