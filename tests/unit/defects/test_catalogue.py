"""Each defect says what it is, whom it harms, what it breaks and how one sees it."""

import re

import pytest

from docs import defects as page
from gmis_simulator.control.known_defects import KnownDefects
from gmis_simulator.defects.catalogue import AREAS, DEFECTS, KNOWN, answer_of
from gmis_simulator.defects.defect import Area, Defect
from gmis_simulator.defects.texts import check_texts
from gmis_simulator.defects.tools import other_settings
from gmis_simulator.world.settings import Settings
from pytest_gmis.reports.requirements import read_requirements
from pytest_gmis.reports.tags import STEPS

pytestmark = pytest.mark.usefixtures("english")

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
    assert KNOWN.checked(["reset-link-reusable", "never-locked", "never-locked"]) == [
        "never-locked",
        "reset-link-reusable",
    ]
    with pytest.raises(ValueError, match="defect 'never-lockd' is unknown; did you mean 'never-locked'"):
        KNOWN.checked(["never-lockd"])


@pytest.mark.parametrize("name", DEFECTS)
def test_each_text_that_a_defect_replaces_stands_where_it_says(name: str) -> None:
    check_texts(name)


def test_a_text_that_stands_elsewhere_now_is_told_when_its_defect_is_switched_on() -> None:
    area = Area("scratch", "試し")
    more = {"harm": "害", "step": "", "requirement": "x", "source": "y", "seen": "z"}
    for right, times in (("nothing like it", 0), ("<p>", 3)):
        area.text("med_login/mail_sent.html", right, "", f"scratch-{times}", "試し", **more)
        with pytest.raises(ValueError, match=f"stands {times} times in med_login/mail_sent.html, not once"):
            check_texts(f"scratch-{times}")
    with pytest.raises(FileNotFoundError):
        area.text("med_login/no_such_page.html", "<p>", "", "scratch", "試し", **more)


def test_the_page_of_defects_is_what_the_catalogue_says() -> None:
    assert page.PAGE.read_text(encoding="utf-8") == page.page(), "run: .venv/bin/python -m docs.defects"


def test_a_defect_whose_check_fails_cannot_be_switched_on() -> None:
    def check(name: str) -> None:
        if name == "never-locked":
            raise ValueError("its page has changed")

    known = KnownDefects(KNOWN.values(), check)
    assert known.checked(["capitals-matter"]) == ["capitals-matter"]
    with pytest.raises(ValueError, match="its page has changed"):
        known.checked(["capitals-matter", "never-locked"])


def test_other_settings_hold_for_the_block_alone_also_where_it_raises() -> None:
    settings = Settings()

    def broken() -> None:
        with other_settings(settings, link_lifetime_hours=1):
            assert settings.link_lifetime_hours == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken()
    assert settings == Settings()
