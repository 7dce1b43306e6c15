import re
from html import unescape

import httpx
import pytest

from pytest_gmis.client.control import Control, ControlError
from pytest_gmis.plugin.fixtures import NewWorld

pytestmark = pytest.mark.usefixtures("english")


def refused(control: Control, method: str, path: str, body: object = None) -> tuple[int, dict[str, object]]:
    """The status and the problem that the API answers."""
    with pytest.raises(ControlError) as caught:
        control.call(method, path, body)
    return caught.value.status, dict(caught.value.problem)


def test_a_world_is_made_with_an_institution_and_its_first_password(new_world: NewWorld, control: Control) -> None:
    world = new_world()
    institution = world.institution
    assert institution.username == "ex000000"
    assert institution.registered_address == f"ex000000@{world.name}.example"
    assert institution.password.startswith("First-")
    assert set(world.urls) == {"med_login", "gmis", "webmail", "console"}
    assert world.urls["med_login"] == f"{world.url}/s/login/"
    assert world.name in [each.name for each in control.worlds()]


def test_the_page_of_a_world_that_is_not_there_says_how_to_make_one(control: Control) -> None:
    page = httpx.get(f"{control.url}/nowhere/s/login/", trust_env=False)
    assert page.status_code == 404
    _, python = (unescape(each) for each in re.findall(r"<pre>(.*?)</pre>", page.text, re.DOTALL))
    imported, made = python.strip().split("\n\n")
    found: dict[str, object] = {}
    exec(imported, found)  # noqa: S102 (our own page's)
    assert found["Control"] is Control
    assert made == f'world = Control("{control.url}").create_world(name="demo")'


def test_a_seeded_world_with_a_fixed_time_is_the_same_every_time(new_world: NewWorld) -> None:
    one, two = (new_world(seed=5, now="2026-01-15T09:00:00+09:00") for _ in range(2))
    assert one.institution.password == two.institution.password
    assert one.now() == two.now() == "2026-01-15T09:00:00+09:00"


def test_an_address_may_name_its_world(new_world: NewWorld) -> None:
    world = new_world(institutions=[{"username": "ex000001", "registered_address": "info@clinic.{world}.test"}])
    assert world.institution.registered_address == f"info@clinic.{world.name}.test"


def test_a_name_that_is_taken_is_refused_and_the_first_world_stays(new_world: NewWorld, control: Control) -> None:
    world = new_world()
    status, problem = refused(control, "POST", "/worlds", {"name": world.name})
    assert status == 409
    assert world.name in str(problem["detail"])
    assert control.world(world.name).institution == world.institution


@pytest.mark.parametrize(
    ("body", "field", "rule"),
    [
        ({"name": "Not OK"}, "name", "cannot name a world"),
        ({"nmae": "demo"}, "nmae", "did you mean 'name'?"),
        ({"settings": {"link_lifetime_hour": 1}}, "settings.link_lifetime_hour", "did you mean 'link_lifetime_hours'?"),
        ({"settings": {"link_lifetime_hours": 0}}, "settings.link_lifetime_hours", "greater than or equal to 1"),
        ({"settings": {"link_lifetime_hours": "24"}}, "settings.link_lifetime_hours", "valid integer"),
        ({"settings": {"spent_link_leads_to": "home"}}, "settings.spent_link_leads_to", "allowed: forgot, login"),
        ({"settings": {"mail_subject": "a\r\nBcc: x"}}, "settings.mail_subject", "must be one line"),
        ({"settings": {"mail_text": "no link"}}, "settings.mail_text", "must hold {url}"),
        ({"now": "2026-01-15T09:00:00"}, "now", "timezone"),
        ({"now": "tomorrow"}, "now", "valid datetime"),
        ({"seed": "x"}, "seed", "valid integer"),
        ({"institutions": [{"username": "ex00"}]}, "institutions.0.username", "8 half-width letters or digits"),
        ({"institutions": [{"username": "ex000000", "adress": ""}]}, "institutions.0.adress", "allowed: name"),
        ({"institutions": [{"username": "ex000000"}, {"username": "EX000000"}]}, "institutions", "stand there once"),
        (
            {"institutions": [{"username": "ex000000", "registered_address": "info clinic.example"}]},
            "institutions.0.registered_address",
            "with an @ among them",
        ),
    ],
)
def test_a_world_that_cannot_be_is_refused_with_field_value_and_rule(
    control: Control, body: dict[str, object], field: str, rule: str
) -> None:
    before = {world.name for world in control.worlds()}
    status, problem = refused(control, "POST", "/worlds", body)

    assert (status, problem["status"]) == (422, 422)
    errors = problem["errors"]
    assert isinstance(errors, list)
    assert [error["field"] for error in errors] == [field]
    assert rule in errors[0]["rule"]
    assert "value" in errors[0]
    assert {world.name for world in control.worlds()} - before == set()


@pytest.mark.parametrize("raw", [b"{", b"[]", b'"demo"', b"\xff", b'{"name": "\\ud800"}'], ids=repr)
def test_what_is_no_json_object_is_refused_as_a_problem(control: Control, raw: bytes) -> None:
    answer = httpx.post(f"{control.url}/api/worlds", content=raw, trust_env=False)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_world_that_is_not_there_is_named_with_the_nearest_one(new_world: NewWorld, control: Control) -> None:
    world = new_world()
    status, problem = refused(control, "GET", f"/worlds/{world.name}x")
    assert status == 404
    assert f"did you mean '{world.name}'?" in str(problem["detail"])


def test_an_endpoint_that_is_not_there_and_a_wrong_method_are_problems_too(control: Control) -> None:
    assert refused(control, "GET", "/wrolds")[0] == 404
    assert refused(control, "PATCH", "/worlds")[0] == 405


def test_a_deleted_world_is_gone(control: Control) -> None:
    world = control.create_world()
    world.delete()
    assert refused(control, "GET", f"/worlds/{world.name}")[0] == 404
    assert refused(control, "DELETE", f"/worlds/{world.name}")[0] == 404


def test_an_institution_is_added_or_replaced_and_keeps_its_password(new_world: NewWorld, control: Control) -> None:
    world = new_world()
    added = world.put_institution("ex000001", name="第二医院")
    assert added.registered_address == f"ex000001@{world.name}.example"
    moved = world.put_institution("ex000000", registered_address="new@{world}.example")
    assert moved.password == world.institution.password
    assert moved.registered_address == f"new@{world.name}.example"
    assert [each.username for each in control.world(world.name).institutions] == ["ex000000", "ex000001"]
    assert refused(control, "PUT", f"/worlds/{world.name}/institutions/short", {})[0] == 422


def test_two_worlds_share_nothing(new_world: NewWorld) -> None:
    one, two = new_world(), new_world()
    with httpx.Client(trust_env=False) as http:
        http.post(f"{one.url}/s/login/ForgotPassword", data={"username": "ex000000"})
        http.post(f"{one.url}/s/login/", data={"username": "ex000000", "password": one.institution.password})
        one.advance("24h")
        assert http.get(f"{one.url}/gmis/").status_code == 303  # idle for a day
        assert http.get(f"{two.url}/gmis/").status_code == 303
    assert {event.kind for event in two.events()} == {"world.created", "page.answered"}
    assert two.now() < one.now()


def test_a_replaced_institution_stays_locked(new_world: NewWorld) -> None:
    world = new_world(settings={"lockout_failures": 1})
    with httpx.Client(base_url=world.url, trust_env=False) as http:
        http.post("/s/login/", data={"username": "ex000000", "password": "wrong"})
        world.put_institution("ex000000", name="改名医院")
        right = {"username": "ex000000", "password": world.institution.password}
        assert http.post("/s/login/", data=right).status_code == 422
        world.expect_event("login.refused", reason="locked")
        world.advance("15m")
        assert http.post("/s/login/", data=right).status_code == 303
