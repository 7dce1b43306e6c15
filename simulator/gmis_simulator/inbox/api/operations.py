"""What the embedded inbox answers over HTTP, as data: its swagger.json is made of it."""

from dataclasses import dataclass

_PAGE = ("start", "limit", "before", "tz")
_SEARCH = ("query", "start", "limit", "before", "tz")
_ADDRESS = {"Email": "string", "Name": "string"}


@dataclass(frozen=True)
class Operation:
    """One method of one path. `query` are the parameters that it reads, all optional strings.

    `body` is the JSON that it takes: its fields with their types, a list of one for a list of such; None for no body.
    """

    method: str
    path: str
    summary: str
    produces: str = "application/json"
    query: tuple[str, ...] = ()
    body: dict[str, object] | None = None
    errors: tuple[int, ...] = ()


_IDS: dict[str, object] = {"IDs": ["string"]}
_MESSAGE = "/api/v1/message/{ID}"
_LATEST = ("query", "tz")  # tell which message `latest` is
_TEXT = "text/plain"
_HTML = "text/html"

OPERATIONS = (
    Operation("GET", "/api/v1/messages", "The newest messages", query=_PAGE),
    Operation(
        *(
            "PUT",
            "/api/v1/messages",
            "Mark messages as read or unread: those of IDs, of Search, or all",
            _TEXT,
            ("tz",),
        ),
        body={"Read": "boolean", "Search": "string", **_IDS},
        errors=(400,),
    ),
    Operation("DELETE", "/api/v1/messages", "Delete the messages of IDs; without any, all", _TEXT, body=_IDS),
    Operation("GET", "/api/v1/search", "The newest messages that match the query", query=_SEARCH, errors=(400,)),
    Operation("DELETE", "/api/v1/search", "Delete what the query finds", _TEXT, ("query", "tz"), errors=(400,)),
    Operation("GET", _MESSAGE, "One message, read from then on", query=_LATEST, errors=(404,)),
    Operation("GET", f"{_MESSAGE}/headers", "Its headers", query=_LATEST, errors=(404,)),
    Operation("GET", f"{_MESSAGE}/raw", "Its source", _TEXT, (*_LATEST, "dl"), errors=(404,)),
    Operation("GET", f"{_MESSAGE}/part/{{PartID}}", "One of its files", "*/*", _LATEST, errors=(404,)),
    Operation(
        "GET", f"{_MESSAGE}/html-check", "What of its HTML Outlook does not show", query=_LATEST, errors=(400, 404)
    ),
    Operation(
        *("GET", f"{_MESSAGE}/link-check", "What its links answer; those of this machine alone are asked"),
        query=("follow", *_LATEST),
        errors=(404,),
    ),
    Operation(
        *("POST", "/api/v1/send", "Put a message in"),
        body={
            "From": _ADDRESS,
            **{name: [_ADDRESS] for name in ("To", "Cc", "ReplyTo")},
            "Bcc": ["string"],
            **dict.fromkeys(("Subject", "Text", "HTML"), "string"),
            "Headers": {"*": "string"},
            "Tags": ["string"],
            "Attachments": [dict.fromkeys(("Content", "Filename", "ContentType", "ContentID"), "string")],
        },
        errors=(400, 413),
    ),
    Operation("GET", "/api/v1/tags", "Every tag in use"),
    Operation(
        "PUT", "/api/v1/tags", "Set the tags of messages", _TEXT, body={**_IDS, "Tags": ["string"]}, errors=(400,)
    ),
    Operation("PUT", "/api/v1/tags/{Tag}", "Rename a tag", _TEXT, body={"Name": "string"}, errors=(400,)),
    Operation("DELETE", "/api/v1/tags/{Tag}", "Take a tag off every message", _TEXT, errors=(400,)),
    Operation("GET", "/api/v1/info", "Version, totals, and what happened since the start"),
    Operation("GET", "/api/v1/webui", "Settings, and who answers: the label is `embedded`"),
    Operation("GET", "/api/v1/swagger.json", "This description"),
    Operation("GET", "/api/events", "A websocket with every change; plain HTTP is refused", errors=(400,)),
    Operation("GET", "/livez", "200 while it lives", _TEXT),
    Operation("GET", "/readyz", "200 when it is ready", _TEXT),
    Operation("GET", "/", "The list of messages, for people", _HTML),
    Operation("GET", "/view/latest", "On to the page of the newest message", _HTML, _LATEST),
    Operation("GET", "/view/{ID}", "The page of one message, for people", _HTML, _LATEST, errors=(404,)),
    Operation("GET", "/view/{ID}.html", "Its HTML; embed=1 for a frame", _HTML, (*_LATEST, "embed"), errors=(404,)),
    Operation("GET", "/view/{ID}.txt", "Its text", _TEXT, _LATEST, errors=(404,)),
)
