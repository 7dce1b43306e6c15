"""How late a wait returns after the inbox's own `new` event, and how long it takes to say that nothing came.

Beside pytest-mailpit 0.4.1, which asks every 0.5 s, in the same run: for each mail both wait at the same time.
"""

import random
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from threading import Event
from time import monotonic, perf_counter
from urllib.parse import urlsplit

from pytest_mailpit import MailpitClient, MailpitConfig

from bench.figures import ms
from bench.server import gmis_up
from gmis_simulator.server.inboxes import InboxChoice
from pytest_gmis.client.control import Control, World
from pytest_gmis.client.mailbox import Mailbox, is_to
from pytest_gmis.client.mailpit import Mailpit


def measure(inbox: InboxChoice, runs: int = 25) -> str:
    """A line for the table."""
    rng = random.Random(1)  # noqa: S311 (spreads the mails over the rival's half second)
    ours: list[float] = []
    theirs: list[float] = []
    with ExitStack() as stack:
        server = stack.enter_context(gmis_up(inbox))
        control, mailpit = stack.enter_context(Control(server.simulator)), stack.enter_context(Mailpit(server.inbox))
        rival = stack.enter_context(MailpitConfig(url=server.inbox).client())
        pool = stack.enter_context(ThreadPoolExecutor(4))
        for _ in range(runs + 1):
            world = control.create_world()
            address = world.institution.registered_address
            watching = Event()
            arrived = pool.submit(_arrival, mailpit, address, watching)
            watching.wait()
            waits = [
                pool.submit(_returned, Mailbox(mailpit, world, address).wait),
                pool.submit(_returned, partial(rival.wait_for_message, recipient=address)),
            ]
            Event().wait(0.1 + rng.random() / 2)
            stack.enter_context(_request_reset(world))
            for taken, wait in zip((ours, theirs), waits, strict=True):
                taken.append(wait.result() - arrived.result())
        none_ours, none_theirs = _nothing_came(control, mailpit, rival)
    return (
        f"mailbox.wait after the {inbox} inbox's own event: {ms(ours[1:])} (to reach: ≤ 5 ms); "
        f"pytest-mailpit: {ms(theirs[1:])}\n"
        f"mailbox.expect_none, {inbox}: {ms(none_ours[1:])} (to reach: ≤ 50 ms); pytest-mailpit: {ms(none_theirs)}"
    )


def _nothing_came(control: Control, mailpit: Mailpit, rival: MailpitClient) -> tuple[list[float], list[float]]:
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(21):
        world = control.create_world()
        address = world.institution.registered_address
        began = perf_counter()
        Mailbox(mailpit, world, address).expect_none()
        ours.append(perf_counter() - began)
        if number % 7 == 0:
            began = perf_counter()
            rival.assert_no_message(recipient=address)
            theirs.append(perf_counter() - began)
    return ours, theirs


def _returned(wait: Callable[[], object]) -> float:
    """When ``wait`` returned."""
    wait()
    return monotonic()


def _arrival(mailpit: Mailpit, address: str, watching: Event) -> float:
    with mailpit.events() as events:
        watching.set()
        for event in events.until(monotonic() + 10):
            if event["Type"] == "new" and is_to(event["Data"], address):
                return monotonic()
    raise AssertionError(f"no mail to {address} within 10 s")


def _request_reset(world: World) -> socket.socket:
    """As a browser does, in another process: the answer, which comes with the mail, is nothing to those who wait."""
    url, body = urlsplit(world.url), f"username={world.institution.username}"
    line = socket.create_connection((url.hostname, url.port))
    head = f"POST {url.path}/s/login/ForgotPassword HTTP/1.1\r\nHost: {url.netloc}\r\nContent-Length: {len(body)}\r\n"
    line.sendall(f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}".encode())
    return line


if __name__ == "__main__":
    print(measure("embedded"), measure("mailpit"), sep="\n")
