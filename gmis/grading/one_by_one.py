"""A command against each defect: a simulator that has it on, one run, and one more where it was red."""

from collections.abc import Iterator, Sequence

from gmis.grading.command import Command, Run, WrongCommand
from gmis.grading.standing import NoStart, standing
from gmis_api.answers import DefectAnswer
from gmis_api.language import _
from pytest_gmis.reports.graded.grade import Graded, Red


def control(command: Command) -> float:
    """The seconds of a run without a defect; raises WrongCommand unless it is green."""
    with standing() as environment:
        run = command.run(environment)
    if run.endless:
        raise WrongCommand(
            _(
                "without a defect it does not end in {minutes:g} minutes: "
                "raise --limit, or look at the command ({log})",
                minutes=command.limit / 60,
                log=command.log,
            )
        )
    if run.tests == 0:
        raise WrongCommand(
            _("no test is run (exit status {status}): look at the command ({log})", status=run.status, log=command.log)
        )
    if run.red:
        which = f": {', '.join(list(run.failed)[:3])}" if run.failed else ""
        raise WrongCommand(
            _(
                "it fails without a defect (exit status {status}{which}): make it green first. Its output: {log}",
                status=run.status,
                which=which,
                log=command.log,
            )
        )
    return run.took


def against(command: Command, defects: Sequence[DefectAnswer]) -> Iterator[Graded]:
    """What becomes of each of ``defects``; decoys all at once, and one by one only where that is red."""
    decoys = [each for each in defects if each.decoy]
    for defect in defects:
        if not defect.decoy:
            yield twice(command, [defect])
    if not decoys:
        return
    together = twice(command, decoys)
    if together.outcome == "unnoticed":
        share = round(together.took / len(decoys), 2)
        yield from (Graded(defect=decoy, outcome="unnoticed", took=share) for decoy in decoys)
    else:
        yield from (twice(command, [decoy]) for decoy in decoys)


def twice(command: Command, defects: Sequence[DefectAnswer]) -> Graded:
    """What becomes of the first of ``defects`` while all of them are on: a run, and one more where it was red."""
    try:
        with standing([each.name for each in defects]) as environment:
            aimed = environment | {"GMIS_GRADE_FIRST": f"{defects[0].requirement} {defects[0].step}"}
            first = command.run(aimed)
            second = command.run(aimed) if first.red else None
    except NoStart as broken:
        return Graded(defect=defects[0], outcome="broken", told=str(broken))
    took = round(first.took + (second.took if second else 0), 2)
    if second is None:
        return Graded(defect=defects[0], outcome="unnoticed", took=took)
    red = _both(first, second)
    if not second.red or (first.failed and not red):
        return Graded(defect=defects[0], outcome="flaky", flaky=list(first.failed), took=took)
    return Graded(defect=defects[0], outcome="noticed", red=red, took=took)


def _both(first: Run, second: Run) -> list[Red]:
    """The tests that failed both times."""
    if first.endless:
        return [Red(test="", reason=_("it does not end"), took=round(first.took, 2))]
    return [Red(test=name, reason=why) for name, why in first.failed.items() if name in second.failed]
