import pytest

from gmis_simulator.mail.message import Message
from gmis_simulator.world.hosts import OFFICE
from gmis_simulator.world.world import World
from tests.rigs.mail_system import Whole, mail_system
from tests.rigs.running import run
from tests.rigs.worlds import NOON, events, world_with

REQUEST = "①医療機関名：見本クリニック\n②所在地：大阪市\n③担当者：見本\n④変更後のメールアドレス：new@demo.example\n"


def a_mail(text: str = REQUEST, *more: str, kind: str = "plain") -> bytes:
    headers = ["From: =?utf-8?B?6KaL5pys?= <info@demo.example>", "Subject: one", "Message-ID: <1@demo.example>", *more]
    return "\r\n".join([*headers, f"Content-Type: text/{kind}; charset=utf-8", "", text]).encode()


async def write(whole: Whole, raw: bytes, *, to: str = OFFICE, sender: str = "info@demo.example") -> list[Message]:
    """What comes back to info@."""
    (world,) = whole.worlds
    assert await whole.send(raw, to, sender=sender) == "250 2.0.0 Ok"
    await whole.system.clockwork.settle(world)
    return [Message(each) for each in await whole.in_folder("inbox")]


def test_the_office_answers_a_request_by_mail_from_its_own_host() -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole:
            (answer,) = await write(whole, a_mail())
        assert answer.sender == OFFICE
        assert answer.header("In-Reply-To") == "<1@demo.example>"
        assert answer.header("Auto-Submitted") == "auto-generated"
        assert "ご依頼を受け付けました" in answer.texts()[0][1]
        assert "spf=pass" in answer.header("Authentication-Results")
        assert "dmarc=pass" in answer.header("Authentication-Results")
        (queued,) = events(world, "mail.queued")
        assert (queued["sender"], queued["to"], queued["purpose"]) == (OFFICE, "info@demo.example", "mail")

    run(scenario(world_with()))


def test_a_week_or_two_later_the_new_address_is_told() -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole:
            await write(whole, a_mail())
            due = world.agenda.next_due()
            assert due
            assert 7 <= (due - NOON).days <= 14
            await whole.system.clockwork.move(world, due)
            (notice,) = await whole.in_folder("inbox", "new@demo.example")
        assert Message(notice).header("Subject") == "【大阪府】メールアドレスの変更が完了しました"

    run(scenario(world_with()))


def test_a_request_that_is_written_in_html_alone_is_read_too() -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole:
            html = f"<p>{REQUEST.replace(chr(10), '<br>')}</p>"
            (answer,) = await write(whole, a_mail(html, kind="html"))
        assert "ご依頼を受け付けました" in answer.texts()[0][1]

    run(scenario(world_with()))


@pytest.mark.parametrize(
    ("more", "to", "sender"),
    [
        (["Auto-Submitted: auto-replied"], OFFICE, "info@demo.example"),
        (["Auto-Submitted: AUTO-GENERATED; owner-email=a@b.example"], OFFICE, "info@demo.example"),
        (["To: " + OFFICE], "helpdesk@gmis.mhlw.go.jp", "info@demo.example"),
        (["To: bounces"], "bounce@mailer.demo.example", "info@demo.example"),
    ],
)
def test_automatic_mail_and_mail_to_the_help_desk_stay_unanswered(more: list[str], to: str, sender: str) -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole:
            assert await write(whole, a_mail(REQUEST, *more), to=to, sender=sender) == []
            assert len(await whole.in_folder("inbox", to)) == 1
        (unanswered,) = events(world, "mail.unanswered")
        assert (unanswered["to"], unanswered["sender"]) == (to, sender)
        assert events(world, "mail.queued") == []

    run(scenario(world_with()))


def test_mail_under_the_null_sender_is_not_answered() -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole:
            async with whole.smtp() as client:
                await client.ehlo(hostname="smtp.demo.example")
                await client.sendmail("", OFFICE, a_mail())
            await whole.system.clockwork.settle(world)
            assert await whole.in_folder("inbox") == []
        assert [each["sender"] for each in events(world, "mail.unanswered")] == [""]

    run(scenario(world_with()))


@pytest.mark.parametrize("name", ["", "見本", "a@b@c, d", '"a\rb"@demo.example', "<script>@demo.example"])
def test_a_sender_to_whom_nothing_can_be_sent_stops_nothing(name: str) -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole:
            raw = a_mail().replace(b"From: =?utf-8?B?6KaL5pys?= <info@demo.example>", f"From: {name}".encode())
            assert await whole.send(raw, OFFICE, sender="info@demo.example") == "250 2.0.0 Ok"
            await whole.system.clockwork.settle(world)
            await whole.ask_for_reset(world)
            assert len(await whole.in_folder("inbox")) >= 1

    run(scenario(world_with()))
