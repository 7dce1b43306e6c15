"""What is no endpoint, and what a browser at one is kept from; tests/process/plugin drives one."""

import json
from typing import NoReturn
from unittest.mock import Mock

import pytest

from pytest_gmis.browser.endpoint import WrongEndpoint, connected
from pytest_gmis.browser.gate import Gate


def gone(said: str) -> NoReturn:
    raise AssertionError(said)


GATE = Gate(9, ["127.0.0.1:8000", "localhost:8025"], [])


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("endpoint", ["", "127.0.0.1:3000", "http://127.0.0.1:3000/", "ws:///", "ws:127.0.0.1"])
def test_what_is_no_endpoint_is_refused_before_anybody_is_asked(endpoint: str) -> None:
    kind = Mock()
    with pytest.raises(WrongEndpoint, match=r"must be like ws://127\.0\.0\.1:3000/"):
        connected(kind, endpoint, {}, GATE, gone)
    kind.connect.assert_not_called()


def test_the_server_is_told_how_to_start_the_browser_and_what_is_let_through() -> None:
    kind = Mock()
    options = {"headless": False, "slow_mo": 20, "proxy": {"server": "http://127.0.0.1:9"}, "timeout": 5}
    connected(kind, "ws://127.0.0.1:3000/", options, GATE, gone)
    given = kind.connect.call_args.kwargs
    assert json.loads(given["headers"]["x-playwright-launch-options"]) == {"headless": False, "slowMo": 20}
    assert given["headers"]["x-playwright-proxy"] == "*"
    assert given["expose_network"] == "127.0.0.1:8000,localhost:8025"


def test_a_firefox_is_told_of_no_proxy_of_ours_but_to_ask_playwrights_for_loopback_too() -> None:
    kind = Mock()
    connected(kind, "ws://127.0.0.1:3000/", GATE.launch_args("firefox"), GATE, gone)
    told = json.loads(kind.connect.call_args.kwargs["headers"]["x-playwright-launch-options"])["firefoxUserPrefs"]
    proxy = {name: value for name, value in told.items() if name.startswith("network.proxy.")}
    assert proxy == {"network.proxy.allow_hijacking_localhost": True}
    assert told["media.peerconnection.enabled"] is False


@pytest.mark.parametrize(
    ("url", "outside"),
    [
        ("http://127.0.0.1:8000/demo/", False),
        ("http://127.0.0.1:8000", False),
        ("ws://localhost:8025/api/events?x=1", False),
        ("data:text/plain,http://example.test/", False),
        ("http://127.0.0.1:80001/", True),
        ("http://127.0.0.1:8000.example.test/", True),
        ("https://127.0.0.1:8000@example.test/", True),
        ("http://127x0x0x1:8000/", True),
        ("wss://example.test/127.0.0.1:8000/", True),
    ],
)
def test_simulator_and_inbox_are_inside_and_all_else_is_outside(url: str, outside: bool) -> None:
    assert bool(GATE.outside().search(url)) == outside
