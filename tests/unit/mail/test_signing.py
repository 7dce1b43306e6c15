from gmis_simulator.mail.message import Message
from gmis_simulator.mail.signing import sign
from gmis_simulator.mail.zone import signing_key, zone_of
from gmis_simulator.world.world import World
from tests.rigs.worlds import NOON

RAW = b"From: someone@gmis.mhlw.go.jp\r\nTo: info@demo.example\r\nSubject: one\r\n\r\nbody\r\n"


def a_world(name: str = "demo", seed: int | None = None) -> World:
    return World(name, f"http://127.0.0.1:8000/{name}", now=NOON, seed=seed)


def test_a_signature_stands_in_front_of_the_unchanged_message_and_names_domain_and_selector() -> None:
    signed = sign(a_world(), RAW, "gmis.mhlw.go.jp", NOON)
    assert signed.endswith(RAW)
    said = "".join(Message(signed).header("DKIM-Signature").split())
    for part in ("a=ed25519-sha256", "c=relaxed/relaxed", "d=gmis.mhlw.go.jp", "s=sim", f"t={int(NOON.timestamp())}"):
        assert f"{part};" in said


def test_worlds_share_no_key_unless_they_share_their_seed() -> None:
    worlds = [a_world("one"), a_world("two"), a_world("one", seed=1), a_world("two", seed=2)]
    assert len({bytes(signing_key(world)) for world in worlds}) == 4
    assert signing_key(a_world(seed=7)) == signing_key(a_world("other", seed=7))


def test_a_seeded_world_signs_the_same_again() -> None:
    one, again = (sign(a_world(seed=1), RAW, "gmis.mhlw.go.jp", NOON) for _ in range(2))
    assert one == again


def test_the_public_key_is_in_the_zone_of_the_world_for_whoever_signs_in_it() -> None:
    zone = zone_of(a_world())
    keys = {name: text for name, text in zone.items() if "_domainkey" in name}
    signers = ["gmis.mhlw.go.jp", "mailer.demo.example", "kosaido.co.jp"]
    assert sorted(keys) == sorted(f"sim._domainkey.{domain}" for domain in signers)
    assert len(set(keys.values())) == 1
