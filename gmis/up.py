"""`gmis up`: simulator and inbox in the foreground."""

import asyncio
import os
import secrets
import signal
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from gmis import up_told
from gmis.up_given import check_url, listed, share_of, why_not_listening
from gmis.up_told import Account
from gmis.up_workers import DEMO_PASSWORD, Given, found_haproxy, told
from gmis_api.language import _
from gmis_simulator.data import PERSONAS
from gmis_simulator.data.files import read_personas
from gmis_simulator.server.farm.child import DidNotStart
from gmis_simulator.server.farm.farm import MOST, Farm
from gmis_simulator.server.farm.haproxy import HaproxyError
from gmis_simulator.server.inboxes import InboxChoice
from gmis_simulator.server.json_log import log_as_json
from gmis_simulator.server.mailpit import MailpitError
from gmis_simulator.server.running import SimulatorServer, is_loopback
from gmis_simulator.serving.in_thread import Service
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.tokens import Tokens
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
    "--workers", type=click.IntRange(1, MOST), default=1, show_default=True,
    help="So many simulators with the worlds between them, and HAProxy in front.",
)  # fmt: skip
@click.option(
    "--worker", type=click.IntRange(0), metavar="INDEX",
    help="Be one of several that somebody else starts: which of --peers.",
)  # fmt: skip
@click.option(
    "--peers", default="", metavar="URL,…", help="Where all those workers answer, in the order of their index."
)
@click.option(
    "--smtp-port", type=click.IntRange(0, 65535), default=0, show_default=True,
    help="The mail server's, on loopback; 0 takes a free one.",
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
    workers: int,
    worker: int | None,
    peers: str,
    smtp_port: int,
    log_format: str,
    as_json: bool,
) -> None:
    """Run simulator and inbox until Ctrl-C, with a world `demo` to begin with."""
    if workers > 1 and (worker is not None or peers or smtp_port):
        raise click.UsageError(
            _("--workers gives each worker its place and its ports: leave --worker, --peers and --smtp-port away")
        )
    check_url(url)
    token = os.environ.get("GMIS_TOKEN")
    if not is_loopback(host) and not token:
        token = secrets.token_urlsafe(24)
        click.echo(_("The control API wants this token (set GMIS_TOKEN to choose it): {token}", token=token), err=True)
    try:
        addresses = listed(peers)
        where: Any = {"host": host, "port": port, "token": token, "public_url": url.rstrip("/") if url else None}
        server = SimulatorServer(
            **where,
            inbox=inbox,
            personas=read_personas(PERSONAS, *personas),
            spamd=os.environ.get("GMIS_SPAMD"),
            expire_hours=expire,
            defects=listed(defects),
            share=share_of(worker, addresses),
            peers=addresses,
            smtp_port=smtp_port,
        )
        if log_format == "json":
            log_as_json(server.worlds)
        if workers > 1 and (haproxy := found_haproxy()):
            given = Given(personas, expire, server.defects, log_format)
            environment = {DEMO_PASSWORD: Tokens().password()}
            farm = Farm(haproxy, workers, given.command, server.inbox, environment=environment, **where)
            asyncio.run(_serve(farm, partial(told, farm, server.defects, token, as_json)))
        else:
            asyncio.run(_serve(server, partial(_started, server, as_json)))
    except (MailpitError, HaproxyError, DidNotStart, ValueError, FileNotFoundError) as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(why_not_listening(error, host, port)) from None


async def _serve(service: Service, told: Callable[[], Awaitable[str]]) -> None:
    """Run ``service`` until a signal comes; ``told``: what is said once it answers."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    await service.start()
    try:
        click.echo(await told())
        await stop.wait()
    finally:
        await service.stop()


async def _started(server: SimulatorServer, as_json: bool) -> str:
    world = World("demo", f"{server.url}/demo", personas=server.worlds.personas)
    # of a worker that was started again it is the one that is on the terminal
    password = os.environ.get(DEMO_PASSWORD) or world.tokens.password()
    world.put_institution(Institution("ex000000", "見本クリニック", "ex000000@demo.example", password))
    mine = server.worlds.share.owns(world.name)
    if mine:
        server.worlds.add(world)
        world.events.append("world.created", name=world.name)
    exchange = f"{server.smtp[0]}:{server.smtp[1]}"
    if as_json:
        return up_told.as_json(server.url, server.inbox, exchange, [world.name for world in server.worlds])
    (institution,) = world.accounts
    demo = Account(institution.username, institution.first_password) if mine else None
    return up_told.as_table(server.url, server.inbox, exchange, demo, server.defects)
