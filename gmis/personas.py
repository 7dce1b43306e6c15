"""`gmis personas`: the kinds of recipient, and what one of them would do with the reset mail, without sending it."""

import asyncio
from datetime import datetime
from pathlib import Path

import click

from gmis_simulator.data import PERSONAS
from gmis_simulator.data.files import read_personas
from gmis_simulator.mail.compose import reset_mail
from gmis_simulator.mail.message import Message
from gmis_simulator.mail.reception import Envelope, examine
from gmis_simulator.mail.spam_score import SpamScorer
from gmis_simulator.world.clock import JST
from gmis_simulator.world.filtering import Verdict
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.mailbox import Mailbox
from gmis_simulator.world.personas import PersonaError, Personas
from gmis_simulator.world.sender_lists import check_entry
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.world import World

VERDICTS = {
    "inbox": "受信トレイに届く",
    "junk": "迷惑メールに入る",
    "reject": "受け取りを断る",
    "discard": "届かない (送信側にも知らされない)",
    "delay": "遅れて届く",
    "quarantine": "隔離される",
}
_NOON = datetime(2026, 1, 15, 12, 0, tzinfo=JST)


@click.group(invoke_without_command=True)
@click.pass_context
def personas(context: click.Context) -> None:
    """List the kinds of recipient that a mailbox can be."""
    if context.invoked_subcommand is None:
        for name, persona in _read().items():
            click.echo(f"{name:<24} {persona.title}")


@personas.command()
@click.argument("name")
@click.option("--allow", multiple=True, metavar="ENTRY", help="An address or a domain in the safe senders.")
@click.option("--switch", "switches", multiple=True, metavar="KEY=VALUE", help="A switch of the owner's settings page.")
@click.option(
    "--authentication", type=click.Choice(["aligned", "not-aligned", "unsigned", "spf-only"]), default="aligned",
    show_default=True, help="How the sender authenticates its mail.",
)  # fmt: skip
def explain(name: str, allow: tuple[str, ...], switches: tuple[str, ...], authentication: str) -> None:
    """Say what NAME would do with the reset mail, rule by rule; nothing is sent."""
    known = _read()
    if name not in known:
        raise click.ClickException(known.unknown(name))
    world = World(
        "demo",
        "http://127.0.0.1:8000/demo",
        now=_NOON,
        personas=known,
        settings=Settings.model_validate({"mail_authentication": authentication}),
    )
    mailbox = world.put_mailbox("ex000000@demo.example", name)
    try:
        chosen = dict(each.partition("=")[::2] for each in switches)
        mailbox.persona.check_settings(chosen)
        mailbox.lists.safe_senders += [check_entry(entry) for entry in allow]
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    mailbox.switches |= chosen
    verdict = asyncio.run(_judge(world, mailbox))
    click.echo("\n".join(_lines(mailbox, verdict)))


def _read() -> Personas:
    try:
        return read_personas(Path(PERSONAS))
    except PersonaError as error:
        raise click.ClickException(str(error)) from None


async def judge_plainly(known: Personas, name: str) -> Verdict:
    """What the persona ``name`` does with the reset mail, as it is to begin with; nothing is sent."""
    world = World("demo", "http://127.0.0.1:8000/demo", now=_NOON, personas=known)
    return await _judge(world, world.put_mailbox("ex000000@demo.example", name))


async def _judge(world: World, mailbox: Mailbox) -> Verdict:
    world.put_institution(Institution("ex000000", "見本クリニック", mailbox.address, "First-1x"))
    letter = world.resets.request("ex000000")
    assert letter
    envelope = Envelope(letter.host.address, letter.host.name, letter.sender)
    message = Message(reset_mail(world, letter))
    incoming = await examine(world, mailbox, envelope, message, SpamScorer(None))
    return mailbox.refuse(incoming, world.clock.now()) or mailbox.judge(incoming, world.clock.now())


def _lines(mailbox: Mailbox, verdict: Verdict) -> list[str]:
    persona = mailbox.persona
    lines = [f"{mailbox.name}: {persona.title}", f"出典: {persona.source}", ""]
    decided = False
    for number, each in enumerate(verdict.trace, 1):
        mark = "→" if each["rule"] == verdict.rule and not decided else " "
        decided = decided or mark == "→"
        lines.append(f"{mark} {number:>2}. {each['name']}: {each['reason']}")
    lines += ["", f"結果: {VERDICTS[verdict.verdict]} ({verdict.rule})"]
    if verdict.answer.reply:
        lines.append(f"送信側への応答: {verdict.answer.reply}")
    if mailbox.forward_to:
        lines.append(f"転送先: {mailbox.forward_to} ({persona.forward_to})")
    if persona.note:
        lines.append(f"助け方: {persona.note}")
    return lines
