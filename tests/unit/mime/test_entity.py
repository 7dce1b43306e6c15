"""The parts of a mail: where each begins and ends, what it says of itself, and how many are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmis_simulator.mime.budget import DEEPEST, MOST_PARTS, Budget
from gmis_simulator.mime.entity import Entity, read_entity
from tests.rigs.drawn import drawn

MIXED = b'Content-Type: multipart/mixed; boundary="B"\r\n\r\n'


def leaves(raw: bytes) -> list[tuple[str, bytes]]:
    """Each leaf's number and content."""
    return [(leaf.part_id, leaf.content(raw)) for leaf in read_entity(raw, Budget()).leaves()]


def first(head: bytes) -> Entity:
    return read_entity(head + b"\r\n\r\nbody", Budget())


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"body", [("0", b"")]),  # a line without a colon goes on with the header
        (b"\r\nbody", [("0", b"body")]),
        (MIXED + b"--B\r\n\r\none\r\n--B\r\n\r\ntwo\r\n--B--\r\n", [("1", b"one"), ("2", b"two")]),
        (MIXED + b"--B\n\none\n--B\n\ntwo\n--B--\n", [("1", b"one"), ("2", b"two")]),
        (MIXED + b"before\r\n--B\r\n\r\none\r\n--B--\r\nafter", [("1", b"one")]),
        (MIXED + b"--B\r\n\r\none\r\n", [("1", b"one\r\n")]),  # never closed
        (MIXED + b"--B\r\n\r\none\r\n--B", [("1", b"one"), ("2", b"")]),
        (MIXED + b"--B\r\n\r\n--B--", [("1", b"")]),
        (MIXED + b"--B  \t\r\n\r\none\r\n--B-- x", [("1", b"one")]),
        (MIXED + b"--B\r\n\r\none\r\n--Bx\r\n--B--", [("1", b"one\r\n--Bx")]),
        (MIXED + b"--B\r\n\r\none --B\r\n--B--", [("1", b"one --B")]),  # not at a line's beginning
        (MIXED + b"no part", [("0", b"no part")]),
        (MIXED + b"--B--\r\n--B\r\n\r\none", [("0", b"--B--\r\n--B\r\n\r\none")]),
        (
            MIXED
            + b"--B\r\nContent-Type: multipart/mixed; boundary=BB\r\n\r\n--BB\r\n\r\nin\r\n--BB--\r\n"
            + b"--B\r\n\r\nout\r\n--B--",
            [("1.1", b"in"), ("2", b"out")],
        ),
        (
            MIXED + b"--B\r\nContent-Type: multipart/mixed; boundary=C\r\n\r\n--C\r\n\r\nin\r\n--B\r\n\r\nout\r\n--B--",
            [("1.1", b"in"), ("2", b"out")],  # the outer boundary ends the inner container
        ),
        (MIXED + b"--B\r\nContent-Type: multipart/mixed\r\n\r\none\r\n--B--", [("1", b"one")]),
        (b"Content-Type: text/plain; boundary=B\r\n\r\n--B\r\n\r\none\r\n--B--", [("0", b"--B\r\n\r\none\r\n--B--")]),
        (b"Content-Type: multipart/mixed; boundary=\r\n\r\n--\r\n\r\none", [("0", b"--\r\n\r\none")]),
    ],
    ids=repr,
)  # fmt: skip
def test_a_mail_is_taken_apart(raw: bytes, found: list[tuple[str, bytes]]) -> None:
    assert leaves(raw) == found


def test_a_part_stands_where_it_says() -> None:
    raw = MIXED + b"--B\r\nContent-Type: text/html\r\n\r\none\r\n--B--\r\n"
    (leaf,) = read_entity(raw, Budget()).leaves()
    assert raw[leaf.start : leaf.end] == b"Content-Type: text/html\r\n\r\none"
    assert raw[leaf.header.body : leaf.end] == b"one"


@pytest.mark.parametrize(
    ("head", "type_", "charset"),
    [
        (b"", "text/plain", ""),
        (b"Content-Type: Text/HTML; Charset=UTF-8", "text/html", "UTF-8"),
        (b"Content-Type: text/plain; charset=charset=utf-8", "text/plain", "utf-8"),
        (b'Content-Type: text/plain; charset=" utf-8 "', "text/plain", "utf-8"),
        (b"content-type : text/html\r\nContent-Type: image/png", "text/html", ""),
    ],
    ids=repr,
)
def test_a_mail_says_what_it_is(head: bytes, type_: str, charset: str) -> None:
    entity = first(head)
    assert (entity.type, entity.charset) == (type_, charset)


def test_a_part_without_a_type_has_none() -> None:
    (leaf,) = read_entity(MIXED + b"--B\r\n\r\none\r\n--B--", Budget()).leaves()
    assert leaf.type == ""


@pytest.mark.parametrize(
    ("head", "disposition", "name"),
    [
        (b"Content-Disposition: Attachment; filename=a.pdf", "attachment", "a.pdf"),
        (b"Content-Disposition: inline; filename*=utf-8''%E4%BB%B6; filename=a", "inline", "件"),
        (b"Content-Disposition: attachment\r\nContent-Type: a/b; name=c", "attachment", "c"),
        (b"Content-Disposition: attachment; filename=d\r\nContent-Type: a/b; name=c", "attachment", "d"),
        (b'Content-Type: a/b; name="=?utf-8?B?5Lu2?="', "", "件"),
        (b"", "", ""),
    ],
    ids=repr,
)
def test_a_file_is_named_by_its_disposition_or_else_its_type(head: bytes, disposition: str, name: str) -> None:
    entity = first(head)
    assert (entity.disposition, entity.file_name) == (disposition, name)


@pytest.mark.parametrize(
    ("written", "content_id"), [(b"<a@b>", "a@b"), (b" a@b ", "a@b"), (b"<a%40b>", "a@b"), (b"", "")], ids=repr
)
def test_a_content_id_is_as_a_cid_url_has_it(written: bytes, content_id: str) -> None:
    assert first(b"Content-ID: " + written).content_id == content_id


@pytest.mark.parametrize("written", [b"BASE64", b" base64 ", b"Base64\t"], ids=repr)
def test_an_encoding_counts_in_any_case(written: bytes) -> None:
    raw = b"Content-Transfer-Encoding: " + written + b"\r\n\r\nYWJj"
    assert read_entity(raw, Budget()).content(raw) == b"abc"


def test_of_very_many_parts_the_first_are_read() -> None:
    for count, noted in ((MOST_PARTS, []), (MOST_PARTS + 1, ["parts"])):
        budget = Budget()
        raw = MIXED + b"--B\r\n\r\nx\r\n" * count + b"--B--"
        assert len(list(read_entity(raw, budget).leaves())) == MOST_PARTS
        assert list(budget.over) == noted


def test_the_parts_of_all_containers_count_together() -> None:
    budget = Budget()
    inner = (
        b"--B\r\nContent-Type: multipart/mixed; boundary=C\r\n\r\n"
        + b"--C\r\n\r\nx\r\n" * (MOST_PARTS // 2)
        + b"--C--\r\n"
    )
    assert len(list(read_entity(MIXED + inner * 3, budget).leaves())) <= MOST_PARTS
    assert list(budget.over) == ["parts"]


def test_containers_are_read_so_deep_and_the_rest_is_one_leaf() -> None:
    for depth, noted in ((DEEPEST, []), (DEEPEST + 1, ["depth"])):
        budget = Budget()
        raw = (
            b"".join(b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (n, n) for n in range(depth))
            + b"\r\nx"
        )
        (leaf,) = read_entity(raw, budget).leaves()
        assert leaf.part_id.count("1") == DEEPEST
        assert list(budget.over) == noted


PIECES = [
    b"--B",
    b"--",
    b"\r\n",
    b"\n",
    b" ",
    b"Content-Type: multipart/mixed; boundary=B",
    b"--C",
    b"\xff",
    b"x",
    b"boundary=C",
]


@drawn
@given(st.lists(st.sampled_from(PIECES)).map(b"".join))
def test_nothing_is_too_broken(body: bytes) -> None:
    raw = MIXED + body
    places = [(leaf.start, leaf.header.body, leaf.end) for leaf in read_entity(raw, Budget()).leaves()]
    for start, middle, end in places:
        assert 0 <= start <= middle <= end <= len(raw)
    assert places == sorted(places)
