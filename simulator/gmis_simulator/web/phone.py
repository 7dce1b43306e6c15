"""Whether a request comes from a phone or tablet, by what the browser says of itself [assumed]."""

from collections.abc import Mapping

_SIGNS = ("Mobi", "Android", "iPad", "Tablet")


def is_phone(headers: Mapping[str, str]) -> bool:
    """``headers``: their names in lower case, or looked up without regard to it."""
    agent = headers.get("user-agent", "")
    return headers.get("sec-ch-ua-mobile") == "?1" or any(sign in agent for sign in _SIGNS)
