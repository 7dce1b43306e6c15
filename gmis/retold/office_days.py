"""How long the office took: a random time, which another world would draw otherwise."""

import math
from datetime import datetime
from typing import Any

from gmis.retold.world_seen import WorldSeen

_DAY = 86_400


def office_days(seen: WorldSeen) -> dict[str, Any]:
    """The setting, in whole days so that what was registered is registered again and what was not is not."""
    accepted = [e for e in seen.events if e.kind == "office.answered" and e.data["outcome"] == "accepted"]
    if not accepted:
        return {}
    asked = datetime.fromisoformat(accepted[0].at)
    changed = next((e for e in seen.events[accepted[0].seq :] if e.kind == "address.changed"), None)
    if changed:
        days = math.floor((datetime.fromisoformat(changed.at) - asked).total_seconds() / _DAY)
    else:
        lasted = math.ceil((datetime.fromisoformat(seen.events[-1].at) - asked).total_seconds() / _DAY)
        days = max(lasted + 1, max(seen.settings["address_change_days"]))
    return {"address_change_days": [days, days]}
