"""What became of a rush, out of the events of its worlds."""

from typing import Any

from gmis.load.tally import Tally, tally
from gmis_api.answers import EventAnswer

REQUEST = ("reset.requested", {"username": "ex000000", "outcome": "mailed"})
ONE, OTHER = "ex000000@one.example", "ex000001@one.example"


def log(*happened: tuple[str, dict[str, Any]], asked: int | None = None) -> list[EventAnswer]:
    """A world's, in which so many mails were asked for; None: as many as were sent."""
    sent = sum(kind == "mail.queued" and "purpose" not in data for kind, data in happened)
    every = [*[REQUEST] * (sent if asked is None else asked), *happened]
    at = "2026-01-05T09:00:00.000+09:00"
    return [EventAnswer(seq=seq, at=at, kind=kind, data=data) for seq, (kind, data) in enumerate(every, 1)]


def queued(mail: int, to: str = ONE) -> tuple[str, dict[str, Any]]:
    return "mail.queued", {"mail": mail, "sender": "helpdesk@gmis.example", "to": to, "link": mail}


def delivered(to: str = ONE) -> tuple[str, dict[str, Any]]:
    return "mail.delivered", {"to": to, "folder": "inbox", "id": "x"}


def verdict(said: str, to: str = ONE) -> tuple[str, dict[str, Any]]:
    return "mail.verdict", {"to": to, "verdict": said}


def bounced(mail: int, to: str = ONE) -> tuple[str, dict[str, Any]]:
    return "mail.bounced", {"mail": mail, "to": to, "code": 550}


def test_every_mail_that_was_delivered_refused_or_thrown_away_has_come_to_its_end() -> None:
    found = tally(
        log(
            queued(1), verdict("inbox"), delivered(),
            queued(2, OTHER), verdict("reject", OTHER), bounced(2, OTHER),
            queued(3), verdict("discard"),
        )
    )  # fmt: skip
    assert found.sent == 3
    assert found.mails == {"delivered": 1, "bounced": 1, "discarded": 1}


def test_a_mail_of_which_the_log_tells_no_end_is_lost_though_another_address_got_two() -> None:
    found = tally(log(queued(1), queued(2, OTHER), delivered(OTHER), delivered(OTHER)))
    assert (found.mails["lost"], found.mails["twice"]) == (1, 1)


def test_a_mail_that_is_to_be_tried_again_waits_and_is_not_lost() -> None:
    put_off = ("mail.deferred", {"mail": 1, "to": ONE, "code": 450})
    assert tally(log(queued(1), put_off), waiting=[1]).mails == {"waiting": 1}
    assert tally(log(queued(1), put_off)).mails == {"lost": 1}
    assert tally(log(queued(1), put_off, delivered())).mails == {"delivered": 1}
    assert tally(log(queued(1), put_off, delivered())).tried_again == 1


def test_bounces_and_other_mails_are_no_reset_mails() -> None:
    notice = ("mail.queued", {"mail": 2, "sender": "", "to": "bounce@mailer.one.example", "purpose": "bounce"})
    found = tally(log(queued(1), bounced(1), notice, delivered("bounce@mailer.one.example")))
    assert (found.sent, found.mails) == (1, {"bounced": 1})


def test_a_request_without_its_mail_has_lost_it_and_one_with_two_has_one_twice() -> None:
    assert tally(log(queued(1), delivered(), asked=2)).mails == {"delivered": 1, "lost": 1}
    assert tally(log(queued(1), delivered(), queued(2), delivered(), asked=1)).mails == {"delivered": 2, "twice": 1}


def test_requests_are_counted_by_outcome_and_resets_by_new_passwords() -> None:
    refused = ("reset.requested", {"username": "ex000000", "outcome": "limit"})
    found = tally(
        log(queued(1), queued(2), refused, ("password.changed", {}), ("report.opened", {}), ("mistake", {"doing": "x"}))
    )
    assert found.requests == {"mailed": 2, "limit": 1}
    assert (found.completed, found.reports, found.mistakes) == (1, 1, 1)


def test_worlds_add_up() -> None:
    one = tally(log(queued(1), delivered(), ("password.changed", {})))
    other = tally(log(queued(1), ("reset.requested", {"outcome": "limit"})))
    both = sum((one, other), Tally())
    numbers = Tally(completed=1, reports=2, sent=3, tried_again=4, mistakes=5, gone=6)
    assert numbers + numbers == Tally(completed=2, reports=4, sent=6, tried_again=8, mistakes=10, gone=12)
    assert (both.sent, both.completed, both.requests["limit"]) == (2, 1, 1)
    assert both.mails == {"delivered": 1, "lost": 1}
