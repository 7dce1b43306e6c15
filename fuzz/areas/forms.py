"""The pages and forms of both sites and of the webmail: fields missing, doubled, huge, oddly encoded."""

from collections.abc import Iterable
from random import Random

from fuzz import chance as by
from fuzz.areas.form_values import encoded, headers, multipart
from fuzz.areas.http import BROKEN, OverHttp
from fuzz.by_http import request
from fuzz.by_smtp import SmtpLine
from fuzz.shot import Answer, Shot
from fuzz.target import Target
from fuzz.worlds import FORMS

_ADDRESS = f"ex000000@{FORMS}.example"
_BOX = f"/webmail/{_ADDRESS}"
_FORMS: dict[str, tuple[str, ...]] = {
    "/s/login/": ("username", "password", "startURL"),
    "/s/login/ForgotPassword": ("username", "startURL"),
    "/_nc_external/identity/ui/login/ForgotPasswordInterstitial?r=@@TOKEN@@": (),
    "/_ui/system/security/ChangePassword": ("newPassword", "verifyPassword"),
    "/s/logout": (),
    f"{_BOX}/switches": ("filter", "x"),
    f"{_BOX}/tidy": (),
    f"{_BOX}/compose": ("to", "subject", "text"),
    **{
        f"{_BOX}/lists/{name}{end}": ("sender",)
        for name in ("safe_senders", "must_receive", "x")
        for end in ("", "/remove")
    },
    f"{_BOX}/inbox/@@ID@@/move": ("to",),
    f"{_BOX}/junk/x/delete": (),
}
_PAGES = (
    "/", "/s/", "/s/login/CheckPasswordResetEmail", "/gmis/", "/gmis/kakaritsukei/", "/gmis/kakaritsukei/teiki/",
    "/webmail/",
    f"{_BOX}/settings", f"{_BOX}/inbox/", f"{_BOX}/junk/", f"{_BOX}/quarantine/", f"{_BOX}/inbox/@@ID@@", "/safelinks/",
)  # fmt: skip
_KINDS = (
    "application/x-www-form-urlencoded", "application/x-www-form-urlencoded; charset=utf-16", "multipart/form-data",
    "multipart/form-data; boundary=", "multipart/form-data; boundary=b", 'multipart/form-data; boundary="b',
    "text/plain",
    "multipart/form-data; boundary=" + "b" * 300, "application/x-www-form-urlencoded;;;=", "", "\xff/\xff",
)  # fmt: skip
_HOSTS = (
    "localhost",
    "evil.example",
    "[::1]",
    "[::1",
    "[",
    "127.0.0.1:x",
    "127.0.0.1@evil.example",
    "",
    "\xff",
    "a" * 500,
    "[v1.x]",
    "127.0.0.1:99999999",
)


class Forms(OverHttp):
    """A form or a page a shot; every third with the session of a user who is signed in."""

    name, share = "forms", 0.18

    def __init__(self, target: Target) -> None:
        super().__init__(target)
        self._mail = SmtpLine(target.exchange, b"\r\n")
        self._seen = 0  # events
        self._renew()

    def shot(self, chance: Random, number: int) -> Shot:
        """A form more often than a page."""
        door, base = ("inbox", "") if by.one_in(chance, 20) else ("simulator", f"/{FORMS}")
        if by.one_in(chance, 4):
            path = chance.choice(("/", "/view/latest", "/view/x.html")) if door == "inbox" else chance.choice(_PAGES)
            query = encoded(chance, ("r", "view", "url", "data", "sdata", "startURL"))
            method = chance.choice(("GET", "GET", "HEAD", "POST", "PUT", "OPTIONS", "BREW"))
            raw = request(method, f"{base}{path}?{query}", more=headers(chance))
            return Shot(self.name, number, door, raw)
        path, names = chance.choice(list(_FORMS.items()))
        kind = chance.choice(_KINDS) if by.one_in(chance, 3) else _KINDS[0]
        body = multipart(chance, names) if kind.startswith("multi") else encoded(chance, names).encode("latin-1")
        raw = request("POST", f"/{FORMS}{path}", body or b"x", kind, headers(chance))
        if by.one_in(chance, 12):
            raw = raw.replace(b"Host: 127.0.0.1", b"Host: " + chance.choice(_HOSTS).encode("latin-1"), 1)
        if by.one_in(chance, 40):
            return Shot(self.name, number, "simulator" + BROKEN, by.mangled(chance, raw))
        return Shot(self.name, number, "simulator", raw)

    def check(self, answers: list[Answer]) -> Iterable[Answer]:
        """Nothing more; but who was signed out meanwhile signs in, and there is a mail again."""
        del answers
        self._renew()
        return ()

    def _renew(self) -> None:
        line, world = self.lines["simulator"], f"/api/worlds/{FORMS}"
        line.json("PUT", f"{world}/institutions/ex000000", {"password": "Passw0rd!x", "locked": False})
        line.json("PUT", f"{world}/mailboxes/{_ADDRESS}", {"persona": "outlook"})
        self._mail.send(_ADDRESS, b"Subject: x\r\nContent-Type: text/html\r\n\r\n<a href=https://x.example>x</a>\r\n")
        self._mail.close()
        events = line.json("GET", f"{world}/events?after={self._seen}")
        self._seen = events[-1]["seq"] if events else self._seen
        delivered = [event for event in events if event["kind"] == "mail.delivered" and event["data"]["to"] == _ADDRESS]
        place = line.json("POST", f"{world}/walk", {"to": "⑤"})
        signed_in = line.json("POST", f"{world}/walk", {"to": "後"})["cookie"]
        self.known = {
            b"COOKIE": f"{signed_in['name']}={signed_in['value']}".encode(),
            b"TOKEN": place["link"].partition("r=")[2].encode(),
            b"ID": delivered[-1]["data"]["id"].encode() if delivered else b"x",
        }
