"""`gmis steps`: every sentence that a .feature file may use, with its meaning and an example."""

from itertools import groupby

import click

from pytest_gmis.reports.tags import TAGS
from pytest_gmis.reports.vocabulary import vocabulary


@click.command()
@click.option("--containing", metavar="TEXT", default="", help="Only those in which that stands.")
def steps(containing: str) -> None:
    """Print every sentence that a .feature file may use, by what it is about, and the tags."""
    found = [each for each in vocabulary() if containing in f"{each.pattern}{each.meaning}{each.example}"]
    if not found:
        raise click.ClickException(f"「{containing}」を含む文はありません。すべての文: gmis steps")
    for title, sentences in groupby(found, key=lambda sentence: sentence.group):
        click.secho(title, bold=True)
        for each in sentences:
            click.echo(f"  {each.pattern}\n      {each.meaning}\n      例: {each.example}")
    if not containing:
        click.secho("タグ", bold=True)
        for tag, meaning in TAGS.items():
            click.echo(f"  @{tag}  {meaning}")
