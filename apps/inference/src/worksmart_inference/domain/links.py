"""Which project or task a document belongs to, by what it calls by name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from worksmart_inference.contract import v1

AnyCandidate = v1.TaskCandidate | v1.ProjectCandidate | v1.TagCandidate


@dataclass(frozen=True)
class Link:
    """A thing that the text names, how often, and whether by a sign nobody types by accident."""

    kind: Literal["project", "task"]
    id: UUID
    name: str
    times: int
    is_sure: bool


def links(text: str, candidates: Sequence[AnyCandidate]) -> list[Link]:
    """At most three projects and three tasks, the surest and most often named first."""
    found: list[Link] = []
    for one in candidates:
        match one:
            case v1.TaskCandidate():
                by_ref = count(text, one.ref)
                by_title = count(text, one.title) if len(one.title) >= 8 else 0
                if by_ref or by_title:
                    found.append(Link("task", one.id, one.ref, by_ref + by_title, by_ref > 0))
            case v1.ProjectCandidate():
                by_key = len(re.findall(rf"(?<![\w-]){re.escape(one.key)}-\d+", text))
                by_name = count(text, one.name) if len(one.name) >= 3 else 0
                if by_key or by_name:
                    sure = by_key > 0 or by_name >= 2
                    found.append(Link("project", one.id, one.name, by_key + by_name, sure))
            case v1.TagCandidate():
                pass
    ranked = sorted(found, key=lambda link: (not link.is_sure, -link.times, str(link.id)))
    return [
        link
        for kind in ("project", "task")
        for link in [one for one in ranked if one.kind == kind][:3]
    ]


def count(text: str, name: str) -> int:
    """How often a name stands there as whole words, in any case."""
    words = r"\s+".join(map(re.escape, name.split()))
    return len(re.findall(rf"(?<!\w){words}(?!\w)", text, re.I))
