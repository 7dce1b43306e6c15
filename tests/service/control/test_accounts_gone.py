"""Institutions that are removed or renamed by the control API."""

import pytest

from pytest_gmis.client.control import ControlError, World

pytestmark = pytest.mark.usefixtures("english")


def test_a_removed_institution_is_gone_from_every_answer_and_the_log_says_so(world: World) -> None:
    world.remove_institution("EX000000")
    assert world.refreshed().institutions == []
    world.expect_event("institution.removed", username="ex000000")
    with pytest.raises(ControlError, match="404"):
        world.remove_institution("ex000000")


def test_a_renamed_one_stands_there_by_its_new_name_alone(world: World) -> None:
    renamed = world.rename_institution("ex000000", "ex000009")
    assert [each.username for each in world.refreshed().institutions] == ["ex000009"]
    assert renamed.registered_address == world.institution.registered_address
    world.expect_event("institution.renamed", username="ex000000", to="ex000009")


@pytest.mark.parametrize(
    ("username", "new", "said"),
    [
        ("ex000009", "ex000008", "404.*user name 'ex000009' is unknown"),
        ("ex000000", "ex000001", "409.*'ex000001' is an institution's already"),
        ("ex000000", "ex-00001", "422.*8 half-width letters or digits"),
        ("ex000000", "", "422"),
    ],
)
def test_what_cannot_be_renamed_is_refused_and_nothing_changes(
    world: World, username: str, new: str, said: str
) -> None:
    world.put_institution("ex000001")
    with pytest.raises(ControlError, match=f"(?s){said}"):
        world.rename_institution(username, new)
    assert [each.username for each in world.refreshed().institutions] == ["ex000000", "ex000001"]
    world.expect_no_event("institution.renamed")


def test_an_account_disabled_by_the_api_is_shut_out_at_once(world: World) -> None:
    place = world.at("後")
    assert place.cookie
    world.put_institution("ex000000", enabled=False)
    world.expect_event("session.ended", username="ex000000", reason="account-disabled")
