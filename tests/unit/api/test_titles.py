"""Whatever the code calls an event, a field, a setting, a persona, a fault, a rule: people have a word for it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gmis_api.language import spoken, titled
from gmis_simulator.control.models import MailboxBody
from gmis_simulator.data import own_personas
from gmis_simulator.gmis.refusal import ReportRefusal
from gmis_simulator.world.accounts import PasswordRefusal
from gmis_simulator.world.faults import KINDS
from gmis_simulator.world.office_request import ITEMS
from gmis_simulator.world.reset import Outcome
from gmis_simulator.world.reset_link import LinkState
from gmis_simulator.world.rules import RULES
from gmis_simulator.world.rules.rule import VerdictName
from gmis_simulator.world.settings import Settings

PROJECT = Path(__file__).parents[3]
PERSONAS = own_personas()
# what is added to an event as a whole, and so is named in no call: a mail, a fault, a mailbox
SPREAD = (
    "to", "subject", "message_id", "mail", "code", "reply", "gave_up_after_hours", "until", "authentication",
    "not_read", "missing", "state", "method", "number", "fault", "where", "forward_to", *MailboxBody.model_fields,
)  # fmt: skip


def noted() -> Iterator[tuple[str, list[str]]]:
    """Every kind of event that the simulator appends, with the fields that are named there."""
    for path in (PROJECT / "simulator/gmis_simulator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append":
                kind = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
                if isinstance(kind, str) and re.fullmatch(r"[a-z]+\.[a-z]+|mistake", kind):
                    yield kind, [keyword.arg for keyword in node.keywords if keyword.arg]


def in_the_documents() -> set[str]:
    """Every kind of event that docs/architecture.md lists."""
    table = (PROJECT / "docs/architecture.md").read_text(encoding="utf-8").split("| kind | says |")[1].split("\n\n")[0]
    return {kind for row in table.splitlines() for kind in re.findall(r"`([a-z.]+)`", row.split(" | ")[0])}


def literals(alias: object) -> tuple[str, ...]:
    return tuple(getattr(alias, "__args__", ()))


NAMES = {
    "event": {kind for kind, _ in noted()} | in_the_documents(),
    "field": {field for _, fields in noted() for field in fields} | set(SPREAD),
    "setting": set(Settings.model_fields),
    "persona": set(PERSONAS),
    "fault": set(KINDS),
    "rule": {*RULES, "default"},
    "verdict": set(literals(VerdictName)),
    "outcome": {each.value for each in Outcome},
    "state": {each.value for each in LinkState},
    "reason": {each.value for each in PasswordRefusal} | set(literals(ReportRefusal.__annotations__["reason"])),
    "items": set(ITEMS),
    "switches": {switch for persona in PERSONAS.values() for switch in persona.switched()},
}


def test_nothing_is_missed() -> None:
    assert len(NAMES["event"]) > 35
    assert len(NAMES["field"]) > 40
    assert all(NAMES.values())


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in NAMES.items() for name in sorted(names)])
def test_it_has_a_title_in_japanese_and_its_name_behind(kind: str, name: str) -> None:
    with spoken("ja"):
        said = titled(kind, name)
    assert said.endswith(f" ({name})"), (
        f"locale/ja has no title for the {kind} {name}: msgctxt {kind!r}, msgid {name!r}"
    )


@pytest.mark.parametrize("name", sorted(PERSONAS))
def test_a_persona_is_called_what_its_own_file_says(name: str) -> None:
    with spoken("ja"):
        assert titled("persona", name) == f"{PERSONAS[name].title} ({name})"


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_fault_is_called_what_the_catalogue_of_the_control_api_says(name: str) -> None:
    with spoken("ja"):
        assert titled("fault", name) == f"{KINDS[name].title} ({name})"


def test_in_english_a_name_is_its_own_title() -> None:
    with spoken("en"):
        assert titled("event", "password.changed") == "password.changed"
