"""The Date header, as Go's net/mail reads it: what it refuses has no date, however clear it is to people."""

import re
import time
from datetime import UTC, datetime, timedelta, timezone

_DATE = re.compile(
    r"(?:([A-Za-z]{3}), +)? *(\d{1,2}) +([A-Za-z]{3}) +(\d{4}|\d\d) +"  # the day
    r"(\d{1,2}):(\d\d)(?::(\d\d)([.,]\d{1,9})?)? +(\S+)",  # the time, the zone
    re.ASCII,
)
_NUMERIC_ZONE = re.compile(r"([+-])(\d\d)(\d\d)", re.ASCII)
_NAMED_ZONE = re.compile(r"UT|[A-Z]{3}|[A-Z]{3,4}T|WITA|ChST|MeST|[+-](?:[01]\d|2[0-3])")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIRST_OF_1900 = 69  # a year of two digits from here on belongs to the century before


def parse_date(value: str) -> datetime | None:
    """The moment, aware, that the header's ``value`` names; None for all that Go refuses.

    A zone that has but a name counts as UTC, JST too, unless it is that of the machine: Go knows no other.
    """
    found = _DATE.fullmatch(_up_to_zone(value[:200]))
    if found is None:
        return None
    weekday, day, month, year, hour, minute, second, fraction, zone = found.groups()
    offset = _offset(zone)
    if offset is None or (weekday and weekday.lower() not in _DAYS) or month.lower() not in _MONTHS:
        return None
    full_year = int(year) if len(year) > 2 else int(year) + (1900 if int(year) >= _FIRST_OF_1900 else 2000)
    try:
        numbers = (full_year, _MONTHS.index(month.lower()) + 1, int(day), int(hour), int(minute), int(second or 0))
        microseconds = int((fraction or ".")[1:7].ljust(6, "0"))
        moment = datetime(*numbers, microseconds, tzinfo=timezone(offset) if offset else UTC)
        moment.astimezone(UTC)  # which there is none of at the ends of time
    except (ValueError, OverflowError):
        return None
    return moment


def _up_to_zone(value: str) -> str:
    """``value`` without what follows the zone, such as a comment."""
    value = value.lstrip(" \t")
    sign = re.search(r"[+-]", value)
    if sign and len(value) >= sign.start() + 5:
        return value[: sign.start() + 5]
    last = value.find("T", 1 if value.startswith("T") else 0)  # the T of Tue, or of GMT
    return value[: last + 1] if last >= 0 and len(value) >= last + 5 else value.rstrip(" \t")


def _offset(zone: str) -> timedelta | None:
    numeric = _NUMERIC_ZONE.fullmatch(zone)
    if numeric and int(numeric[2]) < 24 and int(numeric[3]) < 60:
        offset = timedelta(hours=int(numeric[2]), minutes=int(numeric[3]))
        return -offset if numeric[1] == "-" else offset
    if zone in time.tzname:
        return timedelta(seconds=-(time.altzone if zone == time.tzname[1] and time.daylight else time.timezone))
    return timedelta(0) if _NAMED_ZONE.fullmatch(zone) else None
