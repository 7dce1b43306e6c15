"""A port to come back to."""

import contextlib
import random
import socket


def free_port() -> int:
    """A port below those that connections take by themselves, so that it stays free while nobody listens there."""
    while True:
        port = random.randrange(20_000, 32_000)  # noqa: S311 (guards nothing)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
