"""The reports in docs/examples, which were begun with `gmis new`; pytest itself runs their scenarios."""

from pathlib import Path

import pytest

from pytest_gmis.reports.reading import FACTS, read_issue
from pytest_gmis.reports.shipped import FOLDER
from pytest_gmis.reports.tags import REMEDY, SYMPTOM

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.feature")), ids=lambda path: path.stem)
def test_an_example_is_complete_and_none_of_the_reported_issues(path: Path) -> None:
    issue = read_issue(path)
    assert all(len(issue.facts[fact]) > len("まだ") and "まだ分かって" not in issue.facts[fact] for fact in FACTS)
    assert {tag for scenario in issue.scenarios for tag in scenario.tags} >= {SYMPTOM, REMEDY}
    assert not (FOLDER / path.name).exists()
    assert issue.title not in {read_issue(other).title for other in FOLDER.glob("*.feature")}
