"""Everything that is said to people: what stands in code and templates, in the help of commands, and in data."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from gmis.cli import cli
from gmis.localized import texts_of
from gmis_api.language import Language, spoken

ROOT = Path(__file__).parents[2]
FOLDERS = ("gmis", "fixtures/pytest_gmis", "simulator/gmis_api", "simulator/gmis_simulator")
_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
_KEYWORDS = {"_": None, "N_": None, "pgettext": ((1, "c"), 2)}
_QUOTED = re.compile("「[^」]*」|[(][^)]*[)]")
_JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")


def said(language: Language) -> Catalog:
    """What must be translated into ``language``: to Japanese what is said in English, and the other way round."""
    found = Catalog(language)
    with spoken("en"):  # as the help stands in the code
        helps = list(texts_of(cli))
    for text, context in {*_in_code(), *((text, None) for text in helps)}:
        if is_japanese(text) is (language == "en"):
            found.add(text, context=context)
    return found


def is_japanese(text: str) -> bool:
    """Whether the sentence is Japanese, which an English one that quotes a 「button」 is not."""
    return bool(_JAPANESE.search(_QUOTED.sub("", text)))


def _in_code() -> Iterator[tuple[str, str | None]]:
    for folder in FOLDERS:
        found = extract_from_dir(ROOT / folder, _METHODS, {"**.html": {"silent": "false"}}, _KEYWORDS)
        for _file, _line, message, _comments, context in found:
            yield (message if isinstance(message, str) else message[0]), context
