"""The way of a user up to a step of the leaflet, without pages: for tests of what comes after it."""

from dataclasses import dataclass

from gmis_api.language import _
from gmis_simulator.world.reset import Outcome
from gmis_simulator.world.reset_link import ResetLink
from gmis_simulator.world.session import Session
from gmis_simulator.world.world import World

LINK, CHANGE, AFTER = ("④", "⑤"), ("⑥", "⑦"), ("後",)
STEPS = (*LINK, *CHANGE, *AFTER)


class NoWay(Exception):
    """This user does not come so far in this world; the message says why."""


@dataclass(frozen=True, slots=True)
class Reached:
    """``link``: the one that was mailed; ``session``: the one that the browser carries."""

    link: ResetLink | None = None
    session: Session | None = None


def walk(world: World, step: str, username: str) -> Reached:
    """Do all that leads to ``step``, by the same calls as the pages, so that the log holds the same events.

    ④⑤: the link is in the mail; ⑥⑦: it was opened and confirmed; 後: logged in by the password. Raises NoWay.
    """
    if step in AFTER:
        institution = world.accounts.get(username)
        if institution is None or not institution.enabled or institution.locked(world.clock.now()):
            raise NoWay(
                _("{username} cannot log in: there is no such account, or it is disabled or locked", username=username)
            )
        return Reached(session=world.sessions.start(institution.username, by="password"))
    letter = world.resets.request(username)
    link = letter.link if letter else None
    if link is None:
        outcome = world.events.after()[-1].data.get("outcome", Outcome.LOCKED.value)
        raise NoWay(
            _(
                "{username} gets no link: the request for a reset ends with {outcome!r}",
                username=username,
                outcome=outcome,
            )
        )
    if step in LINK:
        return Reached(link)
    world.links.open(link.token, "GET")
    world.links.spend(link.token)
    return Reached(link, world.sessions.start(link.username, by="reset-link", must_change=True))
