from datetime import datetime
from email import message_from_bytes
from email.policy import default

from simulator.mail.compose import compose
from simulator.world.clock import JST
from simulator.world.institution import Institution
from simulator.world.letter import Letter
from simulator.world.settings import Settings
from simulator.world.world import World

NOON = datetime(2026, 1, 15, 12, 0, tzinfo=JST)


def letter_in(world: World, *, name: str = "見本クリニック") -> Letter:
    world.put_institution(Institution("ex000000", name, f"info@{world.name}.example", "First-1x"))
    letter = world.resets.request("ex000000")
    assert letter
    return letter


def a_world(seed: int = 1, settings: Settings | None = None) -> World:
    return World("demo", "http://127.0.0.1:8000/demo", now=NOON, seed=seed, settings=settings)


def test_the_headers_are_those_of_an_automatic_mail_from_the_help_desk() -> None:
    world = a_world()
    mail = message_from_bytes(bytes(compose(world, letter_in(world))), policy=default)

    assert str(mail["From"]) == "厚生労働省G-MIS事務局 <helpdesk@gmis.mhlw.go.jp>"
    assert mail["To"] == "info@demo.example"
    assert mail["Subject"] == "【厚生労働省G-MIS事務局】パスワード再設定のご案内"
    assert mail["Date"].datetime == NOON
    assert str(mail["Date"]).endswith("+0900")
    assert mail["Message-ID"].endswith("@gmis.mhlw.go.jp>")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert {part.get_content_charset() for part in mail.iter_parts()} == {"utf-8"}


def test_text_and_html_carry_the_same_link_and_no_header_carries_the_token() -> None:
    world = a_world()
    letter = letter_in(world)
    assert letter.link
    mail = compose(world, letter)
    url = f"{world.url}/_nc_external/identity/ui/login/ForgotPasswordInterstitial?r={letter.link.token}"

    text, html = (part.get_content() for part in mail.iter_parts())
    assert f"\n{url}\n" in text.replace("\r\n", "\n")
    assert f'<a href="{url}">{url}</a>' in html
    assert not any(letter.link.token in value for value in mail.values())


def test_no_line_is_longer_than_smtp_allows() -> None:
    world = a_world()
    raw = bytes(compose(world, letter_in(world, name="医" * 200)))
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_a_seeded_world_sends_the_same_bytes_again() -> None:
    one, two, other = a_world(1), a_world(1), a_world(2)
    assert bytes(compose(one, letter_in(one))) == bytes(compose(two, letter_in(two)))
    assert bytes(compose(other, letter_in(other))) != bytes(compose(two, letter_in(two)))


def test_subject_and_body_are_settings_and_only_the_template_is_filled_in() -> None:
    world = a_world(settings=Settings(mail_subject="件名", mail_text="{name}さん {hours} {other} {url}"))
    mail = compose(world, letter_in(world, name="{url}{hours}"))
    text = next(iter(mail.iter_parts())).get_content()
    assert mail["Subject"] == "件名"
    assert text.startswith("{url}{hours}さん 24 {other} http://127.0.0.1:8000/demo/")
