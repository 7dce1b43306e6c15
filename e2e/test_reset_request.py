"""② The request: well formed or not, known or not, too often, locked."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.client.control import World
from pytest_gmis.client.expect_mail import expect_mail
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.plugin.fixtures import MailboxOf, NewWorld
from pytest_gmis.plugin.marks import leaflet_step

pytestmark = leaflet_step("②")

MALFORMED = {
    "empty": "",
    "seven characters": "ex00000",
    "nine characters": "ex0000000",
    "the old ten-digit number": "2700000001",
    "full-width": "ｅｘ００００００",
    "kanji": "見本医院見本医院",
    "a space copied along": "ex000000 ",
    "a sign": "ex-00000",
    "markup": '"><script>document.title="run"</script>',
}


@pytest.mark.parametrize("typed", MALFORMED.values(), ids=MALFORMED)
@pytest.mark.requirement("malformed-name", "user-name")
def test_a_malformed_user_name_is_refused_beside_the_field_and_kept(
    page: Page, world: World, med_login: MedLogin, typed: str
) -> None:
    med_login.ask_for_a_reset(typed)

    expect(med_login.username).to_have_value(typed)
    expect(med_login.username).to_have_attribute("aria-invalid", "true")
    expect(med_login.username).to_have_accessible_description(
        "ユーザ名は半角の英数字8桁で入力してください。 英数字8桁 例) ex000000"
    )
    expect(page).to_have_title("パスワードのリセット | Med-Login | シミュレーター")
    world.expect_no_event("reset.requested")


@pytest.mark.requirement("malformed-name")
def test_line_breaks_in_the_user_name_are_refused_and_never_reach_a_mail(
    http: httpx.Client, world: World, mailbox: Mailbox
) -> None:
    answer = http.post("/s/login/ForgotPassword", data={"username": "ex000000\r\nBcc: other@evil.example"})
    assert answer.status_code == 422
    assert "Bcc: other@evil.example" in answer.text
    mailbox.expect_none()
    world.expect_no_event("reset.requested")


def test_back_from_the_page_that_follows_leads_to_the_form_and_asks_for_nothing_again(
    page: Page, world: World, med_login: MedLogin
) -> None:
    med_login.ask_for_a_reset("ex000000")
    expect(page).to_have_title("メールを確認してください | Med-Login | シミュレーター")
    page.go_back()
    expect(med_login.username).to_be_visible()
    page.go_forward()
    expect(page).to_have_title("メールを確認してください | Med-Login | シミュレーター")
    world.settle()
    assert len(world.events("reset.requested")) == 1


@pytest.mark.requirement("unknown-name")
def test_an_unknown_user_name_gets_the_same_page_and_no_mail(
    world: World, http: httpx.Client, mailbox: Mailbox
) -> None:
    known = http.post("/s/login/ForgotPassword", data={"username": "ex000000"})
    mailbox.wait()
    unknown = http.post("/s/login/ForgotPassword", data={"username": "zz999999"})

    assert (unknown.status_code, unknown.url, unknown.text) == (known.status_code, known.url, known.text)
    mailbox.expect_none()
    world.expect_event("reset.requested", username="zz999999", outcome="unknown")
    assert len(world.events("mail.queued")) == 1


@pytest.mark.requirement("user-name", "ask-for-reset")
def test_capitals_in_the_user_name_do_not_matter(world: World, med_login: MedLogin, mailbox: Mailbox) -> None:
    med_login.ask_for_a_reset("EX000000")
    mailbox.wait()
    world.expect_event("reset.requested", outcome="mailed")


@pytest.mark.requirement("request-limit")
def test_the_sixth_request_of_a_day_brings_the_same_page_and_no_mail(
    new_world: NewWorld, page: Page, mailbox_of: MailboxOf
) -> None:
    world = new_world(
        now="2026-01-15T23:00:00+09:00", institutions=[{"username": "ex000000"}, {"username": "ex000001"}]
    )
    mailbox, med_login = mailbox_of(world), MedLogin(page, world.url)

    def ask(username: str = "ex000000") -> httpx.Response:
        with httpx.Client(base_url=world.url, follow_redirects=True, trust_env=False) as http:
            return http.post("/s/login/ForgotPassword", data={"username": username})

    answers = []
    for _ in range(5):
        answers.append(ask())
        mailbox.wait()
    world.advance("2h")  # into the next day, by the calendar
    answers.append(ask())
    med_login.ask_for_a_reset("ex000000")
    expect(med_login.heading("メールを確認してください")).to_be_visible()
    mailbox.expect_none()
    assert len(world.events("reset.requested", outcome="limit")) == 2
    assert {(answer.status_code, str(answer.url), answer.text) for answer in answers} == {
        (200, str(answers[0].url), answers[0].text)
    }
    ask("ex000001")
    world.expect_event("reset.requested", username="ex000001", outcome="mailed")

    world.advance("21h59m59s")
    for _ in range(5):  # what was refused does not count
        ask()
    mailbox.expect_none()
    world.advance("1s")
    med_login.ask_for_a_reset("ex000000")
    mailbox.wait()


@pytest.mark.requirement("settings-count", "request-limit")
def test_how_many_requests_of_a_day_bring_a_mail_is_set(world: World, http: httpx.Client) -> None:
    world.change_settings(reset_requests_per_day=2)
    for _ in range(3):
        http.post("/s/login/ForgotPassword", data={"username": "EX000000"})
    outcomes = [event.data["outcome"] for event in world.events("reset.requested")]
    assert outcomes == ["mailed", "mailed", "limit"]


@pytest.mark.requirement("request-limit", "account-locked")
def test_a_locked_account_gets_no_more_mails_than_any_other(world: World, http: httpx.Client, mailbox: Mailbox) -> None:
    world.put_institution("ex000000", locked=True)
    for _ in range(7):
        http.post("/s/login/ForgotPassword", data={"username": "ex000000"})
    world.settle()
    assert len(mailbox.mails()) == 5
    outcomes = [event.data["outcome"] for event in world.events("reset.requested")]
    assert outcomes == [*["locked"] * 5, "limit", "limit"]


@pytest.mark.requirement("ask-for-reset")
def test_looking_and_reloading_ask_for_nothing(world: World, http: httpx.Client) -> None:
    form = {"username": "ex000000"}
    assert "<form" in http.get("/s/login/ForgotPassword", params=form).text
    world.expect_no_event("reset.requested")
    answer = http.post("/s/login/ForgotPassword", data=form, follow_redirects=False)
    assert answer.status_code in (302, 303)
    assert answer.headers["location"].endswith("/s/login/CheckPasswordResetEmail")
    for _ in range(2):
        http.get(answer.headers["location"].removeprefix(f"/{world.name}"))
    assert len(world.events("reset.requested")) == 1


@leaflet_step("③")
@pytest.mark.requirement("ask-for-reset", "look-in-junk", "unknown-name")
def test_the_page_after_it_tells_where_to_look_and_nothing_of_the_account(world: World, http: httpx.Client) -> None:
    page = http.post("/s/login/ForgotPassword", data={"username": "ex000000"}).text
    for said in ("メールを確認してください", "厚生労働省G-MIS事務局", "迷惑メールフォルダ", "ログイン画面に戻る"):
        assert said in page
    main = page.partition("<main>")[2]
    for secret in (world.institution.registered_address, world.institution.name, "ex000000"):
        assert secret not in main
    world.expect_event("reset.requested", outcome="mailed")


@leaflet_step("①")
def test_ten_failed_logins_lock_the_account_and_the_reset_mail_says_so_without_a_link(
    world: World, http: httpx.Client, med_login: MedLogin, mailbox: Mailbox
) -> None:
    institution = world.institution
    for _ in range(10):
        http.post("/s/login/", data={"username": institution.username, "password": "wrong"})
    world.expect_event("account.locked", username=institution.username)

    med_login.open()
    med_login.log_in(institution.username, institution.password)
    expect(med_login.alert).to_contain_text("ログインに失敗しました")
    world.expect_event("login.refused", reason="locked")

    med_login.ask_for_a_reset(institution.username)
    mail = mailbox.wait()
    assert "ロックされている" in mail.text
    assert mail.links() == []
    world.expect_no_event("link.issued")

    world.advance("15m")
    med_login.open()
    med_login.log_in(institution.username, institution.password)
    expect(med_login.signed_in_mark).to_be_visible()


@leaflet_step("①")
@pytest.mark.requirement("no-hint-at-login")
def test_a_wrong_name_and_a_wrong_password_are_answered_alike(world: World, http: httpx.Client) -> None:
    wrong_password = http.post("/s/login/", data={"username": "ex000000", "password": "wrong"})
    wrong_name = http.post("/s/login/", data={"username": "zz999999", "password": "wrong"})
    assert wrong_name.text == wrong_password.text.replace("ex000000", "zz999999")
    assert wrong_name.status_code == wrong_password.status_code
    assert [event.data["reason"] for event in world.events("login.refused")] == ["password", "unknown"]


@pytest.mark.parametrize(
    ("institution", "outcome"),
    [
        pytest.param({"enabled": False}, "disabled", marks=pytest.mark.requirement("account-disabled")),
        pytest.param({"registered_address": ""}, "no-address", marks=pytest.mark.requirement("no-address")),
    ],
    ids=["disabled", "no address"],
)
def test_an_account_that_cannot_be_mailed_gets_the_same_page(
    page: Page, new_world: NewWorld, institution: dict[str, object], outcome: str
) -> None:
    world = new_world(institutions=[{"username": "ex000000", **institution}])
    med_login = MedLogin(page, world.url)
    med_login.ask_for_a_reset("ex000000")
    expect(med_login.heading("メールを確認してください")).to_be_visible()
    world.expect_event("reset.requested", outcome=outcome)
    world.expect_no_event("mail.queued")
    with httpx.Client(base_url=world.url, follow_redirects=True, trust_env=False) as http:
        known, unknown = (
            http.post("/s/login/ForgotPassword", data={"username": name}) for name in ("ex000000", "zz999999")
        )
    assert (known.status_code, known.url, known.text) == (unknown.status_code, unknown.url, unknown.text)


@pytest.mark.requirement("forged-host")
def test_a_forged_host_header_does_not_change_where_the_link_points(
    world: World, http: httpx.Client, mailbox: Mailbox
) -> None:
    form = {"username": "ex000000"}
    forged = http.post("/s/login/ForgotPassword", data=form, headers={"Host": "evil.example"})
    assert forged.status_code == 421
    world.expect_no_event("reset.requested")
    headers = {"Host": "localhost", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    http.post("/s/login/ForgotPassword", data=form, headers=headers, follow_redirects=False)
    assert mailbox.wait().reset_link().startswith(f"{world.url}/")
    world.expect_event("reset.requested", outcome="mailed")


@leaflet_step("③")
@pytest.mark.requirement("mail-parts", "mail-names-the-account")
def test_an_institutions_name_with_markup_and_line_breaks_is_shown_as_text(
    page: Page, new_world: NewWorld, mailbox_of: MailboxOf
) -> None:
    name = "<b>太字</b>医院\r\nBcc: other@evil.example {url}"
    world = new_world(institutions=[{"username": "ex000000", "name": name}])
    med_login = MedLogin(page, world.url)
    med_login.ask_for_a_reset("ex000000")
    mail = mailbox_of(world).wait()

    assert mail.text.startswith("<b>太字</b>医院 Bcc: other@evil.example {url} 様")
    assert "&lt;b&gt;太字&lt;/b&gt;医院" in mail.html
    med_login.open_link(mail.reset_link())
    med_login.confirm()
    med_login.set_password("Clinic2026")
    expect(page.get_by_role("heading", level=1)).to_contain_text("<b>太字</b>医院")
    world.expect_event("password.changed")


@leaflet_step("③")
@pytest.mark.requirement("mail-arrives", "mail-sender", "token-secret")
def test_the_mail_is_the_offices_and_its_token_stands_in_no_header_and_no_log(
    world: World, med_login: MedLogin, mailbox: Mailbox
) -> None:
    med_login.ask_for_a_reset(world.institution.username)
    mail = mailbox.wait()
    expect_mail(mail).to_be_from("helpdesk@gmis.mhlw.go.jp")
    expect_mail(mail).to_be_a_proper_reset_mail(world)
    httpx.get(mail.reset_link(), trust_env=False)
    world.expect_event("link.opened", state="alive")
    token = mail.reset_link().partition("?r=")[2]
    assert token
    assert not [event for event in world.events() if token in str(event.data)]


@leaflet_step("③")
@pytest.mark.requirement("mail-server-down")
def test_while_the_mail_server_is_down_the_page_answers_and_the_mail_comes_when_it_is_back(
    world: World, med_login: MedLogin, mailbox: Mailbox
) -> None:
    with world.fault("smtp-down"):
        med_login.ask_for_a_reset(world.institution.username)
        expect(med_login.heading("メールを確認してください")).to_be_visible()
        world.settle()
        mailbox.expect_none()
        world.expect_event("mail.deferred")
    world.advance("10m")
    med_login.open_link(mailbox.wait().reset_link())
    expect(med_login.heading("パスワードをリセットしますか？")).to_be_visible()
    assert len(world.events("mail.delivered")) == 1


@pytest.mark.requirement("no-hint-by-time")
def test_the_answer_for_a_known_name_does_not_wait_for_its_mail(new_world: NewWorld) -> None:
    world = new_world()
    with world.fault("smtp-slow", seconds=60), httpx.Client(base_url=world.url, trust_env=False) as http:
        answers = [http.post("/s/login/ForgotPassword", data={"username": name}) for name in ("ex000000", "zz999999")]
        world.expect_event("reset.requested", outcome="mailed")
        world.expect_no_event("mail.verdict")  # it is still under way; how long each answer takes is for bench/
    assert len({(answer.status_code, answer.headers["location"]) for answer in answers}) == 1
