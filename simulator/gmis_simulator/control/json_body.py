"""JSON as the control API takes it: what Python reads but no answer can hold is refused."""

import json
import math
from collections import Counter
from itertools import islice
from typing import Any, NoReturn

from gmis_api.language import _
from gmis_api.shown import shown


class WrongJson(ValueError):
    """The message is the rule that the text breaks."""


def check_json(raw: bytes) -> None:
    """Raises WrongJson for what is not JSON in UTF-8 (RFC 8259), nests too deep, or holds what cannot be answered.

    That is NaN, an infinity, a number beyond a float or beyond Python's digits, a key that stands twice in one object.
    """
    try:
        text = raw.decode("utf-8")
        json.loads(text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite)
    except RecursionError:
        raise WrongJson(_("must not nest that deep")) from None
    except UnicodeDecodeError as error:
        raise WrongJson(
            _("must be JSON in UTF-8, and byte {place} is not: {reason}", place=error.start, reason=error.reason)
        ) from None
    except json.JSONDecodeError as error:
        raise WrongJson(_("must be JSON: {error}", error=error)) from None
    except WrongJson:
        raise
    except ValueError:
        raise WrongJson(_("must not hold a number of more than 4300 digits")) from None


def beginning(raw: bytes, most: int = 20) -> bytes:
    """JSON that `check_json` has passed, with the first ``most`` entries of each list and object."""
    return json.dumps(_fewer(json.loads(raw), most)).encode("utf-8")


def _fewer(value: Any, most: int) -> Any:
    if isinstance(value, dict):
        return {key: _fewer(each, most) for key, each in islice(value.items(), most)}
    return [_fewer(each, most) for each in value[:most]] if isinstance(value, list) else value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _value in pairs).items() if times > 1)
        raise WrongJson(_("each key must stand once in an object, and {key} stands there twice", key=shown(twice)))
    return found


def _no_number(name: str) -> NoReturn:
    raise WrongJson(_("must not hold {name}: JSON has no such number", name=name))


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise WrongJson(_("must not hold {number}: the number is larger than any float", number=shown(text)))
    return number
