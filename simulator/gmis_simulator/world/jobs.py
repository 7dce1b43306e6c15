"""What the recipient's side puts on the agenda: plain data, done by `gmis_simulator.mail`."""

from dataclasses import dataclass

from gmis_simulator.world.received import Received


@dataclass(frozen=True, slots=True)
class Deliver:
    """File a message that was kept back for checks."""

    address: str
    mail: Received


@dataclass(frozen=True, slots=True)
class Release:
    """Let a message out of quarantine."""

    address: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Visit:
    """Open the links of a message, as a scanner does."""

    address: str
    message_id: str
    links: tuple[str, ...]
