"""What SMTP answers to people who do not say what RFC 5321 expects next."""

import socket

import pytest

from tests.rigs.inbox import Inbox

EHLO, MAIL, RCPT = "EHLO a.test", "MAIL FROM:<a@clinic.test>", "RCPT TO:<c@clinic.test>"
LONG = "x" * 1100


def codes(inbox: Inbox, *lines: str) -> list[str]:
    """The code of each answer, the greeting's left out."""
    said = "".join(f"{line}\r\n" for line in lines)
    with socket.create_connection(inbox.smtp, timeout=10) as line, line.makefile("rb") as answers:
        line.sendall(f"{said}QUIT\r\n".encode("utf-8", "surrogateescape"))
        found = [answer.decode("utf-8", "surrogateescape") for answer in answers]
    return [answer[:3] for answer in found if answer[3] == " "][1:-1]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([MAIL], "503"),
        ([EHLO, RCPT], "250 503"),
        ([EHLO, "DATA"], "250 503"),
        ([EHLO, MAIL, "DATA"], "250 250 503"),
        ([EHLO, MAIL, MAIL, RCPT], "250 250 250 250"),
        ([EHLO, MAIL, RCPT, MAIL], "250 250 250 503"),
        ([EHLO, MAIL, RCPT, "RSET x", MAIL], "250 250 250 250 250"),
        ([EHLO, "MAIL FROM:a@clinic.test"], "250 501"),
        ([EHLO, "MAIL FROM: <a@clinic.test>"], "250 250"),
        ([EHLO, "MAIL FROM:<a@clinic.test>SIZE=3"], "250 501"),
        ([EHLO, f"{MAIL} SIZE=x"], "250 501"),
        ([EHLO, f"{MAIL} SIZE=99999999999"], "250 552"),
        ([EHLO, f"{MAIL} BODY=BINARYMIME FOO=BAR BAZ"], "250 250"),
        ([EHLO, MAIL, f"{RCPT} NOTIFY=NEVER"], "250 250 250"),
        ([EHLO, "MAIL FROM:<root>"], "250 553"),
        (["EHLO \udcff\udcfe", "MAIL FROM:<\udcff\udcfe>"], "250 553"),  # bytes that are no UTF-8
        ([EHLO, "MAIL FROM:<a@clinic.>"], "250 553"),
        ([EHLO, "MAIL FROM:<@relay.test:a@clinic.test>"], "250 553"),
        ([EHLO, "MAIL FROM:<院長@例え.test> SMTPUTF8"], "250 250"),
        ([EHLO, MAIL, "RCPT TO:<>"], "250 250 501"),
        ([EHLO, MAIL, f"RCPT TO:<{LONG}@clinic.test>"], "250 250 500"),
        (["NOOP x", "VRFY a", "HELP", "STARTTLS", "AUTH PLAIN x", "EXPN a", "BDAT 3"], "250 502 502 502 502 502 500"),
        (["XCLIENT ADDR=192.0.2.1", "x" * 3000, "FOO"], "250 500 500"),
        ([EHLO, MAIL, RCPT, "DATA", "no header", "", "b", "."], "250 250 250 354 451"),
    ],
    ids=lambda value: ascii(" ".join(value)[:60]) if isinstance(value, list) else value,
)
def test_out_of_turn_and_malformed_commands_are_answered_alike(inbox: Inbox, lines: list[str], expected: str) -> None:
    assert codes(inbox, *lines) == expected.split()
