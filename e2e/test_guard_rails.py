"""What keeps a test, and a visitor, from taking the simulator for the real thing or leaving it."""

import socket

import httpx
import pytest
from playwright.sync_api import Browser, Error, Page, expect

from pytest_gmis.browser.gate import Gate
from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.client.control import Control, World
from pytest_gmis.client.mailpit import Mailpit
from pytest_gmis.plugin.fixtures import MailboxOf

PAGES = [
    "/s/login/",
    "/s/login/ForgotPassword",
    "/s/login/CheckPasswordResetEmail",
    "/_nc_external/identity/ui/login/ForgotPasswordInterstitial?r=none",
    "/s/nothing-here",
    "/webmail/",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.requirement("known-for-a-simulator")
def test_every_page_says_that_it_is_a_simulator_and_is_not_indexed(page: Page, world: World, path: str) -> None:
    answer = page.goto(f"{world.url}{path}")
    assert answer
    assert answer.headers["x-robots-tag"] == "noindex, nofollow"
    banner = page.get_by_role("complementary", name="シミュレーターの表示")
    expect(banner).to_contain_text("これはシミュレーターです。実在のシステムではありません。")
    expect(banner).to_be_in_viewport()
    expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex, nofollow")
    expect(page.get_by_role("img")).to_have_count(0)  # no logos


@pytest.mark.requirement("known-for-a-simulator")
def test_the_pages_behind_the_login_say_so_too(world: World, med_login: MedLogin) -> None:
    med_login.come_to(world.at("後"))
    for path in ("/s/", "/gmis/", "/gmis/kakaritsukei/", "/gmis/kakaritsukei/teiki/"):
        med_login.open(path)
        expect(med_login.page.get_by_text("実在のシステムではありません")).to_be_in_viewport()


@pytest.mark.requirement("known-for-a-simulator")
def test_the_banner_stays_in_sight_on_a_small_screen_scrolled_to_the_end(world: World, med_login: MedLogin) -> None:
    med_login.page.set_viewport_size({"width": 320, "height": 400})
    med_login.come_to(world.at("⑥"))
    med_login.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(med_login.page.get_by_text("実在のシステムではありません")).to_be_in_viewport()
    assert med_login.page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(
    "url",
    [
        "http://www.med-login.mhlw.go.jp/",
        "https://www.g-mis.mhlw.go.jp/",
        "http://gmis.example/",
        "http://192.0.2.1/",
    ],
)
def test_a_browser_context_cannot_go_anywhere_else(page: Page, gate: Gate, url: str) -> None:
    before = len(gate.refused)
    if url.startswith("https"):
        with pytest.raises(Error, match=r"ERR_TUNNEL_CONNECTION_FAILED|ERROR_PROXY_FORBIDDEN"):
            page.goto(url)
    else:
        answer = page.goto(url)
        assert answer
        assert answer.status == 403
    host = url.split("/")[2]
    assert any(host in each for each in gate.refused[before:])


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_no_other_port_of_this_machine_is_reached_either(page: Page, gate: Gate, host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        url = f"http://{host}:{listener.getsockname()[1]}/"
        answer = page.goto(url)
        assert answer
        assert answer.status == 403
        assert f"GET {url}" in gate.refused
        with pytest.raises(BlockingIOError):
            listener.accept()  # nobody has come


def test_webrtc_does_not_go_past_the_gate(page: Page, world: World) -> None:
    page.goto(f"{world.url}/s/login/")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind((address_of_this_machine(), 0))
        listener.setblocking(False)
        host, port = listener.getsockname()
        candidates = page.evaluate(
            """async (url) => {
                if (!window.RTCPeerConnection) return [];
                const found = [], peer = new RTCPeerConnection({iceServers: [{urls: url}]});
                const complete = new Promise((done) => {
                    peer.onicecandidate = ({candidate}) => candidate ? found.push(candidate.candidate) : done();
                });
                peer.createDataChannel("any");
                await peer.setLocalDescription(await peer.createOffer());
                await complete;
                return found;
            }""",
            f"stun:{host}:{port}",
        )
        assert candidates == []
        with pytest.raises(BlockingIOError):
            listener.recv(1)  # nobody has asked


def address_of_this_machine() -> str:
    """Not loopback where there is another: on loopback, Firefox asks nobody anyway. Nothing is sent to find out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        try:
            any_socket.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        address: str = any_socket.getsockname()[0]
        return address


def test_a_context_that_a_test_makes_by_itself_is_kept_in_too(browser: Browser, gate: Gate) -> None:
    with browser.new_context() as context:
        answer = context.new_page().goto("http://bare-context.example/")
        assert answer
        assert answer.status == 403
    assert "GET http://bare-context.example/" in gate.refused


def test_what_a_page_tries_by_itself_is_refused_too(page: Page, world: World, gate: Gate) -> None:
    """The simulator's own pages forbid it by their policy; this page has none, so it is the gate that refuses."""
    page.route(f"{world.url}/bare", lambda route: route.fulfill(body="<p>bare</p>", content_type="text/html"))
    page.goto(f"{world.url}/bare")
    outcome = page.evaluate(
        """async () => {
            const socket = new Promise(done => {
                const ws = new WebSocket("ws://socket.example/");
                ws.onopen = () => done("open"); ws.onerror = () => done("refused");
            });
            const image = new Promise(done => {
                const img = new Image();
                img.onload = () => done("loaded"); img.onerror = () => done("refused");
                img.src = "http://image.example/pixel.png";
            });
            const fetched = fetch("https://fetch.example/").then(() => "fetched", () => "refused");
            return await Promise.all([socket, image, fetched]);
        }"""
    )
    assert outcome == ["refused", "refused", "refused"]
    for host in ("socket.example", "image.example", "fetch.example"):
        assert any(host in each for each in gate.refused), host


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=str,
)
@pytest.mark.requirement("headers")
def test_a_form_of_another_site_changes_nothing(http: httpx.Client, world: World, headers: dict[str, str]) -> None:
    answer = http.post("/s/login/ForgotPassword", data={"username": "ex000000"}, headers=headers)
    assert answer.status_code == 403
    world.expect_no_event("reset.requested")
    own = {"Origin": world.url[: -len(world.name) - 1], "Sec-Fetch-Site": "same-origin"}
    http.post("/s/login/ForgotPassword", data={"username": "ex000000"}, headers=own)
    world.expect_event("reset.requested", outcome="mailed")


def test_a_form_larger_than_64_kib_is_refused(http: httpx.Client, world: World) -> None:
    answer = http.post("/s/login/ForgotPassword", data={"username": "x" * 70_000})
    assert answer.status_code == 413
    assert "送信された内容が大きすぎます" in answer.text
    assert "64 KiB" in answer.text
    assert "実在のシステムではありません" in answer.text
    world.expect_no_event("reset.requested")


def test_a_large_form_that_does_not_announce_its_length_is_refused_too(http: httpx.Client) -> None:
    body = (b"username=", *[b"x" * 1024] * 100)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert http.post("/s/login/ForgotPassword", content=iter(body), headers=headers).status_code == 413


def test_a_world_that_does_not_exist_is_named_and_says_how_to_make_one(page: Page, world: World) -> None:
    missing = world.name[:-1] + "x"
    answer = page.goto(f"{world.url[: -len(world.name)]}{missing}/s/login/")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading")).to_have_text(f"世界「{missing}」はありません")
    expect(page.get_by_role("link", name=world.name)).to_be_visible()  # the nearest one
    expect(page.get_by_text("/api/worlds -d")).to_be_visible()


def test_a_deleted_worlds_pages_say_so_and_its_mails_are_gone(
    page: Page, mailbox_of: MailboxOf, mailpit: Mailpit, control: Control
) -> None:
    world = control.create_world()
    world.at("④")
    mailbox_of(world).wait()
    world.delete()

    page.goto(f"{world.url}/s/login/")
    expect(page.get_by_role("heading")).to_have_text(f"世界「{world.name}」はありません")
    assert mailpit.search(f'to:"{world.institution.registered_address}"') == []
