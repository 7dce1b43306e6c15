"""Each defect says what it is, whom it harms, what it breaks and how one sees it."""

import re

import pytest

from docs import defects as page
from gmis_simulator.defects.catalogue import AREAS, DEFECTS, answer_of, checked
from gmis_simulator.defects.defect import Area, Defect
from pytest_gmis.reports.requirements import read_requirements
from pytest_gmis.reports.tags import STEPS

REAL = {name: each for name, each in DEFECTS.items() if not each.decoy}
JAPANESE = re.compile(r"[ぁ-んァ-ン一-龥]")


@pytest.fixture(scope="module")
def known() -> set[str]:
    """The ids of the requirements."""
    return set(read_requirements().known)


def test_there_are_at_least_ninety_and_ten_decoys() -> None:
    assert len(REAL) >= 90
    assert len(DEFECTS) - len(REAL) >= 10


@pytest.mark.parametrize("defect", REAL.values(), ids=REAL)
def test_a_defect_says_all_of_itself(defect: Defect, known: set[str]) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", defect.name)
    for words in (defect.title, defect.harm, defect.seen):
        assert JAPANESE.search(words)
    assert defect.source
    assert defect.step in ("", *STEPS)
    assert defect.requirement in known


def test_each_requirement_of_leaflet_recovery_and_portal_is_broken_by_a_defect(known: set[str]) -> None:
    listed = read_requirements().known
    broken = {each.requirement for each in REAL.values()}
    assert {name for name in known if listed[name].kind != "reported"} <= broken


def test_an_area_knows_its_defects_and_the_answer_tells_its_title() -> None:
    assert sum(len(area.defects) for area in AREAS) == len(DEFECTS)
    told = answer_of(DEFECTS["never-locked"])
    assert (told.area, told.area_title, told.decoy) == ("login", "ログインとロック", False)
    assert answer_of(DEFECTS["longer-tokens"]).decoy


def test_names_are_answered_once_in_the_catalogues_order_and_an_unknown_one_is_refused() -> None:
    assert checked(["reset-link-reusable", "never-locked", "never-locked"]) == ["never-locked", "reset-link-reusable"]
    with pytest.raises(ValueError, match="defect 'never-lockd' is unknown; did you mean 'never-locked'"):
        checked(["never-lockd"])


def test_a_text_that_does_not_stand_where_it_is_to_be_replaced_breaks_the_import() -> None:
    area = Area("scratch", "試し")
    more = {"harm": "害", "step": "", "requirement": "x", "source": "y", "seen": "z"}
    for right, times in (("nothing like it", 0), ("<p>", 3)):
        with pytest.raises(ValueError, match=f"stands {times} times in med_login/mail_sent.html"):
            area.text("med_login/mail_sent.html", right, "", "scratch", "試し", **more)


def test_the_page_of_defects_is_what_the_catalogue_says() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.page(), "run: .venv/bin/python -m docs.defects"
