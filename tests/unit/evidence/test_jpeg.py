"""How large a picture is, by its own bytes."""

from pytest_gmis.evidence.jpeg import size_of

HEAD = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
FRAME = b"\xff\xc0\x00\x11\x08\x01\x90\x03\xc0\x03"


def test_the_frame_says_it_whatever_comes_before() -> None:
    assert size_of(HEAD + FRAME) == (960, 400)
    assert size_of(HEAD + b"\xff\xc4\x00\x04ab" + FRAME) == (960, 400)


def test_what_is_no_picture_has_no_size() -> None:
    for other in (b"", b"\xff\xd8", HEAD, b"\x89PNG\r\n\x1a\n" + FRAME, HEAD + FRAME[:6]):
        assert size_of(other) == (0, 0)
