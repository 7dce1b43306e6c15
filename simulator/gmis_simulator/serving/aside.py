"""Work that may take long, done by a process beside the one that serves, so that no page waits for it."""

import asyncio
import contextlib
import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

SMALL = 32 * 1024  # bytes; what is no larger is done at once, since asking somebody else takes longer
COMMAND = ["-c", f"from {__name__} import main; main()"]
_SECONDS = 5.0
_IDLE = 30.0  # seconds until a process that nobody asks any more ends
_MOST_MEMORY = 1 << 30  # bytes that it may take


class TookTooLong(Exception):
    """The work was given up: it took more time, or more memory, than anything here is worth. The text says which."""


@dataclass(frozen=True, slots=True)
class Raised:
    """What the work ended with instead of an answer."""

    error: Exception


class Aside:
    """Asks one process, one thing at a time; it is started when it is needed and not there. Use it on one event loop.

    ``seconds``: that one thing may take.
    """

    def __init__(self, *, seconds: float = _SECONDS) -> None:
        self.seconds = seconds
        self._turn = asyncio.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._end: asyncio.TimerHandle | None = None

    async def call(
        self, size: int, function: Callable[Given, Answer], *args: Given.args, **more: Given.kwargs
    ) -> Answer:
        """What ``function``, of a module's top level, answers to arguments of ``size`` bytes; raises what it raises.

        What is small is done here and now. Raises TookTooLong.
        """
        if size <= SMALL:
            return function(*args, **more)
        async with self._turn:
            if self._end:
                self._end.cancel()
            if self._process and self._process.poll() is not None:
                self.close()  # somebody else ended it
            process = self._process = self._process or _started()
            question = (function, args, more)
            asking: asyncio.Task[Answer | Raised]
            asking = asyncio.create_task(asyncio.to_thread(_ask, process, question))
            try:
                answer = await asyncio.wait_for(asyncio.shield(asking), self.seconds)
            except (asyncio.CancelledError, TimeoutError, OSError, EOFError, pickle.PickleError) as error:
                self.close()
                with contextlib.suppress(OSError, EOFError, pickle.PickleError):
                    await asking
                if isinstance(error, asyncio.CancelledError):
                    raise
                raise TookTooLong(f"more than {self.seconds:g} seconds, or than the memory there is") from None
            self._end = asyncio.get_running_loop().call_later(_IDLE, self.close)
        if isinstance(answer, Raised) and isinstance(answer.error, MemoryError):
            raise TookTooLong(f"more than {_MOST_MEMORY >> 20} MiB of memory")
        if isinstance(answer, Raised):
            raise answer.error
        return answer

    def close(self) -> None:
        """End the process, whatever it is doing."""
        if self._end:
            self._end.cancel()
        if self._process:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):
                    assert pipe
                    pipe.close()
            self._process = None


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 (our own interpreter, our own module)
        [sys.executable, *COMMAND],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C is for whoever asks; this one ends when nobody is left to
    )


def _ask(process: subprocess.Popen[bytes], question: object) -> Any:
    assert process.stdin
    assert process.stdout
    try:
        pickle.dump(question, process.stdin, protocol=5)
        process.stdin.flush()
        return pickle.load(process.stdout)  # noqa: S301 (of our own process)
    except ValueError as error:  # closed by who did not wait any more, maybe before this thread had its turn
        raise BrokenPipeError(str(error)) from error


def serve(questions: BinaryIO, answers: BinaryIO) -> None:
    """Answer until there are no more questions."""
    with contextlib.suppress(EOFError):
        while True:
            function, args, more = pickle.load(questions)  # noqa: S301 (of our own process)
            try:
                answer = function(*args, **more)
            except Exception as error:
                answer = Raised(error)
            pickle.dump(answer, answers, protocol=5)
            answers.flush()
            del answer, args, more


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # there is no such limit on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def main() -> None:
    """What the process does."""
    _limit_memory()
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # what prints must not spoil an answer
    serve(sys.stdin.buffer, answers)
