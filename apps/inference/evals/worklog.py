"""The real work log, read where it lies, and the methods that the local default has to beat."""

import csv
import math
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from worksmart_inference.domain.words import grams, words

ROOT = Path(__file__).resolve().parents[3]
HALF_LIFE_DAYS = 45


@dataclass(frozen=True)
class Activity:
    """One line of the log; `scope` is empty where the line has none."""

    index: int
    day: date
    person: str
    type: str
    scope: str
    text: str


def worklog_path() -> Path:
    """`WORKLOG_TSV`, or where it lies beside the project."""
    return Path(os.environ.get("WORKLOG_TSV") or ROOT.parent / "shared" / "data" / "worklog.tsv")


def read_worklog(path: Path) -> list[Activity]:
    """In the order of the file, which is the order of time."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Activity(
                index=index,
                day=datetime.fromisoformat(row["at"]).date(),
                person=row["person"],
                type=row["type"],
                scope=row["scope"],
                text=row["text"],
            )
            for index, row in enumerate(rows)
        ]


def fading(day: date, today: date) -> float:
    """Half after 45 days."""
    return 0.5 ** (max(0, (today - day).days) / HALF_LIFE_DAYS)


@dataclass
class FadingCounts:
    """Counts by label, for everybody and per person, that halve every 45 days."""

    team: dict[str, tuple[float, date]] = field(default_factory=dict)
    own: dict[str, dict[str, tuple[float, date]]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, person: str, label: str, day: date) -> None:
        """Counts one confirmed row."""
        for counts in (self.team, self.own[person]):
            value, since = counts.get(label, (0.0, day))
            counts[label] = (value * fading(since, day) + 1, day)

    def at(self, person: str, today: date) -> dict[str, tuple[float, float]]:
        """Per label what the person and what the team counted, faded to today."""
        own = self.own.get(person, {})

        def now(pair: tuple[float, date] | None) -> float:
            return pair[0] * fading(pair[1], today) if pair else 0.0

        return {label: (now(own.get(label)), now(pair)) for label, pair in self.team.items()}


def prior_scores(counts: dict[str, tuple[float, float]]) -> dict[str, float]:
    """The recency prior: (own + 3 * share in the team) / (all own + 3)."""
    own_total = sum(own for own, _ in counts.values())
    team_total = sum(team for _, team in counts.values()) or 1.0
    return {
        label: (own + 3 * team / team_total) / (own_total + 3)
        for label, (own, team) in counts.items()
    }


@dataclass
class Index:
    """An inverted index that grows by one row at a time; BM25 or TF-IDF decides the weights."""

    features: Callable[[str], Iterable[str]]
    is_bm25: bool
    postings: dict[str, list[tuple[int, float]]] = field(default_factory=lambda: defaultdict(list))
    lengths: list[float] = field(default_factory=list)
    total: float = 0.0

    def add(self, text: str) -> None:
        """The next row."""
        counts = Counter(self.features(text))
        row = len(self.lengths)
        for feature, count in counts.items():
            self.postings[feature].append((row, float(count)))
        if self.is_bm25:
            length = float(sum(counts.values()))
        else:
            # The weights of a row are those of the moment it came; its norm never goes stale.
            length = math.sqrt(
                sum((n * self.rarity(feature)) ** 2 for feature, n in counts.items())
            )
        self.lengths.append(length)
        self.total += length

    def rarity(self, feature: str) -> float:
        """Inverse document frequency of what is known so far."""
        known = len(self.postings.get(feature, ()))
        size = len(self.lengths)
        if self.is_bm25:
            return math.log(1 + (size - known + 0.5) / (known + 0.5))
        return math.log((1 + size) / (1 + known)) + 1

    def nearest(self, text: str, k: int) -> list[tuple[int, float]]:
        """The k best rows with their scores; TF-IDF scores are cosines."""
        scores: dict[int, float] = defaultdict(float)
        mean = self.total / max(1, len(self.lengths))
        norm = 0.0
        for feature, count in Counter(self.features(text)).items():
            rarity = self.rarity(feature)
            norm += (count * rarity) ** 2
            for row, times in self.postings.get(feature, ()):
                if self.is_bm25:
                    bound = times + 1.2 * (0.25 + 0.75 * self.lengths[row] / mean)
                    scores[row] += rarity * times * 2.2 / bound
                else:
                    scores[row] += count * times * rarity * rarity
        if not self.is_bm25:
            scores = defaultdict(
                float,
                {
                    row: score / (math.sqrt(norm) * (self.lengths[row] or 1))
                    for row, score in scores.items()
                },
            )
        return sorted(scores.items(), key=lambda pair: (-pair[1], -pair[0]))[:k]


def bm25_index() -> Index:
    """Over words."""
    return Index(words, is_bm25=True)


def tfidf_index() -> Index:
    """Over words, pairs of words and runs of 3 to 5 characters."""
    return Index(lambda text: [*words(text), *grams(text)], is_bm25=False)
