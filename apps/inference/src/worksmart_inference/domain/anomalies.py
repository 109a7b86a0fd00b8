"""Unusual time, by statistics over what a person, a project and a team usually log.

√hours with a robust scale that has a floor: people who always log 8 hours have a median deviation
of 0, and hours grow more uneven the longer they are.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

import numpy as np

from worksmart_inference.contract import v1

THRESHOLD = 4.0
SCALE_FLOOR = 0.25
LEAST_ABOVE = 120
LEAST_ABOVE_WEEK = 480
LEAST_HISTORY = 8
WEEKS_BACK = 8
LEAST_WEEKS = 4
USUAL_SHARE = 0.7
LARGEST_ANSWER = 500

Basis = Literal["project", "person", "team", "weekday"]


@dataclass(frozen=True)
class Usual:
    """Earlier minutes that are comparable, and whose they are."""

    minutes: Sequence[int]
    basis: Basis


def unusual(request: v1.AnomaliesRequest) -> list[v1.Finding]:
    """What stands out in the asked days, by day; silenced patterns are left out."""
    silenced = {(one.person_id, one.rule, one.project_id) for one in request.silenced}
    found: list[v1.Finding] = []
    for person in request.people:
        team = [
            entry
            for other in request.people
            if other.person_id != person.person_id
            for entry in other.entries
        ]
        found += person_findings(request, person, team)
    kept = [
        one
        for one in found
        if (one.person_id, one.rule, None) not in silenced
        and (one.person_id, one.rule, one.project_id) not in silenced
    ]
    return sorted(kept, key=lambda one: (one.work_date, str(one.person_id)))[:LARGEST_ANSWER]


def person_findings(
    request: v1.AnomaliesRequest, person: v1.PersonDays, team: Sequence[v1.DayEntry]
) -> list[v1.Finding]:
    """An entry says it first; a day or a week is named only when no part of it was."""
    entries = long_entries(request, person, team)
    told = {one.work_date for one in entries}
    days = [one for one in long_days(request, person) if one.work_date not in told]
    weeks_told = {monday(day) for day in told.union(one.work_date for one in days)}
    weeks = [one for one in long_weeks(request, person) if monday(one.work_date) not in weeks_told]
    return entries + days + weeks + missing_days(request, person)


def long_entries(
    request: v1.AnomaliesRequest, person: v1.PersonDays, team: Sequence[v1.DayEntry]
) -> list[v1.Finding]:
    """Entries far longer than is usual for the project, else for the person, else for the team."""
    found: list[v1.Finding] = []
    for entry in asked(request, person.entries):
        usual = first_with_enough(levels_of(entry, person.entries, team))
        if usual and stands_out(entry.minutes, usual.minutes, LEAST_ABOVE):
            expected = middle(usual.minutes)
            text = f"{spoken(entry.minutes)} in one entry; {spoken(expected)} is usual here."
            found.append(
                finding(
                    "entry_unusual",
                    person.person_id,
                    entry.work_date,
                    [entry.id],
                    entry.project_id,
                    expected,
                    entry.minutes,
                    len(usual.minutes),
                    usual.basis,
                    text,
                )
            )
    return found


def levels_of(
    entry: v1.DayEntry, own: Sequence[v1.DayEntry], team: Sequence[v1.DayEntry]
) -> Iterator[Usual]:
    """From the closest to the widest; the wide ones are only made when they are asked for."""
    earlier = [one for one in own if one.work_date < entry.work_date]
    same = [one.minutes for one in earlier if one.project_id == entry.project_id]
    yield Usual(same, "project")
    yield Usual([one.minutes for one in earlier], "person")
    yield Usual([one.minutes for one in team if one.work_date < entry.work_date], "team")


def long_days(request: v1.AnomaliesRequest, person: v1.PersonDays) -> list[v1.Finding]:
    """Days far longer than the person's earlier days; a team's days are too unlike to compare."""
    own = by_day(person.entries)
    found: list[v1.Finding] = []
    for day, entries in own.items():
        if not request.from_ <= day <= request.to:
            continue
        earlier = [total(rows) for other, rows in own.items() if other < day]
        observed = total(entries)
        if len(earlier) >= LEAST_HISTORY and stands_out(observed, earlier, LEAST_ABOVE):
            expected = middle(earlier)
            text = f"{spoken(observed)} on one day; {spoken(expected)} is usual."
            found.append(
                finding(
                    "day_unusual",
                    person.person_id,
                    day,
                    [one.id for one in entries][:50],
                    None,
                    expected,
                    observed,
                    len(earlier),
                    "person",
                    text,
                )
            )
    return found


def long_weeks(request: v1.AnomaliesRequest, person: v1.PersonDays) -> list[v1.Finding]:
    """Weeks far longer than the person's earlier weeks."""
    weeks: dict[date, int] = defaultdict(int)
    for entry in person.entries:
        weeks[monday(entry.work_date)] += entry.minutes
    found: list[v1.Finding] = []
    for start, observed in weeks.items():
        if not request.from_ <= start <= request.to:
            continue
        earlier = [minutes for other, minutes in weeks.items() if other < start]
        if len(earlier) < LEAST_HISTORY or not stands_out(observed, earlier, LEAST_ABOVE_WEEK):
            continue
        expected = middle(earlier)
        text = f"{spoken(observed)} in one week; {spoken(expected)} is usual."
        found.append(
            finding(
                "week_unusual",
                person.person_id,
                start,
                [],
                None,
                expected,
                observed,
                len(earlier),
                "person",
                text,
            )
        )
    return found


def missing_days(request: v1.AnomaliesRequest, person: v1.PersonDays) -> list[v1.Finding]:
    """Past days without time, where that weekday usually has some; never leave, never a holiday."""
    days = by_day(person.entries)
    away = set(person.leave) | set(request.holidays)
    last = min(request.to, request.today - timedelta(days=1))
    found: list[v1.Finding] = []
    for offset in range(max(0, min(400, (last - request.from_).days + 1))):
        day = request.from_ + timedelta(days=offset)
        if day in days or day in away:
            continue
        before = [day - timedelta(weeks=week) for week in range(1, WEEKS_BACK + 1)]
        first = min(days, default=day)
        counted = [one for one in before if one not in away and one >= first]
        logged = [one for one in counted if one in days]
        if len(counted) < LEAST_WEEKS or len(logged) / len(counted) < USUAL_SHARE:
            continue
        expected = middle([total(days[one]) for one in logged])
        text = (
            f"Nothing is logged; {len(logged)} of the last {len(counted)} of this weekday had time."
        )
        found.append(
            finding(
                "day_missing",
                person.person_id,
                day,
                [],
                None,
                expected,
                0,
                len(counted),
                "weekday",
                text,
            )
        )
    return found


def stands_out(observed: int, usual: Sequence[int], least_above: int) -> bool:
    """Above the median by the threshold on √hours, and by enough minutes to matter."""
    if observed - middle(usual) < least_above:
        return False
    roots = np.sqrt(np.array(usual, dtype=float) / 60)
    median = float(np.median(roots))
    deviation = 1.4826 * float(np.median(np.abs(roots - median)))
    low, high = np.percentile(roots, [25, 75])
    scale = max(deviation, float(high - low) / 1.349, SCALE_FLOOR)
    return (math.sqrt(observed / 60) - median) / scale > THRESHOLD


def first_with_enough(levels: Iterable[Usual]) -> Usual | None:
    """The closest level with at least 8 earlier values."""
    return next((one for one in levels if len(one.minutes) >= LEAST_HISTORY), None)


def asked(request: v1.AnomaliesRequest, entries: Sequence[v1.DayEntry]) -> list[v1.DayEntry]:
    """Entries of the asked days."""
    return [one for one in entries if request.from_ <= one.work_date <= request.to]


def by_day(entries: Sequence[v1.DayEntry]) -> dict[date, list[v1.DayEntry]]:
    """Entries by the day they were worked on."""
    days: dict[date, list[v1.DayEntry]] = defaultdict(list)
    for entry in entries:
        days[entry.work_date].append(entry)
    return days


def total(entries: Sequence[v1.DayEntry]) -> int:
    """Minutes."""
    return sum(one.minutes for one in entries)


def middle(minutes: Sequence[int]) -> int:
    """The median, whole."""
    return round(float(np.median(minutes))) if minutes else 0


def monday(day: date) -> date:
    """The first day of the week."""
    return day - timedelta(days=day.weekday())


def spoken(minutes: int) -> str:
    """`7 h 30 min`."""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] if hours else []
    return " ".join([*parts, f"{rest} min"] if rest or not hours else parts)


def finding(
    rule: Literal["entry_unusual", "day_unusual", "week_unusual", "day_missing"],
    person_id: UUID,
    day: date,
    entry_ids: list[UUID],
    project_id: UUID | None,
    expected: int,
    observed: int,
    n: int,
    basis: Basis,
    text: str,
) -> v1.Finding:
    """One finding with what it rests on."""
    return v1.Finding(
        rule=rule,
        person_id=person_id,
        work_date=day,
        entry_ids=entry_ids,
        project_id=project_id,
        expected=expected,
        observed=observed,
        n=n,
        basis=basis,
        text=text,
    )
