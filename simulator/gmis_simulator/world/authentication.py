"""What the checks of a mail's origin came to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Authentication:
    """The results of SPF, DKIM and DMARC (RFC 8601): pass, fail, softfail, neutral, none, temperror, permerror.

    ``policy`` is what the sender's domain asks for by DMARC: none, quarantine, reject; empty without a record.
    ``header`` is the value of Authentication-Results.
    """

    spf: str
    dkim: str
    dmarc: str
    policy: str
    header: str

    def __str__(self) -> str:
        return f"SPF {self.spf}、DKIM {self.dkim}、DMARC {self.dmarc}"
