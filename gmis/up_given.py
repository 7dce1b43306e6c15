"""What `gmis up` was given, looked at before anything listens, and why it cannot."""

import errno
import socket
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

import click

from gmis_api.language import _
from gmis_simulator.world.share import Share


def listed(given: str) -> list[str]:
    """The names between its commas."""
    return [each.strip() for each in given.split(",") if each.strip()]


def check_url(url: str | None) -> None:
    """Raises UsageError for an address with which no link can begin."""
    if url is not None and not _is_url(url):
        raise click.UsageError(_("--url {url}: must be a URL such as http://127.0.0.1:8000", url=url))


def share_of(worker: int | None, peers: Sequence[str]) -> Share | None:
    """Which of ``peers`` this is; None where it has all worlds; raises UsageError."""
    if worker is None and not peers:
        return None
    if worker is None or worker >= len(peers):
        raise click.UsageError(
            _(
                "--worker is {worker} and --peers names {count}: name them all, and which of them this is, from 0",
                worker=worker,
                count=len(peers),
            )
        )
    for peer in peers:
        if not _is_url(peer):
            raise click.UsageError(_("--peers {peer}: must be a URL such as http://127.0.0.1:9000", peer=peer))
    return Share(worker, len(peers), datetime.now().astimezone().isoformat(" ", "seconds"))


def _is_url(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def why_not_listening(error: OSError, host: str, port: int) -> str:
    """The sentence for an address at which it cannot listen."""
    if error.errno == errno.EADDRINUSE:
        return _(
            "port {port} on {host} is taken: end what uses it, or choose another with --port N (0 takes a free one)",
            port=port,
            host=host,
        )
    if error.errno == errno.EACCES:
        return _("port {port} may not be used by this user: choose one above 1023 with --port N", port=port)
    if error.errno == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        return _("{host!r} is no address of this machine: choose another with --host", host=host)
    return _("cannot listen at {host}:{port}: {error}", host=host, port=port, error=error.strerror or error)
