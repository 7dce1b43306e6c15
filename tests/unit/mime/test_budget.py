"""What is not read of a mail is said, each kind once."""

from gmis_simulator.mime.budget import LONGEST_FIELD, Budget


def test_a_mail_of_which_all_is_read_has_no_notes() -> None:
    budget = Budget()
    assert budget.within("x" * LONGEST_FIELD, "To") == "x" * LONGEST_FIELD
    assert budget.notes == ()


def test_a_field_that_is_too_long_is_cut_and_named_with_its_length() -> None:
    budget = Budget()
    assert budget.within("x" * (LONGEST_FIELD + 1), "To") == "x" * LONGEST_FIELD
    assert budget.notes == (f"field: of To the first {LONGEST_FIELD} of {LONGEST_FIELD + 1} signs are read",)


def test_of_each_kind_the_first_note_stays_and_they_come_in_order() -> None:
    budget = Budget()
    budget.exceeded("parts")
    for deepest in (50, 70):
        budget.exceeded("depth", deepest=deepest)
    said = (
        "parts: the first ones are read, the others are not",
        "depth: containers within containers are read 50 deep",
    )
    assert budget.notes == said
