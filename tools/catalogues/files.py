"""Catalogues as files: .po in an order and a shape in which two people's changes merge quietly, and .mo."""

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from gmis_api.language import FOLDER, Language

# neither a date nor a line number, which would differ with each change
_HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: {language}\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def po_file(language: Language, domain: str) -> Path:
    """Where people write."""
    return FOLDER / language / "LC_MESSAGES" / f"{domain}.po"


def mo_file(language: Language, domain: str) -> Path:
    """What gettext reads."""
    return po_file(language, domain).with_suffix(".mo")


def read(language: Language, domain: str) -> Catalog:
    """What is written there; nothing, where there is no such file."""
    path = po_file(language, domain)
    return read_file(path, language) if path.exists() else Catalog(language)


def read_file(path: Path, language: Language) -> Catalog:
    """What is written at ``path``; nothing, where that is of another language."""
    with path.open("rb") as file:
        found = read_po(file)
    return found if found.locale_identifier in (language, None) else Catalog(language)


def write(catalogue: Catalog, language: Language, domain: str) -> None:
    """Sorted, one line a message."""
    path = po_file(language, domain)
    with path.open("wb") as file:
        file.write(_HEADER.format(language=language).encode())
        write_po(file, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)


def compile_to(path: Path, catalogue: Catalog) -> None:
    """The same catalogue gives the same bytes, whoever compiles it, and when."""
    plain = Catalog()
    plain.mime_headers = [("Content-Type", "text/plain; charset=utf-8")]
    for message in catalogue:
        if message.id and message.string and not message.fuzzy:
            plain.add(message.id, message.string, context=message.context)
    with path.open("wb") as file:
        write_mo(file, plain)
