import socket
from collections.abc import Callable
from datetime import datetime, timedelta

import dns.resolver
import pytest

from gmis_simulator.mail.authenticate import authenticate
from gmis_simulator.mail.compose import reset_mail
from gmis_simulator.mail.zone import zone_of
from gmis_simulator.world.authentication import Authentication
from gmis_simulator.world.clock import JST
from gmis_simulator.world.hosts import Host, forwarder_of, mailer_of
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.world import World
from tests.rigs.worlds import NOON

MAILER, FORWARDER = mailer_of("demo"), forwarder_of("demo")
STRANGER = Host("mail.stranger.example", "192.0.2.99")


def as_it_is(raw: bytes) -> bytes:
    return raw


def with_another_body(raw: bytes) -> bytes:
    return raw + b"one line more\r\n"


def with_another_subject(raw: bytes) -> bytes:
    return raw.replace(b"\r\nSubject: ", b"\r\nSubject: [meiwaku] ")


def with_another_header_in_front(raw: bytes) -> bytes:
    return b"Received: from somewhere\r\n" + raw


def a_world(authentication: str = "aligned", *, now: datetime = NOON, seed: int = 1) -> World:
    settings = Settings.model_validate({"mail_authentication": authentication})
    world = World("demo", "http://127.0.0.1:8000/demo", now=now, seed=seed, settings=settings)
    world.put_institution(Institution("ex000000", "見本クリニック", "info@demo.example", "First-1x"))
    return world


def a_mail_of(world: World) -> tuple[bytes, str]:
    """A reset mail and its envelope's sender."""
    letter = world.resets.request("ex000000")
    assert letter
    return reset_mail(world, letter), letter.sender


def checked(world: World, raw: bytes, sender: str, host: Host = MAILER) -> Authentication:
    zone, now = zone_of(world), world.clock.now()
    return authenticate(
        raw, zone=zone, client=host.address, helo=host.name, sender=sender, server="mx.demo.example", now=now
    )


def results(found: Authentication) -> str:
    return f"{found.spf} {found.dkim} {found.dmarc}"


@pytest.fixture(autouse=True)
def _nobody_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's DNS, and all of its network, fail whoever asks."""

    def nobody(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    for owner, name in ((dns.resolver, "resolve"), (dns.resolver.Resolver, "resolve"), (socket, "getaddrinfo")):
        monkeypatch.setattr(owner, name, nobody)
    monkeypatch.setattr(socket.socket, "connect", nobody)
    monkeypatch.setattr(socket.socket, "sendto", nobody)


@pytest.mark.parametrize(
    ("authentication", "host", "change", "expected"),
    [
        ("aligned", MAILER, as_it_is, "pass pass pass"),
        ("aligned", MAILER, with_another_header_in_front, "pass pass pass"),
        ("aligned", MAILER, with_another_body, "pass fail fail"),
        ("aligned", MAILER, with_another_subject, "pass fail fail"),
        ("aligned", FORWARDER, as_it_is, "fail pass pass"),
        ("aligned", FORWARDER, with_another_body, "fail fail fail"),
        ("not-aligned", MAILER, as_it_is, "pass pass fail"),
        ("unsigned", MAILER, as_it_is, "pass none fail"),
        ("unsigned", STRANGER, as_it_is, "fail none fail"),
        ("spf-only", MAILER, as_it_is, "pass none pass"),
        ("spf-only", FORWARDER, as_it_is, "fail none fail"),
    ],
)
def test_spf_dkim_and_dmarc_come_to(
    authentication: str, host: Host, change: Callable[[bytes], bytes], expected: str
) -> None:
    world = a_world(authentication)
    raw, sender = a_mail_of(world)
    found = checked(world, change(raw), sender, host)
    assert (results(found), found.policy) == (expected, "quarantine")
    assert found.header.startswith(f"mx.demo.example; spf={found.spf} smtp.mailfrom={sender}; dkim={found.dkim}")
    assert f"dmarc={found.dmarc}" in found.header


def test_the_null_sender_of_a_bounce_is_checked_by_the_name_in_ehlo() -> None:
    world = a_world()
    raw, _ = a_mail_of(world)
    found = checked(world, raw, "")
    assert results(found) == "pass pass pass"
    assert "smtp.helo=mailer.demo.example" in found.header
    assert results(checked(world, b"Subject: one\r\n\r\nbody", "")) == "pass none none"


@pytest.mark.parametrize(
    "raw",
    [
        b"\r\n",
        b"\r\n\r\nno headers",
        b"From: \r\n\r\n",
        b"From: \xff\xfe\x80\r\nDKIM-Signature: \xff\r\n\r\n\x80",
        b"From: a@b@c <<>\r\nDKIM-Signature: v=1; a=ed25519-sha256; d=; s=; b=!!!\r\n\r\nbody",
        b"From: helpdesk@gmis.mhlw.go.jp\r\nDKIM-Signature: v=1\r\n\r\nbody",
        b"From: one@a.example, two@b.example\r\nFrom: three@c.example\r\n\r\nbody",
    ],
    ids=repr,
)
def test_garbage_is_not_authenticated_and_that_is_all(raw: bytes) -> None:
    world = a_world()
    senders = ["", "someone", "someone@", "@", "a@" + "b." * 200 + "example"]
    hosts = [STRANGER, Host("", "192.0.2.99"), Host("a b..\x00é", "2001:db8::1")]
    found = {(sender, host): checked(world, raw, sender, host) for sender in senders for host in hosts}
    assert {by: each for by, each in found.items() if "pass" in (each.spf, each.dkim, each.dmarc)} == {}


def test_a_signature_that_was_damaged_fails_and_is_not_merely_absent() -> None:
    world = a_world()
    raw, sender = a_mail_of(world)
    damages = {
        b" s=sim": b" s=none", b" i=": b" l=99999; i=", b" t=": b" t=x", b" b=": b" b=!!!", b" bh=": b" bh=AAAA",
        b"c=relaxed": b"c=odd", b"a=ed25519": b"a=rsa", b"h=from :": b"h=",
    }  # fmt: skip
    found = {new: checked(world, raw.replace(old, new, 1), sender) for old, new in damages.items()}
    assert {new: results(each) for new, each in found.items() if results(each) != "pass fail fail"} == {}


@pytest.mark.parametrize("now", [datetime(1999, 1, 1, tzinfo=JST), NOON, datetime(2030, 6, 1, tzinfo=JST)])
def test_a_signature_is_made_and_judged_by_the_worlds_clock(now: datetime) -> None:
    world = a_world(now=now)
    raw, sender = a_mail_of(world)
    assert f"t={int(now.timestamp())};".encode() in raw.replace(b"\r\n ", b"").replace(b" ", b"")
    assert checked(world, raw, sender).dkim == "pass"
    world.clock.advance(timedelta(days=365))
    assert checked(world, raw, sender).dkim == "pass"


def test_a_signature_from_the_worlds_future_fails() -> None:
    later, world = a_world(now=NOON + timedelta(days=30)), a_world()
    assert checked(world, *a_mail_of(later)).dkim == "fail"


def test_the_signature_of_one_world_fails_in_another() -> None:
    one, other = a_world(seed=1), a_world(seed=2)
    assert zone_of(one) != zone_of(other)
    assert checked(one, *a_mail_of(one)).dkim == "pass"
    assert checked(other, *a_mail_of(one)).dkim == "fail"
