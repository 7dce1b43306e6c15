"""The last step: a message is handed to the inbox, once."""

import re
from collections.abc import Awaitable, Callable

from gmis_simulator.mail.connections import Connections, InDoubt, NotAccepted, quoted
from gmis_simulator.mail.reader import InboxDown, MailReader
from gmis_simulator.world.hosts import Host
from gmis_simulator.world.mailbox import Folder

_QUEUED_AS = re.compile(r"queued as (\S+)")
_PLUS = re.compile(rb"^(?:From|To|Cc):(?:.*\r\n[ \t])*.*\+", re.IGNORECASE | re.MULTILINE)
_EXCHANGE = Host("mx.example", "")


Put = Callable[[str, str, bytes], Awaitable[str]]
"""Sender, recipient and message in, the inbox's ID out."""


class NotTaken(Exception):
    """The inbox did not take the message; the sender must try again, unless it is ``for_good``."""

    def __init__(self, reason: str, *, code: int = 0) -> None:
        super().__init__(reason)
        self.for_good = code >= 500

    @property
    def reply(self) -> str:
        """What SMTP says of it."""
        said = " ".join(str(self).split())[:200]
        if self.for_good:
            return f"554 5.3.0 the inbox refuses the message: {said}"
        return f"451 4.3.0 the inbox did not take the message: {said}"


class Relay:
    """Sends over ``connections``; where a connection broke before the answer came, ``reader`` looks first.

    ``put``: how an inbox in this process takes back what it held before, without SMTP.
    """

    def __init__(self, connections: Connections, reader: MailReader, put: Put | None = None) -> None:
        self._connections, self._reader, self._put = connections, reader, put
        self._in_doubt: set[tuple[str, str]] = set()

    async def hand_back(self, sender: str, recipient: str, raw: bytes, message_id: str, folder: Folder) -> str:
        """As `hand_over`, of a message that an inbox held before."""
        if self._put is None:
            return await self.hand_over(sender, recipient, raw, message_id, folder)
        found = await self._put(quoted(sender), quoted(recipient), raw)
        if _PLUS.search(raw, 0, raw.find(b"\r\n\r\n")):
            await self._reader.move(found, folder)
        return found

    async def hand_over(self, sender: str, recipient: str, raw: bytes, message_id: str, folder: Folder) -> str:
        """The inbox's ID of the message; raises NotTaken. ``message_id`` tells whether it is there already."""
        key = (message_id, recipient)
        try:
            if key in self._in_doubt and (found := await self._reader.find(message_id, recipient)):
                await self._reader.move(found, folder)  # Mailpit keeps a message first and tags it then
                self._in_doubt.discard(key)
                return found
            reply = await self._connections.send(_EXCHANGE, quoted(sender), quoted(recipient), raw)
            self._in_doubt.add(key)
            match = _QUEUED_AS.search(reply)
            if match is None:
                self._in_doubt.discard(key)
                raise NotTaken(f"it answered {reply!r}, without 'queued as ID': it cannot read the mail", code=554)
            if _PLUS.search(raw, 0, raw.find(b"\r\n\r\n")):  # Mailpit tags a mail by it, and a tag is a folder
                await self._reader.move(match[1], folder)
        except InDoubt as doubt:
            self._in_doubt.add(key)
            raise NotTaken(str(doubt)) from None
        except NotAccepted as error:
            raise NotTaken(str(error), code=error.code) from None
        except InboxDown as error:
            raise NotTaken(str(error)) from None
        except BaseException:  # the sender hung up while the inbox was asked: nobody heard the answer
            self._in_doubt.add(key)
            raise
        self._in_doubt.discard(key)
        return match[1]
