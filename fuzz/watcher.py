"""Whether somebody else's page has to wait for the attack: ① of a quiet world, asked for again and again."""

import threading
from time import perf_counter

from fuzz.by_http import Line, request
from fuzz.target import Target
from fuzz.worlds import QUIET

LONGEST = 1.0  # seconds; a page that takes longer is a fault
_EVERY = 0.02


class Watcher:
    """Asks from a thread, while the block runs. ``during``: what goes on now, for whoever reads of the slowest."""

    def __init__(self, target: Target) -> None:
        self.during = ""
        self.asked, self.slowest, self.slowest_during = 0, 0.0, ""
        self.late: dict[str, float] = {}  # the slowest over the limit, by what went on
        self.failed = ""
        self._line, self._ended = Line(target.simulator), threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Watcher":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()
        self._line.close()

    def _watch(self) -> None:
        raw = request("GET", f"/{QUIET}/s/login/")
        while not self._ended.wait(_EVERY):
            if not self.during:
                continue
            during, began = self.during, perf_counter()
            reply = self._line.ask(raw)
            took = perf_counter() - began
            self.asked += 1
            if reply.status != 200 and not self.failed:
                self.failed = f"① of a quiet world answered {reply.status} {reply.body[:100]!r} during {during}"
            if took > self.slowest:
                self.slowest, self.slowest_during = took, during
            if took > LONGEST:
                self.late[during] = max(took, self.late.get(during, 0))
