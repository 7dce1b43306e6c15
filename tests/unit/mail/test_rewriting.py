"""A mail of any make, rewritten: what is changed reads as it shall, and all else stays."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmis_simulator.mail.message import Message, sound
from gmis_simulator.mail.rewriting import rewritten
from gmis_simulator.mime.texts import decode_text_exactly
from tests.rigs.corpus import all_mails
from tests.rigs.corpus.generated_bodies import bodies
from tests.rigs.corpus.generated_heads import heads, written
from tests.rigs.drawn import drawn


@pytest.fixture(scope="module")
def corpus() -> list[bytes]:
    """Its mails as they come through SMTP."""
    return [sound(mail.raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")) for mail in all_mails()]


def longer(kind: str, text: str) -> str:
    """What stands in for a treatment."""
    del kind
    return text and f"{text}件"


def leaves(raw: bytes) -> list[tuple[str, str, bytes | str]]:
    """Each leaf's number, type and content; of a text that can be read whole its words."""
    message = Message(raw)
    texts = {text.entity.part_id: text.kind for text in message.text_parts()}
    found: list[tuple[str, str, bytes | str]] = []
    for leaf in message.root.leaves():
        content: bytes | str = leaf.content(raw)
        kind = texts.get(leaf.part_id)
        if kind in ("plain", "html") and not leaf.header.malformed and isinstance(content, bytes):
            with suppress(UnicodeError, LookupError):
                content = decode_text_exactly(content, leaf.charset, f"text/{kind}")
        found.append((leaf.part_id, leaf.disposition, content))
    return found


def check(raw: bytes) -> None:
    after = rewritten(Message(raw), change=longer)
    expected = [
        (part, how, longer("", content) if isinstance(content, str) else content) for part, how, content in leaves(raw)
    ]
    assert leaves(after) == expected
    assert Message(after).header("Subject") == Message(raw).header("Subject")


@drawn
@given(head=heads(), body=bodies())
def test_a_mail_of_any_make_is_changed_in_its_texts_alone(head: dict[str, bytes], body: bytes) -> None:
    check(sound(written("one", head, body).raw))


def test_every_mail_of_the_corpus_is_changed_in_its_texts_alone(corpus: list[bytes]) -> None:
    for raw in corpus:
        check(raw)


def test_no_mail_of_the_corpus_is_touched_where_nothing_changes(corpus: list[bytes]) -> None:
    for raw in corpus:
        assert rewritten(Message(raw), change=lambda _kind, text: text) == raw


def test_a_mark_changes_the_subject_of_every_mail_of_the_corpus_and_no_part(corpus: list[bytes]) -> None:
    for raw in corpus:
        marked = rewritten(Message(raw), mark="[印]")
        assert Message(marked).header("Subject") == f"[印] {Message(raw).header('Subject')}".strip()
        assert leaves(marked) == leaves(raw)


@drawn
@given(st.binary(max_size=300))
@pytest.mark.parametrize(
    "head", [b"", b"Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n", b"Content-Type: text/html\r\n"], ids=repr
)
def test_nothing_is_too_broken(head: bytes, raw: bytes) -> None:
    message = Message(sound(head + raw))
    assert isinstance(rewritten(message, mark="[印]", change=longer), bytes)
    message.incoming("", None)


@pytest.mark.parametrize(
    "first", [b"Subject: one\r\nTo: a@b.example\r\n", b"To: a@b.example\r\nSubject: one\r\n"], ids=repr
)
def test_a_mail_that_is_marked_and_changed_has_each_header_once(first: bytes) -> None:
    raw = first + b"Content-Type: text/plain\r\nMIME-Version: 1.0\r\n\r\ntext\r\n"
    changed = Message(rewritten(Message(raw), mark="[印]", change=longer))
    for name in ("Subject", "To", "Content-Type", "MIME-Version"):
        assert len(changed.root.header.values(name)) == 1
    assert (changed.header("Subject"), changed.texts()) == ("[印] one", [("plain", "text\r\n件")])
