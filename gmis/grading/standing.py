"""A simulator of its own process for one run, perhaps with defects, and the environment by which a suite finds it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from gmis_api.language import _, language


class NoStart(Exception):
    """It did not start; the message is what it said."""


@contextmanager
def standing(defects: Sequence[str] = ()) -> Iterator[dict[str, str]]:
    """The environment of a suite, while a simulator with ``defects`` runs; raises NoStart."""
    order = [sys.executable, "-m", "gmis", "up", "--port", "0", "--inbox", "embedded", "--json"]
    order += ["--defects", ",".join(defects)] if defects else []
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GMIS_")}
    environment["GMIS_LANG"] = language()
    # in a session of its own: Ctrl-C is ours to deal with
    with subprocess.Popen(  # noqa: S603 (ourselves)
        order, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True
    ) as process:
        try:
            assert process.stdout
            assert process.stderr
            line = process.stdout.readline()
            if not line:
                said = process.stderr.read().strip().splitlines() or [_("it said nothing")]
                raise NoStart(said[-1].removeprefix("gmis: "))
            found = json.loads(line)
            given = {"GMIS_SIMULATOR_URL": found["simulator"], "GMIS_MAILPIT_URL": found["mailpit"]}
            kept = {name: os.environ[name] for name in ("GMIS_BROWSER", "GMIS_FIREFOX") if name in os.environ}
            yield environment | kept | given
        finally:
            process.terminate()
            process.communicate()
