"""The machines that send mail in a world; their addresses are from the ranges kept for documentation (RFC 5737)."""

from dataclasses import dataclass

HELPDESK = "helpdesk@gmis.mhlw.go.jp"  # manual
OFFICE = "teikihokoku@kosaido.co.jp"  # manual


@dataclass(frozen=True, slots=True)
class Host:
    """``name``: what it says in EHLO; its last label but one is the world's, so that a server knows whose it is."""

    name: str
    address: str


def mailer_of(world: str) -> Host:
    """What sends for the help desk [platform: another domain than the From header's; the name is assumed]."""
    return Host(f"mailer.{world}.example", "192.0.2.25")


def office_of(world: str) -> Host:
    """What sends for the prefecture's office [assumed]."""
    return Host(f"office.{world}.example", "203.0.113.25")


def clinic_of(world: str) -> Host:
    """What sends for the institutions [assumed]."""
    return Host(f"smtp.{world}.example", "198.51.100.25")


def forwarder_of(world: str) -> Host:
    """What forwards mail from one mailbox to another [assumed]."""
    return Host(f"forward.{world}.example", "198.51.100.77")


def exchange_of(world: str) -> str:
    """The name of the recipients' mail server."""
    return f"mx.{world}.example"
