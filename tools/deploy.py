"""Writes the configurations of HAProxy in deploy/: `python -m tools.deploy`. They are those of `gmis up --workers`."""

from pathlib import Path

from gmis_simulator.server.farm.haproxy import configuration

DEPLOY = Path(__file__).parents[1] / "deploy"
_HEAD = "# Written by `python -m tools.deploy`: change that, or simulator/gmis_simulator/server/farm/haproxy.cfg.\n"

CONFIGURATIONS = {
    "haproxy.cfg": ["worker-0:8000", "worker-1:8000"],
    "kubernetes/haproxy.cfg": ["simulator-0.simulator:8000", "simulator-1.simulator:8000"],
}
"""Each file, and where its workers answer."""


def text_of(name: str) -> str:
    """What that file says."""
    return _HEAD + configuration(":8000", CONFIGURATIONS[name], resolved=True)


def main() -> None:
    """Write all of them."""
    for name in CONFIGURATIONS:
        (DEPLOY / name).write_text(text_of(name), "utf-8")


if __name__ == "__main__":
    main()
