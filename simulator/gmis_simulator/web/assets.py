"""Scripts and style sheets of all pages, at /static/."""

from importlib.resources import files
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOLDER = Path(str(files("gmis_simulator.web"))) / "static"


class Assets(StaticFiles):
    """What lies in `FOLDER`."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file at ``path``; raises HTTPException 404."""
        return await super().get_response(path, scope)
