"""`gmis mail check`: what each inbox, and a kind of recipient, make of a mail."""

import sys
from pathlib import Path

import click

from gmis.mail.inboxes import Read, read_by_inboxes
from gmis.mail.recipient import Fate, received_by
from gmis.mail.telling import told
from gmis.on_a_loop import finished
from gmis_api.language import _
from gmis_simulator.data import own_personas
from gmis_simulator.mime.addresses import addresses_in
from gmis_simulator.mime.budget import Budget
from gmis_simulator.mime.header import read_header
from gmis_simulator.world.personas import Personas

LARGEST = 30 * 1024 * 1024  # bytes; more the recipients' mail server does not take
_OUTLOOK = b"\xd0\xcf\x11\xe0"


@click.group()
def mail() -> None:
    """Say what inboxes and recipients make of a mail."""


@mail.command()
@click.argument("file", metavar="FILE.eml")
@click.option(
    "--persona", "names", multiple=True, metavar="NAME", help="A kind of recipient; may be given several times."
)
@click.option("--sender", metavar="ADDRESS", help="The envelope's; else Return-Path's, or From's.")
def check(file: str, names: tuple[str, ...], sender: str | None) -> None:
    """Say how both inboxes read FILE.eml, and what a recipient's side does with it; - reads standard input.

    The mail goes over real SMTP on this machine, and nowhere else.
    """
    known = own_personas()
    for name in names:
        if name not in known:
            raise click.ClickException(known.unknown(name))
    raw = _bytes_of(file)
    envelope = _sender_of(raw) if sender is None else sender
    read, fates = finished(_looked_at(raw, envelope, known, names or ("plain",)))
    click.echo("\n".join(told(file, raw, envelope, read, fates)))


async def _looked_at(
    raw: bytes, sender: str, personas: Personas, names: tuple[str, ...]
) -> tuple[dict[str, Read | str], list[Fate]]:
    return await read_by_inboxes(raw, sender), [await received_by(raw, sender, personas, name) for name in names]


def _bytes_of(file: str) -> bytes:
    try:
        raw = sys.stdin.buffer.read(LARGEST + 1) if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise click.ClickException(_("{file} cannot be read: {error}", file=file, error=error.strerror)) from None
    if raw.startswith(_OUTLOOK):
        raise click.ClickException(
            _("{file} is a .msg of Outlook. Save it as .eml, or save its source from the webmail.", file=file)
        )
    if not raw.strip():
        raise click.ClickException(_("{file} is empty.", file=file))
    if len(raw) > LARGEST:
        raise click.ClickException(
            _(
                "{file} has more than {most} MiB, which is all that a recipient's server takes.",
                file=file,
                most=LARGEST >> 20,
            )
        )
    return raw


def _sender_of(raw: bytes) -> str:
    header = read_header(raw, 0, len(raw), Budget())
    if header.first("Return-Path"):
        return header.get("Return-Path").strip("<> \t")
    return next(iter(addresses_in(header.get("From"))), "")
