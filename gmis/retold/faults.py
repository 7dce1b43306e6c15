"""The faults that were on."""

from fixtures.control import Event
from gmis.retold.script import Script
from gmis.retold.world_seen import WorldSeen

_UNSEEN = ("connection-reset", "truncated")  # after which there is no page of which to say anything


class Faults:
    """How often one could be hit is not in the log; it shows in how it ended."""

    def __init__(self, seen: WorldSeen, script: Script) -> None:
        self._seen, self._script = seen, script
        self._hit = ""

    def added(self, event: Event) -> None:
        """With as many hits as it had when it ended by them."""
        number, kind, where = (event.data[key] for key in ("number", "fault", "where"))
        place = where.replace(self._seen.name, "〈世界〉") if where.startswith("/") else self._seen.short(where)
        times = self._times(number)
        if place:
            ending = f"で{times}回起きる" if times else "で起きている"
            self._script.say("given", f"故障「{kind}」が「{place}」{ending}")
        else:
            self._script.say("given", f"故障「{kind}」が{f'{times}回起きる' if times else '起きている'}")

    def hit(self, event: Event) -> None:
        """Noted for the page that is answered next."""
        self._hit = event.data["fault"]
        if self._hit in _UNSEEN:
            self._script.remark(f"fault.hit: {event.data['where']} が {self._hit} になった。書ける文がない。")

    def ended(self, event: Event) -> None:
        """By time or by hand; where it ended by its hits nothing is to be said."""
        if event.data["by"] != "times":
            self._script.say("given", f"故障「{event.data['fault']}」がなくなる")

    def taken(self) -> str:
        """The kind that was hit since this was last asked; empty: none."""
        hit, self._hit = self._hit, ""
        return hit

    def _times(self, number: int) -> int:
        mine = [event for event in self._seen.events if event.data.get("number") == number]
        ended_by_hits = any(event.kind == "fault.ended" and event.data["by"] == "times" for event in mine)
        return sum(event.kind == "fault.hit" for event in mine) if ended_by_hits else 0
