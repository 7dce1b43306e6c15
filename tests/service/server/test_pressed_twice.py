"""Every form, pressed twice at once, two hundred times side by side: what is done is done once, and said so."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import httpx
import pytest

from gmis_simulator.world.paths import CHANGE_PASSWORD, reset_url
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import Worlds
from tests.rigs.app import URL, asking
from tests.rigs.running import run
from tests.rigs.worlds import events, world_with

TRIES = 200


@asynccontextmanager
async def visited(world: World, http: httpx.AsyncClient) -> AsyncIterator[httpx.AsyncClient]:
    """A browser in ``world``; it shows where it is led, and goes nowhere by itself."""
    async with httpx.AsyncClient(transport=http._transport, base_url=f"{URL}/{world.name}") as browser:
        yield browser


def side_by_side(scenario: Callable[[World, httpx.AsyncClient], Awaitable[None]]) -> None:
    """``scenario`` in many worlds at once, each with a browser of its own."""

    async def all_of_them() -> None:
        worlds = Worlds()
        made = [world_with(name=f"w{number}") for number in range(TRIES)]
        for each in made:
            worlds.add(each)

        async def one(world: World, http: httpx.AsyncClient) -> None:
            async with visited(world, http) as browser:
                await scenario(world, browser)

        async with asking(worlds) as http:
            await asyncio.gather(*(one(each, http) for each in made))

    run(all_of_them())


def link_in(world: World) -> str:
    """Path and query of a link that was sent."""
    return reset_url("", world.links.issue("ex000000", None).token)


async def press_in(page: httpx.Response) -> str:
    """What its form carries."""
    found = re.search(r'name="press" value="([^"]+)"', page.text)
    assert found, page.text
    return found[1]


async def come_to_change(world: World, browser: httpx.AsyncClient) -> None:
    """④⑤."""
    assert (await browser.post(link_in(world))).headers["location"].endswith(CHANGE_PASSWORD)


async def save(browser: httpx.AsyncClient, password: str) -> httpx.Response:
    return await browser.post(CHANGE_PASSWORD, data={"newPassword": password, "verifyPassword": password})


def test_of_two_passwords_saved_at_once_one_is_in_force_and_the_other_is_told_that_it_is_not() -> None:
    async def scenario(world: World, browser: httpx.AsyncClient) -> None:
        await come_to_change(world, browser)
        passwords = ["Clinic2026", "Clinic2027"]
        answers = await asyncio.gather(*(save(browser, each) for each in passwords))
        assert sorted(each.status_code for each in answers) == [303, 409]
        told = dict(zip(passwords, (each.status_code == 303 for each in answers), strict=True))
        assert {each: bool(world.accounts.authenticate("ex000000", each)) for each in passwords} == told
        assert "いま入力されたパスワードは保存されていません" in next(x for x in answers if x.status_code == 409).text
        assert len(events(world, "password.changed")) == 1

    side_by_side(scenario)


def test_one_password_saved_twice_at_once_is_saved_once_and_both_lead_on() -> None:
    async def scenario(world: World, browser: httpx.AsyncClient) -> None:
        await come_to_change(world, browser)
        answers = await asyncio.gather(*(save(browser, "Clinic2026") for _ in range(2)))
        assert {(each.status_code, each.headers["location"]) for each in answers} == {(303, f"/{world.name}/s/")}
        assert len(events(world, "password.changed")) == 1
        assert events(world, "password.refused") == []

    side_by_side(scenario)


def test_a_link_confirmed_twice_at_once_is_spent_once_and_both_presses_lead_to_the_new_password() -> None:
    async def scenario(world: World, browser: httpx.AsyncClient) -> None:
        link = link_in(world)
        press = await press_in(await browser.get(link))
        answers = await asyncio.gather(*(browser.post(link, data={"press": press}) for _ in range(2)))
        assert {each.headers["location"] for each in answers} == {f"/{world.name}{CHANGE_PASSWORD}"}
        assert len({each.headers["set-cookie"] for each in answers}) == 1
        assert (len(events(world, "link.confirmed")), events(world, "link.refused")) == (1, [])

    side_by_side(scenario)


def test_two_people_who_have_the_same_mail_and_press_at_once_do_not_share_the_link() -> None:
    async def scenario(world: World, browser: httpx.AsyncClient) -> None:
        link = link_in(world)
        async with httpx.AsyncClient(transport=browser._transport, base_url=browser.base_url) as another:
            both = (browser, another)
            presses = [await press_in(await each.get(link)) for each in both]
            answers = await asyncio.gather(
                *(each.post(link, data={"press": press}) for each, press in zip(both, presses, strict=True))
            )
        assert sorted(each.headers["location"].endswith(CHANGE_PASSWORD) for each in answers) == [False, True]
        assert len(events(world, "session.started")) == 1

    side_by_side(scenario)


def test_a_mail_sent_twice_at_once_is_sent_once_and_both_are_told_so() -> None:
    async def scenario(world: World, browser: httpx.AsyncClient) -> None:
        form = f"webmail/info@{world.name}.example/compose"
        press = await press_in(await browser.get(form))
        mail = {"to": f"shin@{world.name}.example", "subject": "お尋ね", "text": "届きますか。", "press": press}
        answers = await asyncio.gather(*(browser.post(form, data=mail) for _ in range(2)))
        assert [each.status_code for each in answers] == [200, 200]
        assert len([each for each in world.letters if each.purpose == "mail"]) == 1

    side_by_side(scenario)


def test_a_second_mail_from_the_form_opened_anew_is_a_second_mail() -> None:
    async def scenario(world: World, browser: httpx.AsyncClient) -> None:
        form = f"webmail/info@{world.name}.example/compose"
        for _ in range(2):
            press = await press_in(await browser.get(form))
            mail = {"to": f"shin@{world.name}.example", "subject": "", "text": "同じ文面", "press": press}
            await browser.post(form, data=mail)
        assert len([each for each in world.letters if each.purpose == "mail"]) == 2

    side_by_side(scenario)


def test_logging_out_twice_at_once_ends_one_session_and_both_come_to_the_login() -> None:
    async def scenario(world: World, browser: httpx.AsyncClient) -> None:
        await browser.post("/s/login/", data={"username": "ex000000", "password": "First-1x"})
        answers = await asyncio.gather(*(browser.post("/s/logout") for _ in range(2)))
        assert {each.headers["location"] for each in answers} == {f"/{world.name}/s/login/"}
        assert len(events(world, "session.ended")) == 1

    side_by_side(scenario)


def test_asking_twice_at_once_is_two_requests_as_anywhere_and_the_newer_link_lives() -> None:
    async def scenario(world: World, browser: httpx.AsyncClient) -> None:
        asked = {"username": "ex000000"}
        answers = await asyncio.gather(*(browser.post("/s/login/ForgotPassword", data=asked) for _ in range(2)))
        assert {each.status_code for each in answers} == {303}
        assert [world.links.state(each.token) for each in world.links] == ["revoked", "alive"]

    side_by_side(scenario)


@pytest.mark.parametrize("disabled_before", ["the link is opened", "the button is pressed", "the password is saved"])
def test_of_an_account_disabled_meanwhile_no_password_is_saved_and_no_stranger_is_told_why(
    disabled_before: str,
) -> None:
    async def scenario(world: World, browser: httpx.AsyncClient) -> None:
        def now(moment: str) -> None:
            if moment == disabled_before:
                world.put_institution(replace(world.accounts.holder("ex000000"), enabled=False))

        link = link_in(world)
        now("the link is opened")
        await browser.get(link)
        now("the button is pressed")
        confirmed = await browser.post(link)
        now("the password is saved")
        answer = await save(browser, "Clinic2026") if confirmed.status_code == 303 else confirmed
        assert answer.status_code == 410
        assert "このURLは使用できません" in answer.text
        assert "無効" not in answer.text
        assert events(world, "password.changed") == []
        assert (
            (await browser.get("/gmis/kakaritsukei/teiki/")).headers["location"].startswith(f"/{world.name}/s/login/")
        )
        assert events(world, "report.opened") == []

    side_by_side(scenario)


def test_who_comes_back_to_the_form_of_an_account_closed_meanwhile_is_told_that_the_link_is_of_no_use() -> None:
    async def scenario(world: World, browser: httpx.AsyncClient) -> None:
        await come_to_change(world, browser)
        world.put_institution(replace(world.accounts.holder("ex000000"), enabled=False))
        answer = await browser.get(CHANGE_PASSWORD)
        assert answer.status_code == 410
        assert "このURLは使用できません" in answer.text
        assert "ex000000" not in answer.text

    side_by_side(scenario)


def test_while_a_form_is_read_its_session_may_end_and_then_nothing_is_saved() -> None:
    async def scenario(world: World, browser: httpx.AsyncClient) -> None:
        await come_to_change(world, browser)

        async def body() -> AsyncIterator[bytes]:
            yield b"newPassword=Clinic2026&"
            for each in list(world.sessions):
                world.sessions.end(each, "password-changed")  # somebody else of the institution was quicker
            yield b"verifyPassword=Clinic2026"

        form = {"content-type": "application/x-www-form-urlencoded"}
        answer = await browser.post(CHANGE_PASSWORD, content=body(), headers=form)
        assert answer.headers["location"] == f"/{world.name}/s/"
        assert events(world, "password.changed") == []

    side_by_side(scenario)


def test_while_a_form_is_read_the_account_may_be_disabled_and_then_nothing_is_saved() -> None:
    async def scenario(world: World, browser: httpx.AsyncClient) -> None:
        await come_to_change(world, browser)

        async def body() -> AsyncIterator[bytes]:
            yield b"newPassword=Clinic2026&"
            world.put_institution(replace(world.accounts.holder("ex000000"), enabled=False))
            yield b"verifyPassword=Clinic2026"

        form = {"content-type": "application/x-www-form-urlencoded"}
        assert (await browser.post(CHANGE_PASSWORD, content=body(), headers=form)).status_code == 410
        assert events(world, "password.changed") == []

    side_by_side(scenario)
