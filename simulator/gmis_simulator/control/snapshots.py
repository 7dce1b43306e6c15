"""A world as one document, downloaded and made again; and the lines of Python that make one like it."""

import asyncio
from typing import Any

from pydantic_core import to_json
from starlette.datastructures import State as AppState
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from gmis_api.language import _, listed
from gmis_simulator.control.models import NewWorld
from gmis_simulator.control.problem import Problem, invalid
from gmis_simulator.control.received import fitted, named_world
from gmis_simulator.control.views import mailbox_answer
from gmis_simulator.mail.relay import NotTaken
from gmis_simulator.mail.relocate import relocate
from gmis_simulator.world import snapshot
from gmis_simulator.world.in_hand import take_in_hand
from gmis_simulator.world.names import check_name
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.snapshot_checks import check_state
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import Worlds


async def show_snapshot(request: Request) -> Response:
    """GET …/snapshot: everything needed to make the same world again, its mails included."""
    world = named_world(request)
    await request.app.state.mail.clockwork.settle(world)
    state = snapshot.state_of(world).model_dump_json()
    body = f'{{"version":{snapshot.VERSION},"name":"{world.name}","world":{state}}}'
    headers = {"Content-Disposition": f'attachment; filename="{world.name}.json"'}
    return Response(body, media_type="application/json", headers=headers)


async def restore(app: AppState, given: NewWorld) -> World:
    """The world of ``given.snapshot``; raises Problem, and then nothing was made."""
    if more := given.model_fields_set - {"snapshot"}:
        raise invalid("snapshot", None, _("stands alone: leave out {names}", names=listed(sorted(more))))
    name, state = _read(given.snapshot or {})
    url = f"{app.url}/{name}"
    _check_free(app.worlds, name)
    try:
        check_state(state)
        state.defects = app.defects.checked(state.defects)
        # tried first, so that nothing is in the inbox when it fails
        world = snapshot.restored(name, url, state, app.worlds.personas, {})
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise invalid("snapshot.world", None, _("is damaged: {error}", error=error)) from None
    if url != state.url:
        relocate(state, world)
    ids = await _file_again(app, state)
    world = snapshot.restored(name, url, state, app.worlds.personas, ids)
    add(app.worlds, take_in_hand(world))
    return world


def add(worlds: Worlds, world: World) -> None:
    """Register ``world``; raises Problem 409 when its name is taken."""
    _check_free(worlds, world.name)
    worlds.add(world)


def _check_free(worlds: Worlds, name: str) -> None:
    try:
        worlds.check_free(name)
    except ValueError as error:
        raise Problem(409, _("The name is taken"), str(error)) from None


def _read(document: dict[str, Any]) -> tuple[str, snapshot.State]:
    version = document.get("version")
    if version != snapshot.VERSION:
        rule = _(
            "must be {version}: take the snapshot again with this version of the simulator", version=snapshot.VERSION
        )
        raise invalid("snapshot.version", version, rule)
    try:
        name = check_name(str(document.get("name")))
    except ValueError as error:
        raise invalid("snapshot.name", document.get("name"), str(error)) from None
    try:
        return name, fitted(to_json(document.get("world")), snapshot.State)
    except Problem as problem:
        for wrong in problem.errors or []:
            wrong["field"] = f"snapshot.world.{wrong['field']}".removesuffix(".")
        problem.detail = _("the snapshot is damaged: {what}", what=problem.detail[:2000])
        raise


async def _file_again(app: AppState, state: snapshot.State) -> dict[str, str]:
    """The inbox's new IDs by the old ones; all of its mails are in the inbox then, or none."""
    filed = [(old, box.address, mail) for box in state.mailboxes for old, mail in box.delivered.items()]
    tasks = [app.mail.filing.file_again(address, mail) for _, address, mail in filed]
    found = await asyncio.gather(*tasks, return_exceptions=True)
    if failed := next((each for each in found if isinstance(each, BaseException)), None):
        await app.mail.filing.forget([each for each in found if isinstance(each, str)])
        if isinstance(failed, NotTaken):
            raise Problem(
                503, _("The inbox did not take the mails"), _("nothing was made: {why}", why=failed)
            ) from None
        raise failed
    return {old: new for (old, _, _), new in zip(filed, found, strict=True) if isinstance(new, str)}


async def show_python(request: Request) -> Response:
    """GET …/python: the lines that make a world like this one, as it was to begin with."""
    world = named_world(request)
    default = Settings()
    settings = {name: value for name, value in world.settings if value != getattr(default, name)}
    institutions = [
        {
            "username": each.username,
            "name": each.name,
            "location": each.location,
            "registered_address": each.registered_address.replace(f"{world.name}.", "{world}."),
            "password": each.first_password,
            **({} if each.enabled else {"enabled": False}),
            **({} if each.may_report else {"may_report": False}),
        }
        for each in world.accounts
    ]
    given: dict[str, Any] = {"seed": world.seed}
    if world.clock.standing:
        given["now"] = world.clock.now().isoformat(timespec="seconds")
    given |= {"settings": settings, "institutions": institutions, "defects": world.defects}
    lines = ["world = new_world("]
    lines += [f"    {name}={value!r}," for name, value in given.items() if value not in (None, {}, [])]
    lines.append(")")
    for mailbox in world.mailboxes.of_clinics():
        shown = mailbox_answer(mailbox)
        address = mailbox.address.replace(f"{world.name}.", "{world.name}.")
        kind = f"persona={shown.persona!r}" if shown.persona else f"rules={shown.rules!r}"
        if shown.persona != "plain":
            lines.append(f'world.put_mailbox(f"{address}", {kind}, switches={shown.switches!r})')
    for fault in world.faults.active:
        given = {"where": fault.where.replace(world.name, "{world.name}"), "times": fault.times}
        more = "".join(f", {name}={value!r}" for name, value in given.items() if value)
        lines.append(f"world.add_fault({fault.kind!r}{more})")
    return PlainTextResponse("\n".join(lines) + "\n")
