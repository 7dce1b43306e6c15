"""The defects that can be switched on here, by name."""

from collections.abc import Iterable, Iterator, Mapping

from gmis_api.answers import DefectAnswer
from gmis_simulator.world.names import unknown


class KnownDefects(Mapping[str, DefectAnswer]):
    """As the catalogue shows them, in its order."""

    def __init__(self, defects: Iterable[DefectAnswer] = ()) -> None:
        self._defects = {defect.name: defect for defect in defects}

    def __getitem__(self, name: str) -> DefectAnswer:
        return self._defects[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._defects)

    def __len__(self) -> int:
        return len(self._defects)

    def checked(self, names: Iterable[str]) -> list[str]:
        """``names``, each once and in the catalogue's order; raises ValueError for one that is no defect's."""
        wanted = set(names)
        for name in sorted(wanted - self._defects.keys()):
            raise ValueError(unknown(name, self, "defect"))
        return [name for name in self if name in wanted]
