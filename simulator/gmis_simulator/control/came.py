"""What came to an address, which rule took the rest, and what waits: told out of the world's log."""

from collections.abc import Iterator

from gmis_api.answers import CameAnswer, ComingMail, TakenMail
from gmis_simulator.control.mail_query import ANY, MailQuery
from gmis_simulator.control.models import moment
from gmis_simulator.mail.message import Message
from gmis_simulator.mail.treatment import links_of
from gmis_simulator.serving.aside import Aside, TookTooLong
from gmis_simulator.world.events import Event
from gmis_simulator.world.jobs import Deliver, Release
from gmis_simulator.world.mailbox import Delivery
from gmis_simulator.world.world import World

BRINGS = ("mail.delivered", "mail.moved")
"""Events with which a mail is there."""


def came(world: World, asked: MailQuery) -> list[Event]:
    """How each mail that is there now was delivered, oldest first; one that was moved came when it was moved."""
    delivered = _delivered(world, asked)
    fresh = {event.data["id"] for event in _of(world, asked, *BRINGS)}
    return [
        event
        for event in world.events.after()
        if event.kind == "mail.delivered"
        and event.data["id"] in fresh & delivered.keys()
        and asked.folder in (ANY, delivered[event.data["id"]].folder)
        and asked.subject in event.data["subject"]
    ]


async def as_answers(world: World, asked: MailQuery, found: list[Event], aside: Aside) -> list[CameAnswer]:
    """What somebody who looks into the mailbox finds; ``aside`` reads what is large."""
    delivered, answers = _delivered(world, asked), []
    for event in found:
        mail = delivered[event.data["id"]]
        try:
            sender, links = await aside.call(len(mail.raw), sender_and_links, mail.raw)
        except TookTooLong:  # as its verdict says
            sender, links = "", []
        answers.append(
            CameAnswer(
                id=event.data["id"],
                folder=mail.folder,
                subject=event.data["subject"],
                sender=sender,
                at=moment(mail.at),
                links=links,
            )
        )
    return answers


def sender_and_links(raw: bytes) -> tuple[str, list[str]]:
    """Whom From names, and the links, each once, of a message that was filed."""
    message = Message(raw)
    return message.sender, links_of(message)


def rest(world: World, asked: MailQuery, found: list[Event]) -> list[TakenMail]:
    """What was decided of every mail that is not among those ``found``, and what came back."""
    listed = {event.data["message_id"] for event in found}
    where = {event.data["message_id"]: event.data["id"] for event in _of(world, asked, "mail.delivered")}
    delivered, taken = _delivered(world, asked), []
    for event in _of(world, asked, "mail.verdict", "mail.bounced"):
        data = event.data
        if event.kind == "mail.bounced":
            reply = f"{data['code']} {data['reply']}".removeprefix("0 ")
            taken.append(TakenMail(verdict="bounced", reason=reply, at=moment(event.at)))
        elif data["message_id"] not in listed and (asked.subject in data["subject"] or not data["subject"]):
            found_as = where.get(data["message_id"], "")
            taken.append(
                TakenMail(
                    verdict=data["verdict"],
                    rule=data["rule"],
                    reason=next((each["reason"] for each in data["trace"] if each["rule"] == data["rule"]), ""),
                    subject=data["subject"],
                    at=moment(event.at),
                    id=found_as or None,
                    folder=delivered[found_as].folder if found_as in delivered else None,
                )
            )
    return taken


def coming(world: World, asked: MailQuery) -> list[ComingMail]:
    """What is on its way, or is kept back, and when it is due; soonest first."""
    letters = [(each.due, each.state.value) for each in world.letters.waiting() if asked.is_to(each.recipient)]
    for due, job in world.agenda.waiting():
        if isinstance(job, Deliver | Release) and asked.is_to(job.address):
            letters.append((due, "delayed" if isinstance(job, Deliver) else "quarantine"))
    return [ComingMail(why=why, due=moment(due)) for due, why in sorted(letters)]


def _of(world: World, asked: MailQuery, *kinds: str) -> Iterator[Event]:
    events = world.events.after(asked.after)
    return (event for event in events if event.kind in kinds and asked.is_to(event.data["to"]))


def _delivered(world: World, asked: MailQuery) -> dict[str, Delivery]:
    mailbox = world.mailboxes.get(asked.to)
    return mailbox.delivered if mailbox else {}
