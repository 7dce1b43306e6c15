"""`gmis doctor`: what is here, what is missing, and the command that gets it."""

import os
import shutil
import subprocess
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from gmis_api.clone import in_clone
from gmis_simulator.server.mailpit import HOW_TO_GET, find_mailpit

Finding = tuple[bool, str]

_EXTRA = "pip install 'gmis-reset-simulator[harness]'"

_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts", "~/.fonts")
_FONT_FILES = ("*CJK*", "*NotoSansJP*", "*ipa*g*.ttf", "*Hiragino*", "*ヒラギノ*", "*takao*", "*vlgothic*", "*meiryo*")


def harness() -> Finding:
    """What tests and reports need beside the simulator."""
    installed = all(_version(name) for name in ("playwright", "pytest-playwright", "gherkin-official"))
    return installed, "installed" if installed else f"`gmis up` works without; for the rest: {_EXTRA}"


def browser(kind: str = "chromium") -> Finding:
    """The browser that tests would drive."""
    try:
        from pytest_gmis.browser.find import NoBrowser, find_browser  # which asks Playwright
    except ModuleNotFoundError:
        return False, f"nobody drives one without the harness: {_EXTRA}"
    try:
        found = find_browser(kind=kind)
    except NoBrowser as error:
        return False, str(error)
    return True, f"{found.path or kind} ({found.why})"


def firefox() -> Finding:
    """Firefox, in which the tests run too by ``--browser firefox``."""
    found, text = browser("firefox")
    return found, text if found else f"of use for pytest --browser firefox alone: {text}"


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
    by_script = in_clone("run scripts/install as root on Debian, or ")
    return False, f"no Japanese font found: {by_script}install Noto Sans CJK JP, for example"


def mailpit() -> Finding:
    """The real Mailpit; without it the embedded inbox serves."""
    if named := os.environ.get("GMIS_MAILPIT_URL"):
        return True, f"named by GMIS_MAILPIT_URL: {named}"
    binary = find_mailpit()
    return (True, binary) if binary else (False, f"not found, the embedded inbox serves instead: {HOW_TO_GET}")


CHECKS: dict[str, Callable[[], Finding]] = {
    "harness": harness, "browser": browser, "font": font, "firefox": firefox, "mailpit": mailpit
}  # fmt: skip
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
        versions = ", ".join(f"{name} {installed}" for name in VERSIONS if (installed := _version(name)))
        click.echo(f"{'':<8} versions  {versions}")
    if missing:
        raise click.exceptions.Exit(1)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
