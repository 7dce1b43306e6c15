"""The personas that mailboxes can have, by name; read out of documents, refused with file, key, value and rule."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from gmis_api.language import N_, _
from gmis_api.shown import shown
from gmis_api.validation import rule_of
from gmis_simulator.world.names import unknown
from gmis_simulator.world.persona import Persona, Switch, WrongKey
from gmis_simulator.world.rules import RULES
from gmis_simulator.world.sender_lists import LIST_NAMES

Documents = Mapping[str, Mapping[str, Any]]


class PersonaError(ValueError):
    """A persona file is wrong: the message names the file, the key, the value and the rule."""

    def __init__(self, name: str, key: str, value: Any, rule: str) -> None:
        super().__init__(f"{name}.toml: {key} = {shown(value)}: {rule}")
        self.name, self.key, self.value, self.rule = name, key, value, rule


class Personas(Mapping[str, Persona]):
    """``documents``: name → what its file says. ``like`` in one takes over all that it does not say itself."""

    def __init__(self, documents: Documents | None = None) -> None:
        documents = documents or {}
        self._personas = {name: _persona(name, _whole(name, documents)) for name in documents}
        for name in documents:
            _follow(name, "forward_to", {name: {"forward_to": p.forward_to} for name, p in self._personas.items()})

    def __getitem__(self, name: str) -> Persona:
        return self._personas[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._personas)

    def __len__(self) -> int:
        return len(self._personas)

    def unknown(self, name: str) -> str:
        """The sentence for a name that is no persona's."""
        return unknown(name, self, N_("persona"))


def _whole(name: str, documents: Documents) -> dict[str, Any]:
    """The document with what it takes over from those that it is like."""
    whole: dict[str, Any] = {}
    for each in reversed(_follow(name, "like", documents)):
        whole |= documents[each]
    whole.pop("like", None)
    return whole


def _follow(name: str, key: str, documents: Documents) -> list[str]:
    """``name`` and whom it names by ``key``, and so on; raises PersonaError for a stranger and for a cycle."""
    chain = [name]
    while (following := documents[chain[-1]].get(key)) is not None:
        if not isinstance(following, str) or following not in documents:
            raise PersonaError(chain[-1], key, following, unknown(following, documents, N_("persona")))
        if following in chain:
            way = " → ".join([*chain, following])
            raise PersonaError(chain[-1], key, following, _("must not lead back: {way} is a cycle", way=way))
        chain.append(following)
    return chain


def _persona(name: str, document: dict[str, Any]) -> Persona:
    try:
        return Persona.model_validate(document)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=True)[0]
        key = ".".join(str(part) for part in found["loc"]) or "persona"
        value, rule = found["input"], rule_of(found)
        if isinstance(wrong := found.get("ctx", {}).get("error"), WrongKey):
            key, value = wrong.key, wrong.value
        elif found["type"] == "missing":
            value = None
        elif found["type"] == "union_tag_invalid":
            key, value, known = f"{key}.rule", value.get("rule"), found["ctx"]["expected_tags"].replace("'", "")
            rule = unknown(value, known.split(", "), N_("rule"))
        elif found["type"] == "extra_forbidden":
            rule = unknown(found["loc"][-1], _fields_at(found["loc"]), N_("key"))
        raise PersonaError(name, key, value, rule) from None


def _fields_at(path: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand where ``path`` ends: in a persona, in a rule of it, in a switch, among its lists."""
    match path:
        case ("rules", int(), str(tag), _):
            return list(RULES[tag].model_fields)
        case ("switches", *_):
            return list(Switch.model_fields)
        case ("entries", _):
            return list(LIST_NAMES)
    return ["like", *Persona.model_fields]
