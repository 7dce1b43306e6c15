"""A world of a running simulator, looked at once."""

import base64
import email
from dataclasses import dataclass, field
from datetime import datetime
from email import policy
from typing import Any

import click
import httpx

from fixtures.control import Control, ControlError, Event, Institution
from fixtures.target import ForbiddenTarget
from simulator.world.personas import Personas


@dataclass(frozen=True, slots=True)
class WorldSeen:
    """``locked``: user names that are locked now; ``links``: the mail's ID in the inbox → the number of its link."""

    name: str
    events: list[Event]
    institutions: dict[str, Institution]
    settings: dict[str, Any]
    mailboxes: list[dict[str, Any]]
    defects: list[str]
    personas: Personas
    locked: frozenset[str] = frozenset()
    links: dict[str, int] = field(default_factory=dict)

    def short(self, address: str) -> str:
        """``address`` as a sentence says it: the word before the @, or with 〈世界〉 for the world's name."""
        local, _, domain = address.partition("@")
        return local if domain == f"{self.name}.example" else address.replace(self.name, "〈世界〉")


def look_at(name: str, url: str, token: str | None, personas: Personas) -> WorldSeen:
    """The world ``name`` of the simulator at ``url``; raises ClickException when there is none."""
    try:
        with Control(url, token) as control:
            return _seen(control, name, personas)
    except (ForbiddenTarget, ValueError) as error:
        raise click.ClickException(f"--url: {error}") from None
    except httpx.HTTPError as error:
        raise click.ClickException(
            f"{url} でシミュレーターが答えません({error})。gmis up で起動するか、--url で場所を書きます"
        ) from None
    except ControlError as error:
        if error.status in (401, 403):
            raise click.ClickException(f"{url} は合言葉を求めています。--token か GMIS_TOKEN で書きます") from None
        raise click.ClickException(f"{url}: {error}") from None


def _seen(control: Control, name: str, personas: Personas) -> WorldSeen:
    every = [world.name for world in control.worlds()]  # by name, so that no name can be taken for a path
    if name not in every:
        raise click.ClickException(
            f"世界「{name}」は {control.url} にありません。ある世界: {'、'.join(every) or 'なし'}"
        )
    shown = control.call("GET", f"/worlds/{name}")
    state = control.world(name).snapshot()["world"]
    now = datetime.fromisoformat(state["now"])
    return WorldSeen(
        name,
        control.world(name).events(),
        {each["username"]: Institution(**each) for each in shown["institutions"]},
        shown["settings"],
        control.call("GET", f"/worlds/{name}/mailboxes"),
        shown["defects"],
        personas,
        frozenset(
            each["username"]
            for each in state["institutions"]
            if each["locked_until"] and datetime.fromisoformat(each["locked_until"]) > now
        ),
        {
            mail: link["number"]
            for mailbox in state["mailboxes"]
            for mail, delivery in mailbox["delivered"].items()
            for link in state["links"]
            if link["token"] in _text(delivery["raw"])
        },
    )


def _text(raw: str) -> str:
    """All that can be read in a mail, which the snapshot holds in base64."""
    message = email.message_from_bytes(base64.urlsafe_b64decode(raw), policy=policy.default)
    parts = [part for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join(str(part.get_content()) for part in parts)
