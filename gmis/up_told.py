"""What `gmis up` says once all of it answers: a table for people, a line of JSON for programs."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from gmis.padded import columns_of, padded
from gmis_api.language import _
from gmis_simulator.server.inboxes import Inbox


class Account(NamedTuple):
    """Who can log in to the world `demo`, and with what to begin with."""

    username: str
    password: str


def as_json(url: str, inbox: Inbox, exchange: str, worlds: Sequence[str], **more: Any) -> str:
    """One line; ``more``: what not everybody has to say."""
    host, port = inbox.smtp
    said = {
        "simulator": url,
        "mailpit": inbox.url,
        "smtp": f"{host}:{port}",
        "exchange": exchange,
        "inbox": inbox.kind,
        "worlds": list(worlds),
    }
    return json.dumps(said | more)


def as_table(
    url: str, inbox: Inbox, exchange: str, demo: Account | None, defects: Sequence[str], *more: tuple[str, str]
) -> str:
    """A line for each; ``more``: further ones. ``demo``: None where another worker has that world."""
    host, port = inbox.smtp
    name = "Mailpit" if inbox.kind == "mailpit" else _("embedded inbox")
    pages = [
        ("Med-Login", f"{url}/demo/s/login/"),
        ("G-MIS", f"{url}/demo/gmis/"),
        (_("webmail"), f"{url}/demo/webmail/"),
    ]
    rows = [
        *(pages if demo else ()),
        (_("worlds"), f"{url}/"),
        (_("control API"), f"{url}/api/worlds"),
        (name, inbox.url),
        (f"{name}, SMTP", f"{host}:{port}"),
        (_("mail server, SMTP"), exchange),
        *more,
    ]
    if demo:
        rows += [(_("user name"), demo.username), (_("first password"), demo.password)]
    if defects:
        rows.append((_("defects in all worlds"), ", ".join(defects)))
    width = max(columns_of(label) for label, _value in rows)
    return (
        "\n".join(f"  {padded(label, width)}  {value}" for label, value in rows) + "\n  " + _("Ctrl-C ends all of it.")
    )
