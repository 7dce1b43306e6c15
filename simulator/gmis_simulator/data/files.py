"""Personas and presets out of folders of TOML files, one each; the file's name is the persona's or the preset's."""

import re
import tomllib
from pathlib import Path
from typing import Any

from gmis_simulator.world.personas import PersonaError, Personas


def read_personas(*folders: Path) -> Personas:
    """Every persona of ``folders``; raises as `read_documents` does, and PersonaError for a key or a value."""
    return Personas(read_documents(*folders))


def read_documents(*folders: Path) -> dict[str, dict[str, Any]]:
    """Every ``*.toml`` of ``folders``; a later folder's file replaces an earlier one of its name.

    Raises PersonaError with file, key, value and rule; FileNotFoundError for a folder that is not there.
    """
    documents = {}
    for folder in folders:
        if not folder.is_dir():
            raise FileNotFoundError(f"{folder} is no folder: personas and presets are read from its *.toml files")
        for path in sorted(folder.glob("*.toml"), key=lambda path: path.stem):
            if not re.fullmatch(r"[a-z0-9-]{1,40}", path.stem):
                raise PersonaError(path.stem, "name", path.stem, "must be 1 to 40 of a-z, 0-9 and '-'")
            try:
                documents[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise PersonaError(path.stem, "file", path.name, f"is no TOML in UTF-8: {error}") from None
    return documents
