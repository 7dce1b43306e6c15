"""Several simulators, one inbox for all of them, and HAProxy in front: started together, watched, ended together."""

import asyncio
import os
import socket
import tempfile
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gmis_api.language import _
from gmis_simulator.server.farm.child import Child, DidNotStart
from gmis_simulator.server.farm.haproxy import configuration
from gmis_simulator.server.farm.ports import HOST, reserved
from gmis_simulator.server.farm.ready import answers_at, says_a_line
from gmis_simulator.server.inboxes import Inbox
from gmis_simulator.serving.http_server import reachable, url_of

MOST = 64
"""Workers; more have never been tried."""


@dataclass(frozen=True, slots=True)
class Member:
    """A worker as it is to be started: its place among ``peers``, its ports, and with what its links begin."""

    index: int
    port: int
    smtp_port: int
    peers: list[str]
    url: str

    @property
    def exchange(self) -> str:
        """Where its mail server answers."""
        return f"{HOST}:{self.smtp_port}"


Command = Callable[[Member], list[str]]
"""The command that starts a worker, which says one line of JSON once it answers."""


class Farm:
    """``url``, ``inbox`` and ``members`` count once it has started; ``haproxy`` is its binary, ``workers`` how many.

    ``public_url``: what links begin with; None: where HAProxy listens. ``token``: what the control API demands;
    ``environment``: what workers are to know besides.
    """

    def __init__(
        self,
        haproxy: str,
        workers: int,
        command: Command,
        inbox: Inbox,
        *,
        host: str,
        port: int,
        public_url: str | None = None,
        token: str | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._environment = environment or {}
        self._haproxy, self._workers, self._command = haproxy, workers, command
        self._host, self._port, self._public_url, self._token = host, port, public_url, token
        self.inbox = inbox
        self.url = ""
        self.members: list[Member] = []
        self._running = AsyncExitStack()

    async def start(self) -> None:
        """Return once all of it answers; raises OSError for a port that is taken, DidNotStart, MailpitError."""
        async with AsyncExitStack() as starting:
            family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
            # held here, so that whoever connects while HAProxy is started again waits for it
            front = starting.enter_context(socket.create_server((self._host, self._port), family=family, backlog=512))
            here = url_of(self._host, front.getsockname()[1])
            self.url = self._public_url or reachable(here)
            ports = self._reserved(starting)
            peers = [f"http://{HOST}:{each}" for each in ports[: self._workers]]
            self.members = [
                Member(index, ports[index], ports[self._workers + index], peers, self.url)
                for index in range(self._workers)
            ]
            await self.inbox.start()
            starting.push_async_callback(self.inbox.stop)
            children = [self._worker(member) for member in self.members]
            starting.push_async_callback(_stop, children)
            await _all(each.start() for each in children)
            folder = Path(starting.enter_context(tempfile.TemporaryDirectory(prefix="gmis-")))
            await self._start_haproxy(starting, folder, front, here)
            self._running = starting.pop_all()

    async def stop(self) -> None:
        """End all of it, HAProxy first: nothing new comes in while the rest ends."""
        await self._running.aclose()

    def _reserved(self, starting: AsyncExitStack) -> list[int]:
        try:
            return starting.enter_context(reserved(2 * self._workers))
        except OSError as error:
            raise DidNotStart(
                _(
                    "not two free ports for each of {workers} workers ({error}): ask for fewer with --workers",
                    workers=self._workers,
                    error=error.strerror or error,
                )
            ) from None

    def _worker(self, member: Member) -> Child:
        host, port = self.inbox.smtp
        told = {**self._environment, "GMIS_MAILPIT_URL": self.inbox.url, "GMIS_MAILPIT_SMTP": f"{host}:{port}"}
        if self._token:
            told["GMIS_TOKEN"] = self._token
        name = _("worker {index}", index=member.index)
        return Child(name, self._command(member), says_a_line, environment=os.environ | told)

    async def _start_haproxy(self, starting: AsyncExitStack, folder: Path, front: socket.socket, here: str) -> None:
        file, said = folder / "haproxy.cfg", folder / "said"
        workers = [f"{HOST}:{member.port}" for member in self.members]
        file.write_text(configuration(f"fd@{front.fileno()}", workers), "utf-8")
        errors = starting.enter_context(said.open("wb"))
        command = [self._haproxy, "-db", "-f", str(file)]

        async def answers(process: asyncio.subprocess.Process) -> bool:
            return await answers_at(process, here)

        child = Child("HAProxy", command, answers, inherited=[front.fileno()], stderr=errors)
        try:
            await child.start()
        except DidNotStart as error:
            lines = said.read_text("utf-8", "replace").splitlines() or [""]
            raise DidNotStart(f"{error}: {lines[-1]}") from None
        starting.push_async_callback(child.stop)


async def _stop(children: list[Child]) -> None:
    await asyncio.gather(*(each.stop() for each in children))


async def _all(starts: Any) -> None:
    """Every one of them to its end, so that none is half-way when the first error is raised."""
    for failed in await asyncio.gather(*starts, return_exceptions=True):
        if isinstance(failed, BaseException):
            raise failed
