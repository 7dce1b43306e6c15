"""A message that is more than is read of one is kept whole, and says what of it was not read."""

import pytest

from gmis_simulator.mime.budget import DEEPEST, LONGEST_FIELD, MOST_FIELDS, MOST_PARAMETERS, MOST_PARTS, MOST_TEXT
from tests.rigs.inbox import Inbox, somebody

PART = b"--B\r\n\r\nx\r\n"
MIXED = b"Content-Type: multipart/mixed; boundary=B\r\n\r\n"
TOO_MUCH = {
    "parts": MIXED + PART * (MOST_PARTS + 1),
    "depth": b"".join(
        b"Content-Type: multipart/mixed; boundary=%d\r\n\r\n--%d\r\n" % (each, each) for each in range(DEEPEST + 1)
    )
    + b"\r\nx\r\n",
    "headers": b"X-N: 1\r\n" * (MOST_FIELDS + 1) + b"\r\nbody\r\n",
    "parameters": b"Content-Type: text/plain"
    + b"".join(b"; p%d=x" % each for each in range(MOST_PARAMETERS + 1))
    + b"\r\n\r\nx\r\n",
    "field": b"Content-Type: text/plain; x=" + b"x" * LONGEST_FIELD + b"\r\n\r\nbody\r\n",
    "text": b"Content-Type: text/plain\r\n\r\n" + b"x" * (MOST_TEXT + 1) + b"\r\n",
}


@pytest.mark.parametrize(("what", "raw"), TOO_MUCH.items(), ids=TOO_MUCH.keys())
def test_what_is_more_than_is_read_is_said_and_all_of_it_kept(embedded: Inbox, what: str, raw: bytes) -> None:
    sent = embedded.send(raw, somebody())
    (said,) = embedded.get(f"/message/{sent}")["NotRead"]
    assert said.startswith(f"{what}: ")
    assert embedded.ask("GET", f"/api/v1/message/{sent}/raw").content.endswith(raw)


def test_a_message_that_is_read_whole_says_nothing_of_it(embedded: Inbox) -> None:
    sent = embedded.send(MIXED + PART * MOST_PARTS + b"--B--\r\n", somebody())
    assert "NotRead" not in embedded.get(f"/message/{sent}")
