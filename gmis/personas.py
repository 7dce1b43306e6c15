"""`gmis personas`: the kinds of recipient, and what one of them would do with the reset mail, without sending it."""

import click

from gmis.on_a_loop import finished
from gmis_api.language import N_, _
from gmis_simulator.data import own_personas
from gmis_simulator.mail.without_sending import judged
from gmis_simulator.world.filtering import Verdict
from gmis_simulator.world.mailbox import Mailbox
from gmis_simulator.world.settings import Settings

VERDICTS = {
    "inbox": N_("arrives in the inbox"),
    "junk": N_("goes to junk mail"),
    "reject": N_("is refused"),
    "discard": N_("never arrives (and the sender is not told)"),
    "delay": N_("arrives late"),
    "quarantine": N_("is quarantined"),
}


@click.group(invoke_without_command=True)
@click.pass_context
def personas(context: click.Context) -> None:
    """List the kinds of recipient that a mailbox can be."""
    if context.invoked_subcommand is None:
        for name, persona in own_personas().items():
            click.echo(f"{name:<24} {_(persona.title)}")


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
    known = own_personas()
    if name not in known:
        raise click.ClickException(known.unknown(name))
    settings = Settings.model_validate({"mail_authentication": authentication})
    chosen = dict(each.partition("=")[::2] for each in switches)
    try:
        mailbox, verdict = finished(judged(known, name, switches=chosen, safe_senders=allow, settings=settings))
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    click.echo("\n".join(_lines(mailbox, verdict)))


def _lines(mailbox: Mailbox, verdict: Verdict) -> list[str]:
    persona = mailbox.persona
    lines = [f"{mailbox.name}: {_(persona.title)}", _("source: {source}", source=persona.source), ""]
    decided = False
    for number, each in enumerate(verdict.trace, 1):
        mark = "→" if each["rule"] == verdict.rule and not decided else " "
        decided = decided or mark == "→"
        lines.append(f"{mark} {number:>2}. {each['name']}: {each['reason']}")
    lines += ["", _("result: {verdict} ({rule})", verdict=_(VERDICTS[verdict.verdict]), rule=verdict.rule)]
    if verdict.answer.reply:
        lines.append(_("answer to the sender: {reply}", reply=verdict.answer.reply))
    if mailbox.forward_to:
        lines.append(_("forwarded to: {address} ({kind})", address=mailbox.forward_to, kind=persona.forward_to))
    if persona.note:
        lines.append(_("how to help: {note}", note=_(persona.note)))
    return lines
