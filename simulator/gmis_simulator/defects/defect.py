"""What a defect says of itself, and how it is written down: by an area, as a function or as a text in another's place."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from gmis_simulator.defects.replaced import Wrong, replace
from gmis_simulator.defects.texts import replace_text


@dataclass(frozen=True, slots=True)
class Defect:
    """``title`` and ``harm``, what a user suffers, in Japanese. ``step``: the leaflet's, empty: of none.

    ``requirement``: the ID in requirements.toml that it breaks. ``source``: a public class of mistake, such as a number
    of CWE or a rule of WCAG, or what systems of this kind are known to do. ``seen``: how a tester could see it.
    ``decoy``: it harms nobody, and no suite should notice it.
    """

    name: str
    title: str
    harm: str
    step: str
    requirement: str
    area: str
    source: str
    seen: str
    decoy: bool = False

    def also(self, target: Any) -> "Callable[[Wrong], Defect]":
        """The decorated function replaces ``target`` as well."""

        def named(wrong: Wrong) -> Defect:
            replace(target, self.name, wrong)
            return self

        return named

    def also_text(self, file: str, right: str, wrong: str) -> "Defect":
        """A text is replaced as well."""
        replace_text(file, self.name, right, wrong)
        return self


@dataclass(slots=True)
class Area:
    """Part of the simulator, with the defects in it; ``title`` in Japanese."""

    name: str
    title: str
    defects: list[Defect] = field(default_factory=list)

    def defect(
        self, target: Any, name: str, title: str, *, harm: str, step: str, requirement: str, source: str, seen: str
    ) -> Callable[[Wrong], Defect]:
        """The decorated function replaces ``target``, which it is given before all else."""
        return self._made(name, title, harm, step, requirement, source, seen).also(target)

    def text(
        self, file: str, right: str, wrong: str, name: str, title: str, *,
        harm: str, step: str, requirement: str, source: str, seen: str,
    ) -> Defect:
        """In a template (web/base.html), script or style sheet ``wrong`` stands where ``right`` does."""
        return self._made(name, title, harm, step, requirement, source, seen).also_text(file, right, wrong)

    def decoy(self, target: Any, name: str, title: str, *, seen: str) -> Callable[[Wrong], Defect]:
        """The decorated function replaces ``target``, and harms nobody."""
        return self._made(name, title, "なし", "", "", "無害な変更", seen, decoy=True).also(target)

    def text_decoy(self, file: str, right: str, wrong: str, name: str, title: str, *, seen: str) -> Defect:
        """A text that harms nobody."""
        return self._made(name, title, "なし", "", "", "無害な変更", seen, decoy=True).also_text(file, right, wrong)

    def _made(
        self, name: str, title: str, harm: str, step: str, requirement: str, source: str, seen: str, decoy: bool = False
    ) -> Defect:
        made = Defect(name, title, harm, step, requirement, self.name, source, seen, decoy)
        self.defects.append(made)
        return made
