"""What pydantic finds wrong with a value, as a rule in the language that is spoken."""

import re
from typing import Any

from pydantic_core import ErrorDetails

from gmis_api.language import N_, _, language, listed

_RULES = {
    "bool_type": N_("must be true or false"),
    "datetime_from_date_parsing": N_("must be a moment in ISO 8601"),
    "datetime_object_invalid": N_("must be a moment in ISO 8601"),
    "datetime_parsing": N_("must be a moment in ISO 8601"),
    "datetime_type": N_("must be a moment in ISO 8601"),
    "dict_type": N_("must be an object"),
    "extra_forbidden": N_("must not be given"),
    "finite_number": N_("must be a finite number"),
    "float_type": N_("must be a number"),
    "greater_than": N_("must be greater than {gt}"),
    "greater_than_equal": N_("must be at least {ge}"),
    "int_from_float": N_("must be a whole number"),
    "int_parsing": N_("must be a whole number"),
    "int_parsing_size": N_("must be a whole number of fewer digits"),
    "int_type": N_("must be a whole number"),
    "invalid_key": N_("must have texts as keys"),
    "less_than": N_("must be less than {lt}"),
    "less_than_equal": N_("must be at most {le}"),
    "list_type": N_("must be a list"),
    "literal_error": N_("must be one of {expected}"),
    "missing": N_("must be given"),
    "model_type": N_("must be an object"),
    "string_pattern_mismatch": N_("must match {pattern}"),
    "string_too_long": N_("must have at most {max_length} signs"),
    "string_too_short": N_("must have at least {min_length} signs"),
    "string_type": N_("must be a text"),
    "string_unicode": N_("must be a text without half surrogate pairs"),
    "time_delta_parsing": N_("must be a span of time"),
    "time_delta_type": N_("must be a span of time"),
    "timezone_aware": N_("must have its zone, such as +09:00"),
    "too_long": N_("must have at most {max_length} entries"),
    "too_short": N_("must have at least {min_length} entries"),
    "union_tag_not_found": N_("must have the key {discriminator}"),
}
"""By pydantic's type of error. English is left to pydantic, which knows more of the value; so is what is not here."""


def rule_of(found: ErrorDetails) -> str:
    """The rule that is broken. One of our own validators has said it in that language."""
    template = _RULES.get(found["type"])
    if template is None or language() == "en":
        return found["msg"].removeprefix("Value error, ")
    known: dict[str, Any] = dict(found.get("ctx", {}))
    if "expected" in known:
        known["expected"] = listed(re.findall(r"'[^']*'", known["expected"]))
    return _(template, **known)
