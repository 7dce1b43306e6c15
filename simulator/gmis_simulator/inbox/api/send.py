"""/api/v1/send: a message sent by HTTP instead of SMTP."""

import base64
import json
import re
from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gmis_simulator.inbox.addresses import parse_list
from gmis_simulator.inbox.api.body import Body, BodyError, TooLargeError, read_body
from gmis_simulator.inbox.compose import File, compose, encoded, mailbox
from gmis_simulator.inbox.headers import MalformedHeaderError
from gmis_simulator.inbox.intake import Intake
from gmis_simulator.inbox.received import Arrival
from gmis_simulator.inbox.store import now

_LARGEST = 50 * 1024 * 1024  # bytes, as by SMTP
_RESERVED = {"to", "from", "cc", "bcc", "reply-to", "date", "subject", "content-type", "mime-version"}
_IGNORED = {"content-transfer-encoding"}  # is told by the body itself
_TOKEN = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Send:
    """The endpoint that takes messages."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    async def send(self, request: Request) -> Response:
        """POST: keep the message that the JSON describes, and answer its ID; errors are JSON too."""
        try:
            raw, recipients, sender = _read(await read_body(request, _LARGEST))
            message = await self._intake.take(raw, Arrival(sender, recipients, now()))
        except TooLargeError as error:
            return JSONResponse({"Error": str(error)}, status_code=413)
        except (BodyError, MalformedHeaderError) as error:
            return JSONResponse({"Error": str(error)}, status_code=400)
        return JSONResponse({"ID": message.id})


def _read(body: Body) -> tuple[bytes, list[str], str]:
    """The message without what its arrival adds, its recipients as they were written, and the sender's address."""
    sender, subject, text, html = body.inner("From"), body.text("Subject"), body.text("Text"), body.text("HTML")
    name, address, tags, own = sender.text("Name"), sender.text("Email"), body.texts("Tags"), body.pairs("Headers")
    bcc = [("", written) for written in body.texts("Bcc")]
    lists = [
        ("To", _people(body, "To")),
        ("Cc", _people(body, "Cc")),
        ("Bcc", bcc),
        ("Reply-To", _people(body, "ReplyTo")),
    ]
    attachments = body.inners("Attachments")
    if _CONTROL.search(address):
        raise BodyError(f"invalid From address: {address}")
    boxes = {field: [mailbox(called, _address(field, at)) for called, at in people] for field, people in lists}
    headers = list(_own_headers(own, _RESERVED | ({"x-tags"} if tags else set())))
    files = [_file(one) for one in attachments]
    if not address:
        raise BodyError("error building message: from not set")
    recipients = [at for field, people in lists if field != "Reply-To" for _, at in people]
    if not recipients:
        raise BodyError("error building message: no recipients (to, cc, bcc) set")
    del boxes["Bcc"]  # comes back from the envelope, as by SMTP
    headers += [(field, ",\r\n ".join(one)) for field, one in boxes.items() if one]
    headers += [("From", mailbox(name, _sender(address))), ("Subject", encoded(subject))]
    headers += [("X-Tags", encoded(", ".join(tags)))] if tags else []
    return compose(headers, text, html, files, now()), recipients, address


def _people(body: Body, name: str) -> list[tuple[str, str]]:
    return [(one.text("Name"), one.text("Email")) for one in body.inners(name)]


def _address(name: str, written: str) -> str:
    found = parse_list(written)
    if len(found) != 1 or _CONTROL.search(written):
        raise BodyError(f"invalid {name} address: {written}")
    return found[0]["Address"]


def _sender(written: str) -> str:
    """The sender's address, which Mailpit takes whatever it is: a word without an @ gets one."""
    found = parse_list(written)
    if len(found) == 1:
        return found[0]["Address"]
    return written if "@" in written else f"{written}@"


def _own_headers(pairs: dict[str, str], reserved: set[str]) -> Iterator[tuple[str, str]]:
    for name, value in pairs.items():
        if name.lower() in reserved:
            raise BodyError(f'cannot overwrite header: "{name}"')
        if not _TOKEN.fullmatch(name):
            raise BodyError(f"invalid header key: {json.dumps(name, ensure_ascii=False)}")
        if name.lower() not in _IGNORED:
            yield name, encoded(value)


def _file(one: Body) -> File:
    name, content = one.text("Filename"), one.text("Content")
    # A browser's readAsDataURL puts "data:image/png;base64," in front.
    digits = content.rpartition(",")[2].replace("\r", "").replace("\n", "")
    try:
        data = base64.b64decode(digits, validate=True)
    except ValueError as error:
        raise BodyError(f'error decoding base64 attachment "{name}": {error}') from error
    return File(name, one.text("ContentType"), one.text("ContentID"), data)
