"""What somebody most likely meant who wrote a name that there is not."""

import difflib
from collections.abc import Iterable

_CUTOFF = 0.4  # of difflib's ratio; below it a guess confuses more than it helps
_TIMES = 2 / _CUTOFF - 1  # as long: of two names, one longer than that has a ratio below the cutoff


def nearest(name: str, known: Iterable[str], most: int = 1) -> list[str]:
    """At most ``most`` of ``known``, the likeliest first, capitals aside; empty when none is close.

    It costs no more for a ``name`` of a million signs than for one of a hundred.
    """
    folded = {each.casefold(): each for each in known}
    longest = max(map(len, folded), default=0)
    if len(name) > longest * _TIMES:  # difflib would look at each sign of it; casefold makes no name shorter
        return []
    close = difflib.get_close_matches(name.casefold(), folded, n=most, cutoff=_CUTOFF)
    return [folded[each] for each in close]
