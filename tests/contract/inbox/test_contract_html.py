"""The check of a message's HTML: GET /api/v1/message/{ID}/html-check."""

from typing import Any

import pytest

from tests.rigs.inbox import Inbox, somebody


def with_html(inbox: Inbox, to: str, html: str) -> str:
    return inbox.send(f"To: {to}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n", to)


def checked(inbox: Inbox, html: str) -> dict[str, Any]:
    answer: dict[str, Any] = inbox.get(f"/message/{with_html(inbox, somebody(), html)}/html-check")
    assert answer.keys() == {"Platforms", "Total", "Warnings"}
    assert answer["Total"].keys() == {"Tests", "Nodes", "Supported", "Partial", "Unsupported"}
    return answer


def test_html_that_every_client_shows_has_no_warnings(inbox: Inbox) -> None:
    answer = checked(inbox, "<p>plain</p>")
    assert answer["Warnings"] == []
    total = answer["Total"]
    assert (total["Nodes"], total["Supported"], total["Partial"], total["Unsupported"]) == (1, 100, 0, 0)
    assert total["Tests"] >= 10
    assert "Outlook" in answer["Platforms"]["windows"]


@pytest.mark.parametrize(
    ("html", "slug"),
    [
        ("<form action=x></form>", "html-form"),
        ("<p style='position: absolute'>x</p>", "css-position"),
        ("<p style='color: red; Z-INDEX:1'>x</p>", "css-z-index"),
        ("<style>p { display: FLEX }</style><p>x</p>", "css-display-flex"),
        ("<p style='display:grid;gap:8px'>x</p>", "css-gap"),
        ("<p style='box-shadow: 0 0 9px red'>x</p>", "css-box-shadow"),
        ("<style>p { max-width: 9px }</style><p>x</p>", "css-max-width"),
        ("<p style='min-width: 9px /* float: left */'>x</p>", "css-min-width"),
    ],
)
def test_a_warning_tells_what_is_not_supported_and_where(inbox: Inbox, html: str, slug: str) -> None:
    answer = checked(inbox, html)
    (warning,) = [warning for warning in answer["Warnings"] if warning["Slug"] == slug]
    assert warning.keys() == {
        *("Slug", "Title", "Description", "URL", "Category", "Tags", "Keywords", "Results", "NotesByNumber", "Score"),
    }
    assert warning["Category"] == slug.split("-")[0]
    assert warning["URL"].startswith("https://")
    assert warning["Score"]["Found"] == 1
    results = [result for result in warning["Results"] if (result["Family"], result["Version"]) == ("outlook", "2007")]
    assert [(result["Platform"], result["Support"]) for result in results] == [("windows", "no")]
    assert results[0].keys() == {"Name", "Platform", "Family", "Version", "Support", "NoteNumber"}
    total = answer["Total"]
    assert total["Unsupported"] > 0
    assert total["Supported"] == pytest.approx(100 - total["Unsupported"] - total["Partial"])


def test_scripts_are_supported_nowhere(inbox: Inbox) -> None:
    (warning,) = checked(inbox, "<p>x</p><script>x()</script>")["Warnings"]
    assert (warning["Slug"], warning["Score"]["Found"], warning["Score"]["Unsupported"]) == ("html-script", 1, 100)


@pytest.mark.parametrize(
    ("html", "nodes"),
    [
        ("<html><head><meta charset=utf-8><title>t</title></head><body><p>x<b>y</b></p></body></html>", 4),
        ("<!-- <i> --><div><p>x</p><br></div>", 3),
        ("text alone", 0),
    ],
)
def test_the_elements_are_counted(inbox: Inbox, html: str, nodes: int) -> None:
    assert checked(inbox, html)["Total"]["Nodes"] == nodes


def test_the_check_reads_no_message(inbox: Inbox) -> None:
    to = somebody()
    sent = with_html(inbox, to, "<p>x</p>")
    inbox.get(f"/message/{sent}/html-check")
    assert inbox.found(f"to:{to} is:unread") == [sent]


def test_a_message_without_html_cannot_be_checked(inbox: Inbox) -> None:
    answer = inbox.ask("GET", f"/api/v1/message/{inbox.mail(somebody())}/html-check")
    assert (answer.status_code, answer.text) == (400, "message does not contain HTML")


def test_html_of_any_depth_is_answered(inbox: Inbox) -> None:
    sent = with_html(inbox, somebody(), "<div>" * 5_000 + "<p style='" + "position:fixed;" * 1_000)
    assert inbox.ask("GET", f"/api/v1/message/{sent}/html-check").status_code in (200, 400)
