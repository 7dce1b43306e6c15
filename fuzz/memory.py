"""How much memory the process and its children hold, and held at the most; by /proc, so on Linux alone."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import sleep

MIB = 1 << 20
_PROC = Path("/proc")
_EVERY = 0.005  # seconds between two looks


def can_be_told() -> bool:
    """Whether this system tells it."""
    return (_PROC / "self/status").exists()


def resident(pid: int) -> int:
    """Bytes of that process alone; 0 when it is gone."""
    return _told(pid, "VmRSS")


def with_children(pid: int) -> int:
    """Bytes of the process and of all that it has started."""
    children: list[int] = []
    with suppress(OSError):
        for task in (_PROC / str(pid) / "task").iterdir():
            children += map(int, (task / "children").read_text().split())
    return resident(pid) + sum(with_children(child) for child in children)


class Peak:
    """Bytes above what was there before: of the process alone, and ``together`` with its children."""

    alone = together = 0


@contextmanager
def peak(pid: int) -> Iterator[Peak]:
    """What the process holds at the most while the block runs; set once the block has ended."""
    found, before, before_together = Peak(), resident(pid), with_children(pid)
    with suppress(OSError):
        (_PROC / str(pid) / "clear_refs").write_text("5")  # the highest counts from now on
    most, ended = [0], threading.Event()

    def look() -> None:
        while not ended.is_set():
            most[0] = max(most[0], with_children(pid))
            sleep(_EVERY)

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    try:
        yield found
    finally:
        ended.set()
        looking.join()
        found.alone = max(_told(pid, "VmHWM") - before, 0)
        found.together = max(most[0] - before_together, found.alone)


def _told(pid: int, name: str) -> int:
    with suppress(OSError, IndexError):
        status = (_PROC / str(pid) / "status").read_text()
        return int(status.partition(f"{name}:")[2].split()[0]) * 1024
    return 0
