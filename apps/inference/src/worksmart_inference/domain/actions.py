"""What a document asks somebody to do: marked lines, and people who will do a thing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from worksmart_inference.contract import v1
from worksmart_inference.domain.entities import Found
from worksmart_inference.domain.sentences import Place, sentences
from worksmart_inference.safety.validate import has_link

MARK = re.compile(
    r"^\s*(?:[-*•▪]\s*)?"
    r"(?:\[ \]\s*|(?:to-?do|action(?:\s+items?)?|next\s+steps?|follow[- ]?up)\s*:\s*)"
    r"(?P<what>\S.*)",
    re.I | re.S,
)
BULLET = re.compile(r"^\s*(?:[-*•▪]|\d+[.)])\s+")
WILL = re.compile(r"^\s*(?:will|to|should|must|needs? to|has to|shall)\s+(?=[a-z])", re.I)
BY = re.compile(r"\b(?:by|until|before|due(?:\s+on)?|no later than)\s*:?\s*$", re.I)
MOST = 50
LONGEST = 200


@dataclass(frozen=True)
class Action:
    """Something to do, where it says so, and who and when if the same sentence tells."""

    text: str
    place: Place
    assignee: UUID | None
    due: date | None
    is_marked: bool


def actions(
    pages: Sequence[str], found: Sequence[Found], known: Sequence[v1.KnownName]
) -> list[Action]:
    """In reading order, at most 50. A person who is not known makes no action by a verb alone."""
    people = [one for one in known if one.kind == "person" and len(one.name) >= 2]
    results: list[Action] = []
    for sentence in sentences(pages):
        line = BULLET.sub("", sentence.text)
        mark = MARK.match(sentence.text)
        actor = next((one for one in people if starts_with(line, one.name)), None)
        if mark:
            what = mark["what"]
            actor = actor or next((one for one in people if starts_with(what, one.name)), None)
        elif actor and WILL.match(line[len(actor.name) :]):
            what = line
        else:
            continue
        results.append(
            Action(
                " ".join(what.split())[:LONGEST].rstrip(" ."),
                sentence,
                actor.id if actor else None,
                due_in(sentence, pages[sentence.page - 1], found),
                mark is not None,
            )
        )
        if len(results) == MOST:
            break
    return [one for one in results if one.text and not has_link(one.text)]


def starts_with(line: str, name: str) -> bool:
    """Whether a line begins with this person, by the whole name."""
    return (
        line.casefold().startswith(name.casefold())
        and not line[len(name) : len(name) + 1].isalnum()
    )


def due_in(sentence: Place, page: str, found: Sequence[Found]) -> date | None:
    """The day after "by" in the same sentence; a day alone may be any day."""
    for one in found:
        inside = one.place.page == sentence.page and (
            sentence.start <= one.place.start and one.place.end <= sentence.end
        )
        if one.kind == "date" and one.is_sure and inside:
            before = page[sentence.start : one.place.start]
            if BY.search(before):
                return date.fromisoformat(one.value)
    return None
