"""Where a new file goes."""

import re
from pathlib import Path

import click

from gmis_api.language import _

SUFFIX = ".feature"


def destination_of(name: str, output: Path | None) -> Path:
    """The file; raises ClickException for a name that is none, and for one that is there already."""
    stem = name.removesuffix(SUFFIX)
    if not stem.strip() or re.search(r"[/\\\x00-\x1f\x7f]", stem) or stem.startswith((".", "-")) or ".." in stem:
        raise click.ClickException(
            _(
                "{name!r} cannot name a file: write a name alone, without / or .. (such as double-click); "
                "--output says where the file goes",
                name=name,
            )
        )
    path = Path(f"{stem}{SUFFIX}")
    if output is not None:
        path = output if output.suffix == SUFFIX and not output.is_dir() else output / path
    if path.exists() or path.is_symlink():
        raise _is_there(path)
    return path


def write_new(path: Path, text: str) -> None:
    """Write ``text``; raises ClickException when that cannot be, above all over a file that is there."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise _is_there(path) from None
    except OSError as error:
        raise click.ClickException(
            _("{path} cannot be written: {error}", path=path, error=error.strerror or error)
        ) from None


def _is_there(path: Path) -> click.ClickException:
    return click.ClickException(
        _(
            "{path} is there already and is not overwritten: choose another name, or another place by --output",
            path=path,
        )
    )
