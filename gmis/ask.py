"""What `gmis new` wants to know: asked in the terminal, or given as options."""

from collections.abc import Callable, Iterable

import click
from playwright.sync_api import sync_playwright

from gmis_api.language import N_, _, listed
from gmis_api.nearest import nearest
from pytest_gmis.reports.answers import PC, STEPS, Answers
from pytest_gmis.reports.complaint.proposal import Proposal

SAID = N_("What the user said, in their words")


def ask_for(
    said: str | None, step: str | None, mailbox: str | None, device: str | None, *, personas: Iterable[str], ask: bool,
    proposal: Proposal | None = None,
) -> Answers:  # fmt: skip
    """The answers; asked for where they are missing and ``ask``. Raises UsageError for what is wrong or missing.

    ``proposal``: what is taken where there is no other answer, and what is offered where it is asked for.
    """
    proposed_said, proposed_step = (proposal.said, proposal.step) if proposal else ("", "")
    proposed_mailbox, proposed_device = (proposal.mailbox, proposal.device) if proposal else ("", "")
    needed = (("--said", said, proposed_said), ("--step", step, proposed_step))
    if missing := [name for name, given, proposed in needed if given is None and not proposed and not ask]:
        raise click.UsageError(
            _(
                "There is no terminal to ask in. Missing answers: {options}. Give them as options.",
                options=", ".join(missing),
            )
        )
    names = list(personas)
    found_said = _value(said, _(SAID), proposed_said or None, check_said, ask=ask)
    found_step = _value(
        step, _("The step of the leaflet ({steps})", steps=" ".join(STEPS)), proposed_step or None, check_step, ask=ask
    )
    found_mailbox = _value(
        mailbox,
        _("The kind of mailbox (all: gmis personas)"),
        proposed_mailbox or "plain",
        lambda text: check_mailbox(text, names),
        ask=ask,
    )
    found_device = _value(
        device, _("The device ({pc}, or such as iPhone 15)", pc=PC), proposed_device or PC, check_device, ask=ask
    )
    return Answers(found_said, found_step, found_mailbox, found_device, agent_of(found_device))


def ask_said() -> str:
    """What the user said, asked for."""
    return _value(None, SAID, None, check_said)


def check_said(text: str) -> str:
    """``text`` in one line; raises UsageError when there is nothing in it."""
    said = " ".join(text.split())
    if not said:
        raise click.UsageError(_("What the user said is empty: write at least one sign of it."))
    return said


def check_step(text: str) -> str:
    """The step, which may be typed as 1 to 7; raises UsageError."""
    step = text.strip().removeprefix("手順")
    step = STEPS[int(step) - 1] if step in "1234567" and len(step) == 1 else step
    if step not in STEPS:
        raise click.UsageError(
            _("There is no step 「{step}」. Allowed: {steps} (or 1 to 7).", step=text, steps=" ".join(STEPS))
        )
    return step


def check_mailbox(text: str, names: list[str]) -> str:
    """The persona; raises UsageError, which names the nearest."""
    if text not in names:
        raise click.UsageError(
            _("There is no kind of mailbox 「{name}」. {near}All: gmis personas.", name=text, near=_near(text, names))
        )
    return text


def check_device(text: str) -> str:
    """The device; raises UsageError, which names the nearest."""
    if text != PC and text not in (known := _devices()):
        raise click.UsageError(
            _(
                "There is no device 「{name}」. {near}For an ordinary screen: {pc}.",
                name=text,
                near=_near(text, list(known)),
                pc=PC,
            )
        )
    return text


def agent_of(device: str) -> str:
    """What the browser on ``device`` says of itself."""
    return "" if device == PC else _devices()[device]


def _value(
    given: str | None, question: str, default: str | None, check: Callable[[str], str], *, ask: bool = True
) -> str:
    if given is not None:
        return check(given)
    if not ask and default is not None:
        return default

    def again_if_wrong(text: str) -> str:
        try:
            return check(text)
        except click.UsageError as error:
            raise click.BadParameter(error.message) from None

    answer: str = click.prompt(question, default=default, value_proc=again_if_wrong)
    return answer


def _near(text: str, names: list[str]) -> str:
    close = nearest(text, names, 3)
    return _("Nearest: {names}. ", names=listed(close)) if close else ""


def _devices() -> dict[str, str]:
    """Every device that Playwright knows, with what its browser says of itself."""
    with sync_playwright() as playwright:
        return {name: device["user_agent"] for name, device in playwright.devices.items()}
