"""Search over the work log: words alone, meaning alone, and both together by reciprocal ranks."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evals.metrics import ndcg_at, recall_at
from evals.worklog import Activity, Index
from worksmart_inference.domain.vectors import Vectors, from_wire, to_wire
from worksmart_inference.domain.words import words

QUERIES = Path(__file__).resolve().parent / "data" / "search-queries.json"
POOL = 200
RRF = 60
WEIGHTS = {"full text": 1.0, "trigram": 0.5, "vector": 2.0}
# The words that the database's English dictionary leaves out too.
COMMON = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "both",
        "but",
        "by",
        "can",
        "did",
        "do",
        "does",
        "down",
        "each",
        "few",
        "for",
        "from",
        "further",
        "had",
        "has",
        "have",
        "he",
        "her",
        "here",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "me",
        "more",
        "most",
        "my",
        "no",
        "nor",
        "not",
        "now",
        "of",
        "off",
        "on",
        "once",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "s",
        "same",
        "she",
        "should",
        "so",
        "some",
        "such",
        "t",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "you",
        "your",
    ]
)
ENDINGS = ("ingly", "edly", "ing", "ed", "es", "ly", "s")
TAG = re.compile(r"#(\w+)")

# Pairs of recall and nDCG by method and by kind of query.
Results = dict[str, dict[str, list[tuple[float, float]]]]


@dataclass(frozen=True)
class Query:
    """A query with patterns that say which texts are right (2) and which help (1)."""

    text: str
    kind: str
    best: re.Pattern[str]
    also: re.Pattern[str] | None

    def grades(self, rows: Sequence[Activity]) -> dict[str, int]:
        tag = TAG.search(self.text)
        found: dict[str, int] = {}
        for row in rows:
            if tag and row.type != tag[1]:
                continue
            if self.best.search(row.text):
                found[str(row.index)] = 2
            elif self.also and self.also.search(row.text):
                found[str(row.index)] = 1
        return found


def queries() -> list[Query]:
    return [
        Query(
            one["query"],
            one["kind"],
            re.compile(one["best"], re.I),
            re.compile(one["also"], re.I) if one["also"] else None,
        )
        for one in json.loads(QUERIES.read_text(encoding="utf-8"))
    ]


def stems(text: str) -> list[str]:
    """Words without their endings and the commonest, about as the database's English does."""
    found: list[str] = []
    for word in words(text):
        if word in COMMON:
            continue
        ending = next((e for e in ENDINGS if word.endswith(e) and len(word) - len(e) >= 3), "")
        found.append(word[: len(word) - len(ending)])
    return found


def trigrams(text: str) -> set[str]:
    """As pg_trgm makes them: each word with two spaces before and one after."""
    return {
        f"  {word} "[start : start + 3] for word in words(text) for start in range(len(word) + 1)
    }


def judge(
    rows: Sequence[Activity], vectors: Vectors, embed: Callable[[Sequence[str]], Vectors]
) -> dict[str, object]:
    """Recall and nDCG at 10 for each arm, over all queries and by kind."""
    index = Index(stems, is_bm25=True)
    for row in rows:
        index.add(row.text)
    runs = [trigrams(row.text) for row in rows]
    stored, _ = from_wire(to_wire(vectors), vectors.shape[1])
    asked = queries()
    own, _ = from_wire(to_wire(embed([plain(one.text) for one in asked])), vectors.shape[1])
    results: dict[str, dict[str, list[tuple[float, float]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for place, (query, vector) in enumerate(zip(asked, own, strict=True)):
        grades = query.grades(rows)
        tag = TAG.search(query.text)
        allowed = {row.index for row in rows if not tag or row.type == tag[1]}
        text = plain(query.text)
        arms = {
            "full text": [row for row, _ in index.nearest(text, len(rows)) if row in allowed][
                :POOL
            ],
            "trigram": [row for row in similar(trigrams(text), runs) if row in allowed][:POOL],
            "vector": [int(row) for row in np.argsort(-(stored @ vector)) if int(row) in allowed][
                :POOL
            ],
        }
        text_only = fused(arms, ("full text", "trigram"))
        # A tag is looked for by words alone: its query is more a filter than a question.
        both = text_only if tag else fused(arms, ("full text", "trigram", "vector"))
        for name, order in {
            "BM25": arms["full text"],
            "vector alone": arms["vector"],
            "text only": text_only,
            "hybrid": both,
        }.items():
            ids = [str(row) for row in order]
            pair = (recall_at(ids, grades, 10), ndcg_at(ids, grades, 10))
            results[name]["all"].append(pair)
            results[name][query.kind].append(pair)
            # Neither half should carry the result alone.
            results[name]["odd half" if place % 2 else "even half"].append(pair)
    return {
        "queries": len(asked),
        "methods": {
            name: {
                kind: {
                    "queries": len(pairs),
                    "recall10": sum(one for one, _ in pairs) / len(pairs),
                    "ndcg10": sum(one for _, one in pairs) / len(pairs),
                }
                for kind, pairs in kinds.items()
            }
            for name, kinds in results.items()
        },
    }


def plain(text: str) -> str:
    """The query without its tag."""
    return TAG.sub("", text).strip()


def similar(query: set[str], runs: Sequence[set[str]]) -> list[int]:
    """Rows by the share of the query's trigrams that they have, from a third on."""
    shares = [(len(query & run) / max(1, len(query)), row) for row, run in enumerate(runs)]
    return [
        row for share, row in sorted(shares, key=lambda one: (-one[0], -one[1])) if share >= 0.3
    ]


def fused(arms: Mapping[str, Sequence[int]], names: Sequence[str]) -> list[int]:
    """Reciprocal rank fusion."""
    scores: dict[int, float] = defaultdict(float)
    for name in names:
        for place, row in enumerate(arms[name], start=1):
            scores[row] += WEIGHTS[name] / (RRF + place)
    return sorted(scores, key=lambda row: (-scores[row], -row))
