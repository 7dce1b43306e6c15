"""`gmis` as a call, on one simulator and in one browser: those that the suite has already."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from pytest_gmis.browser.gate import Gate
from pytest_gmis.browser.rig import Rig
from pytest_gmis.client.control import Control
from pytest_gmis.client.mailpit import Mailpit
from pytest_gmis.client.simulator import Simulator
from pytest_gmis.reports.play import play
from pytest_gmis.reports.reading import read_issue
from pytest_gmis.reports.scene import Scene
from tests.rigs.one_engine import Command


@pytest.fixture(scope="session")
def standing(
    gmis_simulator: Simulator,
    gmis_control: Control,
    gmis_mailpit: Mailpit,
    gmis_gate: Gate,
    playwright: Playwright,
    gmis_browser: Browser,
) -> Rig:
    """The suite's own."""
    return Rig(gmis_simulator, gmis_control, gmis_mailpit, gmis_gate, playwright, gmis_browser)


@pytest.fixture
def reproduced(gmis_scene: Scene) -> Callable[[Path], None]:
    """Plays the symptom of a file as the suite plays its own, unrecorded; what is not as it says is raised."""
    return lambda path: play(read_issue(path).symptom, gmis_scene)


@pytest.fixture
def command(standing: Rig, tmp_path: Path) -> Command:
    """In a folder of the test's own."""
    return Command(standing, tmp_path)
