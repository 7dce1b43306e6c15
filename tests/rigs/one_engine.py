"""`gmis` as a call, on a simulator and in a browser that stand already."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Playwright

from pytest_gmis.browser.rig import Rig
from tests.rigs.commands import Ended, call


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command asked of its rig."""

    inbox: str
    kind: str
    headed: bool
    slow: bool


class Command:
    """Calls `gmis` in ``folder``; ``asked``: what for, each time that one was to be made, a rig was wanted."""

    def __init__(self, standing: Rig, folder: Path) -> None:
        self.folder, self.asked, self._standing = folder, list[Asked](), standing

    def __call__(self, *arguments: str, **environment: str) -> Ended:
        return call(
            *arguments,
            cwd=self.folder,
            replaced={
                "pytest_gmis.reports.run.rig": self._rig,
                "gmis.demo.rig": self._rig,
                "gmis.open.rig": self._rig,
                "gmis.ask.sync_playwright": self._playwright,
            },
            environment=environment,
        )

    @contextmanager
    def _rig(
        self, inbox: str = "auto", *, kind: str = "chromium", headed: bool = False, slow: bool = False
    ) -> Iterator[Rig]:
        self.asked.append(Asked(inbox, kind, headed, slow))
        yield self._standing

    @contextmanager
    def _playwright(self) -> Iterator[Playwright]:
        yield self._standing.playwright
