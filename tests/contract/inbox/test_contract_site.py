"""What is known about the inbox itself, the pages of one message, and paths that lead nowhere."""

from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx
import pytest

from tests.rigs.inbox import Inbox, somebody


def test_info_has_these_keys_and_counts(new_inbox: Inbox) -> None:
    read = new_inbox.mail(somebody())
    gone = new_inbox.mail(somebody())
    new_inbox.get(f"/message/{read}")
    new_inbox.ask("DELETE", "/api/v1/messages", json={"IDs": [gone]})
    new_inbox.deliver("no header\r\n\r\n", somebody())
    info = new_inbox.get("/info")
    runtime = info.pop("RuntimeStats")
    assert info.keys() == {
        *("Version", "LatestVersion", "Database", "DatabaseSize", "Messages", "Unread", "Tags"),
    }
    assert (info["Messages"], info["Unread"], info["LatestVersion"]) == (1, 0, "disabled")
    assert runtime.keys() == {
        *("Uptime", "Memory", "MessagesDeleted", "SMTPAccepted", "SMTPAcceptedSize", "SMTPRejected", "SMTPIgnored"),
    }
    counts = runtime["MessagesDeleted"], runtime["SMTPAccepted"], runtime["SMTPRejected"], runtime["SMTPIgnored"]
    assert counts == (1, 2, 1, 0)


def test_the_settings_of_the_web_interface_have_these_keys(inbox: Inbox) -> None:
    settings = inbox.get("/webui")
    assert settings.keys() == {
        *("Label", "MessageRelay", "SpamAssassin", "ChaosEnabled", "DuplicatesIgnored", "HideDeleteAllButton"),
    }
    assert settings["Label"]
    assert settings["MessageRelay"].keys() == {
        *("Enabled", "SMTPServer", "ReturnPath", "AllowedRecipients", "BlockedRecipients", "OverrideFrom"),
        *("PreserveMessageIDs", "RecipientAllowlist"),
    }


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_it_says_that_it_lives(inbox: Inbox, path: str) -> None:
    answer = inbox.ask("GET", path)
    assert (answer.status_code, answer.content) == (200, b"")


def test_its_clock_can_be_read_and_is_never_behind_what_has_arrived(inbox: Inbox) -> None:
    sent = inbox.mail(somebody())
    says = parsedate_to_datetime(inbox.ask("GET", "/livez").headers["date"])
    arrived = datetime.fromisoformat(inbox.get(f"/message/{sent}")["Date"])
    assert says >= arrived.replace(microsecond=0)


def html_mail(inbox: Inbox, to: str) -> str:
    return inbox.send(
        f"To: {to}\r\nContent-Type: multipart/related; boundary=B\r\n\r\n"
        "--B\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        "<p>再設定</p><img src='cid:logo@x'><script>x()</script>\r\n"
        "--B\r\nContent-Type: image/png\r\nContent-ID: <logo@x>\r\n\r\nPNG\r\n--B--\r\n",
        to,
    )


def test_the_html_of_a_message_is_a_page_that_runs_no_scripts(inbox: Inbox) -> None:
    to = somebody()
    sent = html_mail(inbox, to)
    page = inbox.ask("GET", f"/view/{sent}.html")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    image = f"/api/v1/message/{sent}/part/2"
    assert page.text == f"<p>再設定</p><img src='{image}'><script>x()</script>"
    directives = dict(directive.split(maxsplit=1) for directive in policy(page))
    assert "unsafe-inline" not in directives["script-src"]
    assert directives["script-src"] == "'none'" or directives["script-src"].startswith("'nonce-")
    assert directives["object-src"] == "'none'"
    assert inbox.found(f"to:{to} is:read") == [sent]


def policy(page: httpx.Response) -> list[str]:
    return [directive.strip() for directive in page.headers["content-security-policy"].strip(";").split(";")]


def test_the_text_of_a_message_is_a_page_too(inbox: Inbox) -> None:
    to = somebody()
    sent = inbox.mail(to, body="再設定 <b>")
    page = inbox.ask("GET", f"/view/{sent}.txt")
    assert page.headers["content-type"] == "text/plain; charset=utf-8"
    assert page.text == "再設定 <b>\r\n"
    assert inbox.ask("GET", "/view/latest.txt", params={"query": f"to:{to}"}).text == page.text


def test_latest_leads_to_the_page_of_the_newest_message_and_without_one_to_the_list(inbox: Inbox) -> None:
    to = somebody()
    asked = {"query": f"to:{to}"}
    answer = inbox.ask("GET", "/view/latest", params=asked)
    assert (answer.status_code, answer.headers["location"]) == (302, "/")
    sent = inbox.mail(to)
    answer = inbox.ask("GET", "/view/latest", params=asked)
    assert (answer.status_code, answer.headers["location"]) == (302, f"/view/{sent}")


def test_a_message_without_html_has_no_such_page(inbox: Inbox) -> None:
    answer = inbox.ask("GET", f"/view/{inbox.mail(somebody())}.html")
    assert (answer.status_code, answer.text) == (404, "This message does not contain a HTML part")


@pytest.mark.parametrize("kind", ["html", "txt"])
def test_an_unknown_message_has_no_pages(inbox: Inbox, kind: str) -> None:
    answer = inbox.ask("GET", f"/view/unknown.{kind}")
    assert (answer.status_code, answer.text) == (404, "Message not found")


@pytest.mark.parametrize("path", ["/nowhere", "/v1/messages", "/livez/more"])
def test_a_path_that_leads_nowhere_is_not_found(inbox: Inbox, path: str) -> None:
    answer = inbox.ask("GET", path)
    assert (answer.status_code, answer.text) == (404, "404 page not found\n")


@pytest.mark.parametrize("path", ["/api/nowhere", "/api/v1/nowhere", "/api/v1/messages/", "/api/v1/message/"])
def test_nor_is_one_below_the_api(inbox: Inbox, path: str) -> None:
    answer = inbox.ask("GET", path)
    assert (answer.status_code, answer.text) == (404, "File not found\n")


@pytest.mark.parametrize(("method", "path"), [("POST", "/api/v1/messages"), ("PUT", "/api/v1/search"), ("POST", "/x")])
def test_an_unknown_method_is_not_allowed(inbox: Inbox, method: str, path: str) -> None:
    answer = inbox.ask(method, path)
    assert (answer.status_code, answer.text) == (405, "Method Not Allowed\n")


def test_a_head_request_has_no_body(inbox: Inbox) -> None:
    answer = inbox.ask("HEAD", "/api/v1/messages")
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "http://[", "null"])
@pytest.mark.parametrize("path", ["/api/v1/messages", "/api/v1/tags", "/api/events"])
def test_a_page_of_another_site_is_refused(inbox: Inbox, path: str, origin: str) -> None:
    answer = inbox.ask("GET", path, headers={"Origin": origin})
    assert (answer.status_code, answer.text) == (403, "Blocked due to CORS violation\n")
    assert inbox.ask("GET", "/api/v1/messages", headers={"Origin": inbox.url}).status_code == 200


def test_a_browser_may_ask_what_is_allowed(inbox: Inbox) -> None:
    answer = inbox.ask("OPTIONS", "/api/v1/messages")
    assert (answer.status_code, answer.text) == (200, "")
    assert answer.headers["access-control-allow-methods"] == "GET, POST, DELETE, PUT, OPTIONS"
