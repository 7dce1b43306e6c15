"""/api/v1/message/{ID}/part/{PartID}: one attachment or inline part, as a file."""

import re
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.inbox.api.single import NotFoundError, find
from gmis_simulator.inbox.store import Store

_BINARY = "application/octet-stream"
_SENDABLE = re.compile(r"[!-~]*")  # what a header may say without being quoted
# A browser would show these as a page of the inbox's own, scripts and all.
_PAGES = {"text/html", "text/xml", "text/xsl", "application/xhtml+xml", "application/xml", "image/svg+xml"}


class Parts:
    """The endpoint of a message's files."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def download(self, request: Request) -> Response:
        """GET: the decoded bytes of an attachment or inline part; texts and HTML that the message shows are none."""
        message = find(self._store, request, "404 page not found")
        bodies = message.content.bodies
        for part in [*bodies.inlines, *bodies.others, *bodies.attachments]:
            if part.part_id == request.path_params["part"]:
                name = quote(part.file_name or part.content_id, safe="$&+=:@", errors="replace")
                kind, disposition = _shown_as(part.content_type)
                headers = {"Content-Type": kind, "Content-Disposition": f'{disposition}; filename="{name}"'}
                return Response(part.content, headers=headers)
        raise NotFoundError("404 page not found")


def _shown_as(content_type: str) -> tuple[str, str]:
    if content_type.lower() in _PAGES:
        return _BINARY, "attachment"
    return content_type if _SENDABLE.fullmatch(content_type) else _BINARY, "inline"
