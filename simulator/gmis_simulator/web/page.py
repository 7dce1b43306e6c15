"""One HTML page out of a template; every page carries the simulator's banner."""

from importlib.resources import files
from typing import Any

from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined, Template
from starlette.requests import Request
from starlette.responses import HTMLResponse

from gmis_simulator.web.prefix import prefix
from gmis_simulator.world.world import World

_SITES = ("web", "med_login", "gmis", "webmail", "console")
TEMPLATES = Environment(
    loader=PrefixLoader(
        {site: FileSystemLoader(str(files(f"gmis_simulator.{site}") / "templates")) for site in _SITES}
    ),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def template_of(name: str) -> Template:
    """The template of that name, for example ``med_login/login.html``."""
    return TEMPLATES.get_template(name)


def page(request: Request, template: str, status_code: int = 200, **context: Any) -> HTMLResponse:
    """Render the `template_of` that name; ``base`` in it is where the world's pages begin."""
    world = request.scope.get("state", {}).get("world")
    base = prefix(world) if world else ""
    html = template_of(template).render(world=world, base=base, **context)
    return HTMLResponse(html, status_code)


def world_of(request: Request) -> World:
    """The world that the request's first path segment names."""
    world: World = request.state.world
    return world
