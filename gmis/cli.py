"""The command `gmis`; a command is imported when it is called, and its like when somebody mistypes it."""

import signal
import sys
from importlib import import_module
from importlib.metadata import version
from typing import NoReturn

import click

from gmis.localized import localized
from gmis.speaking import speak, speaking
from gmis_api.language import LANGUAGES, N_, Language, UnknownLanguage, _
from gmis_api.nearest import nearest

COMMANDS = {
    "up": ("up:up", N_("Run simulator and inbox until Ctrl-C, with a world `demo` to begin with.")),
    "demo": ("demo:demo", N_("Go from the login page to 「定期報告」 by way of a real mail.")),
    "doctor": ("doctor:doctor", N_("Say what is found and what is missing, and how to get it.")),
    "personas": ("personas:personas", N_("List the kinds of recipient that a mailbox can be.")),
    "mail": ("mail.command:mail", N_("Say what inboxes and recipients make of a mail.")),
    "reports": ("reports:reports", N_("List the reported issues, by what the user says.")),
    "repro": ("repro:repro", N_("Reproduce a reported issue, with a verdict and a dossier.")),
    "diagnose": ("diagnose:diagnose", N_("Run every reported issue with that symptom, and tell them apart.")),
    "site": ("site:site", N_("Write a site of all that is known, searchable without a server.")),
    "open": ("open:open_bundle", N_("Bring back the world of a bundle, with a browser in it.")),
    "new": ("new:new", N_("Write a reported issue that runs at once, out of a few answers.")),
    "steps": ("steps:steps", N_("Print every sentence that a .feature file may use.")),
    "grade": ("grade:grade", N_("Say which of the simulator's defects a suite notices.")),
    "load": ("load.command:load", N_("Send thousands of users through the first day of a reporting period.")),
    "merge": ("merge:merge", N_("Join the results of several runs into one page.")),
}
"""Each command: where it is, and what `gmis --help` says of it."""

_EXTRA = {"playwright", "pytest", "gherkin", "parse"}  # what the extra `harness` brings


class _Lazy(click.Group):
    def list_commands(self, context: click.Context) -> list[str]:
        del context
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        del context
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name][0].split(":")
        try:
            command: click.Command = getattr(import_module(f"gmis.{module}"), attribute)
        except ModuleNotFoundError as error:
            if (error.name or "").partition(".")[0] not in _EXTRA:
                raise
            raise click.ClickException(
                _(
                    "`gmis {name}` needs the harness ({missing} is not installed): {remedy}",
                    name=name, missing=error.name, remedy="pip install 'gmis-reset-simulator[harness]'",
                )
            ) from None  # fmt: skip
        return localized(command)

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = nearest(args[0], COMMANDS)
            hint = _(" Did you mean {name!r}?", name=near[0]) if near else ""
            raise click.UsageError(_("No such command {name!r}.", name=args[0]) + hint, context)
        return super().resolve_command(context, args)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        del context
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(said)) for name, (_place, said) in COMMANDS.items()])


def _speak(context: click.Context, option: click.Parameter, chosen: Language | None) -> None:
    del context, option
    if chosen:
        speak(chosen)


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--lang", type=click.Choice(LANGUAGES), callback=_speak, is_eager=True, expose_value=False,
    help="The language of all that is said, else that of GMIS_LANG, or of the locale.",
)  # fmt: skip
@click.version_option(version("gmis-reset-simulator"), message="gmis %(version)s", help="Show the version and exit.")
def cli() -> None:
    """A simulator of the G-MIS / Med-Login password reset by mail, and what belongs to it."""


class Terminated(KeyboardInterrupt):
    """SIGTERM came; a command ends by it as it does by Ctrl-C."""


def main() -> None:
    """Run the command line; whatever is wrong becomes one sentence on stderr and exit status 2, never a traceback.

    Ctrl-C and SIGTERM end every command, even where Ctrl-C was to be ignored, as it is by what a shell's script starts
    in the background. The exit status is 130 or 143 but for those that have an ending of their own: `up` and `open`
    are only ever ended so, which is 0; what `repro` and `diagnose` ran so far is told and kept, which is 130 by both.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _terminated)
    sys.exit(run())


def _terminated(*_: object) -> NoReturn:
    raise Terminated


def run(argv: list[str] | None = None) -> int:
    """The exit status of the command that ``argv`` says, called; None: what this process was started with."""
    try:
        with speaking():
            return _run(argv)
    except UnknownLanguage as error:
        click.echo(f"gmis: {error}", err=True)
        return 2


def _run(argv: list[str] | None) -> int:
    try:
        given = sys.argv[1:] if argv is None else list(argv)
        # only for --lang: what is wrong besides is told in that language
        localized(cli).make_context("gmis", list(given), resilient_parsing=True)
        return int(localized(cli).main(given, standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "gmis"
        help_ = _("See: {command} --help", command=command)
        click.echo(f"gmis: {error.format_message()} {help_}", err=True)
        return 2
    except click.ClickException as error:
        click.echo(f"gmis: {error.format_message()}", err=True)
        return 2
    except click.Abort as error:  # what click makes of a KeyboardInterrupt
        click.echo(_("gmis: stopped"), err=True)
        return 143 if isinstance(error.__context__, Terminated) else 130
