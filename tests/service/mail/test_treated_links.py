"""Which links of a page Safe Links rewrite, through the exchange, into the inbox."""

import re

import pytest

from tests.rigs.treated import LINK, led, through, typed


@pytest.mark.parametrize(
    "anchor",
    [
        f'<a href="{LINK}">x</a>',
        f"<a href='{LINK}'>x</a>",
        f'<a href = "{LINK}">x</a>',
        f'<a\r\n href\r\n=\r\n"{LINK}">x</a>',
        f'<A HREF="{LINK}">x</A>',
        f"<a href={LINK}>x</a>",
        f'<a class="href" title=">" href="{LINK}">x</a>',
        f'<a href="{LINK}" href="https://evil.example/">x</a>',  # the first counts
        f'<a href=" {LINK}\t">x</a>',
        '<a href="https://ward.example/a?b=1&amp;c=2">x</a>',
        '<a href="https://ward.example/a?b=1&#38;c&#x3d;2">x</a>',
        '<a href="https://ward.exam\r\nple/a?b=1&c=2">x</a>',  # browsers pass over line ends
        f'<map><area shape=rect href="{LINK}"></map>',
    ],
)
def test_a_link_of_a_page_is_led_by_the_redirector_however_it_is_written(anchor: str) -> None:
    message, _, world = through("outlook", typed("text/html; charset=utf-8", f"<p>{anchor}</p>".encode()))
    assert led(world).replace("&", "&amp;") in message["HTML"]
    assert not re.search(r"[\"'= ]https://ward", message["HTML"])


def test_a_scheme_in_capitals_is_one_all_the_same() -> None:
    link = "HTTPS://WARD.EXAMPLE/a"
    message, _, world = through("outlook", typed("text/html", f'<a href="{link}">x</a>'.encode()))
    assert led(world, link).replace("&", "&amp;") in message["HTML"]


@pytest.mark.parametrize(
    "html",
    [
        f'<!-- <a href="{LINK}">x</a> -->',
        f"<script>var a = '<a href=\"{LINK}\">';</script>",
        f'<style>p {{ background: url("{LINK}") }}</style>',
        f'<img src="{LINK}">',
        f'<link rel=stylesheet href="{LINK}">',
        f'<textarea><a href="{LINK}">x</a></textarea>',
        f"<p title=\"<a href='{LINK}'>\">x</p>",
        '<a href="mailto:desk@ward.example">x</a><a href="#top">y</a><a name=z>z</a><a href>w</a>',
        f'<a href="{LINK}',  # never closed, so no link
    ],
)
@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable"])
def test_what_is_no_link_leaves_a_mail_byte_for_byte(html: str, encoding: str) -> None:
    body = html if encoding == "8bit" else html.replace("=", "=3D").replace("<p", "<=\r\np")
    raw = typed("text/html; charset=utf-8", body.encode(), f"Content-Transfer-Encoding: {encoding}\r\n")
    _, stored, _ = through("outlook", raw)
    assert stored.endswith(raw)
