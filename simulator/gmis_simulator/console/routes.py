"""The one page of the console."""

import contextlib
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from gmis_api.language import LANGUAGES, Language, of_header, spoken
from gmis_simulator.console.settings import settings_in_words
from gmis_simulator.console.words import all_words
from gmis_simulator.web.page import page
from gmis_simulator.world.in_hand import take_in_hand
from gmis_simulator.world.worlds import NoSuchWorld


async def console(request: Request) -> Response:
    """``/``: the worlds; ``/?world=NAME``: that one's timeline and switches. The rest is done by its scripts.

    It speaks what ``lang`` says, or else what the browser asks for.
    """
    with contextlib.suppress(NoSuchWorld):  # which is told by the page's script
        take_in_hand(request.app.state.worlds.get(request.query_params.get("world", "")))
    chosen = _language(request)
    other = next(each for each in LANGUAGES if each != chosen)
    with spoken(chosen):
        given = {**all_words(), "language": chosen, "settings": settings_in_words()}
        link = f"/?{urlencode({**request.query_params, 'lang': other})}"
        answer = page(request, "console/console.html", given=given, words=given["words"], language=chosen, link=link)
    answer.headers["Vary"] = "Accept-Language"
    return answer


def _language(request: Request) -> Language:
    asked = request.query_params.get("lang")
    return next((each for each in LANGUAGES if each == asked), of_header(request.headers.get("accept-language", "")))
