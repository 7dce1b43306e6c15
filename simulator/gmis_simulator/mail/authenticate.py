"""SPF, DKIM and DMARC of a mail, evaluated against the DNS of its world."""

import functools
import importlib.resources
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import authheaders
import authheaders.dmarc_lookup
import dkim
import spf
from authres import AuthenticationResultsHeader, DKIMAuthenticationResult, SPFAuthenticationResult
from authres.dmarc import DMARCAuthenticationResult
from publicsuffix2 import PublicSuffixList

from gmis_simulator.mail.dkim_clock import dkim_at
from gmis_simulator.world.authentication import Authentication


def authenticate(
    raw: bytes, *, zone: Mapping[str, str], client: str, helo: str, sender: str, server: str, now: datetime
) -> Authentication:
    """``client``: the address that sends; ``helo``: its name; ``sender``: the envelope's, empty for a bounce.

    ``server``: who checks, named first in the header.
    """
    lookup = functools.partial(_txt, zone)
    # authheaders would ask the real DNS for SPF; it takes a result that is there already
    found = _Query(zone, client, sender, helo).check()[0]
    spf_result = SPFAuthenticationResult(result=found, smtp_mailfrom=sender or None, smtp_helo=None if sender else helo)
    with dkim_at(now):
        try:
            dkim_result = _check_dkim(raw, lookup)
            # it writes into the result that it is given, so it gets one of its own
            aligned_by = SPFAuthenticationResult(result=found, smtp_mailfrom=sender or f"postmaster@{helo}")
            dmarc_result = authheaders.check_dmarc(raw, aligned_by, dkim_result, dnsfunc=lookup)
        except Exception:  # whatever garbage confuses the libraries: such a mail is not authenticated, and that is all
            dkim_result, dmarc_result = (
                DKIMAuthenticationResult(result="none"),
                DMARCAuthenticationResult(result="none"),
            )
    results = AuthenticationResultsHeader(authserv_id=server, results=[spf_result, dkim_result, dmarc_result])
    return Authentication(
        spf=found,
        dkim=dkim_result.result,
        dmarc=dmarc_result.result,
        policy=getattr(dmarc_result, "policy", None) or "",
        header=" ".join(str(results).removeprefix("Authentication-Results: ").split()),
    )


def _check_dkim(raw: bytes, lookup: Callable[..., bytes | str]) -> DKIMAuthenticationResult:
    if any(name.lower() == b"dkim-signature" for name, _ in dkim.rfc822_parse(raw)[0]):
        return authheaders.check_dkim(raw, dnsfunc=lambda name, **_: str(lookup(name)).encode("ascii"))
    return DKIMAuthenticationResult(result="none")  # authheaders calls it a failure


def _txt(zone: Mapping[str, str], name: str | bytes) -> str:
    name = name.decode("ascii") if isinstance(name, bytes) else name
    return zone.get(name.rstrip(".").lower(), "")


class _Query(spf.query):  # type: ignore[misc]
    """pyspf's, which asks the zone instead of the network."""

    def __init__(self, zone: Mapping[str, str], client: str, sender: str, helo: str) -> None:
        super().__init__(i=client, s=sender, h=helo)
        self._zone = zone

    def dns(self, name: str, qtype: str, cnames: Any = None, ignore_void: bool = False) -> list[Any]:
        del cnames, ignore_void
        text = self._zone.get(name.rstrip(".").lower()) if qtype == "TXT" else None
        return [(text.encode("ascii"),)] if text else []


@functools.cache
def _suffixes() -> PublicSuffixList:
    path = importlib.resources.files("authheaders") / "public_suffix_list.txt"
    return PublicSuffixList(path.read_text(encoding="utf-8").splitlines())


@functools.lru_cache  # a mail asks four times
def _get_org_domain(domain: str) -> str:
    found: str = _suffixes().get_public_suffix(domain)
    return found


# authheaders reads the whole list of public suffixes from disk for every domain, which takes 50 ms
authheaders.get_org_domain = authheaders.dmarc_lookup.get_org_domain = _get_org_domain
