"""The real Mailpit: one that is named, or one that is found and started."""

import asyncio
import os
import secrets
import shutil
import socket
from collections.abc import Mapping
from urllib.parse import urlsplit

import httpx

from gmis_api.clone import CLONE
from gmis_api.language import N_, _
from gmis_simulator.serving.plain_http import client

BUILT = CLONE / ".mailpit" / "mailpit" if CLONE else None  # what scripts/mailpit makes

HOW_TO_GET = (
    N_(
        "scripts/mailpit builds it where Go is; else get it by `brew install mailpit`, a package of your system, "
        "or its container image axllent/mailpit, and name it by GMIS_MAILPIT_URL and GMIS_MAILPIT_SMTP"
    )
    if CLONE
    else N_(
        "get it by `brew install mailpit`, a package of your system, or its container image axllent/mailpit, "
        "and name it by GMIS_MAILPIT_URL and GMIS_MAILPIT_SMTP"
    )
)


class MailpitError(Exception):
    """Mailpit cannot be had; the message says why and what helps."""


def find_mailpit() -> str | None:
    """The binary on PATH, else the one that scripts/mailpit built, else None."""
    return shutil.which("mailpit") or (str(BUILT) if BUILT and os.access(BUILT, os.X_OK) else None)


class NamedMailpit:
    """A Mailpit that runs already: ``GMIS_MAILPIT_URL``, and ``GMIS_MAILPIT_SMTP`` (default: its host, port 1025)."""

    kind = "mailpit"
    put = None

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.url = environment["GMIS_MAILPIT_URL"].rstrip("/")
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise MailpitError(
                _("GMIS_MAILPIT_URL is {url!r}: it must be a URL such as http://127.0.0.1:8025", url=self.url)
            )
        smtp = environment.get("GMIS_MAILPIT_SMTP") or f"{parts.hostname}:1025"
        host, port = smtp.rpartition(":")[::2]
        if not host or not port.isdecimal() or not 0 < int(port) < 65536:
            raise MailpitError(
                _("GMIS_MAILPIT_SMTP is {smtp!r}: it must be host:port such as 127.0.0.1:1025", smtp=smtp)
            )
        self.smtp = (host.strip("[]"), int(port))

    async def start(self) -> None:
        """Make sure that both of its sides answer; raises MailpitError."""
        try:
            async with client(self.url, timeout=5) as http:
                info = await http.get("/api/v1/info")
                answers = info.is_success and "Version" in info.json()
        except (httpx.HTTPError, ValueError):
            answers = False
        if not answers:
            raise MailpitError(
                _("no Mailpit answers at GMIS_MAILPIT_URL {url}: start it, or unset the variable", url=self.url)
            )
        try:
            _reader, writer = await asyncio.wait_for(asyncio.open_connection(*self.smtp), 5)
        except (OSError, TimeoutError):
            host, port = self.smtp
            raise MailpitError(
                _(
                    "nothing listens at {host}:{port}: name Mailpit's SMTP side by GMIS_MAILPIT_SMTP",
                    host=host,
                    port=port,
                )
            ) from None
        writer.close()
        await writer.wait_closed()

    async def stop(self) -> None:
        """It is not ours to stop."""


class StartedMailpit:
    """A Mailpit of our own, on free ports of loopback, with every message kept and nothing looked up outside."""

    kind = "mailpit"
    put = None

    def __init__(self, binary: str) -> None:
        self._binary = binary
        self._process: asyncio.subprocess.Process | None = None
        self.url, self.smtp = "", ("", 0)

    async def start(self) -> None:
        """Start it and return once it answers; raises MailpitError."""
        for _attempt in range(5):  # a free port may be taken by another process before Mailpit binds it
            label = f"gmis-{secrets.token_hex(8)}"
            web, mail = _free_port(), _free_port()
            self._process = await asyncio.create_subprocess_exec(
                self._binary, "--listen", f"127.0.0.1:{web}", "--smtp", f"127.0.0.1:{mail}", "--label", label,
                "--max", "0", "--smtp-disable-rdns", "--disable-version-check", "--quiet",
                stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is ours to handle: it ends last, after the mails on their way
            )  # fmt: skip
            self.url, self.smtp = f"http://127.0.0.1:{web}", ("127.0.0.1", mail)
            if await self._answers(label):
                return
            await self.stop()
        raise MailpitError(
            _("{program} does not start: try `{program} version`, or use --inbox embedded", program=self._binary)
        )

    async def stop(self) -> None:
        """End it and wait until it is gone."""
        if self._process and self._process.returncode is None:
            self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), 5)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()

    async def _answers(self, label: str) -> bool:
        """Whether this very process answers, not one that took the port first: its label tells."""
        assert self._process
        async with client(self.url, timeout=1) as http:
            for _attempt in range(500):
                if self._process.returncode is not None:
                    return False
                try:
                    seen = (await http.get("/api/v1/webui")).json()["Label"]
                    _reader, writer = await asyncio.open_connection(*self.smtp)
                except (httpx.HTTPError, OSError, ValueError, KeyError):
                    await asyncio.sleep(0.01)  # a process that starts can only be asked again
                    continue
                writer.close()
                await writer.wait_closed()
                return bool(seen == label) and self._process.returncode is None
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
