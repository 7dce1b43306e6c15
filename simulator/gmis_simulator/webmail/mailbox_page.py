"""What every page about one mailbox needs."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.mail.reader import InboxDown
from gmis_simulator.mail.system import MailSystem
from gmis_simulator.web.page import page, world_of
from gmis_simulator.web.prefix import prefix
from gmis_simulator.world.mailbox import Folder, Mailbox

FOLDERS: dict[Folder, str] = {"inbox": "受信トレイ", "junk": "迷惑メール", "quarantine": "隔離"}

MailboxPage = Callable[[Request, Mailbox], Awaitable[Response]]


def for_mailbox(handler: MailboxPage) -> Callable[[Request], Awaitable[Response]]:
    """A page about the mailbox that the path names; says so when the inbox behind it does not answer."""

    @wraps(handler)
    async def guarded(request: Request) -> Response:
        mailbox = world_of(request).mailboxes.get(request.path_params["address"])
        if mailbox is None:
            address = request.path_params["address"]
            return page(request, "webmail/no_mailbox.html", 404, address=address)
        try:
            return await handler(request, mailbox)
        except InboxDown as error:
            return page(request, "webmail/inbox_down.html", 502, reason=str(error))

    return guarded


def path_of(mailbox: Mailbox) -> str:
    """Where its pages begin, below the world's; no sign of its address ends the path or leads out of it."""
    return f"/webmail/{quote(mailbox.address, safe='@+')}"


def mail_of(request: Request) -> MailSystem:
    """All that moves mail in this server."""
    found: MailSystem = request.app.state.mail
    return found


def frame(request: Request, mailbox: Mailbox, folder: str) -> dict[str, Any]:
    """What the frame around every page shows; 隔離 only where mails are ever held."""
    holds = any(rule.rule in ("quarantine", "challenge") for rule in mailbox.rules)
    held = any(delivery.folder == "quarantine" for delivery in mailbox.delivered.values())
    folders = {name: label for name, label in FOLDERS.items() if name != "quarantine" or holds or held}
    capacity = next((rule.capacity for rule in mailbox.rules if rule.rule == "full-mailbox"), None)
    used = len(mailbox.delivered) + mailbox.clutter
    here = f"{prefix(world_of(request))}{path_of(mailbox)}"
    return {"here": here, "mailbox": mailbox, "folders": folders, "folder": folder, "capacity": capacity, "used": used}
