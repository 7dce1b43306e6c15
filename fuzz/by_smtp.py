"""SMTP over sockets: whole dialogues at once, as hostile clients send them, and mails as good ones do."""

import re
import selectors
import socket
import struct
from contextlib import suppress
from time import monotonic

from fuzz.by_http import PATIENCE
from fuzz.target import Address

REPLY = re.compile(rb"^(\d\d\d) [^\n]*\n", re.MULTILINE)
SENDER = "sender@corpus.example"
_PIECE = 1 << 16
_MOST = 1 << 20  # bytes of replies that are kept


def dialogue(address: Address, raw: bytes, *, reset: bool = False) -> bytes:
    """What the server says to ``raw``, sent without waiting for anything, until it hangs up.

    ``reset``: hang up with a reset instead, and hear nothing. Raises TimeoutError after 20 s.
    """
    said, sent, ends = b"", 0, monotonic() + PATIENCE
    with socket.create_connection(address, PATIENCE) as connection, selectors.DefaultSelector() as selector:
        if reset:
            connection.sendall(raw[:_PIECE])
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return b""
        connection.setblocking(False)
        selector.register(connection, selectors.EVENT_READ | selectors.EVENT_WRITE)
        while monotonic() < ends:
            for _, events in selector.select(1):
                if events & selectors.EVENT_WRITE:
                    with suppress(ConnectionError):
                        sent += connection.send(raw[sent : sent + _PIECE])
                    if sent >= len(raw):
                        with suppress(OSError):
                            connection.shutdown(socket.SHUT_WR)
                        selector.modify(connection, selectors.EVENT_READ)
                if events & selectors.EVENT_READ:
                    try:
                        piece = connection.recv(_PIECE)
                    except ConnectionError:
                        piece = b""
                    if not piece:
                        return said
                    said = said + piece if len(said) < _MOST else said
    raise TimeoutError(f"no end of the dialogue within {PATIENCE:g} s")


class SmtpLine:
    """A client that sends mails one after the other over one connection; ``dots`` are doubled after that line end."""

    def __init__(self, address: Address, line_end: bytes) -> None:
        self._address, self._line_end = address, line_end
        self._socket: socket.socket | None = None
        self._unread = b""

    def send(self, recipient: str, raw: bytes) -> str:
        """The last reply, the one that says what became of the mail; raises OSError when they hang up."""
        try:
            return self._send(recipient, raw)
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        """Hang up."""
        if self._socket:
            self._socket.close()
        self._socket, self._unread = None, b""

    def _send(self, recipient: str, raw: bytes) -> str:
        if self._socket is None:
            self._socket = socket.create_connection(self._address, PATIENCE)
            self._reply()
            self._say(b"EHLO fuzz.example\r\n")
            self._reply()
        self._say(f"MAIL FROM:<{SENDER}>\r\nRCPT TO:<{recipient}>\r\nDATA\r\n".encode())
        replies = [self._reply(), self._reply(), self._reply()]
        if not replies[2].startswith("354"):
            self._say(b"RSET\r\n")
            self._reply()
            return next(reply for reply in replies if reply[:1] in "45")
        end = self._line_end
        stuffed = (b"." if raw.startswith(b".") else b"") + raw.replace(end + b".", end + b"..")
        self._say(stuffed + (b"" if raw.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        return self._reply()

    def _say(self, raw: bytes) -> None:
        assert self._socket
        self._socket.sendall(raw)

    def _reply(self) -> str:
        assert self._socket
        while not (found := REPLY.search(self._unread)):
            piece = self._socket.recv(_PIECE)
            if not piece:
                raise ConnectionResetError(f"they hung up after {self._unread[-200:]!r}")
            self._unread += piece
        self._unread = self._unread[found.end() :]
        return found[0].decode("utf-8", "replace").strip()
