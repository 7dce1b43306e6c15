"""/metrics: read as Prometheus reads it, and it says what happened, no more and no less."""

import asyncio
from collections.abc import Mapping

import httpx
import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_metrics
from prometheus_client.parser import text_string_to_metric_families as families

from gmis_simulator.server.lag import Lag
from gmis_simulator.server.running import SimulatorServer
from gmis_simulator.world.worlds import Worlds
from tests.rigs.app import asking
from tests.rigs.running import run

RESET = {"username": "ex000000"}


async def metrics(http: httpx.AsyncClient, **labels: str) -> dict[str, float]:
    """Every sample by its name, of those that carry ``labels``."""
    answer = await http.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    samples = [sample for family in families(answer.text) for sample in family.samples]
    return {sample.name: sample.value for sample in samples if labels.items() <= sample.labels.items()}


def grown(after: Mapping[str, float], before: Mapping[str, float], name: str) -> float:
    return after.get(name, 0) - before.get(name, 0)


def test_counters_grow_by_exactly_what_happened() -> None:
    async def scenario() -> None:
        async with asking(Worlds()) as http:
            await http.post("/api/worlds", json={"name": "one", "settings": {"reset_requests_per_day": 2}})
            before = await metrics(http, outcome="mailed"), await metrics(http, outcome="limit")
            for _ in range(3):
                await http.post("/one/s/login/ForgotPassword", data=RESET)
            await http.post("/one/s/login/ForgotPassword", data={"username": "zz999999"})
            assert grown(await metrics(http, outcome="mailed"), before[0], "gmis_resets_total") == 2
            assert grown(await metrics(http, outcome="limit"), before[1], "gmis_resets_total") == 1
            assert (await metrics(http, outcome="unknown"))["gmis_resets_total"] == 1
            assert (await metrics(http, outcome="locked"))["gmis_resets_total"] == 0  # so that a rate is known at once
            assert (await metrics(http, kind="reset.requested"))["gmis_events_total"] == 4
            assert (await metrics(http, kind="world.created"))["gmis_events_total"] == 1

    run(scenario())


def test_mails_are_counted_by_verdict_and_what_waits_by_its_kind() -> None:
    async def scenario() -> None:
        server = SimulatorServer(inbox="embedded")
        await server.start()
        try:
            async with httpx.AsyncClient(base_url=server.url, trust_env=False) as http:
                mailboxes = {"ex000000@one.example": {"persona": "dead"}, "ex000001@one.example": {"persona": "full"}}
                institutions = [{"username": f"ex00000{number}"} for number in range(3)]
                world = {"name": "one", "now": "2026-01-05T09:00:00+09:00", "institutions": institutions}
                assert (await http.post("/api/worlds", json=world | {"mailboxes": mailboxes})).status_code == 201
                for each in institutions:
                    await http.post("/one/s/login/ForgotPassword", data=each)
                await http.post("/api/worlds/one/settle")
                assert (await metrics(http, verdict="reject"))["gmis_mails_total"] == 2  # 550 and 452
                assert (await metrics(http, verdict="inbox"))["gmis_mails_total"] == 2  # one of them a bounce
                assert (await metrics(http, job="Send"))["gmis_jobs_waiting"] == 1
                assert (await metrics(http))["gmis_jobs_under_way"] == 0
                for _look in range(500):  # it is asked until it has looked, four times a second from its start on
                    if looks := (await metrics(http))["gmis_event_loop_lag_seconds_count"]:
                        break
                    await asyncio.sleep(0.02)
                assert looks > 0
        finally:
            await server.stop()

    run(scenario())


def test_what_a_world_counted_stays_when_the_world_goes() -> None:
    async def scenario() -> None:
        async with asking(Worlds()) as http:
            await http.post("/api/worlds", json={"name": "one"})
            await http.post("/one/s/login/ForgotPassword", data=RESET)
            assert (await metrics(http))["gmis_worlds"] == 1
            await http.delete("/api/worlds/one")
            assert (await metrics(http))["gmis_worlds"] == 0
            assert (await metrics(http, outcome="mailed"))["gmis_resets_total"] == 1
            assert (await metrics(http, kind="world.deleted"))["gmis_events_total"] == 1

    run(scenario())


def test_two_servers_in_one_process_do_not_mix() -> None:
    async def scenario() -> None:
        async with asking(Worlds()) as one, asking(Worlds()) as other:
            await one.post("/api/worlds")
            assert (await metrics(one))["gmis_worlds"] == 1
            assert (await metrics(other))["gmis_worlds"] == 0
            assert "gmis_events_total" not in await metrics(other, kind="world.created")

    run(scenario())


def test_no_label_says_whose_world_it_was() -> None:
    async def scenario() -> None:
        async with asking(Worlds()) as http:
            await http.post("/api/worlds", json={"name": "whose"})
            await http.post("/whose/s/login/ForgotPassword", data=RESET)
            answer = await http.get("/metrics")
            told = {label for family in families(answer.text) for each in family.samples for label in each.labels}
            assert told == {"job", "kind", "le", "outcome", "version"}
            assert not [word for word in ("whose", "ex000000", "@") if word in answer.text]

    run(scenario())


def test_who_asks_for_open_metrics_gets_it() -> None:
    async def scenario() -> None:
        async with asking(Worlds()) as http:
            answer = await http.get("/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"})
            assert answer.headers["content-type"].startswith("application/openmetrics-text")
            assert "gmis_worlds" in [family.name for family in open_metrics(answer.text)]

    run(scenario())


@pytest.mark.parametrize(
    ("headers", "status"), [({}, 401), ({"Authorization": "Bearer secret"}, 200), ({"Host": "evil.example"}, 421)]
)
def test_the_token_and_the_name_of_the_server_count_as_for_the_control_api(
    headers: dict[str, str], status: int
) -> None:
    async def scenario() -> None:
        async with asking(Worlds(), token="secret") as http:
            answer = await http.get("/metrics", headers=headers)
            assert answer.status_code == status
            if status == 401:
                assert answer.json()["instance"] == "/metrics"

    run(scenario())


def test_no_world_can_take_its_path() -> None:
    async def scenario() -> None:
        async with asking(Worlds()) as http:
            assert (await http.post("/api/worlds", json={"name": "metrics"})).status_code == 422

    run(scenario())


def test_a_loop_that_is_kept_busy_is_late() -> None:
    async def scenario() -> None:
        loop, seen = asyncio.get_running_loop(), asyncio.Queue[float]()
        lag = Lag(seen.put_nowait)
        lag.start()
        try:
            assert min([await seen.get() for _ in range(3)]) < 0.2
            busy_until = loop.time() + 0.5
            while loop.time() < busy_until:
                pass
            assert await seen.get() >= 0.2
        finally:
            await lag.stop()

    run(scenario())
