"""The description of the embedded inbox's API: of all that is here, and of nothing else."""

import re

from schemathesis import openapi
from schemathesis.core.result import Ok
from starlette.routing import Route

from gmis_simulator.inbox.app import present
from gmis_simulator.inbox.events import Events
from gmis_simulator.inbox.intake import Intake
from gmis_simulator.inbox.store import Store
from gmis_simulator.serving.aside import Aside
from tests.rigs.inbox import Inbox


def test_it_describes_every_path_and_method_that_is_here(embedded: Inbox) -> None:
    store = Store()
    paths_of_ours = present(store, Events(store), Intake(store, Aside()))
    routes = [route for route in paths_of_ours if isinstance(route, Route)]
    here = {(method, shape(route.path)) for route in routes for method in route.methods or () if method != "HEAD"}
    paths = embedded.get("/swagger.json")["paths"]
    described = {(method.upper(), shape(path)) for path, methods in paths.items() for method in methods}
    assert described == here


def shape(path: str) -> str:
    return re.sub(r"\{\w+\}", "{}", path)


def test_it_can_be_read_by_others_and_says_what_it_is(embedded: Inbox) -> None:
    description = embedded.get("/swagger.json")
    assert (description["swagger"], description["info"]["title"]) == ("2.0", "Embedded inbox")
    found = list(openapi.from_dict(description).get_all_operations())
    paths = {operation.ok().path for operation in found if isinstance(operation, Ok)}
    assert paths == description["paths"].keys()


def test_each_path_has_its_parameters(embedded: Inbox) -> None:
    paths = embedded.get("/swagger.json")["paths"]
    part = paths["/api/v1/message/{ID}/part/{PartID}"]["get"]
    assert [one["name"] for one in part["parameters"] if one["in"] == "path"] == ["ID", "PartID"]
    (body,) = paths["/api/v1/send"]["post"]["parameters"]
    assert body["schema"]["properties"]["To"]["items"]["properties"].keys() == {"Email", "Name"}
    assert paths["/api/v1/send"]["post"]["responses"].keys() == {"200", "400", "413"}
