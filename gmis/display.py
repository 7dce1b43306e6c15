"""Whether a browser can be shown here."""

import os
import sys

import click


def check_display(headed: bool, what: str = "--headed", otherwise: str = "or by xvfb-run") -> None:
    """Raises ClickException when a browser is to be shown and there is nothing to show it on."""
    if headed and sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        raise click.ClickException(f"{what} needs a display and none is set: run it on a desktop, {otherwise}")
