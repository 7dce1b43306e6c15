"""The clinic's mailbox: folders, what its settings page offers, and mails of its own."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from pytest_gmis.browser.journey import MAIL_SUBJECT
from pytest_gmis.browser.pages.follow import follow
from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.browser.pages.webmail import Webmail
from pytest_gmis.client.control import World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.client.mailpit import Mailpit
from pytest_gmis.plugin.fixtures import MailboxOf, NewWorld
from pytest_gmis.plugin.marks import leaflet_step

pytestmark = leaflet_step("③")


def ask(world: World) -> None:
    """① to ③, without their pages."""
    world.at("④")
    world.settle()


@leaflet_step("④")
@pytest.mark.requirement("look-in-junk", "junk-links-dead", "mail-moved")
def test_links_do_not_work_in_outlooks_junk_until_the_mail_is_moved(
    page: Page, world: World, med_login: MedLogin, webmail: Webmail, mailbox: Mailbox
) -> None:
    world.put_mailbox(mailbox.address, persona="outlook", switches={"trusted-only": "on"})
    ask(world)

    webmail.open("迷惑メール")
    webmail.open_message(MAIL_SUBJECT)
    expect(page.get_by_text("迷惑メールではリンクが無効になっています。")).to_be_visible()
    expect(webmail.body.get_by_text("パスワードのリセット")).to_be_visible()
    expect(webmail.link).to_have_count(0)
    follow(page.get_by_role("link", name="テキストで表示"))
    expect(page.get_by_role("region", name="メールの本文").get_by_role("link")).to_have_count(0)
    follow(page.get_by_role("link", name="HTMLで表示"))
    follow(webmail.not_junk_button)
    world.expect_event("mail.moved", source="junk", folder="inbox", by="owner")

    mailbox.wait(folder="inbox")
    webmail.open("受信トレイ")
    webmail.open_message(MAIL_SUBJECT)
    webmail.link.click()
    expect(med_login.heading("パスワードをリセットしますか？")).to_be_visible()


@leaflet_step("④")
@pytest.mark.requirement("held-at-the-gateway", "mail-moved")
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
@pytest.mark.requirement("start-again", "mailbox-settings")
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


@pytest.mark.requirement("room-in-the-mailbox")
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


@pytest.mark.requirement("arrival-shown", "newest-first")
def test_the_newest_mail_is_on_top_in_bold_until_read_with_the_worlds_time(
    new_world: NewWorld, page: Page, mailbox_of: MailboxOf
) -> None:
    world = new_world(now="2026-01-15T12:00:00+09:00")
    webmail = Webmail(page, f"{world.url}/webmail", mailbox_of(world).address)
    for subject in ("一通目", "二通目"):
        world.change_settings(mail_subject=subject)
        ask(world)
        world.advance("30m")
    webmail.open()
    expect(webmail.messages).to_contain_text(["二通目", "一通目"])
    expect(webmail.messages.get_by_role("time")).to_have_text(["2026-01-15 12:30", "2026-01-15 12:00"])
    for subject, weight in (("二通目", "700"), ("一通目", "700")):
        expect(page.get_by_text(subject)).to_have_css("font-weight", weight)
    webmail.open_message("一通目")
    webmail.open()
    expect(page.get_by_text("一通目")).to_have_css("font-weight", "400")
    expect(page.get_by_text("二通目")).to_have_css("font-weight", "700")
    assert len(world.events("mail.delivered")) == 2


@pytest.mark.requirement("own-mails-alone")
def test_a_mailbox_shows_its_own_mails_alone(new_world: NewWorld, page: Page) -> None:
    world = new_world(institutions=[{"username": "ex000000", "registered_address": "info@{world}.example"}])
    world.put_institution("ex000001", registered_address=f"minfo@{world.name}.example")
    world.at("④", "ex000001")
    world.settle()
    webmail = Webmail(page, f"{world.url}/webmail", f"info@{world.name}.example")
    for folder in ("受信トレイ", "迷惑メール"):
        webmail.open(folder)
        expect(page.get_by_text("メールはありません。")).to_be_visible()
    (theirs,) = (event.data["id"] for event in world.events("mail.delivered"))
    assert httpx.get(f"{webmail.url}/{webmail.address}/inbox/{theirs}", trust_env=False).status_code == 404
    delete = f"{webmail.url}/{webmail.address}/inbox/{theirs}/delete"
    assert httpx.post(delete, trust_env=False).status_code == 404
    world.expect_no_event("mail.deleted")


@pytest.mark.requirement("mail-sender", "mails-harmless", "mail-as-text")
def test_an_open_mail_shows_whose_it_is_runs_no_script_and_reads_as_text_too(
    page: Page, world: World, med_login: MedLogin, webmail: Webmail, mailbox: Mailbox
) -> None:
    ask(world)
    url = mailbox.wait().reset_link()
    webmail.open()
    webmail.open_message(MAIL_SUBJECT)
    expect(page.get_by_text("厚生労働省G-MIS事務局 <helpdesk@gmis.mhlw.go.jp>")).to_be_visible()
    expect(page.get_by_role("definition").filter(has_text=webmail.address)).to_be_visible()
    sandbox = str(page.get_by_title("メールの本文").get_attribute("sandbox"))
    assert "allow-scripts" not in sandbox
    assert "allow-forms" not in sandbox
    follow(page.get_by_role("link", name="テキストで表示"))
    expect(page.get_by_role("region", name="メールの本文")).to_contain_text("見本クリニック 様")
    follow(page.get_by_role("link", name=url))
    expect(med_login.heading("パスワードをリセットしますか？")).to_be_visible()
    world.expect_event("link.opened", state="alive")


@pytest.mark.requirement("mail-answered", "mail-written")
def test_an_answer_has_its_address_and_subject_and_comes_as_it_was_written(
    page: Page, world: World, webmail: Webmail, mailbox: Mailbox
) -> None:
    ask(world)
    webmail.open()
    webmail.open_message(MAIL_SUBJECT)
    follow(page.get_by_role("link", name="返信"))
    expect(page.get_by_label("宛先")).to_have_value("helpdesk@gmis.mhlw.go.jp")
    expect(page.get_by_label("件名")).to_have_value("Re: 【厚生労働省G-MIS事務局】パスワード再設定のご案内")
    webmail.write(mailbox.address, "自分への控え", "一行目\n 二行目\n\n<b>四行目</b>\n")
    mail = mailbox.wait(subject="自分への控え")
    assert mail.text.replace("\r\n", "\n").rstrip() == "一行目\n 二行目\n\n<b>四行目</b>"
    assert mail.sender == mailbox.address
    assert len(world.events("mail.delivered", subject="自分への控え")) == 1


@pytest.mark.requirement("scanner", "mails-harmless")
def test_safe_links_lead_nowhere_but_where_they_were_made_to(world: World, mailbox: Mailbox) -> None:
    world.put_mailbox(mailbox.address, persona="outlook")
    ask(world)
    link = mailbox.wait().links()[0]
    assert httpx.get(link, trust_env=False).status_code in (302, 303, 307)
    target = link.partition("url=")[2].partition("&")[0]
    for other in ("https%3A%2F%2Fevil.example%2F", target[:-1]):
        assert httpx.get(link.replace(target, other), trust_env=False).status_code == 404
    assert len(world.events("scanner.clicked")) == 1


@pytest.mark.requirement("mail-moved")
def test_a_mail_goes_to_junk_and_back_by_its_buttons(
    page: Page, world: World, webmail: Webmail, mailbox: Mailbox
) -> None:
    ask(world)
    for source, folder, button in (
        ("inbox", "junk", page.get_by_role("button", name="迷惑メールに移動")),
        ("junk", "inbox", webmail.not_junk_button),
    ):
        names = {"inbox": "受信トレイ", "junk": "迷惑メール"}
        webmail.open(names[source])
        webmail.open_message(MAIL_SUBJECT)
        follow(button)
        expect(page.get_by_text("メールはありません。")).to_be_visible()
        webmail.open(names[folder])
        expect(page.get_by_role("link").filter(has_text=MAIL_SUBJECT)).to_be_visible()
        assert [mail.folder for mail in mailbox.mails()] == [folder]
        world.expect_event("mail.moved", source=source, folder=folder, by="owner")


@pytest.mark.requirement("mail-deleted")
def test_of_two_mails_the_one_that_is_deleted_is_gone_and_the_other_stays(
    world: World, http: httpx.Client, mailbox: Mailbox, mailpit: Mailpit
) -> None:
    for _ in range(2):
        ask(world)
    first, second = mailbox.mails()
    http.post(f"/webmail/{mailbox.address}/inbox/{first.id}/delete")
    assert [mail.id for mail in mailbox.mails()] == [second.id]
    assert len(mailpit.search(f'addressed:"{mailbox.address}"')) == 1
    assert second.id in http.get(f"/webmail/{mailbox.address}/inbox/").text
    assert http.get(f"/webmail/{mailbox.address}/inbox/{first.id}").status_code == 404
    assert len(world.events("mail.deleted")) == 1


@pytest.mark.requirement("mailbox-settings")
def test_lists_keep_each_entry_once_and_lose_the_one_that_is_removed(
    page: Page, world: World, webmail: Webmail
) -> None:
    for typed in ("one@first.example", "  second.example ", "@third.example", "one@first.example", " @third.example"):
        webmail.add_safe_sender(typed)
    listed = page.get_by_role("list", name="安全な差出人").get_by_role("listitem")
    expect(listed).to_contain_text(["one@first.example", "second.example", "@third.example"])
    expect(listed).to_have_count(3)
    webmail.remove_from("安全な差出人", "second.example")
    expect(listed).to_contain_text(["one@first.example", "@third.example"])
    expect(listed).to_have_count(2)
    changed = world.expect_event("mailbox.changed").data
    assert changed["safe_senders"] == ["one@first.example", "@third.example"]
    assert len(world.events("mailbox.changed")) == 4  # what was there already changed nothing


@pytest.mark.requirement("mailbox-settings")
def test_an_entry_is_removed_from_its_own_list(world: World, webmail: Webmail) -> None:
    for title in ("安全な差出人", "拒否リスト"):
        webmail.add_to(title, "both@lists.example")
    webmail.remove_from("拒否リスト", "both@lists.example")
    changed = world.expect_event("mailbox.changed").data
    assert (changed["safe_senders"], changed["blocked_senders"]) == (["both@lists.example"], [])


@pytest.mark.requirement("mailbox-settings")
def test_a_switch_is_kept_and_shown_as_it_was_set(page: Page, world: World, webmail: Webmail) -> None:
    world.put_mailbox(webmail.address, persona="isp")
    for option, value in (("そのまま受け取る", "off"), ("削除する", "delete")):
        webmail.switch("迷惑メールの疑いがあるメール", option)
        webmail.open("受信設定")
        expect(page.get_by_label("迷惑メールの疑いがあるメール")).to_have_value(value)
        world.expect_event("mailbox.changed", switches={"suspect": value})
    ask(world)
    world.expect_event("mail.verdict", verdict="discard", rule="unknown-sender")


@pytest.mark.requirement("mail-deleted")
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


@pytest.mark.requirement("mail-written")
@pytest.mark.parametrize(
    ("to", "subject", "text", "said"),
    [
        ("somewhere", "件名", "本文", "メールアドレスを半角で1つ入力してください。"),
        ("a@b.example c@d.example", "件名", "本文", "メールアドレスを半角で1つ入力してください。"),
        ("a@b.example", "件" * 201, "本文", "200文字以内で入力してください。"),
        ("a@b.example", "件名", " ", "本文を5000文字以内で入力してください。"),
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


@pytest.mark.requirement("mail-written")
def test_a_mail_as_long_as_may_be_is_sent(world: World, http: httpx.Client, mailbox: Mailbox) -> None:
    path, subject, text = f"/webmail/{mailbox.address}/compose", "件" * 200, "😀" * 5_000
    for given, status in (((subject, text), 200), ((subject + "件", text), 422), ((subject, text + "本"), 422)):
        data = dict(zip(("subject", "text"), given, strict=True)) | {"to": mailbox.address}
        assert http.post(path, data=data).status_code == status
    assert mailbox.wait(subject=subject).text.strip() == text
    assert len(world.events("mail.queued")) == 1


@pytest.mark.requirement("mail-written", "mail-given-up")
def test_a_mail_to_nobody_comes_back(page: Page, world: World, webmail: Webmail, mailbox: Mailbox) -> None:
    webmail.write(f"nobody@{world.name}.example", "件名", "本文")
    expect(page.get_by_role("heading", name="送信しました")).to_be_visible()
    assert "550 5.1.1" in mailbox.wait(subject="Undelivered Mail").text
