"""The reported issues that come with the product."""

import click

from pytest_gmis.reports.issue import ReportedIssue
from pytest_gmis.reports.reading import WrongFeature, every_issue


def known_issues() -> list[ReportedIssue]:
    """All of them; raises ClickException for one that cannot be read."""
    try:
        return every_issue()
    except WrongFeature as error:
        raise click.ClickException(str(error)) from None
