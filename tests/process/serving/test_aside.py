"""Work in a process beside: its answers, its errors, and what happens when it takes too much or is gone."""

import asyncio
import os
import signal
import threading
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import pytest

from gmis_simulator.serving.aside import SMALL, Aside, TookTooLong
from tests.rigs.running import run

LARGE = SMALL + 1
LONG = 60.0  # seconds; nothing here takes them


@asynccontextmanager
async def beside(seconds: float = LONG) -> AsyncIterator[Aside]:
    aside = Aside(seconds=seconds)
    try:
        yield aside
    finally:
        aside.close()


async def steps() -> None:
    """Let all that is ready go on, for some steps."""
    for _step in range(10):
        await asyncio.sleep(0)


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_what_is_small_is_done_here_and_what_is_large_in_one_other_process() -> None:
    async def scenario() -> None:
        async with beside() as aside:
            assert await aside.call(SMALL, os.getpid) == os.getpid()
            other = await aside.call(LARGE, os.getpid)
            assert other != os.getpid()
            assert await asyncio.gather(*(aside.call(LARGE, os.getpid) for _ in range(3))) == [other] * 3

    run(scenario())


def test_it_answers_to_arguments_and_to_named_ones_however_large() -> None:
    async def scenario() -> None:
        async with beside() as aside:
            assert await aside.call(LARGE, int, "ff", base=16) == 255
            assert await aside.call(LARGE, bytes.upper, b"a" * 1_000_000) == b"A" * 1_000_000

    run(scenario())


def test_what_a_function_raises_is_raised_here_and_the_process_goes_on() -> None:
    async def scenario() -> None:
        async with beside() as aside:
            before = await aside.call(LARGE, os.getpid)
            with pytest.raises(ValueError, match="invalid literal"):
                await aside.call(LARGE, int, "nonsense")
            assert await aside.call(LARGE, os.getpid) == before

    run(scenario())


def test_what_a_function_prints_does_not_spoil_its_answer() -> None:
    async def scenario() -> None:
        async with beside() as aside:
            await aside.call(LARGE, print, "printed")
            assert await aside.call(LARGE, len, "four") == 4

    run(scenario())


def test_what_takes_too_long_is_ended_and_the_next_is_done_by_another_process() -> None:
    async def scenario() -> None:
        async with beside() as aside:
            before = await aside.call(LARGE, os.getpid)
            aside.seconds = 0.01
            with pytest.raises(TookTooLong, match=r"more than 0\.01 seconds"):
                await aside.call(LARGE, signal.pause)
            assert not is_there(before)
            aside.seconds = LONG
            assert await aside.call(LARGE, os.getpid) not in (before, os.getpid())

    run(scenario())


def test_what_takes_too_much_memory_is_given_up_and_the_process_goes_on() -> None:
    async def scenario() -> None:
        async with beside() as aside:
            before = await aside.call(LARGE, os.getpid)
            with pytest.raises(TookTooLong, match="MiB of memory"):
                await aside.call(LARGE, bytearray, 4 << 30)
            assert await aside.call(LARGE, os.getpid) == before

    run(scenario())


def test_where_the_process_ends_in_the_middle_that_work_is_given_up_and_the_next_is_done() -> None:
    async def scenario() -> None:
        async with beside() as aside:
            with pytest.raises(TookTooLong):
                await aside.call(LARGE, os._exit, 1)
            assert await aside.call(LARGE, len, "four") == 4

    run(scenario())


def test_a_process_that_somebody_ended_is_started_anew() -> None:
    async def scenario() -> None:
        async with beside() as aside:
            before = await aside.call(LARGE, os.getpid)
            os.kill(before, signal.SIGKILL)
            await asyncio.to_thread(os.waitid, os.P_PID, before, os.WEXITED | os.WNOWAIT)  # it is gone
            assert await aside.call(LARGE, os.getpid) != before

    run(scenario())


def test_who_no_longer_waits_before_the_work_has_begun_is_done_with_it() -> None:
    async def scenario() -> None:
        loop, busy = asyncio.get_running_loop(), threading.Event()
        loop.set_default_executor(ThreadPoolExecutor(1))
        async with beside() as aside:
            assert await aside.call(LARGE, len, "four") == 4
            other = loop.run_in_executor(None, busy.wait)
            asking = asyncio.create_task(aside.call(LARGE, len, "four"))
            await steps()  # it has its turn, and its thread has none yet
            asking.cancel()
            await steps()
            busy.set()
            with pytest.raises(asyncio.CancelledError):
                await asking
            assert await other
            assert await aside.call(LARGE, len, "four") == 4

    run(scenario())


def test_who_no_longer_waits_ends_the_work_and_the_next_in_turn_is_done() -> None:
    async def scenario() -> None:
        async with beside() as aside:
            before = await aside.call(LARGE, os.getpid)
            asking = asyncio.create_task(aside.call(LARGE, signal.pause))
            await asyncio.sleep(0)  # it has its turn
            next_in_turn = asyncio.create_task(aside.call(LARGE, len, "four"))
            asking.cancel()
            with pytest.raises(asyncio.CancelledError):
                await asking
            assert not is_there(before)
            assert await next_in_turn == 4

    run(scenario())


def test_closing_ends_the_process_and_may_be_done_twice_or_before_there_is_one() -> None:
    async def scenario() -> None:
        aside = Aside(seconds=LONG)
        aside.close()
        process = await aside.call(LARGE, os.getpid)
        assert is_there(process)
        aside.close()
        assert not is_there(process)
        aside.close()

    run(scenario())


def test_work_that_takes_longer_than_an_idle_process_lives_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gmis_simulator.serving.aside._IDLE", 0.05)

    async def scenario() -> None:
        async with beside() as aside:
            before = await aside.call(LARGE, os.getpid)
            await aside.call(LARGE, time.sleep, 0.3)
            assert await aside.call(LARGE, os.getpid) == before

    run(scenario())


def test_a_process_that_nobody_asks_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gmis_simulator.serving.aside._IDLE", 0.01)

    async def scenario() -> None:
        async with beside() as aside:
            process = await aside.call(LARGE, os.getpid)
            while is_there(process):  # noqa: ASYNC110 (a process that ends tells nobody)
                await asyncio.sleep(0.01)
            assert await aside.call(LARGE, os.getpid) != process

    run(scenario())
