"""⑥⑦ The four rules, on the page while typing and at the server whatever the page let through."""

from itertools import combinations

import httpx
import pytest
from playwright.sync_api import expect

from pytest_gmis.browser.pages.follow import follow
from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.client.control import World
from pytest_gmis.plugin.fixtures import NewWorld
from pytest_gmis.plugin.marks import leaflet_step

pytestmark = leaflet_step("⑥")

LENGTH, UPPER, LOWER, DIGIT = "8文字以上", "1個以上の大文字", "1個以上の小文字", "1個以上の数字"
RULES = (LENGTH, UPPER, LOWER, DIGIT)
REQUIREMENTS = {LENGTH: "rule-length", UPPER: "rule-upper", LOWER: "rule-lower", DIGIT: "rule-digit"}

BREAKING = {
    # one rule alone unmet
    (LENGTH,): "Abcdef1",
    (UPPER,): "abcdefg1",
    (LOWER,): "ABCDEFG1",
    (DIGIT,): "Abcdefgh",
    # every pair
    (LENGTH, UPPER): "abcdef1",
    (LENGTH, LOWER): "ABCDEF1",
    (LENGTH, DIGIT): "Abcdefg",
    (UPPER, LOWER): "12345678",
    (UPPER, DIGIT): "abcdefgh",
    (LOWER, DIGIT): "ABCDEFGH",
    # and the empty field
    RULES: "",
}
CASES = [
    pytest.param(unmet, id="+".join(unmet), marks=pytest.mark.requirement(*(REQUIREMENTS[rule] for rule in unmet)))
    for unmet in BREAKING
]
HOLDING = {
    "eight characters": "Abcdefg1",
    "symbols": "Ab1!\"#$%&'()=~|<>?_+*",
    "spaces inside and at both ends": " Abcdef 1 ",
    "full-width beside what is needed": "Ａｂｃ日本Abcdef1",
    "four emoji, which count as one character each": "Ab1😀😀😀😀😀",
    "very long": "Aa1" + "x" * 5000,
}
FULL_WIDTH = {
    "digits": ("Abcdefg１", DIGIT),
    "capitals": ("Ａbcdefg1", UPPER),
    "small letters": ("Ａｂｃｄｅｆｇ1A", LOWER),
}


def test_the_table_breaks_every_rule_and_every_pair() -> None:
    assert set(BREAKING) == {(rule,) for rule in RULES} | set(combinations(RULES, 2)) | {RULES}


@pytest.fixture
def at_step_6(world: World, med_login: MedLogin) -> MedLogin:
    """Med-Login with the change-password page open."""
    med_login.come_to(world.at("⑥"))
    return med_login


@pytest.fixture
def past_the_browser(world: World, http: httpx.Client) -> httpx.Client:
    """A client of somebody who has confirmed a reset link and may post a password to the server."""
    http.cookies.update(world.at("⑥").cookies)
    return http


def post(http: httpx.Client, new: str, again: str | None = None) -> httpx.Response:
    fields = {"newPassword": new, "verifyPassword": new if again is None else again}
    return http.post("/_ui/system/security/ChangePassword", data=fields)


@pytest.mark.parametrize("unmet", CASES)
@leaflet_step("⑦")
@pytest.mark.requirement("grey-button")
def test_while_a_rule_is_unmet_it_is_shown_and_the_button_is_off(
    at_step_6: MedLogin, world: World, unmet: tuple[str, ...]
) -> None:
    at_step_6.type_password(BREAKING[unmet])

    for rule in RULES:
        expect(at_step_6.rule(rule)).to_contain_text("未達成" if rule in unmet else "達成")
        expect(at_step_6.rule(rule)).to_have_attribute("data-met", "false" if rule in unmet else "true")
    expect(at_step_6.change_button).to_be_disabled()
    world.expect_no_event("password.changed")


@pytest.mark.parametrize("unmet", CASES)
@leaflet_step("⑦")
def test_the_server_refuses_what_breaks_a_rule_and_names_the_rule(
    past_the_browser: httpx.Client, world: World, unmet: tuple[str, ...]
) -> None:
    answer = post(past_the_browser, BREAKING[unmet])

    assert answer.status_code == 422
    for rule in RULES:
        assert (f"{rule}の条件を満たしていません。" in answer.text) is (rule in unmet)
    assert world.expect_event("password.refused").data["reasons"] == ["policy"] * len(unmet)
    world.expect_no_event("password.changed")


@pytest.mark.parametrize("password", HOLDING.values(), ids=HOLDING)
@leaflet_step("⑦")
@pytest.mark.requirement("blue-button", "change-password")
def test_a_password_that_holds_all_rules_turns_the_button_blue_and_is_saved(
    at_step_6: MedLogin, world: World, password: str
) -> None:
    at_step_6.type_password(password)
    expect(at_step_6.change_button).to_be_enabled()
    expect(at_step_6.change_button).to_have_css("background-color", "rgb(11, 92, 171)")
    follow(at_step_6.change_button)
    expect(at_step_6.signed_in_mark).to_be_visible()

    at_step_6.log_out()
    at_step_6.log_in(world.institution.username, password)
    expect(at_step_6.signed_in_mark).to_be_visible()
    world.expect_event("password.changed", username=world.institution.username)


@pytest.mark.parametrize(("password", "rule"), FULL_WIDTH.values(), ids=FULL_WIDTH)
def test_full_width_letters_and_digits_do_not_count(at_step_6: MedLogin, password: str, rule: str) -> None:
    at_step_6.type_password(password)
    expect(at_step_6.rule(rule)).to_have_attribute("data-met", "false")
    expect(at_step_6.change_button).to_be_disabled()


def test_the_server_does_not_count_full_width_letters_and_digits_either(
    past_the_browser: httpx.Client, world: World
) -> None:
    for password, rule in FULL_WIDTH.values():
        assert f"{rule}の条件を満たしていません。" in post(past_the_browser, password).text
    world.expect_no_event("password.changed")


@leaflet_step("⑦")
@pytest.mark.requirement("fields-match", "grey-button")
def test_two_fields_that_differ_keep_the_button_off(at_step_6: MedLogin) -> None:
    at_step_6.type_password("Abcdefg1", "Abcdefg2")
    expect(at_step_6.rule("2つの欄が一致")).to_have_attribute("data-met", "false")
    expect(at_step_6.change_button).to_be_disabled()
    expect(at_step_6.change_button).to_have_css("background-color", "rgb(196, 203, 210)")

    at_step_6.password_again.fill("Abcdefg1")
    expect(at_step_6.change_button).to_be_enabled()
    at_step_6.new_password.fill("Abcdefg3")
    expect(at_step_6.change_button).to_be_disabled()


@leaflet_step("⑦")
@pytest.mark.requirement("fields-match")
def test_the_server_refuses_two_fields_that_differ(past_the_browser: httpx.Client, world: World) -> None:
    answer = post(past_the_browser, "Abcdefg1", "Abcdefg2")
    assert "一致しません" in answer.text
    assert world.expect_event("password.refused").data["reasons"] == ["mismatch"]


@pytest.mark.requirement("two-fields")
def test_a_pasted_password_counts_like_a_typed_one(at_step_6: MedLogin) -> None:
    page = at_step_6.page
    for field in (at_step_6.new_password, at_step_6.password_again):
        field.focus()
        page.keyboard.insert_text("Abcdefg1")  # one input event with no key events, as a paste makes
    expect(at_step_6.change_button).to_be_enabled()


@leaflet_step("⑦")
@pytest.mark.requirement("grey-button")
def test_the_enter_key_sends_nothing_while_the_button_is_off(at_step_6: MedLogin, world: World) -> None:
    at_step_6.type_password("Abcdefg1", "Abcdefg2")
    at_step_6.password_again.press("Enter")
    expect(at_step_6.change_button).to_be_disabled()
    world.expect_no_event("password.refused")

    at_step_6.password_again.fill("Abcdefg1")
    at_step_6.password_again.press("Enter")
    expect(at_step_6.signed_in_mark).to_be_visible()
    world.expect_event("password.changed")


@leaflet_step("⑦")
@pytest.mark.requirement("password-history")
def test_one_of_the_last_three_passwords_is_refused_although_the_button_is_blue(
    at_step_6: MedLogin, world: World
) -> None:
    at_step_6.set_password(world.institution.password)
    expect(at_step_6.alert).to_contain_text("過去3回に使用したパスワードは使用できません。")
    assert world.expect_event("password.refused").data["reasons"] == ["history"]

    at_step_6.set_password("Abcdefg1")
    expect(at_step_6.signed_in_mark).to_be_visible()


@leaflet_step("⑦")
def test_a_second_change_within_a_day_is_refused_where_that_is_switched_on(new_world: NewWorld) -> None:
    world = new_world(settings={"one_day_between_changes": True})

    def saved(password: str) -> int:
        with httpx.Client(base_url=world.url, cookies=world.at("⑦").cookies, trust_env=False) as http:
            return post(http, password).status_code

    assert [saved("Abcdefg1"), saved("Abcdefg2")] == [303, 422]
    assert world.expect_event("password.refused").data["reasons"] == ["too-soon"]
    world.advance("24h")
    assert saved("Abcdefg2") == 303


def test_without_a_confirmed_link_no_password_can_be_posted(http: httpx.Client, world: World) -> None:
    answer = post(http, "Abcdefg1")
    assert answer.url.path.endswith("/s/login/")
    world.expect_no_event("password.changed")
