"""③' The registered address is dead: the office is asked for another one, by mail."""

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

OFFICE = "teikihokoku@kosaido.co.jp"
HELPDESK = "helpdesk@gmis.mhlw.go.jp"


@pytest.fixture
def gmis_world(gmis_new_world: NewWorld) -> World:
    """A world whose institution has a dead address, and a mailbox at another one."""
    made = gmis_new_world(now="2026-01-15T12:00:00+09:00", seed=1)
    made.put_mailbox(made.institution.registered_address, persona="dead")
    made.put_mailbox(new_address(made), persona="plain")
    return made


@pytest.fixture
def gmis_mailbox(gmis_mailpit: Mailpit, gmis_world: World) -> Mailbox:
    """The mailbox at the new address."""
    return Mailbox(gmis_mailpit, gmis_world, new_address(gmis_world))


@pytest.fixture
def gmis_webmail(gmis_page: Page, gmis_world: World) -> Webmail:
    """It in the browser."""
    return Webmail(gmis_page, f"{gmis_world.url}/webmail", new_address(gmis_world))


def new_address(world: World) -> str:
    return f"shin@{world.name}.example"


def request(world: World, name: str = "見本クリニック") -> str:
    return (
        "お世話になっております。\n"
        f"①医療機関名：{name}\n②所在地：大阪府見本市見本町１－１\n③ご担当者名：見本 花子\n"
        f"④変更後のメールアドレス：{new_address(world)}\nよろしくお願いいたします。\n"
    )


@pytest.mark.requirement("change-request", "one-to-two-weeks", "change-announced")
def test_a_complete_request_is_registered_in_one_to_two_weeks_and_resets_go_to_the_new_address(
    page: Page, world: World, webmail: Webmail, mailbox: Mailbox
) -> None:
    webmail.write(OFFICE, "メールアドレスの変更", request(world))
    assert "受け付けました" in mailbox.wait(subject="ご依頼について").text
    world.advance("6d")
    world.advance("23h59m59s")
    world.expect_no_event("address.changed")
    world.at("④")
    mailbox.expect_none()  # until then the old address counts

    world.advance("7d")
    world.advance("1s")
    world.expect_event("address.changed", address=new_address(world))
    assert "変更が完了しました" in mailbox.wait(subject="変更が完了しました").text
    mailbox.expect_none()
    world.at("④")
    mailbox.wait(subject=MAIL_SUBJECT)
    webmail.open()
    webmail.open_message(MAIL_SUBJECT)
    webmail.link.click()
    expect(MedLogin(page, world.url).heading("パスワードをリセットしますか？")).to_be_visible()


@pytest.mark.requirement("one-to-two-weeks", "settings-count", "change-request")
def test_how_many_days_it_takes_is_set_and_one_may_ask_again_afterwards(
    world: World, webmail: Webmail, mailbox: Mailbox
) -> None:
    world.change_settings(address_change_days=[1, 1])
    for times in (1, 2):
        webmail.write(OFFICE, "メールアドレスの変更", request(world))
        assert "受け付けました" in mailbox.wait(subject="ご依頼について").text
        world.advance("23h59m59s")
        assert len(world.events("address.changed")) == times - 1
        world.advance("1s")
        assert "変更が完了しました" in mailbox.wait(subject="変更が完了しました").text
    assert [event.data["outcome"] for event in world.events("office.answered")] == ["accepted"] * 2


@pytest.mark.requirement("change-request")
def test_of_two_institutions_of_one_name_the_one_at_that_place_is_meant(
    world: World, webmail: Webmail, mailbox: Mailbox
) -> None:
    world.put_institution("ex000001", name="見本クリニック", location="大阪府見本市別町２－３")
    webmail.write(OFFICE, "変更", request(world).replace("見本町１－１", "知らない町"))
    assert "複数登録されています" in mailbox.wait().text
    webmail.write(OFFICE, "変更", request(world).replace("見本町１－１", "別町 2-3"))
    assert "受け付けました" in mailbox.wait().text
    world.advance("14d")
    assert [event.data["username"] for event in world.events("address.changed")] == ["ex000001"]


@pytest.mark.requirement("four-items")
def test_what_is_missing_is_asked_for_by_name(world: World, webmail: Webmail, mailbox: Mailbox) -> None:
    text = "\n".join(line for line in request(world).splitlines() if "③" not in line)
    webmail.write(OFFICE, "メールアドレスの変更", text)
    answer = mailbox.wait().text
    assert "③ご担当者名" in answer
    for there in ("①", "②所在地", "④"):
        assert there not in answer.partition("③")[0]
        assert there not in answer.partition("③")[2]
    world.expect_event("office.answered", outcome="missing", missing=["③ご担当者名"])


@pytest.mark.requirement("change-request")
def test_a_second_request_and_an_unknown_institution_are_answered_and_change_nothing(
    world: World, webmail: Webmail, mailbox: Mailbox
) -> None:
    webmail.write(OFFICE, "変更", request(world))
    mailbox.wait()
    webmail.write(OFFICE, "変更", request(world))
    assert "すでに受け付けており" in mailbox.wait().text
    webmail.write(OFFICE, "変更", request(world, "知らない医院"))
    assert "登録が見つかりませんでした" in mailbox.wait().text
    webmail.write(OFFICE, "変更", request(world).replace("④変更後のメールアドレス：shin", "④メールアドレス：新しい"))
    assert "登録できません" in mailbox.wait().text
    outcomes = [event.data["outcome"] for event in world.events("office.answered")]
    assert outcomes == ["accepted", "in-progress", "unknown", "no-address"]
    world.advance("14d")
    assert len(world.events("address.changed")) == 1


@pytest.mark.requirement("send-only")
def test_a_mail_to_the_send_only_address_gets_no_answer(
    page: Page, world: World, webmail: Webmail, mailbox: Mailbox
) -> None:
    webmail.write(HELPDESK, "変更", request(world))
    expect(page.get_by_role("heading", name="送信しました")).to_be_visible()
    mailbox.expect_none()
    world.expect_event("mail.unanswered", to=HELPDESK)
    world.advance("14d")
    mailbox.expect_none()
