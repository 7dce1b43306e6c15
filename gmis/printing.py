"""What a run came to on paper: `gmis repro --print FILE.pdf`."""

import os
from collections.abc import Sequence
from pathlib import Path

import click
from playwright.sync_api import Browser

from gmis_api.language import _
from pytest_gmis.evidence.printed import PRINTS, printed
from pytest_gmis.evidence.whole import write_whole
from pytest_gmis.reports.verdict import Run, Verdict, facts_of


class Paper:
    """The page that the first of several runs is printed on; a file of that name is written anew, as dossiers are.

    Raises ClickException when ``path`` is no place for a file, or that kind of browser, or one that is shown, cannot
    print.
    """

    def __init__(self, path: Path, kind: str, *, headed: bool) -> None:
        self._path, self._pdf = path, b""
        if kind != PRINTS:
            raise _refused(_("{kind} cannot print a PDF, only Chromium can: leave out --browser {kind}", kind=kind))
        if headed:
            raise _refused(_("a browser that is shown cannot print a PDF: leave out --headed"))
        folder = path.absolute().parent
        if path.is_dir():
            raise _refused(_("{path} is a folder: name a file in it", path=path))
        if not folder.is_dir():
            raise _refused(_("there is no folder {folder}: make it, or name a file elsewhere", folder=folder))
        if not os.access(folder, os.W_OK):
            raise _refused(_("the folder {folder} cannot be written to: name a file elsewhere", folder=folder))

    def draw(self, runs: Sequence[Run], browser: Browser) -> None:
        """Have the browser print it, into memory yet: that a disk is full must not cost the verdict."""
        run = runs[0]
        if run.recording is not None and run.verdict is not Verdict.BROKEN_OFF:
            self._pdf = printed(browser, run.recording, run.headline, facts_of(run.issue))

    def write(self) -> None:
        """Write what was drawn, and say where; raises ClickException when it cannot be written."""
        if not self._pdf:
            return
        try:
            write_whole(self._path, self._pdf)
        except OSError as error:
            raise _refused(_("{path} cannot be written: {why}", path=self._path, why=error.strerror or error)) from None
        click.echo(_("Printed: {path}", path=self._path.resolve()))


def _refused(why: str) -> click.ClickException:
    return click.ClickException(f"--print: {why}")
