"""What somebody most likely meant who wrote a name that there is not."""

import difflib
from collections.abc import Iterable

_CUTOFF = 0.4  # of difflib's ratio; below it a guess confuses more than it helps


def nearest(name: str, known: Iterable[str], most: int = 1) -> list[str]:
    """At most ``most`` of ``known``, the likeliest first, capitals aside; empty when none is close."""
    folded = {each.casefold(): each for each in known}
    close = difflib.get_close_matches(name.casefold(), folded, n=most, cutoff=_CUTOFF)
    return [folded[each] for each in close]
