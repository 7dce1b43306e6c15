"""`gmis steps`: every sentence that a .feature file may use, with its meaning and an example."""

from itertools import groupby

import click

from gmis_api.language import _
from pytest_gmis.reports.tags import TAGS
from pytest_gmis.reports.vocabulary import vocabulary


@click.command()
@click.option("--containing", metavar="TEXT", default="", help="Only those in which that stands.")
def steps(containing: str) -> None:
    """Print every sentence that a .feature file may use, by what it is about, and the tags."""
    found = [each for each in vocabulary() if containing in f"{each.pattern}{each.meaning}{each.example}"]
    if not found:
        raise click.ClickException(_("No sentence holds 「{text}」. All of them: gmis steps", text=containing))
    for title, sentences in groupby(found, key=lambda sentence: sentence.group):
        click.secho(_(title), bold=True)
        for each in sentences:
            example = _("example: {line}", line=each.example)
            click.echo(f"  {each.pattern}\n      {_(each.meaning)}\n      {example}")
    if not containing:
        click.secho(_("tags"), bold=True)
        for tag, meaning in TAGS.items():
            click.echo(f"  @{tag}  {_(meaning)}")
