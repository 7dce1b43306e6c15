import importlib.resources

import pytest

from gmis_simulator.mail.dmarc import check_dmarc, organisational
from gmis_simulator.mime.budget import Budget
from gmis_simulator.mime.header import read_header


def result(
    sender: str, records: dict[str, str], *, spf: str | None = None, dkim_signed: str | None = None
) -> tuple[str, str]:
    """Result and policy of a mail from ``sender``, where the DNS holds ``records``."""
    raw = f"From: {sender}\r\n\r\nbody\r\n".encode()
    found = check_dmarc(
        read_header(raw, 0, len(raw), Budget()),
        spf=spf,
        dkim_signed=dkim_signed,
        lookup=lambda name: records.get(name, ""),
    )
    return found.result, found.policy or ""


RELAXED = {"_dmarc.clinic.example": "v=DMARC1; p=reject"}
STRICT = {"_dmarc.clinic.example": "v=DMARC1; p=reject; aspf=s; adkim=s"}


@pytest.mark.parametrize(
    ("records", "vouched", "expected"),
    [
        (RELAXED, "clinic.example", "pass"),
        (RELAXED, "mailer.clinic.example", "pass"),
        (RELAXED, "example", "fail"),
        (RELAXED, "other.example", "fail"),
        (RELAXED, "aclinic.example", "fail"),
        (RELAXED, "", "fail"),
        (RELAXED, None, "fail"),
        (STRICT, "clinic.example", "pass"),
        (STRICT, "mailer.clinic.example", "fail"),
    ],
)
@pytest.mark.parametrize("by", ["spf", "dkim_signed"])
def test_a_domain_vouches_for_its_organisation_or_for_itself_alone(
    by: str, records: dict[str, str], vouched: str | None, expected: str
) -> None:
    assert result("a@clinic.example", records, **{by: vouched}) == (expected, "reject")


def test_either_of_the_two_is_enough() -> None:
    assert result("a@clinic.example", RELAXED, spf="other.example", dkim_signed="clinic.example") == ("pass", "reject")


@pytest.mark.parametrize(
    ("record", "policy"), [("p=none; sp=reject", "reject"), ("p=quarantine", "quarantine"), ("sp=reject", "")]
)
def test_a_subdomain_without_a_record_has_its_organisations(record: str, policy: str) -> None:
    records = {"_dmarc.clinic.example": f"v=DMARC1; {record}"}
    assert result("a@news.clinic.example", records) == ("fail" if policy else "none", policy)


def test_the_policy_for_subdomains_is_not_the_domains_own() -> None:
    records = {"_dmarc.clinic.example": "v=DMARC1; p=none; sp=reject"}
    assert result("a@clinic.example", records) == ("fail", "none")


def test_a_subdomains_own_record_counts_before_its_organisations() -> None:
    records = RELAXED | {"_dmarc.news.clinic.example": "v=DMARC1; p=none"}
    assert result("a@news.clinic.example", records) == ("fail", "none")


@pytest.mark.parametrize("sender", ["a@clinic.example, b@strict.example", "b@strict.example, a@clinic.example"])
def test_of_several_senders_the_one_with_the_strictest_policy_counts(sender: str) -> None:
    records = {"_dmarc.clinic.example": "v=DMARC1; p=none", "_dmarc.strict.example": "v=DMARC1; p=reject"}
    assert result(sender, records, spf="clinic.example") == ("fail", "reject")


@pytest.mark.parametrize(
    ("sender", "expected"), [("a@nobody.example", "none"), ("A <a@w-1.example>", "none"), ("someone", "permerror")]
)
def test_without_a_record_nothing_is_asked_for(sender: str, expected: str) -> None:
    assert result(sender, RELAXED, spf="nobody.example") == (expected, "")


def test_a_domain_with_a_hyphen_is_one_domain() -> None:
    records = {"_dmarc.w-1.example": "v=DMARC1; p=reject"}
    assert result("a@w-1.example", records, spf="mailer.w-1.example") == ("pass", "reject")
    assert result("a@w-1.example", records, spf="w-2.example") == ("fail", "reject")


@pytest.mark.parametrize(
    ("domain", "organisation"),
    [
        ("mail.clinic.example.jp", "example.jp"),
        ("gmis.mhlw.go.jp", "mhlw.go.jp"),
        ("kosaido.co.jp", "kosaido.co.jp"),
        ("mailer.demo.example", "demo.example"),
    ],
)
def test_the_organisation_is_found_by_the_public_suffix(domain: str, organisation: str) -> None:
    assert organisational(domain) == organisation


def test_the_public_suffixes_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    organisational("first.example")

    def read(*_: object) -> None:
        raise AssertionError("the list was read again")

    monkeypatch.setattr(importlib.resources, "files", read)
    assert organisational("never-asked-before.example") == "never-asked-before.example"
