"""A document that somebody has changed: refused with what is wrong in it, and never a mistake later."""

from typing import Any

import pytest

from pytest_gmis.client.control import Control, ControlError

pytestmark = pytest.mark.usefixtures("english")

NAIVE, FIRST, LAST = "2026-01-15T09:00:00", "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+23:59"
HASH = "$argon2id$v=19$m={},t={},p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

MAIL = {"sender": "", "raw": "DQo=", "subject": "", "message_id": ""}


@pytest.fixture
def document(control: Control) -> dict[str, Any]:
    """A world in which something is under way everywhere; it is gone itself, so that its name is free."""
    world = control.create_world(now="2026-01-15T09:00:00+09:00", seed=1)
    world.at("⑥")
    world.settle()
    world.add_fault("smtp-4xx", lasts="1h")
    world.put_mailbox(f"held@{world.name}.example", rules=[{"rule": "delay"}])
    world.put_institution("ex000001", registered_address=f"held@{world.name}.example")
    world.at("④")
    world.settle()
    world.end_faults()
    world.at("④", "ex000001")
    world.settle()
    world.add_fault("latency", lasts="1h")
    taken = world.snapshot()
    world.delete()
    return taken


def changed(document: dict[str, Any], place: str, value: Any) -> dict[str, Any]:
    """``document`` with ``value`` at a place such as ``letters.-1.due``; ``*`` is whichever key comes first."""
    *way, last = place.split(".")
    at: Any = document["world"]
    for part in way:
        at = at[int(part) if isinstance(at, list) else next(iter(at)) if part == "*" else part]
    at[int(last) if isinstance(at, list) else last] = value
    return document


MOMENTS = [
    "now", "institutions.0.locked_until", "institutions.0.changed_at", "institutions.0.requests.0",
    "sessions.0.last_seen", "links.0.issued_at", "letters.0.due", "letters.0.queued_at", "agenda.0.due",
    "faults.0.since", "faults.0.until", "events.0.at",
]  # fmt: skip


@pytest.mark.parametrize("moment", [NAIVE, FIRST, LAST])
@pytest.mark.parametrize("place", MOMENTS)
def test_a_moment_without_a_zone_or_beyond_all_years(
    document: dict[str, Any], control: Control, place: str, moment: str
) -> None:
    with pytest.raises(ControlError, match=r"is damaged: .*(must have its zone|years? )") as caught:
        control.restore(changed(document, place, moment))
    assert caught.value.status == 422


@pytest.mark.parametrize(
    ("place", "value", "rule"),
    [
        ("institutions.0.password_hashes.0", "", "is no hash"),
        ("institutions.0.password_hashes.0", "x", "is no hash"),
        ("institutions.0.password_hashes.0", HASH.format(8, 1)[:-1], "is no hash"),
        ("institutions.0.password_hashes.0", HASH.format(8, 1)[:-1] + "B", "is no hash"),
        ("institutions.0.password_hashes.0", HASH.format(4_000_000, 1), "is no hash"),
        ("institutions.0.password_hashes.0", HASH.format(8, 4_000_000), "is no hash"),
        ("institutions.0.registered_address", "\0", "cannot be registered"),
        ("institutions.0.registered_address", "clinic.invalid", "cannot be registered"),
        ("random.1.0", -1, "is damaged"),
        ("random.1.0", 10**30, "is damaged"),
        ("letters.0.recipient", "a\0@b.example", "cannot be registered"),
        ("letters.0.sender", "a@b.example>\r\nDATA", "is no address"),
        ("letters.0.host.name", "", "is no host"),
        ("letters.0.host.address", "192.0.2.1\r\nDATA", "is no host"),
        ("mailboxes.-1.address", "", "is no address"),
        ("mailboxes.-1.forward_to", "\0", "is no address"),
        ("agenda.-1.job", {"address": "a@b.example", "mail": MAIL | {"raw": ""}}, "no empty line"),
        ("agenda.-1.job", {"address": "\0", "mail": MAIL}, "is no address"),
    ],
)  # fmt: skip
def test_what_could_not_be_used(document: dict[str, Any], control: Control, place: str, value: Any, rule: str) -> None:
    with pytest.raises(ControlError, match=rule) as caught:
        control.restore(changed(document, place, value))
    assert caught.value.status == 422
    assert document["name"] not in {world.name for world in control.worlds()}


def test_as_it_was_taken_it_is_a_world_again_with_its_passwords(document: dict[str, Any], control: Control) -> None:
    hashed = HASH.format(65_536, 10)
    world = control.restore(changed(document, "institutions.0.password_hashes.-1", hashed))
    assert world.snapshot()["world"]["institutions"][0]["password_hashes"][-1] == hashed
    world.delete()
