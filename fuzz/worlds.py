"""The worlds that are attacked, and the quiet one that is watched meanwhile."""

import json
from typing import Any

from fuzz.by_http import Line, request
from fuzz.target import Target

QUIET = "quiet"
API, FORMS, MAIL = "enemy-api", "enemy-forms", "enemy-mail"
EVERY = (QUIET, API, FORMS, MAIL)
PERSONAS = (
    "plain", "outlook", "hospital-gateway", "isp", "junk-unknown", "gmail", "docomo-strong", "forwarding",
    "discard-unknown", "slow",
)  # fmt: skip


class Worlds:
    """Made in the process at ``target``, by its control API; raises RuntimeError where that refuses."""

    def __init__(self, target: Target) -> None:
        self.line = Line(target.simulator)
        self._seen: dict[str, int] = {}
        self.prepare()

    def prepare(self) -> None:
        """Make those that are not there: an attack may have deleted one."""
        there = {world["name"] for world in self.line.json("GET", "/api/worlds")}
        for name in EVERY:
            if name not in there:
                self._seen[name] = 0
                self.line.json("POST", "/api/worlds", {"name": name, "settings": {"reset_requests_per_day": 10_000}})
                if name == MAIL:
                    for persona in PERSONAS:
                        path = f"/api/worlds/{name}/mailboxes/{address_of(persona)}"
                        self.line.json("PUT", path, {"persona": persona})

    def new_events(self, name: str) -> list[dict[str, Any]]:
        """What happened in that world since this was last asked; nothing in one that is gone."""
        reply = self.line.ask(request("GET", f"/api/worlds/{name}/events?after={self._seen.get(name, 0)}"))
        events: list[dict[str, Any]] = json.loads(reply.body) if reply.status == 200 else []
        if events:
            self._seen[name] = events[-1]["seq"]
        return events

    def delete(self) -> None:
        """All that are there, whoever made them."""
        for world in self.line.json("GET", "/api/worlds"):
            self.line.json("DELETE", f"/api/worlds/{world['name']}")


def address_of(persona: str) -> str:
    """Whom a mail for that kind of recipient goes to."""
    return f"{persona}@{MAIL}.example"
