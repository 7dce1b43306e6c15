"""Where a new file goes."""

import re
from pathlib import Path

import click

SUFFIX = ".feature"


def destination_of(name: str, output: Path | None) -> Path:
    """The file; raises ClickException for a name that is none, and for one that is there already."""
    stem = name.removesuffix(SUFFIX)
    if not stem.strip() or re.search(r"[/\\\x00-\x1f\x7f]", stem) or stem.startswith((".", "-")) or ".." in stem:
        raise click.ClickException(
            f"「{name}」はファイルの名前にできません。/ や .. を含まない名前だけを書きます(例: double-click)。"
            "置き場所は --output で選びます"
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
        raise click.ClickException(f"{path} に書けません: {error.strerror or error}") from None


def _is_there(path: Path) -> click.ClickException:
    return click.ClickException(f"{path} はすでにあります。上書きはしません。別の名前にするか、--output で選びます")
