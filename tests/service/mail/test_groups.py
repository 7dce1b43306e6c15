"""An address whose mail goes to several mailboxes, by a group or by a mailing list."""

import pytest

from gmis_simulator.mail.message import Message
from gmis_simulator.world.world import World
from tests.rigs.mail_system import mail_system
from tests.rigs.running import run
from tests.rigs.worlds import events, world_with

pytestmark = pytest.mark.usefixtures("english")

MEMBERS = ["jimu@demo.example", "incho@demo.example", "kango@demo.example"]


def group(*, members: list[str] = MEMBERS, rewrites_sender: bool = False, persona: str = "plain") -> World:
    """A world whose institution has registered a group of three mailboxes."""
    world = world_with()
    for each in members:
        world.put_mailbox(each, persona)
    world.put_group("info@demo.example", members, rewrites_sender=rewrites_sender)
    return world


def test_each_member_of_a_group_gets_the_mail_as_it_was_sent_and_the_group_keeps_none() -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole:
            await whole.ask_for_reset(world)
            copies = [await whole.in_folder("inbox", each) for each in MEMBERS]
            assert await whole.in_folder("inbox") == []
        assert [len(each) for each in copies] == [1, 1, 1]
        assert {Message(each[0]).sender for each in copies} == {"helpdesk@gmis.mhlw.go.jp"}
        assert [each["forwarded_to"] for each in events(world, "mail.forwarded")] == MEMBERS
        verdicts = [each for each in events(world, "mail.verdict") if each["to"] in MEMBERS]
        assert {each["authentication"] for each in verdicts} == {"SPF pass、DKIM pass、DMARC pass"}
        assert len({each["message_id"] for each in verdicts}) == 1

    run(scenario(group()))


def test_a_mailing_list_is_the_sender_and_the_signature_breaks() -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole:
            await whole.ask_for_reset(world)
            [raw] = await whole.in_folder("inbox", "jimu@demo.example")
        mail = Message(raw)
        assert {each.sender for each in world.letters if each.purpose == "forward"} == {"info@demo.example"}
        assert mail.sender == "info@demo.example"
        assert mail.header("From") == "厚生労働省G-MIS事務局 via info <info@demo.example>"
        assert (mail.header("Reply-To"), mail.header("List-Id")) == ("helpdesk@gmis.mhlw.go.jp", "<info.demo.example>")
        assert "dkim=fail" in mail.header("Authentication-Results")

    run(scenario(group(rewrites_sender=True)))


def test_who_allows_the_help_desk_alone_does_not_get_what_a_list_rewrote() -> None:
    async def scenario(world: World, folders: tuple[int, int]) -> None:
        for each in MEMBERS:
            mailbox = world.mailboxes.get(each)
            assert mailbox
            mailbox.lists.safe_senders.append("helpdesk@gmis.mhlw.go.jp")
        async with mail_system(world) as whole:
            await whole.ask_for_reset(world)
            found = [len(await whole.in_folder(folder, MEMBERS[0])) for folder in ("inbox", "junk")]
        assert tuple(found) == folders

    run(scenario(group(persona="junk-unknown"), (1, 0)))
    run(scenario(group(persona="junk-unknown", rewrites_sender=True), (0, 1)))


def test_a_member_who_is_gone_comes_back_to_the_sender_and_the_others_have_it() -> None:
    async def scenario(world: World) -> None:
        world.put_mailbox("incho@demo.example", "dead")
        async with mail_system(world) as whole:
            await whole.ask_for_reset(world)
            assert len(await whole.in_folder("inbox", "jimu@demo.example")) == 1
        assert [each["to"] for each in events(world, "mail.bounced")] == ["incho@demo.example"]
        assert events(world, "mail.bounced")[0]["returned_to"] == world.return_path

    run(scenario(group()))


@pytest.mark.parametrize(
    ("groups", "cycle"),
    [
        ([("a", ["a"])], "a → a"),
        ([("a", ["b"]), ("b", ["c"]), ("c", ["x", "a"])], "c → a → b → c"),
        ([("a", ["A"])], "a → A"),
    ],
)
def test_a_group_that_leads_back_to_itself_is_refused_and_named(
    groups: list[tuple[str, list[str]]], cycle: str
) -> None:
    world = world_with()
    *sound, (last, members) = [(f"{name}@demo.example", [f"{each}@demo.example" for each in m]) for name, m in groups]
    for name, each in sound:
        world.put_group(name, each)
    said = " → ".join(f"{each}@demo.example" for each in cycle.split(" → "))
    with pytest.raises(ValueError, match=f"^{said} is a cycle: a group must not lead back to itself$"):
        world.put_group(last, members)
    assert world.mailboxes.get(last) is None


def test_a_forwarding_that_leads_back_is_a_cycle_too() -> None:
    world = world_with("forwarding")
    forwarded = next(each.forward_to for each in world.mailboxes.all() if each.forward_to)
    with pytest.raises(ValueError, match="is a cycle"):
        world.put_group(forwarded, ["info@demo.example"])


def test_a_group_within_a_group_reaches_everybody_once() -> None:
    async def scenario(world: World) -> None:
        world.put_group("minna@demo.example", ["info@demo.example", "yakkyoku@demo.example"])
        world.put_mailbox("yakkyoku@demo.example", "plain")
        async with mail_system(world) as whole:
            await whole.send(b"From: a@stranger.example\r\nSubject: x\r\n\r\nx\r\n", "minna@demo.example")
            await whole.system.clockwork.settle(world)
            everybody = [*MEMBERS, "yakkyoku@demo.example"]
            assert [len(await whole.in_folder("inbox", each)) for each in everybody] == [1, 1, 1, 1]

    run(scenario(group()))
