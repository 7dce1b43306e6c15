"""What is sent in a world, until it is accepted or refused for good."""

from datetime import timedelta

from simulator.mail.bounce import bounce
from simulator.mail.compose import reset_mail
from simulator.mail.connections import Connections, InDoubt, Refusal
from simulator.world.hosts import exchange_of
from simulator.world.letter import Letter, LetterState, Send
from simulator.world.world import World


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
        letter.tries += 1
        if letter.raw is None:
            letter.raw = reset_mail(world, letter)
        try:
            await self._connections.send(letter.host, letter.sender, letter.recipient, letter.raw)
        except Refusal as refusal:
            self._refused(world, letter, refusal.code, refusal.reply)
        except InDoubt as doubt:
            self._refused(world, letter, 0, str(doubt))
        else:
            letter.state = LetterState.DELIVERED

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
