"""Presets: worlds to begin with, by name, out of TOML files; one holds what POST /api/worlds takes."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import Field, ValidationError

from gmis_api.language import N_
from gmis_simulator.control.known_defects import KnownDefects
from gmis_simulator.control.models import NewWorld
from gmis_simulator.control.problem import from_validation, invalid
from gmis_simulator.world.names import unknown


class Preset(NewWorld):
    """``title``: one line in Japanese; ``note``: what it is good for."""

    title: str = Field(min_length=1, max_length=60)
    note: str = ""


class PresetError(ValueError):
    """A preset's file is wrong: the message names file, key and rule."""


class Presets(Mapping[str, Preset]):
    """``documents``: name → what its file says; ``defects``: which there are. Raises PresetError."""

    def __init__(self, documents: Mapping[str, Mapping[str, Any]], defects: KnownDefects) -> None:
        self._presets = {name: _preset(name, document, defects) for name, document in documents.items()}

    def __getitem__(self, name: str) -> Preset:
        return self._presets[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._presets)

    def __len__(self) -> int:
        return len(self._presets)

    def complete(self, body: NewWorld) -> NewWorld:
        """``body`` on top of the preset that it names; raises Problem 422 for an unknown one."""
        if body.preset is None:
            return body
        if body.preset not in self._presets:
            raise invalid("preset", body.preset, unknown(body.preset, self, N_("preset")))
        given = {name: getattr(body, name) for name in body.model_fields_set}
        whole = self._presets[body.preset].model_copy(update=given)
        if "settings" in given:  # one by one, not the whole of them
            before = self._presets[body.preset].settings
            update = {name: getattr(body.settings, name) for name in body.settings.model_fields_set}
            whole.settings = before.model_copy(update=update)
        if "mailboxes" in given:
            whole.mailboxes = self._presets[body.preset].mailboxes | body.mailboxes
        return whole


def _preset(name: str, document: Mapping[str, Any], defects: KnownDefects) -> Preset:
    try:
        preset = Preset.model_validate(document)
        defects.checked(preset.defects)
    except ValidationError as error:
        raise PresetError(f"{name}.toml: {from_validation(error, Preset).detail}") from None
    except ValueError as error:
        raise PresetError(f"{name}.toml: defects: {error}") from None
    return preset
