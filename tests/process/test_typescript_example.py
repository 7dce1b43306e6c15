"""docs/examples/typescript against a `gmis up`: its types are the simulator's own, its tests green."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pytest_gmis.browser.find import NoBrowser, find_browser
from tests.rigs.processes import ours, started

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "typescript"


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Where a simulator answers, and which browser is to be driven."""
    if not (EXAMPLE / "node_modules").is_dir():
        if os.environ.get("GMIS_REQUIRE_TYPESCRIPT") == "1":
            pytest.fail("GMIS_REQUIRE_TYPESCRIPT is set and the example is not installed: scripts/typescript")
        pytest.skip("the example's packages are not installed (scripts/typescript, where npm is)")
    browser: dict[str, str] = {}
    try:
        if path := find_browser(dict(os.environ), headed=False).path:
            browser["GMIS_BROWSER"] = path
    except NoBrowser as error:
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("up")
    with started("up", "--json", "--port", "0", cwd=folder, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        said = json.loads(process.stdout.readline())
        yield ours(GMIS_SIMULATOR_URL=said["simulator"], GMIS_MAILPIT_URL=said["mailpit"], **browser)


def npm(*arguments: str, environment: dict[str, str]) -> str:
    """What it said; it must have ended well."""
    ended = subprocess.run(
        ["npm", *arguments], cwd=EXAMPLE, env=environment, capture_output=True, text=True, timeout=110, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_its_types_are_made_of_the_openapi_document_and_fit(environment: dict[str, str]) -> None:
    npm("run", "check", environment=environment)
    made = (EXAMPLE / "support" / "api.d.ts").read_text(encoding="utf-8")
    assert "wait_for_mail" in made
    assert "MailAnswer: {" in made


def test_its_tests_are_green(environment: dict[str, str]) -> None:
    assert "15 passed" in npm("test", environment=environment)
