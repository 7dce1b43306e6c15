"""受信設定: the lists and the switches that this kind of mailbox offers, by the names that it gives them."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.web.form import fields
from gmis_simulator.web.page import page, world_of
from gmis_simulator.web.sign_in import redirect
from gmis_simulator.webmail.mailbox_page import for_mailbox, frame, path_of
from gmis_simulator.world.mailbox import Mailbox
from gmis_simulator.world.sender_lists import ListName


@for_mailbox
async def settings(request: Request, mailbox: Mailbox) -> Response:
    """The page."""
    return _page(request, mailbox)


@for_mailbox
async def add_entry(request: Request, mailbox: Mailbox) -> Response:
    """Add to a list; a mail that was lost before is not sent again, so one starts again at ② [manual]."""
    name = _list_of(request, mailbox)
    (typed,) = await fields(request, "sender")
    try:
        added = mailbox.lists.add(name, typed)
    except ValueError as error:
        return _page(request, mailbox, wrong=name, error=str(error), typed=typed)
    if added:
        _changed(request, mailbox)
    return redirect(request, f"{path_of(mailbox)}/settings")


@for_mailbox
async def remove_entry(request: Request, mailbox: Mailbox) -> Response:
    """Take an entry off a list."""
    entries = mailbox.lists.of(_list_of(request, mailbox))
    (entry,) = await fields(request, "sender")
    if entry in entries:
        entries.remove(entry)
        _changed(request, mailbox)
    return redirect(request, f"{path_of(mailbox)}/settings")


@for_mailbox
async def save_switches(request: Request, mailbox: Mailbox) -> Response:
    """Set every switch as chosen; one that the persona does not know is refused."""
    names = list(mailbox.persona.switches)
    chosen = dict(zip(names, await fields(request, *names), strict=True))
    try:
        mailbox.persona.check_settings(chosen)
    except ValueError:
        return _page(request, mailbox, error="選べない値です。もう一度お選びください。")
    mailbox.switches = chosen
    _changed(request, mailbox)
    return redirect(request, f"{path_of(mailbox)}/settings")


@for_mailbox
async def tidy(request: Request, mailbox: Mailbox) -> Response:
    """Throw away what fills the mailbox and is not of this world."""
    mailbox.clutter = 0
    _changed(request, mailbox)
    return redirect(request, f"{path_of(mailbox)}/inbox/")


def _list_of(request: Request, mailbox: Mailbox) -> ListName:
    for name in mailbox.persona.lists:
        if name == request.path_params["list"]:
            return name
    raise HTTPException(404)


def _changed(request: Request, mailbox: Mailbox) -> None:
    events, lists = world_of(request).events, mailbox.lists.model_dump()
    events.append(
        "mailbox.changed", address=mailbox.address, switches=mailbox.switches, clutter=mailbox.clutter, **lists
    )


def _page(request: Request, mailbox: Mailbox, *, wrong: str = "", error: str = "", typed: str = "") -> Response:
    context = frame(request, mailbox, "settings") | {"wrong": wrong, "error": error, "typed": typed}
    return page(request, "webmail/settings.html", 422 if error else 200, **context)
