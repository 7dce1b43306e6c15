"""``python -m tools.catalogues``: what `scripts/catalogues` calls."""

import click

from gmis_api.language import DOMAIN, LANGUAGES
from tools.catalogues.checks import compiled_wrong, problems
from tools.catalogues.files import compile_to, mo_file, po_file, read, write
from tools.catalogues.said import said
from tools.catalogues.update import updated

CLICK = "click"
"""What click itself says; in English it is as click has it, and which of it is shown nobody but a reader knows."""


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; end with 1 where something is to be done.")
def catalogues(check: bool) -> None:
    """Bring every .po in step with what is said, compile it to .mo, and say what is left to do."""
    told: list[str] = []
    for language in LANGUAGES:
        wanted, kept = said(language), read(language, DOMAIN)
        if not check:
            kept, dropped = updated(kept, wanted)
            told += [
                f"{po_file(language, DOMAIN).name}: dropped, since nothing says it: {' '.join(each.split())}"
                for each in dropped
            ]
            write(kept, language, DOMAIN)
        told += problems(kept, wanted, po_file(language, DOMAIN))
    click_said = read("ja", CLICK)
    told += problems(click_said, click_said, po_file("ja", CLICK))
    for language, domain in (*((each, DOMAIN) for each in LANGUAGES), ("ja", CLICK)):
        if not check:
            compile_to(mo_file(language, domain), read(language, domain))
        told += compiled_wrong(read(language, domain), mo_file(language, domain))
    for each in told:
        click.echo(each)
    raise SystemExit(bool(told))


if __name__ == "__main__":
    catalogues()
