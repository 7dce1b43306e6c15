"""Presets: worlds to begin with, by name."""

from collections.abc import Callable

import httpx
import pytest

from gmis_simulator.control.known_defects import KnownDefects
from gmis_simulator.control.presets import PresetError, Presets
from gmis_simulator.data import PRESETS
from gmis_simulator.data.files import read_documents
from pytest_gmis.client.control import Control, ControlError, World
from pytest_gmis.plugin.fixtures import NewWorld

pytestmark = pytest.mark.usefixtures("english")


def ask(world: World) -> None:
    with httpx.Client(base_url=world.url, trust_env=False) as http:
        for _ in range(2):  # the rush answers 503 twice
            http.get("/s/login/ForgotPassword")
        http.post("/s/login/ForgotPassword", data={"username": "ex000000"})
    world.settle()


def night(world: World) -> None:
    world.advance("30m")
    ask(world)
    world.expect_event("fault.hit", fault="maintenance")


EXPECTED: dict[str, Callable[[World], object]] = {
    "dead-address": lambda world: world.expect_event("mail.bounced"),
    "first-day-rush": lambda world: (world.expect_event("mail.deferred"), world.expect_event("fault.hit")),
    "hospital-gateway": lambda world: world.expect_event("mail.verdict", verdict="quarantine"),
    "locked-account": lambda world: world.expect_event("reset.requested", outcome="locked"),
    "maintenance-night": night,
    "mobile-carrier": lambda world: world.expect_event("mail.verdict", verdict="reject"),
    "no-address": lambda world: world.expect_event("reset.requested", outcome="no-address"),
    "right-missing": lambda world: not world.institution.may_report or pytest.fail("it may report"),
}


@pytest.mark.parametrize("name", sorted(path.stem for path in PRESETS.glob("*.toml")))
def test_a_preset_makes_the_world_that_its_name_says(new_world: NewWorld, name: str) -> None:
    world = new_world(preset=name)
    ask(world)
    EXPECTED[name](world)


def test_what_is_given_beside_a_preset_comes_on_top(new_world: NewWorld) -> None:
    world = new_world(preset="locked-account", settings={"lockout_minutes": 30}, seed=7)
    assert world.settings["lockout_minutes"] == 30
    ask(world)
    world.expect_event("reset.requested", outcome="locked")
    assert world.now().startswith("2026-01-15")


def test_an_unknown_preset_is_refused_with_the_nearest_name(control: Control) -> None:
    with pytest.raises(ControlError, match="preset 'first-day' is unknown; did you mean 'first-day-rush'") as caught:
        control.create_world(preset="first-day")
    assert caught.value.status == 422


def test_the_catalogue_lists_what_there_is(control: Control) -> None:
    catalogue = control.catalogue()
    assert [each["name"] for each in catalogue["presets"]] == sorted(EXPECTED)
    assert {"status-503", "mail-damaged"} <= {each["kind"] for each in catalogue["faults"]}
    assert "reset-link-reusable" in {each["name"] for each in catalogue["defects"]}
    assert catalogue["settings"]["properties"]["interstitial"]["default"] is True


def test_a_presets_file_that_is_wrong_is_named_with_the_key_and_the_rule() -> None:
    documents = read_documents(PRESETS)
    documents["odd"] = {"title": "x", "setting": {}}
    with pytest.raises(PresetError, match=r"odd\.toml: setting: field 'setting' is unknown; did you mean 'settings'"):
        Presets(documents, KnownDefects())
