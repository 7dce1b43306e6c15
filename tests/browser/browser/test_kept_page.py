"""Nothing leaks from test to test through the page that they share."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route

from pytest_gmis.browser.kept_page import TRACES, KeptPage
from pytest_gmis.client.control import World

LOGIN = "/s/login/"
SEEN = """() => ({
    cookies: document.cookie, local: localStorage.length, session: sessionStorage.length, name: window.name,
    width: innerWidth, left: window.left ?? null, year: new Date().getFullYear() < 2000, online: navigator.onLine,
    hovered: document.querySelectorAll("main :hover").length,
    typed: [...document.querySelectorAll("input:not([type=hidden])")].map((each) => each.value).join(""),
})"""
# what a test may leave behind, and emptying takes away
TAKEN_AWAY: dict[str, Callable[[Page], object]] = {
    "a cookie of the page": lambda page: page.evaluate("document.cookie = 'left=1; path=/'"),
    "a cookie for the browser": lambda page: page.context.add_cookies(
        [{"name": "left", "value": "1", "url": page.url.partition("/s/")[0]}]
    ),
    "local storage": lambda page: page.evaluate("localStorage.setItem('left', '1')"),
    "session storage": lambda page: page.evaluate("sessionStorage.setItem('left', '1')"),
    "the window's name": lambda page: page.evaluate("window.name = 'left'"),
    "a variable": lambda page: page.evaluate("window.left = 1"),
    "a timer": lambda page: page.evaluate("setInterval(() => { document.cookie = 'left=1; path=/' }, 1)"),
    "something typed": lambda page: page.get_by_label("ユーザ名").fill("left"),
    "the pointer on a button": lambda page: page.get_by_role("button", name="ログイン").hover(),
    "a line on the console": lambda page: page.evaluate("console.error('left')"),
    "an error of the page": lambda page: page.evaluate("setTimeout(() => { throw new Error('left') })"),
}


def answer_nothing(route: Route) -> None:
    route.fulfill(body="left")


def store_elsewhere(page: Page) -> None:
    here = page.url
    page.goto(here.replace("127.0.0.1", "localhost"))
    page.evaluate("localStorage.setItem('left', '1'), sessionStorage.setItem('left', '1')")
    page.goto(here)


def crash(page: Page) -> None:
    with suppress(Error):
        page.goto("chrome://crash")


# and what cannot be taken away
NOT_TAKEN_AWAY: dict[str, Callable[[Page], object]] = {
    "a script for every page": lambda page: page.add_init_script("window.left = 1"),
    "a script for the whole browser": lambda page: page.context.add_init_script("window.left = 1"),
    "a route": lambda page: page.route("**/*", answer_nothing),
    "a route of the browser": lambda page: page.context.route("**/*", answer_nothing),
    "a narrow window": lambda page: page.set_viewport_size({"width": 320, "height": 400}),
    "another clock": lambda page: page.clock.install(time="1999-01-01T00:00:00Z"),
    "no connection": lambda page: page.context.set_offline(True),
    "a header": lambda page: page.set_extra_http_headers({"X-Left": "1"}),
    "somebody who listens": lambda page: page.once("dialog", lambda dialog: dialog.dismiss()),
    "a button of the mouse held down": lambda page: page.mouse.down(),
    "what is stored elsewhere": store_elsewhere,
    "a crashed tab": crash,
    "a key held down": lambda page: page.keyboard.down("Shift"),
    "a second tab": lambda page: page.context.new_page().goto(page.url),
    "a popup": lambda page: page.evaluate("window.open(location.href)"),
    "a closed tab": lambda page: page.close(),
    "a closed browser": lambda page: page.context.close(),
}
HARMLESS = {
    "page": """
        add_script_tag add_style_tag aria_snapshot bring_to_front cancel_pick_locator check clear_console_messages
        clear_page_errors click clock close console_messages content context dblclick dispatch_event drag_and_drop
        eval_on_selector eval_on_selector_all evaluate evaluate_handle expect_console_message expect_download
        expect_event expect_file_chooser expect_navigation expect_popup expect_request expect_request_finished
        expect_response expect_websocket expect_worker fill focus frame frame_locator frames get_attribute
        get_by_alt_text get_by_label get_by_placeholder get_by_ref get_by_role get_by_test_id get_by_text get_by_title
        go_back go_forward goto hide_highlight hover inner_html inner_text input_value is_checked is_closed
        is_disabled is_editable is_enabled is_hidden is_visible keyboard local_storage locator main_frame mouse opener
        page_errors pdf press query_selector query_selector_all reload remove_listener remove_locator_handler request
        request_gc requests screencast screenshot select_option session_storage set_checked set_content
        set_input_files text_content title touchscreen type uncheck url video viewport_size wait_for_event
        wait_for_function wait_for_load_state wait_for_selector wait_for_timeout wait_for_url webmcp workers
    """,
    "page.context": """
        add_cookies background_pages browser clear_cookies clear_permissions clock close cookies credentials debugger
        expect_console_message expect_event expect_page is_closed new_page pages remove_listener request
        service_workers set_storage_state storage_state tracing wait_for_event
    """,
    "page.context.clock": "on once remove_listener",
    "page.keyboard": "insert_text on once press remove_listener type up",
    "page.mouse": "click dblclick move on once remove_listener up wheel",
}


@pytest.fixture
def kept(browser: Browser) -> Iterator[KeptPage]:
    page = KeptPage(browser.new_context)
    yield page
    page.close()


def seen(page: Page, world: World) -> dict[str, object]:
    """What a test finds that opens the login page first."""
    told = {"console": len(page.console_messages(filter="all")), "errors": len(page.page_errors(filter="all"))}
    page.goto(f"{world.url}{LOGIN}")
    page.mouse.wheel(0, 0)  # shows where the pointer is, without moving it
    told["tabs"] = len(page.context.pages)
    return {**page.evaluate(SEEN), **told, "jar": len(page.context.cookies())}


@pytest.mark.parametrize("left", TAKEN_AWAY)
def test_what_a_test_leaves_is_gone_for_the_next_which_has_the_same_page(
    kept: KeptPage, world: World, left: str
) -> None:
    page = kept.take()
    fresh = seen(page, world)
    TAKEN_AWAY[left](page)
    kept.give_back()
    assert kept.take() is page
    assert seen(page, world) == fresh


@pytest.mark.parametrize("left", NOT_TAKEN_AWAY)
def test_where_that_cannot_be_the_next_test_has_another_browser(kept: KeptPage, world: World, left: str) -> None:
    page = kept.take()
    fresh = seen(page, world)
    NOT_TAKEN_AWAY[left](page)
    kept.give_back()
    another = kept.take()
    assert another.context is not page.context
    assert page.context not in another.context.browser.contexts  # type: ignore[union-attr]
    assert seen(another, world) == fresh
    kept.give_back()
    assert kept.take() is another  # one that a plain test used is kept again


def test_back_leads_to_no_page_of_an_earlier_test(kept: KeptPage, world: World) -> None:
    page = kept.take()
    seen(page, world)
    kept.give_back()
    page.goto(f"{world.url}/s/login/ForgotPassword")
    page.go_back()
    assert page.url == "about:blank"


def test_a_session_ends_with_its_test(kept: KeptPage, world: World) -> None:
    page = kept.take()
    place = world.at("後")
    assert place.cookie
    page.context.add_cookies([{"name": "sid", "value": place.cookie.value, "url": world.url}])
    page.goto(place.page)
    assert page.url == place.page
    kept.give_back()
    page.goto(place.page)
    assert "/s/login/" in page.url


def test_whatever_playwright_can_do_to_a_page_is_known_to_leave_a_trace_or_none(page: Page) -> None:
    owners: dict[str, object] = {"page": page, "page.context": page.context, "page.context.clock": page.context.clock}
    owners |= {"page.keyboard": page.keyboard, "page.mouse": page.mouse}
    for name, owner in owners.items():
        public = {each for each in dir(type(owner)) if not each.startswith("_")}
        assert public - set(TRACES[name]) - set(HARMLESS[name].split()) == set(), name
        assert set(TRACES[name]) & set(HARMLESS[name].split()) == set(), name


def test_a_test_that_asks_for_its_context_has_one_of_its_own(context: BrowserContext, page: Page) -> None:
    assert page.context is context
    context.set_offline(True)


def test_and_leaves_nothing_in_the_kept_one(page: Page, world: World) -> None:
    answer = page.goto(f"{world.url}{LOGIN}")
    assert answer
    assert answer.ok


@pytest.mark.browser_context_args(locale="en-GB")
def test_a_test_whose_browser_is_to_be_another_has_one_of_its_own(page: Page) -> None:
    assert page.evaluate("navigator.language") == "en-GB"


def test_which_is_not_handed_on(page: Page) -> None:
    assert page.evaluate("navigator.language") == "ja-JP"
