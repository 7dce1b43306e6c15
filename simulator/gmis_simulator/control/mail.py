"""A mail is waited for without polling, in any language; and that none came is proven without waiting."""

import asyncio
import contextlib
from datetime import timedelta

from pydantic_core import to_json
from starlette.requests import Request
from starlette.responses import Response

from gmis_api.answers import AbsenceAnswer, MailAnswer
from gmis_api.language import _
from gmis_simulator.control.answers import answer
from gmis_simulator.control.came import BRINGS, as_answers, came, coming, rest
from gmis_simulator.control.mail_query import MailQuery, mail_query, seconds_to_wait
from gmis_simulator.control.models import moment
from gmis_simulator.control.problem import Problem
from gmis_simulator.control.received import named_world
from gmis_simulator.mail.clockwork import Clockwork
from gmis_simulator.mail.system import MailSystem
from gmis_simulator.world.events import Event
from gmis_simulator.world.faults import EndFault
from gmis_simulator.world.world import World

_BREATH = 0.25  # seconds


async def wait_for_mail(request: Request) -> Response:
    """GET …/mail: answers once such a mail is there, nothing more is to come, or the wait is over."""
    world, mail = named_world(request), _mail_of(request)
    asked = mail_query(request, world, folder="inbox")
    seconds, headers = seconds_to_wait(request)
    if seconds:
        await until_there(world, asked, mail.clockwork, seconds)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_BREATH):  # a mail is there before its sender has noted that it was taken
                await mail.clockwork.settle(world)
        named_world(request)  # it may have been deleted meanwhile
    found = came(world, asked)
    answered = MailAnswer(
        seq=len(world.events.after()),  # before anything is awaited: what comes meanwhile is for the next question
        settled=mail.clockwork.is_idle(world),
        rest=rest(world, asked, found),
        waiting=coming(world, asked),
        mails=await as_answers(world, asked, found, mail.aside),
    )
    return Response(to_json(answered), media_type="application/json", headers=headers)


async def prove_absence(request: Request) -> Response:
    """GET …/absence: settles the world; the proof that no such mail came, or 409 with what did."""
    world, mail = named_world(request), _mail_of(request)
    asked = mail_query(request, world, folder="any")
    await mail.clockwork.settle(world)
    found = came(world, asked)
    if found:
        mails = await as_answers(world, asked, found, mail.aside)
        listed = "; ".join(f"{each.folder}: {each.subject} ({each.id})" for each in mails)
        said = _("{count} came to {address}: {mails}", count=len(mails), address=asked.to, mails=listed)
        raise Problem(409, _("A mail came"), said, mails=mails)
    return answer(
        AbsenceAnswer(
            to=asked.to,
            subject=asked.subject,
            folder=asked.folder,
            now=moment(world.clock.now()),
            seq=len(world.events.after()),
            events=len(world.events.after(asked.after)),
            rest=rest(world, asked, found),
            waiting=coming(world, asked),
        )
    )


async def until_there(world: World, asked: MailQuery, clockwork: Clockwork, seconds: float) -> None:
    """Return when such a mail is there, when nothing will happen any more by itself, or after so many ``seconds``."""
    happened, ended = asyncio.Event(), False

    def note(event: Event) -> None:
        nonlocal ended
        ended = ended or event.kind == "world.deleted"
        # nothing else brings one, and to look through the log at each event of all users takes the longer the more
        if ended or (event.kind in BRINGS and asked.is_to(event.data["to"])):
            happened.set()

    unsubscribe = world.events.subscribe(note)
    resting = asyncio.create_task(_at_rest(world, clockwork, seconds))
    resting.add_done_callback(lambda _: happened.set())
    try:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not (came(world, asked) or resting.done() or ended):
                    happened.clear()
                    await happened.wait()
    finally:
        resting.cancel()
        unsubscribe()


async def _at_rest(world: World, clockwork: Clockwork, seconds: float) -> None:
    """Return when nothing is under way; of a clock that runs, when nothing becomes due within ``seconds`` either."""
    last = world.clock.now() + timedelta(seconds=seconds)
    await clockwork.settle(world)
    while not world.clock.standing:
        dues = (due for due, job in world.agenda.waiting() if not isinstance(job, EndFault))
        due = next(dues, None)
        if due is None or due > last:
            return
        await asyncio.sleep((due - world.clock.now()).total_seconds())
        await clockwork.settle(world)


def _mail_of(request: Request) -> MailSystem:
    mail: MailSystem = request.app.state.mail
    return mail
