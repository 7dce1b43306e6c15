"""All that moves mail in a running simulator, put together."""

from collections.abc import Callable

from gmis_simulator.mail.clockwork import Clockwork
from gmis_simulator.mail.connections import Connections
from gmis_simulator.mail.evenly import Evenly
from gmis_simulator.mail.exchange import Exchange
from gmis_simulator.mail.filing import Filing
from gmis_simulator.mail.outbox import Outbox
from gmis_simulator.mail.reader import MailReader
from gmis_simulator.mail.reception import Reception
from gmis_simulator.mail.relay import Put, Relay
from gmis_simulator.mail.scanner import Scanner
from gmis_simulator.mail.spam_score import SpamScorer
from gmis_simulator.mail.staff import register
from gmis_simulator.serving.aside import Aside
from gmis_simulator.world.faults import EndFault
from gmis_simulator.world.jobs import Deliver, Release, Visit
from gmis_simulator.world.letter import Send
from gmis_simulator.world.office import Register
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import Worlds


class MailSystem:
    """``inbox_url`` and ``inbox_smtp``: where Mailpit, or the embedded inbox, answers. ``spamd``: host:port, or None.

    ``put``: how the embedded one takes back what it held before.

    ``smtp``, the recipients' mail server, counts once it has started. ``scanner`` must be told where pages are.
    ``aside`` reads what is large.
    """

    def __init__(
        self,
        worlds: Worlds,
        inbox_url: str,
        inbox_smtp: tuple[str, int],
        *,
        spamd: str | None = None,
        put: Put | None = None,
    ) -> None:
        self._worlds = worlds
        self.reader = MailReader(inbox_url)
        self._to_inbox = Connections(*inbox_smtp)
        self.aside = Aside()
        self.filing = Filing(Relay(self._to_inbox, self.reader, put), self.reader, self.aside)
        self._reception = Reception(self.filing, SpamScorer(spamd), self.aside)
        self.clockwork = Clockwork()
        self.evenly = Evenly(self.clockwork)
        self._exchange = Exchange(worlds, self._reception)
        self._to_exchange: Connections | None = None
        self.scanner = Scanner()
        self.smtp = ("", 0)
        self._unsubscribe: Callable[[], None] | None = None

    async def start(self, port: int = 0, *, reserved: bool = False) -> None:
        """Listen, and do from now on what is due in every world, also in those that are still to come."""
        self.smtp = await self._exchange.start(port, reserved=reserved)
        self._to_exchange = Connections(*self.smtp)
        self.clockwork.jobs = {
            Send: Outbox(self._to_exchange).send,
            Deliver: self._reception.deliver,
            Release: self._reception.release,
            Visit: self.scanner.visit,
            Register: register,
            EndFault: _end_fault,
        }
        self._unsubscribe = self._worlds.subscribe(self.clockwork.follow)

    async def stop(self) -> None:
        """Let go of everything; what was not done is lost with the process."""
        if self._unsubscribe:
            self._unsubscribe()
        await self.clockwork.forget_all()
        if self._to_exchange:
            self._to_exchange.close()
        await self._exchange.stop()
        self.aside.close()
        self._to_inbox.close()
        await self.reader.close()


async def _end_fault(world: World, job: EndFault) -> None:
    world.faults.end(job.number, "time")
