"""No operation and no form reads a body that is too large, whether or not its length was announced."""

from collections.abc import AsyncIterator

import httpx
import pytest

from gmis_simulator.control.operations import OPERATIONS
from gmis_simulator.server.app import API_MAX_BYTES
from gmis_simulator.world.worlds import Worlds
from tests.rigs.app import asking
from tests.rigs.running import run
from tests.rigs.worlds import world_with

PIECE = b" " * 64 * 1024
TAKING = [
    (each.method, f"/api{each.path}".format(world="demo", username="ex000000", address="info@demo.example", number=1))
    for each in OPERATIONS
    if each.takes is not None
]
FORMS = [
    "/token", "/demo/s/login/", "/demo/s/login/ForgotPassword", "/demo/webmail/info@demo.example/compose",
    "/demo/webmail/info@demo.example/lists/safe_senders", "/demo/webmail/info@demo.example/switches",
]  # fmt: skip


def answer_to(
    method: str, path: str, pieces: int, *, announced: bool, kind: str = "application/json"
) -> httpx.Response:
    async def body() -> AsyncIterator[bytes]:
        for _ in range(pieces):
            yield PIECE

    async def scenario() -> httpx.Response:
        worlds = Worlds()
        worlds.add(world_with())
        headers = {"content-type": kind} | ({"content-length": str(pieces * len(PIECE))} if announced else {})
        async with asking(worlds) as http:
            return await http.request(method, path, content=body(), headers=headers)

    return run(scenario())


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "in chunks"])
@pytest.mark.parametrize(("method", "path"), TAKING, ids=lambda each: each)
def test_an_operation_takes_4_mib_and_no_more(method: str, path: str, announced: bool) -> None:
    most = API_MAX_BYTES // len(PIECE)
    assert answer_to(method, path, most, announced=announced).status_code == 422
    too_large = answer_to(method, path, most + 1, announced=announced)
    assert (too_large.status_code, too_large.headers["content-type"]) == (413, "application/problem+json")


@pytest.mark.parametrize("announced", [True, False], ids=["announced", "in chunks"])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"])
@pytest.mark.parametrize("path", FORMS)
def test_a_form_takes_64_kib_and_no_more(path: str, kind: str, announced: bool) -> None:
    answer = answer_to("POST", path, 20, announced=announced, kind=kind)
    wrong_before = {"multipart/form-data; boundary=x": 400, "text/plain": answer.status_code}  # or never read
    assert answer.status_code == 413 or (not announced and answer.status_code == wrong_before.get(kind))
