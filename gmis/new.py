"""`gmis new`: a reported issue as a .feature file that runs, out of answers or out of what was done by hand."""

import shlex
import sys
from pathlib import Path
from typing import BinaryIO

import click

from gmis.ask import ask_for, ask_said, check_device, check_said, check_step
from gmis.complaint import proposal_for, read_complaint
from gmis.destination import destination_of, write_new
from gmis.on_a_loop import finished
from gmis_api.language import _
from gmis_simulator.data import own_personas
from gmis_simulator.mail.without_sending import judged
from pytest_gmis.reports.answers import PC
from pytest_gmis.reports.complaint.proposal import with_proposal
from pytest_gmis.reports.feature_text import Draft
from pytest_gmis.reports.leaflet import draft_of
from pytest_gmis.reports.reading import WrongFeature, read_issue
from pytest_gmis.reports.retold.story import retell
from pytest_gmis.reports.retold.world_seen import NotSeen, look_at

URL = "http://127.0.0.1:8000"


@click.command()
@click.argument("name")
@click.option("--said", metavar="TEXT", help="What the user said, in their words.")
@click.option("--step", metavar="STEP", help="The step of the leaflet: ① to ⑦ (or 1 to 7), or 「後」.")
@click.option("--mailbox", metavar="PERSONA", help="The kind of mailbox, see `gmis personas`.  [default: plain]")
@click.option(
    "--device", metavar="DEVICE", help='「パソコン」, or a device as Playwright names it, for example "iPhone 15".'
)
@click.option(
    "--complaint", metavar="FILE", type=click.File("rb"),
    help="The text of a ticket (- is stdin): proposes the nearest reports, sentences and answers.",
)  # fmt: skip
@click.option("--from-world", "world", metavar="WORLD", help="Write down what was done by hand in that world.")
@click.option("--url", default=URL, show_default=True, help="Where the simulator of --from-world answers.")
@click.option("--token", envvar="GMIS_TOKEN", help="Of its control API.  [default: GMIS_TOKEN]")
@click.option("--output", type=click.Path(path_type=Path), help="A folder or a .feature file.  [default: NAME.feature]")
def new(
    name: str, said: str | None, step: str | None, mailbox: str | None, device: str | None,
    complaint: BinaryIO | None, world: str | None, url: str, token: str | None, output: Path | None,
) -> None:  # fmt: skip
    """Write NAME.feature, a reported issue that runs at once under `gmis repro`; asks for what it needs to know.

    With --complaint it proposes answers out of the free text of a ticket. With --from-world it is what somebody did
    by hand in a world of a running `gmis up`.
    """
    path = destination_of(name, output)
    personas = own_personas()
    if world is None:
        ask = sys.stdin.isatty()
        said = ask_said() if ask and said is None and complaint is None else said and check_said(said)
        text = read_complaint(complaint) if complaint else said if ask else None
        proposal = proposal_for(text) if text else None
        answers = ask_for(said, step, mailbox, device, personas=personas, ask=ask, proposal=proposal)
        verdict = finished(judged(personas, answers.mailbox))[1]
        draft = draft_of(answers, verdict, forwards=personas[answers.mailbox].forward_to is not None)
        draft = with_proposal(draft, proposal) if proposal else draft
    else:
        if mailbox is not None:
            raise click.UsageError(_("--mailbox cannot be given with --from-world: the world says which kind it is."))
        if complaint is not None:
            raise click.UsageError(_("--complaint does not go together with --from-world: choose one of them."))
        said = check_said(said) if said is not None else None
        step = check_step(step) if step is not None else None
        device = check_device(device) if device is not None else None
        try:
            draft = retell(look_at(world, url, token, personas), said, step, None if device == PC else device)
        except NotSeen as error:
            raise click.ClickException(str(error)) from None
    _write(path, draft)


def _write(path: Path, draft: Draft) -> None:
    write_new(path, draft.text())
    try:
        read_issue(path)
    except WrongFeature as error:
        raise click.ClickException(
            _("It is written, but does not run as it is. Correct it:\n{error}", error=error)
        ) from None
    click.echo(_("written: {path}", path=path))
    click.echo(_("run it: gmis repro {path}", path=shlex.quote(str(path))))
    click.echo(_("How to go on stands at the end of the file."))
