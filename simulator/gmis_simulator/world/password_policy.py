"""The password rules, one source for the page and the server."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """``pattern`` is a regular expression that means the same in Python and in the browser (flags s and u)."""

    name: str
    label: str
    pattern: str

    def met_by(self, password: str) -> bool:
        """Whether ``password`` holds what the rule asks for; full-width letters and digits do not count."""
        return re.search(self.pattern, password, re.DOTALL) is not None


class PasswordPolicy:
    """The four rules of the leaflet [manual]: 8文字以上, 大文字, 小文字, 数字; symbols are allowed."""

    def __init__(self, minimum_length: int = 8) -> None:
        self.rules = (
            Rule("length", f"{minimum_length}文字以上", f".{{{minimum_length},}}"),
            Rule("upper", "1個以上の大文字", "[A-Z]"),
            Rule("lower", "1個以上の小文字", "[a-z]"),
            Rule("digit", "1個以上の数字", "[0-9]"),
        )

    def unmet(self, password: str) -> list[Rule]:
        """The rules that ``password`` breaks, in the leaflet's order."""
        return [rule for rule in self.rules if not rule.met_by(password)]
