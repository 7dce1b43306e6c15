"""A world goes away, by hand or unused."""

from typing import Literal

from gmis_simulator.mail.system import MailSystem
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import Worlds


async def remove_world(worlds: Worlds, mail: MailSystem, world: World, *, by: Literal["hand", "unused"]) -> None:
    """The world, its letters and its messages in the inbox are gone; who follows its events hears of it."""
    worlds.remove(world.name)
    world.events.append("world.deleted", name=world.name, by=by)
    await mail.clockwork.forget(world)
    await mail.filing.forget([each for mailbox in world.mailboxes.all() for each in mailbox.delivered])
