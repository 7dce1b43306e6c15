from datetime import datetime, timedelta

from gmis_simulator.world.agenda import Agenda
from gmis_simulator.world.clock import JST

NINE = datetime(2026, 1, 5, 9, 0, tzinfo=JST)
TEN, ELEVEN = NINE + timedelta(hours=1), NINE + timedelta(hours=2)


def test_jobs_are_due_in_the_order_of_their_moments_whatever_order_they_were_added_in() -> None:
    agenda = Agenda()
    for due in (ELEVEN, NINE, TEN):
        agenda.add(due, f"job of {due:%H:%M}")
    assert agenda.waiting() == [(NINE, "job of 09:00"), (TEN, "job of 10:00"), (ELEVEN, "job of 11:00")]
    assert agenda.next_due() == NINE
    assert agenda.take_due(TEN) == ["job of 09:00", "job of 10:00"]
    assert agenda.next_due() == ELEVEN


def test_jobs_of_one_moment_are_due_in_the_order_in_which_they_were_added() -> None:
    agenda = Agenda()
    jobs: list[object] = [{"job": number} for number in range(20)]  # dicts have no order of their own
    for job in jobs:
        agenda.add(NINE, job)
    assert [job for _, job in agenda.waiting()] == jobs
    assert agenda.take_due(NINE) == jobs


def test_what_was_taken_is_gone_and_what_is_not_due_stays() -> None:
    agenda = Agenda()
    agenda.add(TEN, "later")
    assert agenda.take_due(TEN - timedelta(microseconds=1)) == []
    assert agenda.take_due(TEN) == ["later"]
    assert agenda.take_due(TEN) == []
    assert (agenda.next_due(), agenda.waiting()) == (None, [])


def test_whoever_listens_is_told_of_every_job_that_is_added_and_of_nothing_else() -> None:
    agenda = Agenda()
    agenda.add(NINE, "before anybody listens")
    told: list[datetime | None] = []
    unsubscribe = agenda.subscribe(lambda: told.append(agenda.next_due()))
    agenda.add(TEN, "later")
    agenda.take_due(NINE)
    agenda.add(TEN, "later too")
    unsubscribe()
    agenda.add(NINE, "after that")
    assert told == [NINE, TEN]
