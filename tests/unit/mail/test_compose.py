from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from gmis_simulator.mail.compose import reset_mail
from gmis_simulator.mail.message import Message
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.letter import Letter
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.world import World
from tests.rigs.worlds import NOON


def a_world(seed: int = 1, **settings: object) -> World:
    return World("demo", "http://127.0.0.1:8000/demo", now=NOON, seed=seed, settings=Settings.model_validate(settings))


def letter_in(world: World, *, name: str = "見本クリニック") -> Letter:
    world.put_institution(Institution("ex000000", name, f"info@{world.name}.example", "First-1x"))
    letter = world.resets.request("ex000000")
    assert letter
    return letter


def mail_in(world: World, letter: Letter | None = None) -> EmailMessage:
    return message_from_bytes(reset_mail(world, letter or letter_in(world)), policy=default)


def test_the_headers_are_those_of_an_automatic_mail_from_the_help_desk() -> None:
    mail = mail_in(a_world())

    assert str(mail["From"]) == "厚生労働省G-MIS事務局 <helpdesk@gmis.mhlw.go.jp>"
    assert mail["To"] == "info@demo.example"
    assert mail["Subject"] == "【厚生労働省G-MIS事務局】パスワード再設定のご案内"
    assert mail["Date"].datetime == NOON
    assert str(mail["Date"]).endswith("+0900")
    assert mail["Message-ID"].endswith("@gmis.mhlw.go.jp>")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


@pytest.mark.parametrize(
    ("charset", "encoding", "sent_as"),
    [
        ("utf-8", "base64", "base64"),
        ("utf-8", "quoted-printable", "quoted-printable"),
        ("iso-2022-jp", "base64", "7bit"),
    ],
)
def test_text_and_html_carry_the_same_link_and_no_header_carries_the_token(
    charset: str, encoding: str, sent_as: str
) -> None:
    world = a_world(mail_charset=charset, mail_encoding=encoding)
    letter = letter_in(world)
    assert letter.link
    mail = mail_in(world, letter)
    url = f"{world.url}/_nc_external/identity/ui/login/ForgotPasswordInterstitial?r={letter.link.token}"

    assert mail["Subject"] == "【厚生労働省G-MIS事務局】パスワード再設定のご案内"
    assert {part.get_content_charset() for part in mail.iter_parts()} == {charset}
    assert {part["Content-Transfer-Encoding"] for part in mail.iter_parts()} == {sent_as}
    (_, text), (_, html) = Message(mail.as_bytes()).texts()
    assert f"\n{url}\n" in text.replace("\r\n", "\n")
    assert f'<a href="{url}">{url}</a>' in html
    assert "厚生労働省G-MIS事務局" in text
    assert not any(letter.link.token in value for value in mail.values())


@pytest.mark.parametrize("charset", ["utf-8", "iso-2022-jp"])
def test_no_line_is_longer_than_smtp_allows_and_none_ends_by_a_bare_sign(charset: str) -> None:
    world = a_world(mail_charset=charset)
    raw = reset_mail(world, letter_in(world, name="医" * 200))
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")


def test_a_seeded_world_sends_the_same_bytes_again() -> None:
    one, two, other = a_world(1), a_world(1), a_world(2)
    assert reset_mail(one, letter_in(one)) == (sent := reset_mail(two, letter_in(two)))
    assert reset_mail(other, letter_in(other)) != sent


def test_subject_and_body_are_settings_and_only_the_template_is_filled_in() -> None:
    world = a_world(mail_subject="件名", mail_text="{name}さん {hours} {other} {url}")
    mail = mail_in(world, letter_in(world, name="{url}{hours}"))
    text = next(iter(mail.iter_parts())).get_content()
    assert mail["Subject"] == "件名"
    assert text.startswith("{url}{hours}さん 24 {other} http://127.0.0.1:8000/demo/")


def test_a_sign_that_the_charset_does_not_know_becomes_a_question_mark() -> None:
    world = a_world(mail_charset="iso-2022-jp", mail_subject="①件名", mail_text="{name} {url}")
    mail = mail_in(world, letter_in(world, name="見本😀クリニック"))
    assert mail["Subject"] == "?件名"
    assert next(iter(mail.iter_parts())).get_content().startswith("見本?クリニック ")


def test_a_locked_account_gets_a_mail_without_any_link() -> None:
    world = a_world()
    letter = letter_in(world)
    letter.link = None
    (_, text), (_, html) = Message(reset_mail(world, letter)).texts()
    assert "ロックされている" in text
    assert "http" not in text + html
