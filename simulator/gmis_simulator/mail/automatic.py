"""What a mailbox answers by itself: that somebody is away, or that the sender is to show that they are human."""

from gmis_simulator.mail.note_mail import send_automatic
from gmis_simulator.world.mailbox import Mailbox
from gmis_simulator.world.office import Note
from gmis_simulator.world.received import Received
from gmis_simulator.world.world import World

_TEXTS = {
    "out-of-office": (
        "不在のお知らせ: {subject}",
        "メールをありがとうございます。担当者はただいま不在のため、確認とお返事が遅れます。",
    ),
    "challenge": (
        "【ご確認のお願い】{subject}",
        "お送りいただいたメールは、まだ受取人に届いていません。\n"
        "迷惑メールを防ぐため、人が送られたことを確認しています。このメールにそのままご返信ください。",
    ),
}


def answer_automatically(world: World, mailbox: Mailbox, mail: Received) -> None:
    """Answer the sender of the envelope, once each, and never a bounce (RFC 3834, 2 and 4).

    That the reset mail says Auto-Submitted is overlooked, as by many such programs [assumed].
    """
    kind = mailbox.persona.answers
    if kind == "no" or not mail.sender or mail.sender.lower() in mailbox.answered:
        return
    mailbox.answered.append(mail.sender.lower())
    subject, text = _TEXTS[kind]
    send_automatic(world, mailbox.address, Note(mail.sender, subject.format(subject=mail.subject)[:200], text))
    world.events.append("mail.answered", **mail.seen(mailbox.address), sender=mail.sender, answer=kind)
