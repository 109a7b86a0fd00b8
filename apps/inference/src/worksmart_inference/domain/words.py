"""Words of a line, as the lexical half of every method sees them."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?", re.UNICODE)
CASE_CHANGE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def fold(text: str) -> str:
    """Lower case without accents: `Reunião` and `reuniao` are one word."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in decomposed if not unicodedata.combining(one))


def words(text: str) -> list[str]:
    """Folded words; `createServer` is two, as a person would type it."""
    return WORD.findall(fold(CASE_CHANGE.sub(" ", text)))


def grams(text: str) -> list[str]:
    """Pairs of words, and runs of 3 to 5 characters that survive a typing slip."""
    return grams_of(words(text))


def grams_of(parts: Sequence[str]) -> list[str]:
    """The same for words that were taken apart already."""
    pairs = [f"{a} {b}" for a, b in pairwise(parts)]
    line = f" {' '.join(parts)} "
    runs = [line[i : i + n] for n in (3, 4, 5) for i in range(len(line) - n + 1)]
    return pairs + runs
