"""Whether a process that was started answers."""

import asyncio
import contextlib
import json

import httpx

from gmis_simulator.serving.plain_http import client

_ASKED = 0.02  # seconds between two questions


async def says_a_line(process: asyncio.subprocess.Process) -> bool:
    """Whether its next line is a JSON object, as `gmis up --json` prints one once it answers."""
    assert process.stdout
    with contextlib.suppress(ValueError):
        return isinstance(json.loads(await process.stdout.readline()), dict)
    return False


async def answers_at(process: asyncio.subprocess.Process, url: str) -> bool:
    """Whether it answers there, before it ends."""
    async with client(url, timeout=1) as http:
        while process.returncode is None:
            with contextlib.suppress(httpx.TransportError):
                if (await http.get("/robots.txt")).is_success:
                    return True
            await asyncio.sleep(_ASKED)  # a process that starts can only be asked again
    return False
