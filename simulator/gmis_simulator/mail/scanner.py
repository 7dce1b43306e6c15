"""A scanner on the recipient's side that opens the links of a mail: HEAD, then GET, no cookies [platform]."""

from typing import Literal

import httpx

from gmis_simulator.serving.plain_http import client
from gmis_simulator.world.jobs import Visit
from gmis_simulator.world.world import World

_AGENT = "Mozilla/5.0 (compatible; simulated link scanner)"


class Scanner:
    """Opens pages of this simulator alone. Set ``base``, where its pages are, once that is known."""

    base = ""

    async def visit(self, world: World, job: Visit) -> None:
        """Do the job: open every link of a delivered message."""
        for link in job.links:
            await self.open(world, link, to=job.address, on="delivery")

    async def open(self, world: World, link: str, *, to: str, on: Literal["delivery", "click"]) -> None:
        """Open one link for the mailbox ``to``; what does not lie in ``world`` is left alone."""
        here = self._here(world, link)
        if here is None:
            world.events.append("scanner.skipped", to=to, on=on, reason="not a page of this world")
            return
        for method in ("HEAD", "GET"):
            # a client each: what a cookie would carry from one request to the next is lost
            async with client(self.base, timeout=10, headers={"User-Agent": _AGENT}) as http:
                try:
                    answer = await http.request(method, here)
                except httpx.HTTPError as error:
                    world.events.append("scanner.failed", to=to, on=on, method=method, reason=type(error).__name__)
                    return
            world.events.append("scanner.opened", to=to, on=on, method=method, status=answer.status_code)

    def _here(self, world: World, link: str) -> httpx.URL | None:
        if not link.startswith(f"{world.url}/"):
            return None
        try:
            here = httpx.URL(f"{self.base}/{world.name}{link.removeprefix(world.url)}")
        except httpx.InvalidURL:
            return None
        return here if here.path.startswith(f"/{world.name}/") else None  # ".." may have led out of it
