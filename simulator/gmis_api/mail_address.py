"""A mail address as people write it, and as it goes through DNS and SMTP."""

import idna


def with_ascii_domain(address: str) -> str:
    """``address`` with its domain as DNS has it: 例え.example is xn--r8jz45g.example (RFC 5891, with UTS 46's mapping).

    A domain that is none, and one of ASCII, stays as it is.
    """
    local, at, domain = address.rpartition("@")
    if not at or domain.isascii():
        return address
    try:
        return f"{local}@{idna.encode(domain, uts46=True).decode('ascii')}"
    except (idna.IDNAError, UnicodeError):
        return address


def unquoted(address: str) -> str:
    """``address`` without the quotation marks around what stands before the @: an inbox shows `a..b` in them."""
    local, at, domain = address.rpartition("@")
    return f"{local[1:-1]}@{domain}" if at and len(local) > 1 and local[0] == local[-1] == '"' else address


def found_by(address: str) -> str:
    """What Mailpit's search for ``address`` asks for: the domain alone, where the rest stands in quotation marks."""
    local, _, domain = address.rpartition("@")
    odd = local.startswith(".") or local.endswith(".") or ".." in local
    return f'addressed:"@{domain}"' if odd else f'addressed:"{address}"'
