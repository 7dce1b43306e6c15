"""Tags: how a message comes to have them, and how they are set, renamed and deleted."""

from uuid import uuid4

import pytest

from tests.rigs.inbox import Inbox, somebody


def tag() -> str:
    """A tag that nobody else uses."""
    return f"tag-{uuid4().hex[:8]}"


def tags_of(inbox: Inbox, to: str) -> list[str]:
    (message,) = inbox.get("/search", query=f"to:{to}")["messages"]
    tags: list[str] = message["Tags"]
    return tags


def test_the_header_x_tags_sets_them_cleaned_and_in_alphabetical_order(inbox: Inbox) -> None:
    to, own = somebody(), tag()
    inbox.mail(to, extra=f"X-Tags: z-{own}, B/{own},a_{own}.@ ,, z-{own.upper()},  受信 {own}  x \r\n")
    assert tags_of(inbox, to) == [f"a_{own}.@", f"B {own}", f"{own} x", f"z-{own}"]


def test_what_follows_a_plus_in_an_address_is_a_tag(inbox: Inbox) -> None:
    own = tag()
    to = f"{own}+plus-{own}+more-{own}@clinic.test"
    inbox.mail(to)
    assert tags_of(inbox, to) == [f"more-{own}", f"plus-{own}"]


def test_a_tag_is_cut_at_a_hundred_characters(inbox: Inbox) -> None:
    to, own = somebody(), tag()
    inbox.mail(to, extra=f"X-Tags: {own}{'x' * 200}\r\n")
    assert tags_of(inbox, to) == [(own + "x" * 200)[:100]]


def test_setting_tags_replaces_the_earlier_ones_and_keeps_how_they_were_first_written(inbox: Inbox) -> None:
    to, own = somebody(), tag()
    sent = inbox.mail(to, extra=f"X-Tags: old-{own}, Kept-{own}\r\n")
    body = {"IDs": [sent], "Tags": [f"kept-{own}", f"new?{own}", "", f"NEW {own}"]}
    answer = inbox.ask("PUT", "/api/v1/tags", json=body)
    assert (answer.status_code, answer.text) == (200, "ok")
    assert answer.headers["content-type"].startswith("text/plain")
    assert tags_of(inbox, to) == [f"Kept-{own}", f"new {own}"]
    assert f"old-{own}" not in inbox.get("/tags")
    assert inbox.get(f"/message/{sent}")["Tags"] == [f"Kept-{own}", f"new {own}"]


def test_an_empty_list_takes_all_tags_off(inbox: Inbox) -> None:
    to, own = somebody(), tag()
    sent = inbox.mail(to, extra=f"X-Tags: {own}\r\n")
    inbox.ask("PUT", "/api/v1/tags", json={"IDs": [sent], "Tags": []})
    assert tags_of(inbox, to) == []
    assert own not in inbox.get("/tags")


def test_the_field_names_of_a_request_know_no_case(inbox: Inbox) -> None:
    to, own = somebody(), tag()
    sent = inbox.mail(to)
    inbox.ask("PUT", "/api/v1/tags", content=f'{{"ids": ["{sent}"], "TAGS": ["{own}"]}} and more')
    assert tags_of(inbox, to) == [own]


@pytest.mark.parametrize("body", ["", "nonsense", "[]", '{"Tags": "x"}', '{"IDs": [1]}'])
def test_a_body_that_cannot_be_read_is_refused(inbox: Inbox, body: str) -> None:
    assert inbox.ask("PUT", "/api/v1/tags", content=body).status_code == 400


def test_all_tags_are_listed_and_counted(empty_inbox: Inbox) -> None:
    empty_inbox.mail(somebody(), extra="X-Tags: junk, Zeta\r\n")
    empty_inbox.mail(somebody(), extra="X-Tags: junk, alpha\r\n")
    assert empty_inbox.get("/tags") == empty_inbox.get("/messages")["tags"] == ["alpha", "junk", "Zeta"]
    assert empty_inbox.get("/info")["Tags"] == {"alpha": 1, "junk": 2, "Zeta": 1}


def test_a_tag_is_renamed_on_every_message(inbox: Inbox) -> None:
    to, old, new = somebody(), tag(), tag()
    inbox.mail(to, extra=f"X-Tags: {old}\r\n")
    answer = inbox.ask("PUT", f"/api/v1/tags/{old.upper()}", json={"Name": f" {new}! "})
    assert (answer.status_code, answer.text) == (200, "ok")
    assert tags_of(inbox, to) == [new]
    inbox.ask("PUT", f"/api/v1/tags/{new}", json={"Name": new.upper()})
    assert tags_of(inbox, to) == [new.upper()]


def test_a_tag_is_not_renamed_to_nothing_to_another_tag_or_from_none(inbox: Inbox) -> None:
    one, other = tag(), tag()
    inbox.mail(somebody(), extra=f"X-Tags: {one}, {other}\r\n")
    for path, name, refusal in [
        (one, "受信", "invalid tag name: "),
        (one, other.upper(), f"tag already exists: {other.upper()}"),
        (f"no-{one}", "x", f"tag not found: no-{one}"),
    ]:
        answer = inbox.ask("PUT", f"/api/v1/tags/{path}", json={"Name": name})
        assert (answer.status_code, answer.text) == (400, refusal)


def test_deleting_a_tag_keeps_its_messages(inbox: Inbox) -> None:
    to, own = somebody(), tag()
    inbox.mail(to, extra=f"X-Tags: {own}\r\n")
    assert inbox.ask("DELETE", f"/api/v1/tags/{own.upper()}").text == "ok"
    assert tags_of(inbox, to) == []
    again = inbox.ask("DELETE", f"/api/v1/tags/{own}")
    assert (again.status_code, again.text) == (400, f"tag not found: {own}")


def test_a_tag_goes_with_its_last_message(inbox: Inbox) -> None:
    own = tag()
    first, second = (inbox.mail(somebody(), extra=f"X-Tags: {own}\r\n") for _ in range(2))
    inbox.ask("DELETE", "/api/v1/messages", json={"IDs": [first]})
    assert own in inbox.get("/tags")
    inbox.ask("DELETE", "/api/v1/messages", json={"IDs": [second]})
    assert own not in inbox.get("/tags")
