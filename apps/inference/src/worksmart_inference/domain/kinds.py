"""What kind of document a text is, by the words that such documents use."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from worksmart_inference.domain.words import words

DocumentKind = Literal[
    "invoice", "receipt", "contract", "proposal", "report", "specification", "meeting_notes",
    "timesheet", "letter",
]  # fmt: skip

# Words of a title count double: they stand in the first lines.
SIGNS: dict[DocumentKind, str] = {
    "invoice": "invoice vat due payable subtotal total amount iban bill payment rechnung facture",
    "receipt": "receipt paid cash change card thank purchase till quittung cashier",
    "contract": "agreement party parties hereby shall clause termination liability governing law"
    " confidentiality contract signed vertrag",
    "proposal": "proposal propose offer scope estimate deliverables pricing timeline quote",
    "report": "report findings results summary quarter analysis conclusion measured status",
    "specification": "requirements requirement specification must endpoint interface field schema"
    " acceptance criteria api version",
    "meeting_notes": "meeting attendees agenda minutes notes action decided discussed present"
    " decisions next",
    "timesheet": "timesheet hours date task worked total week monday tuesday wednesday minutes",
    "letter": "dear sincerely regards yours faithfully writing kind enclosed",
}


@dataclass(frozen=True)
class KindFound:
    """A kind, and whether it is clearly ahead of the next."""

    value: DocumentKind
    is_sure: bool


def kind_of(pages: Sequence[str], name: str) -> KindFound | None:
    """None when nothing stands out. Only the first pages are read: that is where it shows."""
    text = "\n".join(pages[:3])[:20_000]
    if not text.strip():
        return None
    here = set(words(text))
    title = set(words(f"{text[:120]} {name}"))
    scores: dict[DocumentKind, int] = {}
    for kind, line in SIGNS.items():
        signs = set(line.split())
        named = set(kind.split("_")) <= title
        scores[kind] = len(signs & here) + len(signs & title) + 4 * named
    ranked = sorted(scores, key=lambda kind: -scores[kind])
    first, second = ranked[0], ranked[1]
    if scores[first] < 4 or scores[first] == scores[second]:
        return None
    return KindFound(first, scores[first] >= 7 and scores[first] - scores[second] >= 3)
