"""Proposes tasks, projects and tags for a line: neighbours, habit, words and rules."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from worksmart_inference.contract import v1
from worksmart_inference.domain.lexical import LexicalIndex, Scores, bm25, cosine, lexical_index
from worksmart_inference.domain.names import Names, names_of, value_of
from worksmart_inference.domain.reasons import reasons_for
from worksmart_inference.domain.vectors import Vectors, from_wire
from worksmart_inference.domain.words import words

Kind = Literal["task", "project", "tag"]
Request: TypeAlias = v1.CategorizeRequest | v1.CategorizeBatchRequest

NEIGHBOURS = 30
# Fading to half of the weight and no further: what one did a year ago is still the best sign of
# what a rare line means. Both were chosen on the work log, by its rows but the last 1,000.
HALF_LIFE_DAYS = 180
OLDEST_WEIGHT = 0.5
PRIOR_HALF_LIFE_DAYS = 45
TEAM_WEIGHT = 0.5
NEIGHBOUR_SHARE, PRIOR_SHARE, WORDS_SHARE = 0.7, 0.3, 0.2
NAME_BOOST, LAST_BOOST, MINE_BOOST, STARTED_BOOST = 0.1, 0.03, 0.03, 0.02
# Platt's numbers and the thresholds, fitted on the same rows, until a workspace has its own.
DEFAULTS: dict[Kind, tuple[float, float, float, float]] = {
    "task": (7.5, -2.6, 0.8, 0.5),
    "project": (7.5, -2.6, 0.8, 0.5),
    "tag": (6.0, -2.4, 0.8, 0.5),
}
CERTAIN = 0.97
ALTERNATIVE = 0.15


@dataclass(frozen=True)
class Context:
    """What every line of a request is compared with, prepared once."""

    request: Request
    index: LexicalIndex
    vectors: Vectors
    has_vector: np.ndarray[tuple[int], np.dtype[np.bool_]]
    ages: Scores
    names: dict[Kind, Names]
    priors: dict[Kind, dict[str, float]]


@dataclass(frozen=True)
class Scored:
    """One candidate before words are found for it."""

    value: str
    score: float
    probability: float
    # What the probability was made from; None where the line or a rule names the value.
    raw: float | None


def prepare(request: Request, model: str | None, dim: int) -> Context:
    """Vectors of another model than `model` are not compared; None compares words only."""
    rows = request.history
    usable = model is not None and request.vector_model == model
    vectors, has_vector = from_wire([row.vector if usable else None for row in rows], dim)
    ages = np.array([max(0, (request.today - row.work_date).days) for row in rows], dtype=float)
    names: dict[Kind, Names] = {
        kind: names_of([one for one in request.candidates if one.kind == kind]) for kind in DEFAULTS
    }
    priors: dict[Kind, dict[str, float]] = {kind: prior(request, kind) for kind in DEFAULTS}
    index = lexical_index([row.text for row in rows])
    return Context(request, index, vectors, has_vector, ages, names, priors)


def categorize(context: Context, text: str, vector: Vectors | None) -> v1.CategorizeResult:
    """At most three values a kind; none where nothing is likely enough to be worth a look."""
    near = similarities(context, text, vector)
    return v1.CategorizeResult(
        tasks=answer(context, "task", text, near),
        projects=answer(context, "project", text, near),
        tags=answer(context, "tag", text, near),
    )


def answer(
    context: Context, kind: Kind, text: str, near: tuple[Scores, float]
) -> list[v1.ScoredValue]:
    """The ranked values that are worth showing, each with its reasons."""
    _, _, likely, maybe = calibration(context.request, kind)
    ranked = rank(context, kind, text, near)
    if not ranked or ranked[0].probability < maybe:
        return []
    shown = [ranked[0], *(one for one in ranked[1:3] if one.probability >= ALTERNATIVE)]
    return [
        v1.ScoredValue(
            value=one.value,
            score=round(one.probability, 4),
            confidence="likely" if one.probability >= likely else "maybe",
            raw=one.raw,
            reasons=reasons_for(
                context.request, context.names[kind], kind, text, one.value, near[0]
            ),
        )
        for one in shown
    ]


def rank(context: Context, kind: Kind, text: str, near: tuple[Scores, float]) -> list[Scored]:
    """Every candidate of a kind, best first; a value dismissed twice for such a line is gone."""
    request, names = context.request, context.names[kind]
    slope, offset, _, _ = calibration(request, kind)
    shares = neighbour_shares(context, kind, near[0])
    last = last_values(request, kind)
    certain = named_exactly(names, text) | ruled(request, kind, text)
    gone = dismissed(request, kind, text)
    found: list[Scored] = []
    for value in names.candidates:
        if value in gone:
            continue
        score = NEIGHBOUR_SHARE * near[1] * shares.get(value, 0.0)
        score += PRIOR_SHARE * context.priors[kind].get(value, 0.0)
        score += WORDS_SHARE * names.overlap(text, value) + NAME_BOOST * names.is_named(text, value)
        score += LAST_BOOST * (value in last) + started(names, value)
        probability = 1 / (1 + math.exp(-(slope * score + offset)))
        sure = max(probability, CERTAIN) if value in certain else probability
        raw = None if value in certain else round(score, 6)
        found.append(Scored(value, score + (value in certain), sure, raw))
    return sorted(found, key=lambda one: (-one.score, one.value))


def similarities(context: Context, text: str, vector: Vectors | None) -> tuple[Scores, float]:
    """Per row how alike it is against the best, and how far the best can be trusted."""
    if not context.request.history:
        return np.zeros(0), 0.0
    by_words, by_runs = bm25(context.index, text), cosine(context.index, text)
    strength = float(by_runs.max()) / 0.3
    if vector is None or not context.has_vector.any():
        return 0.5 * to_best(by_words) + 0.5 * to_best(by_runs), clip(strength)
    meaning = np.maximum(0.0, context.vectors @ vector).astype(np.float64)
    strength = max(strength, (float(meaning.max()) - 0.2) / 0.4)
    mixed = 0.35 * to_best(by_words) + 0.35 * to_best(by_runs) + 0.3 * to_best(meaning**3)
    return mixed, clip(strength)


def to_best(scores: Scores) -> Scores:
    """The best becomes 1."""
    best = float(scores.max())
    return scores / best if best > 0 else scores


def clip(value: float) -> float:
    """Within 0..1."""
    return min(1.0, max(0.0, value))


def neighbour_shares(context: Context, kind: Kind, near: Scores) -> dict[str, float]:
    """Shares of the values among the nearest rows; rows without one hold theirs back."""
    order: list[int] = np.argsort(-near, kind="stable")[:NEIGHBOURS].tolist()
    fade = OLDEST_WEIGHT * 0.5 ** (context.ages / HALF_LIFE_DAYS) + (1 - OLDEST_WEIGHT)
    shares: dict[str, float] = {}
    total = 0.0
    for row in order:
        one = context.request.history[row]
        weight = float(near[row] ** 2 * fade[row]) * (1.0 if one.is_own else TEAM_WEIGHT)
        total += weight
        for value in values_of(one, kind):
            shares[value] = shares.get(value, 0.0) + weight
    return {value: share / total for value, share in shares.items()} if total > 0 else {}


def values_of(row: v1.HistoryRow, kind: Kind) -> list[str]:
    """What a row holds of this kind; nothing when it holds none."""
    if kind == "tag":
        return row.tags
    one = row.task_id if kind == "task" else row.project_id
    return [] if one is None else [str(one)]


def prior(request: Request, kind: Kind) -> dict[str, float]:
    """Habit without looking at the line: (own + 3 * share in the team) / (all own + 3)."""
    counts = {value_of(one): (one.own, one.team) for one in request.candidates if one.kind == kind}
    if not any(own or team for own, team in counts.values()):
        counts = counted(request, kind, counts.keys())
    own_total = sum(own for own, _ in counts.values())
    team_total = sum(team for _, team in counts.values()) or 1.0
    filled = filled_share(request, kind)
    return {
        value: filled * (own + 3 * team / team_total) / (own_total + 3)
        for value, (own, team) in counts.items()
    }


def filled_share(request: Request, kind: Kind) -> float:
    """The share of rows with a value of this kind: who seldom names one is not urged."""
    rows = request.history
    return sum(bool(values_of(row, kind)) for row in rows) / len(rows) if rows else 1.0


def counted(request: Request, kind: Kind, values: Iterable[str]) -> dict[str, tuple[float, float]]:
    """Faded counts out of the history itself, for a sender that has none."""
    counts = dict.fromkeys(values, (0.0, 0.0))
    for row in request.history:
        weight = 0.5 ** (max(0, (request.today - row.work_date).days) / PRIOR_HALF_LIFE_DAYS)
        for value in values_of(row, kind):
            if value in counts:
                own, team = counts[value]
                counts[value] = (own + weight * row.is_own, team + weight)
    return counts


def last_values(request: Request, kind: Kind) -> Sequence[str]:
    """What the person's last entry holds of this kind."""
    last = next((row for row in request.history if row.is_own), None)
    return values_of(last, kind) if last else []


def started(names: Names, value: str) -> float:
    """A task that is mine, or under way, is a little more likely."""
    one = names.candidates[value]
    if not isinstance(one, v1.TaskCandidate):
        return 0.0
    return MINE_BOOST * one.is_mine + STARTED_BOOST * one.is_in_progress


def named_exactly(names: Names, text: str) -> set[str]:
    """Values that the line names by a sign of the grammar: `#tag`, `@project`, `WEB-142`."""
    return {value for value in names.candidates if names.is_marked(text, value)}


def ruled(request: Request, kind: Kind, text: str) -> set[str]:
    """Values of the person's own rules whose words all stand in the line."""
    here = set(words(text))
    return {
        rule.value
        for rule in request.rules
        if rule.kind == kind and here.issuperset(words(rule.contains)) and words(rule.contains)
    }


def pattern(text: str) -> frozenset[str]:
    """What a line is about, without its numbers."""
    return frozenset(word for word in words(text) if not word.isdigit())


def dismissed(request: Request, kind: Kind, text: str) -> set[str]:
    """Values that were dismissed twice for such a line."""
    here = pattern(text)
    times: dict[str, int] = {}
    for one in request.dismissed:
        if one.kind == kind and pattern(one.text) == here:
            times[one.value] = times.get(one.value, 0) + one.times
    return {value for value, count in times.items() if count >= 2}


def calibration(request: Request, kind: Kind) -> tuple[float, float, float, float]:
    """Slope, offset and the two thresholds: the workspace's own, or the defaults."""
    for one in request.calibration:
        if one.kind == kind:
            return one.slope, one.offset, one.likely, one.maybe
    return DEFAULTS[kind]
