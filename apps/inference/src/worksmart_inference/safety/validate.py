"""What an answer of a model may say: nothing that its sources do not."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from worksmart_inference.domain.words import fold

LINK = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,20}:)?//\S|\bwww\.\S|!?\[[^\]]*\]\([^)]*\)|<[a-z/!]", re.I
)
BARE_HOST = re.compile(
    r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|io|dev|ai|co|app|xyz|info)\b", re.I
)
NUMBER = re.compile(r"\d+(?:[.,:'’\u00a0\u202f ]\d+)*")
CAPITAL = re.compile(r"\b[A-ZÀ-ÖØ-ÞĀ-ſΑ-ΩА-Я][\w'’-]*(?:\s+[A-ZÀ-ÖØ-ÞΑ-ΩА-Я][\w'’-]*)*")
LEAST_STEM = 4
OWNER = re.compile(r"['’]s?$")
WORDS_OF_NUMBERS = {
    "zero", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred",
    "hundreds", "thousand", "thousands", "million", "millions", "billion", "dozen", "dozens",
    "half", "quarter", "third", "twice", "double", "doubled", "triple", "tripled", "halved",
    "first", "second", "both", "couple", "several",
}  # fmt: skip
MONTHS = {
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "yesterday", "today", "tomorrow",
}  # fmt: skip
# Words that may open a sentence or stand in one without being anyone's name.
PLAIN = {
    "the", "a", "an", "in", "on", "at", "of", "this", "that", "these", "those", "it", "they", "we",
    "no", "none", "all", "most", "work", "team", "time", "total", "during", "after", "before",
    "and", "but", "while", "with", "for", "from", "to", "by", "one", "overall", "there", "also",
    "task", "tasks", "project", "hours", "progress", "status", "budget", "decision", "blocked",
    "done", "overdue", "completed", "finished", "meanwhile", "still", "nothing", "logged", "as",
    "its", "our", "their", "so", "then", "week", "weeks", "some", "other",
}  # fmt: skip


@dataclass(frozen=True)
class Claim:
    """A sentence with the names of what it rests on."""

    text: str
    sources: Sequence[str]


def has_link(text: str) -> bool:
    """A URL, a host, a Markdown link or image, or a tag of a page."""
    return bool(LINK.search(text) or BARE_HOST.search(text))


def numbers(text: str) -> set[str]:
    """Numbers as they are compared: without grouping, without zeros that say nothing."""
    found: set[str] = set()
    for match in NUMBER.finditer(unicodedata.normalize("NFKC", text)):
        found |= {plain_number(part) for part in parts_of(match.group())}
    return found


def parts_of(number: str) -> list[str]:
    """`1,234.50` is one number; `10 12`, `9:30` and `1.2.2026` are several."""
    if re.fullmatch(r"\d{1,3}(?:[,'’\u00a0\u202f ]\d{3})+(?:\.\d+)?", number):
        return [re.sub(r"[^\d.]", "", number)]
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", number):
        return [number.replace(".", "").replace(",", ".")]
    if re.fullmatch(r"\d+[.,]\d+", number):
        return [number.replace(",", ".")]
    return re.split(r"\D+", number)


def plain_number(number: str) -> str:
    """`007` and `7.0` are 7."""
    whole, _, rest = number.partition(".")
    rest = rest.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{rest}" if rest else "")


def number_words(text: str) -> set[str]:
    """Amounts and days that are written as words."""
    return {word for word in re.findall(r"[a-z]+", fold(text)) if word in WORDS_OF_NUMBERS | MONTHS}


def names(text: str) -> set[str]:
    """Capitalised words that are no plain words, folded."""
    found: set[str] = set()
    for match in CAPITAL.finditer(text):
        found |= {fold(OWNER.sub("", word)) for word in match.group().split()}
    return {word for word in found if word not in PLAIN | MONTHS | WORDS_OF_NUMBERS}


def is_supported(claim: Claim, facts: Mapping[str, str]) -> bool:
    """Every number, day and name stands in the facts it cites; at least one is cited."""
    if not claim.sources or len(set(claim.sources)) != len(claim.sources):
        return False
    if any(source not in facts for source in claim.sources) or has_link(claim.text):
        return False
    said = " ".join(facts[source] for source in claim.sources)
    known = {OWNER.sub("", word) for word in re.findall(r"[\w'’-]+", fold(said))}
    return (
        numbers(claim.text) <= numbers(said)
        and number_words(claim.text) <= number_words(said)
        and all(name in known or opens(name, claim.text, known) for name in names(claim.text))
    )


def opens(name: str, text: str, known: set[str]) -> bool:
    """A first word has its capital anyway; it may be another form of a word that was said."""
    first = re.match(r"[\w'’-]+", fold(text))
    return (
        first is not None
        and first.group() == name
        and len(name) >= LEAST_STEM
        and any(word[:LEAST_STEM] == name[:LEAST_STEM] for word in known)
    )


def supported(claims: Iterable[Claim], facts: Mapping[str, str]) -> list[Claim]:
    """The sentences that may be shown, in their order."""
    return [claim for claim in claims if is_supported(claim, facts)]


def find_quote(quote: str, page: str) -> tuple[int, int] | None:
    """Where a quote stands on a page, in code points; spaces may differ and nothing else."""
    words = quote.split()
    if not words or len(quote) > 2000:
        return None
    match = re.search(r"\s+".join(re.escape(word) for word in words), page)
    return (match.start(), match.end()) if match else None


def known_ids(ids: Sequence[str], given: set[str]) -> bool:
    """Each id is one that was given, and none stands twice."""
    return len(set(ids)) == len(ids) and set(ids) <= given
