"""How a sentence enters the vocabulary, and which sentences there are."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, TypeVar

from pytest_bdd import parsers
from pytest_bdd import step as bdd_step

from e2e.steps import MODULES

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Sentence:
    """``pattern``: with {names} for what varies; ``meaning``: one sentence in Japanese; ``group``: its heading.

    ``example``: the whole line, with its keyword (前提, もし, ならば).
    """

    pattern: str
    meaning: str
    group: str
    example: str
    parser: parsers.StepParser

    def fits(self, text: str) -> bool:
        """Whether ``text``, a line without its keyword, is this sentence."""
        return self.parser.is_matching(text)


_SENTENCES: list[Sentence] = []


class Group:
    """The sentences of one heading. ``keyword``: with what an example begins unless it says otherwise."""

    def __init__(self, title: str, keyword: str) -> None:
        self.title, self.keyword = title, keyword

    def __call__(self, pattern: str, **example: Any) -> Callable[[F], F]:
        """Take a function in as what ``pattern`` means; its docstring is the meaning.

        ``example``: a value for each name in the pattern. The same sentence may follow any keyword.
        """
        parser = parsers.parse(pattern)

        def take_in(function: F) -> F:
            meaning = "".join(line.strip() for line in (function.__doc__ or "").splitlines())
            shown = f"{self.keyword} {pattern.replace(':d}', '}').format(**example)}"
            _SENTENCES.append(Sentence(pattern, meaning, self.title, shown, parser))
            bdd_step(parser, stacklevel=2)(function)
            return function

        return take_in


def vocabulary() -> list[Sentence]:
    """Every sentence."""
    for module in MODULES:
        import_module(module)
    return _SENTENCES


def fitting(text: str) -> list[Sentence]:
    """The sentences that ``text`` is; one, unless the vocabulary is ambiguous or does not know it."""
    return [sentence for sentence in vocabulary() if sentence.fits(text)]


def nearest(text: str, most: int = 3) -> list[str]:
    """The patterns that come closest to ``text``."""
    patterns = {sentence.example.partition(" ")[2]: sentence.pattern for sentence in vocabulary()}
    close = difflib.get_close_matches(text, patterns, n=most, cutoff=0.3)
    return [patterns[each] for each in close] or list(patterns.values())[:most]
