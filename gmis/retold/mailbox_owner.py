"""What kind of mailbox it is, and what its owner changed in its settings."""

from typing import Any

from gmis.retold.reader import Reader
from gmis.retold.script import Script
from gmis.retold.world_seen import WorldSeen
from simulator.world.persona import Persona
from simulator.world.sender_lists import LIST_NAMES

_STATE = ("switches", "clutter", *LIST_NAMES)


class MailboxOwner:
    """Tells `mailbox.changed`, which says how a mailbox is from now on, by how it differs from before."""

    def __init__(self, seen: WorldSeen, script: Script, reader: Reader) -> None:
        self._seen, self._script, self._reader = seen, script, reader
        self._personas: dict[str, Persona | None] = {}
        self._before: dict[str, dict[str, Any]] = {}

    def begin(self) -> None:
        """The mailboxes that the world was made with; what is known of them is how they are now."""
        changed = {event.data["address"] for event in self._seen.events if event.kind == "mailbox.changed"}
        made = {e.data["address"] for e in self._seen.events if e.kind == "mailbox.changed" and "persona" in e.data}
        own = {each.registered_address for each in self._seen.institutions.values()}
        targets = {each["forward_to"] for each in self._seen.mailboxes}
        for mailbox in self._seen.mailboxes:
            address, persona = mailbox["address"], mailbox["persona"]
            if address in made or address in targets:
                continue
            if persona != "plain" or address not in own:
                self._is_of(address, persona)
            if address not in changed:
                self._differs(address, mailbox)

    def changed(self, data: dict[str, Any]) -> None:
        """By the control API, which names the persona, or by its owner."""
        if "persona" in data:
            self._is_of(data["address"], data["persona"])
        self._differs(data["address"], data)

    def _is_of(self, address: str, persona: str | None) -> None:
        self._personas[address] = self._seen.personas.get(persona or "")
        self._before.pop(address, None)
        if self._personas[address] is None:
            self._script.remark(
                f"「{self._seen.short(address)}」のメールボックスは、ここにない規則({persona or '独自'})"
            )
        elif address == self._reader.registered and not self._reader.elsewhere:
            self._script.say("given", f"メールボックスは「{persona}」である")
        else:
            self._script.say("given", f"「{self._seen.short(address)}」のメールボックスは「{persona}」である")

    def _differs(self, address: str, now: dict[str, Any]) -> None:
        persona = self._personas.get(address, self._seen.personas["plain"])
        if persona is None:
            return
        before = self._before.get(address) or _first(persona)
        self._before[address] = {key: now.get(key, before[key]) for key in _STATE}
        steps = [*_switches(persona, before, now), *_lists(persona, before, now, self._seen.name)]
        if now.get("clutter", before["clutter"]) < before["clutter"]:
            steps.append("不要なメールを整理する")
        if steps:
            self._reader.look_into(address)
        for step in steps:
            self._script.do(step)


def _first(persona: Persona) -> dict[str, Any]:
    return {"switches": persona.switched(), "clutter": persona.clutter, **persona.entries.model_dump()}


def _switches(persona: Persona, before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    return [
        f"受信設定の「{persona.switches[key].title}」を「{persona.switches[key].options[value]}」に変える"
        for key, value in now["switches"].items()
        if value != before["switches"].get(key) and key in persona.switches
    ]


def _lists(persona: Persona, before: dict[str, Any], now: dict[str, Any], world: str) -> list[str]:
    """A list that its settings page does not offer gets the name that the API has for it: no sentence fits that."""
    steps = []
    for name in LIST_NAMES:
        title = persona.lists.get(name, name)
        added = [entry for entry in now[name] if entry not in before[name]]
        removed = [entry for entry in before[name] if entry not in now[name]]
        steps += [f"受信設定の「{title}」に「{entry.replace(world, '〈世界〉')}」を追加する" for entry in added]
        steps += [f"受信設定の「{title}」から「{entry.replace(world, '〈世界〉')}」を削除する" for entry in removed]
    return steps
