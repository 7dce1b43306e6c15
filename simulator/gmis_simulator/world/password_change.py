"""⑦ A new password is saved: once for each link, whoever else presses at the same time."""

from dataclasses import dataclass, field
from enum import StrEnum

from gmis_simulator.world.session import Session
from gmis_simulator.world.world import World


class Change(StrEnum):
    """What came of a press of 「パスワードを変更」."""

    SAVED = "saved"
    REFUSED = "refused"  # by a rule
    AGAIN = "again"  # it is saved already: the same press twice, as by a double click
    TOO_LATE = "too-late"  # another one is saved already, by another tab perhaps


@dataclass(frozen=True, slots=True)
class Changed:
    """``refusals``: the sentences for the page."""

    change: Change
    refusals: list[str] = field(default_factory=list)


def change_password(world: World, session: Session, new: str, again: str) -> Changed:
    """Save ``new`` in a ``session`` that a reset link opened.

    Exactly one password is saved in it [assumed]. What the settings have end by it ends: other sessions, older links.
    """
    institution = world.accounts.holder(session.username)
    if session.saved:
        same = new == again and world.accounts.is_in_force(institution, new)
        return Changed(Change.AGAIN if same else Change.TOO_LATE)
    if refusals := world.accounts.change_password(institution, new, again):
        return Changed(Change.REFUSED, [sentence for _, sentence in refusals])
    session.must_change, session.saved = False, True
    world.sessions.end_others(session)
    if world.settings.change_revokes_links:
        world.links.revoke(session.username, "password-changed")
    return Changed(Change.SAVED)
