"""Coroutines in commands."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def finished(coroutine: Coroutine[Any, Any, T]) -> T:
    """What ``coroutine`` returns; what it raises is raised here.

    On a loop in a thread of its own: who calls a command may have one running, as Playwright's sync API does.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
