"""Anybody's command, in any language: run against one simulator, and what it came to."""

import os
import signal
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from gmis_api.language import _

NO_TESTS = 5  # pytest's exit status


class WrongCommand(Exception):
    """The command cannot be graded; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Run:
    """``red``: whether it failed; ``tests``: how many there were, None: nobody said; ``failed``: which, with why."""

    red: bool
    took: float
    tests: int | None = None
    failed: dict[str, str] = field(default_factory=dict)
    endless: bool = False
    status: int = 0


@dataclass(frozen=True, slots=True)
class Command:
    """``words``: the program and its arguments; ``junit``: where it writes JUnit XML; ``limit``: seconds of a run."""

    words: Sequence[str]
    log: Path
    junit: Path | None = None
    limit: float = 1800

    def run(self, environment: Mapping[str, str]) -> Run:
        """What it comes to in that environment; raises WrongCommand where it cannot be run, or breaks its promise."""
        if self.junit:
            self.junit.unlink(missing_ok=True)
        began = monotonic()
        with self.log.open("wb") as log:
            try:
                process = subprocess.Popen(  # noqa: S603 (the user's own)
                    self.words, env=dict(environment), stdout=log, stderr=subprocess.STDOUT, start_new_session=True
                )
            except OSError as error:
                raise WrongCommand(
                    _(
                        "{command}: it cannot be run ({error}). Write a command after -- that runs here",
                        command=self.words[0],
                        error=error.strerror,
                    )
                ) from None
            try:
                status, endless = process.wait(self.limit), False
            except subprocess.TimeoutExpired:
                status, endless = 1, True
            finally:
                _end(process)
        took = monotonic() - began
        if self.junit is None:
            return Run(status != 0, took, 0 if status == NO_TESTS else None, {}, endless, status)
        if endless:
            return Run(True, took, endless=True, status=status)
        tests, failed = _read(self.junit, status)
        return Run(status != 0, took, tests, failed, status=status)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """It and what it started are gone."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


def _read(junit: Path, status: int) -> tuple[int, dict[str, str]]:
    try:
        cases = list(ET.parse(junit).getroot().iter("testcase"))  # noqa: S314 (their own suite wrote it)
    except FileNotFoundError:
        raise WrongCommand(
            _(
                "{path}: the command ended (exit status {status}) without JUnit XML there. "
                "Have it written where --junit says, or leave out --junit",
                path=junit,
                status=status,
            )
        ) from None
    except ET.ParseError as error:
        raise WrongCommand(_("{path}: it cannot be read as JUnit XML: {error}", path=junit, error=error)) from None
    failed = {}
    for case in cases:
        found = next((each for each in case if each.tag in ("failure", "error")), None)
        if found is not None:
            name = "::".join(filter(None, (case.get("classname"), case.get("name"))))
            told = (found.get("message") or found.text or "").strip().splitlines() or [""]
            failed[name] = told[0][:300]
    return len(cases), failed
