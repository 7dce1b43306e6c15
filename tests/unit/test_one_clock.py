"""A world's clock is the only source of time: the code is walked, and whoever asks another one is named."""

import ast
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
TELL_TIME = {
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "time": {"time", "time_ns", "monotonic", "monotonic_ns", "perf_counter", "localtime", "gmtime", "ctime", "sleep"},
    "utils": {"localtime", "make_msgid"},
    "loop": {"time", "call_at", "call_later"},
}
ALLOWED = {
    "simulator/gmis_simulator/world/clock.py": "it is the clock",
    "simulator/gmis_simulator/mail/clockwork.py": "an alarm for the moment at which a running clock makes a job due",
    "simulator/gmis_simulator/inbox/store.py": "the inbox stands in for Mailpit, which knows only the machine's clock",
    "simulator/gmis_simulator/inbox/api/about.py": "how long the inbox has been up, as Mailpit tells it",
    **{
        f"simulator/gmis_simulator/defects/{name}.py": "that is the mistake: it asks the machine's clock"
        for name in ("letter", "link", "request")
    },
    "simulator/gmis_simulator/mail/evenly.py": "how long a mail took the machine, so that no mail takes as long",
    "simulator/gmis_simulator/server/lag.py": "by how much the event loop of this machine is late",
    "simulator/gmis_simulator/serving/aside.py": "when a process that nobody asks any more ends",
    "simulator/gmis_simulator/inbox/events.py": "gathers the totals that the inbox sends, as Mailpit does",
}
FILES = sorted(str(path.relative_to(PROJECT)) for path in (PROJECT / "simulator").rglob("*.py"))


def asks_for_the_time(source: str) -> list[str]:
    """``line: call`` of every use, also of a name imported alone and of a call that takes the present by default."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            owner = node.value
            name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
            if isinstance(owner, ast.Call):  # asyncio.get_running_loop().call_later
                name = "loop"
            if node.attr in TELL_TIME.get(name, ()):
                found.append(f"{node.lineno}: {name}.{node.attr}")
        if isinstance(node, ast.ImportFrom) and node.module in ("time", "email.utils"):
            wrong = TELL_TIME["time" if node.module == "time" else "utils"]
            found += [f"{node.lineno}: {each.name}" for each in node.names if each.name in wrong]
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "formatdate" and not node.args:
            found.append(f"{node.lineno}: formatdate()")
    return found


def found_in(path: str) -> list[str]:
    return [f"{path}:{found}" for found in asks_for_the_time((PROJECT / path).read_text(encoding="utf-8"))]


def test_no_part_asks_another_clock_than_the_worlds() -> None:
    assert len(FILES) > 100  # the walk was of the whole simulator
    wrong = [found for path in FILES if path not in ALLOWED for found in found_in(path)]
    assert wrong == [], "\n".join(["ask world.clock, not the machine:", *wrong])


@pytest.mark.parametrize("path", ALLOWED)
def test_who_may_ask_the_machine_does(path: str) -> None:
    assert path in FILES
    assert found_in(path), f"{path} needs its exception no more: {ALLOWED[path]}"


@pytest.mark.parametrize(
    "source",
    [
        "import datetime\ndatetime.datetime.now()",
        "from datetime import datetime\ndatetime.now(UTC)",
        "from datetime import date\ndate.today()",
        "import time\ntime.time()",
        "from time import monotonic",
        "from email.utils import make_msgid",
        "from email.utils import formatdate\nformatdate()",
        "asyncio.get_running_loop().call_later(1, print)",
        "loop.time()",
    ],
)
def test_the_walk_finds_what_it_looks_for(source: str) -> None:
    assert asks_for_the_time(source) != []


def test_the_walk_lets_through_what_tells_no_time() -> None:
    assert asks_for_the_time("world.clock.now()\nformat_datetime(now)\ndatetime.fromisoformat(x)\nself.time") == []
