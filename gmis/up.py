"""`gmis up`: simulator and inbox in the foreground."""

import asyncio
import errno
import json
import os
import secrets
import signal
import socket
from pathlib import Path

import click

from gmis.padded import columns_of, padded
from gmis_api.language import _
from gmis_simulator.data import PERSONAS
from gmis_simulator.data.files import read_personas
from gmis_simulator.server.inboxes import InboxChoice
from gmis_simulator.server.json_log import log_as_json
from gmis_simulator.server.mailpit import MailpitError
from gmis_simulator.server.running import SimulatorServer, is_loopback
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.world import World


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Beyond loopback the control API wants a token.")
@click.option(
    "--inbox", type=click.Choice(["auto", "embedded", "mailpit"]), default="auto", show_default=True,
    help="auto: Mailpit where there is one, else the embedded inbox.",
)  # fmt: skip
@click.option("--url", help="What the links in mails begin with, where it is not the address listened at.")
@click.option(
    "--personas", multiple=True, metavar="FOLDER", type=click.Path(path_type=Path),
    help="More personas, a *.toml file each; may be given several times.",
)  # fmt: skip
@click.option(
    "--expire", type=click.FloatRange(min=0, min_open=True), default=24, show_default=True, metavar="HOURS",
    help="A world that nobody uses for so long goes away.",
)  # fmt: skip
@click.option(
    "--defects", default="", metavar="NAME,…",
    help="Mistakes that are on in all worlds; GET /api/catalogue lists them.",
)  # fmt: skip
@click.option(
    "--log-format", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="json: every event and every log record on stderr, one JSON object a line.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON once all of it answers.")
def up(
    port: int,
    host: str,
    inbox: InboxChoice,
    url: str | None,
    personas: tuple[Path, ...],
    expire: float,
    defects: str,
    log_format: str,
    as_json: bool,
) -> None:
    """Run simulator and inbox until Ctrl-C, with a world `demo` to begin with."""
    token = os.environ.get("GMIS_TOKEN")
    if not is_loopback(host) and not token:
        token = secrets.token_urlsafe(24)
        click.echo(_("The control API wants this token (set GMIS_TOKEN to choose it): {token}", token=token), err=True)
    try:
        server = SimulatorServer(
            host=host,
            port=port,
            inbox=inbox,
            token=token,
            public_url=url.rstrip("/") if url else None,
            personas=read_personas(PERSONAS, *personas),
            spamd=os.environ.get("GMIS_SPAMD"),
            expire_hours=expire,
            defects=[name.strip() for name in defects.split(",") if name.strip()],
        )
        if log_format == "json":
            log_as_json(server.worlds)
        asyncio.run(_serve(server, as_json))
    except (MailpitError, ValueError, FileNotFoundError) as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(_why_not_listening(error, host, port)) from None


async def _serve(server: SimulatorServer, as_json: bool) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    await server.start()
    try:
        world = World("demo", f"{server.url}/demo", personas=server.worlds.personas)
        world.put_institution(
            Institution("ex000000", "見本クリニック", "ex000000@demo.example", world.tokens.password())
        )
        server.worlds.add(world)
        world.events.append("world.created", name=world.name)
        click.echo(_as_json(server) if as_json else _as_table(server, world))
        await stop.wait()
    finally:
        await server.stop()


def _as_json(server: SimulatorServer) -> str:
    host, port = server.inbox.smtp
    return json.dumps(
        {
            "simulator": server.url,
            "mailpit": server.inbox.url,
            "smtp": f"{host}:{port}",
            "exchange": f"{server.smtp[0]}:{server.smtp[1]}",
            "inbox": server.inbox.kind,
            "worlds": [world.name for world in server.worlds],
        }
    )


def _as_table(server: SimulatorServer, world: World) -> str:
    host, port = server.inbox.smtp
    (institution,) = world.accounts
    name = "Mailpit" if server.inbox.kind == "mailpit" else _("embedded inbox")
    rows = [
        ("Med-Login", f"{world.url}/s/login/"),
        ("G-MIS", f"{world.url}/gmis/"),
        (_("webmail"), f"{world.url}/webmail/"),
        (_("worlds"), f"{server.url}/"),
        (_("control API"), f"{server.url}/api/worlds"),
        (name, server.inbox.url),
        (f"{name}, SMTP", f"{host}:{port}"),
        (_("mail server, SMTP"), f"{server.smtp[0]}:{server.smtp[1]}"),
        (_("user name"), institution.username),
        (_("first password"), institution.first_password),
    ]
    if server.defects:
        rows.append((_("defects in all worlds"), ", ".join(server.defects)))
    width = max(columns_of(label) for label, _value in rows)
    return (
        "\n".join(f"  {padded(label, width)}  {value}" for label, value in rows) + "\n  " + _("Ctrl-C ends all of it.")
    )


def _why_not_listening(error: OSError, host: str, port: int) -> str:
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
