"""`gmis doctor`: what is here, what is missing, and the command that gets it."""

import os
import shutil
import subprocess
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import click

from gmis.padded import padded
from gmis_api.clone import CLONE
from gmis_api.language import _
from gmis_simulator.server.mailpit import HOW_TO_GET, find_mailpit

Finding = tuple[bool, str]

_EXTRA = "pip install 'gmis-reset-simulator[harness]'"

_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts", "~/.fonts")
_FONT_FILES = ("*CJK*", "*NotoSansJP*", "*ipa*g*.ttf", "*Hiragino*", "*ヒラギノ*", "*takao*", "*vlgothic*", "*meiryo*")


def harness() -> Finding:
    """What tests and reports need beside the simulator."""
    installed = all(_version(name) for name in ("playwright", "pytest-playwright", "gherkin-official"))
    return installed, _("installed") if installed else _(
        "`gmis up` works without; for the rest: {remedy}", remedy=_EXTRA
    )


def browser(kind: str = "chromium") -> Finding:
    """The browser that tests would drive."""
    try:
        from pytest_gmis.browser.find import NoBrowser, find_browser  # which asks Playwright
    except ModuleNotFoundError:
        return False, _("nobody drives one without the harness: {remedy}", remedy=_EXTRA)
    try:
        found = find_browser(kind=kind)
    except NoBrowser as error:
        return False, str(error)
    return True, f"{found.path or kind} ({found.why})"


def firefox() -> Finding:
    """Firefox, in which the tests run too by ``--browser firefox``."""
    found, text = browser("firefox")
    return found, text if found else _("of use for pytest --browser firefox alone: {what}", what=text)


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
    if CLONE:
        return False, _(
            "no Japanese font found: run scripts/install as root on Debian, or install Noto Sans CJK JP, for example"
        )
    return False, _("no Japanese font found: install Noto Sans CJK JP, for example")


def mailpit() -> Finding:
    """The real Mailpit; without it the embedded inbox serves."""
    if named := os.environ.get("GMIS_MAILPIT_URL"):
        return True, _("named by GMIS_MAILPIT_URL: {url}", url=named)
    binary = find_mailpit()
    if binary:
        return True, binary
    return False, _("not found, the embedded inbox serves instead: {remedy}", remedy=_(HOW_TO_GET))


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
            state = _("found") if found else _("MISSING")
            click.echo(f"{padded(state, 8)} {name:<9} {text}")
            missing = missing or (not found and (name in NEEDED or only == name))
    if only is None:
        versions = ", ".join(f"{name} {installed}" for name in VERSIONS if (installed := _version(name)))
        label = padded(_("versions"), 9)
        click.echo(f"{'':<8} {label} {versions}")
    if missing:
        raise click.exceptions.Exit(1)


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
