"""Which press an answer is for, and so how long its mail took."""

from gmis.load.presses import answered


def test_mails_are_for_the_presses_in_their_order() -> None:
    presses = [1.0, 2.0, 3.0]
    assert [answered(presses, kind) for kind in ("mail.delivered", "mail.bounced", "mail.verdict")] == [1.0, 2.0, 3.0]
    assert presses == []


def test_the_limit_is_for_the_last_press_though_it_answers_before_the_mails_of_the_others() -> None:
    presses = [1.0, 2.0, 3.0]
    assert answered(presses, "reset.requested") == 3.0
    assert answered(presses, "mail.delivered") == 1.0
