"""`gmis` as a call: no process, but what a process of its own would find around it."""

import io
import os
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gmis.cli import run
from gmis_api.language import language

_NOT_OURS = ("GMIS_", "DISPLAY", "WAYLAND_DISPLAY")


@dataclass(frozen=True, slots=True)
class Ended:
    """What a command came to, called or started."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """All of it, for an assertion that fails."""
        return self.out + self.err

    def in_one_sentence(self) -> str:
        """Why it did nothing: a line on stderr, and status 2."""
        assert (self.status, self.out) == (2, ""), self
        assert len(self.err.strip().splitlines()) == 1, self.err
        return self.err


def call(
    *arguments: str,
    cwd: Path,
    replaced: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Ended:
    """`gmis ARGUMENTS` in ``cwd``, with neither a terminal nor a display.

    ``replaced``: what stands in for what, by its dotted name; ``environment``: on top of ours without GMIS_ in it.
    """
    out, err = io.StringIO(), io.StringIO()
    spoken = language()
    with pytest.MonkeyPatch.context() as monkeypatch, redirect_stdout(out), redirect_stderr(err):
        monkeypatch.chdir(cwd)
        monkeypatch.setattr("sys.stdin", io.StringIO())
        for name in [name for name in os.environ if name.startswith(_NOT_OURS)]:
            monkeypatch.delenv(name)
        for name, value in {"GMIS_LANG": spoken, **(environment or {})}.items():
            monkeypatch.setenv(name, value)
        for name, value in (replaced or {}).items():
            monkeypatch.setattr(name, value)
        status = run(list(arguments))
    return Ended(status, out.getvalue(), err.getvalue())
