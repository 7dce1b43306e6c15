"""Every defect and every decoy, by name, in the order of the leaflet's steps; what is unsound in one shows here."""

from collections.abc import Iterable

from gmis_api.answers import DefectAnswer
from gmis_simulator.control.known_defects import KnownDefects
from gmis_simulator.defects.console import console
from gmis_simulator.defects.decoys import decoys
from gmis_simulator.defects.defect import Area, Defect
from gmis_simulator.defects.delivery import delivery
from gmis_simulator.defects.filters import filters
from gmis_simulator.defects.keeping import keeping
from gmis_simulator.defects.leaks import leaks
from gmis_simulator.defects.letter import letter_
from gmis_simulator.defects.link import link
from gmis_simulator.defects.login import login
from gmis_simulator.defects.office import office
from gmis_simulator.defects.pages import pages
from gmis_simulator.defects.password import password
from gmis_simulator.defects.password_page import password_page
from gmis_simulator.defects.report import report
from gmis_simulator.defects.request import request_
from gmis_simulator.defects.session import session
from gmis_simulator.defects.texts import check_texts
from gmis_simulator.defects.webmail import webmail

AREAS: tuple[Area, ...] = (
    login, session, request_, letter_, delivery, filters, webmail, office, link, password, password_page, leaks, report,
    pages, keeping, console, decoys,
)


TITLES = {area.name: area.title for area in AREAS}
"""What each area is called, in Japanese."""


def _by_name(defects: Iterable[Defect]) -> dict[str, Defect]:
    found: dict[str, Defect] = {}
    for defect in defects:
        if defect.name in found:
            raise ValueError(f"two defects are called {defect.name!r}: one of them needs another name")
        found[defect.name] = defect
    return found


DEFECTS = _by_name(defect for area in AREAS for defect in area.defects)


def answer_of(defect: Defect) -> DefectAnswer:
    """As the control API shows it."""
    return DefectAnswer(
        name=defect.name,
        title=defect.title,
        harm=defect.harm,
        step=defect.step,
        requirement=defect.requirement,
        area=defect.area,
        area_title=TITLES[defect.area],
        source=defect.source,
        seen=defect.seen,
        decoy=defect.decoy,
    )


KNOWN = KnownDefects(map(answer_of, DEFECTS.values()), check_texts)
"""All of them, as the control API knows them."""
