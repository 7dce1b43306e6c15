"""schemathesis sends what the OpenAPI document allows and what it forbids: every answer is as described, none a 500."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance, unsupported_method

from gmis_simulator.control.openapi import document
from pytest_gmis.client.control import Control, World

# what a schema cannot say: names that are taken, addresses of this world, clocks that only move forward …
UNSAID = [positive_data_acceptance, unsupported_method]


@pytest.fixture(scope="module")
def subject(control: Control) -> Iterator[World]:
    """The world in which it is tried."""
    made = control.create_world()
    yield made
    made.delete()


@pytest.fixture(scope="module")
def connection() -> Iterator[requests.Session]:
    """One for the thousands of requests: each would open its own, and look for a proxy and for a ~/.netrc."""
    with requests.Session() as made:
        made.trust_env = False
        yield made


@pytest.fixture(scope="module")
def described() -> BaseSchema:
    """The document; read when the test runs: to make the requests takes seconds, which no other test wants."""
    return schemathesis.openapi.from_dict(document("http://simulator.test"))


@pytest.fixture(autouse=True)
def _name_of_the_test(request: pytest.FixtureRequest) -> None:
    """Where schemathesis 4.32 looks for it, and pytest 9.2 has it no more."""
    request.node._nodeid = request.node.nodeid


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much, HealthCheck.too_slow],
)
def test_the_api_answers_as_its_document_says(
    case: schemathesis.Case[Any], control: Control, subject: World, connection: requests.Session
) -> None:
    if "world" in case.path_parameters and case.method != "DELETE":
        case.path_parameters["world"] = subject.name
    answer = case.call_and_validate(base_url=f"{control.url}/api", session=connection, excluded_checks=UNSAID)
    if case.method == "POST" and answer.status_code == 201 and case.path == "/worlds":
        control.world(answer.json()["name"]).delete()


def test_the_document_that_is_served_is_that_one(control: Control) -> None:
    assert control.call("GET", "/openapi.json") == document(control.url)
