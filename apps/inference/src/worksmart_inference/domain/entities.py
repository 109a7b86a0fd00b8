"""Dates, amounts, durations, addresses and known names, found by rules and never guessed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from worksmart_inference.contract import v1
from worksmart_inference.domain.sentences import Place, place

Kind = Literal["date", "amount", "duration", "email", "name"]
MOST = 200

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
MONTH = "(?P<month>" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r")\.?"
DATES = (
    re.compile(r"(?<![\w.])(?P<year>20\d\d)-(?P<number>\d{2})-(?P<day>\d{2})(?![\w-])"),
    re.compile(r"(?<![\w.])(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>20\d\d)(?!\w)"),
    re.compile(r"(?<![\w/])(?P<day>\d{1,2})/(?P<number>\d{1,2})/(?P<year>20\d\d)(?![\w/])"),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{MONTH},?\s+(?P<year>20\d\d)\b", re.I),
    re.compile(rf"\b{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>20\d\d)\b", re.I),
)
SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
CODES = "EUR|USD|GBP|CHF|JPY|SEK|NOK|DKK|PLN|CZK|CAD|AUD|INR|BRL"
FIGURE = r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,2})?"
AMOUNT = re.compile(
    rf"(?:(?P<before>[€$£¥]|\b(?:{CODES}))\s?(?P<a>{FIGURE})(?![\w%])"
    rf"|(?<![\w.,])(?P<b>{FIGURE})\s?(?P<after>[€£¥]|(?:{CODES})\b))"
)
DURATION = re.compile(
    r"(?<![\w.,:])(?:(?P<h>\d{1,3}(?:[.,]\d{1,2})?)\s?(?:h|hrs?|hours?)\b"
    r"(?:\s?(?P<hm>\d{1,2})\s?(?:m|min|minutes?)\b)?"
    r"|(?P<m>\d{1,4})\s?(?:min|mins|minutes?)\b)",
    re.I,
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}", re.I)


@dataclass(frozen=True)
class Found:
    """One entity with its value and where it stands."""

    kind: Kind
    value: str
    place: Place
    id: UUID | None = None
    is_sure: bool = True


def entities(pages: Sequence[str], known: Sequence[v1.KnownName]) -> list[Found]:
    """By page and place, each value once, at most 200; an overlap goes to the one that is first."""
    found: list[Found] = []
    names = names_pattern(known)
    by_name = {one.name.casefold(): one for one in known}
    seen: set[tuple[str, str]] = set()
    for number, text in enumerate(pages, start=1):
        here = [*emails(number, text), *dates(number, text), *amounts(number, text)]
        here += [*durations(number, text), *known_names(number, text, names, by_name)]
        for one in sorted(here, key=lambda each: (each.place.start, -each.place.end)):
            if (one.kind, one.value) not in seen and not overlaps(one, found):
                seen.add((one.kind, one.value))
                found.append(one)
                if len(found) >= MOST:
                    return found
    return found


def overlaps(one: Found, found: Sequence[Found]) -> bool:
    """Whether it stands inside the one before it."""
    last = found[-1].place if found else None
    return last is not None and last.page == one.place.page and one.place.start < last.end


def at(number: int, text: str, match: re.Match[str]) -> Place:
    """The place of a match; a match is never blank."""
    one = place(number, text, match.start(), match.end())
    return one or Place(number, match.start(), match.end(), match.group())


def emails(number: int, text: str) -> Iterator[Found]:
    """Addresses, in lower case."""
    for match in EMAIL.finditer(text):
        yield Found("email", match.group().lower().rstrip("."), at(number, text, match))


def dates(number: int, text: str) -> Iterator[Found]:
    """Days that exist. `3/4/2026` is read as the day first and marked as unsure."""
    for pattern in DATES:
        for match in pattern.finditer(text):
            groups = match.groupdict()
            month = groups.get("month")
            number_of = month_of(month) if month else int(groups["number"])
            day, year = int(groups["day"]), int(groups["year"])
            is_sure = "/" not in match.group() or day > 12 or number_of > 12 or day == number_of
            if "/" in match.group() and number_of > 12:
                day, number_of = number_of, day
            try:
                value = date(year, number_of, day).isoformat()
            except ValueError:
                continue
            yield Found("date", value, at(number, text, match), is_sure=is_sure)


def month_of(name: str) -> int:
    """1 to 12 by its first three letters."""
    return [one[:3] for one in MONTHS].index(name[:3].lower()) + 1


def amounts(number: int, text: str) -> Iterator[Found]:
    """Money with its currency, as `1234.50 EUR`."""
    for match in AMOUNT.finditer(text):
        sign = match["before"] or match["after"]
        yield Found(
            "amount",
            f"{plain_figure(match['a'] or match['b'])} {SIGNS.get(sign, sign)}",
            at(number, text, match),
        )


def plain_figure(figure: str) -> str:
    """`1.234,50` and `1,234.50` are 1234.50: a sign before one or two last digits is the point."""
    match = re.fullmatch(r"(.*?)(?:[.,](\d{1,2}))?", figure)
    whole, rest = (match[1], match[2]) if match else (figure, None)
    return re.sub(r"\D", "", whole) + (f".{rest.ljust(2, '0')}" if rest else "")


def durations(number: int, text: str) -> Iterator[Found]:
    """Hours and minutes, as whole minutes."""
    for match in DURATION.finditer(text):
        hours = float((match["h"] or "0").replace(",", "."))
        minutes = round(hours * 60) + int(match["hm"] or 0) + int(match["m"] or 0)
        yield Found("duration", str(minutes), at(number, text, match))


def names_pattern(known: Sequence[v1.KnownName]) -> re.Pattern[str] | None:
    """All known names of three characters or more, the longest first; None when there is none."""
    names = sorted({one.name for one in known if len(one.name) >= 3}, key=len, reverse=True)
    if not names:
        return None
    words = (r"\s+".join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.I)


def known_names(
    number: int,
    text: str,
    pattern: re.Pattern[str] | None,
    by_name: dict[str, v1.KnownName],
) -> Iterator[Found]:
    """Names that the workspace has, as it writes them."""
    for match in pattern.finditer(text) if pattern else ():
        one = by_name.get(" ".join(match.group().casefold().split()))
        if one:
            yield Found("name", one.name, at(number, text, match), one.id)
