"""A function is replaced where its defect is in force, and nowhere else."""

import asyncio
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from gmis_simulator.defects.in_force import have_everywhere, in_force
from gmis_simulator.defects.replaced import replace
from gmis_simulator.world.in_hand import take_in_hand
from gmis_simulator.world.world import World
from tests.rigs.running import run
from tests.rigs.worlds import world_with

SOURCE = """
def plain(text):
    return text.upper()

async def awaited(text):
    return text.upper()

class Part:
    size = 3

    def method(self, more):
        return self.size + more

    @property
    def twice(self):
        return self.size * 2
"""


@pytest.fixture
def scratch(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module of the simulator."""
    return module("gmis_simulator.scratch", SOURCE, monkeypatch)


def module(name: str, source: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    made = ModuleType(name)
    monkeypatch.setitem(sys.modules, name, made)
    exec(compile(source, name, "exec"), made.__dict__)  # noqa: S102 (three functions of ours)
    return made


@pytest.fixture(autouse=True)
def no_world_in_hand() -> Iterator[None]:
    """What a test takes in hand is nobody else's."""
    yield
    have_everywhere(())


def with_defects(*names: str) -> World:
    world = world_with()
    world.defects = list(names)
    return world


def in_world(world: World, call: Any) -> Any:
    """What ``call`` returns while ``world`` is in hand."""

    async def taken() -> Any:
        take_in_hand(world)
        found = call()
        return await found if asyncio.iscoroutine(found) else found

    return run(taken())


def test_a_function_is_replaced_in_the_world_that_has_the_defect_alone(scratch: ModuleType) -> None:
    replace(scratch.plain, "quiet", lambda right, text: right(text).lower())
    assert scratch.plain("Aa") == "AA"
    assert in_world(with_defects("quiet"), lambda: scratch.plain("Aa")) == "aa"
    assert in_world(with_defects("another"), lambda: scratch.plain("Aa")) == "AA"


def test_it_is_replaced_wherever_it_was_imported_to(scratch: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    other = module("gmis_simulator.other", "from gmis_simulator.scratch import plain as aloud", monkeypatch)
    replace(scratch.plain, "quiet", lambda right, text: right(text).lower())
    assert in_world(with_defects("quiet"), lambda: other.aloud("Aa")) == "aa"


def test_a_method_a_property_and_a_coroutine_can_be_replaced(scratch: ModuleType) -> None:
    async def wrong(right: Any, text: str) -> str:
        return f"{await right(text)}!"

    replace(scratch.Part.method, "more", lambda right, part, more: right(part, more + 1))
    replace(scratch.Part.twice, "more", lambda right, part: right(part) + 1)
    replace(scratch.awaited, "more", wrong)
    part = scratch.Part()
    assert (part.method(4), part.twice, run(scratch.awaited("a"))) == (7, 6, "A")
    world = with_defects("more")
    assert in_world(world, lambda: (part.method(4), part.twice)) == (8, 7)
    assert in_world(world, lambda: scratch.awaited("a")) == "A!"


def test_several_that_are_on_hand_each_other_the_function_in_order(scratch: ModuleType) -> None:
    for sign in "bc":
        replace(scratch.plain, sign, lambda right, text, sign=sign: right(text) + sign)
    assert in_world(with_defects("b", "c"), lambda: scratch.plain("a")) == "Abc"


def test_what_is_on_everywhere_counts_in_every_world_and_where_there_is_none(scratch: ModuleType) -> None:
    replace(scratch.plain, "quiet", lambda right, text: right(text).lower())
    have_everywhere(["quiet"])
    assert scratch.plain("Aa") == "aa"
    assert in_world(with_defects(), lambda: scratch.plain("Aa")) == "aa"
    assert in_world(with_defects("loud"), lambda: set(in_force())) == {"quiet", "loud"}
    have_everywhere(())
    assert scratch.plain("Aa") == "AA"


def test_what_does_not_stand_where_it_says_cannot_be_replaced(
    scratch: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = scratch.plain
    monkeypatch.setattr(scratch, "plain", str.lower)
    with pytest.raises(TypeError, match=r"gmis_simulator\.scratch\.plain is not what stands there"):
        replace(right, "quiet", lambda right, text: right(text))
