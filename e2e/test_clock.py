"""The browser's clock moves with its world's, in one call."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from pytest_gmis.browser.clock import WorldClock
from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.client.control import World
from pytest_gmis.plugin.fixtures import NewWorld
from pytest_gmis.plugin.marks import leaflet_step


@pytest.fixture
def gmis_world(gmis_new_world: NewWorld) -> World:
    """A world long ago, whose clock stands still."""
    return gmis_new_world(now="2026-01-15T12:00:00+09:00")


def seen_by(page: Page) -> datetime:
    return datetime.fromisoformat(page.evaluate("new Date().toISOString()"))


def test_the_page_shows_the_worlds_time_before_and_after_it_was_moved(
    page: Page, med_login: MedLogin, clock: WorldClock, world: World
) -> None:
    med_login.open()
    assert abs(seen_by(page) - clock.now()) < timedelta(minutes=1)
    clock.advance("24h")
    assert world.now().startswith("2026-01-16T12:00:00")
    assert abs(seen_by(page) - clock.now()) < timedelta(minutes=1)
    assert abs(seen_by(page.context.new_page()) - clock.now()) < timedelta(minutes=1)  # in another tab, too
    world.expect_event("clock.moved")


def test_what_a_page_waits_for_happens(page: Page, med_login: MedLogin, clock: WorldClock) -> None:
    med_login.open()
    page.evaluate("setTimeout(() => { document.title = 'an hour later' }, 3_600_000)")
    clock.advance("59m")
    expect(page).not_to_have_title("an hour later")
    clock.advance("2m")
    expect(page).to_have_title("an hour later")


@leaflet_step("④")
@pytest.mark.requirement("link-expires")
def test_a_link_that_lay_for_a_day_is_dead_in_world_and_page(
    page: Page, med_login: MedLogin, clock: WorldClock, world: World
) -> None:
    link = world.at("④").link or ""
    clock.advance("24h1s")
    med_login.open_link(link)
    expect(page.get_by_role("heading", name="このURLは使用できません")).to_be_visible()
    world.expect_event("link.opened", state="expired")
