import html
import re
from typing import Any

import httpx
import pytest

from pytest_gmis.client.control import Control, ControlError
from pytest_gmis.plugin.fixtures import NewWorld

pytestmark = pytest.mark.usefixtures("english")


def test_a_mailbox_takes_a_persona_with_lists_and_switches_of_its_own(new_world: NewWorld, control: Control) -> None:
    world = new_world()
    address = world.institution.registered_address
    world.put_mailbox(address, persona="softbank", switches={"links": "receive"}, safe_senders=[" gmis.mhlw.go.jp "])

    [mailbox] = control.call("GET", f"/worlds/{world.name}/mailboxes")
    assert (mailbox["address"], mailbox["persona"], mailbox["forward_to"]) == (address, "softbank", None)
    assert [rule["rule"] for rule in mailbox["rules"][:3]] == ["forwarder-list", "spoofing", "address-book"]
    assert mailbox["rules"][3] == {"rule": "links", "name": "URLリンク付きメール拒否設定", "when": "links=refuse"}
    assert mailbox["switches"] == {"spoofing": "on", "links": "receive", "filter": "on"}
    assert mailbox["safe_senders"] == ["gmis.mhlw.go.jp"]
    assert mailbox["blocked_senders"] == []
    said = {name: value for name, value in mailbox.items() if name not in ("members", "rewrites_sender")}  # of groups
    world.expect_event("mailbox.changed", **said)


def test_a_mailbox_takes_rules_of_its_own(new_world: NewWorld, control: Control) -> None:
    world = new_world()
    address = f"office@{world.name}.example"
    rules = [{"rule": "greylisting", "minutes": 3}, {"rule": "unknown-sender", "verdict": "discard"}]
    world.put_mailbox(address, rules=rules, blocked_senders=["spam.example"])

    mailbox = control.call("GET", f"/worlds/{world.name}/mailboxes")[-1]
    assert (mailbox["address"], mailbox["persona"]) == (address, None)
    assert mailbox["rules"] == rules
    assert (mailbox["switches"], mailbox["blocked_senders"]) == ({}, ["spam.example"])


def test_without_any_word_of_how_a_mailbox_is_plain(new_world: NewWorld, control: Control) -> None:
    world = new_world()
    world.put_mailbox(f"office@{world.name}.example")
    assert [each["persona"] for each in control.call("GET", f"/worlds/{world.name}/mailboxes")] == ["plain", "plain"]


def test_what_a_persona_begins_with_stays_unless_it_is_replaced(new_world: NewWorld, control: Control) -> None:
    world = new_world()
    address = world.institution.registered_address
    world.put_mailbox(address, persona="au-must-receive")
    assert control.call("GET", f"/worlds/{world.name}/mailboxes")[0]["must_receive"] == ["helpdesk@gmis.mhlw.go.jp"]
    world.put_mailbox(address, persona="au-must-receive", must_receive=[])
    assert control.call("GET", f"/worlds/{world.name}/mailboxes")[0]["must_receive"] == []


def test_a_persona_that_forwards_brings_the_second_mailbox_along(new_world: NewWorld, control: Control) -> None:
    world = new_world()
    address = world.institution.registered_address
    world.put_mailbox(address, persona="forwarding")

    first, second = control.call("GET", f"/worlds/{world.name}/mailboxes")
    assert first["forward_to"] == second["address"] == f"{address.split('@')[0]}@forwarded.{world.name}.example"
    assert (first["persona"], second["persona"]) == ("forwarding", "gmail")


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (
            {"persona": "junk-unknwon"},
            "persona 'junk-unknwon' is unknown; did you mean 'junk-unknown'. allowed: .*plain",
        ),
        ({"persona": "zzzz"}, "persona 'zzzz' is unknown; allowed: .*plain"),
        ({"persona": "plain", "rules": []}, "give either persona or rules"),
        # rules
        ({"rules": [{"rule": "no-such-rule"}]}, "block-list"),
        (
            {"rules": [{"rule": "unknown-sender", "verdict": "reject"}]},
            "'reject' is unknown; allowed: inbox, junk, discard",
        ),
        # switches
        (
            {"persona": "softbank", "switches": {"link": "receive"}},
            "switches: switch 'link' is unknown; .*allowed: spoof",
        ),
        (
            {"persona": "softbank", "switches": {"links": "on"}},
            "switch 'links' cannot be 'on'; allowed: refuse, receive",
        ),
        ({"switches": {"links": "receive"}}, "switch 'links' is unknown; allowed: none"),
        ({"rules": [], "switches": {"links": "receive"}}, "switch 'links' is unknown; allowed: none"),
        # lists
        ({"safe_sender": ["a@b.example"]}, "did you mean 'safe_senders'"),
        ({"safe_senders": ["not an address"]}, "safe_senders: .*メールアドレスまたはドメイン"),
        ({"forwarders": ["?"]}, "forwarders: .*メールアドレスまたはドメイン"),
    ],
)
def test_a_mailbox_that_cannot_be_is_refused(new_world: NewWorld, body: dict[str, object], rule: str) -> None:
    world = new_world()
    with pytest.raises(ControlError, match=rule) as caught:
        world.put_mailbox(world.institution.registered_address, **body)
    assert caught.value.status == 422
    world.expect_no_event("mailbox.changed")


def test_what_no_mail_can_go_to_is_refused_as_a_mailbox(new_world: NewWorld) -> None:
    with pytest.raises(ControlError, match="cannot be a mailbox"):
        new_world().put_mailbox("ｉｎｆｏ@elsewhere.example", persona="plain")


@pytest.mark.parametrize("address", ["info@elsewhere.example", "a/b?c=d#e+f%g'h@demo.example", "kuri..nic.@a.example"])
def test_a_mailbox_may_lie_anywhere_and_its_pages_are_found(new_world: NewWorld, address: str) -> None:
    world = new_world()
    world.put_mailbox(address, persona="plain")
    with httpx.Client(base_url=world.url, trust_env=False) as http:
        links = re.findall(r'href="([^"]+)">([^<]+)<', http.get("/webmail/").text)
        (path,) = [html.unescape(href) for href, text in links if html.unescape(text) == address]
        page = http.get(f"{world.url.removesuffix(f'/{world.name}')}{path}")
    assert (page.status_code, address in html.unescape(page.text)) == (200, True)


def test_a_group_names_its_members_and_each_is_an_address(new_world: NewWorld, control: Control) -> None:
    world = new_world()
    world.put_mailbox("daihyo@a.example", members=["jimu@a.example", "incho@{world}.example"])
    (group,) = [
        each for each in control.call("GET", f"/worlds/{world.name}/mailboxes") if each["address"] == "daihyo@a.example"
    ]
    assert group["members"] == ["jimu@a.example", f"incho@{world.name}.example"]
    world.put_mailbox("daihyo@a.example", persona="plain")  # it is a mailbox like others again
    assert not any(each["members"] for each in control.call("GET", f"/worlds/{world.name}/mailboxes"))


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"members": ["a@a.example"]}, r"a@a\.example → a@a\.example is a cycle: a group must not lead back to itself"),
        ({"members": ["x"]}, r"members\.0: .*cannot be a mailbox"),
        ({"members": ["b@a.example"] * 101}, "members: .*at most 100"),
        ({"members": ["b@a.example"], "persona": "plain"}, "a group has no persona"),
        ({"rewrites_sender": True}, "only a group does so: give its members"),
    ],
)
def test_a_group_that_cannot_be_is_refused_with_the_rule(new_world: NewWorld, body: dict[str, Any], said: str) -> None:
    world = new_world()
    with pytest.raises(ControlError, match=f"(?s)422.*{said}"):
        world.put_mailbox("a@a.example", **body)
    world.expect_no_event("mailbox.changed")
