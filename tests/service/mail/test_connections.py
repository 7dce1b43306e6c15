import asyncio

import aiosmtplib
import pytest

from gmis_simulator.mail.connections import Connections, InDoubt, NotAccepted, _transmit, is_sendable
from gmis_simulator.world.hosts import Host, mailer_of, office_of
from gmis_simulator.world.world import World
from tests.rigs.front import Front
from tests.rigs.mail_system import mail_system
from tests.rigs.next_hop import NextHop
from tests.rigs.running import run
from tests.rigs.worlds import world_with

MAILER, OFFICE = mailer_of("demo"), office_of("demo")
RAW = b"Subject: one\r\n\r\nbody\r\n"


async def send(connections: Connections, host: Host = MAILER, *, sender: str = "a@demo.example") -> str:
    return await connections.send(host, sender, "b@demo.example", RAW)


def test_a_connection_is_kept_from_mail_to_mail_and_from_host_to_host() -> None:
    async def scenario() -> None:
        hop = NextHop()
        async with hop.listening() as port:
            connections = Connections("127.0.0.1", port)
            for host in (MAILER, MAILER, OFFICE, MAILER):
                assert await send(connections, host) == "2.0.0 Ok"
            assert (hop.tries, hop.opened) == (4, 1)
            connections.close()
            await send(connections)
            assert hop.opened == 2
            connections.close()

    run(scenario())


def test_a_server_that_hung_up_meanwhile_costs_nothing() -> None:
    async def scenario() -> None:
        hop = NextHop()
        async with hop.listening() as port:
            connections = Connections("127.0.0.1", port)
            await send(connections)
        async with hop.listening(port):
            assert await send(connections) == "2.0.0 Ok"
            connections.close()
        assert (len(hop.accepted), hop.opened) == (2, 2)

    run(scenario())


def test_after_a_refusal_the_next_mail_goes_over_the_same_connection() -> None:
    async def scenario() -> None:
        hop = NextHop("451 4.3.0 later", "550 5.1.1 never")
        async with hop.listening() as port:
            connections = Connections("127.0.0.1", port)
            for code in (451, 550):
                with pytest.raises(NotAccepted) as refusal:
                    await send(connections)
                assert refusal.value.code == code
            assert await send(connections) == "2.0.0 Ok"
            connections.close()
        assert hop.opened == 1

    run(scenario())


def test_a_reply_that_is_no_text_can_be_shown_all_the_same() -> None:
    assert NotAccepted(550, b"5.1.1 \xff".decode("utf-8", "surrogateescape")).reply == "5.1.1 ?"


def test_where_the_server_dies_after_the_message_nobody_can_tell_whether_it_is_there() -> None:
    async def scenario() -> None:
        hop = NextHop("")
        async with hop.listening() as port:
            connections = Connections("127.0.0.1", port)
            with pytest.raises(InDoubt, match=f"127.0.0.1:{port} hung up"):
                await send(connections)
            assert await send(connections) == "2.0.0 Ok"
            connections.close()

    run(scenario())


def test_a_server_that_never_answers_the_message_holds_no_connection_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    async def impatient(client: aiosmtplib.SMTP, raw: bytes) -> str:
        client.timeout = 0.05  # seconds, where it waits for 60 otherwise
        return await _transmit(client, raw)

    async def scenario() -> None:
        front, hop = Front("say nothing"), NextHop()
        async with hop.listening() as port:
            front.inbox = "127.0.0.1", port
            connections = Connections(*await front.server.start(), most=1)
            monkeypatch.setattr("gmis_simulator.mail.connections._transmit", impatient)
            async with asyncio.timeout(10):
                with pytest.raises(InDoubt, match="Timeout"):
                    await send(connections)
                monkeypatch.undo()
                assert await send(connections)
            connections.close()
            await front.server.stop()

    run(scenario())


def test_nobody_at_the_port_is_a_refusal_without_a_code() -> None:
    async def scenario() -> None:
        hop = NextHop()
        async with hop.listening() as port:
            pass
        with pytest.raises(NotAccepted, match=f"no mail server answers at 127.0.0.1:{port}") as refusal:
            await send(Connections("127.0.0.1", port))
        assert refusal.value.code == 0

    run(scenario())


def test_the_sending_host_is_told_by_ehlo_and_where_known_by_xclient() -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole:
            connections = Connections(*whole.system.smtp)
            for host in (MAILER, OFFICE, MAILER):
                await connections.send(host, "a@demo.example", "info@demo.example", RAW)
            connections.close()
            office, *_ = [each for each in await whole.in_folder("inbox") if b"office.demo" in each]
            stored = await whole.in_folder("inbox")
        assert b"Received: from office.demo.example ([203.0.113.25])" in office
        assert sum(b"Received: from mailer.demo.example ([192.0.2.25])" in each for each in stored) == 2

    run(scenario(world_with()))


@pytest.mark.parametrize("address", ["a\rb@demo.example", "a b@demo.example", "見本@demo.example", "<a@demo.example>"])
def test_what_is_no_address_is_refused_for_good_before_anybody_is_asked(address: str) -> None:
    assert not is_sendable(address)
    with pytest.raises(NotAccepted) as refusal:
        run(Connections("127.0.0.1", 9).send(MAILER, "", address, RAW))
    assert refusal.value.code == 553


@pytest.mark.parametrize("address", ["", "a@demo.example", '"a b"@demo.example', "a..b.@docomo.example"])
def test_addresses_as_they_occur_in_japan_can_be_written_to(address: str) -> None:
    assert is_sendable(address)
