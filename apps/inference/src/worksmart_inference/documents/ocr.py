"""Text of pictures, by Tesseract when it is configured."""

import asyncio
import os
import shutil
from typing import Protocol

from worksmart_inference.documents.children import end_group
from worksmart_inference.errors import ServiceError

PAGE_SECONDS = 20.0
LARGEST_TEXT = 200_000


class Ocr(Protocol):
    """Reads one picture at a time."""

    @property
    def name(self) -> str: ...

    async def read(self, png: bytes) -> str:
        """The text of a picture; an unreadable one has none."""
        ...


class Tesseract:
    """The program of that name, fed through its standard input; it sees no file and no network."""

    name = "tesseract"

    def __init__(self, program: str, languages: str, page_seconds: float = PAGE_SECONDS) -> None:
        self._program = program
        self._languages = languages
        self._page_seconds = page_seconds

    async def read(self, png: bytes) -> str:
        """A page that takes too long has no text."""
        child = await asyncio.create_subprocess_exec(
            self._program, "stdin", "stdout", "-l", self._languages, "--psm", "3",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
            env={"PATH": os.defpath, "OMP_THREAD_LIMIT": "1", "LANG": "C.UTF-8"},
        )  # fmt: skip
        try:
            async with asyncio.timeout(self._page_seconds):
                output, _ = await child.communicate(png)
        except TimeoutError:
            return ""
        finally:
            await end_group(child)
        return output[: LARGEST_TEXT * 4].decode("utf-8", "replace") if not child.returncode else ""


def find_tesseract(languages: str) -> Tesseract:
    """Raises `capability_unavailable` when it is asked for and not installed: said at the start."""
    program = shutil.which("tesseract")
    if program is None:
        raise ServiceError("capability_unavailable", "OCR_ENGINE is tesseract, which is not here.")
    return Tesseract(program, languages)
