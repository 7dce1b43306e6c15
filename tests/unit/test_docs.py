"""What the documents say is true: an undocumented setting, event, command, script or option fails here."""

import re
from pathlib import Path

import pytest

from docs import personas, steps
from gmis.cli import cli
from gmis_simulator.control.routes import routes
from gmis_simulator.world.settings import Settings
from pytest_gmis.browser.find import HOW_TO_GET

PROJECT = Path(__file__).parents[2]
READMES = ("README.md", "README.ja.md")


def sources(*parts: str) -> str:
    return "".join(path.read_text(encoding="utf-8") for part in parts for path in (PROJECT / part).rglob("*.py"))


def text(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_every_setting_is_listed_with_its_default_source_and_meaning(name: str) -> None:
    field = Settings.model_fields[name]
    assert field.description
    source, _, meaning = field.description.partition(": ")
    assert source.split()[0] in ("manual", "platform", "public", "assumed")
    default = "text" if "\n" in str(field.default) else f"`{field.default}`"
    assert f"| `{name}` | {default} | {source} | {meaning} |" in text("docs/fidelity.md")


def test_no_setting_is_listed_that_is_none() -> None:
    section = text("docs/fidelity.md").split("## Settings of a world")[1].split("## ")[0]
    listed = set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))
    assert listed == set(Settings.model_fields)


def test_every_kind_of_event_is_documented() -> None:
    said = sources("simulator")
    kinds = {*re.findall(r'events\.append\(\s*"([a-z.]+)"', said), *re.findall(r'"(link\.[a-z]+)"', said)}
    assert len(kinds) > 15
    rows = text("docs/architecture.md").split("| kind | says |")[1].split("\n\n")[0].splitlines()
    assert kinds == {kind for row in rows for kind in re.findall(r"`([a-z.]+)`", row.split(" | ")[0])}


def test_every_endpoint_is_documented() -> None:
    said = text("docs/architecture.md")
    for route in routes:
        assert route.path.split("{world}")[-1].split("{")[0].rstrip("/") in said, route.path


def test_the_page_of_personas_is_what_the_data_says() -> None:
    assert text("docs/personas.md") == personas.page(), "run: .venv/bin/python -m docs.personas"


def test_the_page_of_steps_is_what_the_vocabulary_says() -> None:
    assert text("docs/steps.md") == steps.page(), "run: .venv/bin/python -m docs.steps"


@pytest.mark.parametrize("readme", READMES)
def test_the_readmes_name_every_command_variable_and_fixture(readme: str) -> None:
    said = text(readme)
    for command in cli.commands:
        assert f"gmis {command}" in said
    for variable in set(re.findall(r'"(GMIS_[A-Z_]+)"', sources("simulator", "fixtures", "gmis", "tests"))):
        assert variable in said, variable
    for name in ("world", "new_world", "med_login", "gmis", "webmail", "mailbox", "http", "step", "gate"):
        assert f"`{name}" in said
    assert "GMIS_BROWSER" in HOW_TO_GET["chromium"]


@pytest.mark.parametrize("readme", READMES)
def test_what_the_readmes_link_to_is_there(readme: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)", text(readme)):
        assert (PROJECT / target).exists(), target


def test_every_script_is_listed() -> None:
    for script in (PROJECT / "scripts").iterdir():
        assert script.suffix == ".md" or f"`scripts/{script.name}`" in text("scripts/README.md")


def test_every_part_of_the_simulator_is_in_the_architecture() -> None:
    said = text("docs/architecture.md")
    for part in (PROJECT / "simulator" / "gmis_simulator").iterdir():
        if part.is_dir() and not part.name.startswith("__"):
            assert f"`{part.name}/`" in said
        elif part.suffix == ".py" and part.name != "__init__.py":
            assert f"`{part.name}`" in said


def test_every_file_on_the_four_walks_is_there() -> None:
    walks = text("docs/architecture.md").split("## Four walks")[1].split("\n## ")[0]
    files = re.findall(r"`([a-z_/]+\.py)`", walks)
    assert len(files) > 20
    roots = [PROJECT, PROJECT / "simulator" / "gmis_simulator", PROJECT / "fixtures" / "pytest_gmis"]
    assert [file for file in files if not any((root / file).is_file() for root in roots)] == []


def test_the_example_of_the_readmes_is_a_test_that_runs() -> None:
    english, japanese = (re.search(r"```python\n(.*?)```", text(readme), re.DOTALL) for readme in READMES)
    assert english
    assert japanese
    example = english[1]
    assert re.sub(r"def test_\w+", "", example) == re.sub(r"def test_\w+", "", japanese[1])
    assert example in text("e2e/test_readme_example.py")
