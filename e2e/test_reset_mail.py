"""③ The mail itself: who it is from, when, in which charset, in both of its parts, and whom it is about."""

import re
from datetime import datetime
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

import httpx
import pytest

from pytest_gmis.client.control import World
from pytest_gmis.client.expect_mail import expect_mail
from pytest_gmis.client.mail import Mail
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.client.mailpit import Mailpit
from pytest_gmis.plugin.fixtures import MailboxOf, NewWorld
from pytest_gmis.plugin.marks import leaflet_step

pytestmark = leaflet_step("③")

NOON = "2026-01-15T12:00:00+09:00"
HELPDESK = "helpdesk@gmis.mhlw.go.jp"
SUBJECT = "【厚生労働省G-MIS事務局】パスワード再設定のご案内"


@pytest.fixture
def gmis_world(gmis_new_world: NewWorld) -> World:
    """At noon of a day long ago, with two institutions; its clock stands still."""
    second = {"username": "ex000001", "name": "見本薬局"}
    return gmis_new_world(now=NOON, institutions=[{"username": "ex000000", "name": "見本クリニック"}, second])


def asked(world: World, mailbox: Mailbox, **settings: Any) -> Mail:
    """The mail that a request brings in a world of such ``settings``."""
    if settings:
        world.change_settings(**settings)
    world.at("④")
    return mailbox.wait()


def parts_of(mail: Mail) -> list[Any]:
    return [part for part in mail.source.walk() if part.get_content_maintype() == "text"]


@pytest.mark.requirement("mail-headers", "mail-sender", "mail-subject")
def test_its_headers_say_who_what_and_when_by_the_worlds_clock(world: World, mailbox: Mailbox) -> None:
    mail = asked(world, mailbox)
    source = mail.source
    assert parseaddr(str(source["From"])) == ("厚生労働省G-MIS事務局", HELPDESK)
    assert parseaddr(str(source["To"]))[1] == world.institution.registered_address
    assert str(source["Message-ID"]).endswith("gmis.mhlw.go.jp>")  # the sender's, and not from whoever received it
    assert not source["Cc"]
    assert not source["Reply-To"]
    assert mail.subject == SUBJECT
    date = parsedate_to_datetime(str(source["Date"]))
    assert date == datetime.fromisoformat(world.now())
    assert date.isoformat() == NOON
    expect_mail(mail).to_be_a_proper_reset_mail(world)

    world.advance("1h")
    later = asked(world, mailbox)
    assert later.source["Message-ID"] != source["Message-ID"]
    assert parsedate_to_datetime(str(later.source["Date"])).isoformat() == "2026-01-15T13:00:00+09:00"
    assert len(mailbox.mails()) == len(world.events("mail.delivered")) == 2


@pytest.mark.requirement("mail-parts", "mail-says-how-long", "mail-names-the-account", "token-secret")
def test_text_and_html_say_the_same_text_first_and_name_account_and_hours(world: World, mailbox: Mailbox) -> None:
    mail = asked(world, mailbox)
    assert mail.source.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in parts_of(mail)] == ["text/plain", "text/html"]
    assert mail.text.startswith("見本クリニック 様")
    assert "ユーザ名: ex000000" in mail.text
    assert "有効期限は24時間です" in mail.text
    assert mail.links() == mail.hrefs() == [mail.reset_link()]
    assert re.search(r'<html[^>]* lang="ja"', mail.html)
    in_html = re.sub(r"<[^>]+>", "", mail.html)
    assert "".join(in_html.split()) == "".join(mail.text.split())
    for part in parts_of(mail):
        assert part.get_content_charset() == "utf-8"
        assert part["Content-Transfer-Encoding"] == "base64"
    for secret in (world.institution.password, world.institutions[1].name):
        assert secret not in mail.text + mail.html


@pytest.mark.requirement("mail-names-the-account", "link-of-another")
def test_it_is_addressed_to_the_institution_that_asked(world: World, mailpit: Mailpit) -> None:
    world.at("④", "ex000001")
    mail = Mailbox(mailpit, world, world.institutions[1].registered_address).wait()
    assert mail.text.startswith("見本薬局 様")
    assert "ユーザ名: ex000001" in mail.text
    assert "見本クリニック" not in mail.text + mail.html
    assert [event.data["to"] for event in world.events("mail.queued")] == [world.institutions[1].registered_address]


@pytest.mark.requirement("settings-count", "mail-says-how-long", "mail-subject")
def test_its_words_are_set(world: World, mailbox: Mailbox) -> None:
    words = "{name}\n{username}\n{hours}時間\n{url}\n"
    mail = asked(world, mailbox, mail_subject="【試験】再設定", mail_text=words, link_lifetime_hours=48)
    assert mail.subject == "【試験】再設定"
    assert mail.text.split() == ["見本クリニック", "ex000000", "48時間", mail.reset_link()]


@pytest.mark.requirement("settings-count", "mail-charset")
@pytest.mark.parametrize(
    ("settings", "charset", "encoding"),
    [
        ({"mail_charset": "iso-2022-jp"}, "iso-2022-jp", "7bit"),
        ({"mail_encoding": "quoted-printable"}, "utf-8", "quoted-printable"),
    ],
    ids=["iso-2022-jp", "quoted-printable"],
)
def test_its_charset_and_encoding_are_set_and_kept_to(
    world: World, mailbox: Mailbox, settings: dict[str, str], charset: str, encoding: str
) -> None:
    mail = asked(world, mailbox, **settings)
    for part in parts_of(mail):
        assert (part.get_content_charset(), part["Content-Transfer-Encoding"]) == (charset, encoding)
        assert "見本クリニック 様" in part.get_content()
    assert mail.subject == SUBJECT
    head = mail.fetch().decode("ascii").partition("\r\n\r\n")[0].lower()
    assert set(re.findall(r"=\?([\w-]+)\?", head)) == {charset}
    mail.reset_link()


@pytest.mark.requirement("mail-authentic", "settings-count")
@pytest.mark.parametrize(
    ("authentication", "results", "signed_by"),
    [
        ("aligned", "spf=pass dkim=pass dmarc=pass", "gmis.mhlw.go.jp"),
        ("not-aligned", "spf=pass dkim=pass dmarc=fail", "mailer.{world}.example"),
        ("unsigned", "spf=pass dkim=none dmarc=fail", ""),
        ("spf-only", "spf=pass dkim=none dmarc=pass", ""),
    ],
)
def test_the_recipients_server_finds_it_authentic_as_configured(
    world: World, mailbox: Mailbox, authentication: str, results: str, signed_by: str
) -> None:
    source = asked(world, mailbox, mail_authentication=authentication).source
    found = dict(re.findall(r"(?<![.\w])(spf|dkim|dmarc)=(\w+)", str(source["Authentication-Results"])))
    assert " ".join(f"{name}={found[name]}" for name in ("spf", "dkim", "dmarc")) == results
    signature = str(source["DKIM-Signature"] or "")
    assert (re.findall(r"\bd=([^;\s]+)", signature) or [""])[0] == signed_by.replace("{world}", world.name)


@pytest.mark.requirement("envelope-sender", "settings-count")
def test_what_cannot_be_delivered_goes_back_to_the_bounce_address(new_world: NewWorld, mailpit: Mailpit) -> None:
    for settings, returned in (
        ({}, "bounce@mailer.{world}.example"),
        ({"envelope_sender": "back@returns.{world}.test"}, "back@returns.{world}.test"),
        ({"mail_authentication": "spf-only"}, HELPDESK),
    ):
        world = new_world(now=NOON, settings=settings)
        world.put_mailbox(world.institution.registered_address, persona="dead")
        link = world.at("④").link or ""
        world.settle()
        address = returned.replace("{world}", world.name)
        world.expect_event("mail.bounced", to=world.institution.registered_address, code=550, returned_to=address)
        if returned != HELPDESK:
            notice = Mailbox(mailpit, world, address).wait(subject="Undelivered Mail")
            assert "550 5.1.1" in notice.text
            (headers,) = (part for part in notice.source.walk() if part.get_content_type() == "text/rfc822-headers")
            assert f"To: {world.institution.registered_address}" in str(headers)
            assert "base64" not in str(headers)  # as the text with the link is
            assert link.partition("?r=")[2] not in str(notice.source)
        assert len(world.events("mail.bounced")) == 1
        world.expect_no_event("mail.deferred")


@pytest.mark.requirement("account-locked", "settings-count")
def test_the_mail_to_a_locked_account_says_so_in_words_that_are_set(
    world: World, http: httpx.Client, mailbox: Mailbox
) -> None:
    world.put_institution("ex000000", name="見本クリニック", locked=True)
    http.post("/s/login/ForgotPassword", data={"username": "ex000000"})
    mail = mailbox.wait()
    assert mail.text.startswith("見本クリニック 様")
    assert "アカウントがロックされている" in mail.text
    assert "".join(re.sub(r"<[^>]+>", "", mail.html).split()) == "".join(mail.text.split())
    assert mail.links() == mail.hrefs() == []

    world.change_settings(locked_mail_text="{username} は使えません\n")
    http.post("/s/login/ForgotPassword", data={"username": "ex000000"})
    assert mailbox.wait().text.split() == ["ex000000", "は使えません"]
    world.expect_event("reset.requested", outcome="locked")
    world.expect_no_event("link.issued")


@pytest.mark.requirement("mail-arrives", "forged-host")
def test_a_link_is_long_not_to_be_guessed_and_never_the_same(world: World) -> None:
    tokens = [(world.at("④").link or "").partition("?r=")[2] for _ in range(4)]
    assert len(set(tokens)) == 4
    for token in tokens:
        assert re.fullmatch(r"[A-Za-z0-9_-]{22,}", token)
        assert not token.isdigit()


@pytest.mark.requirement("mail-authentic", "settings-count")
def test_what_becomes_of_a_mail_that_fails_is_as_its_domain_asks(new_world: NewWorld, mailbox_of: MailboxOf) -> None:
    for policy, verdict, folders in (
        ("none", "inbox", ["inbox"]),
        ("quarantine", "junk", ["junk"]),
        ("reject", "reject", []),
    ):
        world = new_world(now=NOON, settings={"dmarc_policy": policy, "mail_authentication": "not-aligned"})
        world.put_mailbox(world.institution.registered_address, persona="gmail")
        world.at("④")
        world.settle()
        assert [mail.folder for mail in mailbox_of(world).mails()] == folders
        world.expect_event("mail.verdict", to=world.institution.registered_address, verdict=verdict)
