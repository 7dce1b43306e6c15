"""Mails with mistakes in them and mails that are bombs; what was taken with 250 must be there."""

import base64
import re
from collections.abc import Iterable
from random import Random
from time import perf_counter
from typing import Any

from fuzz import chance as by
from fuzz.areas.bombs import bomb
from fuzz.by_http import Line, request
from fuzz.by_smtp import SmtpLine
from fuzz.shot import Answer, Shot, status_class
from fuzz.target import Target
from fuzz.worlds import MAIL, PERSONAS, Worlds, address_of
from tests.rigs.corpus import all_mails

_QUEUED = re.compile(r"^250 .*queued as (\w+)")
_BASE64 = re.compile(rb"(?:^[A-Za-z0-9+/]{4,76}={0,2}\r?$\n?)+", re.MULTILINE)
_SLOW = 15.0  # seconds; a large one may take two lookings of five each
_GONE = ("reject", "discard", "delay")  # verdicts after which it need not be filed yet


class Mails:
    """Every second one goes straight to the inbox, the others to a kind of recipient by way of the exchange."""

    name, share = "mime", 0.05

    def __init__(self, target: Target, worlds: Worlds) -> None:
        self._seeds = [mail.raw for mail in all_mails()]
        self._worlds, self._inbox = worlds, Line(target.inbox)
        self._lines = {"smtp": SmtpLine(target.smtp, b"\n"), "exchange": SmtpLine(target.exchange, b"\r\n")}
        self._worlds.new_events(MAIL)

    def shot(self, chance: Random, number: int) -> Shot:
        """``door``: smtp, or exchange and the recipient's kind."""
        raw = bomb(chance) if by.one_in(chance, 3) else by.mangled(chance, chance.choice(self._seeds))
        door = "smtp" if by.one_in(chance, 2) else f"exchange:{chance.choice(PERSONAS)}"
        return Shot(self.name, number, door, raw + _mark(number))

    def fire(self, shot: Shot) -> Answer:
        """``about`` says the inbox's ID, where it told one."""
        began, (door, _, persona) = perf_counter(), shot.door.partition(":")
        try:
            said = self._lines[door].send(address_of(persona or "plain"), shot.raw)
        except OSError as error:
            return Answer(shot, ("none",), perf_counter() - began, f"no answer: {type(error).__name__}: {error}")
        took, found = perf_counter() - began, _QUEUED.match(said)
        fault = said if said.startswith("500 ") or "mistake of the simulator" in said else ""
        fault = f"it took {took:.1f} s" if took > _SLOW else fault
        return Answer(shot, (status_class(int(said[:3])),), took, fault, found[1] if found else said)

    def check(self, answers: list[Answer]) -> Iterable[Answer]:
        """Each that was taken is in the inbox, whole, or an event says what became of it; then all are deleted."""
        mails = self._inbox.json("GET", "/api/v1/messages?limit=1000")["messages"]
        listed, events = {each["ID"] for each in mails}, self._worlds.new_events(MAIL)
        addresses = {address_of(persona) for persona in PERSONAS}
        judged = [event for event in events if event["kind"] == "mail.verdict" and event["data"]["to"] in addresses]
        filed = [event for event in events if event["kind"] == "mail.delivered"]
        through = [each for each in answers if each.shot.door != "smtp" and each.said == ("2xx",)]
        taken = [event["data"] for event in judged if event["data"]["verdict"] != "reject"]
        if len(through) != len(taken):
            what = f"{len(through)} mails were answered with 250 by the exchange, {len(taken)} have a verdict"
            yield Answer(through[-1].shot if through else answers[-1].shot, (), 0, what)
        for answer, verdict in zip(through, taken, strict=False):
            yield from self._filed(answer, verdict, filed, listed)
        for answer in answers:
            if answer.shot.door == "smtp" and answer.said == ("2xx",):
                yield from self._there(answer, answer.about, listed, whole=True)
        self._inbox.json("DELETE", "/api/v1/messages")

    def _filed(
        self, answer: Answer, verdict: dict[str, Any], filed: list[dict[str, Any]], listed: set[str]
    ) -> Iterable[Answer]:
        persona = answer.shot.door.partition(":")[2]
        if verdict["to"] != address_of(persona):
            yield Answer(answer.shot, (), 0, f"its verdict is missing; the next one is for {verdict['to']}")
        elif verdict["verdict"] in _GONE or persona == "forwarding":
            return
        elif not (found := next((event for event in filed if event["data"]["to"] == verdict["to"]), None)):
            yield Answer(answer.shot, (), 0, f"answered with 250, judged {verdict['verdict']}, and never filed")
        else:
            filed.remove(found)
            yield from self._there(answer, found["data"]["id"], listed, whole=persona == "plain")

    def _there(self, answer: Answer, key: str, listed: set[str], *, whole: bool) -> Iterable[Answer]:
        reply = self._inbox.ask(request("GET", f"/api/v1/message/{key}/raw"))
        if reply.status != 200 or key not in listed:
            there = "listed" if key in listed else "not listed"
            what = f"answered with 250, and not in the inbox: {key} is {there}, its source is {reply.status}"
            yield Answer(answer.shot, (), 0, what)
        elif _mark(answer.shot.number).strip() not in _shown(reply.body) or (
            whole and not _holds(reply.body, answer.shot.raw)
        ):
            yield Answer(answer.shot, (), 0, f"answered with 250, and its text is not whole in the inbox ({key})")


def _mark(number: int) -> bytes:
    return b"\r\nfuzz-mail-%d\r\n" % number


def _holds(raw: bytes, sent: bytes) -> bool:
    """Whether the text that was sent is there; line ends may have been mended."""
    text = _lines(sent).partition(b"\n\n")[2]
    return text in _lines(raw)


def _shown(raw: bytes) -> bytes:
    """The source, and what stands in it as base64, as what a recipient's side has rewritten does."""
    found = [b"".join(each.split()) for each in _BASE64.findall(raw)]
    return raw + b"".join(base64.b64decode(each[: len(each) // 4 * 4]) for each in found)


def _lines(raw: bytes) -> bytes:
    return re.sub(rb"\r+\n", b"\n", raw)
