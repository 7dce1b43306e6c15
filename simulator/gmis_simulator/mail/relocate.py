"""A world that goes on elsewhere: the links in its mails lead to where its pages are now."""

import re
from urllib.parse import unquote

from gmis_simulator.mail.message import Message, without_headers
from gmis_simulator.mail.rewriting import rewritten
from gmis_simulator.mail.signing import sign
from gmis_simulator.mail.treatment import safe_link
from gmis_simulator.world.letter import LetterState
from gmis_simulator.world.paths import SAFE_LINKS
from gmis_simulator.world.snapshot import State
from gmis_simulator.world.world import World

_DOMAIN = re.compile(r"\bd=([^;\s]+)")


def relocate(state: State, world: World) -> None:
    """Change the mails of ``state`` so that they lead to ``world``, which has its name and its key."""
    for mailbox in state.mailboxes:
        for delivery in mailbox.delivered.values():
            delivery.raw = _moved(delivery.raw, state.url, world)
    for letter in state.letters:
        if letter.raw is not None and letter.state not in (LetterState.DELIVERED, LetterState.BOUNCED):
            letter.raw = _signed_anew(letter.raw, _moved(letter.raw, state.url, world), world)


def _moved(raw: bytes, before: str, world: World) -> bytes:
    safe = re.compile(rf"{re.escape(before + SAFE_LINKS)}\?url=([^&\"]+)(&amp;|&)data=([^&\"]+)[^\s\"<>]*")

    def again(match: re.Match[str]) -> str:
        url = unquote(match[1]).replace(before, world.url, 1)
        recipient = unquote(match[3]).split("|")[2]
        return safe_link(url, world, recipient).replace("&", match[2])

    return rewritten(Message(raw), change=lambda _, text: safe.sub(again, text).replace(f"{before}/", f"{world.url}/"))


def _signed_anew(before: bytes, raw: bytes, world: World) -> bytes:
    domain = _DOMAIN.search(Message(before).header("DKIM-Signature"))
    if raw == before or domain is None:
        return raw
    return sign(world, without_headers(raw, "DKIM-Signature"), domain[1], world.clock.now())
