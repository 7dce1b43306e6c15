"""The clinic's mailbox: folders, what its settings page offers, and mails of its own."""

import pytest
from playwright.sync_api import Page, expect

from pytest_gmis.browser.journey import MAIL_SUBJECT
from pytest_gmis.browser.pages.follow import follow
from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.browser.pages.webmail import Webmail
from pytest_gmis.client.control import World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.plugin.fixtures import MailboxOf, NewWorld
from pytest_gmis.plugin.marks import leaflet_step

pytestmark = leaflet_step("③")


def ask(world: World) -> None:
    """① to ③, without their pages."""
    world.at("④")
    world.settle()


@leaflet_step("④")
@pytest.mark.requirement("look-in-junk")
def test_links_do_not_work_in_outlooks_junk_until_the_mail_is_moved(
    page: Page, world: World, med_login: MedLogin, webmail: Webmail, mailbox: Mailbox
) -> None:
    world.put_mailbox(mailbox.address, persona="outlook", switches={"trusted-only": "on"})
    ask(world)

    webmail.open("迷惑メール")
    webmail.open_message(MAIL_SUBJECT)
    expect(page.get_by_text("迷惑メールではリンクが無効になっています。")).to_be_visible()
    expect(webmail.link).to_have_count(0)
    follow(webmail.not_junk_button)
    world.expect_event("mail.moved", source="junk", folder="inbox", by="owner")

    mailbox.wait(folder="inbox")
    webmail.open("受信トレイ")
    webmail.open_message(MAIL_SUBJECT)
    webmail.link.click()
    expect(med_login.heading("パスワードをリセットしますか？")).to_be_visible()


@leaflet_step("④")
def test_a_mail_is_released_from_quarantine_and_its_url_can_only_be_copied(
    page: Page, world: World, webmail: Webmail, mailbox: Mailbox
) -> None:
    world.put_mailbox(mailbox.address, persona="hospital-gateway")
    ask(world)

    webmail.open("隔離")
    webmail.open_message(MAIL_SUBJECT)
    follow(webmail.release_button)
    world.expect_event("mail.moved", source="quarantine", folder="inbox", by="owner")
    webmail.open("受信トレイ")
    webmail.open_message(MAIL_SUBJECT)
    expect(page.get_by_text("このメールのリンクは無害化されています。")).to_be_visible()
    url = mailbox.wait().links()[0]
    expect(page.get_by_text(url)).to_be_visible()
    expect(page.get_by_role("link", name=url)).to_have_count(0)


@leaflet_step("②")
@pytest.mark.requirement("start-again")
def test_softbanks_link_rule_is_switched_off_by_its_own_name_and_the_next_mail_arrives(
    page: Page, world: World, webmail: Webmail, mailbox: Mailbox
) -> None:
    world.put_mailbox(mailbox.address, persona="softbank")
    webmail.add_to("受信許可リスト設定", "helpdesk@gmis.mhlw.go.jp")
    ask(world)
    mailbox.expect_none()  # the allow list comes after the link rule

    webmail.switch("URLリンク付きメール拒否設定", "受け取る（このフィルタは使わない）")
    expect(page.get_by_label("URLリンク付きメール拒否設定")).to_have_value("receive")
    ask(world)
    mailbox.wait()
    world.expect_event("mail.verdict", verdict="inbox", rule="safe-senders")


def test_au_keeps_must_receive_apart_from_the_plain_allow_list(
    new_world: NewWorld, page: Page, mailbox_of: MailboxOf
) -> None:
    world = new_world(settings={"mail_authentication": "unsigned"})
    mailbox = mailbox_of(world)
    webmail = Webmail(page, f"{world.url}/webmail", mailbox.address)
    world.put_mailbox(mailbox.address, persona="au-allow-list")
    ask(world)
    mailbox.expect_none()

    webmail.add_to("受信リスト設定 (必ず受信)", "helpdesk@gmis.mhlw.go.jp")
    ask(world)
    mailbox.wait()
    world.expect_event("mail.verdict", verdict="inbox", rule="must-receive")


def test_space_is_made_in_a_full_mailbox_and_the_next_try_succeeds(
    new_world: NewWorld, page: Page, mailbox_of: MailboxOf
) -> None:
    world = new_world(now="2026-01-15T12:00:00+09:00")
    mailbox = mailbox_of(world)
    webmail = Webmail(page, f"{world.url}/webmail", mailbox.address)
    world.put_mailbox(mailbox.address, persona="full")
    ask(world)
    mailbox.expect_none()

    webmail.open()
    expect(page.get_by_text("100通のうち100通を使用しています。")).to_be_visible()
    follow(webmail.tidy_button)
    expect(page.get_by_text("100通のうち0通を使用しています。")).to_be_visible()
    world.advance("1m")
    mailbox.wait()
    assert [event.data["code"] for event in world.events("mail.deferred")] == [452]


def test_a_deleted_mail_is_gone_from_the_mailbox_and_the_inbox_behind_it(
    page: Page, world: World, webmail: Webmail, mailbox: Mailbox
) -> None:
    ask(world)
    mailbox.wait()
    webmail.open()
    webmail.open_message(MAIL_SUBJECT)
    follow(webmail.delete_button)
    expect(page.get_by_text("メールはありません。")).to_be_visible()
    world.expect_event("mail.deleted", to=mailbox.address, folder="inbox")
    assert mailbox.mails() == []


@pytest.mark.parametrize(
    ("to", "subject", "text", "said"),
    [
        ("somewhere", "件名", "本文", "メールアドレスを半角で1つ入力してください。"),
        ("a@b.example c@d.example", "件名", "本文", "メールアドレスを半角で1つ入力してください。"),
        ("a@b.example", "件" * 201, "本文", "200文字以内で入力してください。"),
        ("a@b.example", "件名", " ", "本文を20000文字以内で入力してください。"),
    ],
)
def test_a_mail_that_cannot_be_sent_is_refused_beside_the_field_and_nothing_typed_is_lost(
    page: Page, world: World, webmail: Webmail, to: str, subject: str, text: str, said: str
) -> None:
    webmail.write(to, subject, text)
    expect(page.get_by_text(said)).to_be_visible()
    expect(page.get_by_label("宛先")).to_have_value(to)
    expect(page.get_by_label("本文")).to_have_value(text)
    world.expect_no_event("mail.queued")


def test_a_mail_to_nobody_comes_back(page: Page, world: World, webmail: Webmail, mailbox: Mailbox) -> None:
    webmail.write(f"nobody@{world.name}.example", "件名", "本文")
    expect(page.get_by_role("heading", name="送信しました")).to_be_visible()
    assert "550 5.1.1" in mailbox.wait(subject="Undelivered Mail").text
