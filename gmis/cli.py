"""The command `gmis`."""

import sys

import click

from gmis.demo import demo
from gmis.doctor import doctor
from gmis.merge import merge
from gmis.new import new
from gmis.open import open_bundle
from gmis.personas import personas
from gmis.reports import diagnose, reports
from gmis.repro import repro
from gmis.up import up


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """A simulator of the G-MIS / Med-Login password reset by mail, and what belongs to it."""


for command in (up, demo, doctor, personas, repro, reports, diagnose, open_bundle, new, merge):
    cli.add_command(command)


def main() -> None:
    """Run the command line; whatever is wrong becomes one sentence on stderr and exit status 2, never a traceback."""
    try:
        sys.exit(cli.main(standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(2)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "gmis"
        click.echo(f"gmis: {error.format_message()} See: {command} --help", err=True)
        sys.exit(2)
    except click.ClickException as error:
        click.echo(f"gmis: {error.format_message()}", err=True)
        sys.exit(2)
    except click.Abort:
        click.echo("gmis: stopped", err=True)
        sys.exit(130)
