"""③' The mail that does not arrive: junk, filters, safe senders."""

import pytest
from playwright.sync_api import Page, expect

from pytest_gmis.browser.journey import MAIL_SUBJECT
from pytest_gmis.browser.pages.follow import follow
from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.browser.pages.webmail import Webmail
from pytest_gmis.client.control import World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.plugin.marks import leaflet_step

pytestmark = leaflet_step("③")

HELPDESK = "helpdesk@gmis.mhlw.go.jp"


@leaflet_step("④")
@pytest.mark.requirement("look-in-junk")
def test_a_mail_in_junk_is_found_there_and_its_link_works(
    page: Page, world: World, med_login: MedLogin, webmail: Webmail, mailbox: Mailbox
) -> None:
    world.put_mailbox(mailbox.address, persona="junk-unknown")
    world.at("④")
    mailbox.wait(folder="junk")

    webmail.open("受信トレイ")
    expect(page.get_by_text("メールはありません。")).to_be_visible()
    webmail.open("迷惑メール")
    webmail.open_message(MAIL_SUBJECT)
    webmail.link.click()

    expect(med_login.heading("パスワードをリセットしますか？")).to_be_visible()
    verdict = world.expect_event("mail.verdict", verdict="junk", rule="unknown-sender")
    assert [each["rule"] for each in verdict.data["trace"]][:2] == ["block-list", "safe-senders"]


@leaflet_step("②")
@pytest.mark.requirement("filter-blocks", "safe-sender", "start-again")
def test_a_discarded_mail_arrives_once_the_sender_is_safe_and_the_reset_is_asked_for_again(
    page: Page, world: World, med_login: MedLogin, webmail: Webmail, mailbox: Mailbox
) -> None:
    world.put_mailbox(mailbox.address, persona="discard-unknown")
    med_login.ask_for_a_reset(world.institution.username)
    expect(med_login.heading("メールを確認してください")).to_be_visible()
    mailbox.expect_none()
    world.expect_event("mail.verdict", verdict="discard", rule="unknown-sender")

    webmail.add_safe_sender(HELPDESK)
    expect(page.get_by_role("list", name="安全な差出人")).to_contain_text(HELPDESK)
    mailbox.expect_none()  # a lost mail is not sent again

    med_login.ask_for_a_reset(world.institution.username)
    mailbox.wait(folder="inbox")
    webmail.open("受信トレイ")
    webmail.open_message(MAIL_SUBJECT)
    webmail.link.click()
    expect(med_login.heading("パスワードをリセットしますか？")).to_be_visible()
    world.expect_event("mail.verdict", verdict="inbox", rule="safe-senders")


@pytest.mark.requirement("safe-sender")
def test_the_sender_of_a_mail_in_junk_is_made_safe_with_one_button(
    page: Page, world: World, webmail: Webmail, mailbox: Mailbox
) -> None:
    world.put_mailbox(mailbox.address, persona="junk-unknown")
    world.at("④")
    mailbox.wait(folder="junk")

    webmail.open("迷惑メール")
    webmail.open_message(MAIL_SUBJECT)
    follow(webmail.add_safe_sender_button)

    expect(page.get_by_role("list", name="安全な差出人")).to_contain_text(HELPDESK)
    world.expect_event("mailbox.changed", address=mailbox.address)
    world.at("④")
    mailbox.wait(folder="inbox")


@pytest.mark.requirement("safe-sender", "safe-sender-exactly")
def test_one_of_the_two_sender_domains_is_not_enough_both_are(world: World, mailbox: Mailbox) -> None:
    domains = ["gmis.mhlw.go.jp", f"mailer.{world.name}.example"]
    for allowed in ([domains[0]], [domains[1]]):
        world.put_mailbox(mailbox.address, persona="discard-unknown", safe_senders=allowed)
        world.at("④")
        mailbox.expect_none()
        world.expect_event("mail.verdict", verdict="discard", rule="unknown-sender")

    world.put_mailbox(mailbox.address, persona="discard-unknown", safe_senders=domains)
    world.at("④")
    mailbox.wait()
    world.expect_event("mail.verdict", verdict="inbox", rule="safe-senders")


SPELLINGS = {  # → whether it names helpdesk@gmis.mhlw.go.jp
    HELPDESK: True,
    "HelpDesk@GMIS.MHLW.go.jp": True,
    "gmis.mhlw.go.jp": True,
    "@gmis.mhlw.go.jp": True,
    "GMIS.MHLW.GO.JP": True,
    "bounce@mailer.{world}.example": True,
    "mailer.{world}.example": True,
    "mhlw.go.jp": False,
    "@mhlw.go.jp": False,
    "desk@gmis.mhlw.go.jp": False,
    "helpdesk@mhlw.go.jp": False,
    "is.mhlw.go.jp": False,
    "helpdesk@gmis.mhlw.go.jp.example": False,
}


@pytest.mark.requirement("safe-sender", "safe-sender-exactly")
def test_a_safe_sender_counts_in_any_spelling_and_stands_for_itself_alone(world: World, mailbox: Mailbox) -> None:
    world.change_settings(reset_requests_per_day=100)
    for spelling, names_it in SPELLINGS.items():
        entry = spelling.replace("{world}", world.name)
        world.put_mailbox(mailbox.address, persona="junk-unknown", safe_senders=[entry])
        world.at("④")
        world.settle()
        verdict = world.events("mail.verdict")[-1].data
        expected = ("inbox", "safe-senders") if names_it else ("junk", "unknown-sender")
        assert (verdict["verdict"], verdict["rule"]) == expected, spelling
    assert {mail.folder for mail in mailbox.mails()} == {"inbox", "junk"}


@pytest.mark.requirement("filter-blocks", "safe-sender-exactly")
def test_a_blocked_domain_blocks_that_domain_alone(world: World, mailbox: Mailbox) -> None:
    for entry, verdict in (("@gmis.mhlw.go.jp", "discard"), ("mhlw.go.jp", "inbox"), ("GMIS.mhlw.go.jp", "discard")):
        world.put_mailbox(mailbox.address, persona="plain", blocked_senders=[entry])
        world.at("④")
        world.settle()
        assert world.events("mail.verdict")[-1].data["verdict"] == verdict, entry


@pytest.mark.requirement("filter-explained")
def test_the_log_has_every_rules_answer_in_order_with_its_reason(world: World, mailbox: Mailbox) -> None:
    world.put_mailbox(mailbox.address, persona="discard-unknown")
    world.at("④")
    world.settle()
    trace = world.expect_event("mail.verdict", rule="unknown-sender").data["trace"]
    assert [(each["rule"], each["verdict"]) for each in trace] == [
        ("block-list", None),
        ("safe-senders", None),
        ("unknown-sender", "discard"),
        ("default", "inbox"),
    ]
    assert all(each["name"] and each["reason"] for each in trace)


@pytest.mark.requirement("filter-blocks")
def test_a_blocked_sender_is_discarded_even_if_it_is_safe_too(world: World, mailbox: Mailbox) -> None:
    world.put_mailbox(mailbox.address, persona="plain", safe_senders=[HELPDESK], blocked_senders=[HELPDESK])
    world.at("④")
    mailbox.expect_none()
    world.expect_event("mail.verdict", verdict="discard", rule="block-list")


@pytest.mark.requirement("mailbox-settings")
def test_a_safe_sender_that_is_no_address_is_refused_beside_the_field(
    page: Page, world: World, webmail: Webmail
) -> None:
    webmail.add_safe_sender("helpdesk＠gmis.mhlw.go.jp")

    field = webmail.section("安全な差出人").get_by_label("メールアドレスまたはドメイン")
    expect(field).to_have_value("helpdesk＠gmis.mhlw.go.jp")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("半角で入力してください")).to_be_visible()
    world.expect_no_event("mailbox.changed")
