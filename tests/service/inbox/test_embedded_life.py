"""Starting, stopping, and the load that one run of tests brings."""

import asyncio
import errno
import signal
import smtplib
import socket

import httpx
import pytest
import websockets
from starlette.applications import Starlette

from gmis_simulator.inbox.embedded import EmbeddedInbox
from gmis_simulator.serving.http_server import HttpServer
from tests.rigs.inbox import PATIENCE, Inbox, somebody
from tests.rigs.running import run


async def read_to_the_end(listener: websockets.ClientConnection) -> None:
    """What was pushed before the end comes first."""
    while True:
        await listener.recv()


def test_it_stops_whoever_is_connected() -> None:
    async def scenario() -> None:
        inbox = EmbeddedInbox()
        await inbox.start()
        listener = await websockets.connect(inbox.url.replace("http", "ws") + "/api/events")
        reader, writer = await asyncio.open_connection(*inbox.smtp)
        assert (await reader.readline()).startswith(b"220 ")
        async with httpx.AsyncClient() as kept_alive:
            assert (await kept_alive.get(inbox.url + "/livez")).status_code == 200
            await asyncio.wait_for(inbox.stop(), PATIENCE)
            assert await reader.read() == b""
            with pytest.raises(websockets.ConnectionClosed):
                await read_to_the_end(listener)
            with pytest.raises(httpx.TransportError):
                await kept_alive.get(inbox.url + "/livez")
        writer.close()
        await inbox.stop()

    run(scenario())


@pytest.mark.parametrize("taken", ["http_port", "smtp_port"])
def test_a_port_that_is_taken_is_an_error_and_nothing_goes_on_running(taken: str) -> None:
    async def scenario() -> None:
        with socket.create_server(("127.0.0.1", 0)) as other:
            with pytest.raises(OSError, match="in use") as error:
                await EmbeddedInbox().start(**{taken: other.getsockname()[1]})
            assert error.value.errno == errno.EADDRINUSE
        assert asyncio.all_tasks() == {asyncio.current_task()}

    run(scenario())


def test_a_thousand_messages_are_kept_found_and_announced(embedded: Inbox) -> None:
    with embedded.listening() as events, smtplib.SMTP(*embedded.smtp, local_hostname="client.test") as connection:
        recipients = [somebody() for _ in range(1000)]
        for to in recipients:
            connection.sendmail("sender@ministry.example", [to], f"To: {to}\r\nSubject: load\r\n\r\nbody\r\n")
        for to in recipients:
            assert events.next("new")["To"][0]["Address"] == to
    assert embedded.get("/messages")["total"] == 1000
    assert embedded.found(f"to:{recipients[500]}") == [embedded.get("/messages", start=499)["messages"][0]["ID"]]


def test_the_http_server_ends_requests_that_do_not_end_by_themselves(caplog: pytest.LogCaptureFixture) -> None:
    async def scenario() -> None:
        asked = asyncio.Event()

        async def endless(_scope: object, _receive: object, _send: object) -> None:
            asked.set()
            await asyncio.Event().wait()

        server = HttpServer(endless)
        await server.start()
        async with httpx.AsyncClient() as client:
            asking = asyncio.create_task(client.get(server.url))
            await asked.wait()
            await asyncio.wait_for(server.stop(), PATIENCE)
            with pytest.raises(httpx.RemoteProtocolError):
                await asking

    run(scenario())
    assert caplog.records == []


def test_the_http_server_leaves_the_signals_of_its_process_alone() -> None:
    async def scenario() -> None:
        before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
        server = HttpServer(Starlette())
        await server.start()
        assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before
        await server.stop()

    run(scenario())
