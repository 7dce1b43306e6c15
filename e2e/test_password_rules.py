"""⑥⑦ The four rules, on the page while typing and at the server whatever the page let through."""

import re
from itertools import combinations

import httpx
import pytest
from playwright.sync_api import Page, expect

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
BLUE = re.compile(r"rgb\(\d{1,2}, 1?\d{1,2}, (1[2-9]|2\d)\d\)")  # any that is one
HOLDING = {
    "eight characters": "Abcdefg1",
    "a nine for a digit, in the middle": "Abc9efgh",
    "a zero first": "0Abcdefg",
    "a Z and a z": "12345Zz6",
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
        expect(at_step_6.rule(rule)).to_have_text(f"{rule} {'未達成' if rule in unmet else '達成'}")
        expect(at_step_6.rule(rule)).to_have_attribute("data-met", "false" if rule in unmet else "true")
    expect(at_step_6.change_button).to_be_disabled()
    world.expect_no_event("password.changed")


@pytest.mark.parametrize("unmet", CASES)
@leaflet_step("⑦")
@pytest.mark.requirement("server-checks")
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
@pytest.mark.requirement("blue-button", "change-password", "symbols-allowed", *REQUIREMENTS.values())
def test_a_password_that_holds_all_rules_turns_the_button_blue_and_is_saved(
    at_step_6: MedLogin, world: World, password: str
) -> None:
    at_step_6.type_password(password)
    expect(at_step_6.change_button).to_be_enabled()
    expect(at_step_6.change_button).to_have_css("background-color", BLUE)
    follow(at_step_6.change_button)
    expect(at_step_6.signed_in_mark).to_be_visible()

    at_step_6.log_out()
    at_step_6.log_in(world.institution.username, password)
    expect(at_step_6.signed_in_mark).to_be_visible()
    world.expect_event("password.changed", username=world.institution.username)


SHORT = ("Aa1日本", "Aa1😀😀😀", "Aa1ｱｲｳｴ", "Aa1é日本語")  # by characters, if not by bytes or by halves of them


@pytest.mark.requirement("rule-length", "server-checks")
def test_characters_are_counted_not_bytes_nor_halves_of_emoji(
    at_step_6: MedLogin, world: World, past_the_browser: httpx.Client
) -> None:
    for password in SHORT:
        at_step_6.type_password(password)
        expect(at_step_6.rule(LENGTH)).to_have_attribute("data-met", "false")
        expect(at_step_6.change_button).to_be_disabled()
        assert f"{LENGTH}の条件を満たしていません。" in post(past_the_browser, password).text
    world.expect_no_event("password.changed")


@pytest.mark.requirement("settings-count", "rule-length")
def test_how_long_a_password_must_be_is_set(new_world: NewWorld, page: Page) -> None:
    world = new_world(settings={"password_minimum_length": 12})
    med_login = MedLogin(page, world.url)
    place = world.at("⑥")
    med_login.come_to(place)
    for password, enough in (("Abcdefghij1", False), ("Abcdefghijk1", True)):
        med_login.type_password(password)
        expect(med_login.rule("12文字以上")).to_have_attribute("data-met", str(enough).lower())
        expect(med_login.change_button).to_be_enabled(enabled=enough)
        with httpx.Client(base_url=world.url, cookies=place.cookies, trust_env=False) as http:
            assert (post(http, password).status_code == 422) is not enough
    world.expect_event("password.changed")


@pytest.mark.parametrize(("password", "rule"), FULL_WIDTH.values(), ids=FULL_WIDTH)
@pytest.mark.requirement("full-width-not-counted")
def test_full_width_letters_and_digits_do_not_count(at_step_6: MedLogin, password: str, rule: str) -> None:
    at_step_6.type_password(password)
    expect(at_step_6.rule(rule)).to_have_attribute("data-met", "false")
    expect(at_step_6.change_button).to_be_disabled()


@pytest.mark.requirement("full-width-not-counted", "server-checks")
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
    expect(at_step_6.change_button).not_to_have_css("background-color", BLUE)

    for again, agrees in (("Abcdefg1", True), ("ABcdefg1", False), ("Abcdefg1 ", False), ("Abcdefg1", True)):
        at_step_6.password_again.fill(again)
        expect(at_step_6.rule("2つの欄が一致")).to_have_text(f"2つの欄が一致 {'達成' if agrees else '未達成'}")
        expect(at_step_6.change_button).to_be_enabled(enabled=agrees)
    expect(at_step_6.change_button).to_have_css("background-color", BLUE)
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
        pasting = "field => field.dispatchEvent(new ClipboardEvent('paste', {bubbles: true, cancelable: true}))"
        assert field.evaluate(pasting)  # nothing on the page forbids it
        field.focus()
        page.keyboard.insert_text("Abcdefg1")  # one input event with no key events, as a paste makes
    expect(at_step_6.change_button).to_be_enabled()


@pytest.mark.requirement("two-fields", "password-managers")
def test_a_password_that_a_manager_fills_in_without_a_key_counts_too(at_step_6: MedLogin) -> None:
    for field in (at_step_6.new_password, at_step_6.password_again):
        field.evaluate("field => { field.value = 'Abcdefg1'; }")
    expect(at_step_6.change_button).to_be_disabled()
    at_step_6.password_again.dispatch_event("change")
    expect(at_step_6.change_button).to_be_enabled()


@pytest.mark.requirement("rules-readable")
def test_the_fields_say_their_rules_and_whether_they_are_met(at_step_6: MedLogin) -> None:
    for typed, state in (("", "未達成"), ("Abcdefg1", "達成")):
        at_step_6.type_password(typed)
        said = re.compile(".*".join(f"{rule} {state}" for rule in RULES))
        expect(at_step_6.new_password).to_have_accessible_description(said)
        expect(at_step_6.password_again).to_have_accessible_description(re.compile(f"2つの欄が一致 {state}"))
    expect(at_step_6.rule("2つの欄が一致")).to_be_visible()


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
@pytest.mark.requirement("password-history")
def test_the_last_three_are_refused_and_the_one_before_them_is_not(world: World) -> None:
    first = world.institution.password

    def saved(password: str) -> bool:
        with httpx.Client(base_url=world.url, cookies=world.at("⑦").cookies, trust_env=False) as http:
            answer = post(http, password)
        assert ("過去3回に使用したパスワードは使用できません。" in answer.text) is answer.is_client_error
        return not answer.is_client_error

    world.change_settings(reset_requests_per_day=100)
    assert not saved(first)
    assert saved("Abcdefg1")
    assert saved("Abcdefg2")
    assert [saved(each) for each in (first, "Abcdefg1", "Abcdefg2")] == [False] * 3
    assert saved("Abcdefg3")
    assert [saved(each) for each in ("Abcdefg1", "Abcdefg2", "Abcdefg3")] == [False] * 3
    assert saved(first)  # four changes ago
    assert len(world.events("password.changed")) == 4


@leaflet_step("⑦")
@pytest.mark.requirement("settings-count", "password-history")
def test_how_many_last_passwords_are_refused_is_set(new_world: NewWorld) -> None:
    world = new_world(settings={"password_history": 0})
    with httpx.Client(base_url=world.url, cookies=world.at("⑦").cookies, trust_env=False) as http:
        assert not post(http, world.institution.password).is_client_error
    world.expect_event("password.changed")


@leaflet_step("⑦")
@pytest.mark.requirement("one-day-between-changes", "settings-count")
def test_a_second_change_within_a_day_is_refused_where_that_is_switched_on(new_world: NewWorld) -> None:
    world = new_world(now="2026-01-15T23:00:00+09:00", settings={"one_day_between_changes": True})

    def saved(password: str) -> bool:
        with httpx.Client(base_url=world.url, cookies=world.at("⑦").cookies, trust_env=False) as http:
            return not post(http, password).is_client_error

    assert [saved("Abcdefg1"), saved("Abcdefg2")] == [True, False]
    assert world.expect_event("password.refused").data["reasons"] == ["too-soon"]
    world.advance("23h59m59s")
    assert not saved("Abcdefg2")
    world.advance("1s")
    assert saved("Abcdefg2")


@pytest.mark.requirement("saved-first", "password-hidden")
def test_a_password_is_posted_never_put_into_an_address(at_step_6: MedLogin, world: World) -> None:
    at_step_6.set_password(world.institution.password)
    expect(at_step_6.alert).to_be_visible()
    assert at_step_6.page.url == f"{world.url}/_ui/system/security/ChangePassword"
    expect(at_step_6.new_password).to_have_value("")
    answer = httpx.get(
        f"{at_step_6.page.url}?newPassword=Abcdefg1&verifyPassword=Abcdefg1",
        cookies=world.at("⑥").cookies,
        trust_env=False,
    )
    assert "Abcdefg1" not in answer.text
    world.expect_no_event("password.changed")


def test_without_a_confirmed_link_no_password_can_be_posted(http: httpx.Client, world: World) -> None:
    answer = post(http, "Abcdefg1")
    assert answer.url.path.endswith("/s/login/")
    world.expect_no_event("password.changed")
