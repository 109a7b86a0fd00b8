"""Reads a document in a child process that can break without breaking anything else."""

import asyncio
import base64
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from worksmart_inference.documents.children import end_group
from worksmart_inference.documents.pages import Pages
from worksmart_inference.documents.sniff import Family
from worksmart_inference.errors import ServiceError
from worksmart_inference.json_tree import Json, as_list, as_object, whole

WALL_SECONDS = 30.0
MAX_OUTPUT = 96 * 1024 * 1024
SOURCES = Path(__file__).resolve().parents[2]


class Sandbox:
    """At most `at_once` children at a time; the rest wait for their turn."""

    def __init__(
        self,
        at_once: int,
        wall_seconds: float = WALL_SECONDS,
        command: Sequence[str] = (sys.executable, "-m", "worksmart_inference.documents.child"),
    ) -> None:
        self._turns = asyncio.Semaphore(at_once)
        self._wall_seconds = wall_seconds
        self._command = tuple(command)

    async def read(self, family: Family, raw: bytes, wants_pictures: bool) -> Pages:
        """The pages; a child that dies, hangs or talks too much means `document_unreadable`."""
        async with self._turns:
            answer = await self._ask([family, "yes" if wants_pictures else "no"], raw)
        failure = answer.get("failure")
        if isinstance(failure, str):
            raise ServiceError(failure)
        try:
            return Pages(
                texts=[str(one) for one in as_list(answer["texts"])],
                pictures={
                    int(page): base64.b64decode(str(png))
                    for page, png in as_object(answer["pictures"]).items()
                },
                warnings={str(one) for one in as_list(answer["warnings"])},
                count=whole(answer["count"]),
            )
        except (KeyError, ValueError):
            raise ServiceError("document_unreadable") from None

    async def _ask(self, arguments: Sequence[str], raw: bytes) -> Json:
        child = await asyncio.create_subprocess_exec(
            *self._command,
            *arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            # Nothing of the service's own environment, where its secrets are.
            env={"PYTHONPATH": str(SOURCES), "LANG": "C.UTF-8", "PATH": os.defpath},
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(self._wall_seconds):
                output = await exchange(child, raw)
        except (TimeoutError, ConnectionError):
            raise ServiceError("document_unreadable") from None
        finally:
            await end_group(child)
        try:
            answer = json.loads(output)
        except ValueError:
            raise ServiceError("document_unreadable") from None
        return as_object(answer)


async def exchange(child: asyncio.subprocess.Process, raw: bytes) -> bytes:
    """Writes all and reads all, at once, so that neither side waits for the other."""
    source, target = child.stdout, child.stdin
    if source is None or target is None:
        raise ConnectionError

    async def write() -> None:
        try:
            target.write(raw)
            await target.drain()
        except ConnectionError:
            # The child has already made up its mind.
            pass
        finally:
            target.close()

    async def read() -> bytes:
        parts: list[bytes] = []
        size = 0
        while part := await source.read(1 << 18):
            parts.append(part)
            size += len(part)
            if size > MAX_OUTPUT:
                raise ConnectionError
        return b"".join(parts)

    _, output = await asyncio.gather(write(), read())
    await child.wait()
    return output
