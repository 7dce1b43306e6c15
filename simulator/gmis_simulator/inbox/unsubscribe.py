"""The List-Unsubscribe header as Mailpit judges it."""

import re
from typing import TypedDict

from gmis_simulator.inbox.headers import text_of
from gmis_simulator.mime.header import Header

_LONGEST = 4096  # signs; nobody unsubscribes by more
_COMMENT = re.compile(r"\([^)]*\)")
_LINK = re.compile(r"<(.*?)>")
_BETWEEN = re.compile(r">(.*?)<", re.DOTALL)
_MAIL = re.compile(r"mailto:[a-zA-Z0-9]")
_WEB = re.compile(r"https?://[a-zA-Z0-9]", re.IGNORECASE)


class ListUnsubscribe(TypedDict):
    """What the header says, the links found in it, and what is wrong with them in one sentence ("" when nothing)."""

    Header: str
    Links: list[str]
    Errors: str
    HeaderPost: str


def read_list_unsubscribe(header: Header) -> ListUnsubscribe:
    """Judge the header; all fields are empty when there is none."""
    value = text_of(header, "List-Unsubscribe")[:_LONGEST]
    if not value:
        return ListUnsubscribe(Header="", Links=[], Errors="", HeaderPost="")
    links, errors = _links(_COMMENT.sub("", value.strip()).strip())
    return ListUnsubscribe(
        Header=value,
        Links=links,
        Errors=", ".join(errors),
        HeaderPost=text_of(header, "List-Unsubscribe-Post"),
    )


def _links(value: str) -> tuple[list[str], list[str]]:
    found = _LINK.findall(value)
    if not found:
        return [], [f'"{value}" no valid unsubscribe links found']
    if not (value.startswith("<") and value.endswith(">")):
        return [], [f'"{value}" should be enclosed in <>']
    if len(found) > 2:
        return [], [f'"{value}" should include a maximum of one email and one HTTP link']
    if any(between.strip() != "," for between in _BETWEEN.findall(value)):
        return [], [f'"{value}" <> should be split with a comma and optional spaces']
    links: list[str] = []
    errors: list[str] = []
    for link in found:
        if error := _error(link, links):
            errors.append(error)
        else:
            links.append(link)
    return links, errors


def _error(link: str, earlier: list[str]) -> str:
    if re.search(r"\s", link):
        return f'"{link}" should not contain spaces'
    if _MAIL.match(link):
        return f'"{link}" should only contain one mailto:' if any(map(_MAIL.match, earlier)) else ""
    if _WEB.match(link):
        return f'"{link}" should only contain one HTTP link' if any(map(_WEB.match, earlier)) else ""
    return f'"{link}" should start with either http(s):// or mailto:'
