"""A status out of numbered facts: the template that always answers, and the prompt for a model."""

from collections.abc import Sequence

from worksmart_inference.contract import v1
from worksmart_inference.safety.validate import Claim

# What a reader wants first: how much, where it went, what was finished, what is in the way.
ORDER = (
    "status", "total", "budget", "hours_by_task", "hours_by_week", "hours_by_person", "task_done",
    "decision", "document", "task_blocked", "task_overdue",
)  # fmt: skip
MOST_PER_KIND = {"neutral": 8, "brief": 3, "friendly": 8}
LEAST_KEPT = 0.6
LONGEST = 600


def template(request: v1.NarrativeRequest) -> list[v1.NarrativeSentence]:
    """Each fact in its own words, by kind; no claim of ours joins one to another."""
    most = MOST_PER_KIND[request.tone]
    written: list[v1.NarrativeSentence] = []
    for kind in ORDER:
        facts = [fact for fact in request.facts if fact.kind == kind][:most]
        written += [sentence_of(fact) for fact in facts]
    return written[:60]


def sentence_of(fact: v1.Fact) -> v1.NarrativeSentence:
    """A fact as a sentence: a capital first and a full stop last."""
    text = " ".join(fact.text.split())
    closed = text if text.endswith((".", "!", "?", "…")) else f"{text}."
    capital = closed[:1].upper()
    # Some letters have no capital of their own: “ß” would become two.
    first = capital if len(capital) == 1 else closed[:1]
    return v1.NarrativeSentence(text=first + closed[1:LONGEST], fact_ids=[fact.id])


def known_texts(facts: Sequence[v1.Fact]) -> dict[str, str]:
    """What each fact says, for the check of a sentence that cites it."""
    texts: dict[str, str] = {}
    for fact in facts:
        number = "" if fact.value is None else f" {fact.value:g} {fact.unit or ''}"
        texts[fact.id] = fact.text + number
    return texts


def is_enough(kept: Sequence[Claim], said: int) -> bool:
    """Below 60 % of what was said, the template tells the rest better."""
    return said > 0 and len(kept) / said >= LEAST_KEPT
