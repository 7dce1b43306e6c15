"""Spans of time as people write them: 90s, 30m, 24h, 7d, 1h30m."""

import re
from datetime import timedelta

from gmis_api.language import _
from gmis_api.shown import shown

_PATTERN = re.compile(r"(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?", re.ASCII)


def parse_duration(text: str) -> timedelta:
    """Turn ``"1h30m"`` into a timedelta; raises ValueError naming the text and the rule."""
    match = _PATTERN.fullmatch(text)
    if not text or not match:
        raise ValueError(_("{text} is no span of time: write it like 90s, 30m, 24h, 7d or 1h30m", text=shown(text)))
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
