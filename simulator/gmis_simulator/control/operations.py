"""One list of what the control API can do, out of which both its routes and its OpenAPI document are made."""

from dataclasses import dataclass, field
from typing import Any

from gmis_api import answers
from gmis_simulator.control import events, faults, institutions, models, worlds
from gmis_simulator.control.catalogue import show_catalogue
from gmis_simulator.control.clock import move_clock, settle
from gmis_simulator.control.mail import prove_absence, wait_for_mail
from gmis_simulator.control.mail_query import WAIT, query_of
from gmis_simulator.control.mailboxes import list_mailboxes, put_mailbox
from gmis_simulator.control.pages import QUERY
from gmis_simulator.control.snapshots import show_python, show_snapshot
from gmis_simulator.control.version import show_version
from gmis_simulator.control.walk import walk_to
from gmis_simulator.world.settings import Settings

_WORLD = "/worlds/{world}"


@dataclass(frozen=True, slots=True)
class Operation:
    """``takes`` and ``gives``: the types of body and answer; None: there is none. ``query``: parameters, as schemas.

    ``needs``: those that must be given.
    """

    method: str
    path: str
    endpoint: Any
    gives: Any = None
    takes: Any = None
    status: tuple[int, ...] = (200,)
    errors: tuple[int, ...] = ()
    query: dict[str, dict[str, Any]] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    also: str = ""  # another media type in which it answers


OPERATIONS = [
    Operation("GET", "/version", show_version, answers.Version),
    Operation("GET", "/catalogue", show_catalogue, answers.Catalogue),
    Operation("PUT", "/defects", faults.put_defects_everywhere, list[str], faults.DefectNames, errors=(422,)),
    Operation(
        "GET", "/worlds", worlds.list_worlds, list[answers.WorldAnswer], errors=(422,),
        query={"name": {"type": "string"}, **QUERY},
    ),
    Operation(
        "POST", "/worlds", worlds.create_world, answers.WorldAnswer, models.NewWorld, status=(201,), errors=(409, 422)
    ),
    Operation("GET", _WORLD, worlds.show_world, answers.WorldAnswer, errors=(404,)),
    Operation("DELETE", _WORLD, worlds.delete_world, status=(204,), errors=(404,)),
    Operation("POST", f"{_WORLD}/clock", move_clock, answers.WorldAnswer, models.ClockMove, errors=(404, 422)),
    Operation("POST", f"{_WORLD}/settle", settle, answers.Settled, errors=(404,)),
    Operation("POST", f"{_WORLD}/walk", walk_to, answers.Place, models.Walk, errors=(404, 409, 422)),
    Operation(
        "PUT", f"{_WORLD}/institutions/{{username}}", institutions.put_institution, answers.InstitutionAnswer,
        models.InstitutionBody, status=(200, 201), errors=(404, 422),
    ),
    Operation(
        "DELETE", f"{_WORLD}/institutions/{{username}}", institutions.remove_institution, status=(204,), errors=(404,)
    ),
    Operation(
        "POST", f"{_WORLD}/institutions/{{username}}/rename", institutions.rename_institution,
        answers.InstitutionAnswer, models.Renaming, errors=(404, 409, 422),
    ),
    Operation(
        "GET", f"{_WORLD}/mailboxes", list_mailboxes, list[answers.MailboxAnswer], errors=(404, 422), query=QUERY
    ),
    Operation(
        "PUT", f"{_WORLD}/mailboxes/{{address}}", put_mailbox, answers.MailboxAnswer, models.MailboxBody,
        status=(200, 201), errors=(404, 422),
    ),
    Operation(
        "GET", f"{_WORLD}/mail", wait_for_mail, answers.MailAnswer, errors=(404, 422),
        query=query_of("inbox") | WAIT, needs=("to",),
    ),
    Operation(
        "GET", f"{_WORLD}/absence", prove_absence, answers.AbsenceAnswer, errors=(404, 409, 422),
        query=query_of("any"), needs=("to",),
    ),
    Operation(
        "GET", f"{_WORLD}/events", events.list_events, list[answers.EventAnswer], errors=(404, 422),
        query=QUERY, also="text/event-stream",
    ),
    Operation(
        "POST", f"{_WORLD}/faults", faults.add_fault, answers.FaultAnswer, models.FaultBody, status=(201,),
        errors=(404, 422),
    ),
    Operation("DELETE", f"{_WORLD}/faults", faults.end_faults, status=(204,), errors=(404,)),
    Operation("DELETE", f"{_WORLD}/faults/{{number}}", faults.end_fault, status=(204,), errors=(404,)),
    Operation("PUT", f"{_WORLD}/defects", faults.put_defects, list[str], faults.DefectNames, errors=(404, 422)),
    Operation("PATCH", f"{_WORLD}/settings", faults.patch_settings, Settings, Settings, errors=(404, 422)),
    Operation("GET", f"{_WORLD}/snapshot", show_snapshot, answers.Snapshot, errors=(404, 503)),
    Operation("GET", f"{_WORLD}/python", show_python, errors=(404,), also="text/plain"),
]  # fmt: skip
