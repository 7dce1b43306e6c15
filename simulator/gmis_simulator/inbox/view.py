"""The pages for people: the list at /, and one message at /view/, whole, or its HTML or text alone."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from gmis_simulator.inbox.api.single import NotFoundError, find
from gmis_simulator.inbox.embed import for_embedding
from gmis_simulator.inbox.headers import shown_headers, strict_header
from gmis_simulator.inbox.message import Message
from gmis_simulator.inbox.store import Store

_PAGES = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True)
_SHOWN = 200  # messages; a longer page helps nobody


class View:
    """The endpoints of the pages."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def home(self, _: Request) -> Response:
        """GET /: the newest messages, without marking any as read."""
        newest = self._store.newest_first()
        rows = [(message, self._store.tags.of(message.id)) for message in newest[:_SHOWN]]
        page = _PAGES.get_template("home.html").render(rows=rows, rest=len(newest) - len(rows))
        return HTMLResponse(page)

    async def latest(self, request: Request) -> Response:
        """GET /view/latest: on to the newest message, or the newest that matches `query`; without one, to the list."""
        request.path_params["id"] = "latest"
        try:
            message = find(self._store, request, "")
        except NotFoundError:
            return RedirectResponse("/", status_code=302)
        return RedirectResponse(f"/view/{message.id}", status_code=302)

    async def message(self, request: Request) -> Response:
        """GET /view/{ID}: its headers, HTML, text and files on one page; read from then on."""
        message = self._opened(request)
        mail = message.detail(self._store.tags.of(message.id))
        page = _PAGES.get_template("message.html").render(
            mail=mail,
            files=mail["Attachments"] + mail["Inline"],
            headers=shown_headers(strict_header(message.front)).items(),
            created=message.created,
        )
        return HTMLResponse(page)

    async def html(self, request: Request) -> Response:
        """GET /view/{ID}.html: its HTML as sent, images inside the message linked to the API; read from then on.

        With `embed=1` its links open outside of the frame that it is shown in.
        """
        message = self._opened(request)
        if not message.content.bodies.html:
            raise NotFoundError("This message does not contain a HTML part")
        page = _with_images(message)
        return HTMLResponse(for_embedding(page) if request.query_params.get("embed") == "1" else page)

    async def text(self, request: Request) -> Response:
        """GET /view/{ID}.txt: its text; read from then on."""
        return PlainTextResponse(self._opened(request).content.bodies.text)

    def _opened(self, request: Request) -> Message:
        message = find(self._store, request, "Message not found")
        self._store.mark([message.id], read=True)
        return message


def _with_images(message: Message) -> str:
    bodies = message.content.bodies
    html = bodies.html
    for part in [*bodies.inlines, *bodies.others, *bodies.attachments]:
        if part.content_id:
            source = re.compile(rf"(?<=[=\"'])cid:{re.escape(part.content_id)}(?=[\"'\s/>;])", re.IGNORECASE)
            html = source.sub(f"/api/v1/message/{message.id}/part/{part.part_id}", html)
    return html
