"""What helpdesk@ sends, until it is accepted or refused for good."""

import asyncio
from collections import defaultdict
from datetime import timedelta

import aiosmtplib

from simulator.mail.compose import compose
from simulator.world.letter import Letter, LetterState
from simulator.world.world import World


class Outbox:
    """Delivers the letters of all worlds over SMTP to ``host:port``, the recipients' mail server.

    A refusal with 4xx, or a next hop that is down, defers a letter on its world's clock (settings
    ``mail_retry_minutes``, ``mail_retry_hours``); a refusal with 5xx bounces it. Nothing is dropped.
    """

    def __init__(self, host: str, port: int, *, connections: int = 4) -> None:
        self._host, self._port = host, port
        self._free = asyncio.Semaphore(connections)
        self._sending: dict[str, dict[Letter, asyncio.Task[None]]] = defaultdict(dict)
        self._alarms: dict[str, asyncio.TimerHandle] = {}

    def send_due(self, world: World) -> None:
        """Start to deliver every letter that is due and not on its way yet; call it whenever one is added."""
        now, sending = world.clock.now(), self._sending[world.name]
        for letter in world.letters.waiting():
            if letter.due <= now and letter not in sending:
                sending[letter] = asyncio.create_task(self._deliver(world, letter))
        self._set_alarm(world)

    async def settle(self, world: World) -> None:
        """Return when no letter of ``world`` is on its way, nor due by its clock."""
        self.send_due(world)
        while sending := list(self._sending[world.name].values()):
            done, _ = await asyncio.wait(sending)
            for task in done:
                if not task.cancelled():
                    task.result()  # a mistake of ours shows here, not as a mail that never settles
            self.send_due(world)

    async def forget(self, world: World) -> None:
        """Stop delivering for ``world``, which is going away."""
        await self._forget(world.name)

    async def _forget(self, name: str) -> None:
        if alarm := self._alarms.pop(name, None):
            alarm.cancel()
        tasks = list(self._sending.pop(name, {}).values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def forget_all(self) -> None:
        """Stop delivering; what was not accepted is lost with the process."""
        for name in list(self._sending):
            await self._forget(name)

    async def _deliver(self, world: World, letter: Letter) -> None:
        try:
            async with self._free:
                letter.tries += 1
                if letter.raw is None:
                    letter.raw = bytes(compose(world, letter))
                code, reply = await self._send(world.settings.envelope_sender, letter.recipient, letter.raw)
            self._conclude(world, letter, code, reply)
        finally:
            self._sending.get(world.name, {}).pop(letter, None)  # the world may have gone meanwhile
        self._set_alarm(world)

    async def _send(self, sender: str, recipient: str, raw: bytes) -> tuple[int, str]:
        """The answer that decides: 250, the refusal, or 0 when there was nobody to answer."""
        client = aiosmtplib.SMTP(
            hostname=self._host, port=self._port, local_hostname="mailer.example", use_tls=False, start_tls=False
        )
        try:
            async with client:
                await client.sendmail(sender, recipient, raw)
        except aiosmtplib.SMTPRecipientsRefused as error:
            return error.recipients[0].code, error.recipients[0].message
        except aiosmtplib.SMTPResponseException as error:
            return error.code, error.message
        except (aiosmtplib.SMTPException, OSError) as error:
            return 0, f"no mail server answers at {self._host}:{self._port} ({type(error).__name__})"
        return 250, "accepted"

    def _conclude(self, world: World, letter: Letter, code: int, reply: str) -> None:
        now = world.clock.now()
        noted = {"mail": letter.number, "to": letter.recipient, "code": code, "reply": reply}
        if code == 250:
            letter.state = LetterState.DELIVERED
        elif code >= 500:
            letter.state = LetterState.BOUNCED
            world.events.append("mail.bounced", **noted)
        elif now - letter.queued_at >= timedelta(hours=world.settings.mail_retry_hours):
            letter.state = LetterState.BOUNCED
            world.events.append("mail.bounced", **noted, gave_up_after_hours=world.settings.mail_retry_hours)
        else:
            steps = world.settings.mail_retry_minutes
            letter.state = LetterState.DEFERRED
            letter.due = now + timedelta(minutes=steps[min(letter.tries, len(steps)) - 1])
            world.events.append("mail.deferred", **noted, next_try=letter.due.isoformat(timespec="seconds"))

    def _set_alarm(self, world: World) -> None:
        if alarm := self._alarms.pop(world.name, None):
            alarm.cancel()
        sending = self._sending[world.name]
        due = [letter.due for letter in world.letters.waiting() if letter not in sending]
        if due and not world.clock.standing:  # a clock that stands still is moved by hand, which sends what is due
            seconds = (min(due) - world.clock.now()).total_seconds()
            loop = asyncio.get_running_loop()
            self._alarms[world.name] = loop.call_later(max(seconds, 0), self.send_due, world)
