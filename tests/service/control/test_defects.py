"""Each defect makes its mistake while it is on, and none once it is off."""

import httpx
import pytest

from gmis_simulator.defects.catalogue import DEFECTS
from pytest_gmis.client.control import Control, ControlError, World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.plugin.fixtures import NewWorld

pytestmark = pytest.mark.usefixtures("english")

FORGOT = "/s/login/ForgotPassword"


def link_of(http: httpx.Client, mailbox: Mailbox) -> str:
    http.post(FORGOT, data={"username": "ex000000"})
    return mailbox.wait().reset_link()


def test_a_reset_link_can_be_used_again(world: World, http: httpx.Client, mailbox: Mailbox) -> None:
    world.set_defects("reset-link-reusable")
    link = link_of(http, mailbox)
    assert [http.post(link).url.path.rpartition("/")[2] for _ in range(2)] == ["ChangePassword"] * 2
    assert len(world.events("link.confirmed")) == 2
    world.set_defects()
    http.post(link)
    assert http.post(link).url.path.endswith("/ForgotPassword")


def test_a_reset_link_never_expires(world: World, http: httpx.Client, mailbox: Mailbox) -> None:
    link = link_of(http, mailbox)
    world.advance("25h")
    assert http.get(link).status_code == 410
    world.set_defects("reset-link-never-expires")
    assert http.get(link).status_code == 200


def test_a_reset_link_is_spent_by_looking_at_it(world: World, http: httpx.Client, mailbox: Mailbox) -> None:
    world.set_defects("reset-link-spent-by-looking")
    link = link_of(http, mailbox)
    assert http.get(link).status_code == 200
    assert http.post(link).url.path.endswith("/ForgotPassword")


def test_other_sessions_survive_a_change(world: World, http: httpx.Client, mailbox: Mailbox) -> None:
    world.set_defects("sessions-survive-change")
    with httpx.Client(base_url=world.url, follow_redirects=True, trust_env=False) as elsewhere:
        elsewhere.post("/s/login/", data={"username": "ex000000", "password": world.institution.password})
        http.post(link_of(http, mailbox))
        new = {"newPassword": "Clinic2026", "verifyPassword": "Clinic2026"}
        http.post("/_ui/system/security/ChangePassword", data=new)
        world.expect_event("password.changed")
        assert elsewhere.get("/s/").url.path.endswith("/s/")


def test_an_account_is_never_locked(new_world: NewWorld) -> None:
    world = new_world(settings={"lockout_failures": 1}, defects=["never-locked"])
    with httpx.Client(base_url=world.url, trust_env=False) as http:
        for _ in range(3):
            http.post("/s/login/", data={"username": "ex000000", "password": "wrong"})
    reasons = {event.data["reason"] for event in world.events("login.refused")}
    assert reasons == {"password"}


def test_capitals_matter(world: World, http: httpx.Client) -> None:
    world.set_defects("capitals-matter")
    http.post(FORGOT, data={"username": "EX000000"})
    world.expect_event("reset.requested", outcome="unknown")


def test_a_mail_is_sent_twice(world: World, http: httpx.Client, mailbox: Mailbox) -> None:
    world.set_defects("mail-sent-twice")
    http.post(FORGOT, data={"username": "ex000000"})
    world.settle()
    assert len(mailbox.mails()) == 2


def test_every_defect_can_be_switched_on_with_all_others_and_off_again(world: World, http: httpx.Client) -> None:
    world.set_defects(*DEFECTS)
    world.expect_event("defects.changed", defects=list(DEFECTS))
    world.set_defects()
    assert http.get("/s/login/").status_code == 200


def test_a_defect_of_one_world_is_none_of_another(new_world: NewWorld) -> None:
    broken, sound = new_world(defects=["capitals-matter"]), new_world()
    with httpx.Client(trust_env=False) as http:
        for world in (broken, sound):
            http.post(f"{world.url}{FORGOT}", data={"username": "EX000000"})
    broken.expect_event("reset.requested", outcome="unknown")
    sound.expect_event("reset.requested", outcome="mailed")


def test_an_unknown_defect_is_refused_with_the_nearest_name(world: World, new_world: NewWorld) -> None:
    for call in (
        lambda: world.set_defects("reset-link-reuseable"),
        lambda: new_world(defects=["reset-link-reuseable"]),
    ):
        with pytest.raises(ControlError, match="did you mean 'reset-link-reusable'") as caught:
            call()
        assert caught.value.status == 422


def test_what_is_on_everywhere_is_on_in_every_world_and_no_world_tells(
    new_world: NewWorld, control: Control, http: httpx.Client
) -> None:
    world, other = new_world(), new_world(defects=["never-locked"])
    try:
        assert control.call("PUT", "/defects", ["capitals-matter"]) == ["capitals-matter"]
        for each in (world, other):
            http.post(f"{each.url}{FORGOT}", data={"username": "EX000000"})
            each.expect_event("reset.requested", outcome="unknown")
        assert control.call("GET", f"/worlds/{world.name}")["defects"] == []
        assert world.snapshot()["world"]["defects"] == []
        assert control.call("GET", f"/worlds/{other.name}")["defects"] == ["never-locked"]
        world.expect_no_event("defects.changed")
    finally:
        control.call("PUT", "/defects", [])
    http.post(f"{world.url}{FORGOT}", data={"username": "EX000000"})
    world.expect_event("reset.requested", outcome="mailed")


def test_an_unknown_defect_is_on_nowhere(control: Control) -> None:
    with pytest.raises(ControlError, match="did you mean 'never-locked'"):
        control.call("PUT", "/defects", ["never-lockd"])


def test_the_catalogue_tells_of_each_whom_it_harms_and_how_it_is_seen(control: Control) -> None:
    told = {each["name"]: each for each in control.catalogue()["defects"]}
    assert told["never-locked"] == {
        "name": "never-locked",
        "title": "何度間違えてもロックされない",
        "harm": "パスワードを総当たりで当てられる",
        "step": "①",
        "requirement": "account-locked",
        "area": "login",
        "area_title": "ログインとロック",
        "source": "CWE-307",
        "seen": "10回続けて間違え、正しいパスワードで入る",
        "decoy": False,
    }
    assert told["another-cookie-name"]["decoy"]


@pytest.mark.parametrize(
    ("name", "path", "right", "wrong"),
    [
        ("pages-in-english", "/s/login/", '<html lang="ja">', '<html lang="en">'),
        (
            "grey-button-looks-blue",
            "/s/login/",
            "/static/style.css",
            "/static/style.css?defects=grey-button-looks-blue",
        ),
    ],
)
def test_a_text_of_a_page_is_another_one_in_that_world_alone(
    new_world: NewWorld, http: httpx.Client, name: str, path: str, right: str, wrong: str
) -> None:
    broken, sound = (http.get(f"{new_world(defects=names).url}{path}").text for names in ([name], []))
    assert wrong in broken
    assert right in sound
    assert wrong not in sound


def test_a_style_sheet_and_a_script_with_what_it_imports_are_other_ones_where_a_page_asks_for_them(
    control: Control, http: httpx.Client
) -> None:
    static = f"{control.url}/static"
    blue, right = (http.get(f"{static}/style.css{query}") for query in ("?defects=grey-button-looks-blue", ""))
    assert "button:disabled { background: var(--blue)" in blue.text
    assert "button:disabled { background: var(--grey)" in right.text
    assert blue.headers["content-type"] == right.headers["content-type"]
    main = http.get(f"{static}/console/main.js?defects=console-time-of-the-browser").text
    assert 'from "./timeline.js?defects=console-time-of-the-browser"' in main
    assert http.get(f"{static}/style.css?defects=no-such").text == right.text
    assert http.get(f"{static}/none.css?defects=grey-button-looks-blue").status_code == 404
