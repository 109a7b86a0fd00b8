"""What candidates are called, and whether a line calls one of them."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from worksmart_inference.contract import v1
from worksmart_inference.domain.words import fold, words

AnyCandidate = v1.TaskCandidate | v1.ProjectCandidate | v1.TagCandidate
MARKED = re.compile(r"[#@]([^\s#@,;]+)|\b([A-Za-z][A-Za-z0-9]{1,9}-\d{1,6})\b")


@dataclass(frozen=True)
class Names:
    """Candidates of one kind by value, with the words of each and how many share a word."""

    candidates: Mapping[str, AnyCandidate]
    words: Mapping[str, frozenset[str]]
    shared_by: Mapping[str, int]

    def overlap(self, text: str, value: str) -> float:
        """The share of the line's words, rare ones counting more, that the candidate has too."""
        line = set(words(text))
        size = len(self.candidates)
        weight = {word: math.log(1 + size / (1 + self.shared_by.get(word, 0))) for word in line}
        total = sum(weight.values())
        own = self.words[value]
        return sum(weight[word] for word in line if word in own) / total if total > 0 else 0.0

    def is_named(self, text: str, value: str) -> bool:
        """Every word of its name stands in the line. A hint only: many names are everyday words."""
        name = set(words(label(self.candidates[value]).lstrip("#")))
        return bool(name) and name.issubset(words(text))

    def is_marked(self, text: str, value: str) -> bool:
        """The line names it by a sign of the grammar, which is never an accident."""
        wanted = signs(self.candidates[value])
        found = {mark.group(0).casefold() for mark in MARKED.finditer(text)}
        return bool({fold(one) for one in found} & wanted)


def names_of(candidates: Sequence[AnyCandidate]) -> Names:
    """Candidates by value."""
    by_value = {value_of(one): one for one in candidates}
    own = {value: frozenset(words(everything(one))) for value, one in by_value.items()}
    return Names(by_value, own, Counter(word for all_of in own.values() for word in all_of))


def value_of(one: AnyCandidate) -> str:
    """The id, or the tag itself."""
    return one.tag if isinstance(one, v1.TagCandidate) else str(one.id)


def label(one: AnyCandidate) -> str:
    """What a person calls it."""
    match one:
        case v1.TaskCandidate():
            return one.title
        case v1.ProjectCandidate():
            return one.name
        case v1.TagCandidate():
            return f"#{one.tag}"


def everything(one: AnyCandidate) -> str:
    """All the words that are known of it."""
    match one:
        case v1.TaskCandidate():
            return f"{one.ref} {one.title} {one.project_name} {one.description[:400]}"
        case v1.ProjectCandidate():
            return f"{one.key} {one.name} {one.description[:400]}"
        case v1.TagCandidate():
            return one.tag


def signs(one: AnyCandidate) -> set[str]:
    """How the grammar would write it, folded."""
    match one:
        case v1.TaskCandidate():
            return {fold(one.ref), fold(f"@{one.ref}"), fold(f"#{one.ref}")}
        case v1.ProjectCandidate():
            return {fold(f"@{one.key}"), fold(f"@{one.name.replace(' ', '')}")}
        case v1.TagCandidate():
            return {fold(f"#{one.tag}")}
