"""What becomes of one message for one recipient: facts are gathered, the mailbox judges, the verdict is carried out."""

import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any

from gmis_api.language import N_
from gmis_simulator.mail.automatic import answer_automatically
from gmis_simulator.mail.bounce import bounce
from gmis_simulator.mail.distribution import distribute
from gmis_simulator.mail.examination import Examined, SentBy, examine, glance
from gmis_simulator.mail.filing import Filing
from gmis_simulator.mail.message import sound
from gmis_simulator.mail.reader import InboxDown
from gmis_simulator.mail.received import received
from gmis_simulator.mail.relay import NotTaken
from gmis_simulator.mail.spam_score import NotScored, SpamScorer
from gmis_simulator.mail.staff import read_by_staff
from gmis_simulator.mail.zone import zone_of
from gmis_simulator.serving.aside import Aside, TookTooLong
from gmis_simulator.serving.mistake import mistakes_noted
from gmis_simulator.world.filtering import Verdict
from gmis_simulator.world.hosts import Host, exchange_of, forwarder_of
from gmis_simulator.world.jobs import Deliver, Release
from gmis_simulator.world.letter import Letter
from gmis_simulator.world.mailbox import Mailbox
from gmis_simulator.world.received import Received
from gmis_simulator.world.rules.content import SpamScore
from gmis_simulator.world.rules.rule import Incoming
from gmis_simulator.world.world import World

_LOG = logging.getLogger(__name__)


class Reception:
    """``scorer`` is asked where a rule wants a spam score; ``aside`` reads what is large."""

    def __init__(self, filing: Filing, scorer: SpamScorer, aside: Aside) -> None:
        self._filing, self._scorer, self._aside = filing, scorer, aside

    def refuse(self, world: World, mailbox: Mailbox, sender: str) -> str | None:
        """The reply that refuses the recipient at RCPT, if one of its rules does."""
        verdict = mailbox.refuse(Incoming(sender), world.clock.now())
        if verdict is None:
            return None
        _note(world, verdict, {"to": mailbox.address, "subject": "", "message_id": ""})
        return verdict.answer.reply

    async def receive(self, world: World, mailbox: Mailbox, sent_by: SentBy, raw: bytes) -> str | None:
        """File the message as the mailbox judges; the reply that rejects it, or None. Raises NotTaken."""
        raw = sound(raw)
        seen = await self._examined(world, raw, sent_by)
        incoming = await scored(seen.incoming, raw, mailbox, self._scorer)
        verdict = mailbox.judge(incoming, world.clock.now())
        mail = received(world, sent_by, raw, seen)
        _note(world, verdict, mail.seen(mailbox.address), str(incoming.authentication or ""), seen.not_read)
        await self._carry_out(world, mailbox, verdict, mail, sent_by)
        return verdict.answer.reply if verdict.verdict == "reject" else None

    async def _examined(self, world: World, raw: bytes, sent_by: SentBy) -> Examined:
        zone, server, now = zone_of(world), exchange_of(world.name), world.clock.now()
        try:
            return await self._aside.call(len(raw), examine, raw, sent_by, zone, server, now)
        except TookTooLong as error:
            return glance(raw, sent_by, str(error))

    async def _carry_out(
        self, world: World, mailbox: Mailbox, verdict: Verdict, mail: Received, sent_by: SentBy
    ) -> None:
        kind, until = verdict.verdict, verdict.answer.until
        if kind in ("reject", "discard"):
            return
        if mailbox.members:
            distribute(world, mailbox, mail, sent_by)
        elif mailbox.forward_to:
            self._forward(world, mailbox, mailbox.forward_to, mail)
        elif kind == "delay" and until:
            world.agenda.add(until, Deliver(mailbox.address, mail))
        elif kind == "quarantine":
            found = await self._filing.file(world, mailbox, mail, "quarantine")
            if until:
                world.agenda.add(until, Release(mailbox.address, found))
            answer_automatically(world, mailbox, mail)
        else:
            await self._filing.file(world, mailbox, mail, "junk" if kind == "junk" else "inbox", verdict.answer.mark)
            if mailbox.persona.answers == "out-of-office":
                answer_automatically(world, mailbox, mail)
            if mailbox.owner != "clinic":
                with mistakes_noted(_LOG, world, N_("reading by staff")):  # the mail is filed: it must not come again
                    await read_by_staff(world, mailbox, mail, self._aside)

    def _forward(self, world: World, mailbox: Mailbox, to: str, mail: Received) -> None:
        # the envelope's sender stays as it was, which is why SPF breaks
        world.events.append("mail.forwarded", **mail.seen(mailbox.address), forwarded_to=to)
        world.letters.add("forward", mail.sender, to, forwarder_of(world.name), mail.raw, world.clock.now())

    async def deliver(self, world: World, job: Deliver) -> None:
        """Do the job: file what was kept back; while the inbox is down, a minute later."""
        mailbox = world.mailboxes.get(job.address)
        if mailbox is None:
            return
        try:
            await self._filing.file(world, mailbox, job.mail, "inbox")
        except NotTaken as error:
            if error.for_good:
                self.return_to_sender(world, job.mail.sender, job.address, job.mail.raw, error.reply)
            else:
                world.agenda.add(world.clock.now() + timedelta(minutes=1), job)

    async def release(self, world: World, job: Release) -> None:
        """Do the job: let a message out of quarantine, unless its owner did; a minute later if the inbox is down."""
        mailbox = world.mailboxes.get(job.address)
        if mailbox is None or job.message_id not in mailbox.delivered:
            return
        if mailbox.delivered[job.message_id].folder == "quarantine":
            try:
                await self._filing.move(world, mailbox, job.message_id, "inbox", by="gateway")
            except InboxDown:
                world.agenda.add(world.clock.now() + timedelta(minutes=1), job)

    def return_to_sender(self, world: World, sender: str, recipient: str, raw: bytes, reply: str) -> None:
        """Bounce a message that was accepted and cannot be delivered to one of its recipients."""
        if sender:
            now, server = world.clock.now(), Host(exchange_of(world.name), "127.0.0.1")
            letter = Letter(0, "mail", sender, recipient, server, now, now)
            code, _, said = reply.partition(" ")
            notice = bounce(world, letter, raw, int(code), said, remote=server.name)
            world.letters.add("bounce", "", sender, server, notice, now)


async def scored(incoming: Incoming, raw: bytes, mailbox: Mailbox, scorer: SpamScorer) -> Incoming:
    """``incoming`` with a spam score where one of the mailbox's rules wants it; ``scorer`` is asked only then."""
    if any(isinstance(rule, SpamScore) and rule.is_on(mailbox.switches) for rule in mailbox.rules):
        try:
            return replace(incoming, spam_score=await scorer.score(raw))
        except NotScored as reason:
            return replace(incoming, not_scored=str(reason))
    return incoming


def _note(
    world: World, verdict: Verdict, seen: dict[str, str], checked: str = "", not_read: tuple[str, ...] = ()
) -> None:
    more: dict[str, Any] = {"reply": verdict.answer.reply} if verdict.answer.reply else {}
    if verdict.answer.until:
        more["until"] = verdict.answer.until.isoformat(timespec="seconds")
    if checked:
        more["authentication"] = checked
    if not_read:
        more["not_read"] = list(not_read)
    world.events.append("mail.verdict", **seen, verdict=verdict.verdict, rule=verdict.rule, **more, trace=verdict.trace)
