"""What a browser is launched with: what it is, what somebody else wants of it, and what keeps it in."""

from collections.abc import Iterator

import pytest

from pytest_gmis.browser.find import FoundBrowser
from pytest_gmis.browser.gate import Gate, closed_gate
from pytest_gmis.browser.rig import launch_options

FAST = "--enable-features=Fast"
CHROMIUM = FoundBrowser("/chromium", "named", args=(FAST,))
FIREFOX = FoundBrowser("/firefox", "named", "moz-firefox")


@pytest.fixture
def gate() -> Iterator[Gate]:
    with closed_gate("http://127.0.0.1:1") as closed:
        yield closed


def test_a_switch_of_theirs_counts_before_ours_for_speed_and_the_gates_before_all(gate: Gate) -> None:
    theirs = ["--enable-features=WebMCP", "--force-webrtc-ip-handling-policy=default"]
    of_gate = gate.launch_args("chromium")["args"]
    assert launch_options(CHROMIUM, gate, "chromium", {"args": theirs})["args"] == [FAST, *theirs, *of_gate]


def test_so_does_a_preference_of_firefox(gate: Gate) -> None:
    theirs = {"fission.autostart": True, "network.proxy.type": 0, "theirs": 1}
    found = launch_options(FIREFOX, gate, "firefox", {"firefox_user_prefs": theirs})["firefox_user_prefs"]
    assert (found["fission.autostart"], found["theirs"], found["network.proxy.type"]) == (True, 1, 1)
    assert found["browser.download.alwaysOpenPanel"] is False


def test_whatever_else_they_want_is_kept_but_for_the_browser_and_the_way_out(gate: Gate) -> None:
    theirs = {"slow_mo": 50, "executable_path": "/theirs", "proxy": {"server": "http://elsewhere.example"}}
    found = launch_options(CHROMIUM, gate, "chromium", theirs)
    assert (found["slow_mo"], found["executable_path"]) == (50, "/chromium")
    assert found["proxy"] == gate.launch_args("chromium")["proxy"]
    assert "firefox_user_prefs" not in found
