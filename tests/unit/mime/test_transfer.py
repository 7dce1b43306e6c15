"""Content-Transfer-Encoding undone, broken or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmis_simulator.mime.transfer import decode_transfer
from tests.rigs.drawn import drawn


@pytest.mark.parametrize(
    ("encoding", "body", "content"),
    [
        ("base64", b"YWJj", b"abc"),
        ("base64", b"YW\r\nJj\r\n", b"abc"),
        ("base64", b"YW*Jj!", b"abc"),
        ("base64", b"YWI", b"ab"),  # no padding
        ("base64", b"YQ==YWJj", b"a\x06\x16&"),  # padding is passed over like all that is no digit
        ("base64", b"YWJjZ", b""),  # one digit too many
        ("base64", b"", b""),
        ("quoted-printable", b"a=E3=81=82b", b"a\xe3\x81\x82b"),
        ("quoted-printable", b"a=e3", b"a\xe3"),
        ("quoted-printable", b"soft=\r\nly=\nbroken", b"softlybroken"),
        ("quoted-printable", b"blanks \t\r\nat the end  ", b"blanks\r\nat the end"),
        ("quoted-printable", b"a =20\r\n", b"a  \r\n"),  # an encoded blank is one
        ("quoted-printable", b"a=ZZ=", b"a=ZZ="),
        ("quoted-printable", b"a==41", b"a=A"),
        ("7bit", b"a=41", b"a=41"),
        ("", b"YWJj", b"YWJj"),
        ("x-none", b"YWJj", b"YWJj"),
    ],
    ids=repr,
)
def test_a_body_is_decoded(encoding: str, body: bytes, content: bytes) -> None:
    assert decode_transfer(body, encoding) == content


@drawn
@given(st.sampled_from(["base64", "quoted-printable", "8bit"]), st.binary(max_size=99))
def test_nothing_is_too_broken(encoding: str, body: bytes) -> None:
    assert len(decode_transfer(body, encoding)) <= len(body)


@pytest.mark.parametrize("piece", [b" ", b"=", b"=\r", b" \t\r", b"==", b"=4"], ids=repr)
def test_a_hostile_body_of_a_million_bytes_is_read(piece: bytes) -> None:
    body = piece * (1_000_000 // len(piece)) + b"x"
    assert decode_transfer(body, "quoted-printable").endswith(b"x")
