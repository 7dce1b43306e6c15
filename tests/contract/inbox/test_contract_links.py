"""The check of a message's links: GET /api/v1/message/{ID}/link-check."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.rigs.inbox import Inbox, somebody, started_inbox


class Site(ThreadingHTTPServer):
    """A web server that answers with the status that its paths begin with, and redirects `/3xx/PATH` to `/PATH`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.asked: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class _Answer(BaseHTTPRequestHandler):
    server: Site

    def do_HEAD(self) -> None:
        self.server.asked.append(f"{self.command} {self.path} {self.headers['User-Agent'].split('/')[0]}")
        _, status, *rest = self.path.split("/", 2)
        self.send_response(int(status))
        if status.startswith("3"):
            self.send_header("Location", f"/{rest[0]}")
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module", params=["embedded", "mailpit"])
def asking(request: pytest.FixtureRequest) -> Iterator[Inbox]:
    """An inbox that asks this machine: Mailpit does so when it is told to, and else answers 451 in its name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MP_ALLOW_INTERNAL_HTTP_REQUESTS", "true")
        with started_inbox(request.param) as started:
            yield started


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def checked(inbox: Inbox, text: str = "", html: str = "", **params: str) -> dict[str, tuple[int, str]]:
    """The status code and text of each link of a message, after the number of errors has been looked at."""
    part = "--B\r\nContent-Type: text/{}; charset=utf-8\r\n\r\n{}\r\n"
    head = "Content-Type: multipart/alternative; boundary=B\r\n\r\n"
    to = somebody()
    sent = inbox.send(f"To: {to}\r\n{head}{part.format('plain', text)}{part.format('html', html)}--B--\r\n", to)
    answer: dict[str, Any] = inbox.get(f"/message/{sent}/link-check", **params)
    assert answer.keys() == {"Errors", "Links"}
    assert all(link.keys() == {"URL", "StatusCode", "Status"} for link in answer["Links"])
    links = {link["URL"]: (link["StatusCode"], link["Status"]) for link in answer["Links"]}
    assert len(links) == len(answer["Links"])
    assert answer["Errors"] == sum(code == 0 or code >= 400 for code, _ in links.values())
    return links


def test_every_link_is_asked_once_and_by_head(asking: Inbox, site: Site) -> None:
    text = f"see {site.url}/200/a and {site.url}/404 or {site.url}/200/a"
    assert checked(asking, text) == {f"{site.url}/200/a": (200, "OK"), f"{site.url}/404": (404, "Not Found")}
    assert sorted(site.asked) == ["HEAD /200/a Mailpit", "HEAD /404 Mailpit"]


@pytest.mark.parametrize("status", ["204", "299", "405", "500"])
def test_what_is_answered_is_told(asking: Inbox, site: Site, status: str) -> None:
    phrase = {"204": "No Content", "299": "", "405": "Method Not Allowed", "500": "Internal Server Error"}[status]
    assert checked(asking, f"see {site.url}/{status}") == {f"{site.url}/{status}": (int(status), phrase)}


@pytest.mark.parametrize("follow", ["true", "1"])
def test_redirects_are_followed_on_request(asking: Inbox, site: Site, follow: str) -> None:
    assert checked(asking, f"see {site.url}/302/404", follow=follow) == {f"{site.url}/302/404": (404, "Not Found")}


@pytest.mark.parametrize("follow", ["", "yes"])
def test_and_are_told_otherwise(asking: Inbox, site: Site, follow: str) -> None:
    assert checked(asking, f"see {site.url}/302/404", follow=follow) == {f"{site.url}/302/404": (302, "Found")}


def test_where_nothing_listens_the_link_is_an_error(asking: Inbox) -> None:
    assert checked(asking, "see http://127.0.0.1:1/") == {"http://127.0.0.1:1/": (0, "connection refused")}


@pytest.mark.parametrize("address", ["http://127.0.0.1:99999/", "http://127.0.0.1:x/", "http://%zz/"])
def test_what_is_no_address_is_an_error(asking: Inbox, address: str) -> None:
    assert checked(asking, f"see {address}")[address][0] == 0


HTML = """<a href="http://127.0.0.1:1/a?x=1&amp;y=2">a</a><A HREF='http://127.0.0.1:1/b'>b</A><a name=n>c</a>
<a href="mailto:u@x.test">m</a><a href="/relative">r</a><a href="#f">f</a><a href="javascript:http://127.0.0.1:1/j">j</a>
<link rel=stylesheet href="http://127.0.0.1:1/s.css"><link rel="icon" href="http://127.0.0.1:1/no.ico">
<img src="http://127.0.0.1:1/i.png"><img src="cid:x"><form action="http://127.0.0.1:1/no"></form>
<script src="http://127.0.0.1:1/no.js"></script><iframe src="http://127.0.0.1:1/no"></iframe>
<p>http://127.0.0.1:1/no-link</p><!-- <a href="http://127.0.0.1:1/no-comment"> -->"""


def test_links_style_sheets_and_images_of_the_html_are_found(asking: Inbox) -> None:
    assert checked(asking, "x", HTML).keys() == {
        *("http://127.0.0.1:1/a?x=1&y=2", "http://127.0.0.1:1/b", "javascript:http://127.0.0.1:1/j"),
        *("http://127.0.0.1:1/s.css", "http://127.0.0.1:1/i.png"),
    }


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("（http://127.0.0.1:1/日本）", ["http://127.0.0.1:1/"]),
        ('"http://127.0.0.1:1/q", x', ["http://127.0.0.1:1/q"]),
        ("x HTTP://127.0.0.1:1/UP.", ["HTTP://127.0.0.1:1/UP."]),
        ("x http://127.0.0.1:1/p;q=1!(y) ftp://x.test", ["http://127.0.0.1:1/p;q=1!"]),
        ("x <http://127.0.0.1:1/in brackets> y", ["http://127.0.0.1:1/in brackets"]),
        ("http://127.0.0.1:1/at-the-very-start http://", []),
        ("no link", []),
    ],
)
def test_the_links_of_a_text_are_found(asking: Inbox, text: str, links: list[str]) -> None:
    assert list(checked(asking, text)) == links


def test_the_message_is_read_then(inbox: Inbox) -> None:
    to = somebody()
    sent = inbox.mail(to)
    assert inbox.get(f"/message/{sent}/link-check") == {"Errors": 0, "Links": []}
    assert inbox.found(f"to:{to} is:read") == [sent]


@pytest.mark.parametrize("check", ["link-check", "html-check"])
def test_an_unknown_message_is_not_checked(inbox: Inbox, check: str) -> None:
    answer = inbox.ask("GET", f"/api/v1/message/unknown/{check}")
    assert (answer.status_code, answer.text) == (404, "404 page not found")
    answer = inbox.ask("GET", f"/api/v1/message/latest/{check}", params={"query": f"to:{somebody()}"})
    assert (answer.status_code, answer.text) == (404, "404 page not found")
