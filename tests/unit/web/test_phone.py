import pytest

from gmis_simulator.web.phone import is_phone

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15"


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/141.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Mobile; rv:143.0) Gecko/143.0 Firefox/143.0",
        "Mozilla/5.0 (Tablet; rv:143.0) Gecko/143.0 Firefox/143.0",
    ],
)
def test_phones_and_tablets_say_so_in_their_user_agent(agent: str) -> None:
    assert is_phone({"user-agent": agent})


@pytest.mark.parametrize("agent", [WINDOWS, MAC, "python-httpx/0.28.1", ""])
def test_a_computer_is_none(agent: str) -> None:
    assert not is_phone({"user-agent": agent, "sec-ch-ua-mobile": "?0"})


def test_a_browser_that_says_nothing_is_none() -> None:
    assert not is_phone({})


def test_the_hint_of_the_client_counts_too() -> None:
    assert is_phone({"user-agent": WINDOWS, "sec-ch-ua-mobile": "?1"})
