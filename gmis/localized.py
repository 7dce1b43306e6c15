"""The help of commands in the language that is spoken; what is written beside a command is English, the msgid."""

from collections.abc import Iterator
from copy import copy
from inspect import cleandoc
from typing import TypeVar

import click

from gmis_api.language import _

Command = TypeVar("Command", bound=click.Command)


def localized(command: Command) -> Command:
    """A copy of ``command`` whose help is translated, that of its options, and that of the commands below it."""
    found = copy(command)
    found.help = command.help and _(cleandoc(command.help))
    found.params = [_localized_option(each) for each in command.params]
    if isinstance(command, click.Group) and isinstance(found, click.Group):
        found.commands = {name: localized(each) for name, each in command.commands.items()}
    return found


def texts_of(command: click.Command) -> Iterator[str]:
    """What `localized` translates, of ``command`` and of all below it: no extractor can see that it is said."""
    if command.help:
        yield cleandoc(command.help)
    yield from (each.help for each in command.params if isinstance(each, click.Option) and each.help)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            if below := command.get_command(context, name):
                yield from texts_of(below)


def _localized_option(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    found = copy(parameter)
    found.help = _(parameter.help)
    return found
