"""Whether a browser can be shown here."""

import os
import sys

import click

from gmis_api.language import N_, _

HEADED = N_("--headed needs a display and none is set: run it on a desktop, or by xvfb-run")


def check_display(headed: bool, otherwise: str = HEADED) -> None:
    """Raises ClickException, which says ``otherwise``, when a browser is to be shown where nothing shows it."""
    if headed and sys.platform == "linux" and not {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys():
        raise click.ClickException(_(otherwise))
