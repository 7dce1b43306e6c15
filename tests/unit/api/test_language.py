"""Which language is spoken: by a variable, by the locale, by a request's header."""

from collections.abc import Mapping

import pytest

from gmis_api.language import (
    LANGUAGES,
    UnknownLanguage,
    _,
    checked,
    language,
    listed,
    of_environment,
    of_header,
    spoken,
    titled,
)


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja"}, "ja"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "de_DE@euro"}, "en"),
        ({"LANG": "C.UTF-8"}, "ja"),
        ({"LANG": "C"}, "ja"),
        ({"LANG": "POSIX"}, "ja"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "en_US", "LC_ALL": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, "ja"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
        ({"LANG": "ja_JP.UTF-8", "LC_CTYPE": "en_US.UTF-8"}, "ja"),
        ({"GMIS_LANG": "en", "LC_ALL": "ja_JP.UTF-8", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"GMIS_LANG": "ja", "LC_ALL": "en_US.UTF-8"}, "ja"),
        ({"GMIS_LANG": "", "LANG": "en_US.UTF-8"}, "en"),
    ],
    ids=str,
)
def test_the_variable_comes_first_then_the_locale_and_one_without_a_language_means_japanese(
    environment: Mapping[str, str], wanted: str
) -> None:
    assert of_environment(environment) == wanted


def test_where_nothing_names_a_language_the_locale_of_the_process_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for found, wanted in ((None, "ja"), ("ja_JP", "ja"), ("Japanese_Japan", "ja"), ("en_US", "en")):
        monkeypatch.setattr("locale.getlocale", lambda found=found: (found, "UTF-8"))
        assert of_environment({}) == wanted


@pytest.mark.parametrize(
    ("locale", "said"),
    [("en_US.UTF-8", "GMIS_LANG is 'fr': it must be ja or en"), ("C", "GMIS_LANG が 'fr' です。ja か en を指定します")],
)
def test_a_wrong_variable_is_told_in_the_language_of_the_locale(
    monkeypatch: pytest.MonkeyPatch, locale: str, said: str
) -> None:
    monkeypatch.setenv("GMIS_LANG", "fr")
    monkeypatch.setenv("LC_ALL", locale)
    with pytest.raises(UnknownLanguage) as refused:
        language()
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", "en"),
        ("*", "en"),
        ("ja", "ja"),
        ("ja-JP", "ja"),
        ("JA-jp", "ja"),
        ("en", "en"),
        ("fr", "en"),
        ("fr, ja;q=0.5", "ja"),
        ("ja;q=0.4, en;q=0.8", "en"),
        ("en;q=0.4,ja;q=0.8", "ja"),
        ("ja, en", "ja"),
        ("en, ja", "en"),
        ("ja;q=0", "en"),
        ("ja;q=0, en;q=0", "en"),
        ("ja;q=high", "en"),
        ("ja;q=0.9;x=1", "en"),
        (",,;q=1,=", "en"),
        ("ja,\x00\uff4a\uff41", "ja"),
    ],
)
def test_a_request_is_answered_in_the_language_that_it_wants_most_and_without_one_in_english(
    header: str, wanted: str
) -> None:
    assert of_header(header) == wanted


def test_what_is_chosen_inside_goes_before_the_environment_and_ends_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GMIS_LANG", "en")
    with spoken("ja"):
        assert language() == "ja"
        with spoken("en"):
            assert language() == "en"
        assert language() == "ja"
    assert language() == "en"


def test_a_name_of_a_language_is_checked_where_it_was_found() -> None:
    assert [checked(each, "lang") for each in LANGUAGES] == ["ja", "en"]
    with pytest.raises(UnknownLanguage, match=r"^lang .*'JA'"):
        checked("JA", "lang")


def test_values_are_put_into_the_translation_and_braces_alone_are_left() -> None:
    with spoken("ja"):
        assert _("port {port} may not be used by this user: choose one above 1023 with --port N", port=80) == (
            "ポート 80 はこの利用者には使えません。--port N で1024以上を選びます"
        )
        assert _("as {it} stands") == "as {it} stands"
        assert listed(["a", "b"]) == "a、b"
    with spoken("en"):
        assert listed(["a", "b"]) == "a, b"


def test_nothing_is_nothing_in_every_language() -> None:
    for each in LANGUAGES:
        with spoken(each):
            assert _("") == ""


def test_what_has_no_title_is_called_by_its_name() -> None:
    for each in LANGUAGES:
        with spoken(each):
            assert titled("no such kind", "name") == "name"
