"""A summary out of a document's own sentences: near its middle, and unlike each other."""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from worksmart_inference.domain.sentences import Place
from worksmart_inference.domain.vectors import Vectors
from worksmart_inference.domain.words import words
from worksmart_inference.safety.validate import has_link

MOST = 5
BALANCE = 0.7
LEAST_WORDS, MOST_WORDS = 5, 60
# What the whole document is about shows in this many sentences; more would only cost time.
CONSIDERED = 96


def worth_reading(found: Sequence[Place]) -> list[Place]:
    """Sentences that can stand alone, spread over the document when there are many."""
    seen: set[str] = set()
    kept: list[Place] = []
    for one in found:
        count = len(words(one.text))
        key = " ".join(words(one.text))
        is_new = key not in seen and "\n\n" not in one.text
        # What asks to be clicked is no summary of anything.
        if LEAST_WORDS <= count <= MOST_WORDS and is_new and not has_link(one.text):
            seen.add(key)
            kept.append(one)
    if len(kept) <= CONSIDERED:
        return kept
    return [kept[index * len(kept) // CONSIDERED] for index in range(CONSIDERED)]


def summary(found: Sequence[Place], vectors: Vectors) -> list[Place]:
    """At most five sentences in reading order; `vectors` are theirs, of length 1."""
    if not found:
        return []
    middle = vectors.mean(axis=0)
    centre = vectors @ (middle / max(float(np.linalg.norm(middle)), 1e-9))
    # What stands first tells more: reports open with what they are about.
    early = np.array([0.1 / (1 + index) for index in range(len(found))])
    chosen: list[int] = []
    wanted = min(MOST, max(1, len(found) // 4))
    while len(chosen) < wanted:
        alike = (vectors @ vectors[chosen].T).max(axis=1) if chosen else np.zeros(len(found))
        scores = BALANCE * (centre + early) - (1 - BALANCE) * alike
        scores[chosen] = -math.inf
        chosen.append(int(np.argmax(scores)))
    return [found[index] for index in sorted(chosen)]


def word_vectors(texts: Sequence[str]) -> Vectors:
    """TF-IDF vectors of length 1, for when no model is there; 512 words are enough to compare."""
    counts = [Counter(words(text)) for text in texts]
    rows = Counter(word for one in counts for word in one)
    places = {word: index for index, (word, _) in enumerate(rows.most_common(512))}
    vectors = np.zeros((len(texts), max(1, len(places))), dtype=np.float32)
    for row, one in enumerate(counts):
        for word, count in one.items():
            if word in places:
                vectors[row, places[word]] = count * math.log(1 + len(texts) / rows[word])
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
