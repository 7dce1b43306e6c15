"""The score that SpamAssassin gives a mail, where its spamd runs."""

import aiospamc
from aiospamc.exceptions import ClientException, ParseError
from aiospamc.responses import ResponseException

from gmis_api.language import _

HOW_TO_GET = "GMIS_SPAMD=127.0.0.1:783 のように spamd の場所を指定すると判定します (Debian: spamassassin spamd)"


class NotScored(Exception):
    """Nobody scored the mail; the message says why, in Japanese."""


class SpamScorer:
    """``spamd``: host:port, None: there is none."""

    def __init__(self, spamd: str | None) -> None:
        self._address: tuple[str, int] | None = None
        if spamd:
            host, port = spamd.rpartition(":")[::2]
            if not host or not port.isdecimal() or not 0 < int(port) < 65536:
                raise ValueError(_("GMIS_SPAMD is {spamd!r}: it must be host:port such as 127.0.0.1:783", spamd=spamd))
            self._address = (host.strip("[]"), int(port))

    async def score(self, raw: bytes) -> float:
        """The points; raises NotScored."""
        if self._address is None:
            raise NotScored(f"spamd がないため判定していません: {HOW_TO_GET}")
        host, port = self._address
        try:
            answer = await aiospamc.check(raw, host=host, port=port)
        except (ClientException, ParseError, ResponseException, OSError) as error:
            raise NotScored(
                f"spamd ({host}:{port}) が応答しないため判定していません ({type(error).__name__})"
            ) from None
        spam = answer.headers.spam
        if spam is None:
            raise NotScored(f"spamd ({host}:{port}) の応答に点数がありません")
        return float(spam.score)
