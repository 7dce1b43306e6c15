import aiosmtplib
import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from simulator.mail.exchange import Exchange
from simulator.world.world import World
from simulator.world.worlds import Worlds
from tests.mail.conftest import NextHop
from tests.running import run

RAW = b"From: helpdesk@gmis.mhlw.go.jp\r\nTo: info@demo.example\r\nSubject: test\r\n\r\nbody\r\n"


class TaggedInbox(NextHop):
    """An inbox that answers as Mailpit does."""

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        return "250 2.0.0 Ok: queued as ABC" if answer.startswith("250") else answer


async def send(port: int, recipient: str, raw: bytes = RAW) -> tuple[int, str]:
    client = aiosmtplib.SMTP(hostname="127.0.0.1", port=port, local_hostname="test.example", start_tls=False)
    async with client:
        try:
            await client.sendmail("bounce@mailer.example", recipient, raw)
        except aiosmtplib.SMTPRecipientsRefused as error:
            return error.recipients[0].code, error.recipients[0].message
        except aiosmtplib.SMTPResponseException as error:
            return error.code, error.message
    return 250, ""


def worlds_with(world: World) -> Worlds:
    worlds = Worlds()
    worlds.add(world)
    return worlds


def test_a_message_is_filed_tagged_and_handed_on_unchanged(standing_world: World) -> None:
    async def scenario() -> None:
        inbox = TaggedInbox()
        async with inbox.listening() as inbox_port:
            exchange = Exchange(worlds_with(standing_world), ("127.0.0.1", inbox_port))
            _, port = await exchange.start()
            assert await send(port, "INFO@demo.example") == (250, "")
            await exchange.stop()
        assert inbox.accepted == [b"X-Tags: inbox\r\n" + RAW]

    run(scenario())
    assert list(standing_world.mailboxes.all()[0].delivered) == ["ABC"]
    assert [event.kind for event in standing_world.events.after()] == ["mail.verdict", "mail.delivered"]


@pytest.mark.parametrize("recipient", ["other@demo.example", "info@nowhere.example", "info@demo.invalid", "info"])
def test_a_recipient_whom_no_world_knows_is_refused_at_rcpt(standing_world: World, recipient: str) -> None:
    async def scenario() -> None:
        exchange = Exchange(worlds_with(standing_world), ("127.0.0.1", 9))
        _, port = await exchange.start()
        code, text = await send(port, recipient)
        await exchange.stop()
        assert (code, text) == (550, f"5.1.1 <{recipient}>: no such mailbox in any world")

    run(scenario())


def test_while_the_inbox_is_down_the_sender_is_told_to_try_again(standing_world: World) -> None:
    async def scenario() -> None:
        inbox = TaggedInbox()
        async with inbox.listening() as inbox_port:
            pass
        exchange = Exchange(worlds_with(standing_world), ("127.0.0.1", inbox_port))
        _, port = await exchange.start()
        code, text = await send(port, "info@demo.example")
        assert (code, f"the inbox at 127.0.0.1:{inbox_port} did not take the message" in text) == (451, True)

        async with inbox.listening(inbox_port):
            assert await send(port, "info@demo.example") == (250, "")
        await exchange.stop()
        assert len(inbox.accepted) == 1

    run(scenario())
    kinds = [event.kind for event in standing_world.events.after()]
    assert kinds == ["mail.verdict", "mail.verdict", "mail.delivered"]
