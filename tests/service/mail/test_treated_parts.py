"""Which parts of a mail a treatment touches: texts that need it, and nothing else."""

import pytest

from tests.rigs.treated import LINK, led, through, typed

PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n\r\nno link\r\n"
LINKED = f"Content-Type: text/plain; charset=utf-8\r\n\r\nopen {LINK}\r\n".encode()
HTML = f'Content-Type: text/html; charset=utf-8\r\n\r\n<a href="{LINK}">x</a>\r\n'.encode()
OTHERS = {
    "an attached text": f"Content-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\nopen {LINK}\r\n",
    "an attached page": f"Content-Type: text/html\r\nContent-Disposition: attachment\r\n\r\n<a href='{LINK}'>x</a>\r\n",
    "an image": "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <i>\r\n\r\nAAEC\r\n",
    "a signature": "Content-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nAAEC\r\n",
    "an invitation": f"Content-Type: text/calendar; method=REQUEST\r\n\r\nURL:{LINK}\r\n",
    "a text that begins wrongly": f" folded: yes\r\nContent-Type: text/plain\r\n\r\n{LINK}\r\n",
    "a mail": f"Content-Type: message/rfc822\r\n\r\nSubject: inside\r\n\r\nopen {LINK}\r\n",
    "a binary": "Content-Type: application/octet-stream; name=a.bin\r\n\r\n\x01\x02\r\n",
}


def container(kind: str, *parts: bytes) -> bytes:
    body = b"preamble\r\n" + b"".join(b"--B=\r\n" + part for part in parts) + b"--B=--\r\nepilogue"
    return typed(f'multipart/{kind}; boundary="B="', body)


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS.keys())
@pytest.mark.parametrize("persona", ["outlook", "hospital-gateway"])
def test_beside_a_text_that_is_treated_every_other_part_stays_byte_for_byte(persona: str, other: str) -> None:
    message, stored, world = through(persona, container("mixed", PLAIN, HTML, other.encode()))
    assert b"--B=\r\n" + PLAIN in stored
    assert b"--B=\r\n" + other.encode() in stored
    assert b"\r\npreamble\r\n" in stored
    assert stored.endswith(b"--B=--\r\nepilogue\r\n")
    if persona == "outlook":
        assert led(world).replace("&", "&amp;") in message["HTML"]
    else:
        assert message["HTML"].strip() == "x"


@pytest.mark.parametrize("kind", ["signed", "mixed", "alternative", "related", "report"])
@pytest.mark.parametrize("persona", ["outlook", "hospital-gateway"])
def test_a_container_in_which_nothing_needs_treatment_stays_byte_for_byte(persona: str, kind: str) -> None:
    raw = container(kind, PLAIN, OTHERS["a signature"].encode(), OTHERS["an attached text"].encode())
    _, stored, _ = through(persona, raw)
    assert stored.endswith(raw)


def test_a_text_in_a_container_in_a_container_is_treated() -> None:
    inner = (
        b'Content-Type: multipart/alternative; boundary="C"\r\n\r\n--C\r\n' + LINKED + b"--C\r\n" + HTML + b"--C--\r\n"
    )
    message, stored, world = through("outlook", container("mixed", inner, OTHERS["an image"].encode()))
    assert message["Text"] == f"open {led(world)}"
    assert led(world).replace("&", "&amp;") in message["HTML"]
    assert stored.endswith(OTHERS["an image"].encode() + b"--B=--\r\nepilogue\r\n")


def test_what_a_treated_part_says_of_itself_stays_but_for_its_charset_and_encoding() -> None:
    part = (
        b'X-Before: 1\r\nContent-Type: TEXT/PLAIN;\r\n charset=Shift_JIS; format=flowed; x="a\\"b"\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\nContent-ID: <c@ward.example>\r\n\r\n=8C=8F "
        + LINK.replace("=", "=3D").encode()
        + b"\r\n"
    )
    message, stored, world = through("outlook", container("mixed", part, PLAIN))
    assert message["Text"].startswith(f"件 {led(world)}")
    for line in (b"X-Before: 1\r\n", b"Content-ID: <c@ward.example>\r\n", b'format="flowed"', b'x="a\\"b"'):
        assert line in stored
    assert b"quoted-printable" not in stored
    assert b"Shift_JIS" not in stored
    assert stored.count(b"Content-Transfer-Encoding: base64\r\n") == 1


def test_what_follows_the_end_of_a_container_is_no_part() -> None:
    raw = container("mixed", PLAIN) + b"--B=\r\n" + LINKED
    _, stored, _ = through("outlook", raw)
    assert stored.endswith(raw)
