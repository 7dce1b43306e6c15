"""SMTP dialogues in any order, with anything in them, many commands at once; and a good mail after each."""

from collections.abc import Iterable
from random import Random
from time import perf_counter

from fuzz import chance as by
from fuzz.by_smtp import REPLY, SENDER, SmtpLine, dialogue
from fuzz.shot import Answer, Shot, status_class
from fuzz.target import Target
from fuzz.worlds import address_of

_ADDRESSES = (address_of("plain"), address_of("outlook"), SENDER, "helpdesk@enemy-mail.example", '"a..b"@x.example', "")
_COMMANDS = (
    "EHLO",
    "HELO",
    "MAIL",
    "RCPT",
    "RSET",
    "NOOP",
    "VRFY",
    "EXPN",
    "HELP",
    "XCLIENT",
    "AUTH",
    "STARTTLS",
    "DATA",
)
_OURS = (b"500 Error: (", b"451 4.3.0 a mistake")  # what aiosmtpd says of an exception, and what the exchange does
_MOST_UNKNOWN = 3  # commands; after five the server hangs up, and the rest would reach nobody
_GOOD = b"Subject: good\r\nMessage-ID: <good@corpus.example>\r\n\r\ngood\r\n"


class Smtp:
    """At the inbox and at the exchange, in turn."""

    name, share = "smtp", 0.4

    def __init__(self, target: Target) -> None:
        self._addresses = {"smtp": target.smtp, "exchange": target.exchange}

    def shot(self, chance: Random, number: int) -> Shot:
        """Some forty commands, and an end: QUIT, a message that is cut off, or nothing."""
        commands = [_begin(chance)] if chance.randrange(9) else []
        unknown = 0
        for _ in range(chance.randrange(60)):
            line = _command(chance)
            known = line[:4].upper() in {each[:4].encode() for each in _COMMANDS}
            unknown += not known
            if known or unknown <= _MOST_UNKNOWN:
                commands.append(line)
        end = chance.choice((b"QUIT\r\n", b"", b"DATA\r\nhalf a li", b"MAIL FROM:<a@b.example>\r\nRCPT", b"\r", b"QUI"))
        return Shot(self.name, number, chance.choice(("smtp", "exchange")), b"".join([*commands, end]))

    def fire(self, shot: Shot) -> Answer:
        """All at once; now and then it hangs up with a reset."""
        began = perf_counter()
        try:
            said = dialogue(self._addresses[shot.door], shot.raw, reset=shot.number % 50 == 7)
        except OSError as error:
            return Answer(shot, ("none",), perf_counter() - began, f"no answer: {error}")
        classes = tuple(status_class(int(found[1])).replace("500", "5xx") for found in REPLY.finditer(said))
        lines = said.splitlines()
        fault = next((line.decode("utf-8", "replace") for line in lines if line.startswith(_OURS)), "")
        return Answer(shot, classes or ("hung up",), perf_counter() - began, fault)

    def check(self, answers: list[Answer]) -> Iterable[Answer]:
        """On a new connection a good mail is taken, whatever was done to the server before."""
        for door, line_end in (("smtp", b"\n"), ("exchange", b"\r\n")):
            line = SmtpLine(self._addresses[door], line_end)
            said = ""
            try:
                said = line.send(address_of("plain"), _GOOD)
            except OSError as error:
                said = f"{type(error).__name__}: {error}"
            line.close()
            if not said.startswith("250"):
                yield Answer(answers[-1].shot, (), 0, f"{door} does not take a good mail any more: {said}")


def _begin(chance: Random) -> bytes:
    return chance.choice(
        (b"EHLO fuzz.example\r\n", b"EHLO fuzz.example\r\n", b"HELO x\r\n", b"EHLO enemy-mail.example\r\n")
    )


def _command(chance: Random) -> bytes:
    kind = chance.randrange(12)
    if kind < 3:
        return _mail(chance)
    if kind == 3:
        return chance.choice((b"\r\n", b"\n", b"\r", b"\0\r\n", b"X" * 3000 + b"\r\n", by.octets(chance) + b"\r\n"))
    if kind < 6:
        verb = chance.choice(("MAIL FROM:", "RCPT TO:", "mail from: ", "RCPT TO :"))
        address = by.text(chance, _ADDRESSES) if chance.randrange(3) else chance.choice(_ADDRESSES)
        return _line(chance, f"{verb}<{address}>{_parameters(chance)}")
    verb = chance.choice(_COMMANDS[:-3])
    return _line(chance, f"{verb} {chance.choice((by.text(chance, _ADDRESSES), 'ADDR=192.0.2.25', 'x', ''))}")


def _mail(chance: Random) -> bytes:
    body = chance.choice((b"", b".", b"\r\n..", b"\n.\n", b"\r.\r", b"a" * 5000, by.octets(chance, 200), _GOOD))
    end = chance.choice((b"\r\n.\r\n", b"\r\n.\r\n", b"\n.\n\r\n.\r\n", b"\r.\r\r\n.\r\n"))
    recipients = b"RCPT TO:<%s>\r\n" % address_of("plain").encode() * chance.choice((1, 1, 1, 2, 150))
    return b"MAIL FROM:<%s>\r\n%sDATA\r\n%s%s" % (SENDER.encode(), recipients, body, end)


def _parameters(chance: Random) -> str:
    some = (
        "SIZE=1",
        "SIZE=99999999999999999999",
        "SIZE=x",
        "BODY=8BITMIME",
        "BODY=",
        "SMTPUTF8",
        "SMTPUTF8=1",
        "=",
        "A" * 99,
    )
    return "".join(f" {chance.choice(some)}" for _ in range(chance.choice((0, 0, 1, 2, 100))))


def _line(chance: Random, of: str) -> bytes:
    raw = by.wire(of.replace("\n", " ").replace("\r", " "))[:6000]
    return raw + chance.choice((b"\r\n", b"\r\n", b"\r\n", b"\n"))
