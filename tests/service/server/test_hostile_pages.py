"""Whatever stands in a path, a query, a form, a cookie or a header: no page makes a mistake of it."""

import itertools

import httpx
import pytest
from starlette.types import Message

from gmis_simulator.server.app import make_app
from gmis_simulator.world.worlds import Worlds
from tests.rigs.app import URL, asking, no_inbox
from tests.rigs.running import run
from tests.rigs.worlds import PERSONAS_OF_THE_PROJECT, world_with

BOX = "/demo/webmail/info@demo.example"
SEGMENTS = [
    "%EF%BC%91", "9" * 30, "-0", "%00", "%ff", "..", "", "%2e%2e", "%2F", "a%0Ab", "%ED%A0%80", "%F0%9F%98%80",
    "x" * 5000, "'%22%3C%3E", "%", "%zz", "\\", "a;b=c", "%E2%80%A8", "junk", "1", "info@demo.example%00",
]  # fmt: skip
PATHS = [
    "/api/{}", "/api/worlds/{}/events", "/api/worlds/demo/{}", "/api/worlds/demo/faults/{}",
    "/api/worlds/demo/institutions/{}", "/api/worlds/demo/mailboxes/{}", "/{}", "/{}/s/login/", "/demo/{}",
    "/demo/s/{}",
    "/demo/webmail/{}/inbox/", f"{BOX}/{{}}/", f"{BOX}/inbox/{{}}/move", f"{BOX}/{{}}/x/delete",
    "/demo/webmail/{}/settings",
    f"{BOX}/lists/{{}}", f"{BOX}/lists/{{}}/remove", "/static/{}", "/demo/gmis/{}", "/demo/safelinks/{}",
]  # fmt: skip
ASKED = [
    "/", "/api/worlds", "/api/worlds/demo/events", "/demo/_nc_external/identity/ui/login/ForgotPasswordInterstitial",
    "/demo/s/", "/demo/s/login/", "/demo/s/login/ForgotPassword", "/demo/safelinks/", f"{BOX}/compose", "/demo/gmis/",
]  # fmt: skip
QUERIES = ["r", "startURL", "startURL=/demo", "url", "notice", "after", "limit", "name", "world", "to", "a=b&" * 5000]
POSTED = [
    "/token", "/demo/s/login/", "/demo/s/login/ForgotPassword", "/demo/_ui/system/security/ChangePassword",
    "/demo/_nc_external/identity/ui/login/ForgotPasswordInterstitial?r=x", f"{BOX}/compose", f"{BOX}/switches",
    f"{BOX}/tidy", f"{BOX}/lists/safe_senders", f"{BOX}/lists/safe_senders/remove", f"{BOX}/inbox/x/move",
    "/demo/s/logout",
]  # fmt: skip
TYPED, PARTS = "application/x-www-form-urlencoded", "multipart/form-data"
FIELD = b'--x\r\nContent-Disposition: form-data; name="username"'
FORMS = [
    (TYPED, b"a=b&" * 10_000), (TYPED, b"%" * 100), (TYPED, b"\xff\xfe"), (TYPED, b"username=a&username=b"),
    (TYPED, b"="),
    (TYPED, b"username=%ff&password=%ED%A0%80&sender=%00&to=a@b.example&subject=%85&text=%00&newPassword=%00"),
    (TYPED, b"to=a@b.example&subject=%0b%1c%E2%80%A8&text=x"), (TYPED, b"to=a@b.example&subject=%3D%3Futf-&text=%0d"),
    (TYPED, b"username=ex000000&password=First-1x&startURL=/demo/s/%0d%0a&token=%ff&next=%0d%0aSet-Cookie:x"),
    (TYPED, b"username=ex000000&password=" + b"x" * 60_000), (TYPED, b"sender=" + b"a." * 20_000), ("", b"x"),
    (PARTS, b"x"), (f"{PARTS}; boundary=", b"x"), (f"{PARTS}; boundary=x", b"garbage"), (f"{PARTS}; boundary=x", FIELD),
    (f"{PARTS}; boundary=x", b"--x\r\n\r\nabc\r\n--x--\r\n"), (f"{PARTS}; boundary={'x' * 5000}", b"y"),
    (f"{PARTS}; boundary=x", FIELD + b'; filename="a"\r\n\r\nabc\r\n--x--\r\n'),
    (f"{PARTS}; boundary=x; charset=nonsense", FIELD + b"\r\n\r\nabc\r\n--x--\r\n"),
    (f"{PARTS}; boundary=x", FIELD + b"\r\n\r\n\xff\xfe\r\n--x--\r\n"), (f"{PARTS}; boundary=\xff", b"--\xff--\r\n"),
    (f"{PARTS}; boundary=x", (FIELD + b"\r\n\r\nabc\r\n") * 800 + b"--x--\r\n"), ("application/json", b"{}"),
    ("\xff", b"x"),
]  # fmt: skip
HEADERS = [
    ("cookie", "sid=\xff"), ("cookie", "sid=\x00"), ("cookie", "sid=" + "x" * 5000), ("cookie", "=;;;="),
    ("cookie", 'sid="\\777"'), ("cookie", "gmis_token=\xff"), ("authorization", "\xff"),
    ("authorization", "Bearer \xff"),
    ("accept", "\xff"), ("last-event-id", "\xb2"), ("user-agent", "\xff"), ("content-length", "x"),
    ("content-length", "\xb2"), ("content-length", "9" * 5000), ("range", "bytes=9-1"), ("content-type", "\xff"),
]  # fmt: skip

Asked = tuple[str, str, list[tuple[str, str]], bytes]


def mistakes_of(asked: list[Asked], *, token: str | None = None) -> list[str]:
    """What answers as no server should; that no inbox answers is no mistake (502)."""

    async def scenario() -> list[str]:
        worlds, found = Worlds(PERSONAS_OF_THE_PROJECT), []
        world = world_with()
        worlds.add(world)
        async with asking(worlds, token=token) as http:
            for method, path, headers, body in asked:
                raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
                url = httpx.URL(URL).copy_with(raw_path=path.encode("ascii"))
                answer = await http.request(method, url, headers=raw, content=body)
                if answer.status_code >= 500 and answer.status_code != 502:
                    found.append(f"{method} {path[:100]} {str(headers)[:100]} {body[:80]!r}: {answer.text[-2000:]}")
        return found + [str(event.data) for event in world.events.after() if event.kind == "mistake"]

    return run(scenario())


@pytest.mark.parametrize("path", PATHS)
def test_no_segment_of_a_path_is_a_mistake(path: str) -> None:
    paths = [path.format(segment) for segment in SEGMENTS]
    assert mistakes_of([(method, each, [], b"") for each in paths for method in ("GET", "HEAD", "POST", "PUT")]) == []
    assert path.startswith("/{}") or mistakes_of([("DELETE", each, [], b"") for each in paths]) == []


@pytest.mark.parametrize("path", ASKED)
def test_no_query_is_a_mistake(path: str) -> None:
    queries = [f"{name}={value}" for name, value in itertools.product(QUERIES, SEGMENTS)]
    assert mistakes_of([("GET", f"{path}?{query}", [], b"") for query in queries]) == []


@pytest.mark.parametrize("path", POSTED)
def test_no_form_is_a_mistake(path: str) -> None:
    assert mistakes_of([("POST", path, [("content-type", kind)], body) for kind, body in FORMS]) == []


@pytest.mark.parametrize("token", [None, "secret"])
@pytest.mark.parametrize("path", ASKED)
def test_no_cookie_and_no_header_is_a_mistake(path: str, token: str | None) -> None:
    assert mistakes_of([("GET", path, [header], b"") for header in HEADERS], token=token) == []


def test_a_folder_that_a_mailbox_does_not_have_is_no_page() -> None:
    async def scenario() -> int:
        worlds = Worlds(PERSONAS_OF_THE_PROJECT)
        worlds.add(world_with())
        async with asking(worlds) as http:
            return (await http.get(f"{BOX}/quarantine/")).status_code

    assert run(scenario()) == 404


@pytest.mark.parametrize("path", ["/api/worlds", "/demo/s/login/", f"{BOX}/compose"])
def test_who_hangs_up_in_the_middle_of_a_body_is_no_mistake(path: str) -> None:
    async def scenario() -> list[str]:
        worlds, world = Worlds(PERSONAS_OF_THE_PROJECT), world_with()
        worlds.add(world)
        half: list[Message] = [{"type": "http.request", "body": b"a", "more_body": True}, {"type": "http.disconnect"}]

        async def receive() -> Message:
            return half.pop(0)

        async def send(message: Message) -> None:
            del message

        async with no_inbox(worlds) as mail:
            app = make_app(worlds, mail, token=None)
            app.state.url = URL
            headers = [(b"host", b"simulator.test"), (b"content-type", TYPED.encode())]
            scope = {"type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b""}
            await app({**scope, "headers": headers, "http_version": "1.1", "scheme": "http"}, receive, send)
        return [event.kind for event in world.events.after()]

    assert "mistake" not in run(scenario())
