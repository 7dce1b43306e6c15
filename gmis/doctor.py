"""`gmis doctor`: what is here, what is missing, and the command that gets it."""

import os
import shutil
import subprocess
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import click

from gmis_simulator.server.mailpit import HOW_TO_GET, find_mailpit
from pytest_gmis.browser.find import NoBrowser, find_browser

Finding = tuple[bool, str]

_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts", "~/.fonts")
_FONT_FILES = ("*CJK*", "*NotoSansJP*", "*ipa*g*.ttf", "*Hiragino*", "*ヒラギノ*", "*takao*", "*vlgothic*", "*meiryo*")


def browser() -> Finding:
    """The browser that tests would drive."""
    try:
        found = find_browser()
    except NoBrowser as error:
        return False, str(error)
    return True, f"{found.path or 'chromium'} ({found.why})"


def firefox() -> Finding:
    """Firefox, in which the tests run too by ``--browser firefox``."""
    try:
        found = find_browser(kind="firefox")
    except NoBrowser as error:
        return False, f"of use for pytest --browser firefox alone: {error}"
    return True, f"{found.path or 'firefox'} ({found.why})"


def font() -> Finding:
    """A Japanese font, without which pictures show boxes."""
    if shutil.which("fc-list"):
        asked = subprocess.run(
            ["fc-list", ":lang=ja", "family"],  # noqa: S607
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if families := asked.stdout.strip():
            every = sorted(families.splitlines())
            return True, next((family for family in every if "JP" in family), every[0])
    for folder in _FONT_FOLDERS:
        for pattern in _FONT_FILES:
            if found := next(Path(folder).expanduser().rglob(pattern), None):
                return True, found.name
    return False, "no Japanese font found: run scripts/install as root on Debian, or install Noto Sans CJK JP"


def mailpit() -> Finding:
    """The real Mailpit; without it the embedded inbox serves."""
    if named := os.environ.get("GMIS_MAILPIT_URL"):
        return True, f"named by GMIS_MAILPIT_URL: {named}"
    binary = find_mailpit()
    return (True, binary) if binary else (False, f"not found, the embedded inbox serves instead: {HOW_TO_GET}")


CHECKS: dict[str, Callable[[], Finding]] = {"browser": browser, "font": font, "firefox": firefox, "mailpit": mailpit}
NEEDED = ("browser", "font")
VERSIONS = ("playwright", "pytest", "pytest-playwright", "starlette", "uvicorn", "aiosmtpd", "aiosmtplib")


@click.command()
@click.option("--only", type=click.Choice(list(CHECKS)), help="Check this alone.")
def doctor(only: str | None) -> None:
    """Say what is found and what is missing; exit status 1 when something that is needed is missing."""
    missing = False
    for name, check in CHECKS.items():
        if only in (None, name):
            found, text = check()
            click.echo(f"{'found' if found else 'MISSING':<8} {name:<9} {text}")
            missing = missing or (not found and (name in NEEDED or only == name))
    if only is None:
        click.echo(f"{'':<8} versions  {', '.join(f'{name} {version(name)}' for name in VERSIONS)}")
    if missing:
        raise SystemExit(1)
