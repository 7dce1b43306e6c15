"""The check of links asks a few at a time, whatever a mail holds."""

import asyncio

import pytest

from gmis_simulator.inbox import link_check
from tests.rigs.running import run


def test_of_a_thousand_links_five_are_asked_at_a_time_and_all_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    now, most = 0, 0

    async def ask(*_: object) -> tuple[int, str]:
        nonlocal now, most
        now += 1
        most = max(most, now)
        await asyncio.sleep(0)
        now -= 1
        return 200, "OK"

    monkeypatch.setattr(link_check, "_ask", ask)
    addresses = [f"http://127.0.0.1/{number}" for number in range(1000)]
    links = run(link_check.check_links(addresses, follow=False))

    assert most == 5
    assert [link["URL"] for link in links] == addresses
