"""Addresses as people have registered them: what is taken, what mail can go to, and what the sender makes of them."""

import pytest

from gmis_simulator.world.addresses import (
    Undeliverable,
    check_mailbox_address,
    check_registered,
    envelope_address,
    is_deliverable,
    spoiled,
)
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.settings import Settings
from tests.rigs.worlds import world_with

pytestmark = pytest.mark.usefixtures("english")

AS_THEY_ARE = Settings()


@pytest.mark.parametrize(
    "address",
    [
        "info@demo.example",
        "info+gmis@demo.example",
        "kuri..nic.@docomo.example",
        ".a@demo.example",
        "ｉｎｆｏ＠ｄｅｍｏ．ｅｘａｍｐｌｅ",
        "info@demo.example ",
        "info　@demo.example",
        "Info@DEMO.example",
        "clinic@gmai.example",
        "info@見本クリニック.example",
        "院長@demo.example",
        "a" * 241 + "@demo.example",
    ],
)
def test_a_register_takes_what_people_write(address: str) -> None:
    assert check_registered(address) == address


@pytest.mark.parametrize(
    "address",
    ["", "info", "info@demo.example\n", "in\rfo@demo.example", "info@demo.example\0", "a" * 288 + "@demo.example"],
    ids=ascii,
)
def test_what_is_no_line_with_an_at_sign_is_refused_with_the_rule(address: str) -> None:
    with pytest.raises(ValueError, match=r"cannot be registered: 1 to 254 signs in one line, with an @ among them"):
        check_registered(address)


@pytest.mark.parametrize(
    ("address", "as_smtp_has_it"),
    [
        ("info+gmis@demo.example", "info+gmis@demo.example"),
        ("a/b?c=d#e%f&g'h@demo.example", "a/b?c=d#e%f&g'h@demo.example"),
        ("kuri..nic.@demo.example", "kuri..nic.@demo.example"),
        ("info@見本.demo.example", "info@xn--8pvz87e.demo.example"),
        ("a@gmai.example", "a@gmai.example"),
    ],
)
def test_a_mailbox_may_have_any_address_to_which_mail_can_go(address: str, as_smtp_has_it: str) -> None:
    assert check_mailbox_address(address) == as_smtp_has_it
    assert is_deliverable(address)


@pytest.mark.parametrize(
    "address",
    ["info@example", "ｉｎｆｏ@demo.example", "info@demo.example ", 'a"b@demo.example', "a@b@demo.example",
     "@demo.example", "a" * 65 + "@demo.example", "a@-demo.example", "a@" + "d." * 125 + "example"],
)  # fmt: skip
def test_what_no_mail_can_go_to_is_no_mailbox(address: str) -> None:
    assert not is_deliverable(address)
    with pytest.raises(ValueError, match="cannot be a mailbox: before the @ 1 to 64 of a-z"):
        check_mailbox_address(address)


@pytest.mark.parametrize(
    ("address", "reply"),
    [
        ("ｉｎｆｏ@demo.example", "553 5.6.7 .* needs SMTPUTF8"),
        ("info@demo.example ", "553 5.1.3 'info@demo.example ' is no address to which mail can be sent"),
        ("info＠demo.example", "553 5.6.7"),
        ("kuri..nic@demo.example", "553 5.1.3 .*dots beside each other or at an end"),
        ("kurinic.@demo.example", "553 5.1.3 .*dots"),
        (".kurinic@demo.example", "553 5.1.3 .*dots"),
    ],
)
def test_what_the_sender_cannot_send_to_it_gives_up_and_says_why(address: str, reply: str) -> None:
    with pytest.raises(Undeliverable, match=reply):
        envelope_address(address, AS_THEY_ARE)


@pytest.mark.parametrize("address", ["kuri..nic.@demo.example", ".a@demo.example"])
def test_an_address_with_odd_dots_is_sent_to_where_the_setting_says_so(address: str) -> None:
    assert envelope_address(address, Settings(dotted_addresses="sent")) == address


@pytest.mark.parametrize(
    ("how", "as_sent"),
    [
        ("no", "Info.a+gmis@Demo.example"),
        ("plus-lost", "Info.a@Demo.example"),
        ("plus-as-blank", "Info.a gmis@Demo.example"),
        ("dots-lost", "Infoa+gmis@Demo.example"),
        ("lower-case", "info.a+gmis@Demo.example"),
    ],
)
def test_the_senders_system_spoils_no_more_than_the_part_before_the_at_sign(how: str, as_sent: str) -> None:
    assert spoiled("Info.a+gmis@Demo.example", Settings.model_validate({"address_spoiled": how})) == as_sent


@pytest.mark.parametrize(
    ("address", "there_is_one"),
    [
        ("info+gmis@demo.example", True),
        ("kuri..nic.@docomo.demo.example", True),
        ("info@見本.demo.example", True),
        ("INFO@demo.test", True),
        ("clinic@gmai.example", False),
        ("ｉｎｆｏ@demo.example", False),
        ("shin@demo.example ", False),
    ],
)
def test_an_address_of_this_world_has_a_mailbox_and_a_mistyped_one_has_none(address: str, there_is_one: bool) -> None:
    world = world_with()
    world.put_institution(Institution("ex000001", "見本医院", address, "First-1x"))
    assert bool(world.mailboxes.get(address)) is there_is_one


def test_a_domain_is_known_where_it_is_the_worlds_or_where_somebody_has_a_mailbox() -> None:
    world = world_with()
    assert world.knows_domain("nobody@clinic.demo.example")
    assert not world.knows_domain("clinic@gmai.example")
    world.put_mailbox("stranger@GMAI.example", "plain")
    assert world.knows_domain("clinic@gmai.example")
    assert world.knows_domain("helpdesk@gmis.mhlw.go.jp")
    assert not world.knows_domain("clinic@mail.gmai.example")
    assert not world.knows_domain("clinic@oldgmai.example")
