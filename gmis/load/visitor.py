"""A user of Locust's as a visitor of pages: she looks, sends forms, and knows what should be answered."""

import re
from time import perf_counter
from typing import Any

from locust import FastHttpUser

from gmis.load.live import PATIENCE


class Unexpected(Exception):
    """A page answered what it should not have; Locust has it in its table of errors already."""


class Visitor(FastHttpUser):
    """``base``: where the pages of her world begin."""

    abstract = True
    network_timeout = connection_timeout = PATIENCE
    base = ""

    def see(self, step: str, path: str, *expected: int, name: str = "") -> str:
        """Open a page; its text."""
        return self._asked("GET", step, path, expected or (200,), name or path)

    def press(self, step: str, path: str, *expected: int, name: str = "", **typed: str) -> str:
        """Send a form; where it leads is not followed, so that each page has its own time."""
        return self._asked("POST", step, path, expected or (303,), name or path, data=typed)

    def _asked(self, method: str, step: str, path: str, expected: tuple[int, ...], name: str, **sent: Any) -> str:
        asked = self.client.request(
            method,
            self.base + path,
            name=f"{step} {name}",
            allow_redirects=False,
            catch_response=True,
            **sent,
        )
        with asked as answer:
            if answer.status_code in expected:
                answer.success()
                return answer.text or ""
            answer.failure(f"{answer.status_code} instead of {expected[0]}: {answer.error}")
        raise Unexpected

    def found(self, pattern: re.Pattern[str], page: str) -> str:
        """What ``pattern`` finds in ``page``."""
        if match := pattern.search(page):
            return match[1]
        raise ValueError(f"no {pattern.pattern} in the page")

    def note(self, kind: str, name: str, since: float, error: Exception | None = None, *, until: float = 0) -> None:
        """Have something in Locust's table that was no request."""
        self.environment.events.request.fire(
            request_type=kind, name=name, response_time=((until or perf_counter()) - since) * 1000, response_length=0,
            exception=error, context={},
        )  # fmt: skip
