"""Content-Type and Content-Disposition, as RFC 2045 and 2231 have them and as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmis_simulator.mime.budget import LONGEST_FIELD, MOST_PARAMETERS, Budget
from gmis_simulator.mime.parameters import Parameterised, parse
from tests.rigs.drawn import drawn


def read(text: str, budget: Budget | None = None) -> Parameterised:
    return parse(text, budget or Budget(), "Content-Type")


@pytest.mark.parametrize(
    ("text", "value", "parameters"),
    [
        ("text/plain", "text/plain", {}),
        (" TEXT/Plain ; Charset=UTF-8", "text/plain", {"charset": "UTF-8"}),
        ("text/plain;charset=utf-8;format=flowed", "text/plain", {"charset": "utf-8", "format": "flowed"}),
        ('a/b; c="d; e=f"; g=h', "a/b", {"c": "d; e=f", "g": "h"}),
        ('a/b; c="d\\"e\\\\"', "a/b", {"c": 'd"e\\'}),
        ('a/b; c="never closed; d=e', "a/b", {"c": "never closed; d=e"}),
        ("a/b; c=1; c=2; C=3", "a/b", {"c": "1"}),  # the first counts
        ("a/b; c = d ; e= f", "a/b", {"c": "d", "e": "f"}),
        ("a/b; c=; d=e", "a/b", {"c": "", "d": "e"}),
        ("a/b; c; d=e;;", "a/b", {"d": "e"}),
        ("a/b; =c; d=e", "a/b", {"d": "e"}),
        ('a/b; c="=?utf-8?B?5Lu2?="', "a/b", {"c": "件"}),
        ("charset=utf-8", "application/octet-stream", {"charset": "utf-8"}),
        ("text/", "text/plain", {}),
        ("multipart/; boundary=x", "multipart/mixed", {"boundary": "x"}),
        ("image/", "application/octet-stream", {}),
        ("a/b/c", "a/b", {}),
        ("text", "text", {}),
        ("", "", {}),
        (";;;", "", {}),
    ],
)
def test_a_value_and_its_parameters_are_read(text: str, value: str, parameters: dict[str, str]) -> None:
    assert read(text) == Parameterised(value, parameters)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("name*=utf-8''%E4%BB%B6", "件"),
        ("name*=utf-8'ja'%E4%BB%B6", "件"),
        ("name*=Shift_JIS''%8C%8F", "件"),
        ("NAME*=UTF-8''%e4%bb%b6", "件"),
        ("name=plain; name*=utf-8''better", "better"),  # in whichever order
        ("name*=utf-8''better; name=plain", "better"),
        ("name*=utf-8''one; name*=utf-8''two", "one"),
        ("name*0=one; name*1=two", "onetwo"),
        ("name*1=two; name*0=one", "onetwo"),  # by their numbers
        ("name*0=a; name*10=c; name*1=b", "ab"),  # not by their digits, and not past a gap
        ("name*0*=utf-8''%E4; name*1*=%BB%B6", "件"),  # bytes joined, then decoded
        ("name*0*=utf-8''%E4%BB%B6; name*1=%20", "件%20"),  # one of them is not encoded
        ("name*0=%41; name*1*=%41", "%41A"),
        ("name*1=two", ""),  # without a beginning
        ("name=plain; name*1=two", "plain"),
        ("name*=x-none''%E4%BB%B6", "件"),
        ("name*=%E4%BB%B6", "件"),
        ("name*=''%E4%BB%B6", "件"),
        ("name*=utf-8'%E4%BB%B6", "utf-8'件"),
        ("name*=utf-8''a'b", "a'b"),
        ("name*=utf-8''%ZZ%4", "%ZZ%4"),
        ("name*=utf-8''%FF", "\ufffd"),
        ("name*0*=\"utf-8''%41\"", "A"),
        ("name*99999=x", ""),
    ],
)
def test_a_name_in_pieces_or_with_a_charset_is_put_together(text: str, name: str) -> None:
    assert read(f"a/b; {text}").get("name") == name


def test_of_very_many_parameters_the_first_are_read() -> None:
    for count, noted in ((MOST_PARAMETERS, []), (MOST_PARAMETERS + 1, ["parameters"])):
        budget = Budget()
        found = read("a/b" + "".join(f"; p{number}=x" for number in range(count)), budget)
        assert len(found.parameters) == MOST_PARAMETERS
        assert list(budget.over) == noted


def test_of_a_very_long_field_the_front_is_read() -> None:
    budget = Budget()
    found = read("a/b; c=" + "x" * LONGEST_FIELD + "; d=e", budget)
    assert found.parameters == {"c": "x" * (LONGEST_FIELD - 7)}
    assert "Content-Type" in budget.over["field"]


# Each is quadratic for a reader that begins anew at every sign.
@pytest.mark.parametrize("piece", ["=", '="', '"', "\\", '="\\', ";", "a", " ", "= ", "a=;", "*", "a*1*=;"])
def test_hostile_fields_as_long_as_may_be_are_read(piece: str) -> None:
    assert len(read("a/b;" + piece * (LONGEST_FIELD // len(piece))).parameters) <= MOST_PARAMETERS


@drawn
@given(st.text("ab=;\"\\*'%0123 /?\t件\ufffd", max_size=60))
def test_nothing_is_too_broken(text: str) -> None:
    assert isinstance(read(text).get("a"), str)
