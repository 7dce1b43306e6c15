"""Which inbox stands behind the mailboxes: Mailpit wherever there is one, else the embedded one."""

from collections.abc import Mapping
from typing import Literal, Protocol

from gmis_api.language import _
from gmis_simulator.inbox.embedded import EmbeddedInbox
from gmis_simulator.mail.relay import Put
from gmis_simulator.server.mailpit import HOW_TO_GET, MailpitError, NamedMailpit, StartedMailpit, find_mailpit

InboxChoice = Literal["auto", "embedded", "mailpit"]


class Inbox(Protocol):
    """``kind``: embedded or mailpit. ``url`` and ``smtp`` (host, port) count once it has started."""

    kind: str
    url: str
    smtp: tuple[str, int]

    @property
    def put(self) -> Put | None:
        """How one in this process takes back what it held before; None where SMTP is the only way."""

    async def start(self) -> None:
        """Return once it answers."""

    async def stop(self) -> None:
        """End what start began."""


def choose_inbox(choice: InboxChoice, environment: Mapping[str, str]) -> Inbox:
    """auto: the Mailpit that GMIS_MAILPIT_URL names, else a binary that is found, else the embedded inbox.

    Raises MailpitError when ``mailpit`` is asked for and there is none.
    """
    if choice == "embedded":
        return EmbeddedInbox()
    if environment.get("GMIS_MAILPIT_URL"):
        return NamedMailpit(environment)
    binary = find_mailpit()
    if binary:
        return StartedMailpit(binary)
    if choice == "mailpit":
        raise MailpitError(_("no Mailpit is found: {remedy}", remedy=_(HOW_TO_GET)))
    return EmbeddedInbox()
