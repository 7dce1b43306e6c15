"""Differences as people read them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.rigs.corpus.comparison import Difference

_SHOWN = 110  # characters of a value


def told(found: Mapping[str, Sequence[Difference]]) -> Iterator[str]:
    """Lines: each mail's name, and under it the fields that differ, with both values from where they begin to."""
    for name, different in found.items():
        yield name
        for fields, ours, theirs in _merged(different):
            yield f"  {fields}"
            yield f"    embedded {ours}"
            yield f"    mailpit  {theirs}"


def _merged(different: Sequence[Difference]) -> list[tuple[str, str, str]]:
    """The fields that differ alike as one: what is wrong in a message is wrong in the list and the search too."""
    merged: dict[tuple[str, str], list[str]] = {}
    for field, ours, theirs in different:
        merged.setdefault(_short(ours, theirs), []).append(field)
    return [(" ".join(fields), *values) for values, fields in merged.items()]


def _short(ours: Any, theirs: Any) -> tuple[str, str]:
    """Both, from a little before the first character that differs."""
    one, other = repr(ours), repr(theirs)
    same = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
    begin = max(0, same - 20)
    return _cut(one, begin), _cut(other, begin)


def _cut(shown: str, begin: int) -> str:
    end = begin + _SHOWN
    return f"{'…' if begin else ''}{shown[begin:end]}{'…' if end < len(shown) else ''}"
