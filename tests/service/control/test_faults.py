"""Faults: on in one world, for a while, and in its log."""

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from pytest_gmis.client.control import ControlError, World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.plugin.fixtures import NewWorld

pytestmark = pytest.mark.usefixtures("english")

LOGIN, FORGOT = "/s/login/", "/s/login/ForgotPassword"


def ask(http: httpx.Client) -> None:
    http.post(FORGOT, data={"username": "ex000000"})


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_page_answers_an_error_as_often_as_was_said_and_then_itself(
    world: World, http: httpx.Client, status: int
) -> None:
    fault = world.add_fault(f"status-{status}", where=LOGIN, times=2)
    assert [http.get(LOGIN).status_code for _ in range(3)] == [status, status, 200]
    world.expect_event("fault.ended", number=fault.number, fault=f"status-{status}", by="times")
    assert len(world.events("fault.hit", where=LOGIN)) == 2
    assert world.faults() == []


def test_an_error_page_says_that_it_is_a_simulators(world: World, http: httpx.Client) -> None:
    for kind in ("status-503", "maintenance"):
        with world.fault(kind):
            assert "実在のシステムではありません" in http.get(LOGIN).text


def test_only_pages_below_the_path_are_hit(world: World, http: httpx.Client) -> None:
    with world.fault("status-503", where=FORGOT):
        assert http.get(LOGIN).status_code == 200
        assert http.get(FORGOT).status_code == 503


def test_the_end_of_a_block_ends_the_fault(world: World, http: httpx.Client) -> None:
    with world.fault("maintenance") as fault:
        assert "ただいまメンテナンス中です" in http.get(LOGIN).text
    assert http.get(LOGIN).status_code == 200
    world.expect_event("fault.ended", number=fault.number, by="hand")


def test_a_maintenance_window_opens_and_closes_by_the_worlds_clock(new_world: NewWorld) -> None:
    world = new_world(now="2026-01-15T21:30:00+09:00")
    world.add_fault("maintenance", after="30m", lasts="8h")
    with httpx.Client(base_url=world.url, trust_env=False) as http:
        seen = []
        for span in ("29m", "1m", "7h59m", "1m"):
            world.advance(span)
            seen.append(http.get(LOGIN).status_code)
    assert seen == [200, 503, 503, 200]
    ended = world.expect_event("fault.ended", by="time")
    assert ended.at.startswith("2026-01-16T06:00:00")


def test_latency_and_a_slow_drip_make_an_answer_late_but_whole(world: World, http: httpx.Client) -> None:
    whole = http.get(LOGIN).text
    for kind in ("latency", "latency-before", "drip"):
        with world.fault(kind, seconds=0.2):
            answer = http.get(LOGIN)
            assert answer.elapsed.total_seconds() >= 0.19  # it was told to wait; no upper bound
            assert answer.text == whole


@pytest.mark.parametrize(("kind", "requests"), [("latency", 1), ("latency-before", 0)])
def test_who_leaves_a_slow_page_has_asked_unless_it_was_slow_before_the_work(
    world: World, http: httpx.Client, kind: str, requests: int
) -> None:
    with world.fault(kind, seconds=0.3), pytest.raises(httpx.ReadTimeout):
        http.post("/s/login/ForgotPassword", data={"username": "ex000000"}, timeout=0.15)
    with world.fault(kind, seconds=0.3):
        http.get(LOGIN)  # which is answered after the one before it has been worked on, or not
    assert len(world.events("reset.requested")) == requests


def test_a_late_answer_may_also_be_none_at_all(world: World, http: httpx.Client) -> None:
    world.add_fault("latency", seconds=0.1)
    with world.fault("connection-reset", times=1), pytest.raises(httpx.ReadError):
        http.get(LOGIN)
    assert [event.data["fault"] for event in world.events("fault.hit")] == ["latency", "connection-reset"]


def test_a_connection_is_reset(world: World, http: httpx.Client) -> None:
    with world.fault("connection-reset", times=1), pytest.raises(httpx.ReadError):
        http.get(LOGIN)
    world.expect_event("fault.hit", fault="connection-reset")
    assert http.get(LOGIN).status_code == 200


def test_an_answer_ends_in_its_middle(world: World, http: httpx.Client) -> None:
    with world.fault("truncated", times=1), pytest.raises(httpx.RemoteProtocolError, match="without sending complete"):
        http.get(LOGIN)
    assert http.get(LOGIN).text.rstrip().endswith("</html>")


def test_the_session_is_lost_between_interstitial_and_change_page(
    world: World, http: httpx.Client, mailbox: Mailbox
) -> None:
    ask(http)
    link = mailbox.wait().reset_link()
    with world.fault("session-lost", times=1):
        answer = http.post(link)
    assert answer.url.path.endswith("/s/login/")  # nobody is logged in any more
    world.expect_event("session.ended", reason="lost")
    world.expect_event("fault.hit", fault="session-lost")


@pytest.mark.parametrize("kind", ["smtp-down", "smtp-4xx"])
def test_a_mail_that_its_next_hop_did_not_take_is_tried_again_and_arrives(
    world: World, http: httpx.Client, mailbox: Mailbox, kind: str
) -> None:
    world.add_fault(kind, times=2)
    ask(http)
    assert len(world.settle()) == 1
    mailbox.expect_none()
    world.advance("10m")
    assert mailbox.wait().reset_link()
    codes = [event.data["code"] for event in world.events("mail.deferred")]
    assert codes == [{"smtp-down": 0, "smtp-4xx": 451}[kind]] * 2


def test_a_slow_next_hop_keeps_no_other_world_waiting(new_world: NewWorld) -> None:
    slow, others = new_world(), [new_world() for _ in range(6)]
    slow.add_fault("smtp-slow", seconds=60)
    with httpx.Client(trust_env=False) as http:
        for _ in range(5):  # more than the simulator has connections
            http.post(f"{slow.url}{FORGOT}", data={"username": "ex000000"})
        for world in others:
            http.post(f"{world.url}{FORGOT}", data={"username": "ex000000"})
            assert world.settle() == []
            world.expect_event("mail.delivered")
    slow.expect_no_event("mail.delivered")


def test_a_mail_arrives_twice_with_the_same_link(world: World, http: httpx.Client, mailbox: Mailbox) -> None:
    with world.fault("mail-duplicated"):
        ask(http)
        world.settle()
    one, two = mailbox.mails()
    assert one.reset_link() == two.reset_link()
    assert len(world.events("mail.delivered")) == 2


def test_a_mail_is_overtaken_by_the_next_one(world: World, http: httpx.Client, mailbox: Mailbox) -> None:
    with world.fault("mails-reordered", times=1):
        ask(http)
        mailbox.expect_none()
        ask(http)
        world.settle()
    opened = [http.get(mail.reset_link()).status_code for mail in mailbox.mails()]
    assert opened == [200, 410]  # the second one, whose link counts, came first


def test_a_mail_that_nobody_overtakes_arrives_an_hour_later(world: World, http: httpx.Client, mailbox: Mailbox) -> None:
    world.add_fault("mails-reordered", times=1)
    ask(http)
    world.advance("59m")
    mailbox.expect_none()
    world.advance("1m")
    assert mailbox.wait().reset_link()
    assert len(world.events("mail.delivered")) == 1


def test_a_mail_whose_body_was_damaged_has_no_link_and_fails_dkim(
    world: World, http: httpx.Client, mailbox: Mailbox
) -> None:
    with world.fault("mail-damaged", times=1):
        ask(http)
        mail = mailbox.wait()
    assert "http" not in mail.text
    assert "DKIM fail" in world.expect_event("mail.verdict").data["authentication"]
    ask(http)
    assert mailbox.wait().reset_link()


def test_a_fault_in_one_world_never_shows_in_any_other_of_fifty(new_world: NewWorld) -> None:
    worlds = [new_world() for _ in range(50)]
    for number, world in enumerate(worlds):
        if number % 2:
            world.add_fault(["status-503", "maintenance", "connection-reset"][number % 3])
            world.add_fault(["smtp-down", "smtp-4xx", "mail-duplicated"][number % 3])

    def use(world: World) -> tuple[int, int]:
        with httpx.Client(base_url=world.url, trust_env=False) as http:
            try:
                status = http.get(LOGIN).status_code
                ask(http)
            except httpx.ReadError:
                status = 0
        world.settle()
        return status, len(world.events("mail.delivered"))

    with ThreadPoolExecutor(16) as pool:
        seen = list(pool.map(use, worlds))
    for number, (world, found) in enumerate(zip(worlds, seen, strict=True)):
        if number % 2:
            assert found == ({1: (503, 0), 2: (0, 0), 0: (503, 0)}[number % 3])
            world.expect_event("fault.hit")
        else:
            assert found == (200, 1)
            assert not [event for event in world.events() if event.kind.startswith("fault.")]


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ({"kind": "status-53"}, "kind: fault 'status-53' is unknown; did you mean 'status-503'"),
        ({"kind": "latency", "times": 0}, "times: .*greater than or equal to 1"),
        ({"kind": "latency", "lasts": "soon"}, "for: .*'soon' is no span of time"),
        ({"kind": "latency", "seconds": 61.0}, "seconds: .*less than or equal to 60"),
        ({"kind": "maintenance", "seconds": 1.0}, "maintenance does not wait; these do: latency"),
        ({"kind": "latency", "where": "s/login"}, "'s/login' must begin with '/'"),
        ({"kind": "smtp-down", "where": "/s/login"}, "must be the address of a recipient"),
    ],
)
def test_a_fault_that_cannot_be_is_refused(world: World, fault: dict[str, object], rule: str) -> None:
    with pytest.raises(ControlError, match=rule) as caught:
        world.add_fault(**fault)  # type: ignore[arg-type]
    assert caught.value.status == 422
    world.expect_no_event("fault.added")


def test_a_fault_that_is_not_on_cannot_be_ended(world: World) -> None:
    fault = world.add_fault("latency")
    with pytest.raises(ControlError, match=rf"no fault 7 is on in '{world.name}', or it has ended; on: {fault.number}"):
        world.end_faults(7)
