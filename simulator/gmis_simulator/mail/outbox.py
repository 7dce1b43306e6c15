"""What is sent in a world, until it is accepted or refused for good."""

import asyncio
from datetime import timedelta

from gmis_simulator.mail.bounce import bounce
from gmis_simulator.mail.compose import reset_mail
from gmis_simulator.mail.connections import Connections, InDoubt, NotAccepted
from gmis_simulator.mail.damage import damaged
from gmis_simulator.world.addresses import Undeliverable, envelope_address, spoiled
from gmis_simulator.world.hosts import exchange_of
from gmis_simulator.world.letter import Letter, LetterState, Send
from gmis_simulator.world.world import World

_HELD_AT_MOST = timedelta(hours=1)  # a mail that nobody overtakes goes on all the same


def _recipient(world: World, letter: Letter) -> str:
    """As it stands in RCPT; raises NotAccepted for what the sender itself gives up, without asking anybody."""
    address = spoiled(letter.recipient, world.settings) if letter.purpose == "reset" else letter.recipient
    try:
        recipient = envelope_address(address, world.settings)
    except Undeliverable as error:
        raise NotAccepted(error.code, error.reply) from None
    if not world.knows_domain(recipient):
        raise NotAccepted(550, f"5.1.2 {recipient!a}: there is no such domain in this world")
    return recipient


class Outbox:
    """Delivers letters over SMTP to the recipients' mail server, by ``connections``.

    A refusal with 4xx, or a next hop that is down, defers a letter on its world's clock (settings
    ``mail_retry_minutes``, ``mail_retry_hours``); a refusal with 5xx bounces it: a delivery status notification goes
    back to its sender. Nothing is dropped.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def send(self, world: World, job: Send) -> None:
        """Try to deliver the letter."""
        letter = job.letter
        if letter.state in (LetterState.DELIVERED, LetterState.BOUNCED) or self._held_back(world, letter):
            return
        letter.tries += 1
        if letter.raw is None:
            letter.raw = reset_mail(world, letter)
        try:
            await self._hand_over(world, letter, letter.raw)
        except NotAccepted as refusal:
            self._refused(world, letter, refusal.code, refusal.reply)
        except InDoubt as doubt:
            self._refused(world, letter, 0, str(doubt))
        else:
            letter.state = LetterState.DELIVERED
            world.letters.let_go(letter, world.clock.now())

    async def _hand_over(self, world: World, letter: Letter, raw: bytes) -> None:
        if slow := world.faults.hit("smtp-slow", letter.recipient):
            # before a connection is taken: they are shared, and no other world may wait for it
            await asyncio.sleep(slow.seconds or 0)
        sent = damaged(raw) if world.faults.hit("mail-damaged", letter.recipient) else raw
        recipient = _recipient(world, letter)
        await self._connections.send(letter.host, letter.sender, recipient, sent)
        if world.faults.hit("mail-duplicated", letter.recipient):  # as if the first "250 Ok" had been lost
            await self._connections.send(letter.host, letter.sender, recipient, sent)

    def _held_back(self, world: World, letter: Letter) -> bool:
        """Whether the letter waits to be overtaken by the next one to the same address."""
        fresh = letter.tries == 0 and letter.state is LetterState.QUEUED and not world.letters.is_held(letter.recipient)
        if not fresh or not world.faults.hit("mails-reordered", letter.recipient):
            return False
        world.letters.hold(letter, world.clock.now() + _HELD_AT_MOST)
        return True

    def _refused(self, world: World, letter: Letter, code: int, reply: str) -> None:
        now = world.clock.now()
        noted = {"mail": letter.number, "to": letter.recipient, "code": code, "reply": reply}
        given_up = now - letter.queued_at >= timedelta(hours=world.settings.mail_retry_hours)
        if code < 500 and not given_up:
            steps = world.settings.mail_retry_minutes
            world.letters.defer(letter, now + timedelta(minutes=steps[min(letter.tries, len(steps)) - 1]))
            world.events.append("mail.deferred", **noted, next_try=letter.due.isoformat(timespec="seconds"))
            return
        letter.state = LetterState.BOUNCED
        gave_up = {"gave_up_after_hours": world.settings.mail_retry_hours} if code < 500 else {}
        world.events.append("mail.bounced", **noted, **gave_up, returned_to=letter.sender or None)
        if letter.sender:  # a bounce itself is never bounced
            assert letter.raw is not None
            notice = bounce(world, letter, letter.raw, code, reply, remote=exchange_of(world.name))
            world.letters.add("bounce", "", letter.sender, letter.host, notice, now)
