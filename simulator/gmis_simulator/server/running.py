"""The simulator as a running server: inbox, mail exchange, outbox and pages on one event loop."""

import os
from collections.abc import Sequence
from contextlib import AbstractContextManager, AsyncExitStack
from ipaddress import ip_address

from gmis_simulator.data import own_personas, own_presets
from gmis_simulator.defects.catalogue import KNOWN
from gmis_simulator.defects.in_force import have_everywhere
from gmis_simulator.mail.system import MailSystem
from gmis_simulator.server.app import make_app
from gmis_simulator.server.expiry import Expiry
from gmis_simulator.server.inboxes import Inbox, InboxChoice, choose_inbox
from gmis_simulator.server.lag import Lag
from gmis_simulator.serving.http_server import HttpServer, reachable
from gmis_simulator.serving.in_thread import in_thread
from gmis_simulator.world.personas import Documents, Personas
from gmis_simulator.world.share import Share
from gmis_simulator.world.worlds import Worlds


class SimulatorServer:
    """``url``, ``smtp`` (the recipients' mail server), ``inbox`` and ``worlds`` count once it has started.

    ``port`` 0 takes a free one. ``token`` is what the control API demands, None: nothing. ``public_url`` is what
    the links in mails begin with; None: where it listens. ``personas``: what mailboxes can be, ``presets``: what
    worlds can begin with, as documents by name, one that is wrong raises PresetError; None: the simulator's own.
    ``spamd``: host:port of SpamAssassin's; raises ValueError when that is none. ``expire_hours``: after how many hours
    a world that nobody uses goes away, None: never. ``defects``: those that are on in all worlds of this
    process; raises ValueError for a name that is none's. ``share``: its worlds, where it is one of several workers,
    which answer at ``peers``. ``smtp_port``: the mail server's.
    """

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        inbox: InboxChoice = "auto",
        token: str | None = None,
        public_url: str | None = None,
        personas: Personas | None = None,
        presets: Documents | None = None,
        spamd: str | None = None,
        expire_hours: float | None = None,
        defects: Sequence[str] = (),
        share: Share | None = None,
        peers: Sequence[str] = (),
        smtp_port: int = 0,
    ) -> None:
        self._host, self._port, self._token, self._public_url = host, port, token, public_url
        self.inbox: Inbox = choose_inbox(inbox, os.environ)
        self.worlds = Worlds(own_personas() if personas is None else personas, share=share)
        self._peers, self._smtp_port = peers, smtp_port
        self._presets = own_presets() if presets is None else presets
        self._spamd, self._expire_hours = spamd, expire_hours
        self.defects = KNOWN.checked(defects)
        self.url, self.smtp = "", ("", 0)
        self._running = AsyncExitStack()

    async def start(self) -> None:
        """Return once all of it answers; raises OSError for a port that is taken, MailpitError for a Mailpit."""
        async with AsyncExitStack() as starting:
            if self.defects:
                have_everywhere(self.defects)
                starting.callback(have_everywhere, ())
            await self.inbox.start()
            starting.push_async_callback(self.inbox.stop)
            mail = MailSystem(self.worlds, self.inbox.url, self.inbox.smtp, spamd=self._spamd, put=self.inbox.put)
            starting.push_async_callback(mail.stop)
            reserved = len(self._peers) > 1  # by whoever started the workers, so that a port is there for the next one
            await mail.start(self._smtp_port, reserved=reserved)
            app = make_app(self.worlds, mail, token=self._token, presets=self._presets, peers=self._peers)
            http = HttpServer(app, self._host, self._port, reserved=reserved)
            await http.start()
            starting.push_async_callback(http.stop)  # first to end: nothing new comes in while the rest ends
            mail.scanner.base = http.url
            self.url = app.state.url = self._public_url or reachable(http.url)
            self.smtp = mail.smtp
            lag = Lag(app.state.metrics.lag.observe)
            starting.push_async_callback(lag.stop)
            lag.start()
            expiry = Expiry(self.worlds, mail, self._expire_hours)
            starting.push_async_callback(expiry.stop)
            expiry.start()
            self._running = starting.pop_all()

    async def stop(self) -> None:
        """End all of it, the last started first."""
        await self._running.aclose()


def running(
    inbox: InboxChoice = "auto",
    *,
    personas: Personas | None = None,
    presets: Documents | None = None,
    spamd: str | None = None,
) -> AbstractContextManager[SimulatorServer]:
    """A simulator on free ports in a thread of its own, for as long as the block runs."""
    return in_thread(SimulatorServer(inbox=inbox, personas=personas, presets=presets, spamd=spamd))


def is_loopback(host: str) -> bool:
    """Whether ``host`` can be reached from this machine alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
