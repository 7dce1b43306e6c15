from simulator.world.filtering import PERSONAS, judge
from simulator.world.rules import BlockList, Incoming, SafeSenders, SenderLists, UnknownSender

HELPDESK = Incoming(envelope_sender="bounce@mailer.example", header_sender="helpdesk@gmis.mhlw.go.jp")


def test_the_first_answer_decides_and_every_answer_is_kept() -> None:
    lists = SenderLists(safe_senders=["helpdesk@gmis.mhlw.go.jp"], blocked_senders=["mailer.example"])
    verdict = judge(HELPDESK, [SafeSenders(), BlockList(), UnknownSender()], lists)

    assert (verdict.verdict, verdict.rule) == ("inbox", "safe-senders")
    assert [(each["rule"], each["verdict"]) for each in verdict.trace] == [
        ("safe-senders", "inbox"),
        ("block-list", "discard"),
        ("unknown-sender", None),
        ("default", "inbox"),
    ]
    assert all(each["reason"] for each in verdict.trace)


def test_where_no_rule_answers_the_mail_goes_to_the_inbox() -> None:
    assert judge(HELPDESK, [], SenderLists()).rule == "default"


def test_an_entry_is_an_address_or_a_whole_domain_whatever_its_capitals() -> None:
    for entry in ("HELPDESK@gmis.mhlw.go.jp", "gmis.mhlw.go.jp", "@Gmis.mhlw.go.jp", "bounce@mailer.example"):
        assert HELPDESK.is_from([entry]) == entry
    for entry in ("mhlw.go.jp", "other@gmis.mhlw.go.jp", "is.mhlw.go.jp", ""):
        assert HELPDESK.is_from([entry]) is None


def test_an_unknown_sender_goes_where_the_persona_says() -> None:
    assert judge(HELPDESK, PERSONAS["plain"], SenderLists()).verdict == "inbox"
    assert judge(HELPDESK, PERSONAS["junk-unknown"], SenderLists()).verdict == "junk"
    assert judge(HELPDESK, PERSONAS["discard-unknown"], SenderLists()).verdict == "discard"
