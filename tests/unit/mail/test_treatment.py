from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import urlsplit

import pytest

from gmis_simulator.mail.compose import reset_mail
from gmis_simulator.mail.message import Message
from gmis_simulator.mail.rewriting import rewritten
from gmis_simulator.mail.treatment import behind_safe_link, links_as_text, links_of, safe_link, safe_links
from gmis_simulator.world.world import World
from tests.rigs.worlds import world_with

LINK = "https://a.example/b?r=1&s=件"


def a_reset_mail(world: World) -> tuple[bytes, str]:
    """The mail and its link."""
    letter = world.resets.request("ex000000")
    assert letter
    raw = reset_mail(world, letter)
    (link,) = links_of(Message(raw))
    return raw, link


def a_mail_with_an_attachment() -> bytes:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = "one"
    message.set_content("開く: https://a.example/b\n")
    message.add_alternative('<p><a class="x" href="https://a.example/b">開く</a></p>', subtype="html")
    message.add_attachment("https://a.example/c\n", filename="note.txt")
    message.add_attachment(b"\x00\xff", "application", "octet-stream", filename="b.bin")
    return bytes(message)


def marked(raw: bytes, mark: str) -> bytes:
    return rewritten(Message(raw), mark=mark)


def without_links(raw: bytes) -> bytes:
    return rewritten(Message(raw), change=links_as_text)


def with_safe_links(raw: bytes, world: World, recipient: str) -> bytes:
    return rewritten(Message(raw), change=safe_links(world, recipient))


def text_and_html(raw: bytes) -> tuple[str, str]:
    (_, text), (_, html) = Message(raw).texts()
    return text, html


@pytest.mark.parametrize(
    ("subject", "expected"),
    [("one", "[印] one"), ("件名", "[印] 件名"), ("", "[印]"), ("長い件名" * 30, "[印] " + "長い件名" * 30)],
)
def test_a_mark_stands_before_the_subject(subject: str, expected: str) -> None:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message.set_content("body")
    found = marked(bytes(message), "[印]")
    assert Message(found).header("Subject") == expected
    assert found.endswith(b"\r\n\r\nbody\r\n")
    assert b"Subject: [meiwaku]\r\n" in marked(b"To: a\r\n\r\nbody", "[meiwaku]")


def test_a_gateway_leaves_links_as_mere_text() -> None:
    raw, link = a_reset_mail(world_with())
    (text, html), before = text_and_html(without_links(raw)), text_and_html(raw)
    assert text == before[0]
    assert link in html.replace("&amp;", "&")
    assert "<a" not in html
    assert "</a>" not in html
    assert "<p>" in html


def test_safe_links_are_the_same_in_text_and_html_and_lead_back_to_link_and_recipient() -> None:
    world = world_with()
    raw, link = a_reset_mail(world)
    rewritten = with_safe_links(raw, world, "info@demo.example")
    (led_by_way_of,) = links_of(Message(rewritten))
    text, html = text_and_html(rewritten)
    assert led_by_way_of in text
    assert f'href="{led_by_way_of.replace("&", "&amp;")}"' in html
    assert led_by_way_of.startswith(f"{world.url}/")
    assert f"{link}\r" not in text
    assert behind_safe_link(urlsplit(led_by_way_of).query, world) == (link, "info@demo.example")


def test_what_stands_around_a_link_in_the_text_stays() -> None:
    raw = "Content-Type: text/plain; charset=utf-8\r\n\r\n「https://a.example/b」、(https://a.example/c).\r\n".encode()
    world = world_with()
    b, c = (safe_link(f"https://a.example/{path}", world, "info@demo.example") for path in "bc")
    ((_, text),) = Message(with_safe_links(raw, world, "info@demo.example")).texts()
    assert text == f"「{b}」、({c}).\r\n"


def test_a_redirector_leads_to_no_place_of_others_choice() -> None:
    world, other = world_with(), world_with(seed=2)
    query = urlsplit(safe_link(LINK, world, "info@demo.example")).query
    assert behind_safe_link(query, world) == (LINK, "info@demo.example")
    assert behind_safe_link(query, other) is None
    assert behind_safe_link(query.replace("a.example", "evil.example"), world) is None
    assert behind_safe_link(query.replace("info", "other"), world) is None
    for wrong in ("", "url=https%3A%2F%2Fa.example", "sdata=%FF", "url=&data=&sdata=", "&&&=", "sdata=件"):
        assert behind_safe_link(wrong, world) is None


@pytest.mark.parametrize("link", ["mailto:a@b.example", "tel:110", "#top", "javascript:alert(1)", ""])
def test_what_is_no_web_link_is_not_rewritten(link: str) -> None:
    assert safe_link(link, world_with(), "info@demo.example") == link
    raw = f'Content-Type: text/html\r\n\r\n<a href="{link}">x</a>'.encode()
    assert links_of(Message(raw)) == []
    ((_, html),) = Message(with_safe_links(raw, world_with(), "info@demo.example")).texts()
    assert f'href="{link}"' in html


def test_parts_that_are_not_the_text_stay_as_they_are() -> None:
    raw, world = a_mail_with_an_attachment(), world_with()
    assert links_of(Message(raw)) == ["https://a.example/b"]
    for changed in (with_safe_links(raw, world, "info@demo.example"), without_links(raw), marked(raw, "[meiwaku]")):
        _, note, binary = message_from_bytes(changed, policy=SMTP).iter_parts()
        assert note.get_content().replace("\r\n", "\n") == "https://a.example/c\n"
        assert (binary.get_content(), binary.get_filename()) == (b"\x00\xff", "b.bin")
        assert b"\n" not in changed.replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "raw", [b"\r\n", b"Subject: \xff\r\n\r\n\xff", b"Content-Type: text/html; charset=x\r\n\r\n<a"], ids=repr
)
def test_garbage_stops_nothing(raw: bytes) -> None:
    for changed in (marked(raw, "[印]"), without_links(raw), with_safe_links(raw, world_with(), "info@demo.example")):
        assert b"\r\n" in changed
    assert links_of(Message(raw)) == []


def test_a_mark_and_other_links_come_of_one_reading() -> None:
    world = world_with()
    raw, link = a_reset_mail(world)
    both = rewritten(Message(raw), mark="[印]", change=safe_links(world, "info@demo.example"))
    assert Message(both).header("Subject").startswith("[印] ")
    assert links_of(Message(both)) == [safe_link(link, world, "info@demo.example")]
    assert both == with_safe_links(marked(raw, "[印]"), world, "info@demo.example")


@pytest.mark.parametrize(
    "raw",
    [
        b"Subject:  two  spaces\r\nX-Odd :kept\r\n\r\nno link\r\n",
        b"Subject: =?utf-8?q?=E4=BB=B6?=\r\nContent-Type: text/html\r\n\r\n<p>no link</p>",
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\npreamble\r\n--x\r\n\r\nno link\r\n--x--\r\nepilogue',
        b"Content-Transfer-Encoding: base64\r\n\r\nbm8gbGluaw==\r\n",
        b"Subject: \xff\r\n\r\n\xff\r\n",
    ],
    ids=repr,
)
def test_a_mail_that_needs_no_treatment_stays_as_it_came_byte_for_byte(raw: bytes) -> None:
    assert rewritten(Message(raw)) == raw
    assert without_links(raw) == raw
    assert with_safe_links(raw, world_with(), "info@demo.example") == raw


@pytest.mark.parametrize("url", ["http://[", "https://[::1", "http://[v1.x]/", "https://]"])
def test_a_link_that_no_library_can_take_apart_stops_nothing(url: str) -> None:
    raw = f'Content-Type: text/html\r\n\r\n<a href="{url}">x</a> <a href="https://a.example/b">y</a>'.encode()
    assert "https://a.example/b" in links_of(Message(raw))
    changed = with_safe_links(raw, world_with(), "info@demo.example")
    assert links_of(Message(changed))[-1] == safe_link("https://a.example/b", world_with(), "info@demo.example")
