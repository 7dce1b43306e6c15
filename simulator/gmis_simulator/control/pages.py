"""Long lists in pages: as many as ``limit`` says after the number ``after``, and a Link header to what follows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic_core import to_json
from starlette.requests import Request
from starlette.responses import Response

from gmis_api.language import _
from gmis_simulator.control.problem import invalid

MOST = 1000
"""Entries of a page."""

LARGEST = 4 * 1024 * 1024
"""Bytes; a page ends sooner when its entries are that large."""

_NUMBER = {"type": "integer", "maximum": 999_999_999}
QUERY: dict[str, dict[str, Any]] = {
    "after": _NUMBER | {"minimum": 0, "default": 0, "description": "as the Link header rel=next of a page gives it"},
    "limit": _NUMBER
    | {"minimum": 1, "default": MOST, "description": f"entries of a page, of which {MOST} are the most"},
}
"""The parameters of every list, as schemas."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are asked for."""

    after: int
    limit: int


def wanted(request: Request, after: str | None = None) -> Wanted:
    """What the query says, unless ``after`` is said elsewhere; raises Problem 422."""
    given = request.query_params
    last = _whole_number("after", after or given.get("after", "0"), 0)
    return Wanted(last, min(_whole_number("limit", given.get("limit", str(MOST)), 1), MOST))


def _whole_number(name: str, given: str, least: int) -> int:
    if not given.isascii() or not given.isdecimal() or len(given) > len("999999999") or int(given) < least:
        raise invalid(name, given, _("must be a whole number from {least} to 999999999", least=least))
    return int(given)


def page(request: Request, limit: int, numbered: Iterable[tuple[int, T]], show: Callable[[T], Any]) -> Response:
    """The first ``limit`` of what is ``numbered``, as JSON; where more follow, a Link header leads there (RFC 8288)."""
    shown: list[bytes] = []
    size = last = 0
    headers = {}
    for number, entry in numbered:
        if len(shown) == limit or size > LARGEST:
            headers["Link"] = next_page(request, last)
            break
        shown.append(to_json(show(entry)))
        size, last = size + len(shown[-1]), number
    return Response(b"[" + b",".join(shown) + b"]", media_type="application/json", headers=headers)


def next_page(request: Request, last: int) -> str:
    """The Link header to what follows the entry of number ``last``."""
    return f'<?{request.url.include_query_params(after=last).query}>; rel="next"'
