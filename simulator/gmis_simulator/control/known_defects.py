"""The defects that can be switched on here, by name."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from gmis_api.answers import DefectAnswer
from gmis_api.language import N_
from gmis_simulator.world.names import unknown


class KnownDefects(Mapping[str, DefectAnswer]):
    """As the catalogue shows them, in its order; ``check`` raises ValueError for a name that cannot be switched on."""

    def __init__(self, defects: Iterable[DefectAnswer] = (), check: Callable[[str], object] = str) -> None:
        self._defects, self._check = {defect.name: defect for defect in defects}, check

    def __getitem__(self, name: str) -> DefectAnswer:
        return self._defects[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._defects)

    def __len__(self) -> int:
        return len(self._defects)

    def checked(self, names: Iterable[str]) -> list[str]:
        """``names``, each once and in the catalogue's order; raises ValueError for one that there is not."""
        wanted = set(names)
        for name in sorted(wanted - self._defects.keys()):
            raise ValueError(unknown(name, self, N_("defect")))
        for name in wanted:
            self._check(name)
        return [name for name in self if name in wanted]
