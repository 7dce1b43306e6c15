"""`gmis reports`: the reported issues by what the user says."""

from collections.abc import Sequence
from itertools import groupby

import click

from gmis.known import known_issues
from gmis.padded import padded
from gmis_api.language import _, listed
from pytest_gmis.reports.issue import ReportedIssue


@click.command()
@click.option(
    "--tag", "tags", multiple=True, metavar="TAG", help="Only those with this tag, for example 「迷惑メール」."
)
def reports(tags: tuple[str, ...]) -> None:
    """List the reported issues, by what the user says."""
    found = [issue for issue in known_issues() if set(tags) <= set(issue.tags)]
    if not found:
        known = sorted({tag for issue in known_issues() for tag in issue.tags})
        raise click.ClickException(
            _("No report has the tag {tags}. Tags: {known}", tags=listed(tags), known=listed(known))
        )
    width = max(len(issue.name) for issue in found)
    for said, issues in groupby(sorted(found, key=lambda issue: _first_of(issue, found)), key=lambda issue: issue.said):
        click.secho(f"「{_(said)}」", bold=True)
        for issue in issues:
            click.echo(f"  {issue.name:<{width}}  {padded(issue.leaflet_step, 3)} {_(issue.title)}")


def _first_of(issue: ReportedIssue, found: Sequence[ReportedIssue]) -> int:
    """The place of the first issue of which the same is said."""
    return next(place for place, each in enumerate(found) if each.said == issue.said)
