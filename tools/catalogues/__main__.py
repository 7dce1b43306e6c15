"""``python -m tools.catalogues``: what `scripts/catalogues` calls."""

from pathlib import Path

import click

from gmis_api.language import DOMAIN, LANGUAGES
from tools.catalogues.checks import compiled_wrong, problems
from tools.catalogues.data import texts
from tools.catalogues.files import compile_to, mo_file, po_file, read, read_file, write
from tools.catalogues.said import said
from tools.catalogues.update import taken, updated

CLICK = "click"
"""What click itself says; in English it is as click has it, and which of it is ever shown only a reader knows."""

CATALOGUES = (*((language, DOMAIN) for language in LANGUAGES), ("ja", CLICK))


@click.command()
@click.option("--check", is_flag=True, help="Write nothing.")
@click.option(
    "--take",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    metavar="FILE.po",
    help="Take over what is translated there and not here, such as another branch's; may be given several times.",
)
def catalogues(check: bool, take: tuple[Path, ...]) -> None:
    """Bring every .po in step with what is said, compile it to .mo, and say what is left to do, with exit status 1."""
    told: list[str] = []
    data = set(texts())
    for language in LANGUAGES:
        wanted, kept = said(language), read(language, DOMAIN)
        if not check:
            for file in take:
                kept = taken(kept, read_file(file, language))
            kept, dropped = updated(kept, wanted, data)
            told += [f"{language}: nothing says this, it is dropped: {' '.join(each.split())}" for each in dropped]
            write(kept, language, DOMAIN)
        told += problems(kept, wanted, data, po_file(language, DOMAIN))
    click_said = read("ja", CLICK)
    told += problems(click_said, click_said, data, po_file("ja", CLICK))
    for language, domain in CATALOGUES:
        if not check:
            compile_to(mo_file(language, domain), read(language, domain))
        told += compiled_wrong(read(language, domain), mo_file(language, domain))
    for each in told:
        click.echo(each)
    raise SystemExit(bool(told))


if __name__ == "__main__":
    catalogues()
