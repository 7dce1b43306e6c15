"""受信トレイ, 迷惑メール, 隔離 and a message in them."""

from starlette.convertors import StringConvertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gmis_simulator.mail.treatment import without_anchors
from gmis_simulator.web.form import fields
from gmis_simulator.web.page import page, world_of
from gmis_simulator.web.sign_in import redirect
from gmis_simulator.webmail.compose import compose
from gmis_simulator.webmail.links import linked
from gmis_simulator.webmail.mailbox_page import for_mailbox, frame, mail_of, path_of
from gmis_simulator.webmail.settings import add_entry, remove_entry, save_switches, settings, tidy
from gmis_simulator.world.mailbox import Folder, Mailbox


class _MailAddress(StringConvertor):
    """What stands before the @ may hold a slash."""

    regex = "[^@]+@[^/]+"


register_url_convertor("mail_address", _MailAddress())


async def mailboxes(request: Request) -> Response:
    """The mailboxes of this world; where there is but one, its inbox."""
    every = world_of(request).mailboxes.of_clinics()
    if len(every) == 1:
        return redirect(request, f"{path_of(every[0])}/inbox/")
    return page(request, "webmail/mailboxes.html", mailboxes=every, path_of=path_of)


@for_mailbox
async def folder(request: Request, mailbox: Mailbox) -> Response:
    """The messages of one folder, newest first."""
    name = request.path_params["folder"]
    around = frame(request, mailbox, name)
    if name not in around["folders"]:
        raise HTTPException(404)
    found = await mail_of(request).reader.messages(mailbox.address, name)
    messages = [message for message in found if message["ID"] in mailbox.delivered]
    # world time; the inbox itself knows only when a message came in by the real clock
    arrived = {message["ID"]: mailbox.delivered[message["ID"]].at for message in messages}
    return page(request, "webmail/folder.html", **around, messages=messages, arrived=arrived)


@for_mailbox
async def message(request: Request, mailbox: Mailbox) -> Response:
    """One message: as HTML in a frame where no script runs, or as text with its links."""
    name, persona = request.path_params["folder"], mailbox.persona
    known = request.path_params["id"] in mailbox.delivered  # nothing else may become part of a URL of the inbox
    found = await mail_of(request).reader.read(mailbox.address, request.path_params["id"]) if known else None
    if found is None or name not in found["Tags"]:
        raise HTTPException(404)
    disabled = name == "junk" and not persona.junk_links
    html = without_anchors(found["HTML"]) if disabled else found["HTML"]
    view = request.query_params.get("view")
    clipped = persona.clip is not None and view != "whole" and len(found["Text"]) > persona.clip
    text = found["Text"][: persona.clip] if clipped else found["Text"]
    garbled = persona.garbled and view != "whole"
    text = _garbled(text) if garbled else text
    return page(
        request,
        "webmail/message.html",
        **frame(request, mailbox, name),
        message=found,
        as_text=view == "text" or clipped or garbled or not found["HTML"] or persona.text_only,
        text=text if disabled or persona.links == "text" else linked(text),
        clipped=clipped,
        garbled=garbled,
        html=f'<base target="_top">{html}',
        safe=found["From"]["Address"] in mailbox.lists.safe_senders,
        disabled=disabled,
    )


def _garbled(text: str) -> str:
    """UTF-8 as a mail program shows it that takes it for Shift_JIS; what is ASCII stays, the URL too."""
    return text.encode("utf-8").decode("cp932", "replace")


@for_mailbox
async def move(request: Request, mailbox: Mailbox) -> Response:
    """Its owner moves a message: 迷惑メールではない, 隔離を解除, 迷惑メールに移動."""
    (to,) = await fields(request, "to")
    name: str = request.path_params["folder"]
    if to not in ("inbox", "junk") or request.path_params["id"] not in mailbox.delivered:
        raise HTTPException(404)
    target: Folder = "inbox" if to == "inbox" else "junk"
    await mail_of(request).filing.move(world_of(request), mailbox, request.path_params["id"], target, by="owner")
    return redirect(request, f"{path_of(mailbox)}/{name}/")


@for_mailbox
async def delete(request: Request, mailbox: Mailbox) -> Response:
    """Its owner deletes a message; one that is gone already, by a double click perhaps, is what was wanted."""
    world, gone = world_of(request), {"to": mailbox.address, "id": request.path_params["id"]}
    if not await mail_of(request).filing.delete(world, mailbox, request.path_params["id"]):
        deleted = (event.data for event in world.events.after() if event.kind == "mail.deleted")
        if not any(gone.items() <= each.items() for each in deleted):
            raise HTTPException(404)
    return redirect(request, f"{path_of(mailbox)}/{request.path_params['folder']}/")


routes = [
    Route("/", mailboxes),
    Route("/{address:mail_address}/settings", settings),
    Route("/{address:mail_address}/switches", save_switches, methods=["POST"]),
    Route("/{address:mail_address}/tidy", tidy, methods=["POST"]),
    Route("/{address:mail_address}/lists/{list}", add_entry, methods=["POST"]),
    Route("/{address:mail_address}/lists/{list}/remove", remove_entry, methods=["POST"]),
    Route("/{address:mail_address}/compose", compose, methods=["GET", "POST"]),
    Route("/{address:mail_address}/{folder}/", folder),
    Route("/{address:mail_address}/{folder}/{id}", message),
    Route("/{address:mail_address}/{folder}/{id}/move", move, methods=["POST"]),
    Route("/{address:mail_address}/{folder}/{id}/delete", delete, methods=["POST"]),
]
