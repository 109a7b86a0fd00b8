"""A bounded place for work that keeps a processor busy; what does not fit is told at once."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from worksmart_inference.errors import ServiceError

P = ParamSpec("P")
T = TypeVar("T")


class WorkPool:
    """Threads with a short queue. A full queue is `overloaded`, which the caller may try again."""

    def __init__(self, workers: int, waiting: int) -> None:
        self._threads = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="work")
        self._room = workers + waiting

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of `work`; whoever stops waiting leaves the place when the work is done."""
        if self._room <= 0:
            raise ServiceError("overloaded")
        self._room -= 1
        loop = asyncio.get_running_loop()
        future = loop.run_in_executor(self._threads, lambda: work(*args, **kwargs))
        future.add_done_callback(lambda _: self._leave())
        return await asyncio.shield(future)

    def _leave(self) -> None:
        self._room += 1

    def close(self) -> None:
        """No more work is taken."""
        self._threads.shutdown(wait=False, cancel_futures=True)
