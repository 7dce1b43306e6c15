"""The embedded inbox's HTML check says who says so, and speaks of one client alone."""

from typing import Any

import pytest

from tests.rigs.inbox import Inbox, somebody


def checked(embedded: Inbox, html: str) -> dict[str, Any]:
    to = somebody()
    sent = embedded.send(f"To: {to}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n", to)
    answer: dict[str, Any] = embedded.get(f"/message/{sent}/html-check")
    return answer


def test_it_speaks_of_outlook_alone(embedded: Inbox) -> None:
    answer = checked(embedded, "<form></form><p style='position:fixed'>x</p><script></script>")
    assert answer["Platforms"] == {"windows": ["Outlook"]}
    assert {result["Family"] for warning in answer["Warnings"] for result in warning["Results"]} == {"outlook"}


def test_each_warning_names_a_page_of_microsofts(embedded: Inbox) -> None:
    answer = checked(embedded, "<form></form><iframe></iframe><object></object><script></script>")
    pages = {warning["Slug"]: warning["URL"] for warning in answer["Warnings"]}
    assert pages.keys() == {"html-form", "html-iframe", "html-object", "html-script"}
    assert "blogs.office.com" in pages.pop("html-script")
    assert all(page.startswith("https://learn.microsoft.com/") for page in pages.values())


def test_the_most_frequent_comes_first_and_decides(embedded: Inbox) -> None:
    answer = checked(embedded, "<form></form>" + "<p style='overflow:hidden'>x</p>" * 2 + "<b>y</b>")
    assert [(one["Slug"], one["Score"]["Found"]) for one in answer["Warnings"]] == [
        ("css-overflow", 2),
        ("html-form", 1),
    ]
    assert answer["Total"] == {"Tests": 30, "Nodes": 4, "Supported": 50, "Partial": 0, "Unsupported": 50}


@pytest.mark.parametrize(
    "css",
    [
        "p { color: red; position: absolute }",
        "@media print { p { position: fixed } }",
        "/* a */ p{/* b */POSITION:static}",
    ],
)
def test_a_property_is_found_wherever_a_style_sheet_sets_it(embedded: Inbox, css: str) -> None:
    (warning,) = checked(embedded, f"<style>{css}</style><p>x</p>")["Warnings"]
    assert (warning["Slug"], warning["Score"]["Found"]) == ("css-position", 1)


@pytest.mark.parametrize(
    "html",
    [
        "<style>/* position: fixed */ .position:hover { color: red }</style><p>",
        "<p style='background-position: 0; display: block'>x",
    ],
)
def test_what_only_looks_like_one_is_none(embedded: Inbox, html: str) -> None:
    assert checked(embedded, html)["Warnings"] == []


def test_more_matches_than_elements_are_no_more_than_all(embedded: Inbox) -> None:
    answer = checked(embedded, "<style>" + "p{position:fixed}" * 9 + "</style><p>x</p>")
    assert (answer["Total"]["Supported"], answer["Total"]["Unsupported"]) == (0, 100)
