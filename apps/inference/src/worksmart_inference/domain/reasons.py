"""Why a value is proposed, in short sentences of ours; never words of a model."""

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

import numpy as np

from worksmart_inference.contract import v1
from worksmart_inference.domain.lexical import Scores
from worksmart_inference.domain.names import Names, label
from worksmart_inference.domain.words import words

Kind = Literal["task", "project", "tag"]
# A row below this share of the best one is not worth naming as a reason.
ALIKE = 0.2


def reasons_for(
    request: v1.CategorizeRequest | v1.CategorizeBatchRequest,
    names: Names,
    kind: Kind,
    text: str,
    value: str,
    near: Scores,
) -> list[v1.Reason]:
    """One to four reasons, the strongest first."""
    one = names.candidates[value]
    name = label(one)[:120]
    found: list[v1.Reason] = []
    here = set(words(text))
    for rule in request.rules:
        if rule.kind == kind and rule.value == value and here.issuperset(words(rule.contains)):
            found.append(reason("rule", f"your rule for “{rule.contains[:100]}”"))
            break
    if names.is_marked(text, value):
        found.append(reason("exact", f"the line names {name}"))
    alike = alike_rows(request, kind, value, near)
    if alike:
        count = f"{len(alike)} check-ins" if len(alike) > 1 else "a check-in"
        found.append(reason("neighbours", f"like {count} on {name}", [row.id for row in alike]))
    common = [word for word in words(text) if word in names.words[value] and len(word) > 2]
    if common and kind != "tag":
        listed = ", ".join(f"“{word[:30]}”" for word in list(dict.fromkeys(common))[:3])
        found.append(reason("words", f"shares {listed} with {name}"))
    found += habits(request, kind, value)
    if isinstance(one, v1.TaskCandidate):
        found += [reason("assigned", "assigned to you")] if one.is_mine else []
        found += [reason("in_progress", "in progress")] if one.is_in_progress else []
    return found[:4] or [reason("habit", f"{name} is used often")]


def reason(kind: str, text: str, entries: Sequence[UUID] = ()) -> v1.Reason:
    """One reason with at most five entries to open."""
    return v1.Reason.model_validate(
        {"type": kind, "text": text, "entry_ids": list(entries[:5])}, by_name=True
    )


def alike_rows(
    request: v1.CategorizeRequest | v1.CategorizeBatchRequest, kind: Kind, value: str, near: Scores
) -> list[v1.HistoryRow]:
    """Rows with this value that are like the line, the most alike first."""
    order: list[int] = np.argsort(-near, kind="stable")[:30].tolist()
    rows = [request.history[row] for row in order if near[row] >= ALIKE]
    return [row for row in rows if holds(row, kind, value)]


def holds(row: v1.HistoryRow, kind: Kind, value: str) -> bool:
    """Whether a row has this value."""
    if kind == "tag":
        return value in row.tags
    return str(row.task_id if kind == "task" else row.project_id) == value


def habits(
    request: v1.CategorizeRequest | v1.CategorizeBatchRequest, kind: Kind, value: str
) -> list[v1.Reason]:
    """What the person's own rows say without looking at the line."""
    own = [row for row in request.history if row.is_own]
    if own and holds(own[0], kind, value):
        return [reason("last_entry", "the same as your last entry", [own[0].id])]
    recent = [row for row in own if holds(row, kind, value)]
    for row in recent:
        if (request.today - row.work_date).days == 1:
            return [reason("habit", "you logged here yesterday", [row.id])]
    return [reason("habit", "you log here often")] if len(recent) >= 5 else []
