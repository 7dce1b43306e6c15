"""Makes pytest run .feature files, without a Python module beside each."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Playwright

from e2e.steps import MODULES
from e2e.tags import TAGS
from fixtures.control import World
from fixtures.devices import device_named
from fixtures.mailpit import Mailpit
from fixtures.plugin import NewWorld
from fixtures.recorder import RECORDER
from fixtures.recording import Moment

pytest_plugins = MODULES

MORNING = "2026-01-15T09:00:00+09:00"
SEED = 1


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option of reported issues."""
    parser.getgroup("gmis").addoption("--seed", type=int, default=SEED, help="of the worlds of .feature files")


def pytest_configure(config: pytest.Config) -> None:
    """Every tag is a marker, and so is what a test shows."""
    for tag, meaning in TAGS.items():
        config.addinivalue_line("markers", f"{tag}: {meaning}")
    config.addinivalue_line("markers", "requirement(id, …): what the test shows; those of e2e/requirements.toml")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A .feature file is collected like a module."""
    return FeatureFile.from_parent(parent, path=file_path) if file_path.suffix == ".feature" else None


class FeatureFile(pytest.Module):
    """One .feature file, checked before anything is run."""

    def _getobj(self) -> ModuleType:
        from e2e.reported_issue import WrongFeature, read_issue  # not before pytest has taken the steps in

        try:
            read_issue(self.path)
        except WrongFeature as error:
            raise self.CollectError(str(error)) from None
        module = ModuleType(self.path.stem)
        module.__file__ = str(self.path)
        source = f"from pytest_bdd import scenarios\nscenarios({str(self.path)!r}, features_base_dir='/')\n"
        module.__dict__["pytestmark"] = pytest.mark.requirement(self.path.stem)
        exec(compile(source, str(self.path), "exec"), module.__dict__)  # noqa: S102 (scenarios() fills the module it is called in)
        return module


@pytest.fixture
def feature_world(new_world: NewWorld, request: pytest.FixtureRequest) -> World:
    """The world in which a scenario begins: a January morning, the clock standing still."""
    return new_world(seed=request.config.getoption("--seed"), now=MORNING)


@pytest.fixture
def scene(
    feature_world: World,
    mailpit: Mailpit,
    new_context: Callable[..., BrowserContext],
    playwright: Playwright,
    device: str | None,
) -> Any:
    """What the sentences of one scenario share."""
    from e2e.steps.scene import Scene

    return Scene(feature_world, mailpit, new_context, partial(device_named, playwright), device)


def pytest_bdd_before_step(request: pytest.FixtureRequest, step: Any) -> None:
    """A step begins, for the recorder if there is one."""
    if recorder := request.node.stash.get(RECORDER, None):
        recorder.begin(step.keyword.strip(), step.name, step.line_number)


def pytest_bdd_before_step_call(request: pytest.FixtureRequest, step_func_args: dict[str, Any]) -> None:
    """Passwords that the step is about to type are secrets; not every browser tells what a form posts."""
    if recorder := request.node.stash.get(RECORDER, None):
        typed = [step_func_args.get(name, "") for name in ("password", "again")]
        if "パスワード" in step_func_args.get("label", ""):
            typed.append(step_func_args.get("text", ""))
        recorder.masking.learn_passwords(*typed)


def pytest_bdd_after_step(request: pytest.FixtureRequest) -> None:
    """It went through."""
    if recorder := request.node.stash.get(RECORDER, None):
        recorder.end()


def pytest_bdd_step_error(request: pytest.FixtureRequest, exception: Exception) -> None:
    """It failed."""
    if recorder := request.node.stash.get(RECORDER, None):
        recorder.end("failed", str(exception))


def pytest_bdd_after_scenario(request: pytest.FixtureRequest, scenario: Any) -> None:
    """What comes after a failure was not run."""
    if recorder := request.node.stash.get(RECORDER, None):
        done = len(recorder.recording.moments)
        for step in scenario.steps[done:]:
            recorder.recording.moments.append(
                Moment(keyword=step.keyword.strip(), text=step.name, line=step.line_number, status="not-run")
            )
