"""The figures of the evaluation, as pure functions over ranks, probabilities and relevance."""

import math
from collections.abc import Mapping, Sequence


def top(ranks: Sequence[int | None], k: int) -> float:
    """Share of answers whose right value is among the first k; None is an answer without it."""
    return sum(rank is not None and rank <= k for rank in ranks) / len(ranks) if ranks else 0.0


def reciprocal_rank(ranks: Sequence[int | None]) -> float:
    """Mean of 1/rank, 0 where the right value is missing."""
    return sum(1 / rank for rank in ranks if rank is not None) / len(ranks) if ranks else 0.0


def calibration_error(scores: Sequence[float], hits: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error over bins of equal width."""
    total = 0.0
    for members in binned(scores, bins):
        if members:
            mean = sum(scores[i] for i in members) / len(members)
            total += abs(mean - sum(hits[i] for i in members) / len(members)) * len(members)
    return total / len(scores) if scores else 0.0


def reliability(
    scores: Sequence[float], hits: Sequence[bool], bins: int = 10
) -> list[tuple[float, float, int]]:
    """Per bin that holds anything: mean score, share of hits, how many."""
    return [
        (
            sum(scores[i] for i in members) / len(members),
            sum(hits[i] for i in members) / len(members),
            len(members),
        )
        for members in binned(scores, bins)
        if members
    ]


def binned(scores: Sequence[float], bins: int) -> list[list[int]]:
    """Indexes by bin of equal width over 0..1."""
    found: list[list[int]] = [[] for _ in range(bins)]
    for index, score in enumerate(scores):
        found[min(bins - 1, max(0, int(score * bins)))].append(index)
    return found


def coverage_at(scores: Sequence[float], hits: Sequence[bool], precision: float) -> float:
    """The largest share of answers, best scores first, that is right at least this often."""
    order = sorted(range(len(scores)), key=lambda i: -scores[i])
    right, best = 0, 0
    for taken, index in enumerate(order, start=1):
        right += hits[index]
        if right / taken >= precision:
            best = taken
    return best / len(scores) if scores else 0.0


def recall_at(found: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """Share of what is relevant (grade 1 or more) among the first k."""
    wanted = {name for name, grade in relevant.items() if grade > 0}
    return len(wanted & set(found[:k])) / min(k, len(wanted)) if wanted else 1.0


def ndcg_at(found: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """Normalised discounted cumulative gain with gains 2^grade - 1."""

    def gain(grades: Sequence[int]) -> float:
        return sum((2**grade - 1) / math.log2(i + 2) for i, grade in enumerate(grades[:k]))

    ideal = gain(sorted(relevant.values(), reverse=True))
    return gain([relevant.get(name, 0) for name in found]) / ideal if ideal else 1.0


def precision_recall(found: set[object], true: set[object]) -> tuple[float, float]:
    """Precision and recall of a set; of nothing found, and of nothing to find, both are 1."""
    hit = len(found & true)
    return (hit / len(found) if found else 1.0, hit / len(true) if true else 1.0)
