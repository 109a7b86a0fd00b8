"""Ends a child process together with whatever it started."""

import asyncio
import os
import signal
from contextlib import suppress


async def end_group(child: asyncio.subprocess.Process) -> None:
    """For a child with its own session; a grandchild that lives on would hold its pipes."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    await child.wait()
