import pytest

from gmis_simulator.world.password_policy import PasswordPolicy


@pytest.mark.parametrize(
    ("password", "unmet"),
    [
        ("Abcdefg1", []),
        ("Abcdef1", ["length"]),
        ("abcdefg1", ["upper"]),
        ("ABCDEFG1", ["lower"]),
        ("Abcdefgh", ["digit"]),
        ("", ["length", "upper", "lower", "digit"]),
        # symbols, spaces and line breaks are allowed, and count for the length
        ("Ab1!?#@ ", []),
        ("Ab1\n\n\n\n\n", []),
        ("パスワードAb1", []),
        # full-width letters and digits do not count
        ("Ａbcdefg1", ["upper"]),
        ("ABCDEFGｈ1", ["lower"]),
        ("Abcdefg１", ["digit"]),
        # what lies just beside the letters and digits does not count either
        ("@[bcdef1", ["upper"]),
        ("A`{CDEF1", ["lower"]),
        ("Abcdef/:", ["digit"]),
        # the first and the last of each
        ("Zzzzzzz9", []),
        ("Aaaaaaa0", []),
    ],
)
def test_a_password_keeps_the_four_rules_of_the_leaflet(password: str, unmet: list[str]) -> None:
    assert [rule.name for rule in PasswordPolicy().unmet(password)] == unmet


def test_each_rule_is_told_in_the_leaflets_words_and_in_its_order() -> None:
    labels = ["8文字以上", "1個以上の大文字", "1個以上の小文字", "1個以上の数字"]
    assert [rule.label for rule in PasswordPolicy().rules] == labels


def test_how_long_a_password_must_be_may_be_told() -> None:
    policy = PasswordPolicy(12)
    assert policy.rules[0].label == "12文字以上"
    assert [rule.name for rule in policy.unmet("Abcdefghij1")] == ["length"]
    assert policy.unmet("Abcdefghijk1") == []


def test_the_page_has_the_same_patterns_as_the_server() -> None:
    assert [rule.pattern for rule in PasswordPolicy(9).rules] == [".{9,}", "[A-Z]", "[a-z]", "[0-9]"]
