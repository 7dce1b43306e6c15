"""A value that was sent, short enough to be sent back, as JSON can hold it."""

from typing import Any

from gmis_api.shown import shown

_LONGEST = 200  # signs of a text
_MOST = 10  # entries of a list or an object
_LARGEST = 2**63  # beyond it nobody reads a number; neither infinity nor NaN is below it


def shortened_text(text: str, longest: int = _LONGEST) -> str:
    """The beginning of ``text``, with ``…`` where something is left out; half surrogate pairs are escaped."""
    short = text if len(text) <= longest else f"{text[:longest]}…"
    return short.encode("utf-8", "backslashreplace").decode("utf-8")


def shortened(value: Any) -> Any:
    """``value`` itself where it is short and plain, else a text that shows it."""
    match value:
        case str():
            return shortened_text(value)
        case list() if len(value) <= _MOST and all(map(_is_plain, value)):
            return [shortened(each) for each in value]
        case dict() if len(value) <= _MOST and all(map(_is_plain, (*value, *value.values()))):
            return {shortened_text(str(key)): shortened(each) for key, each in value.items()}
        case bool() | None:
            return value
        case int() | float() if abs(value) < _LARGEST:
            return value
        case list() | dict() | int() | float():
            return shown(value)
    return shortened_text(str(value))


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float | None)
