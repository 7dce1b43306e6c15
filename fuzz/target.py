"""The real process: where it answers, what it writes to stderr, and its end."""

import json
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, NamedTuple
from urllib.parse import urlsplit


class Address(NamedTuple):
    """Where something listens."""

    host: str
    port: int


class Target:
    """A process that printed the line of `gmis up --json`; ``simulator`` and ``inbox`` are HTTP, the others SMTP."""

    def __init__(self, said: dict[str, str], pid: int, errors: IO[bytes]) -> None:
        self.simulator, self.inbox = _of_url(said["simulator"]), _of_url(said["mailpit"])
        self.smtp, self.exchange = _of_pair(said["smtp"]), _of_pair(said["exchange"])
        self.pid = pid
        self._errors = errors

    def new_errors(self) -> str:
        """What it wrote to stderr since this was last asked."""
        return self._errors.read().decode("utf-8", "replace")


@contextmanager
def started(program: list[str]) -> Iterator[Target]:
    """``program``, asked to be `gmis up` with the embedded inbox, for as long as the block runs.

    Raises RuntimeError, with what it wrote to stderr, when it prints no such line.
    """
    order = [*program, "up", "--port", "0", "--json", "--inbox", "embedded"]
    with tempfile.NamedTemporaryFile() as errors, open(errors.name, "rb") as read:  # noqa: PTH123 (a second position)
        process = subprocess.Popen(order, stdout=subprocess.PIPE, stderr=errors)
        assert process.stdout
        try:
            line = process.stdout.readline()
            if not line:
                raise RuntimeError(f"{' '.join(order)} did not start: {read.read().decode('utf-8', 'replace')}")
            yield Target(json.loads(line), process.pid, read)
        finally:
            process.terminate()
            try:
                process.communicate(timeout=20)
            except subprocess.TimeoutExpired:  # it was driven into what never ends; the verdict has said so by now
                process.kill()
                process.communicate()


def _of_url(url: str) -> Address:
    parts = urlsplit(url)
    return Address(parts.hostname or "", parts.port or 80)


def _of_pair(pair: str) -> Address:
    host, _, port = pair.rpartition(":")
    return Address(host, int(port))
