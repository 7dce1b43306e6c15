"""Ports that stay ours while nobody listens at them: between two processes that do, one after the other."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

HOST = "127.0.0.1"


@contextmanager
def reserved(count: int) -> Iterator[list[int]]:
    """So many free ports of loopback, on which only processes of this user that share them can listen meanwhile.

    Until one does, a connection is refused, as it must be. Raises OSError where there are not as many.
    """
    with ExitStack() as held:
        ports = []
        for _port in range(count):
            holder = held.enter_context(socket.socket())
            holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            holder.bind((HOST, 0))
            ports.append(holder.getsockname()[1])
        yield ports
