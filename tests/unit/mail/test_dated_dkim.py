import base64
from datetime import datetime, timedelta

import dkim
import pytest
from nacl.signing import SigningKey

from gmis_simulator.mail.dated_dkim import DatedDkim
from tests.rigs.worlds import NOON

KEY = SigningKey(b"k" * 32)
MAIL = b"From: someone@clinic.example\r\nSubject: one\r\n\r\nbody\r\n"


class Expiring(DatedDkim):
    """Signs with x=, which dkimpy itself never does."""

    expires = 0

    def gen_header(self, fields: list[tuple[bytes, bytes]], *more: object, **options: object) -> bytes:
        fields.insert(1, (b"x", str(self.expires).encode()))
        return super().gen_header(fields, *more, **options)


def signed(signer: DatedDkim) -> bytes:
    """MAIL with the signature of ``signer`` in front."""
    signer.signature_algorithm = b"ed25519-sha256"
    signature: bytes = signer.sign(b"sel", b"clinic.example", base64.b64encode(bytes(KEY)))
    return signature + MAIL


def verified(raw: bytes, now: datetime) -> bool:
    """Whether the signature holds at ``now``; what dkimpy raises is raised here."""
    public = base64.b64encode(bytes(KEY.verify_key))
    return bool(DatedDkim(raw, now).verify(dnsfunc=lambda *_, **__: b"v=DKIM1; k=ed25519; p=" + public))


@pytest.mark.parametrize("later", [timedelta(hours=-10), timedelta(0), timedelta(days=3650)])
def test_a_signature_holds_from_ten_hours_before_its_stamp_on(later: timedelta) -> None:
    assert verified(signed(DatedDkim(MAIL, NOON)), NOON + later)


def test_a_signature_of_the_future_is_refused_with_both_moments() -> None:
    with pytest.raises(dkim.ValidationError, match=rf"t= is {int(NOON.timestamp())}, in the future"):
        verified(signed(DatedDkim(MAIL, NOON)), NOON - timedelta(hours=10, seconds=1))


def test_a_signature_ends_ten_hours_after_it_expires() -> None:
    signer = Expiring(MAIL, NOON)
    signer.expires = int(NOON.timestamp()) + 3600
    raw = signed(signer)
    assert verified(raw, NOON + timedelta(hours=11))
    with pytest.raises(dkim.ValidationError, match=r"x= is .* in the past"):
        verified(raw, NOON + timedelta(hours=11, seconds=1))


def test_a_signature_that_expires_before_it_was_made_is_refused() -> None:
    signer = Expiring(MAIL, NOON)
    signer.expires = int(NOON.timestamp()) - 1
    with pytest.raises(dkim.ValidationError, match="x= is"):
        verified(signed(signer), NOON)


@pytest.mark.parametrize("stamp", ["t=soon", "x=never"])
def test_a_moment_that_is_no_number_is_refused(stamp: str) -> None:
    raw = signed(DatedDkim(MAIL, NOON)).replace(b"v=1;", f"v=1; {stamp};".encode(), 1).replace(b" t=1", b" n=1", 1)
    with pytest.raises(dkim.ValidationError, match="must be a whole number of seconds"):
        verified(raw, NOON)


def test_what_was_changed_after_signing_does_not_hold() -> None:
    raw = signed(DatedDkim(MAIL, NOON))
    with pytest.raises(dkim.ValidationError, match="body hash"):
        verified(raw + b"more\r\n", NOON)
    assert not verified(raw.replace(b"Subject: one", b"Subject: two"), NOON)
    assert not verified(MAIL, NOON)
