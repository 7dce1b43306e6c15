"""DMARC (RFC 7489): whether SPF or DKIM vouch for the domain in From, and what that domain asks for otherwise.

authheaders has it too, but reads the public suffixes, which takes 50 ms, anew for every domain.
"""

import functools
import importlib.resources
from collections.abc import Callable

from authheaders.dmarc_lookup import lookup_receiver_record
from authres.dmarc import DMARCAuthenticationResult
from publicsuffix2 import PublicSuffixList

from gmis_simulator.mime.addresses import addresses_in
from gmis_simulator.mime.budget import Budget
from gmis_simulator.mime.header import Header

_STRICTEST_FIRST = ("reject", "quarantine", "none")

Lookup = Callable[[str], str]


def check_dmarc(
    header: Header, *, spf: str | None, dkim_signed: str | None, lookup: Lookup
) -> DMARCAuthenticationResult:
    """``spf`` and ``dkim_signed``: the domains that passed, None: none did. ``lookup``: the TXT record of a name.

    Of several domains in From the one with the strictest policy counts (6.6.1). ``policy`` is what the sender's
    domain asks for, empty without a record: pass, fail or none comes of it; permerror for an address without domain.
    """
    found = [_check(domain, spf, dkim_signed, lookup) for domain in _domains_in_from(header)]
    known = [result for policy in _STRICTEST_FIRST for result in found if result.policy == policy]
    return next(iter([*known, *found]), DMARCAuthenticationResult(result="none"))


def _domains_in_from(header: Header) -> list[str]:
    budget = Budget()
    values = header.values("From")
    found = [address for value in values for address in addresses_in(budget.within(value, "From")) or [""]]
    return [address.rpartition("@")[2].lower() for address in found]


def _check(domain: str, spf: str | None, dkim_signed: str | None, lookup: Lookup) -> DMARCAuthenticationResult:
    if not domain:
        return DMARCAuthenticationResult(result="permerror")
    record, kind, whose = lookup_receiver_record(domain, lookup), "p", "From"
    if not record:
        record, kind, whose = lookup_receiver_record(organisational(domain), lookup), "sp", "Org"
    if "p" not in record:
        return DMARCAuthenticationResult(result="none", header_from=domain)
    vouched = _aligned(domain, spf, record.get("aspf")) or _aligned(domain, dkim_signed, record.get("adkim"))
    return DMARCAuthenticationResult(
        result="pass" if vouched else "fail",
        result_comment=f"Used {whose} Domain Record",
        header_from=domain,
        policy=record.get(kind, record["p"]),
    )


def _aligned(domain: str, vouched: str | None, mode: str | None) -> bool:
    """Whether the two domains are the same; where the ``mode`` is not s, strict, of one organisation (3.1)."""
    if not vouched:
        return False
    return domain == vouched if mode == "s" else organisational(domain) == organisational(vouched)


@functools.lru_cache  # a mail asks four times
def organisational(domain: str) -> str:
    """``domain`` from the label before its public suffix on: mail.clinic.co.jp → clinic.co.jp (3.2)."""
    suffix = _suffixes().get_tld(domain) or ""  # get_sld has .example, which is on no list, for one organisation
    return ".".join(domain.split(".")[-suffix.count(".") - 2 :])


@functools.cache
def _suffixes() -> PublicSuffixList:
    path = importlib.resources.files("authheaders") / "public_suffix_list.txt"
    return PublicSuffixList(path.read_text(encoding="utf-8").splitlines())
