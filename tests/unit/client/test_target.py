"""Where tests may be aimed."""

import pytest

from pytest_gmis.client.control import Control
from pytest_gmis.client.target import ForbiddenTarget, allowed_url

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.med-login.mhlw.go.jp/",
        "http://MHLW.go.jp",
        "https://gmis.mhlw.go.jp.:443/x",
        "https://user@www.g-mis.net",
    ],
)
def test_no_test_can_be_aimed_at_a_real_system(url: str) -> None:
    with pytest.raises(ForbiddenTarget, match="belongs to a real system"):
        Control(url)


@pytest.mark.parametrize("url", ["", "127.0.0.1:8000", "ftp://127.0.0.1", "http://"])
def test_what_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="is no URL of a simulator"):
        allowed_url(url)


def test_a_simulators_url_loses_its_last_slash() -> None:
    assert allowed_url("http://127.0.0.1:8000/") == "http://127.0.0.1:8000"
