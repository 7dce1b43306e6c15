"""How long each persona takes to decide on the reset mail, without spamd: origin checked, rules asked."""

import asyncio
from statistics import median
from time import perf_counter

from gmis_simulator.data import PERSONAS
from gmis_simulator.data.files import read_personas
from gmis_simulator.mail.compose import reset_mail
from gmis_simulator.mail.examination import SentBy, examine
from gmis_simulator.mail.reception import scored
from gmis_simulator.mail.spam_score import SpamScorer
from gmis_simulator.mail.zone import zone_of
from gmis_simulator.world.hosts import exchange_of
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.world import World


def measure(runs: int = 100) -> str:
    """A line for the table: the slowest persona's median, of which the rules alone."""
    whole, rules = asyncio.run(_measure(runs))
    slowest = max(whole, key=lambda name: whole[name])
    return (
        f"a persona's decision without spamd: {median(whole.values()) * 1000:.2f} ms, the slowest of {len(whole)} "
        f"({slowest}) {whole[slowest] * 1000:.2f} ms, of which its rules {rules[slowest] * 1000:.2f} ms "
        "(to reach: ≤ 2 ms)"
    )


async def _measure(runs: int) -> tuple[dict[str, float], dict[str, float]]:
    personas = read_personas(PERSONAS)
    world = World("bench", "http://127.0.0.1:8000/bench", personas=personas)
    world.put_institution(Institution("ex000000", "見本クリニック", "ex000000@bench.example", "First-1x"))
    letter = world.resets.request("ex000000")
    assert letter
    envelope = SentBy(letter.host.address, letter.host.name, letter.sender)
    raw, scorer = reset_mail(world, letter), SpamScorer(None)
    whole: dict[str, list[float]] = {name: [] for name in personas}
    rules: dict[str, list[float]] = {name: [] for name in personas}
    for _ in range(runs + 1):
        for name in personas:
            mailbox = world.put_mailbox("ex000000@bench.example", name)
            began = perf_counter()
            seen = examine(raw, envelope, zone_of(world), exchange_of(world.name), world.clock.now())
            incoming = await scored(seen.incoming, raw, mailbox, scorer)
            examined = perf_counter()
            mailbox.judge(incoming, world.clock.now())
            whole[name].append(perf_counter() - began)
            rules[name].append(perf_counter() - examined)
    return {name: median(taken[1:]) for name, taken in whole.items()}, {
        name: median(taken[1:]) for name, taken in rules.items()
    }


if __name__ == "__main__":
    print(measure())
