"""Whether the addresses in a message answer. Only those of this machine are asked: no traffic leaves it."""

import asyncio
import os
from http import HTTPStatus
from ipaddress import ip_address
from typing import TypedDict

import httpx

from gmis_simulator.inbox.version import VERSION
from gmis_simulator.serving.plain_http import client

_AT_ONCE = 5
_PATIENCE = 10  # seconds
_MOST_REDIRECTS = 10


class Link(TypedDict):
    """One address in Mailpit's JSON; `StatusCode` is 0 where there is none, and `Status` tells why."""

    URL: str
    StatusCode: int
    Status: str


async def check_links(addresses: list[str], *, follow: bool) -> list[Link]:
    """What each address answers to HEAD, in their order; with `follow`, where its redirects lead to. Never raises."""
    turn = asyncio.Semaphore(_AT_ONCE)

    async def check(address: str) -> Link:
        async with turn:
            code, status = await _ask(address, follow)
        return Link(URL=address, StatusCode=code, Status=status)

    return await asyncio.gather(*map(check, addresses))


async def _ask(address: str, follow: bool) -> tuple[int, str]:
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        return 0, f"not an address: {error}"
    if refusal := _refusal(url):
        return 0, refusal
    try:
        async with client(address, timeout=_PATIENCE, headers={"User-Agent": f"Mailpit/{VERSION}"}) as http:
            response = await http.head(url)
            for _ in range(_MOST_REDIRECTS if follow else 0):
                if response.next_request is None:
                    break
                if refusal := _refusal(response.next_request.url):
                    return 0, f"redirected to {response.next_request.url}: {refusal}"
                response = await http.send(response.next_request)
    except httpx.TimeoutException:
        return 0, f"no answer within {_PATIENCE} seconds"
    except httpx.HTTPError as error:
        return 0, _reason(error)
    if follow and response.next_request is not None:
        return 0, f"stopped after {_MOST_REDIRECTS} redirects"
    known = response.status_code in list(HTTPStatus)
    return response.status_code, HTTPStatus(response.status_code).phrase if known else ""


def _refusal(url: httpx.URL) -> str:
    """Why `url` is not asked; "" when it may be."""
    if url.scheme not in ("http", "https"):
        return "not an address of the web: it begins neither with http:// nor with https://"
    if url.port is not None and not 0 < url.port < 65536:
        return f"not an address: there is no port {url.port}"
    try:
        here = url.host == "localhost" or ip_address(url.host).is_loopback
    except ValueError:
        here = False
    return "" if here else "not asked: no traffic leaves this machine"


def _reason(error: BaseException) -> str:
    while inner := error.__cause__ or error.__context__:
        error = inner
    if isinstance(error, ConnectionError) and error.errno:
        return os.strerror(error.errno).lower()
    return str(error) or type(error).__name__
