import httpx
import pytest

from pytest_gmis.client.control import World
from pytest_gmis.client.expect_mail import expect_mail
from pytest_gmis.client.mail import Mail
from pytest_gmis.plugin.fixtures import MailboxOf, NewWorld

pytestmark = pytest.mark.usefixtures("english")

PROPER = (
    "Authentication-Results: mx.demo.example; dmarc=pass\r\nFrom: helpdesk@gmis.mhlw.go.jp\r\nSubject: s\r\n"
    "Message-ID: <1@gmis.mhlw.go.jp>\r\nDate: Thu, 15 Jan 2026 12:00:00 +0900\r\nAuto-Submitted: auto-generated\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\nhttp://127.0.0.1:8000/demo/x?r=abc\r\n"
)


def mail(source: str) -> Mail:
    text = source.partition("\r\n\r\n")[2]
    return Mail("1", "inbox", "s", "helpdesk@gmis.mhlw.go.jp", text, f'<a href="{text.strip()}">', source.encode)


def reset_mail(world: World, mailbox_of: MailboxOf) -> Mail:
    data = {"username": world.institution.username}
    httpx.post(f"{world.url}/s/login/ForgotPassword", data=data, trust_env=False)
    return mailbox_of(world).wait()


@pytest.mark.parametrize(
    "settings",
    [{}, {"mail_encoding": "quoted-printable"}, {"mail_charset": "iso-2022-jp"}, {"mail_authentication": "spf-only"}],
)
def test_the_reset_mail_is_proper_in_every_charset_and_encoding(
    new_world: NewWorld, mailbox_of: MailboxOf, settings: dict[str, str]
) -> None:
    world = new_world(settings=settings)
    found = reset_mail(world, mailbox_of)
    expect_mail(found).to_be_a_proper_reset_mail(world)
    assert found.reset_link().startswith(world.url)


def test_a_mail_that_is_not_authenticated_is_not_proper(new_world: NewWorld, mailbox_of: MailboxOf) -> None:
    world = new_world(settings={"mail_authentication": "unsigned"})
    with pytest.raises(AssertionError, match=r"DMARC did not pass: .*dkim=none"):
        expect_mail(reset_mail(world, mailbox_of)).to_be_a_proper_reset_mail(world)


@pytest.mark.parametrize(
    ("before", "after", "assertion", "said"),
    [
        ("From: helpdesk", "From: someone", lambda e: e.to_be_from("helpdesk@gmis.mhlw.go.jp"), "From is"),
        ("<1@gmis", "1@gmis", lambda e: e.to_have_a_message_id(), "Message-ID is"),
        ("Date: Thu, 15 Jan 2026", "Date: yesterday", lambda e: e.to_be_dated(None), "Date is"),
        ("charset=utf-8", "charset=x-sjis", lambda e: e.to_name_a_charset(), "names the charset 'x-sjis'"),
        ("text/plain", "text/html", lambda e: e.to_have_a_text_part(), "no text/plain part"),
        ("127.0.0.1:8000", "elsewhere.example", lambda e: e.to_link_only_to("127.0.0.1"), "links lead to"),
        ("Subject: s", "Subject: abc", lambda e: e.to_keep_its_token_secret(), "headers \\['Subject'\\]"),
        ("auto-generated", "no", lambda e: e.to_be_automatic(), "Auto-Submitted is 'no'"),
        ("dmarc=pass", "dmarc=fail", lambda e: e.to_be_aligned(), "DMARC did not pass"),
    ],
)  # fmt: skip
def test_each_assertion_says_what_is_wrong(before: str, after: str, assertion: object, said: str) -> None:
    assert callable(assertion)
    with pytest.raises(AssertionError, match=said):
        assertion(expect_mail(mail(PROPER.replace(before, after))))
