"""Plain HTTP reads no certificates, and https:// is not trusted without them."""

import ssl

import httpx
import pytest

from gmis_simulator.inbox.embedded import EmbeddedInbox
from gmis_simulator.mail.reader import MailReader
from gmis_simulator.mail.scanner import Scanner
from gmis_simulator.server.mailpit import NamedMailpit
from gmis_simulator.serving.plain_http import NO_CERTIFICATES, client
from gmis_simulator.world.world import World
from tests.rigs.running import run


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What certificates were read for, one entry each time."""
    times: list[str] = []
    load = ssl.SSLContext.load_verify_locations

    def noted(self: ssl.SSLContext, *files: str, **named: str) -> None:
        times.append("read")
        load(self, *files, **named)

    monkeypatch.setattr(ssl.SSLContext, "load_verify_locations", noted)
    return times


def test_nothing_that_the_simulator_asks_by_plain_http_costs_the_reading_of_certificates(read: list[str]) -> None:
    async def scenario() -> None:
        inbox = EmbeddedInbox()
        await inbox.start()
        host, port = inbox.smtp
        await NamedMailpit({"GMIS_MAILPIT_URL": inbox.url, "GMIS_MAILPIT_SMTP": f"{host}:{port}"}).start()
        reader = MailReader(inbox.url)
        assert await reader.messages("info@demo.example", "inbox") == []
        await reader.close()
        world, scanner = World("demo", f"{inbox.url}/demo"), Scanner()
        scanner.base = inbox.url
        await scanner.open(world, f"{world.url}/page", to="info@demo.example", on="click")
        assert [event.kind for event in world.events.after()] == ["scanner.opened"] * 2
        await inbox.stop()

    run(scenario())
    assert read == []


def test_certificates_are_read_for_https(read: list[str]) -> None:
    async def scenario() -> None:
        await client("https://mailpit.example").aclose()

    run(scenario())
    assert read == ["read"]


def test_the_client_of_plain_http_trusts_nobody_by_https() -> None:
    assert NO_CERTIFICATES.verify_mode is ssl.CERT_REQUIRED
    assert NO_CERTIFICATES.check_hostname
    assert NO_CERTIFICATES.get_ca_certs() == []


def test_no_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> httpx.Response:
        inbox = EmbeddedInbox()
        await inbox.start()
        async with client(inbox.url) as http:
            answer = await http.get("/livez")
        await inbox.stop()
        return answer

    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert run(scenario()).status_code == 200
