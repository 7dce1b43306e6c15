"""`gmis up --workers N`: what each worker is started with, and what is said of all of them."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from gmis.up_told import Account, as_json, as_table
from gmis_api.answers import WorldAnswer
from gmis_api.language import _, language
from gmis_simulator.server.farm.farm import Farm, Member
from gmis_simulator.server.farm.haproxy import HOW_TO_GET, check_version, find_haproxy
from gmis_simulator.serving.plain_http import client
from gmis_simulator.world.share import Share

_DEMO = "demo"
DEMO_PASSWORD = "GMIS_DEMO_PASSWORD"  # noqa: S105 (the name of a variable)
"""The variable by which workers know the password of `demo`'s institution."""


class Given(NamedTuple):
    """What concerns every worker of what `gmis up` was given."""

    personas: Sequence[Path]
    expire: float
    defects: Sequence[str]
    log_format: str

    def command(self, member: Member) -> list[str]:
        """The `gmis up` that is ``member``."""
        return [
            *(sys.executable, "-P", "-m", "gmis", "--lang", language(), "up", "--json"),  # of us, whatever is here
            *("--worker", str(member.index), "--peers", ",".join(member.peers)),
            *("--port", str(member.port), "--smtp-port", str(member.smtp_port), "--url", member.url),
            *("--expire", str(self.expire), "--defects", ",".join(self.defects)),
            *("--log-format", self.log_format),
            *(part for folder in self.personas for part in ("--personas", str(folder))),
        ]


def found_haproxy() -> str | None:
    """HAProxy, new enough; None, and a sentence, where there is none. Raises HaproxyError for one that is too old."""
    binary = find_haproxy()
    if binary is None:
        click.echo(_("no HAProxy is found, so this is one process: get it by {remedy}", remedy=_(HOW_TO_GET)), err=True)
        return None
    check_version(binary)
    return binary


async def told(farm: Farm, defects: Sequence[str], token: str | None, json: bool) -> str:
    """Where all of it answers."""
    owner = farm.members[Share(0, len(farm.members)).owner(_DEMO)]
    workers = [{"url": member.peers[member.index], "exchange": member.exchange} for member in farm.members]
    if json:
        return as_json(farm.url, farm.inbox, owner.exchange, [_DEMO], workers=workers)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with client(owner.peers[owner.index], headers=headers) as http:
        answer = await http.get(f"/api/worlds/{_DEMO}")
    institution = WorldAnswer.model_validate_json(answer.content).institutions[0]
    rows = [
        (_("worker {index}", index=index), f"{each['url']}  SMTP {each['exchange']}")
        for index, each in enumerate(workers)
    ]
    account = Account(institution.username, institution.password)
    return as_table(farm.url, farm.inbox, owner.exchange, account, defects, *rows)
