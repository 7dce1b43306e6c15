"""Writes docs/personas.md out of gmis_simulator/data/personas: `.venv/bin/python -m docs.personas`."""

from pathlib import Path

from gmis_simulator.data import PERSONAS
from gmis_simulator.data.files import read_personas
from gmis_simulator.world.persona import Persona
from gmis_simulator.world.rules import AnyRule

PAGE = Path(__file__).parent / "personas.md"
_HEAD = """\
# Personas: the kinds of recipient

Generated from `gmis_simulator/data/personas/*.toml` by `python -m docs.personas`; a test holds the two together. A
persona is an ordered list of rules: the first one with an answer decides. Orders of precedence marked public are from
secondary sources, not from the carriers themselves. `gmis personas explain NAME` says what one would do with the reset
mail, rule by rule.

A mailbox gets one by `PUT /api/worlds/{world}/mailboxes/{address}` with
`{"persona": NAME, "switches": {KEY: VALUE}, "safe_senders": [...]}`.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *[_section(name, persona) for name, persona in read_personas(PERSONAS).items()]])


def _section(name: str, persona: Persona) -> str:
    lines = [f"## `{name}`: {persona.title}", "", f"Source: {persona.source}.", ""]
    lines += [f"{number}. {_rule(rule)}" for number, rule in enumerate(persona.rules, 1)]
    lines.append("")
    for key, switch in persona.switches.items():
        options = ", ".join(f"`{value}` {label}" for value, label in switch.options.items())
        lines.append(f"- switch `{key}` {switch.title}: {options}; here `{persona.switched()[key]}`")
    for list_name, entries in persona.entries.model_dump().items():
        if entries:
            lines.append(f"- `{list_name}` to begin with: {', '.join(entries)}")
    lines += _traits(persona)
    if persona.note:
        lines += ["", f"> {persona.note}"]
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def _rule(rule: AnyRule) -> str:
    given = rule.model_dump(mode="json", exclude={"rule", "name", "when"}, exclude_defaults=True)
    more = "".join(f", {key} {value}" for key, value in given.items())
    return f"{rule.called} (`{rule.rule}`{more})" + (f", while `{rule.when}`" if rule.when else "")


def _traits(persona: Persona) -> list[str]:
    links = {"safe-links": "links are rewritten as Safe Links does it", "text": "links are turned into text"}
    traits = {
        links.get(persona.links, ""): persona.links != "kept",
        f"a scanner opens the links {persona.scanner} seconds after delivery": persona.scanner is not None,
        "links do not work in 迷惑メール": not persona.junk_links,
        "mails are read as text": persona.text_only,
        f"all is forwarded to a mailbox of `{persona.forward_to}` at forwarded.WORLD.example": bool(persona.forward_to),
        f"it answers by itself: {persona.answers}": persona.answers != "no",
        "mails are shown in a wrong charset at first": persona.garbled,
        f"the first {persona.clip} signs of a mail are shown": persona.clip is not None,
        f"{persona.clutter} mails fill it to begin with": persona.clutter > 0,
    }
    return [f"- {trait}" for trait, holds in traits.items() if holds]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
