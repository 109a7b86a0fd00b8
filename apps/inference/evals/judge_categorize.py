"""Categorisation on the real work log, strictly in the order of time."""

import math
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from evals.metrics import calibration_error, coverage_at, reciprocal_rank, reliability, top
from evals.worklog import (
    Activity,
    FadingCounts,
    bm25_index,
    prior_scores,
    tfidf_index,
)  # fmt: skip
from worksmart_inference.contract import v1
from worksmart_inference.domain.categorize import (
    Kind,
    prepare,
    rank,
    similarities,
)  # fmt: skip
from worksmart_inference.domain.vectors import Vectors, to_wire

WARM_UP = 200
LAST = 1000
ROWS, CANDIDATES = 500, 100
NEWEST = 200
MODEL = "eval"
WORDS, BOTH = "local, words only", "local, with embeddings"
NEWEST_ONLY = "local, newest rows alone"
METHODS = ("recency prior", "BM25", "TF-IDF", WORDS, BOTH, NEWEST_ONLY)
SPACE = uuid.UUID(int=0x5EED)
LEVELS = ((0, 0, "none"), (1, 20, "1–20"), (21, 200, "21–200"), (201, 10**9, "> 200"))


@dataclass
class Outcomes:
    """What one method said of each tested row, in order."""

    ranks: list[int | None] = field(default_factory=list[int | None])
    scores: list[float] = field(default_factory=list[float])
    chances: list[float] = field(default_factory=list[float])
    hits: list[bool] = field(default_factory=list[bool])


@dataclass
class Run:
    """All methods over one kind of label."""

    label: str
    outcomes: dict[str, Outcomes]
    unseen: list[bool]
    history: list[int]
    labels: int


def label_of(row: Activity, label: str) -> str:
    return row.scope if label == "scope" else row.type


def run(rows: Sequence[Activity], vectors: Vectors, label: str, step: int) -> Run:
    """Every `step`-th row is predicted from the rows before it; all rows are learnt from."""
    used = [row for row in rows if label_of(row, label)]
    wire = to_wire(vectors)
    prior, bm25, tfidf = FadingCounts(), bm25_index(), tfidf_index()
    outcomes = {name: Outcomes() for name in METHODS}
    found = Run(label, outcomes, [], [], len({label_of(row, label) for row in used}))
    seen: set[str] = set()
    times: dict[str, int] = defaultdict(int)
    for index, row in enumerate(used):
        truth = label_of(row, label)
        if index >= WARM_UP and (index - WARM_UP) % step == 0:
            counts = prior.at(row.person, row.day)
            habit = prior_scores(counts)
            near = bm25.nearest(row.text, 300)
            add_plain(outcomes["recency prior"], habit, habit, truth)
            add_plain(outcomes["BM25"], shares(near[:15], used, label), habit, truth)
            cosines = tfidf.nearest(row.text, 15)
            add_plain(outcomes["TF-IDF"], shares(cosines, used, label), habit, truth)
            add_local(outcomes, used, wire, vectors, index, [one for one, _ in near], counts, label)
            found.unseen.append(truth not in seen)
            found.history.append(times[row.person])
        prior.add(row.person, truth, row.day)
        bm25.add(row.text)
        tfidf.add(row.text)
        seen.add(truth)
        times[row.person] += 1
    return found


def shares(
    near: Sequence[tuple[int, float]], used: Sequence[Activity], label: str
) -> dict[str, float]:
    """Scores of the neighbours, summed by label, as a share of all."""
    total = sum(score for _, score in near) or 1.0
    found: dict[str, float] = defaultdict(float)
    for row, score in near:
        found[label_of(used[row], label)] += score / total
    return found


def add_plain(
    outcomes: Outcomes, scores: dict[str, float], tie: dict[str, float], truth: str
) -> None:
    """One answer of a baseline; ties are broken by habit, in the baseline's favour."""
    order = sorted(scores, key=lambda name: (-scores[name], -tie.get(name, 0.0), name))
    best = scores[order[0]] if order else 0.0
    note(outcomes, order, best, best, truth)


def note(outcomes: Outcomes, order: Sequence[str], score: float, chance: float, truth: str) -> None:
    outcomes.ranks.append(order.index(truth) + 1 if truth in order else None)
    outcomes.scores.append(score)
    outcomes.chances.append(chance)
    outcomes.hits.append(bool(order) and order[0] == truth)


def value_of(label: str, name: str) -> str:
    return name if label == "type" else str(uuid.uuid5(SPACE, name))


def add_local(
    outcomes: dict[str, Outcomes],
    used: Sequence[Activity],
    wire: Sequence[str],
    vectors: Vectors,
    index: int,
    alike: Sequence[int],
    counts: dict[str, tuple[float, float]],
    label: str,
) -> None:
    """The service's own code over two choices of history: alike and newest, or the newest alone."""
    row, kind = used[index], kind_of(label)
    truth = value_of(label, label_of(row, label))
    own = vectors[row.index]
    for rows, methods in (
        (alike_and_newest(index, alike), (WORDS, BOTH)),
        (newest_own_and_team(used, index), (NEWEST_ONLY,)),
    ):
        request = request_of(used, index, rows, counts, label, wire)
        for name in methods:
            model, vector = (None, None) if name == WORDS else (MODEL, own)
            context = prepare(request, model, vectors.shape[1])
            ranked = rank(context, kind, row.text, similarities(context, row.text, vector))
            score = ranked[0].score if ranked else 0.0
            chance = ranked[0].probability if ranked else 0.0
            note(outcomes[name], [one.value for one in ranked], score, chance, truth)


def alike_and_newest(index: int, alike: Sequence[int]) -> list[int]:
    """The 300 most alike rows and the newest, newest first."""
    rows = {*alike, *range(max(0, index - NEWEST), index)}
    more = (one for one in range(index - 1, -1, -1) if one not in rows)
    return sorted([*rows, *islice(more, max(0, ROWS - len(rows)))], reverse=True)[:ROWS]


def newest_own_and_team(used: Sequence[Activity], index: int) -> list[int]:
    """The newest 400 of the person and the newest 100 of the others."""
    person = used[index].person
    before = range(index - 1, -1, -1)
    own = list(islice((one for one in before if used[one].person == person), 400))
    team = list(islice((one for one in before if used[one].person != person), 100))
    return sorted([*own, *team], reverse=True)


def request_of(
    used: Sequence[Activity],
    index: int,
    rows: Sequence[int],
    counts: dict[str, tuple[float, float]],
    label: str,
    wire: Sequence[str],
) -> v1.CategorizeRequest:
    """What the api would send: these rows, and the 100 labels of theirs and of habit."""
    row = used[index]
    of_rows = list(dict.fromkeys(label_of(used[one], label) for one in rows))
    frequent = sorted(counts, key=lambda name: -sum(counts[name]))
    names = list(dict.fromkeys([*of_rows[:60], *frequent, *of_rows]))[:CANDIDATES]
    return v1.CategorizeRequest(
        text=row.text[:500] or "-",
        today=row.day,
        candidates=[candidate(label, name, counts.get(name, (0.0, 0.0))) for name in names],
        history=[history_row(used[one], label, row.person, wire) for one in rows],
        vector_model=MODEL,
    )


def kind_of(label: str) -> Kind:
    return "tag" if label == "type" else "project"


def candidate(
    label: str, name: str, counts: tuple[float, float]
) -> v1.ProjectCandidate | v1.TagCandidate:
    own, team = counts
    if label == "type":
        return v1.TagCandidate(kind="tag", tag=name, own=own, team=team)
    return v1.ProjectCandidate(
        kind="project", id=uuid.UUID(value_of(label, name)), key="AB", name=name, own=own, team=team
    )


def history_row(row: Activity, label: str, person: str, wire: Sequence[str]) -> v1.HistoryRow:
    return v1.HistoryRow(
        id=uuid.UUID(int=row.index + 1),
        text=row.text[:500] or "-",
        tags=[row.type] if label == "type" else [],
        project_id=uuid.UUID(value_of(label, row.scope)) if label == "scope" else None,
        task_id=None,
        is_own=row.person == person,
        work_date=row.day,
        vector=wire[row.index],
    )


def fitted(scores: Sequence[float], hits: Sequence[bool]) -> tuple[float, float]:
    """Platt's slope and offset by gradient descent."""
    x, y = np.array(scores), np.array(hits, dtype=float)
    slope, offset = 5.0, -2.0
    for _ in range(4000):
        p = 1 / (1 + np.exp(-(slope * x + offset)))
        slope -= 2.0 * float(((p - y) * x).mean())
        offset -= 2.0 * float((p - y).mean())
    return slope, offset


def summary(found: Run, step: int) -> dict[str, object]:
    """The figures of one kind of label."""
    last = LAST // step
    table: dict[str, object] = {}
    for name, one in found.outcomes.items():
        likely = [hit for hit, p in zip(one.hits, one.chances, strict=True) if p >= 0.8]
        shown = [p >= 0.5 for p in one.chances]
        slope, offset = fitted(one.scores[:-last], one.hits[:-last])
        later = [1 / (1 + math.exp(-(slope * s + offset))) for s in one.scores[-last:]]
        unseen = [not s for s, new in zip(shown, found.unseen, strict=True) if new]
        kept = [hit for hit, s in zip(one.hits, shown, strict=True) if s]
        table[name] = {
            "top1": top(one.ranks, 1),
            "top3": top(one.ranks, 3),
            "mrr": reciprocal_rank(one.ranks),
            "lastTop1": top(one.ranks[-last:], 1),
            "lastTop3": top(one.ranks[-last:], 3),
            "coverageAt80": coverage_at(one.scores, one.hits, 0.8),
            "ece": calibration_error(one.chances, one.hits),
            "eceFittedLast": calibration_error(later, one.hits[-last:]),
            "likely": len(likely) / len(one.hits),
            "likelyPrecision": sum(likely) / len(likely) if likely else 1.0,
            "shown": sum(shown) / len(shown),
            "shownPrecision": sum(kept) / len(kept) if kept else 1.0,
            "unseenAbstain": sum(unseen) / len(unseen) if unseen else None,
            "byHistory": {
                words: {
                    "rows": len(part),
                    "top1": top(part, 1),
                    "top3": top(part, 3),
                }
                for low, high, words in LEVELS
                for part in [
                    [
                        rank_
                        for rank_, times in zip(one.ranks, found.history, strict=True)
                        if low <= times <= high
                    ]
                ]
            },
            "reliability": [
                {"said": mean, "right": share, "rows": count}
                for mean, share, count in reliability(one.chances, one.hits)
            ],
        }
    return {"rows": len(found.unseen), "labels": found.labels, "methods": table}
