"""What counts as unusual time, and what is left alone."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from worksmart_inference.contract import v1
from worksmart_inference.domain.anomalies import spoken, stands_out, unusual

ANA, BO = UUID(int=1), UUID(int=2)
WEB = UUID(int=10)
MONDAY = date(2026, 11, 16)
SUNDAY = date(2026, 11, 22)


def entry(number: int, day: date, minutes: int, project: UUID | None = WEB) -> v1.DayEntry:
    return v1.DayEntry(
        id=UUID(int=1000 + number), work_date=day, minutes=minutes, project_id=project
    )


def workdays(weeks: int, minutes: int = 480) -> list[v1.DayEntry]:
    """Monday to Friday of the weeks before the asked one."""
    days = [MONDAY - timedelta(days=offset) for offset in range(1, 7 * weeks + 1)]
    return [entry(n, day, minutes) for n, day in enumerate(days) if day.weekday() < 5]


def this_week(minutes: int = 480) -> list[v1.DayEntry]:
    return [entry(500 + n, MONDAY + timedelta(days=n), minutes) for n in range(5)]


def found(entries: list[v1.DayEntry], **changes: Any) -> list[v1.Finding]:
    person = v1.PersonDays(person_id=ANA, entries=entries, leave=changes.pop("leave", list[date]()))
    values: dict[str, Any] = {
        "today": SUNDAY + timedelta(days=1), "from_": MONDAY, "to": SUNDAY, "people": [person],
    }  # fmt: skip
    return unusual(v1.AnomaliesRequest(**{**values, **changes}))


def rules(findings: list[v1.Finding]) -> list[str]:
    return [one.rule for one in findings]


def test_a_week_like_all_others_is_not_worth_a_word() -> None:
    assert found([*workdays(10), *this_week()]) == []


def test_a_person_who_always_logs_the_same_is_still_watched() -> None:
    findings = found([*workdays(10), *this_week()[1:], entry(900, MONDAY, 1200)])
    assert rules(findings) == ["entry_unusual"]
    assert (findings[0].expected, findings[0].observed) == (480, 1200)
    assert findings[0].entry_ids == [UUID(int=1900)]
    assert findings[0].basis == "project"


def test_what_is_less_than_two_hours_above_is_left_alone() -> None:
    short = [entry(n, MONDAY - timedelta(days=n), 15) for n in range(1, 40)]
    assert "entry_unusual" not in rules(found([*short, entry(900, MONDAY, 125)]))
    assert "entry_unusual" in rules(found([*short, entry(900, MONDAY, 240)]))


def test_a_new_project_is_judged_by_all_the_persons_entries() -> None:
    findings = found([*workdays(10), entry(900, MONDAY, 1300, UUID(int=77)), *this_week()[1:]])
    assert findings[0].basis == "person"


def test_a_new_person_is_judged_by_the_team() -> None:
    new = v1.PersonDays(person_id=BO, entries=[entry(900, MONDAY, 1400)])
    old = v1.PersonDays(person_id=ANA, entries=[*workdays(10), *this_week()])
    request = v1.AnomaliesRequest(today=SUNDAY, from_=MONDAY, to=SUNDAY, people=[new, old])
    assert [(one.person_id, one.basis) for one in unusual(request)] == [(BO, "team")]


def test_fewer_than_eight_values_say_nothing() -> None:
    assert found([*workdays(1), entry(900, MONDAY, 1400)]) == []


def test_a_long_day_of_ordinary_entries_is_one_finding() -> None:
    parts = [entry(900 + n, MONDAY, 300) for n in range(4)]
    halves = [
        entry(n, MONDAY - timedelta(days=day), 240)
        for n, day in enumerate(sorted([*range(1, 40), *range(1, 40)]))
    ]
    findings = [one for one in found([*halves, *parts]) if one.work_date == MONDAY]
    assert rules(findings) == ["day_unusual"]
    assert len(findings[0].entry_ids) == 4


def test_a_day_that_is_usually_logged_and_is_empty_is_missing() -> None:
    findings = found([*workdays(10), *this_week()[:2], *this_week()[3:]])
    assert rules(findings) == ["day_missing"]
    assert findings[0].work_date == date(2026, 11, 18)


@pytest.mark.parametrize("away", ["leave", "holidays"])
def test_a_day_of_leave_or_a_holiday_is_never_missing(away: str) -> None:
    entries = [*workdays(10), *this_week()[:2], *this_week()[3:]]
    assert found(entries, **{away: [date(2026, 11, 18)]}) == []


def test_weekends_and_part_time_are_never_missing() -> None:
    part_time = [one for one in workdays(10) if one.work_date.weekday() < 3]
    assert found([*part_time, *this_week()[:3]]) == []


def test_today_and_what_comes_are_never_missing() -> None:
    assert found([*workdays(10), *this_week()[:2]], today=date(2026, 11, 18)) == []


def test_a_silenced_pattern_stays_silent() -> None:
    entries = [*workdays(10), *this_week()[1:], entry(900, MONDAY, 1200)]
    for project in (None, WEB):
        silenced = v1.Silenced(person_id=ANA, rule="entry_unusual", project_id=project)
        assert "entry_unusual" not in rules(found(entries, silenced=[silenced]))
    other = v1.Silenced(person_id=BO, rule="entry_unusual", project_id=None)
    assert "entry_unusual" in rules(found(entries, silenced=[other]))


def test_nobody_and_nothing_give_no_findings() -> None:
    assert found([]) == []
    request = v1.AnomaliesRequest(today=SUNDAY, from_=SUNDAY, to=MONDAY, people=[])
    assert unusual(request) == []


def test_a_scale_of_zero_does_not_make_everything_unusual() -> None:
    assert not stands_out(600, [480] * 50, 120)
    assert stands_out(1200, [480] * 50, 120)


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (450, "7 h 30 min")]
)
def test_minutes_are_told_as_people_say_them(minutes: int, words: str) -> None:
    assert spoken(minutes) == words
