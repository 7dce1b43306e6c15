"""A message as it comes in after DATA: up to its dot, and no more of it kept than the limit."""

import asyncio
import tracemalloc
from collections.abc import Iterator

import pytest

from gmis_simulator.serving.smtp_server import SmtpServer, SmtpSession
from tests.rigs.running import run

MIB = 1024 * 1024


class Bare(SmtpSession):
    line_end = b"\n"


def taken(kind: type[SmtpSession], chunks: Iterator[bytes], limit: int) -> tuple[bytes | None, bytes]:
    """The message that comes in these pieces, and what is left for the next command."""

    async def scenario() -> tuple[bytes | None, bytes]:
        loop = asyncio.get_running_loop()
        session = kind(SmtpServer(lambda server, loop: kind(server, object(), loop=loop)), object(), loop=loop)
        session.data_size_limit = limit
        session._reader = asyncio.StreamReader(limit=4096)

        async def come() -> None:
            for chunk in chunks:
                session._reader.feed_data(chunk)
                await asyncio.sleep(0)
            session._reader.feed_eof()

        coming = asyncio.create_task(come())
        message = await session._message()
        await coming
        return message, await session._reader.read()

    return run(scenario())


@pytest.mark.parametrize("size", [1, 2, 3, 7, 4096])
@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (b".\r\n", b""),
        (b"\r\n.\r\n", b"\r\n"),
        (b"a\r\n.\r\n", b"a\r\n"),
        (b"..a\r\n..\r\n...b\r\n.\r\n", b".a\r\n.\r\n..b\r\n"),
        (b"a\n.\nb\r\n.c\r\n.\r\n", b"a\n.\nb\r\nc\r\n"),
        (b"a\rb\n.\r\nc\r\n.\r\n", b"a\rb\n.\r\nc\r\n"),
    ],
    ids=repr,
)
def test_a_message_is_the_same_in_whatever_pieces_it_comes(sent: bytes, message: bytes, size: int) -> None:
    whole = sent + b"QUIT\r\n"
    chunks = (whole[start : start + size] for start in range(0, len(whole), size))
    assert taken(SmtpSession, chunks, MIB) == (message, b"QUIT\r\n")


def test_where_a_line_ends_at_lf_alone_a_dot_after_it_counts() -> None:
    assert taken(Bare, iter([b"a\n..b\n.\r\nQUIT\r\n"]), MIB) == (b"a\n.b\n", b"QUIT\r\n")


@pytest.mark.parametrize(("length", "is_kept"), [(998, True), (999, True), (1000, False), (5000, False)])
@pytest.mark.parametrize("size", [1, 499, 4096])
def test_the_limit_is_of_the_message_and_not_of_how_it_comes(length: int, is_kept: bool, size: int) -> None:
    message = b"x" * (length - 2) + b"\r\n"
    whole = message + b".\r\nQUIT\r\n"
    chunks = (whole[start : start + size] for start in range(0, len(whole), size))
    assert taken(SmtpSession, chunks, 999) == (message if is_kept else None, b"QUIT\r\n")


def test_of_a_message_without_an_end_no_more_is_kept_than_the_limit() -> None:
    tracemalloc.start()
    try:
        found = taken(SmtpSession, (b"x" * MIB for _ in range(64)), 2 * MIB)
    except asyncio.CancelledError:  # it hung up
        found = (None, b"")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == (None, b"")
    assert peak < 16 * MIB
