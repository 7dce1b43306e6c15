"""A world itself, as a tester steers it: its clock, its faults, its presets, its seed, its end."""

import httpx
import pytest

from pytest_gmis.client.control import Control, ControlError, World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.client.mailpit import Mailpit
from pytest_gmis.plugin.fixtures import NewWorld

NOON = "2026-01-15T12:00:00+09:00"
LOGIN, FORGOT = "/s/login/", "/s/login/ForgotPassword"


@pytest.fixture
def gmis_world(gmis_new_world: NewWorld) -> World:
    """At noon; its clock stands still."""
    return gmis_new_world(now=NOON)


def statuses(http: httpx.Client, *paths: str) -> list[int]:
    return [http.get(path).status_code for path in paths]


@pytest.mark.requirement("clock-stands", "clock-forward")
def test_a_clock_that_stands_moves_when_it_is_moved_forward_and_never_back(world: World, http: httpx.Client) -> None:
    statuses(http, LOGIN, LOGIN, LOGIN)
    assert {event.at for event in world.events()} == {"2026-01-15T12:00:00.000+09:00"}
    assert world.now() == NOON
    world.advance("36h")
    assert world.now() == "2026-01-17T00:00:00+09:00"
    world.set_clock("2026-01-17T01:30:00+09:00")
    assert world.now() == "2026-01-17T01:30:00+09:00"
    for back in ("2026-01-17T01:29:59+09:00", "2025-12-31T00:00:00Z"):
        with pytest.raises(ControlError, match="時計は進めるだけ") as caught:
            world.set_clock(back)
        assert caught.value.status == 422
    with pytest.raises(ControlError):
        world.advance("-1h")
    assert world.now() == "2026-01-17T01:30:00+09:00"
    assert len(world.events("clock.moved")) == 2


@pytest.mark.requirement("clock-runs")
def test_a_clock_that_runs_goes_on_from_where_it_was_moved_to(new_world: NewWorld) -> None:
    world = new_world()

    def answered() -> list[str]:
        for _ in range(2):
            httpx.get(f"{world.url}{LOGIN}", trust_env=False)
        return [event.at for event in world.events("page.answered")][-2:]

    before = answered()
    world.advance("24h")
    moments = before + answered()
    assert sorted(set(moments)) == moments
    assert [moment[:10] for moment in moments][1:3] == sorted({moment[:10] for moment in moments})


@pytest.mark.requirement("clock-in-order")
def test_what_becomes_due_on_the_way_happens_at_its_own_time(world: World, mailbox: Mailbox) -> None:
    world.put_mailbox(mailbox.address, persona="hospital-gateway")
    world.at("④")
    world.settle()
    world.advance("3d")
    assert world.expect_event("mail.moved", by="gateway").at == "2026-01-16T08:00:00.000+09:00"
    moments = [event.at for event in world.events()]
    assert moments == sorted(moments)


@pytest.mark.requirement("faults")
def test_a_fault_happens_as_often_as_it_was_told_and_only_there(world: World, http: httpx.Client) -> None:
    world.add_fault("status-503", where=FORGOT, times=2)
    assert statuses(http, LOGIN, FORGOT, LOGIN, FORGOT, FORGOT) == [200, 503, 200, 503, 200]
    assert [event.data["where"] for event in world.events("fault.hit")] == [FORGOT] * 2
    world.expect_event("fault.ended", fault="status-503", by="times")
    assert world.faults() == []


@pytest.mark.requirement("faults")
def test_a_fault_begins_and_ends_by_the_worlds_clock(world: World, http: httpx.Client) -> None:
    world.add_fault("maintenance", after="10m", lasts="30m")
    assert statuses(http, LOGIN) == [200]
    world.advance("9m59s")
    assert statuses(http, LOGIN) == [200]
    world.advance("1s")
    assert statuses(http, LOGIN) == [503]
    world.advance("29m59s")
    assert statuses(http, LOGIN) == [503]
    world.advance("1s")
    assert statuses(http, LOGIN) == [200]
    world.expect_event("fault.ended", fault="maintenance", by="time")


@pytest.mark.requirement("faults")
def test_a_fault_of_mail_is_one_address_alone(new_world: NewWorld, mailpit: Mailpit) -> None:
    world = new_world(now=NOON, institutions=[{"username": "ex000000"}, {"username": "ex000001"}])
    first, second = (Mailbox(mailpit, world, each.registered_address) for each in world.institutions)
    world.add_fault("smtp-4xx", where=first.address)
    for username in ("ex000000", "ex000001"):
        world.at("④", username)
    second.wait()
    first.expect_none()
    world.end_faults()
    world.expect_event("fault.ended", by="hand")
    world.advance("1m")
    first.wait()


@pytest.mark.requirement("faults")
@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_faults_number_is_the_answers(world: World, http: httpx.Client, status: int) -> None:
    world.add_fault(f"status-{status}", times=1)
    answer = http.get(LOGIN)
    assert answer.status_code == status
    assert "実在のシステムではありません" in answer.text
    assert statuses(http, LOGIN) == [200]


@pytest.mark.requirement("faults", "mail-parts")
def test_a_damaged_and_a_doubled_mail_come_as_such_once(world: World, mailbox: Mailbox) -> None:
    world.add_fault("mail-damaged", times=1)
    world.at("④")
    damaged = mailbox.wait()
    assert damaged.links() == []
    assert "dkim=fail" in str(damaged.source["Authentication-Results"])
    world.add_fault("mail-duplicated", times=1)
    world.at("④")
    assert mailbox.wait().reset_link() == mailbox.wait().reset_link()
    world.at("④")
    mailbox.wait().reset_link()
    mailbox.expect_none()


@pytest.mark.requirement("presets")
def test_a_preset_is_what_it_says_with_what_is_given_on_top(new_world: NewWorld) -> None:
    world = new_world(preset="locked-account", settings={"lockout_minutes": 30}, seed=7)
    assert world.now() == "2026-01-15T09:00:00+09:00" == world.now()
    assert world.settings["lockout_minutes"] == 30
    assert world.settings["lockout_failures"] == 10
    httpx.post(f"{world.url}{FORGOT}", data={"username": "ex000000"}, trust_env=False)
    world.expect_event("reset.requested", outcome="locked")

    night = new_world(preset="maintenance-night")
    assert night.now() == "2026-01-15T21:30:00+09:00"
    for moment, status in (("21:59:59", 200), ("22:00:00", 503)):
        night.set_clock(f"2026-01-15T{moment}+09:00")
        assert httpx.get(f"{night.url}{LOGIN}", trust_env=False).status_code == status
    night.set_clock("2026-01-16T06:00:00+09:00")
    assert httpx.get(f"{night.url}{LOGIN}", trust_env=False).status_code == 200

    hospital = new_world(preset="hospital-gateway", settings={"link_lifetime_hours": 48})
    hospital.at("④")
    hospital.settle()
    hospital.expect_event("mail.verdict", verdict="quarantine")
    assert hospital.settings["link_lifetime_hours"] == 48


@pytest.mark.requirement("presets")
def test_a_mailbox_that_is_given_beside_a_preset_counts_and_worlds_of_one_preset_share_nothing(
    new_world: NewWorld,
) -> None:
    first = new_world(preset="hospital-gateway")
    address = first.institution.registered_address.replace(first.name, "{world}")
    second = new_world(preset="hospital-gateway", mailboxes={address: {"persona": "plain"}})
    third = new_world(preset="hospital-gateway", mailboxes={"other@{world}.example": {"persona": "plain"}})
    for world, verdict in ((first, "quarantine"), (second, "inbox"), (third, "quarantine")):
        world.at("④")
        world.settle()
        world.expect_event("mail.verdict", verdict=verdict)
    first.change_settings(link_lifetime_hours=2)
    for world in (second, new_world(preset="hospital-gateway")):
        assert world.refreshed().settings["link_lifetime_hours"] == 24


PRESETS: dict[str, tuple[str, dict[str, object]]] = {  # → the event that tells it, once a reset was asked for
    "dead-address": ("mail.bounced", {"code": 550}),
    "first-day-rush": ("mail.deferred", {"code": 451}),
    "hospital-gateway": ("mail.verdict", {"verdict": "quarantine"}),
    "locked-account": ("reset.requested", {"outcome": "locked"}),
    "mobile-carrier": ("mail.verdict", {"verdict": "reject", "rule": "not-mobile"}),
    "no-address": ("reset.requested", {"outcome": "no-address"}),
    "right-missing": ("reset.requested", {"outcome": "mailed"}),
}


@pytest.mark.requirement("presets")
@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_makes_the_world_that_its_name_says(new_world: NewWorld, name: str) -> None:
    world = new_world(preset=name)
    kind, data = PRESETS[name]
    for fault in [each for each in world.faults() if each.kind == "latency"]:
        world.end_faults(fault.number)
    with httpx.Client(base_url=world.url, trust_env=False) as http:
        answers = [http.post(FORGOT, data={"username": "ex000000"}).status_code for _ in range(3)]
    assert answers.count(503) == (2 if name == "first-day-rush" else 0)
    world.settle()
    world.expect_event(kind, **data)
    assert world.institution.may_report is (name != "right-missing")
    assert world.now().startswith("2026-01-")


@pytest.mark.requirement("faults")
def test_an_answer_is_late_drips_breaks_off_or_never_comes_as_the_fault_says(world: World, http: httpx.Client) -> None:
    sound = http.get(LOGIN).text
    for kind in ("latency", "drip"):
        world.add_fault(kind, seconds=0.2, times=1)
        answer = http.get(LOGIN)
        assert answer.text == sound
    assert answer.elapsed.total_seconds() < 60  # as it was told, not the three seconds that it has by itself
    for kind in ("connection-reset", "truncated"):
        world.add_fault(kind, times=1)
        with pytest.raises(httpx.TransportError):
            http.get(LOGIN)
    assert http.get(LOGIN).text == sound
    assert [event.data["fault"] for event in world.events("fault.hit")] == [
        "latency", "drip", "connection-reset", "truncated"
    ]  # fmt: skip


@pytest.mark.requirement("faults", "saved-first")
def test_a_lost_session_leads_to_the_login_and_a_mail_is_overtaken_by_the_next(
    world: World, http: httpx.Client, mailbox: Mailbox
) -> None:
    world.add_fault("session-lost", times=1)
    http.cookies.update(world.at("⑥").cookies)
    assert http.get("/_ui/system/security/ChangePassword").url.path.endswith(LOGIN)
    world.expect_event("session.ended", reason="lost")
    mailbox.wait()
    world.add_fault("mails-reordered", times=1)
    first, second = (world.at("④").link for _ in range(2))
    world.settle()
    assert [mailbox.wait().reset_link(), mailbox.wait().reset_link()] == [second, first]


@pytest.mark.requirement("seeded")
def test_worlds_of_one_seed_bring_the_same_links_and_passwords_and_others_do_not(
    control: Control,
) -> None:
    def made(seed: int) -> tuple[str, ...]:
        world = control.create_world(now=NOON, seed=seed)
        found = (world.institution.password, *((world.at("④").link or "").partition("?r=")[2] for _ in range(2)))
        world.delete()
        return found

    assert made(71) == made(71) != made(72)


@pytest.mark.requirement("world-removed")
def test_a_world_that_is_deleted_takes_its_mails_along(control: Control, mailpit: Mailpit) -> None:
    world = control.create_world(now=NOON)
    world.at("④")
    world.settle()
    address = world.institution.registered_address
    assert len(mailpit.search(f'addressed:"{address}"')) == 1
    world.delete()
    assert mailpit.search(f'addressed:"{address}"') == []
    assert httpx.get(f"{world.url}{LOGIN}", trust_env=False).status_code == 404


@pytest.mark.requirement("events-in-order")
def test_events_are_told_once_and_in_order_from_where_one_asks(world: World) -> None:
    world.at("④")
    world.settle()
    every = world.events()
    assert [event.seq for event in every] == list(range(1, len(every) + 1))
    for after in (0, 1, len(every) - 1, len(every)):
        assert [event.seq for event in world.events(after=after)] == list(range(after + 1, len(every) + 1))
