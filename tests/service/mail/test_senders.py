"""Whom the rules take for the sender, when From is written in every way that there is."""

import pytest

from gmis_simulator.world.world import World
from tests.rigs.mail_system import mail_system
from tests.rigs.running import run
from tests.rigs.worlds import events, world_with

FRIEND = "friend@clinic.example"


async def judged(world: World, head: bytes | str) -> tuple[str, str, int]:
    """Verdict and rule for a mail with these header lines, from a stranger's envelope; how many lie in the inbox."""
    mailbox = world.mailboxes.get("info@demo.example")
    assert mailbox
    mailbox.lists.safe_senders.append(FRIEND)
    raw = (head.encode() if isinstance(head, str) else head) + b"\r\nSubject: one\r\n\r\nbody\r\n"
    async with mail_system(world) as whole:
        assert (await whole.send(raw)).startswith("250")
        filed = len(await whole.in_folder("inbox"))
    (verdict,) = events(world, "mail.verdict")
    return verdict["verdict"], verdict["rule"], filed


@pytest.mark.parametrize(
    "sender",
    [
        f"=?UTF-8?B?5L2Q6JekLCDoirE=?= <{FRIEND}>",  # 佐藤, 花
        f"=?UTF-8?B?POWkluadpT4g5Y+X5LuY?= <{FRIEND}>",  # <外来> 受付
        f"=?UTF-8?B?5L2Q6JekKOWPl+S7mCk=?= <{FRIEND}>",  # 佐藤(受付)
        f"=?UTF-8?B?5L2Q6JekKOWPl+S7mA==?= <{FRIEND}>",  # the same, never closed
        f"=?UTF-8?B?Ig==?= <{FRIEND}>",  # a quotation mark
        f"=?ISO-2022-JP?B?GyRCQzIbKEI=?= <{FRIEND}>",
        f"=?x-none?B?YWJj?= <{FRIEND}>",
        f"=?UTF-8?B?5L2Q6Jek?=\r\n =?UTF-8?B?6Iqx?=\r\n <{FRIEND}>",
        f"佐藤 花 <{FRIEND}>",
        f'"Sato, Hana" <{FRIEND}>',
        f'"Sato \\"Hana\\"" <{FRIEND}>',
        f"{FRIEND} (Sato, Hana)",
        f"{FRIEND} (other@ward.example)",
        f"(other@ward.example) {FRIEND}",
        f"Sato (the <old> desk) <{FRIEND}>",
        f"<{FRIEND}>",
        FRIEND,
        FRIEND.upper(),
        f"Desk: {FRIEND};",  # a group, as RFC 6854 lets it stand here
        f"{FRIEND}, other@ward.example",  # the first of two
        f"Sato [ward] <{FRIEND}>",  # malformed, and clear
        f"Sato, Hana <{FRIEND}>",
        f'"Sato <{FRIEND}>',
        f"Sato (ward <{FRIEND}>",
    ],
    ids=repr,
)
def test_a_safe_sender_is_known_however_from_is_written(sender: str) -> None:
    world = world_with("junk-unknown")
    assert run(judged(world, f"From: {sender}")) == ("inbox", "safe-senders", 1)


@pytest.mark.parametrize(
    "sender",
    [
        "=?UTF-8?B?eSA8ZnJpZW5kQGNsaW5pYy5leGFtcGxlPg==?= <stranger@evil.example>",  # y <friend@clinic.example>
        "=?UTF-8?B?ZnJpZW5kQGNsaW5pYy5leGFtcGxl?= <stranger@evil.example>",
        "=?UTF-8?Q?friend=40clinic.example=2C?= stranger@evil.example",
        "=?UTF-8?Q?=3Cfriend=40clinic.example=3E?= <stranger@evil.example>",
        f'"{FRIEND}" <stranger@evil.example>',
        f'"<{FRIEND}>" <stranger@evil.example>',
        f"stranger@evil.example ({FRIEND})",
        f"stranger@evil.example (<{FRIEND}>)",
        f"stranger@evil.example, {FRIEND}",  # the second of two
        f"Desk: stranger@evil.example, {FRIEND};",
        f"({FRIEND}) stranger@evil.example",
        f'"<{FRIEND}>" [ward] <stranger@evil.example>',
        f"(<{FRIEND}>) [ward] <stranger@evil.example>",
        f'"{FRIEND}" stranger@evil.example',
        f"{FRIEND}.evil.example",
        f'"{FRIEND}"@evil.example',
        "",
        "undisclosed:;",
    ],
    ids=repr,
)
def test_a_stranger_who_only_says_the_name_of_a_safe_sender_stays_one(sender: str) -> None:
    world = world_with("junk-unknown")
    assert run(judged(world, f"From: {sender}")) == ("junk", "unknown-sender", 0)


@pytest.mark.parametrize(
    "head",
    [
        f"From : {FRIEND}",
        f"FROM: {FRIEND}",
        f"From:\r\n {FRIEND}",
        f"From:\r\n\t=?UTF-8?B?5L2Q6Jek?= <{FRIEND}>",
        f"From: {FRIEND}\r\nFrom: stranger@evil.example",
        f"From stranger@evil.example Tue Nov 24 10:00:00 2026\r\nFrom: {FRIEND}",  # the first line of an mbox
    ],
    ids=repr,
)
def test_from_is_found_wherever_it_stands(head: str) -> None:
    world = world_with("junk-unknown")
    assert run(judged(world, head)) == ("inbox", "safe-senders", 1)


@pytest.mark.parametrize("head", [f"Sender: {FRIEND}", f"Reply-To: {FRIEND}", f"X-From: {FRIEND}", f"To: {FRIEND}"])
def test_no_other_header_makes_a_sender(head: str) -> None:
    assert run(judged(world_with("junk-unknown"), head)) == ("junk", "unknown-sender", 0)
