"""SPF, DKIM and DMARC of a mail, evaluated against the DNS of its world."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import spf
from authres import AuthenticationResultsHeader, DKIMAuthenticationResult, SPFAuthenticationResult
from authres.dmarc import DMARCAuthenticationResult

from gmis_simulator.mail.dated_dkim import DatedDkim
from gmis_simulator.mail.dmarc import check_dmarc
from gmis_simulator.mime.budget import Budget
from gmis_simulator.mime.header import Header, read_header
from gmis_simulator.world.authentication import Authentication

_LONG_BLANKS = re.compile(rb"[ \t]{2000}")


def authenticate(
    raw: bytes,
    *,
    zone: Mapping[str, str],
    client: str,
    helo: str,
    sender: str,
    server: str,
    now: datetime,
    header: Header | None = None,
) -> Authentication:
    """``client``: the address that sends; ``helo``: its name; ``sender``: the envelope's, empty for a bounce.

    ``server``: who checks, named first in the result; ``header``: that of ``raw``, where it was read already.
    """
    header = header or read_header(raw, 0, len(raw), Budget())

    def lookup(name: str | bytes) -> str:
        name = name.decode("ascii") if isinstance(name, bytes) else name
        return zone.get(name.rstrip(".").lower(), "")

    found = _Query(zone, client, sender, helo).check()[0]
    spf_result = SPFAuthenticationResult(result=found, smtp_mailfrom=sender or None, smtp_helo=None if sender else helo)
    spf_domain = (sender or helo).rpartition("@")[2].lower() if found == "pass" else None
    try:
        dkim_result = _check_dkim(raw, header, now, lookup)
        signed = dkim_result.header_d.lower() if dkim_result.result == "pass" else None
        dmarc_result = check_dmarc(header, spf=spf_domain, dkim_signed=signed, lookup=lookup)
    except Exception:  # whatever garbage confuses the libraries: such a mail is not authenticated, and that is all
        dkim_result, dmarc_result = DKIMAuthenticationResult(result="none"), DMARCAuthenticationResult(result="none")
    results = AuthenticationResultsHeader(authserv_id=server, results=[spf_result, dkim_result, dmarc_result])
    return Authentication(
        spf=found,
        dkim=dkim_result.result,
        dmarc=dmarc_result.result,
        policy=dmarc_result.policy or "",
        header=" ".join(str(results).removeprefix("Authentication-Results: ").split()),
    )


def _check_dkim(raw: bytes, header: Header, now: datetime, lookup: Callable[[bytes], str]) -> DKIMAuthenticationResult:
    if not header.get("DKIM-Signature"):
        return DKIMAuthenticationResult(result="none")
    if _LONG_BLANKS.search(raw):  # dkimpy's time grows by their square
        return DKIMAuthenticationResult(result="neutral", result_comment="blanks without end")
    mail = DatedDkim(raw, now)
    try:
        passed = mail.verify(dnsfunc=lambda name, **_: lookup(name).encode("ascii"))
    except Exception:  # dkimpy raises many kinds for a signature that is garbage
        passed = False
    domain, identity = (mail.signature_fields.get(tag, b"").decode("ascii") for tag in (b"d", b"i"))
    return DKIMAuthenticationResult(result="pass" if passed else "fail", header_d=domain, header_i=identity)


class _Query(spf.query):  # type: ignore[misc]
    """pyspf's, which asks the zone instead of the network."""

    def __init__(self, zone: Mapping[str, str], client: str, sender: str, helo: str) -> None:
        super().__init__(i=client, s=sender, h=helo)
        self._zone = zone

    def dns(self, name: str, qtype: str, cnames: Any = None, ignore_void: bool = False) -> list[Any]:
        del cnames, ignore_void
        text = self._zone.get(name.rstrip(".").lower()) if qtype == "TXT" else None
        return [(text.encode("ascii"),)] if text else []
