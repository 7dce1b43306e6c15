"""Defects: named, realistic mistakes that can be switched on in one world, so that a suite can show what it notices.

The rest of the world knows nothing of them: each takes the place of one method of one of its parts.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from gmis_simulator.world.names import unknown
from gmis_simulator.world.reset_link import LinkState, ResetLink
from gmis_simulator.world.world import World

Method = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Defect:
    """``part`` of a world and its ``method``; ``wrong`` makes, out of the right method, the one that stands in."""

    title: str
    part: str
    method: str
    wrong: Callable[[World, Method], Method]


def _reusable(_: World, right: Method) -> Method:
    def spend(token: str) -> tuple[LinkState, ResetLink | None]:
        state, link = right(token)
        if link is not None:
            link.spent = False
        return state, link

    return spend


def _immortal(_: World, right: Method) -> Method:
    def state(token: str) -> LinkState:
        found: LinkState = right(token)
        return LinkState.ALIVE if found is LinkState.EXPIRED else found

    return state


def _spent_by_looking(world: World, right: Method) -> Method:
    def open_(token: str, method: str) -> LinkState:
        state: LinkState = right(token, method)
        if state is LinkState.ALIVE:
            world.links.spend(token)
        return state

    return open_


def _nothing(*_: Any) -> Method:
    return lambda *_: None


def _capitals_matter(_: World, right: Method) -> Method:
    def get(username: str) -> Any:
        institution = right(username)
        return institution if institution and institution.username == username else None

    return get


def _sent_twice(_: World, right: Method) -> Method:
    def add_reset(*letter: Any) -> Any:
        right(*letter)
        return right(*letter)

    return add_reset


DEFECTS: dict[str, Defect] = {
    "reset-link-reusable": Defect("再設定用URLが何度でも使える", "links", "spend", _reusable),
    "reset-link-never-expires": Defect("再設定用URLの期限が切れない", "links", "state", _immortal),
    "reset-link-spent-by-looking": Defect(
        "再設定用URLが開いただけで使用済みになる", "links", "open", _spent_by_looking
    ),
    "sessions-survive-change": Defect(
        "パスワードを変更しても他の端末がログアウトされない", "sessions", "end_others", _nothing
    ),
    "never-locked": Defect("何度間違えてもロックされない", "accounts", "_count_failure", _nothing),
    "capitals-matter": Defect("ユーザ名の大文字と小文字が区別される", "accounts", "get", _capitals_matter),
    "mail-sent-twice": Defect("再設定メールが二通送られる", "letters", "add_reset", _sent_twice),
}
"""Every defect, by name [assumed: mistakes that such systems are known to make]."""


def set_defects(world: World, names: Iterable[str]) -> list[str]:
    """Have exactly these defects on in ``world``; answers their names. Raises ValueError for one that is unknown."""
    wanted = set(names)
    for name in sorted(wanted - DEFECTS.keys()):
        raise ValueError(unknown(name, DEFECTS, "defect"))
    for name in reversed(world.defects):
        delattr(getattr(world, DEFECTS[name].part), DEFECTS[name].method)
    world.defects = [name for name in DEFECTS if name in wanted]
    for name in world.defects:
        defect = DEFECTS[name]
        part = getattr(world, defect.part)
        setattr(part, defect.method, defect.wrong(world, getattr(part, defect.method)))
    return world.defects
