"""Text that stands in one line of a mail's header."""

import re

from gmis_api.language import N_

PATTERN = r"^[^\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]*$"
"""Neither line breaks nor other control characters, but the tab: some programs end a line at each of them."""

RULE = N_("must be one line, without line breaks and other control characters; only the tab may stand in it")

_PATTERN = re.compile(PATTERN)


def is_one_line(text: str) -> bool:
    """Whether ``text`` is what `PATTERN` allows."""
    return _PATTERN.fullmatch(text) is not None
