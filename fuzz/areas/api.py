"""Every operation of the control API and of the inbox's, as their own descriptions list them, with hostile values."""

import json
from collections.abc import Iterable
from random import Random
from typing import Any
from urllib.parse import quote

from fuzz import chance as by
from fuzz import hostile_json
from fuzz.areas.http import BROKEN, OverHttp
from fuzz.by_http import Line, request
from fuzz.by_smtp import SENDER
from fuzz.shot import Answer, Shot
from fuzz.target import Target
from fuzz.worlds import API, QUIET

_EVERYWHERE = "/api/defects"  # would be on in the worlds of the other areas as well
_ACCEPTED = (
    b"Accept: */*\r\n",
    b"Accept: application/json;q=x\r\n",
    b"Accept:\r\n",
    b"Last-Event-ID: \xff\r\n",
    b"Range: bytes=9-1\r\n",
    b"",
)
_IN_PATH = {
    "world": API,
    "username": "ex000000",
    "address": f"ex000000@{API}.example",
    "ID": "@@ID@@",
    "id": "@@ID@@",
    "PartID": "1",
    "Tag": "inbox",
}
_ASKED = (
    "subject:x",
    "tag:inbox",
    "from:a",
    "is:unread",
    "before:2026",
    "larger:1k",
    '"',
    "(",
    "-",
    "!x",
    "message-id:<a@b>",
    "has:attachment",
)


class Api(OverHttp):
    """One operation a shot."""

    name, share = "api", 0.22

    def __init__(self, target: Target) -> None:
        super().__init__(target)
        inbox = Line(target.inbox).json("GET", "/api/v1/swagger.json")
        control = self.lines["simulator"].json("GET", "/api/openapi.json")
        self._schemas = control["components"]["schemas"]
        self._operations = [*_described("simulator", "/api", control), *_described("inbox", "", inbox)]
        self._renew()
        self._snapshot = self.lines["simulator"].json("GET", f"/api/worlds/{QUIET}/snapshot")

    def shot(self, chance: Random, number: int) -> Shot:
        """Mostly a body with one mistake in it; else hostile ones, and hostile paths and query strings."""
        door, method, path, described = chance.choice(self._operations)
        target = _path(chance, path) + _query(chance, described)
        body = b""
        if method in ("POST", "PUT", "PATCH", "DELETE") and not by.one_in(chance, 10):
            body = self._body(chance, door, path, described)
        raw = request(method, target, body, _kind(chance), chance.choice(_ACCEPTED))
        if by.one_in(chance, 40):
            return Shot(self.name, number, door + BROKEN, by.mangled(chance, raw))
        return Shot(self.name, number, door, raw)

    def check(self, answers: list[Answer]) -> Iterable[Answer]:
        """Nothing more; but the mail that the inbox is asked about is there again."""
        del answers
        self._renew()
        return ()

    def _renew(self) -> None:
        people = {"From": {"Email": SENDER}, "To": [{"Email": SENDER}], "HTML": "<p>x", "Tags": ["inbox"]}
        files = {"Attachments": [{"Content": "eA==", "Filename": "x.txt"}]}
        self.known[b"ID"] = self.lines["inbox"].json("POST", "/api/v1/send", people | files)["ID"].encode()

    def _body(self, chance: Random, door: str, path: str, described: dict[str, Any]) -> bytes:
        if by.one_in(chance, 12):
            return hostile_json.whole(chance)
        if path == _EVERYWHERE:
            return hostile_json.written([by.text(chance) for _ in range(chance.randrange(3))])
        if path == "/api/worlds" and by.one_in(chance, 4):
            snapshot = {
                "snapshot": hostile_json.spoiled(chance, self._snapshot | {"name": chance.choice((API, "again"))})
            }
            return hostile_json.written(snapshot)
        tree = hostile_json.fitting(chance, _schema(described), self._schemas)
        if door == "inbox" and isinstance(tree, dict) and "IDs" not in tree and "messages" in path:
            tree["IDs"] = ["@@ID@@"]
        for _ in range(chance.choice((0, 1, 1, 1, 2, 4))):
            tree = hostile_json.spoiled(chance, tree)
        raw = hostile_json.written(tree)
        return by.mangled(chance, raw) if by.one_in(chance, 10) else raw


def _described(door: str, base: str, document: dict[str, Any]) -> list[tuple[str, str, str, dict[str, Any]]]:
    return [
        (door, method.upper(), base + path, operation)
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if method in ("get", "post", "put", "patch", "delete") and "websocket" not in json.dumps(operation)
    ]


def _schema(operation: dict[str, Any]) -> Any:
    if "requestBody" in operation:
        return operation["requestBody"]["content"]["application/json"]["schema"]
    return next((each["schema"] for each in operation.get("parameters", ()) if each.get("in") == "body"), {})


def _path(chance: Random, path: str) -> str:
    for piece in path.split("/"):
        if piece.startswith("{"):
            name = piece.strip("{}").partition("}")[0]
            value = _IN_PATH.get(name, "1") if chance.randrange(6) else by.text(chance, tuple(_IN_PATH.values()))
            shown = (
                value
                if value == "@@ID@@"
                else quote(value.encode("utf-8", "surrogatepass"), safe=chance.choice(("", "%/?#")))
            )
            path = path.replace(piece, shown + piece.partition("}")[2])
    return path


def _query(chance: Random, operation: dict[str, Any]) -> str:
    named = [each["name"] for each in operation.get("parameters", ()) if each.get("in") == "query"]
    if by.one_in(chance, 3):
        return ""
    pairs = [
        f"{name}={quote(by.text(chance, _ASKED).encode('utf-8', 'surrogatepass'), safe='=&')}"
        for name in [*named, "x"]
        for _ in range(chance.choice((0, 0, 1, 1, 2)))
    ]
    return f"?{'&'.join(pairs)}"


def _kind(chance: Random) -> str:
    return chance.choice(
        (
            "application/json",
            "application/json",
            "text/plain",
            "application/json; charset=utf-16",
            "multipart/form-data",
        )
    )
