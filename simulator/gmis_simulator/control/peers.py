"""The other workers, where several have the worlds between them: what one cannot answer alone, it asks them."""

import asyncio
import re
from collections.abc import Callable, Sequence

import httpx
from pydantic_core import from_json
from starlette.requests import Request
from starlette.responses import Response

from gmis_api.language import _
from gmis_simulator.control.pages import LARGEST, Wanted, next_page
from gmis_simulator.control.problem import Problem
from gmis_simulator.serving.plain_http import client
from gmis_simulator.world.share import Share

ALONE = "gmis-worker-alone"
"""A header: the worker that is asked answers for itself. A router in front takes it off what comes from outside."""

_MAKING = httpx.Timeout(60, connect=1)  # thousands of passwords are hashed in less
_TELLING = httpx.Timeout(5, connect=1)  # of one that hangs nobody waits longer for the others
_AFTER = re.compile(r"[?&]after=(\d+)")
_PASSED_ON = ("accept-language", "authorization", "content-type", "cookie", "host")


class Peers:
    """``addresses``: where all workers answer, this one's too, by their index; none: this process has every world."""

    def __init__(self, share: Share, addresses: Sequence[str] = ()) -> None:
        self._share, self._addresses = share, addresses

    def concern(self, request: Request) -> bool:
        """Whether more than this worker is asked."""
        return len(self._addresses) > 1 and ALONE not in request.headers

    async def joined(self, request: Request, asked: Wanted, here: Callable[[Wanted], Response]) -> Response:
        """One list out of those of all workers, one after the other; one that does not answer has no worlds.

        Raises Problem 502 where one refuses.
        """
        entries: list[bytes] = []
        left, size, after, link = asked.limit, 0, asked.after, ""
        for index in range(self._share.numbered_by(after), len(self._addresses)):
            after = max(after, self._share.first(index))
            if left == 0 or size > LARGEST:
                link = next_page(request, after)
                break
            if index == self._share.index:
                part: Response | httpx.Response | None = here(Wanted(after, left))
            else:
                query = {"after": str(after), "limit": str(left)}
                part = await self._ask(index, request, "GET", query)  # not HEAD: what is asked for is to be joined
            if part is None:
                continue
            if isinstance(part, httpx.Response):
                _check(index, part)
            body = bytes(part.body if isinstance(part, Response) else part.content)
            left, size = left - len(from_json(body)), size + len(body)
            entries += [body[1:-1]] if len(body) > len("[]") else []
            if more := _AFTER.search(part.headers.get("link", "")):  # with what is left of the limit, not all of it
                link = next_page(request, int(more[1]))
                break
        headers = {"Link": link} if link else {}
        return Response(b"[" + b",".join(entries) + b"]", media_type="application/json", headers=headers)

    async def tell(self, request: Request) -> None:
        """Ask every other worker the same; one that does not answer is passed over. Raises Problem 502 as `joined`."""
        others = [index for index in range(len(self._addresses)) if index != self._share.index]
        answers = await asyncio.gather(*(self._ask(index, request, request.method) for index in others))
        for index, part in zip(others, answers, strict=True):
            if part is not None:
                _check(index, part)

    async def pass_on(self, request: Request, name: str) -> Response:
        """What the worker whose world ``name`` will be answers to the same; raises Problem 503 where it does not."""
        if not self.concern(request):  # as who asks counts otherwise than this worker does, it must not go round
            raise Problem(421, _("Another worker's world"), self._share.elsewhere(name))
        owner = self._share.owner(name)
        answer = await self._ask(owner, request, request.method, patience=_MAKING)
        if answer is None:
            raise Problem(
                503,
                _("A worker does not answer"),
                _("worker {owner}, whose world {name} would be, does not answer: try again", owner=owner, name=name),
            )
        kept = {each: answer.headers[each] for each in ("content-type", "content-language") if each in answer.headers}
        return Response(answer.content, answer.status_code, kept)

    async def _ask(
        self,
        index: int,
        request: Request,
        method: str,
        query: dict[str, str] | None = None,
        patience: httpx.Timeout = _TELLING,
    ) -> httpx.Response | None:
        headers = {name: request.headers[name] for name in _PASSED_ON if name in request.headers} | {ALONE: "yes"}
        url = request.url.include_query_params(**(query or {}))
        async with client(self._addresses[index], timeout=patience) as http:
            try:
                body = await request.body()
                return await http.request(method, f"{url.path}?{url.query}", content=body or None, headers=headers)
            except httpx.TransportError:
                return None


def _check(index: int, part: httpx.Response) -> None:
    """Raises Problem 502 unless worker ``index`` did what it was asked: workers are started alike, or not at all."""
    if not part.is_success:
        raise Problem(
            502,
            _("A worker refuses"),
            _(
                "worker {index} answers {status}: start all workers with the same version and the same GMIS_TOKEN",
                index=index,
                status=part.status_code,
            ),
        )
