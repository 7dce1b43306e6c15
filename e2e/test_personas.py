"""③' Why the mail did not arrive: each kind of recipient, from ② to what the user sees."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pytest_gmis.browser.journey import MAIL_SUBJECT
from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.browser.pages.webmail import Webmail
from pytest_gmis.client.control import World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.client.mailpit import Mailpit
from pytest_gmis.plugin.fixtures import NewWorld
from pytest_gmis.plugin.marks import leaflet_step

pytestmark = leaflet_step("③")

NOON = "2026-01-15T12:00:00+09:00"
HELPDESK = "helpdesk@gmis.mhlw.go.jp"


def asked(new_world: NewWorld, persona: str, *, authentication: str = "aligned", **mailbox: Any) -> World:
    """A world whose institution has such a mailbox and has asked for a reset at noon."""
    world = new_world(now=NOON, settings={"mail_authentication": authentication})
    world.put_mailbox(world.institution.registered_address, persona=persona, **mailbox)
    ask_again(world)
    return world


def ask_again(world: World, username: str | None = None) -> None:
    """① to ③, without their pages: what they show does not depend on the recipient."""
    world.at("④", username)
    world.settle()


def webmail_of(page: Page, world: World, address: str | None = None) -> Webmail:
    return Webmail(page, f"{world.url}/webmail", address or world.institution.registered_address)


def expect_in(folder: str, page: Page, world: World, address: str | None = None) -> Webmail:
    webmail = webmail_of(page, world, address)
    webmail.open(folder)
    expect(page.get_by_role("link").filter(has_text=MAIL_SUBJECT)).to_be_visible()
    return webmail


def expect_nothing(page: Page, world: World) -> None:
    webmail = webmail_of(page, world)
    for folder in ("受信トレイ", "迷惑メール"):
        webmail.open(folder)
        expect(page.get_by_text("メールはありません。")).to_be_visible()


def expect_interstitial(page: Page, world: World) -> None:
    expect(MedLogin(page, world.url).heading("パスワードをリセットしますか？")).to_be_visible()


@pytest.mark.parametrize(
    ("persona", "rule"),
    [
        ("plain", "default"),
        ("docomo-weak", "default"),
        ("au", "default"),
        ("au-must-receive", "must-receive"),
        ("softbank-links-allowed", "default"),
        ("gmail", "default"),
        ("outlook", "default"),
    ],
)
@leaflet_step("④")
@pytest.mark.requirement("mail-arrives", "link-asks")
def test_the_mail_arrives_and_its_link_works(page: Page, new_world: NewWorld, persona: str, rule: str) -> None:
    world = asked(new_world, persona)
    world.expect_event("mail.verdict", verdict="inbox", rule=rule)
    webmail = expect_in("受信トレイ", page, world)
    webmail.open_message(MAIL_SUBJECT)
    webmail.link.click()
    expect_interstitial(page, world)


@pytest.mark.parametrize(
    ("persona", "authentication", "verdict", "rule"),
    [
        ("discard-unknown", "aligned", "discard", "unknown-sender"),
        ("docomo-strong", "aligned", "reject", "not-mobile"),
        ("docomo-weak", "unsigned", "reject", "spoofing"),
        ("au", "not-aligned", "discard", "spoofing"),
        ("au-allow-list", "unsigned", "discard", "spoofing"),
        ("softbank", "aligned", "discard", "links"),
    ],
)
@pytest.mark.requirement("filter-blocks")
def test_the_filter_takes_the_mail_and_the_log_says_which_rule(
    page: Page, new_world: NewWorld, persona: str, authentication: str, verdict: str, rule: str
) -> None:
    world = asked(new_world, persona, authentication=authentication)
    world.expect_event("mail.verdict", verdict=verdict, rule=rule)
    expect_nothing(page, world)


@pytest.mark.parametrize(
    ("persona", "authentication", "remedy"),
    [
        ("discard-unknown", "aligned", {"safe_senders": [HELPDESK]}),
        ("docomo-strong", "aligned", {"safe_senders": [HELPDESK]}),
        ("au-allow-list", "not-aligned", {"must_receive": [HELPDESK]}),
        ("softbank", "aligned", {"switches": {"links": "receive"}}),
    ],
)
@leaflet_step("②")
@pytest.mark.requirement("safe-sender", "start-again")
def test_what_helps_helps_once_the_reset_is_asked_for_again(
    page: Page, new_world: NewWorld, persona: str, authentication: str, remedy: dict[str, Any]
) -> None:
    world = asked(new_world, persona, authentication=authentication)
    expect_nothing(page, world)
    world.put_mailbox(world.institution.registered_address, persona=persona, **remedy)
    world.settle()
    expect_nothing(page, world)  # a lost mail is not sent again

    ask_again(world)
    expect_in("受信トレイ", page, world)


@pytest.mark.requirement("filter-blocks")
def test_an_allow_list_does_not_help_where_softbank_refuses_links(page: Page, new_world: NewWorld) -> None:
    world = asked(new_world, "softbank", safe_senders=[HELPDESK])
    world.expect_event("mail.verdict", verdict="discard", rule="links")
    expect_nothing(page, world)


@pytest.mark.requirement("look-in-junk")
def test_an_unauthenticated_mail_is_in_gmails_junk(page: Page, new_world: NewWorld) -> None:
    world = asked(new_world, "gmail", authentication="unsigned")
    world.expect_event("mail.verdict", verdict="junk", rule="dmarc")
    expect_in("迷惑メール", page, world)


@pytest.mark.requirement("look-in-junk")
def test_an_unknown_sender_is_in_junk(page: Page, new_world: NewWorld) -> None:
    world = asked(new_world, "junk-unknown")
    expect_in("迷惑メール", page, world)


@pytest.mark.requirement("marked")
def test_an_isp_marks_the_subject(page: Page, new_world: NewWorld) -> None:
    world = asked(new_world, "isp")
    expect_in("受信トレイ", page, world)
    expect(page.get_by_role("link").filter(has_text="[meiwaku] 【厚生労働省G-MIS事務局】")).to_be_visible()


@pytest.mark.requirement("address-abolished")
def test_a_dead_address_is_refused_and_the_mail_comes_back_to_its_sender(
    page: Page, new_world: NewWorld, mailpit: Mailpit
) -> None:
    world = asked(new_world, "dead")
    bounced = world.expect_event("mail.bounced", to=world.institution.registered_address, code=550)
    notice = Mailbox(mailpit, world, bounced.data["returned_to"]).wait(subject="Undelivered Mail")
    assert notice.source.get_content_type() == "multipart/report"
    assert "5.1.1" in notice.fetch().decode("utf-8")
    expect_nothing(page, world)


@pytest.mark.requirement("room-in-the-mailbox")
def test_a_full_mailbox_puts_the_mail_off(page: Page, new_world: NewWorld) -> None:
    world = asked(new_world, "full")
    world.expect_event("mail.deferred", code=452)
    expect_nothing(page, world)


@pytest.mark.requirement("mail-retried")
def test_greylisting_lets_the_mail_in_minutes_later(page: Page, new_world: NewWorld) -> None:
    world = asked(new_world, "greylisting")
    world.expect_event("mail.deferred", code=450)
    expect_nothing(page, world)
    world.advance("10m")
    expect_in("受信トレイ", page, world)
    assert world.expect_event("mail.delivered").at == "2026-01-15T12:06:00.000+09:00"  # tries at 0, 1 and 6 minutes


@pytest.mark.requirement("delayed")
def test_a_slow_gateway_delivers_ten_minutes_later(page: Page, new_world: NewWorld) -> None:
    world = asked(new_world, "slow")
    expect_nothing(page, world)
    world.advance("10m")
    expect_in("受信トレイ", page, world)


@pytest.mark.requirement("held-at-the-gateway", "scanner", "clock-in-order")
def test_a_hospital_gateway_keeps_the_mail_until_the_morning_and_its_scanner_does_not_spend_the_link(
    page: Page, new_world: NewWorld, mailpit: Mailpit
) -> None:
    world = asked(new_world, "hospital-gateway")
    expect_nothing(page, world)
    world.advance("20h")
    mail = Mailbox(mailpit, world, world.institution.registered_address).wait()
    assert world.expect_event("mail.moved", source="quarantine", folder="inbox").at == "2026-01-16T08:00:00.000+09:00"
    assert [event.data["method"] for event in world.events("scanner.opened")] == ["HEAD", "GET"]
    expect_in("受信トレイ", page, world)

    page.goto(mail.links()[0])  # copied: it cannot be clicked
    expect_interstitial(page, world)


@pytest.mark.requirement("settings-count")
def test_without_the_interstitial_a_scanner_spends_the_link_and_the_user_is_thrown_back(
    page: Page, new_world: NewWorld, mailpit: Mailpit
) -> None:
    world = new_world(now=NOON, settings={"interstitial": False})
    world.put_mailbox(world.institution.registered_address, persona="outlook")
    ask_again(world)
    world.advance("10s")
    world.expect_event("scanner.opened", on="delivery", method="GET")

    page.goto(Mailbox(mailpit, world, world.institution.registered_address).wait().reset_link())
    expect(MedLogin(page, world.url).reset_button).to_be_visible()
    world.expect_event("link.confirmed")


@pytest.mark.requirement("scanner")
def test_safe_links_looks_at_the_link_when_it_is_clicked_and_passes_through(page: Page, new_world: NewWorld) -> None:
    world = asked(new_world, "outlook")
    webmail = expect_in("受信トレイ", page, world)
    webmail.open_message(MAIL_SUBJECT)
    assert "/safelinks/?url=" in str(webmail.link.get_attribute("href"))
    webmail.link.click()
    expect_interstitial(page, world)
    world.expect_event("scanner.opened", on="click", method="GET")


@pytest.mark.requirement("forwarded", "mail-authentic")
def test_forwarding_breaks_spf_and_a_mail_that_has_nothing_else_lands_in_junk(page: Page, new_world: NewWorld) -> None:
    for authentication, folder in (("aligned", "受信トレイ"), ("spf-only", "迷惑メール")):
        world = asked(new_world, "forwarding", authentication=authentication)
        forwarded = world.expect_event("mail.forwarded").data["forwarded_to"]
        assert "SPF fail" in world.expect_event("mail.verdict", to=forwarded).data["authentication"]
        expect_in(folder, page, world, forwarded)


@pytest.mark.requirement("mail-names-the-account")
def test_in_a_shared_mailbox_the_user_name_in_the_mail_tells_whose_it_is(page: Page, new_world: NewWorld) -> None:
    world = new_world(now=NOON)
    address = world.institution.registered_address
    world.put_mailbox(address, persona="shared")
    world.put_institution("ex000001", name="見本薬局", registered_address=address)
    ask_again(world, "ex000001")
    webmail = expect_in("受信トレイ", page, world)
    webmail.open_message(MAIL_SUBJECT)
    expect(webmail.body.get_by_text("ユーザ名: ex000001")).to_be_visible()
