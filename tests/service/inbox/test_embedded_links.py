"""The embedded inbox asks no address but those of this machine."""

import socket

import pytest

from tests.rigs.inbox import Inbox, somebody

NOT_ASKED = "not asked: no traffic leaves this machine"


def status(embedded: Inbox, address: str, follow: str = "false") -> tuple[int, str]:
    sent = embedded.mail(somebody(), body=f"see {address} here")
    (link,) = embedded.get(f"/message/{sent}/link-check", follow=follow)["Links"]
    assert link["URL"] == address
    return link["StatusCode"], link["Status"]


@pytest.mark.parametrize(
    "address",
    [
        *("http://clinic.example/", "https://clinic.example:8443/x", "http://user@clinic.example/", "http://10.0.0.1/"),
        *("http://192.0.2.1/", "http://0.0.0.0/", "http://127.0.0.1.example/", "http://localhost.example/"),
        *("http://127.0.0.1@clinic.example/", "http://2130706433/", "http://x.localhost/", "http://169.254.169.254/"),
    ],
)
def test_an_address_elsewhere_is_not_asked(embedded: Inbox, address: str) -> None:
    assert status(embedded, address) == (0, NOT_ASKED)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1.2.3"])
def test_an_address_of_this_machine_is(embedded: Inbox, host: str) -> None:
    assert status(embedded, f"http://{host}:1/") == (0, "connection refused")


def test_nor_is_one_asked_that_a_redirect_leads_to(embedded: Inbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        sent = embedded.mail(somebody(), body=f"see {address} here")
        with socket.create_connection(("127.0.0.1", int(embedded.url.rpartition(":")[2]))) as asking:
            path = f"/api/v1/message/{sent}/link-check?follow=true"
            asking.sendall(f"GET {path} HTTP/1.1\r\nHost: x.test\r\nConnection: close\r\n\r\n".encode())
            client, _ = server.accept()
            with client:
                client.recv(4096)
                client.sendall(b"HTTP/1.1 302 Found\r\nLocation: http://clinic.example/\r\nContent-Length: 0\r\n\r\n")
                answer = b"".join(iter(lambda: asking.recv(4096), b"")).decode()
    assert f'"StatusCode":0,"Status":"redirected to http://clinic.example/: {NOT_ASKED}"' in answer


def test_its_own_pages_are_asked_too(embedded: Inbox) -> None:
    assert status(embedded, f"{embedded.url}/livez") == (200, "OK")
