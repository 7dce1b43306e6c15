"""A message that the recipients' mail server has accepted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Received:
    """A message with what the exchange knows of it: ``trace`` headers are put in front of it."""

    sender: str
    raw: bytes
    subject: str
    message_id: str
    trace: tuple[tuple[str, str], ...] = ()

    def seen(self, to: str) -> dict[str, str]:
        """How events name it."""
        return {"to": to, "subject": self.subject, "message_id": f"<{self.message_id}>"}
