"""How alike lines are by their words and by runs of characters, over a few hundred lines."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from worksmart_inference.domain.words import grams, grams_of, words

Scores = NDArray[np.float64]


@dataclass(frozen=True)
class LexicalIndex:
    """The lines of one request, taken apart once for every line that is compared with them."""

    counts: Sequence[Mapping[str, int]]
    features: Sequence[frozenset[str]]
    lengths: Sequence[int]
    norms: Sequence[float]
    word_rows: Mapping[str, int]
    feature_rows: Mapping[str, int]


def lexical_index(texts: Sequence[str]) -> LexicalIndex:
    """An empty sequence is an index that finds nothing."""
    parts = [words(text) for text in texts]
    counts = [Counter(one) for one in parts]
    features = [frozenset([*grams_of(one), *one]) for one in parts]
    word_rows = Counter[str]()
    feature_rows = Counter[str]()
    for own, all_of in zip(counts, features, strict=True):
        word_rows.update(own.keys())
        feature_rows.update(all_of)
    # Few numbers of rows occur, so each weight is worked out once.
    by_rows = [rarity(rows, len(texts)) ** 2 for rows in range(len(texts) + 1)]
    weight = {name: by_rows[rows] for name, rows in feature_rows.items()}
    norms = [math.sqrt(sum(map(weight.__getitem__, all_of))) for all_of in features]
    lengths = [sum(own.values()) for own in counts]
    return LexicalIndex(counts, features, lengths, norms, word_rows, feature_rows)


def rarity(rows: int, size: int) -> float:
    """A feature of few rows says more than one of many; never below 1."""
    return math.log((1 + size) / (1 + rows)) + 1


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
    size = len(index.features)
    own = frozenset(grams(text)).union(words(text))
    weight = {name: rarity(index.feature_rows.get(name, 0), size) ** 2 for name in own}
    norm = math.sqrt(sum(weight.values()))
    scores = np.zeros(size)
    for row, features in enumerate(index.features):
        shared = own & features
        if shared:
            scores[row] = sum(weight[name] for name in shared) / (norm * index.norms[row])
    return scores
