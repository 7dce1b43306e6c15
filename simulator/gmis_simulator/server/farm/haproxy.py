"""HAProxy: where it is, whether it is new enough, and the configuration that leads each request to its worker."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from gmis_api.language import N_, _, spoken
from gmis_simulator.control.peers import ALONE
from gmis_simulator.world.names import RESERVED

OLDEST = (2, 4)
"""The first that knows all that the configuration says."""

HOW_TO_GET = N_("`apt-get install haproxy`, `brew install haproxy`, or your system's own")

_TEMPLATES = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)  # noqa: S701 (no HTML)
_ALSO = "/usr/sbin"  # where Debian has it, and where a plain user's PATH does not look

_SENTENCES = {
    "banner": N_("This is a simulator. It is not a real system."),
    "gone": N_(
        "the process that was asked has ended or does not answer; if it has ended, its worlds are gone: make them anew "
        "in a few seconds"
    ),
    "broken": N_("the connection to the simulator broke off before it answered: try again"),
    "metrics": N_(
        "each worker tells metrics of its own, and Prometheus adds them up: scrape each at its address, "
        "which gmis up lists"
    ),
}


class HaproxyError(Exception):
    """HAProxy cannot be had; the message says why and what helps."""


def find_haproxy() -> str | None:
    """The binary on PATH, or where Debian has it, else None."""
    return shutil.which("haproxy") or shutil.which("haproxy", path=_ALSO)


def check_version(binary: str) -> None:
    """Raises HaproxyError for one that is too old, or none."""
    try:
        ended = subprocess.run([binary, "-v"], capture_output=True, text=True, timeout=10, check=False)  # noqa: S603 (the one found)
        said = ended.stdout
    except (OSError, subprocess.SubprocessError) as error:
        said = str(error)
    found = re.search(r"version (\d+)\.(\d+)", said)
    if found is None:
        raise HaproxyError(
            _("{program} does not say its version: get another by {remedy}", program=binary, remedy=_(HOW_TO_GET))
        )
    if (int(found[1]), int(found[2])) < OLDEST:
        raise HaproxyError(
            _(
                "HAProxy {found} is too old: it must be {oldest} or newer; get one by {remedy}",
                found=f"{found[1]}.{found[2]}",
                oldest=".".join(map(str, OLDEST)),
                remedy=_(HOW_TO_GET),
            )
        )


def configuration(bind: str, workers: Sequence[str], *, resolved: bool = False) -> str:
    """``bind``: what HAProxy listens at, as it writes it; ``workers``: host:port of each, by its index.

    ``resolved``: these are names, whose addresses may change while it runs.
    """
    with spoken("en"):
        english = {name: _(said) for name, said in _SENTENCES.items()}
    with spoken("ja"):
        japanese = {name: _(said) for name, said in _SENTENCES.items()}
    template = files(__package__).joinpath("haproxy.cfg").read_text("utf-8")
    return _TEMPLATES.from_string(template).render(
        bind=bind,
        workers=workers,
        resolved=resolved,
        alone=ALONE,
        reserved=" ".join(sorted(RESERVED)),
        sentences=[(name, english[name], japanese[name]) for name in _SENTENCES],
    )
