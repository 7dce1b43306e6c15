"""Which language a command speaks, and what it starts."""

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager

from gmis_api.language import FOLDER, Language, language

_VARIABLES = ("GMIS_LANG", "LANGUAGE")


@contextmanager
def speaking() -> Iterator[None]:
    """Inside, click speaks as we do, and so does what is started; raises UnknownLanguage for a wrong GMIS_LANG.

    Click asks gettext for the domain that is chosen for all of the process, and gettext asks LANGUAGE first.
    """
    before, domain = {name: os.environ.get(name) for name in _VARIABLES}, gettext.textdomain()
    try:
        speak(language())
        gettext.bindtextdomain("click", str(FOLDER))
        gettext.textdomain("click")
        yield
    finally:
        gettext.textdomain(domain)
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def speak(chosen: Language) -> None:
    """From now on that language; by the environment, which every thread and every child has."""
    os.environ.update(dict.fromkeys(_VARIABLES, chosen))
