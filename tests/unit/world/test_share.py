"""Whose world a name is, where several processes have the worlds between them."""

import pytest

from gmis_simulator.world.personas import Personas
from gmis_simulator.world.share import Share
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import NoSuchWorld, Worlds

pytestmark = pytest.mark.usefixtures("english")

NAMES = [f"w-{number:010x}" for number in range(1000)]


def test_one_process_has_every_world() -> None:
    assert all(Share().owns(name) for name in NAMES)


def test_every_name_is_exactly_one_workers_and_all_have_about_as_many() -> None:
    shares = [Share(index, 4) for index in range(4)]
    owners = [[share.index for share in shares if share.owns(name)] for name in NAMES]
    assert all(len(each) == 1 for each in owners)
    assert all(200 < owners.count([index]) < 300 for index in range(4))


def test_the_owner_is_what_the_crc_32_leaves_so_that_any_router_can_count_it() -> None:
    assert Share(0, 1000).owner("123456789") == 0xCBF43926 % 1000  # the check value of CRC-32/ISO-HDLC


def test_no_two_workers_give_one_number() -> None:
    numbers = []
    for index in range(3):
        worlds = Worlds(Personas(), share=Share(index, 3))
        worlds.add(World("one", "http://127.0.0.1:8000/one"))
        numbers += [number for number, _ in worlds.after(0)]
        assert Share(0, 3).numbered_by(numbers[-1]) == index
    assert len(set(numbers)) == 3


def test_whoever_asks_for_anothers_world_is_told_whose_it_is() -> None:
    (mine, other) = (next(name for name in NAMES if Share(0, 2).owner(name) == index) for index in (0, 1))
    worlds = Worlds(share=Share(0, 2, "10:00"))
    with pytest.raises(NoSuchWorld) as missing:
        worlds.get(other)
    assert f"world {other} is worker 1's, and this is worker 0 of 2" in missing.value.elsewhere
    with pytest.raises(NoSuchWorld) as missing:
        worlds.get(mine)
    assert missing.value.elsewhere == ""
    assert "worker 0 was started at 10:00" in missing.value.newly


def test_what_cannot_name_a_world_is_nobodys() -> None:
    worlds = Worlds(share=Share(0, 2))
    for name in ("favicon.ico", "api", "Ä", "-"):
        with pytest.raises(NoSuchWorld) as missing:
            worlds.get(name)
        assert missing.value.elsewhere == ""
