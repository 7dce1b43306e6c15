"""Sends mails by SMTP with nothing repaired, and keeps what was answered."""

import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType

from tests.rigs.corpus.letter import Mail

_PATIENCE = 10.0  # seconds until an answer counts as missing
_QUEUED = "250 2.0.0 Ok: queued as "


@dataclass(frozen=True)
class Delivery:
    """What SMTP answered to MAIL, RCPT, DATA and the content, as far as it came; `id` is "" when it was refused.

    Of 354, which everybody words otherwise, there is only the number.
    """

    replies: tuple[str, ...]
    id: str


def deliver(address: tuple[str, int], mails: Iterable[Mail]) -> list[Delivery]:
    """Send them all, one after the other, on one connection; a new one when the server hangs up."""
    done = []
    line = _Line(address)
    for mail in mails:
        with line:
            done.append(_deliver(line, mail))
    line.close()
    return done


def stuffed(raw: bytes) -> bytes:
    """The mail as the content after DATA: dots doubled, the end marked. Bare CR and LF stay what they are."""
    whole = raw if raw.endswith(b"\r\n") or not raw else raw + b"\r\n"
    return re.sub(rb"(^|\r\n)\.", rb"\1..", whole) + b".\r\n"


def _deliver(line: "_Line", mail: Mail) -> Delivery:
    options = "".join(f" {option}" for option in mail.options)
    replies: list[str] = []
    for said in (
        f"MAIL FROM:<{mail.sender}>{options}\r\n".encode(),
        f"RCPT TO:<{mail.recipient}>\r\n".encode(),
        b"DATA\r\n",
        stuffed(mail.raw),
    ):
        reply = line.say(said)
        replies.append("354" if reply.startswith("354") else reply)
        if replies[-1][:1] not in ("2", "3"):
            return Delivery(tuple(replies), "")
    return Delivery((*replies[:-1], _QUEUED + "ID"), replies[-1].removeprefix(_QUEUED))


class _Line:
    """A connection that is opened when it is needed, and begins each `with` block without a mail under way."""

    def __init__(self, address: tuple[str, int]) -> None:
        self._address = address
        self._socket: socket.socket | None = None
        self._heard = b""

    def __enter__(self) -> None:
        if self._socket is None or not self.say(b"RSET\r\n").startswith("250"):
            self._open()  # also when what the server took for commands, within a mail, is still being answered

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is not None:
            self.close()

    def _open(self) -> None:
        self.close()
        self._socket = socket.create_connection(self._address, _PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._heard = b""
        self._hear()
        self.say(b"EHLO client.test\r\n")

    def say(self, said: bytes) -> str:
        """The last line of the answer; "hung up" when there is none."""
        if self._socket is None:
            return "hung up"
        try:
            self._socket.sendall(said)
            return self._hear()
        except ConnectionError:
            self.close()
            return "hung up"

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _hear(self) -> str:
        while True:
            line, end, rest = self._heard.partition(b"\n")
            if end:
                self._heard = rest
                if line[3:4] != b"-":
                    return line.decode("utf-8", "backslashreplace").rstrip()
                continue
            assert self._socket is not None
            more = self._socket.recv(65536)
            if not more:
                raise ConnectionError
            self._heard += more
