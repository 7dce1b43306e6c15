"""③ Whatever address people have registered: it can be, and the mail comes or comes back."""

import pytest
from playwright.sync_api import Page, expect

from pytest_gmis.browser.pages.webmail import Webmail
from pytest_gmis.client.control import ControlError, World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.client.mailpit import Mailpit
from pytest_gmis.plugin.fixtures import NewWorld
from pytest_gmis.plugin.marks import leaflet_step

pytestmark = leaflet_step("③")


def registered(world: World, address: str) -> str:
    """``address``, now the institution's; 〈w〉 in it is the world's name."""
    address = address.replace("〈w〉", world.name)
    world.put_institution("ex000000", registered_address=address)
    return address


def ask(world: World) -> None:
    world.at("④")
    world.settle()


COME = [
    "info+gmis@〈w〉.example",
    "info+junk@〈w〉.example",
    "Info.Uketsuke@〈w〉.EXAMPLE",
    "a/b?c=d#e%f'g@〈w〉.example",
    "info@見本クリニック.〈w〉.example",
]


@pytest.mark.requirement("any-address")
@pytest.mark.parametrize("address", COME)
def test_to_an_address_that_smtp_knows_the_mail_comes(world: World, mailpit: Mailpit, address: str) -> None:
    address = registered(world, address)
    ask(world)
    mailbox = Mailbox(mailpit, world, address)
    assert mailbox.wait(folder="inbox").reset_link()
    assert [mail.folder for mail in mailbox.mails()] == ["inbox"]
    world.expect_no_event("mail.bounced")


@pytest.mark.requirement("any-address")
@pytest.mark.parametrize("address", [*COME, "kuri..nic.@docomo.〈w〉.example"])
def test_its_mailbox_shows_the_mail_and_leads_on(world: World, page: Page, address: str) -> None:
    world.change_settings(dotted_addresses="sent")
    address = registered(world, address)
    ask(world)
    webmail = Webmail(page, f"{world.url}/webmail", address)
    webmail.open("迷惑メール")
    expect(page.get_by_text("メールはありません。")).to_be_visible()
    webmail.open("受信トレイ")
    webmail.open_message("パスワード再設定")
    webmail.link.click()
    expect(page.get_by_role("heading", name="パスワードをリセットしますか？")).to_be_visible()
    world.expect_event("link.opened", state="alive")


@pytest.mark.requirement("any-address", "mail-given-up")
@pytest.mark.parametrize(
    ("address", "reply"),
    [
        ("kuri..nic.@docomo.〈w〉.example", "5.1.3"),
        ("ｉｎｆｏ@〈w〉.example", "5.6.7"),
        ("info@〈w〉.example ", "5.1.3"),
        ("info@〈w〉.example　", "5.6.7"),
        ("clinic@gmai.example", "5.1.2"),
        ("info@見本クリニック.test", "5.1.2"),
        ("info＠〈w〉.example", "5.6.7"),
    ],
)
def test_to_what_is_no_address_or_nobodys_it_comes_back_at_once(
    world: World, mailpit: Mailpit, address: str, reply: str
) -> None:
    address = registered(world, address)
    ask(world)
    assert world.expect_event("mail.bounced", to=address).data["reply"].startswith(reply)
    world.expect_no_event("mail.deferred")
    assert Mailbox(mailpit, world, world.expect_event("mail.bounced").data["returned_to"]).mails()


@pytest.mark.requirement("any-address")
def test_a_mistyped_domain_may_be_anothers_whose_server_takes_the_mail(world: World, mailpit: Mailpit) -> None:
    world.put_mailbox("clinic@gmai.example", persona="plain")
    registered(world, "clinic@gmai.example")
    ask(world)
    assert Mailbox(mailpit, world, "clinic@gmai.example").wait().reset_link()


@pytest.mark.requirement("any-address")
def test_a_mail_never_goes_to_the_world_whose_name_a_mistyped_domain_is(new_world: NewWorld, mailpit: Mailpit) -> None:
    theirs, ours = new_world(), new_world()
    registered(ours, f"ex000000@{theirs.name}.example")
    ask(ours)
    ours.expect_event("mail.bounced", code=550)
    Mailbox(mailpit, theirs, theirs.institution.registered_address).expect_none()


@pytest.mark.requirement("any-address", "settings-count")
@pytest.mark.parametrize(
    ("how", "comes_to"),
    [("plus-lost", "In.fo"), ("dots-lost", "Info+gmis"), ("lower-case", "In.fo+gmis"), ("no", "In.fo+gmis")],
)
def test_what_the_senders_system_spoils_goes_elsewhere_or_nowhere(
    world: World, mailpit: Mailpit, how: str, comes_to: str
) -> None:
    world.change_settings(address_spoiled=how)
    for local in ("In.fo", "Info+gmis"):
        world.put_mailbox(f"{local}@{world.name}.example", persona="plain")
    registered(world, "In.fo+gmis@〈w〉.example")
    ask(world)
    assert Mailbox(mailpit, world, f"{comes_to}@{world.name}.example").wait().reset_link()


@pytest.mark.requirement("any-address", "settings-count")
def test_what_the_senders_system_spoils_stays_whole_in_everybody_elses_mails(
    world: World, page: Page, mailpit: Mailpit
) -> None:
    world.change_settings(address_spoiled="plus-lost")
    address = f"info+gmis@{world.name}.example"
    sender = f"shin@{world.name}.example"
    for each in (address, sender):
        world.put_mailbox(each, persona="plain")
    Webmail(page, f"{world.url}/webmail", sender).write(address, "お尋ね", "届きますか。")
    assert Mailbox(mailpit, world, address).wait(subject="お尋ね")


@pytest.mark.requirement("any-address", "settings-count")
def test_a_plus_sign_that_became_a_blank_comes_back(world: World) -> None:
    world.change_settings(address_spoiled="plus-as-blank")
    registered(world, "info+gmis@〈w〉.example")
    ask(world)
    world.expect_event("mail.bounced", code=553)


@pytest.mark.requirement("any-address")
@pytest.mark.parametrize(
    "address", ["in\nfo@demo.example", "info@demo.example\0", "a" * 290 + "@b.example", "info"], ids=ascii
)
def test_what_cannot_stand_in_a_register_is_refused_with_the_rule(world: World, address: str) -> None:
    with pytest.raises(ControlError, match=r"422(?s:.*)registered_address"):
        world.put_institution("ex000000", registered_address=address)
    world.expect_no_event("institution.changed")
