import pytest

from fixtures.control import Control, ControlError
from fixtures.plugin import NewWorld


def test_a_mailbox_takes_a_persona_or_rules_of_its_own(new_world: NewWorld, control: Control) -> None:
    world = new_world()
    address = world.institution.registered_address
    world.put_mailbox(address, persona="junk-unknown", safe_senders=["gmis.mhlw.go.jp"])
    world.put_mailbox(f"office@{world.name}.example", rules=[{"rule": "unknown-sender", "verdict": "discard"}])

    first, second = control.call("GET", f"/worlds/{world.name}/mailboxes")
    assert first["persona"] == "junk-unknown"
    assert [rule["rule"] for rule in first["rules"]] == ["block-list", "safe-senders", "unknown-sender"]
    assert first["safe_senders"] == ["gmis.mhlw.go.jp"]
    assert second["persona"] is None
    assert second["rules"] == [{"rule": "unknown-sender", "verdict": "discard"}]


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ({"persona": "junk-unknwon"}, "did you mean 'junk-unknown'"),
        ({"persona": "plain", "rules": []}, "give either persona or rules"),
        ({"rules": [{"rule": "no-such-rule"}]}, "block-list"),
        ({"rules": [{"rule": "unknown-sender", "verdict": "reject"}]}, "'junk' or 'discard'"),
        ({"safe_sender": ["a@b.example"]}, "did you mean 'safe_senders'"),
        ({"safe_senders": ["not an address"]}, "メールアドレスまたはドメイン"),
    ],
)
def test_a_mailbox_that_cannot_be_is_refused(new_world: NewWorld, body: dict[str, object], rule: str) -> None:
    world = new_world()
    with pytest.raises(ControlError, match=rule) as caught:
        world.put_mailbox(world.institution.registered_address, **body)
    assert caught.value.status == 422
    world.expect_no_event("mailbox.changed")


def test_an_address_outside_the_world_is_refused(new_world: NewWorld) -> None:
    with pytest.raises(ControlError, match="must end in"):
        new_world().put_mailbox("info@elsewhere.example", persona="plain")
