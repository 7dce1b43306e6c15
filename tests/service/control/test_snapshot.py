"""A world as one document: restored, it goes on exactly where it was."""

import copy
from typing import Any

import httpx
import pytest

from gmis_simulator.server.running import running
from pytest_gmis.client.control import Control, ControlError, World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.client.mailpit import Mailpit
from pytest_gmis.plugin.fixtures import MailboxOf, NewWorld

pytestmark = pytest.mark.usefixtures("english")

NOON = "2026-01-15T12:00:00+09:00"
FORGOT = "/s/login/ForgotPassword"


def ask(world: World) -> None:
    httpx.post(f"{world.url}{FORGOT}", data={"username": "ex000000"}, trust_env=False)
    world.settle()


def plain_events(world: World, *, after: int = 0) -> list[tuple[Any, ...]]:
    """The events without the inbox's own IDs, which it chooses anew for every mail."""
    return [
        (e.seq, e.at, e.kind, {key: value for key, value in e.data.items() if key != "id"})
        for e in world.events(after=after)
    ]


def again(control: Control, world: World) -> World:
    document = world.snapshot()
    world.delete()
    return control.restore(document)


def test_a_restored_world_equals_the_one_it_was_taken_of(new_world: NewWorld, control: Control) -> None:
    world = new_world(seed=7, now=NOON, defects=["capitals-matter"], settings={"interstitial": False})
    world.put_mailbox("ex000000@" + world.name + ".example", persona="softbank")
    world.add_fault("smtp-4xx", times=5, lasts="24h")
    ask(world)
    before = world.snapshot()
    restored = again(control, world)
    after = restored.snapshot()
    assert after["world"].keys() == before["world"].keys()
    for part in after["world"]:
        assert after["world"][part] == before["world"][part], part


def test_links_sessions_and_mails_go_on(
    new_world: NewWorld, control: Control, mailbox_of: MailboxOf, mailpit: Mailpit
) -> None:
    world = new_world()
    with httpx.Client(base_url=world.url, follow_redirects=True, trust_env=False) as http:
        http.post("/s/login/", data={"username": "ex000000", "password": world.institution.password})
        ask(world)
        mail = mailbox_of(world).wait()
        raw = mailpit.raw(mail.id)
        world = again(control, world)
        (again_there,) = mailbox_of(world).mails("inbox")
        assert _without_arrival(mailpit.raw(again_there.id)) == _without_arrival(raw)
        assert http.get("/gmis/").status_code == 200  # still logged in
        assert http.post(mail.reset_link()).url.path.endswith("/ChangePassword")
        assert http.post(mail.reset_link()).url.path.endswith("/ForgotPassword")
        listed = http.get(f"/webmail/{world.institution.registered_address}/inbox/")
        assert again_there.id in listed.text


def _without_arrival(raw: bytes) -> bytes:
    """The message without what the inbox writes on top when it comes in."""
    return raw[raw.index(b"X-Tags: ") :]


def test_a_retry_that_was_due_is_still_due(new_world: NewWorld, control: Control, mailbox_of: MailboxOf) -> None:
    world = new_world(now=NOON, faults=[{"kind": "smtp-4xx", "times": 2}])
    ask(world)
    waiting = world.settle()
    world = again(control, world)
    assert world.settle() == waiting
    world.advance("6m")
    assert mailbox_of(world).wait().reset_link()
    assert [event.data["code"] for event in world.events("mail.deferred")] == [451, 451]


def test_quarantine_scanner_and_office_go_on(new_world: NewWorld, control: Control, mailbox_of: MailboxOf) -> None:
    world = new_world(preset="hospital-gateway")
    ask(world)
    assert len(mailbox_of(world).mails("quarantine")) == 1
    world = again(control, world)
    assert len(mailbox_of(world).mails("quarantine")) == 1
    world.advance("24h")
    assert len(mailbox_of(world).mails("inbox")) == 1
    world.expect_event("mail.moved", by="gateway")
    assert [event for event in world.events() if event.kind.startswith("scanner.")]


def test_a_fault_ends_when_it_would_have(new_world: NewWorld, control: Control) -> None:
    world = again(control, new_world(now=NOON, faults=[{"kind": "maintenance", "for": "1h"}]))
    page = f"{world.url}/s/login/"
    assert httpx.get(page, trust_env=False).status_code == 503
    world.advance("1h")
    assert httpx.get(page, trust_env=False).status_code == 200
    world.expect_event("fault.ended", by="time")


def test_the_same_steps_lead_on_to_the_same_mails_and_events(
    new_world: NewWorld, control: Control, mailbox_of: MailboxOf
) -> None:
    def go_on(world: World) -> tuple[list[Any], list[str]]:
        ask(world)
        world.advance("3h")
        ask(world)
        links = [mail.reset_link() for mail in mailbox_of(world).mails()]
        return plain_events(world), links

    world = new_world(seed=42, now=NOON)
    ask(world)
    document = world.snapshot()
    first = go_on(world)
    world.delete()
    assert go_on(control.restore(document)) == first


def test_the_same_seed_and_the_same_steps_give_the_same_world(control: Control, mailpit: Mailpit) -> None:
    def run(name: str) -> tuple[Any, ...]:
        world = control.create_world(name=name, seed=99, now=NOON)
        try:
            for _ in range(3):
                ask(world)
                world.advance("1h")
            mails = Mailbox(mailpit, world, world.institution.registered_address).mails()
            raws = [_without_arrival(mailpit.raw(mail.id)) for mail in mails]
            return world.institution, plain_events(world), raws
        finally:
            world.delete()

    assert run("same-steps") == run("same-steps")


def test_elsewhere_the_links_in_its_mails_lead_to_where_its_pages_are(new_world: NewWorld) -> None:
    world = new_world(mailboxes={"second@{world}.example": {"persona": "outlook"}}, seed=3, now=NOON)
    ask(world)
    world.put_institution("ex000001", registered_address=f"second@{world.name}.example")
    httpx.post(f"{world.url}{FORGOT}", data={"username": "ex000001"}, trust_env=False)
    with world.fault("smtp-4xx"):
        ask(world)
    with (
        running("embedded") as server,
        Control(server.url) as there,
        Mailpit(server.inbox.url) as inbox,
    ):
        moved = there.restore(world.snapshot())
        moved.advance("1h")  # the mail that was not delivered yet is, with a signature that is right
        assert moved.events("mail.verdict")[-1].data["authentication"] == "SPF pass、DKIM pass、DMARC pass"
        for address, count in ((moved.institution.registered_address, 2), (f"second@{moved.name}.example", 1)):
            mails = Mailbox(inbox, moved, address).mails()
            assert len(mails) == count
            for mail in mails:
                assert world.url not in mail.text
                assert httpx.get(mail.reset_link(), follow_redirects=True, trust_env=False).status_code in (200, 410)
                assert mail.reset_link().startswith(moved.url)


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        ({"version": 99}, "snapshot.version: must be 1: take the snapshot again"),
        ({"version": None}, "snapshot.version"),
        ({"name": "no such/name"}, "snapshot.name: .*cannot name a world"),
        ({"world": None}, "the snapshot is damaged"),
        ({"world": {}}, "the snapshot is damaged: .*url: Field required"),
    ],
)
def test_a_snapshot_of_another_version_or_a_damaged_one_is_refused(
    new_world: NewWorld, control: Control, damage: dict[str, Any], rule: str
) -> None:
    world = new_world()
    document = world.snapshot()
    with pytest.raises(ControlError, match=rule) as caught:
        control.restore(document | damage)
    assert caught.value.status == 422


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("settings", {"link_lifetime_hours": 0}),
        ("defects", ["no-such-defect"]),
        ("agenda", [{"due": NOON, "job": {"send": 17}}]),
        ("random", [3, [1, 2], None]),
        ("key", "AAAA"),
        ("events", [{"seq": 1}]),
    ],
)
def test_nothing_is_half_made_of_a_damaged_snapshot(
    new_world: NewWorld, control: Control, mailpit: Mailpit, part: str, value: Any
) -> None:
    world = new_world(seed=5)
    ask(world)
    document = copy.deepcopy(world.snapshot())
    document["world"][part] = value
    world.delete()
    with pytest.raises(ControlError, match="damaged") as caught:
        control.restore(document)
    assert caught.value.status == 422
    assert world.name not in [each.name for each in control.worlds()]
    assert mailpit.search(f'addressed:"{world.institution.registered_address}"') == []
    control.restore(document | {"world": document["world"] | {part: _sound(world, document, part)}})


def _sound(world: World, document: dict[str, Any], part: str) -> Any:
    """A value with which the document can be restored, so that only ``part`` was to blame."""
    del world
    sound: dict[str, Any] = {"settings": {}, "defects": [], "agenda": [], "random": None, "events": []}
    return sound.get(part, document["world"][part] if part != "key" else "A" * 43 + "=")


def test_a_taken_name_is_refused_and_nothing_else_may_be_given(new_world: NewWorld, control: Control) -> None:
    document = new_world().snapshot()
    with pytest.raises(ControlError, match="exists already") as caught:
        control.restore(document)
    assert caught.value.status == 409
    with pytest.raises(ControlError, match="snapshot: stands alone: leave out seed"):
        control.call("POST", "/worlds", {"snapshot": document, "seed": 1})


def test_the_lines_of_python_make_a_world_like_it(new_world: NewWorld, control: Control) -> None:
    world = new_world(seed=4, now=NOON, settings={"interstitial": False}, defects=["capitals-matter"])
    world.put_mailbox(world.institution.registered_address, persona="softbank")
    world.add_fault("latency", where="/s/", times=3)
    lines = httpx.get(f"{control.url}/api/worlds/{world.name}/python", trust_env=False).text
    names: dict[str, Any] = {"new_world": new_world}
    exec(lines, names)  # noqa: S102 (it is what a developer does with them)
    twin: World = names["world"]
    for part in ("seed", "now", "settings", "defects"):
        assert control.call("GET", f"/worlds/{twin.name}")[part] == control.call("GET", f"/worlds/{world.name}")[part]
    assert twin.institution.password == world.institution.password
    assert twin.institution.registered_address == world.institution.registered_address.replace(world.name, twin.name)
    assert control.call("GET", f"/worlds/{twin.name}/mailboxes")[0]["persona"] == "softbank"
    (fault,) = twin.faults()
    assert (fault.kind, fault.where, fault.times) == ("latency", "/s/", 3)
