"""The clone of the project, if this is imported out of one: what is installed has no scripts to name."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]

CLONE: Path | None = _ROOT if (_ROOT / "scripts" / "install").is_file() else None
"""Its folder; None: there is none."""


def in_clone(sentence: str) -> str:
    """``sentence``, which names something of the clone; empty where there is no clone."""
    return sentence if CLONE else ""
