"""What `gmis new` says of a complaint: what is like it, what fits, what it says, and what to ask the user."""

from typing import BinaryIO

import click

from gmis.known import known_issues
from gmis_api.language import _
from pytest_gmis.reports.complaint.proposal import Proposal, propose
from pytest_gmis.reports.complaint.text import LARGEST, NoText, complaint_in


def read_complaint(file: BinaryIO) -> str:
    """The text of a ticket; raises UsageError when there is none. What is beyond the first of it is said."""
    if file.isatty():
        click.echo(_("Paste the complaint, and end it with Ctrl-D on a line of its own:"))
    try:
        complaint = complaint_in(file.read(LARGEST + 1))
    except NoText as error:
        raise click.UsageError(str(error)) from None
    if complaint.is_cut:
        click.echo(_("The complaint is long: its first {size} KiB are read.", size=LARGEST // 1024))
    return complaint.text


def proposal_for(text: str) -> Proposal:
    """What is proposed for ``text``, told on the way."""
    proposal = propose(text, known_issues())
    _tell_near(proposal)
    if proposal.sentences:
        click.secho(_("Sentences that may fit (all of them: gmis steps):"), bold=True)
        for sentence in proposal.sentences:
            click.echo(f"  {sentence.example}")
    _tell_answers(proposal)
    click.echo()
    return proposal


def _tell_near(proposal: Proposal) -> None:
    if not proposal.near:
        click.echo(_("No report is near this complaint: gmis reports lists them all."))
        return
    click.secho(_("The nearest reports:"), bold=True)
    for number, near in enumerate(proposal.near, 1):
        click.echo(f"  {number}. {_(near.key.title)} 「{_(near.key.said)}」")
        if near.words:
            click.echo(_("     in common: {words}", words="、".join(near.words)))
        click.echo(f"     gmis repro {near.key.name}")


def _tell_answers(proposal: Proposal) -> None:
    names = {"step": _("step"), "mailbox": _("mailbox"), "device": _("device")}
    answers = {"step": proposal.step, "mailbox": proposal.mailbox, "device": proposal.device}
    said = [f"{names[name]} {answer}" for name, answer in answers.items() if answer and name not in proposal.missing]
    if said:
        click.echo(_("The complaint says: {answers}", answers="、".join(said)))
    if "step" in proposal.missing and proposal.step:
        click.echo(_("Taken from the nearest report: step {step}", step=proposal.step))
    questions = {
        "step": _("Which screen was the last one that you saw (steps ① to ⑦)?"),
        "mailbox": _("Whose mail is the registered address (docomo, au, SoftBank, Gmail, the hospital's own …)?"),
        "device": _("Did you use a computer or a phone, and which?"),
    }
    if proposal.missing:
        click.secho(_("It does not say; ask the user:"), bold=True)
        for name in proposal.missing:
            click.echo(f"  {questions[name]}")
