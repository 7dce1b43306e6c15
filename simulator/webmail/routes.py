"""受信トレイ, 迷惑メール, a message, and 受信設定 with the safe senders."""

from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator.mail_reader import InboxDown, MailReader
from simulator.web.form import fields
from simulator.web.page import page, world_of
from simulator.web.sign_in import redirect
from simulator.webmail.links import linked
from simulator.world.mailbox import Mailbox

FOLDERS = {"inbox": "受信トレイ", "junk": "迷惑メール", "quarantine": "隔離"}

MailboxPage = Callable[[Request, Mailbox], Awaitable[Response]]


def reader(request: Request) -> MailReader:
    """The inbox that the whole server reads from."""
    found: MailReader = request.app.state.mail.reader
    return found


def for_mailbox(handler: MailboxPage) -> Callable[[Request], Awaitable[Response]]:
    """A page about the mailbox that the path names; says so when the inbox behind it does not answer."""

    @wraps(handler)
    async def guarded(request: Request) -> Response:
        mailbox = world_of(request).mailboxes.get(request.path_params["address"])
        if mailbox is None:
            raise HTTPException(404)
        try:
            return await handler(request, mailbox)
        except InboxDown as error:
            return page(request, "webmail/inbox_down.html", 502, reason=str(error))

    return guarded


async def mailboxes(request: Request) -> Response:
    """The mailboxes of this world; where there is but one, its inbox."""
    every = world_of(request).mailboxes.of_clinics()
    if len(every) == 1:
        return redirect(request, f"/webmail/{every[0].address}/inbox/")
    return page(request, "webmail/mailboxes.html", mailboxes=every)


@for_mailbox
async def folder(request: Request, mailbox: Mailbox) -> Response:
    """The messages of one folder, newest first."""
    name = request.path_params["folder"]
    if name not in FOLDERS:
        raise HTTPException(404)
    messages = await reader(request).messages(mailbox.address, name)
    # world time; the inbox itself knows only when a message came in by the real clock
    messages = [m for m in messages if m["ID"] in mailbox.delivered]
    arrived = {m["ID"]: mailbox.delivered[m["ID"]].at for m in messages}
    context = {"mailbox": mailbox, "folders": FOLDERS, "folder": name}
    return page(request, "webmail/folder.html", **context, messages=messages, arrived=arrived)


@for_mailbox
async def message(request: Request, mailbox: Mailbox) -> Response:
    """One message: as HTML in a frame where no script runs, or as text with its links."""
    name = request.path_params["folder"]
    found = await reader(request).read(mailbox.address, request.path_params["id"])
    if found is None or name not in found["Tags"]:
        raise HTTPException(404)
    as_text = request.query_params.get("view") == "text" or not found["HTML"]
    return page(
        request,
        "webmail/message.html",
        mailbox=mailbox,
        folders=FOLDERS,
        folder=name,
        message=found,
        as_text=as_text,
        text=linked(found["Text"]),
        html=f'<base target="_top">{found["HTML"]}',
        safe=found["From"]["Address"] in mailbox.lists.safe_senders,
    )


@for_mailbox
async def settings(request: Request, mailbox: Mailbox) -> Response:
    """受信設定: the safe senders."""
    return _settings(request, mailbox)


@for_mailbox
async def add_safe_sender(request: Request, mailbox: Mailbox) -> Response:
    """安全な差出人に追加; a mail that was lost before is not sent again, so one starts again at ② [manual]."""
    (typed,) = await fields(request, "sender")
    world = world_of(request)
    try:
        added = mailbox.lists.add("safe_senders", typed)
    except ValueError as error:
        return _settings(request, mailbox, error=str(error), typed=typed)
    if added:
        world.events.append("mailbox.changed", address=mailbox.address, safe_senders=list(mailbox.lists.safe_senders))
    return redirect(request, f"/webmail/{mailbox.address}/settings")


@for_mailbox
async def remove_safe_sender(request: Request, mailbox: Mailbox) -> Response:
    """Take a sender off the list."""
    (entry,) = await fields(request, "sender")
    if entry in mailbox.lists.safe_senders:
        mailbox.lists.safe_senders.remove(entry)
        senders = list(mailbox.lists.safe_senders)
        world_of(request).events.append("mailbox.changed", address=mailbox.address, safe_senders=senders)
    return redirect(request, f"/webmail/{mailbox.address}/settings")


def _settings(request: Request, mailbox: Mailbox, *, error: str | None = None, typed: str = "") -> Response:
    context = {"mailbox": mailbox, "folders": FOLDERS, "folder": "settings"}
    return page(request, "webmail/settings.html", 422 if error else 200, **context, error=error, typed=typed)


routes = [
    Route("/", mailboxes),
    Route("/{address}/settings", settings),
    Route("/{address}/safe-senders", add_safe_sender, methods=["POST"]),
    Route("/{address}/safe-senders/remove", remove_safe_sender, methods=["POST"]),
    Route("/{address}/{folder}/", folder),
    Route("/{address}/{folder}/{id}", message),
]
