"""Personas and presets out of folders of TOML files, one each; the file's name is the persona's or the preset's."""

import re
import tomllib
from pathlib import Path
from typing import Any

from gmis_api.language import _
from gmis_simulator.world.personas import PersonaError, Personas

_LARGEST = 32 * 1024  # bytes of a file; a larger one could take a minute to be read


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
            raise FileNotFoundError(
                _("{folder} is no folder: personas and presets are read from its *.toml files", folder=folder)
            )
        for path in sorted(folder.glob("*.toml"), key=lambda path: path.stem):
            if not re.fullmatch(r"[a-z0-9-]{1,40}", path.stem):
                raise PersonaError(path.stem, "name", path.stem, _("must be 1 to 40 of a-z, 0-9 and '-'"))
            try:
                if path.stat().st_size > _LARGEST:
                    raise PersonaError(
                        path.stem, "file", path.name, _("must have at most {most} KiB", most=_LARGEST // 1024)
                    )
                documents[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))
            except OSError as error:
                raise PersonaError(
                    path.stem, "file", path.name, _("cannot be read: {error}", error=error.strerror)
                ) from None
            except RecursionError:
                raise PersonaError(path.stem, "file", path.name, _("must not nest that deep")) from None
            except PersonaError:
                raise
            except ValueError as error:
                raise PersonaError(
                    path.stem, "file", path.name, _("is no TOML in UTF-8: {error}", error=error)
                ) from None
    return documents
