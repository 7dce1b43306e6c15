"""A mail is waited for by one request, and that none came is proven by one."""

import threading
from time import monotonic
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from pytest_gmis.client.control import Control, ControlError, World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.client.plain_http import plain_client
from pytest_gmis.plugin.fixtures import NewWorld

pytestmark = pytest.mark.usefixtures("english")

NOON = "2026-01-15T12:00:00+09:00"
SUBJECT = "パスワード再設定"


def request_reset(world: World) -> None:
    data = {"username": world.institution.username}
    httpx.post(f"{world.url}/s/login/ForgotPassword", data=data, trust_env=False, timeout=20)


def asked(control: Control, world: World, path: str = "mail", **query: str | int) -> Any:
    given = {"to": world.institution.registered_address, **query}
    return control.call("GET", f"/worlds/{world.name}/{path}?{urlencode(given)}")


def test_a_mail_that_is_there_is_answered_at_once_with_its_link(
    control: Control, world: World, mailbox: Mailbox
) -> None:
    request_reset(world)
    found = asked(control, world, wait="10s", subject=SUBJECT)
    (mail,), came = found["mails"], mailbox.wait()
    assert (mail["id"], mail["subject"], mail["links"]) == (came.id, came.subject, [came.reset_link()])
    assert (mail["folder"], mail["sender"]) == ("inbox", "helpdesk@gmis.mhlw.go.jp")
    assert found["rest"] == found["waiting"] == []


def test_a_mail_that_is_under_way_is_waited_for(control: Control, world: World) -> None:
    world.add_fault("smtp-slow", seconds=0.6, times=1)
    request_reset(world)
    assert asked(control, world)["waiting"][0]["why"] == "queued"
    assert not asked(control, world)["settled"]
    found = asked(control, world, wait="10s")
    assert len(found["mails"]) == 1
    assert found["settled"]


def test_a_mail_that_is_there_is_answered_though_others_of_its_world_are_under_way(
    control: Control, new_world: NewWorld
) -> None:
    world = new_world(institutions=[{"username": "ex000000"}, {"username": "ex000001"}])
    other = world.institutions[1]
    world.add_fault("smtp-slow", where=other.registered_address, seconds=30, times=1)
    world.add_fault("smtp-slow", where=world.institution.registered_address, seconds=1, times=1)
    for each in (world.institution, other):
        data = {"username": each.username}
        httpx.post(f"{world.url}/s/login/ForgotPassword", data=data, trust_env=False, timeout=20)
    began = monotonic()
    assert len(asked(control, world, wait="60s", to=world.institution.registered_address)["mails"]) == 1
    assert monotonic() - began < 20  # the one behind it comes after 30


def test_where_nothing_is_to_come_nobody_waits(control: Control, world: World) -> None:
    began = monotonic()
    found = asked(control, world, wait="60s")
    assert monotonic() - began < 10
    assert (found["mails"], found["settled"]) == ([], True)


def test_the_rule_that_took_the_mail_is_named_with_its_folder(control: Control, world: World) -> None:
    world.put_mailbox(world.institution.registered_address, persona="junk-unknown")
    request_reset(world)
    found = asked(control, world, wait="10s")
    (junk,) = asked(control, world, folder="junk")["mails"]
    assert found["mails"] == []
    (taken,) = found["rest"]
    assert (taken["verdict"], taken["rule"], taken["folder"]) == ("junk", "unknown-sender", "junk")
    assert (taken["id"], "知らない差出人" in taken["reason"]) == (junk["id"], True)


def test_what_was_deferred_is_told_with_its_moment_and_nobody_waits_for_it(
    control: Control, new_world: NewWorld
) -> None:
    world = new_world(now=NOON)
    world.put_mailbox(world.institution.registered_address, persona="greylisting")
    request_reset(world)
    found = asked(control, world, wait="60s")
    (later,) = found["waiting"]
    assert (found["mails"], found["settled"]) == ([], True)
    assert later == {"why": "deferred", "due": "2026-01-15T12:01:00+09:00"}
    world.advance("6m")
    assert len(asked(control, world, wait="10s")["mails"]) == 1


def test_of_a_clock_that_runs_what_is_due_within_the_wait_is_waited_for(control: Control, world: World) -> None:
    rule = {"rule": "delay", "minutes": 1}
    world.put_mailbox(world.institution.registered_address, rules=[rule])
    request_reset(world)
    world.advance("59s")
    assert asked(control, world)["waiting"][0]["why"] == "delayed"
    assert len(asked(control, world, wait="30s")["mails"]) == 1


def test_the_end_of_a_fault_brings_no_mail_and_nobody_waits_for_it(control: Control, world: World) -> None:
    world.add_fault("latency", seconds=0.01, lasts="50s")
    began = monotonic()
    assert asked(control, world, wait="60s")["mails"] == []
    assert monotonic() - began < 30


def test_a_mail_in_quarantine_waits_for_its_release(control: Control, new_world: NewWorld) -> None:
    world = new_world(now=NOON)
    rule = {"rule": "quarantine", "until": "08:00"}
    world.put_mailbox(world.institution.registered_address, rules=[rule])
    request_reset(world)
    (kept,) = asked(control, world, wait="10s")["waiting"]
    assert (kept["why"], kept["due"]) == ("quarantine", "2026-01-16T08:00:00+09:00")


def test_of_a_clock_that_runs_what_is_due_long_after_the_wait_is_not_waited_for(control: Control, world: World) -> None:
    world.put_mailbox(world.institution.registered_address, rules=[{"rule": "delay", "minutes": 90}])
    request_reset(world)
    began = monotonic()
    assert asked(control, world, wait="60s")["waiting"][0]["why"] == "delayed"
    assert monotonic() - began < 30


def test_capitals_in_the_address_do_not_matter(control: Control, world: World) -> None:
    request_reset(world)
    assert len(asked(control, world, wait="10s", to=world.institution.registered_address.upper())["mails"]) == 1


def test_an_address_to_which_a_mail_was_sent_may_be_asked_about_though_it_is_registered_no_more(
    control: Control, new_world: NewWorld
) -> None:
    before = {"username": "ex000000", "registered_address": "gone@nowhere.example"}
    world = new_world(institutions=[before], mailboxes={})
    request_reset(world)
    world.put_institution("ex000000", registered_address=f"new@{world.name}.example")
    assert asked(control, world, wait="10s", to="gone@nowhere.example")["rest"][0]["verdict"] == "bounced"


def test_a_mail_to_nobody_is_told_as_bounced(control: Control, new_world: NewWorld) -> None:
    world = new_world(
        institutions=[{"username": "ex000000", "registered_address": "gone@nowhere.example"}], mailboxes={}
    )
    request_reset(world)
    (bounced,) = asked(control, world, wait="10s")["rest"]
    assert bounced["verdict"] == "bounced"
    assert bounced["reason"].startswith("550 5.1.2")


def test_the_next_mail_is_the_one_after_the_last_answer(control: Control, world: World) -> None:
    request_reset(world)
    first = asked(control, world, wait="10s")
    assert asked(control, world, wait="1s", after=first["seq"])["mails"] == []
    request_reset(world)
    (second,) = asked(control, world, wait="10s", after=first["seq"])["mails"]
    assert second["id"] != first["mails"][0]["id"]


def test_a_mail_that_its_owner_moved_came_when_it_was_moved(control: Control, world: World) -> None:
    world.put_mailbox(world.institution.registered_address, persona="junk-unknown")
    request_reset(world)
    before = asked(control, world, folder="junk", wait="10s")
    path = f"/webmail/{world.institution.registered_address}/junk/{before['mails'][0]['id']}/move"
    httpx.post(f"{world.url}{path}", data={"to": "inbox"}, trust_env=False)
    assert len(asked(control, world, after=before["seq"])["mails"]) == 1
    assert asked(control, world, folder="junk")["mails"] == []


def test_the_wait_may_be_preferred_by_a_header(control: Control, world: World) -> None:
    world.add_fault("smtp-slow", seconds=0.4, times=1)
    request_reset(world)
    to = {"to": world.institution.registered_address}
    with plain_client(base_url=f"{control.url}/api/worlds/{world.name}", timeout=20) as http:
        found = http.get("/mail", params=to, headers={"Prefer": "respond-async, wait=10"})
        longest = http.get("/mail", params=to, headers={"Prefer": "wait=999"})
    assert len(found.json()["mails"]) == 1
    assert found.headers["Preference-Applied"] == "wait=10"
    assert longest.headers["Preference-Applied"] == "wait=60"


def test_who_waits_hears_that_the_world_was_deleted(control: Control) -> None:
    world = control.create_world()
    world.add_fault("smtp-slow", seconds=30, times=1)
    request_reset(world)
    later = threading.Timer(0.3, world.delete)
    later.start()
    began = monotonic()
    with pytest.raises(ControlError, match="there is no world") as caught:
        asked(control, world, wait="20s")
    later.join()
    assert (caught.value.status, monotonic() - began < 10) == (404, True)


def test_that_nothing_came_is_proven(control: Control, world: World) -> None:
    found = asked(control, world, "absence")
    assert (found["folder"], found["events"], found["seq"]) == ("any", 1, 1)


def test_only_what_happened_since_the_event_that_was_named_is_proven(control: Control, world: World) -> None:
    request_reset(world)
    seen = asked(control, world, wait="10s")["seq"]
    assert asked(control, world, "absence", after=seen)["events"] == 0


def test_absence_is_no_proof_where_a_mail_came_and_it_says_which(control: Control, world: World) -> None:
    world.add_fault("smtp-slow", seconds=0.4, times=1)
    request_reset(world)
    with pytest.raises(ControlError, match=rf"1 came to {world.institution.registered_address}: inbox: ") as caught:
        asked(control, world, "absence")
    assert caught.value.status == 409
    assert [mail["folder"] for mail in caught.value.problem["mails"]] == ["inbox"]
    assert asked(control, world, "absence", folder="junk")["rest"][0]["verdict"] == "inbox"
    assert asked(control, world, "absence", subject="別の件名")["folder"] == "any"


@pytest.mark.parametrize(
    ("field", "value", "rule"),
    [
        ("to", "", "must be a mail address, with an @"),
        ("to", "info", "must be a mail address, with an @"),
        ("to", "ex00000@demo.example", "address 'ex00000@demo.example' is unknown; "),
        ("folder", "inbx", "folder 'inbx' is unknown; did you mean 'inbox'?"),
        ("wait", "61s", "must be at most 60s"),
        ("wait", "2d", "must be at most 60s"),
        ("wait", "x", "is no span of time"),
        ("wait", "", "is no span of time"),
        ("after", "-1", "must be a whole number from 0"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_field_value_and_rule(
    control: Control, world: World, field: str, value: str, rule: str
) -> None:
    with pytest.raises(ControlError) as caught:
        asked(control, world, **{field: value})
    (wrong,) = caught.value.problem["errors"]
    assert (caught.value.status, wrong["field"], wrong["value"], rule in wrong["rule"]) == (422, field, value, True)


def test_a_mistyped_address_is_told_the_one_that_was_meant(control: Control, new_world: NewWorld) -> None:
    world = new_world()
    with pytest.raises(ControlError, match=f"did you mean 'ex000000@{world.name}.example'"):
        asked(control, world, "absence", to=f"ex00000@{world.name}.example")
