"""Each verdict is carried out; the whole mail system runs, with the personas of the project."""

from datetime import timedelta

import pytest

from gmis_simulator.world.settings import Settings
from gmis_simulator.world.world import World
from tests.rigs.mail_system import mail_system
from tests.rigs.running import run
from tests.rigs.worlds import NOON, events, world_with

FOLDERS = ("inbox", "junk", "quarantine")


async def folders_after(world: World, later: timedelta, address: str = "info@demo.example") -> list[str]:
    """Where the one reset mail lies when that time has passed; a mail that is nowhere is in no folder."""
    async with mail_system(world) as whole:
        world.resets.request("ex000000")
        await whole.system.clockwork.move(world, NOON + later)
        return [folder for folder in FOLDERS for _ in await whole.in_folder(folder, address)]


@pytest.mark.parametrize(
    ("persona", "verdict", "rule", "folders"),
    [
        ("plain", "inbox", "default", ["inbox"]),
        ("junk-unknown", "junk", "unknown-sender", ["junk"]),
        ("discard-unknown", "discard", "unknown-sender", []),
        ("docomo-strong", "reject", "not-mobile", []),
        ("hospital-gateway", "quarantine", "quarantine", ["quarantine"]),
        ("slow", "delay", "delay", []),
        ("isp", "inbox", "unknown-sender", ["inbox"]),
    ],
)
def test_a_verdict_is_carried_out_and_noted_with_the_answer_of_every_rule(
    persona: str, verdict: str, rule: str, folders: list[str]
) -> None:
    world = world_with(persona)
    assert run(folders_after(world, timedelta(0))) == folders
    noted = next(each for each in events(world, "mail.verdict") if each["to"] == "info@demo.example")
    assert (noted["verdict"], noted["rule"]) == (verdict, rule)
    assert noted["authentication"] == "SPF pass、DKIM pass、DMARC pass"
    assert noted["subject"] == "【厚生労働省G-MIS事務局】パスワード再設定のご案内"
    assert noted["trace"][-1]["rule"] == "default"
    assert all(each["reason"] for each in noted["trace"])


def test_a_rejected_message_goes_back_to_the_return_path() -> None:
    world = world_with("docomo-strong")
    run(folders_after(world, timedelta(0)))
    (bounced,) = events(world, "mail.bounced")
    assert (bounced["code"], bounced["reply"]) == (550, "5.1.1 <info@demo.example>: User unknown")
    assert [each["to"] for each in events(world, "mail.delivered")] == ["bounce@mailer.demo.example"]


@pytest.mark.parametrize(
    ("persona", "after", "tries"),
    [("greylisting", timedelta(minutes=6), 3), ("slow", timedelta(minutes=10), 1)],
)
def test_a_message_that_is_held_up_arrives_at_its_own_time(persona: str, after: timedelta, tries: int) -> None:
    world = world_with(persona)
    assert run(folders_after(world, timedelta(days=1))) == ["inbox"]
    (delivered,) = [event for event in world.events.after() if event.kind == "mail.delivered"]
    assert delivered.at == NOON + after
    assert len(events(world, "mail.verdict")) == tries


def test_a_message_leaves_quarantine_at_eight_the_next_morning() -> None:
    world = world_with("hospital-gateway")
    assert run(folders_after(world, timedelta(hours=20, seconds=-1))) == ["quarantine"]

    world = world_with("hospital-gateway")
    assert run(folders_after(world, timedelta(hours=20))) == ["inbox"]
    (moved,) = [event for event in world.events.after() if event.kind == "mail.moved"]
    assert moved.at == NOON + timedelta(hours=20)
    assert (moved.data["source"], moved.data["folder"], moved.data["by"]) == ("quarantine", "inbox", "gateway")


def test_what_its_owner_took_out_of_quarantine_stays_where_they_put_it() -> None:
    async def scenario(world: World) -> list[str]:
        async with mail_system(world) as whole:
            await whole.ask_for_reset(world)
            mailbox = world.mailboxes.get("info@demo.example")
            assert mailbox
            (found,) = mailbox.delivered
            assert await whole.system.filing.move(world, mailbox, found, "junk", by="owner")
            await whole.system.clockwork.move(world, NOON + timedelta(days=1))
            return [folder for folder in FOLDERS for _ in await whole.in_folder(folder)]

    assert run(scenario(world_with("hospital-gateway"))) == ["junk"]


def test_while_the_inbox_is_down_what_is_to_be_delivered_or_released_waits() -> None:
    async def scenario(held: World, quarantined: World) -> None:
        async with mail_system(held, quarantined) as whole:
            web, mail = int(whole.inbox.url.rpartition(":")[2]), whole.inbox.smtp[1]
            for world, due in ((held, NOON + timedelta(minutes=10)), (quarantined, NOON + timedelta(hours=20))):
                await whole.ask_for_reset(world)
                await whole.inbox.stop()
                await whole.system.clockwork.move(world, due)
                await whole.inbox.start(http_port=web, smtp_port=mail)
                await whole.system.clockwork.move(world, due + timedelta(minutes=1))
                assert len(await whole.in_folder("inbox", f"info@{world.name}.example")) == 1

    run(scenario(world_with("slow"), world_with("hospital-gateway", name="other")))


@pytest.mark.parametrize(
    ("authentication", "checked", "folder"),
    [("aligned", "SPF fail、DKIM pass、DMARC pass", "inbox"), ("spf-only", "SPF fail、DKIM none、DMARC fail", "junk")],
)
def test_forwarding_breaks_spf_and_only_a_signature_saves_the_mail(
    authentication: str, checked: str, folder: str
) -> None:
    settings = Settings.model_validate({"mail_authentication": authentication})
    world = world_with("forwarding", settings=settings)
    forwarded = "info@forwarded.demo.example"
    assert run(folders_after(world, timedelta(0), forwarded)) == [folder]
    assert [each["forwarded_to"] for each in events(world, "mail.forwarded")] == [forwarded]
    first, second = events(world, "mail.verdict")
    assert (first["authentication"].split("、")[0], second["authentication"]) == ("SPF pass", checked)


def test_a_score_that_nobody_gave_is_said_and_does_not_decide() -> None:
    world = world_with("gmail")
    assert run(folders_after(world, timedelta(0))) == ["inbox"]
    (noted,) = events(world, "mail.verdict")
    (answer,) = [each for each in noted["trace"] if each["rule"] == "spam-score"]
    assert answer["verdict"] is None
    assert "spamd がない" in answer["reason"]
