"""The endpoints under /api."""

from starlette.routing import Route

from simulator.control.clock import move_clock, settle
from simulator.control.events import list_events
from simulator.control.institutions import put_institution
from simulator.control.mailboxes import list_mailboxes, put_mailbox
from simulator.control.worlds import create_world, delete_world, list_worlds, show_world

_WORLD = "/worlds/{world}"
routes: list[Route] = [
    Route("/worlds", create_world, methods=["POST"]),
    Route("/worlds", list_worlds, methods=["GET"]),
    Route(_WORLD, show_world, methods=["GET"]),
    Route(_WORLD, delete_world, methods=["DELETE"]),
    Route(f"{_WORLD}/clock", move_clock, methods=["POST"]),
    Route(f"{_WORLD}/settle", settle, methods=["POST"]),
    Route(f"{_WORLD}/institutions/{{username}}", put_institution, methods=["PUT"]),
    Route(f"{_WORLD}/mailboxes", list_mailboxes, methods=["GET"]),
    Route(f"{_WORLD}/mailboxes/{{address}}", put_mailbox, methods=["PUT"]),
    Route(f"{_WORLD}/events", list_events, methods=["GET"]),
]
