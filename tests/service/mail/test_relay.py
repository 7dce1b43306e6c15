import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from gmis_simulator.inbox.embedded import EmbeddedInbox
from gmis_simulator.mail.connections import Connections
from gmis_simulator.mail.reader import MailReader
from gmis_simulator.mail.relay import NotTaken, Relay
from tests.rigs.front import Front
from tests.rigs.running import run

RAW = b"X-Tags: inbox\r\nTo: info@demo.example\r\nSubject: one\r\nMessage-ID: <1@a.example>\r\n\r\nbody\r\n"


@asynccontextmanager
async def relay_over(front: Front) -> AsyncIterator[tuple[Relay, MailReader]]:
    """A relay to an inbox behind ``front``, and what reads that inbox."""
    inbox = EmbeddedInbox()
    await inbox.start()
    front.inbox = inbox.smtp
    connections, reader = Connections(*await front.server.start()), MailReader(inbox.url)
    yield Relay(connections, reader), reader
    connections.close()
    await reader.close()
    await front.server.stop()
    await inbox.stop()


async def hand_over(relay: Relay) -> str:
    return await relay.hand_over("a@a.example", "info@demo.example", RAW, "1@a.example", "inbox")


async def in_the_inbox(reader: MailReader) -> list[str]:
    return [message["ID"] for message in await reader.messages("info@demo.example", "inbox")]


def test_the_id_is_what_the_inbox_said() -> None:
    async def scenario() -> None:
        async with relay_over(Front()) as (relay, reader):
            assert [await hand_over(relay)] == await in_the_inbox(reader)

    run(scenario())


def test_what_the_inbox_held_before_comes_back_into_its_folder_alone_whatever_a_plus_would_tag() -> None:
    raw = RAW.replace(b"info@", b"info+desk@")

    async def scenario() -> None:
        inbox = EmbeddedInbox()
        await inbox.start()
        reader = MailReader(inbox.url)
        relay = Relay(Connections(*inbox.smtp), reader, inbox.put)
        try:
            found = await relay.hand_back("a@a.example", "info+desk@demo.example", raw, "1@a.example", "inbox")
            (message,) = await reader.messages("info+desk@demo.example", "inbox")
        finally:
            await reader.close()
            await inbox.stop()
        assert (message["ID"], message["Tags"]) == (found, ["inbox"])

    run(scenario())


def test_without_a_doubt_the_same_message_may_come_again() -> None:
    async def scenario() -> None:
        async with relay_over(Front()) as (relay, reader):
            ids = {await hand_over(relay), await hand_over(relay)}
            assert set(await in_the_inbox(reader)) == ids
            assert len(ids) == 2

    run(scenario())


def test_where_the_answer_was_lost_the_message_is_found_and_put_into_its_folder() -> None:
    async def scenario() -> None:
        async with relay_over(Front("lose the answer")) as (relay, reader):
            with pytest.raises(NotTaken, match="hung up"):
                await hand_over(relay)
            assert await in_the_inbox(reader) == []  # it lacks its tag
            assert [await hand_over(relay)] == await in_the_inbox(reader)

    run(scenario())


def test_where_the_message_was_lost_too_it_is_sent_again() -> None:
    async def scenario() -> None:
        async with relay_over(Front("lose the message")) as (relay, reader):
            with pytest.raises(NotTaken, match="hung up"):
                await hand_over(relay)
            assert [await hand_over(relay)] == await in_the_inbox(reader)

    run(scenario())


def test_a_sender_who_does_not_wait_for_the_answer_leaves_a_doubt_as_well() -> None:
    async def scenario() -> None:
        front = Front("say nothing")
        async with relay_over(front) as (relay, reader):
            impatient = asyncio.create_task(hand_over(relay))
            await front.silent.wait()
            impatient.cancel()
            await asyncio.wait({impatient})
            assert [await hand_over(relay)] == await in_the_inbox(reader)

    run(scenario())


def test_a_refusal_is_told_to_whoever_sends() -> None:
    async def scenario() -> None:
        async with relay_over(Front("refuse")) as (relay, reader):
            with pytest.raises(NotTaken, match="not now"):
                await hand_over(relay)
            assert await in_the_inbox(reader) == []

    run(scenario())
