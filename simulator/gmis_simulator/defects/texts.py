"""Templates, scripts and style sheets with another text in them, where a defect has it so."""

import functools
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs

from jinja2 import BaseLoader, Environment, Template
from starlette.responses import Response
from starlette.types import Scope

from gmis_api.language import _
from gmis_simulator.defects.in_force import in_force
from gmis_simulator.defects.replaced import replace
from gmis_simulator.web import page as pages
from gmis_simulator.web.assets import FOLDER, Assets


class Text(NamedTuple):
    """In ``file``, ``wrong`` stands where ``right`` does."""

    file: str
    right: str
    wrong: str


_texts: dict[str, list[Text]] = {}  # by the defect's name

_ASSET = re.compile(r"/static/([\w./-]+\.(?:js|css))")
_IMPORTED = re.compile(r'(from "\./[\w-]+\.js)"')
_TYPES = {".js": "text/javascript", ".css": "text/css"}


def replace_text(file: str, name: str, right: str, wrong: str) -> None:
    """Have ``wrong`` in the place of ``right`` in ``file`` where ``name`` is in force.

    ``file``: a template as pages name it, such as web/base.html, or what is below /static/; raises OSError where it is
    not there. Whether ``right`` stands in it is for `check_texts`: a page may change although a defect must follow.
    """
    _path_of(file).stat()
    replace(pages.template_of, name, _template_of)
    _texts.setdefault(name, []).append(Text(file, right, wrong))


def check_texts(name: str) -> None:
    """Raises ValueError where a text that the defect replaces does not stand in its file exactly once."""
    for text in _texts.get(name, []):
        found = _path_of(text.file).read_text(encoding="utf-8").count(text.right)
        if found != 1:
            raise ValueError(
                _(
                    "defect {name!r} cannot be switched on: {text!r} stands {count} times in {file}, not once; "
                    "write into gmis_simulator/defects what stands there now",
                    name=name, text=text.right, count=found, file=text.file,
                )
            )


def _path_of(file: str) -> Path:
    if not file.endswith(".html"):
        return FOLDER / file
    site, _, below = file.partition("/")
    return Path(str(files(f"gmis_simulator.{site}"))) / "templates" / below


def _changed(source: str, file: str, names: tuple[str, ...]) -> str:
    for name in names:
        for text in _texts[name]:
            if text.file == file:
                source = source.replace(text.right, text.wrong)
    return source


class _Changed(BaseLoader):
    """The templates of ``right`` as ``names`` have them; what they load from /static/ is asked for as of these names."""

    def __init__(self, right: BaseLoader, names: tuple[str, ...]) -> None:
        self._right, self._names = right, names

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """As Jinja asks for it."""
        source, path, fresh = self._right.get_source(environment, template)
        changed = _changed(source, template, self._names)
        return _ASSET.sub(rf"/static/\1?defects={','.join(self._names)}", changed), path, fresh


@functools.lru_cache
def _environment(names: tuple[str, ...]) -> Environment:
    right = pages.TEMPLATES.loader
    assert right
    return pages.TEMPLATES.overlay(loader=_Changed(right, names))


def _template_of(right: Any, template: str) -> Template:
    del right
    on = in_force()
    return _environment(tuple(name for name in _texts if name in on)).get_template(template)


async def _asset(right: Any, assets: Assets, path: str, scope: Scope) -> Response:
    """No world is in hand here: the page that loads it says of which defects."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("defects", [""])[0].split(",")
    names = tuple(name for name in asked if name in _texts)
    suffix = Path(path).suffix
    if not names or suffix not in _TYPES or not (FOLDER / path).is_file():
        found: Response = await right(assets, path, scope)
        return found
    source = _changed((FOLDER / path).read_text(encoding="utf-8"), path, names)
    return Response(_IMPORTED.sub(rf'\1?defects={",".join(names)}"', source), media_type=_TYPES[suffix])


replace(Assets.get_response, "", _asset)
