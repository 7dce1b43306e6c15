"""/api/v1/info, /api/v1/webui, /livez and /readyz: about the inbox itself."""

import time

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gmis_simulator.inbox.store import Store
from gmis_simulator.inbox.version import VERSION

_WEB_UI = {
    "Label": "embedded",
    "MessageRelay": {
        "Enabled": False,
        "SMTPServer": "",
        "ReturnPath": "",
        "AllowedRecipients": "",
        "BlockedRecipients": "",
        "OverrideFrom": "",
        "PreserveMessageIDs": False,
        "RecipientAllowlist": "",
    },
    "SpamAssassin": False,
    "ChaosEnabled": False,
    "DuplicatesIgnored": False,
    "HideDeleteAllButton": False,
}


class About:
    """The endpoints about the inbox. There is no database: its path is empty, and its size and the memory are 0."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._started = time.monotonic()

    async def info(self, _: Request) -> Response:
        """GET: versions, totals, and what happened since the start."""
        store = self._store
        return JSONResponse(
            {
                "Version": VERSION,
                "LatestVersion": "disabled",
                "Database": "",
                "DatabaseSize": 0,
                "Messages": store.total,
                "Unread": store.unread,
                "Tags": store.tags.counts(),
                "RuntimeStats": {
                    "Uptime": int(time.monotonic() - self._started),
                    "Memory": 0,
                    "MessagesDeleted": store.deleted,
                    "SMTPAccepted": store.accepted,
                    "SMTPAcceptedSize": store.accepted_bytes,
                    "SMTPRejected": store.rejected,
                    "SMTPIgnored": 0,
                },
            }
        )

    async def web_ui(self, _: Request) -> Response:
        """GET: the web interface's settings; the label tells who answers."""
        return JSONResponse(_WEB_UI)

    async def alive(self, _: Request) -> Response:
        """GET: 200 and nothing else."""
        return Response()
