"""What the world was like: settings, defects, institutions and their rights."""

import json
from typing import Any

from fixtures.control import Event
from gmis.retold.script import Script
from gmis.retold.world_seen import WorldSeen
from simulator.world.settings import Settings

USERNAME = "ex000000"  # of the institution that every world of a scenario has
_NAME, _LOCATION = "見本クリニック", "大阪府見本市見本町1-1"


def settings_to_begin_with(seen: WorldSeen) -> dict[str, Any]:
    """Those that no event changed are as they are now; the others are taken to have been as by default."""
    default = Settings().model_dump()
    changed = {key for event in seen.events if event.kind == "settings.changed" for key in event.data["settings"]}
    return {key: default[key] if key in changed else seen.settings.get(key, value) for key, value in default.items()}


def say_world(seen: WorldSeen, script: Script, settings: dict[str, Any]) -> None:
    """Settings, defects and further institutions, as they were to begin with."""
    default = Settings().model_dump()
    for key, value in settings.items():
        if value != default[key]:
            say_setting(script, key, value)
    if seen.defects and not any(event.kind == "defects.changed" for event in seen.events):
        say_defects(script, seen.defects)
    for username, each in seen.institutions.items():
        if username.lower() != USERNAME or each.name != _NAME:
            script.say("given", f"医療機関「{each.name}」(ユーザ名「{username}」)がある")
        if each.location not in ("", _LOCATION):
            script.remark(f"「{username}」の所在地は「{each.location}」だが、書ける文がない。")


def say_setting(script: Script, key: str, value: Any) -> None:
    """A text without quotes where it can do without."""
    said = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) and value == value.strip() and value.isprintable() and not _is_json(value):
        said = value
    script.say("given", f"設定「{key}」は「{said}」である")


def say_defects(script: Script, names: list[str]) -> None:
    """Exactly these."""
    script.say("given", f"不具合「{'、'.join(names)}」がある" if names else "不具合がなくなる")


class Rights:
    """What an account may and whether it is locked: `institution.changed` says only that something is different now.

    So it is concluded from what happened until the next such event; after the last one it is as it is now.
    """

    def __init__(self, seen: WorldSeen, username: str) -> None:
        self._username = username.lower()
        mine = [event for event in seen.events if str(event.data.get("username", "")).lower() == self._username]
        self._parts: list[list[Event]] = [[]]
        for event in mine:
            if event.kind == "institution.changed":
                self._parts.append([])
            self._parts[-1].append(event)
        institution = next((each for name, each in seen.institutions.items() if name.lower() == self._username), None)
        self._end = {
            "enabled": institution.enabled if institution else True,
            "may_report": institution.may_report if institution else True,
            "locked": username in seen.locked,
        }
        self._said = {"enabled": True, "may_report": True, "locked": False}

    def locked_to_begin_with(self) -> bool:
        """Whether the account was made locked."""
        return self._values(0)["locked"]

    def say(self, script: Script, part: int) -> bool:
        """Say what is different from here to the ``part``-th change, 0: to begin with; whether there was anything."""
        values, before = self._values(part), self._said
        self._said = values
        if values["enabled"] != before["enabled"]:
            if values["enabled"]:
                script.remark("アカウントが有効になったが、書ける文がない。")
            else:
                script.say("given", "アカウントが無効になっている")
        if values["may_report"] != before["may_report"]:
            more = "定期報告を始める権限が付与される" if values["may_report"] else "定期報告を始める権限がない"
            script.say("given", more)
        if values["locked"] and not before["locked"]:
            script.say("given", "アカウントがロックされている")
        return values != before

    def _values(self, part: int) -> dict[str, bool]:
        last = part == len(self._parts) - 1
        values = {}
        for name, otherwise in self._said.items():
            evidence = [known for event in self._parts[part] if (known := _evidence(event, name)) is not None]
            by_failures = name == "locked" and any(e.kind == "account.locked" for each in self._parts for e in each)
            values[name] = evidence[0] if evidence else self._end[name] if last else otherwise
            if by_failures:  # then it locked itself
                values[name] = False
        return values


def _evidence(event: Event, name: str) -> bool | None:
    """What an event says about ``name``; None: nothing."""
    said = (event.kind, event.data.get("outcome") or event.data.get("reason") or event.data.get("by"))
    return _EVIDENCE[name].get(said)


_EVIDENCE: dict[str, dict[tuple[str, str | None], bool]] = {
    "enabled": {
        ("reset.requested", "disabled"): False, ("login.refused", "disabled"): False,
        ("reset.requested", "mailed"): True, ("reset.requested", "locked"): True,
        ("login.refused", "password"): True, ("login.refused", "locked"): True,
        ("session.started", "password"): True,
    },
    "may_report": {("report.refused", "right"): False, ("report.opened", None): True},
    "locked": {
        ("reset.requested", "locked"): True, ("login.refused", "locked"): True,
        ("reset.requested", "mailed"): False, ("session.started", "password"): False,
    },
}  # fmt: skip


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
