"""How alike lines are by their words and by runs of characters, over a few hundred lines."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from worksmart_inference.domain.words import grams, words

Scores = NDArray[np.float64]
Numbers = NDArray[np.int64]

# Five signs in this base are a number of 63 bits. Of a request with more signs, some share a digit.
BASE = 6001
RUNS = (3, 4, 5)


@dataclass(frozen=True)
class LexicalIndex:
    """The lines of one request, taken apart once for every line that is compared with them.

    A line has about 200 runs of characters, so runs are numbers here and not texts: as texts they
    took two thirds of the time of a whole request.
    """

    counts: Sequence[Mapping[str, int]]
    lengths: Sequence[int]
    word_rows: Mapping[str, int]
    digits: Mapping[str, int]
    """A sign of these lines and its digit, from 1."""
    names: Mapping[str, int]
    """Words and pairs that are no runs, and their numbers, below 0."""
    known: Numbers
    """The number of every feature, ascending."""
    weights: Scores
    """How much each of them says."""
    rows: Numbers
    features: Numbers
    """Which line has which of them, each once."""
    norms: Scores


def lexical_index(texts: Sequence[str]) -> LexicalIndex:
    """An empty sequence is an index that finds nothing."""
    size = len(texts)
    parts = [words(text) for text in texts]
    counts = [Counter(one) for one in parts]
    lines = [f" {' '.join(one)} " for one in parts]
    digits = {sign: 1 + at % (BASE - 1) for at, sign in enumerate(sorted(set("".join(lines))))}
    names: dict[str, int] = {}
    named = [
        [names.setdefault(one, -1 - len(names)) for one in names_of_parts(line)] for line in parts
    ]
    rows, numbers = runs_of([[digits[sign] for sign in line] for line in lines])
    rows = np.concatenate([rows, np.repeat(np.arange(size), [len(one) for one in named])])
    numbers = np.concatenate([numbers, np.array([*chain.from_iterable(named)], dtype=np.int64)])
    known, places = np.unique(numbers, return_inverse=True)
    rows, features = np.divmod(each_once(rows * len(known) + places), max(1, len(known)))
    weights = rarities(np.bincount(features, minlength=len(known)), size)
    norms = np.sqrt(np.bincount(rows, weights[features], minlength=size))
    return LexicalIndex(
        counts,
        [sum(own.values()) for own in counts],
        Counter(chain.from_iterable(counts)),
        digits,
        names,
        known,
        weights,
        rows,
        features,
        norms,
    )


def names_of_parts(parts: Sequence[str]) -> list[str]:
    """Words and pairs of words; those as long as a run are a run of their line already."""
    found = [*parts, *(f"{a} {b}" for a, b in pairwise(parts))]
    return [one for one in found if len(one) not in RUNS]


def runs_of(lines: Sequence[Sequence[int]]) -> tuple[Numbers, Numbers]:
    """The line and the number of each run. No digit is 0, so runs of two lengths never meet."""
    signs = np.array([*chain.from_iterable(lines)], dtype=np.int64)
    of_line = np.repeat(np.arange(len(lines)), [len(one) for one in lines])
    rows, numbers = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for length in RUNS:
        count = max(0, len(signs) - length + 1)
        number = np.zeros(count, dtype=np.int64)
        for step in range(length):
            number = number * BASE + signs[step : step + count]
        is_whole = of_line[:count] == of_line[length - 1 : length - 1 + count]
        rows.append(of_line[:count][is_whole])
        numbers.append(number[is_whole])
    return np.concatenate(rows), np.concatenate(numbers)


def each_once(numbers: Numbers) -> Numbers:
    """The same without repeats, ascending; `np.unique` hashes, and that takes ten times as long."""
    ordered = np.sort(numbers)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=-1))]


def number_of(index: LexicalIndex, name: str) -> int | None:
    """The number of a feature of another line; None when no line of the index can have it."""
    if len(name) not in RUNS:
        return index.names.get(name)
    number = 0
    for sign in name:
        digit = index.digits.get(sign)
        if digit is None:
            return None
        number = number * BASE + digit
    return number


def rarities(rows: NDArray[np.int64], size: int) -> Scores:
    """A feature of few rows says more than one of many; never below 1."""
    return (np.log((1 + size) / (1 + rows)) + 1) ** 2


def bm25(index: LexicalIndex, text: str) -> Scores:
    """BM25 of every line for the words of this one."""
    size = len(index.counts)
    scores = np.zeros(size)
    mean = max(1.0, sum(index.lengths) / max(1, size))
    for word in set(words(text)):
        rows = index.word_rows.get(word, 0)
        if rows == 0:
            continue
        weight = math.log(1 + (size - rows + 0.5) / (rows + 0.5))
        for row, own in enumerate(index.counts):
            times = own.get(word, 0)
            if times:
                bound = times + 1.2 * (0.25 + 0.75 * index.lengths[row] / mean)
                scores[row] += weight * times * 2.2 / bound
    return scores


def cosine(index: LexicalIndex, text: str) -> Scores:
    """Cosine over words, pairs of words and runs of characters, which survives typing slips."""
    size = len(index.counts)
    own = frozenset(grams(text)).union(words(text))
    numbers = [number for name in own if (number := number_of(index, name)) is not None]
    places = np.flatnonzero(np.isin(index.known, numbers))
    weights = np.zeros(len(index.known))
    weights[places] = index.weights[places]
    unseen = (len(own) - len(places)) * (math.log(1 + size) + 1) ** 2
    norm = math.sqrt(float(weights.sum()) + unseen)
    shared = np.bincount(index.rows, weights[index.features], minlength=size)
    return np.divide(shared, norm * index.norms, out=np.zeros(size), where=shared > 0)
