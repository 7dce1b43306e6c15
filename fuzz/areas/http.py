"""What the areas over HTTP share: a request is sent, its answer judged."""

from collections.abc import Iterable

from fuzz.by_http import Line
from fuzz.shot import Answer, Shot, status_class
from fuzz.target import Target

BROKEN = " broken"  # of a door: what is sent there need not be a whole request
_LONGEST_HEAD = 60_000  # bytes; who sends more is hung up on, and may not come to read why
SLOW = 10.0  # seconds; no answer to one request takes as long


class OverHttp:
    """Sends to simulator and inbox, each over a connection of its own. ``known``: what @@NAME@@ in a shot is."""

    def __init__(self, target: Target) -> None:
        self.known: dict[bytes, bytes] = {}
        self.lines = {"simulator": Line(target.simulator), "inbox": Line(target.inbox)}

    def fire(self, shot: Shot) -> Answer:
        """No answer may have status 500; none at all is right for what is no whole request."""
        raw, broken = self._filled(shot.raw), shot.door.endswith(BROKEN)
        line = self.lines[shot.door.removesuffix(BROKEN)]
        reply = line.broken(raw) if broken else line.ask(raw)
        fault = ""
        if reply.status == 0:
            fault = "" if broken or raw.find(b"\r\n\r\n") > _LONGEST_HEAD else f"no answer: {reply.body.decode()}"
        elif reply.status >= 500 and reply.status not in (501, 503):
            fault = f"status {reply.status}"
        elif reply.status == 501 and not (reply.body.strip() or raw.startswith(b"HEAD")):
            fault = "status 501 without a sentence"
        elif reply.seconds > SLOW:
            fault = f"the answer took {reply.seconds:.1f} s"
        return Answer(shot, (status_class(reply.status) if reply.status else "none",), reply.seconds, fault)

    def _filled(self, raw: bytes) -> bytes:
        """With what is known; the length of the body is right again where it was."""
        head, end, body = raw.partition(b"\r\n\r\n")
        said = b"Content-Length: %d" % len(body)
        for name, value in self.known.items():
            head, body = head.replace(b"@@%s@@" % name, value), body.replace(b"@@%s@@" % name, value)
        return head.replace(said, b"Content-Length: %d" % len(body)) + end + body

    def check(self, answers: list[Answer]) -> Iterable[Answer]:
        """Nothing more."""
        del answers
        return ()
