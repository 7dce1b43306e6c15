"""Single large mails, each shape and way at a fresh process: how much memory one of them costs."""

import base64
from collections.abc import Iterator
from typing import NamedTuple

from fuzz import target
from fuzz.by_smtp import SmtpLine
from fuzz.memory import MIB, peak
from fuzz.worlds import Worlds, address_of

SIZES = (1, 8, 28)  # MiB; the exchange takes 30
MOST = {"smtp": 3.0, "exchange": 5.0}  # bytes for each byte; behind the exchange both ends stand in one process
_ONCE = 12  # MiB that any mail may take: buffers and threads, which do not grow with it
_HEAD = b"From: a@corpus.example\r\nSubject: large\r\n"


class Large(NamedTuple):
    """``ratio``: of the process alone; ``together``: with its children; ``said``: the reply."""

    door: str
    shape: str
    mib: int
    ratio: float
    together: float
    said: str

    @property
    def fault(self) -> str:
        """What is wrong with it, if anything."""
        what = f"{self.mib} MiB of {self.shape} by {self.door}"
        if not self.said.startswith("250"):
            return f"{what} was answered with {self.said}"
        most = MOST[self.door]
        if self.ratio * self.mib <= most * self.mib + _ONCE:
            return ""
        return f"{what} took {self.ratio:.1f} times its size of memory, {most:g} times and {_ONCE} MiB are the most"


def shapes(size: int) -> dict[str, bytes]:
    """Mails of about ``size`` bytes."""
    lines = b"a line of some sixty characters, as people write it in mails\r\n"
    digits = base64.b64encode(b"x" * 57) + b"\r\n"
    part = b"--b\r\nContent-Type: text/plain; name=x.txt\r\nContent-Disposition: attachment\r\n\r\nx\r\n"
    # few links: where each is led by way of a redirector, a mail of nothing else grows tenfold
    paragraph = b"<p>" + b"as people write it in mails, " * 40 + b"<a href=http://x.example>x</a>\r\n"
    mixed = _HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    return {
        "lines": _HEAD + b"\r\n" + lines * (size // len(lines)),
        "an attachment": mixed + b"--b\r\nContent-Type: application/octet-stream; name=x\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + digits * (size // len(digits)) + b"--b--\r\n",
        "HTML": _HEAD + b"Content-Type: text/html\r\n\r\n" + paragraph * (size // len(paragraph)),
        "one line": _HEAD + b"\r\n" + b"x" * size + b"\r\n",
        "many parts": mixed + part * (size // len(part)) + b"--b--\r\n",
    }


def measured(program: list[str], sizes: tuple[int, ...]) -> Iterator[Large]:
    """Every shape in every size, first to the inbox alone, then by way of the exchange to an outlook mailbox."""
    for door, line_end in (("smtp", b"\n"), ("exchange", b"\r\n")):
        for shape in shapes(0):
            with target.started(program) as running:
                worlds = Worlds(running)
                line = SmtpLine(running.smtp if door == "smtp" else running.exchange, line_end)
                line.send(address_of("outlook"), shapes(100_000)[shape])  # starts what reads large mails
                for mib in sizes:
                    yield _one(running.pid, line, door, shape, mib)
                line.close()
                worlds.line.close()


def _one(pid: int, line: SmtpLine, door: str, shape: str, mib: int) -> Large:
    raw = shapes(mib * MIB)[shape]
    with peak(pid) as found:
        try:
            said = line.send(address_of("outlook"), raw)
        except OSError as error:
            said = f"{type(error).__name__}: {error}"
    return Large(door, shape, mib, found.alone / len(raw), found.together / len(raw), said)
