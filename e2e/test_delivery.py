"""③ A mail on its way: tried again, given up, returned, kept back for a while, and never twice."""

import httpx
import pytest

from pytest_gmis.client.control import World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.client.mailpit import Mailpit
from pytest_gmis.plugin.fixtures import NewWorld
from pytest_gmis.plugin.marks import leaflet_step

pytestmark = leaflet_step("③")

NOON = "2026-01-15T12:00:00+09:00"


@pytest.fixture
def gmis_world(gmis_new_world: NewWorld) -> World:
    """At noon; its clock stands still."""
    return gmis_new_world(now=NOON)


def ask(world: World) -> None:
    world.at("④")
    world.settle()


def next_tries(world: World) -> list[str]:
    put_off = world.events("mail.deferred", to=world.institution.registered_address)
    return [event.data["next_try"][11:16] for event in put_off]


@pytest.mark.requirement("mail-retried")
def test_what_is_put_off_is_tried_again_after_1_5_15_and_60_minutes_and_comes_once(
    world: World, mailbox: Mailbox
) -> None:
    with world.fault("smtp-4xx"):
        ask(world)
        world.advance("3h")
        mailbox.expect_none()
    assert next_tries(world) == ["12:01", "12:06", "12:21", "13:21", "14:21", "15:21"]
    world.advance("20m")
    mailbox.expect_none()  # it is not due before that
    world.advance("1m")
    mailbox.wait().reset_link()
    mailbox.expect_none()
    assert world.expect_event("mail.delivered").at == "2026-01-15T15:21:00.000+09:00"
    world.expect_no_event("mail.bounced")


@pytest.mark.requirement("mail-retried", "mail-given-up", "settings-count")
def test_when_it_is_tried_again_and_given_up_is_set(world: World) -> None:
    world.change_settings(mail_retry_minutes=[20], mail_retry_hours=1)
    with world.fault("smtp-4xx"):
        ask(world)
        world.advance("59m")
        world.expect_no_event("mail.bounced")
        world.advance("2m")
    assert next_tries(world) == ["12:20", "12:40", "13:00"]
    assert world.expect_event("mail.bounced", code=451).data["gave_up_after_hours"] == 1


@pytest.mark.requirement("mail-given-up", "mail-server-down")
@pytest.mark.parametrize(("fault", "said"), [("smtp-4xx", "451 4.7.1"), ("smtp-down", "no mail server answers")])
def test_after_a_day_it_is_given_up_and_its_sender_told_why(
    world: World, mailpit: Mailpit, fault: str, said: str
) -> None:
    address = world.institution.registered_address
    world.add_fault(fault, where=address)
    ask(world)
    world.advance("23h59m")
    world.expect_no_event("mail.bounced")
    world.advance("1h")
    bounced = world.expect_event("mail.bounced", to=address)
    assert bounced.data["gave_up_after_hours"] == 24
    notice = Mailbox(mailpit, world, bounced.data["returned_to"]).wait(subject="Undelivered Mail")
    assert address in notice.text
    assert said in notice.text
    world.end_faults()
    world.advance("24h")
    world.expect_no_event("mail.delivered", to=address)


@pytest.mark.requirement("mail-server-down")
def test_a_mail_that_a_server_was_down_for_is_neither_lost_nor_doubled(world: World, mailbox: Mailbox) -> None:
    with world.fault("smtp-down"):
        ask(world)
        world.advance("30m")
    assert len(world.settle()) == 1  # it still waits
    world.advance("1h")
    mailbox.wait()
    mailbox.expect_none()
    assert len(mailbox.mails()) == 1


@pytest.mark.requirement("mail-arrives")
def test_one_request_brings_one_mail(world: World, mailbox: Mailbox) -> None:
    ask(world)
    assert len(mailbox.mails()) == 1
    assert len(world.events("mail.queued")) == len(world.events("mail.delivered")) == 1


@pytest.mark.requirement("delayed")
def test_a_gateway_that_checks_delivers_ten_minutes_later_to_the_minute(world: World, mailbox: Mailbox) -> None:
    world.put_mailbox(mailbox.address, persona="slow")
    ask(world)
    world.advance("9m59s")
    mailbox.expect_none()
    world.advance("1s")
    mailbox.wait()
    assert world.expect_event("mail.delivered").at == "2026-01-15T12:10:00.000+09:00"


@pytest.mark.requirement("room-in-the-mailbox")
def test_a_mailbox_takes_as_many_mails_as_fit_and_not_one_more(world: World, mailbox: Mailbox) -> None:
    world.put_mailbox(mailbox.address, rules=[{"rule": "full-mailbox", "capacity": 2}])
    for _ in range(3):
        ask(world)
    assert len(mailbox.mails()) == 2
    world.expect_event("mail.deferred", to=mailbox.address, code=452)


@pytest.mark.requirement("mail-retried")
def test_greylisting_wants_five_minutes_between_the_tries_and_knows_the_sender_then(
    world: World, mailbox: Mailbox
) -> None:
    world.put_mailbox(mailbox.address, persona="greylisting")
    ask(world)
    world.advance("5m59s")
    mailbox.expect_none()
    world.advance("1s")
    mailbox.wait()
    assert next_tries(world) == ["12:01", "12:06"]
    ask(world)
    mailbox.wait()
    assert len(world.events("mail.deferred")) == 2


@pytest.mark.requirement("held-at-the-gateway")
def test_a_gateway_lets_go_at_eight_of_the_same_morning_before_it_and_of_the_next_from_it_on(
    new_world: NewWorld,
) -> None:
    for moment, released in (
        ("07:59:59", "15T08"),
        ("03:00:00", "15T08"),
        ("08:00:00", "16T08"),
        ("20:00:00", "16T08"),
    ):
        world = new_world(now=f"2026-01-15T{moment}+09:00")
        world.put_mailbox(world.institution.registered_address, persona="hospital-gateway")
        ask(world)
        world.advance("25h")
        moved = world.expect_event("mail.moved", source="quarantine", folder="inbox", by="gateway")
        assert moved.at == f"2026-01-{released}:00:00.000+09:00"


@leaflet_step("④")
@pytest.mark.requirement("scanner")
@pytest.mark.parametrize("persona", ["outlook", "hospital-gateway"])
def test_a_scanner_looks_at_the_link_and_leaves_it_usable(world: World, mailbox: Mailbox, persona: str) -> None:
    world.put_mailbox(mailbox.address, persona=persona)
    link = world.at("④").link or ""
    world.advance("1m")
    assert [event.data["method"] for event in world.events("scanner.opened")] == ["HEAD", "GET"]
    assert httpx.post(link, trust_env=False).headers["location"].endswith("/_ui/system/security/ChangePassword")
    world.expect_event("link.confirmed", state="alive")
