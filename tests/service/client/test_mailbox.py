import threading

import httpx
import pytest

from pytest_gmis.client.control import World
from pytest_gmis.client.mailbox import Mailbox

pytestmark = pytest.mark.usefixtures("english")


def ask(world: World) -> None:
    data = {"username": world.institution.username}
    httpx.post(f"{world.url}/s/login/ForgotPassword", data=data, trust_env=False)


def test_a_mail_that_is_there_already_is_handed_out_at_once(world: World, mailbox: Mailbox) -> None:
    ask(world)
    world.settle()
    assert "パスワード再設定" in mailbox.wait().subject


def test_a_mail_that_comes_later_is_pushed(world: World, mailbox: Mailbox) -> None:
    later = threading.Timer(0.2, ask, [world])
    later.start()
    mail = mailbox.wait()
    later.join()
    assert mail.id == world.expect_event("mail.delivered").data["id"]


def test_each_mail_is_handed_out_once_in_the_order_in_which_they_came(world: World, mailbox: Mailbox) -> None:
    for _ in range(2):
        ask(world)
        world.settle()
    first, second = mailbox.wait(), mailbox.wait()
    assert [first.id, second.id] == [event.data["id"] for event in world.events("mail.delivered")]
    mailbox.expect_none()


def test_a_wait_in_vain_says_what_arrived_where_and_which_rule_took_the_rest(world: World, mailbox: Mailbox) -> None:
    world.put_mailbox(mailbox.address, persona="junk-unknown")
    ask(world)
    world.settle()
    with pytest.raises(AssertionError) as caught:
        mailbox.wait(subject="再設定", timeout=0.05)
    said = str(caught.value)
    assert f"a mail with '再設定' in its subject to {mailbox.address} did not reach inbox in 0.05 s." in said
    assert "junk: 【厚生労働省G-MIS事務局】パスワード再設定のご案内" in said
    assert "junk by unknown-sender" in said
    assert "helpdesk@gmis.mhlw.go.jp は知らない差出人です" in said


def test_a_wait_in_vain_where_nothing_was_sent_says_so(mailbox: Mailbox) -> None:
    with pytest.raises(AssertionError, match=r"(?s)Arrived:.*\(none\).*Verdicts:.*none: no mail came"):
        mailbox.wait(timeout=0.05)


def test_absence_is_not_proven_while_there_is_a_mail(world: World, mailbox: Mailbox) -> None:
    mailbox.expect_none()
    ask(world)
    with pytest.raises(AssertionError, match=r"no mail to .* was expected in any folder"):
        mailbox.expect_none()
    mailbox.expect_none(folder="junk")
    mailbox.expect_none(subject="another subject")


def test_a_mailbox_sees_its_own_address_alone(world: World, mailbox: Mailbox) -> None:
    world.put_institution("ex000001", registered_address=f"x{mailbox.address}")
    httpx.post(f"{world.url}/s/login/ForgotPassword", data={"username": "ex000001"}, trust_env=False)
    world.expect_event("mail.queued", to=f"x{mailbox.address}")
    mailbox.expect_none()
