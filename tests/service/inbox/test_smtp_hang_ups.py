"""Somebody who hangs up on an SMTP server in the middle of what they say."""

import asyncio
import logging

import pytest

from tests.rigs.inbox import Inbox
from tests.rigs.running import run

ENVELOPE = b"EHLO a.example\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\n"


@pytest.mark.parametrize(
    "said",
    [ENVELOPE + b"MAIL", b"x" * 20_000, ENVELOPE + b"DATA\r\nSubject: half"],
    ids=["a command", "a command without an end", "a message"],
)
def test_who_hangs_up_is_no_mistake_and_leaves_nothing(
    embedded: Inbox, caplog: pytest.LogCaptureFixture, said: bytes
) -> None:
    before = embedded.get("/info")["Messages"]

    async def scenario() -> None:
        reader, writer = await asyncio.open_connection(*embedded.smtp)
        writer.write(said)
        writer.write_eof()
        await reader.read()  # until they hang up, too
        writer.close()

    with caplog.at_level(logging.ERROR):
        run(scenario())
    assert caplog.records == []
    assert embedded.get("/info")["Messages"] == before
