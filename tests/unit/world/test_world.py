from datetime import datetime, timedelta

import pytest
from pydantic import ValidationError

from gmis_simulator.world.clock import JST
from gmis_simulator.world.hosts import HELPDESK, OFFICE
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.mailbox import Delivery
from gmis_simulator.world.personas import Personas
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.world import World

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)
URL = "http://127.0.0.1:8000/demo"
PERSONAS = Personas(
    {
        "plain": {"title": "ふつう", "source": "assumed: a test", "rules": [], "clutter": 1},
        "dead": {"title": "廃止", "source": "assumed: a test", "rules": [{"rule": "dead-address"}]},
        "led": {"title": "転送", "source": "assumed: a test", "rules": [], "forward_to": "dead"},
    }
)


def test_a_world_that_is_told_the_time_stands_still_there() -> None:
    world = World("demo", URL, now=NOW)
    assert world.clock.standing is True
    assert world.clock.now() == NOW


def test_it_may_run_from_there_and_without_a_time_it_runs_unless_told_to_stand() -> None:
    assert World("demo", URL, now=NOW, standing=False).clock.standing is False
    assert World("demo", URL).clock.standing is False
    assert World("demo", URL, standing=True).clock.standing is True


def test_it_knows_its_name_its_address_and_its_seed() -> None:
    world = World("demo", URL, seed=7)
    assert (world.name, world.url, world.seed) == ("demo", URL, 7)
    assert World("demo", URL).seed is None


def test_worlds_of_one_seed_give_the_same_tokens_and_sign_with_the_same_key() -> None:
    one, two, other = (World("demo", URL, now=NOW, seed=seed) for seed in (1, 1, 2))
    assert one.key == two.key != other.key
    assert one.tokens.token() == two.tokens.token() != other.tokens.token()
    assert World("demo", URL).key != World("demo", URL).key


def test_its_settings_are_its_own() -> None:
    given = Settings(lockout_failures=3)
    world = World("demo", URL, settings=given, now=NOW)
    assert world.settings == given
    given.address_change_days.append(99)
    assert world.settings.address_change_days == [7, 14]
    world.change_settings({"lockout_failures": 4})
    assert (world.settings.lockout_failures, given.lockout_failures) == (4, 3)


def test_changed_settings_hold_for_every_part_and_the_others_stay() -> None:
    world = World("demo", URL, settings=Settings(password_history=5), now=NOW)
    world.change_settings({"link_lifetime_hours": 1, "password_minimum_length": 10})
    link = world.links.issue("ex000000", None)
    world.clock.advance(timedelta(hours=1, seconds=1))
    assert world.links.state(link.token) == "expired"
    assert world.accounts.policy.rules[0].label == "10文字以上"
    assert world.settings.password_history == 5


@pytest.mark.parametrize("wrong", [{"lockout_failures": 0}, {"no_such": 1}])
def test_where_one_setting_is_wrong_none_is_changed(wrong: dict[str, int]) -> None:
    world = World("demo", URL, now=NOW)
    with pytest.raises(ValidationError):
        world.change_settings({"password_history": 9} | wrong)
    assert world.settings == Settings()


def test_help_desk_and_office_have_mailboxes_into_which_no_clinic_looks() -> None:
    world = World("demo", URL, now=NOW)
    owners = {mailbox.address: mailbox.owner for mailbox in world.mailboxes.all()}
    assert owners == {"bounce@mailer.demo.example": "helpdesk", HELPDESK: "helpdesk", OFFICE: "office"}
    assert world.mailboxes.of_clinics() == []


def test_a_reset_mail_bounces_to_where_the_settings_say() -> None:
    own = Settings(envelope_sender="returns@mail.{world}.test")
    assert World("demo", URL, settings=own).return_path == "returns@mail.demo.test"
    assert World("demo", URL, settings=own).mailboxes.get("returns@mail.demo.test")
    assert World("demo", URL, settings=Settings(mail_authentication="spf-only")).return_path == HELPDESK


def test_an_institution_is_registered_with_a_plain_mailbox_at_its_address() -> None:
    world = World("demo", URL, now=NOW, personas=PERSONAS)
    world.put_institution(Institution("ex000000", "見本医院", "info@demo.example", "First-1a"))
    assert world.accounts.holder("ex000000").name == "見本医院"
    mailbox = world.mailboxes.get("info@demo.example")
    assert mailbox
    assert (mailbox.name, mailbox.persona, mailbox.clutter) == ("plain", PERSONAS["plain"], 1)


def test_where_there_is_no_plain_persona_the_mailbox_takes_everything() -> None:
    world = World("demo", URL, now=NOW)
    world.put_institution(Institution("ex000000", "見本医院", "info@demo.example", "First-1a"))
    mailbox = world.mailboxes.get("info@demo.example")
    assert mailbox
    assert (mailbox.name, list(mailbox.rules)) == (None, [])


def test_an_address_that_has_a_mailbox_keeps_it_and_one_that_is_empty_gets_none() -> None:
    world = World("demo", URL, now=NOW, personas=PERSONAS)
    dead = world.put_mailbox("info@demo.example", "dead")
    before = len(world.mailboxes.all())
    world.put_institution(Institution("ex000000", "見本医院", "INFO@demo.example", "First-1a"))
    world.put_institution(Institution("ex000001", "未登録医院", "", "First-1a"))
    assert world.mailboxes.get("info@demo.example") is dead
    assert len(world.mailboxes.all()) == before


def test_another_persona_changes_the_mailbox_but_not_what_was_delivered() -> None:
    world = World("demo", URL, now=NOW, personas=PERSONAS)
    world.put_mailbox("info@demo.example", "plain").delivered["1"] = Delivery("inbox", NOW)
    mailbox = world.put_mailbox("info@demo.example", "dead")
    assert world.mailboxes.get("info@demo.example") is mailbox
    assert (mailbox.name, mailbox.rules) == ("dead", PERSONAS["dead"].rules)
    assert mailbox.delivered == {"1": Delivery("inbox", NOW)}
    assert mailbox.forward_to is None


def test_a_new_mailbox_holds_nothing() -> None:
    assert World("demo", URL, now=NOW, personas=PERSONAS).put_mailbox("info@demo.example", "plain").delivered == {}


def test_a_persona_that_forwards_brings_along_the_mailbox_to_which_it_does() -> None:
    world = World("demo", URL, now=NOW, personas=PERSONAS)
    mailbox = world.put_mailbox("info@demo.example", "led")
    assert mailbox.forward_to == "info@forwarded.demo.example"
    target = world.mailboxes.get("info@forwarded.demo.example")
    assert target
    assert (target.name, target.forward_to) == ("dead", None)
