"""A client that hangs up in the middle of a body."""

import pytest
from starlette.types import Message, Scope

from gmis_simulator.inbox.app import inbox_app
from gmis_simulator.inbox.events import Events
from gmis_simulator.inbox.intake import Intake
from gmis_simulator.inbox.store import Store
from gmis_simulator.serving.aside import Aside
from tests.rigs.running import run


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/api/v1/send"), ("PUT", "/api/v1/tags"), ("DELETE", "/api/v1/messages")]
)
def test_who_hangs_up_in_the_middle_of_a_body_changes_nothing_and_is_no_mistake(method: str, path: str) -> None:
    store = Store()
    app = inbox_app(store, Events(store), Intake(store, Aside()))
    half: list[Message] = [{"type": "http.request", "body": b'{"IDs"', "more_body": True}, {"type": "http.disconnect"}]
    sent: list[Message] = []
    scope: Scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [],
    }

    async def receive() -> Message:
        return half.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    async def answered() -> None:
        await app(scope, receive, send)

    run(answered())
    assert sent[0]["status"] == 400
    assert store.total == 0
