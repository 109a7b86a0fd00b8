"""Statistics on simulated people, whose habits and slips are known because they were made up."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from worksmart_inference.contract import v1
from worksmart_inference.domain.anomalies import unusual

START = date(2026, 1, 5)
WEEKS = 40
ASKED_WEEKS = 8
PEOPLE_PER_HABIT = 40
HOLIDAYS = (date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1), date(2026, 8, 31))
HABITS = ("always 8 h", "even days", "log-normal", "part-time", "many short", "month end")


@dataclass(frozen=True)
class Simulated:
    """A person with the slips that were put in: wrong entries and forgotten days."""

    days: v1.PersonDays
    slips: frozenset[uuid.UUID]
    forgotten: frozenset[date]


def person(habit: str, seed: int) -> Simulated:
    """Forty weeks; slips only in the last eight, which are the ones that are asked."""
    random = np.random.default_rng(seed)
    projects = [uuid.UUID(int=seed * 10 + n + 1) for n in range(3)]
    asked = START + timedelta(weeks=WEEKS - ASKED_WEEKS)
    leave = leave_days(random)
    entries: list[v1.DayEntry] = []
    slips: set[uuid.UUID] = set()
    forgotten: set[date] = set()
    for offset in range(WEEKS * 7):
        day = START + timedelta(days=offset)
        workdays = 3 if habit == "part-time" else 5
        if day.weekday() >= workdays or day in leave or day in HOLIDAYS:
            continue
        if random.random() < 0.02:
            # A day without time that nobody has to explain: a day in lieu, an appointment.
            continue
        if day >= asked and random.random() < 0.03:
            forgotten.add(day)
            continue
        for part, usual in enumerate(day_minutes(habit, day, random)):
            minutes = usual
            entry = uuid.UUID(int=(seed << 32) + offset * 16 + part)
            if day >= asked and random.random() < 0.015:
                minutes = slip_of(usual, random)
                slips.add(entry)
            project = projects[int(random.integers(0, 3))]
            entries.append(
                v1.DayEntry(
                    id=entry,
                    work_date=day,
                    minutes=int(min(1440, max(1, minutes))),
                    project_id=project,
                )
            )
    days = v1.PersonDays(
        person_id=uuid.UUID(int=(seed << 40) + 1), entries=entries, leave=sorted(leave)
    )
    return Simulated(days, frozenset(slips), frozenset(forgotten))


def leave_days(random: np.random.Generator) -> set[date]:
    """Two holidays of a week or two, which are known as leave."""
    found: set[date] = set()
    for _ in range(2):
        first = START + timedelta(weeks=int(random.integers(0, WEEKS)))
        found |= {first + timedelta(days=n) for n in range(int(random.integers(5, 12)))}
    return found


def day_minutes(habit: str, day: date, random: np.random.Generator) -> list[int]:
    """What a person of this habit logs on one day."""
    match habit:
        case "always 8 h":
            return [480]
        case "log-normal":
            parts = random.lognormal(np.log(110), 0.55, size=int(random.integers(2, 5)))
            return [int(part) for part in np.minimum(parts, 420)]
        case "many short":
            return [int(part) for part in random.integers(10, 60, size=int(random.integers(6, 12)))]
        case "part-time":
            return [int(random.normal(240, 30)), int(random.normal(120, 20))]
        case "month end":
            extra = 1.25 if day.day >= 28 else 1.0
            return [int(random.normal(230, 25) * extra), int(random.normal(230, 25) * extra)]
        case _:
            return [int(random.normal(240, 35)), int(random.normal(230, 35))]


def slip_of(minutes: int, random: np.random.Generator) -> int:
    """A slip of the hand: another digit, hours for minutes, a day left running."""
    kind = int(random.integers(0, 3))
    if kind == 0:
        return min(1440, max(minutes * 4, minutes + 360))
    if kind == 1:
        return min(1440, minutes + 600)
    return int(random.integers(1080, 1441))


def judge(seed: int = 1) -> dict[str, object]:
    """Precision and recall by habit, and false alarms per week of a person."""
    first = START + timedelta(weeks=WEEKS - ASKED_WEEKS)
    last = START + timedelta(weeks=WEEKS) - timedelta(days=1)
    table: dict[str, dict[str, float]] = {}
    for number, habit in enumerate(HABITS):
        people = [person(habit, 1000 * seed + 100 * number + n) for n in range(PEOPLE_PER_HABIT)]
        right = wrong = found_slips = all_slips = days_right = days_wrong = all_days = 0
        for group in chunks(people, 10):
            request = v1.AnomaliesRequest(
                today=last + timedelta(days=1),
                from_=first,
                to=last,
                people=[one.days for one in group],
                holidays=list(HOLIDAYS),
            )
            findings = unusual(request)
            for one in group:
                own = [f for f in findings if f.person_id == one.days.person_id]
                marked = {entry for f in own for entry in f.entry_ids}
                long = [f for f in own if f.rule != "day_missing"]
                good = [f for f in long if set(f.entry_ids) & one.slips]
                right, wrong = right + len(good), wrong + len(long) - len(good)
                found_slips += len(one.slips & marked)
                all_slips += len(one.slips)
                missing = {f.work_date for f in own if f.rule == "day_missing"}
                days_right += len(missing & one.forgotten)
                days_wrong += len(missing - one.forgotten)
                all_days += len(one.forgotten)
        table[habit] = {
            "precision": right / (right + wrong) if right + wrong else 1.0,
            "recall": found_slips / all_slips if all_slips else 1.0,
            "slips": all_slips,
            "missingPrecision": days_right / (days_right + days_wrong) if days_right else 1.0,
            "missingRecall": days_right / all_days if all_days else 1.0,
            "falsePerPersonWeek": (wrong + days_wrong) / (len(people) * ASKED_WEEKS),
        }
    return {
        "habits": table,
        "worstPrecision": min(one["precision"] for one in table.values()),
        "worstRecall": min(one["recall"] for one in table.values()),
        "mostFalse": max(one["falsePerPersonWeek"] for one in table.values()),
    }


def chunks(people: Sequence[Simulated], size: int) -> list[Sequence[Simulated]]:
    return [people[start : start + size] for start in range(0, len(people), size)]
