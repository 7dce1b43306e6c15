"""The moments that `after:` and `before:` name."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from gmis_simulator.inbox.missing import NotInEmbeddedInboxError

_ISO = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d([.]\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?")


def milliseconds(text: str, zone: str) -> int:
    """The ISO date or date-time `text` in milliseconds since 1970, read in the time zone `zone` ("" is the local one).

    Raises NotInEmbeddedInboxError for everything else: Mailpit knows many more ways to write a date.
    """
    text = text.strip().upper()
    if not _ISO.fullmatch(text):
        raise NotInEmbeddedInboxError(f"dates like {text!r} (only 2026-01-15 or 2026-01-15T09:00:00+09:00)")
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(zone)) if zone else moment.astimezone()
    except (ValueError, KeyError, OSError) as error:
        raise NotInEmbeddedInboxError(f"the date {text!r} in the time zone {zone or 'local'!r}") from error
    return int(moment.timestamp() * 1000)
