"""1,000 mails through outbox, exchange and inbox, over Mailpit's own rate."""

import asyncio
from contextlib import AsyncExitStack
from time import perf_counter

import aiosmtplib

from gmis_simulator.data import PERSONAS
from gmis_simulator.data.files import read_personas
from gmis_simulator.inbox.embedded import EmbeddedInbox
from gmis_simulator.mail.compose import reset_mail
from gmis_simulator.mail.system import MailSystem
from gmis_simulator.server.inboxes import Inbox, InboxChoice, choose_inbox
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import Worlds

MAILS = 1000


def measure(choice: InboxChoice, mails: int = MAILS) -> str:
    """A line for the table."""
    ours, one, four = asyncio.run(_measure(choice, mails))
    line = f"{mails} mails through outbox, exchange and {choice} inbox: {mails / ours:.1f} s, {ours:.0f}/s, none lost"
    if choice == "embedded":
        return f"{line} (to reach: ≤ 10 s)"
    return (
        f"{line}; straight into Mailpit {one:.0f}/s over one connection, {four:.0f}/s over four: "
        f"ratio {ours / one:.2f} and {ours / four:.2f} (to reach: ≥ 0.5)"
    )


async def _measure(choice: InboxChoice, mails: int) -> tuple[float, float, float]:
    """Mails per second: through the simulator, straight into the inbox over one connection, over four."""
    async with AsyncExitStack() as stack:
        inbox: Inbox = EmbeddedInbox() if choice == "embedded" else choose_inbox("mailpit", {})
        await inbox.start()
        stack.push_async_callback(inbox.stop)
        worlds = Worlds(read_personas(PERSONAS))
        system = MailSystem(worlds, inbox.url, inbox.smtp)
        stack.push_async_callback(system.stop)
        await system.start()
        world = World("bench", "http://127.0.0.1:8000/bench", personas=worlds.personas)
        worlds.add(world)
        for number in range(mails):
            username = f"ex{number:06}"
            world.put_institution(Institution(username, "見本クリニック", f"{username}@bench.example", "First-1x"))
        for institution in world.accounts:
            world.resets.request(institution.username)
        ours = await _rate(system.clockwork.settle(world), mails)
        delivered = world.events.after()
        assert sum(event.kind == "mail.delivered" for event in delivered) == mails, "mails were lost"
        raw = b"X-Tags: inbox\r\n" + reset_mail(world, next(iter(world.letters)))  # as the exchange hands it on
        if choice == "embedded":
            return ours, 0, 0
        one = await _rate(_straight(inbox.smtp, raw, mails), mails)
        four = await _rate(asyncio.gather(*[_straight(inbox.smtp, raw, mails // 4) for _ in range(4)]), mails)
        return ours, one, four


async def _rate(work: object, mails: int) -> float:
    began = perf_counter()
    await work  # type: ignore[misc]
    return mails / (perf_counter() - began)


async def _straight(smtp: tuple[str, int], raw: bytes, mails: int) -> None:
    host, port = smtp
    async with aiosmtplib.SMTP(hostname=host, port=port, use_tls=False, start_tls=False) as client:
        for _ in range(mails):
            await client.sendmail("bounce@mailer.bench.example", "ex000000@bench.example", raw)


if __name__ == "__main__":
    print(measure("embedded"), measure("mailpit"), sep="\n")
