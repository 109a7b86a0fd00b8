"""Sentences of a page with the place where each stands, in code points."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

END = re.compile(
    r"(?<=[.!?。！？])[\"”’)]*\s+(?=[\"“‘(]?[^\Wa-z_]|\d)"
    r"|\n\s*\n|\n(?=\s*(?:[-*•▪]|\d+[.)]|\[[ xX]?\])\s)"
)
ITEM = re.compile(r"\s*(?:[-*•▪]|\d+[.)]|\[[ xX]?\])\s")
NEW_LINE = re.compile(r"\n(?=[^\Wa-z_])")
LONGEST = 600


@dataclass(frozen=True)
class Place:
    """Text as it stands on a page: pages count from 1, `end` is the first code point after it."""

    page: int
    start: int
    end: int
    text: str


def place(page: int, text: str, start: int, end: int) -> Place | None:
    """The part without the space around it; None when nothing is left."""
    part = text[start:end]
    left = len(part) - len(part.lstrip())
    right = len(part.rstrip())
    if right <= left:
        return None
    return Place(page, start + left, start + right, part[left:right])


def sentences(pages: Sequence[str]) -> list[Place]:
    """In reading order; what is longer than 600 code points is cut there."""
    found: list[Place] = []
    for number, text in enumerate(pages, start=1):
        start = 0
        for end, following in ends(text):
            for cut in range(start, max(end, start + 1), LONGEST):
                one = place(number, text, cut, min(end, cut + LONGEST))
                if one:
                    found.append(one)
            start = following
    return found


def ends(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence ends, and where the next one starts."""
    start = 0
    for match in END.finditer(text):
        yield from ends_of_items(text, start, match.start())
        yield match.start(), match.end()
        start = match.end()
    yield from ends_of_items(text, start, len(text))
    yield len(text), len(text)


def ends_of_items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The item of a list ends with its line when the next line starts anew."""
    item = ITEM.match(text, start, end)
    line = NEW_LINE.search(text, item.end(), end) if item else None
    if line:
        yield line.start(), line.end()
