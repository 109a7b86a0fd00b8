"""What is proposed for a line, and what is not."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import numpy as np
import pytest

from tests.fakes import hashed_vectors
from worksmart_inference.contract import v1
from worksmart_inference.domain.categorize import categorize, prepare
from worksmart_inference.domain.vectors import to_wire

TODAY = date(2026, 11, 23)
WEB, API = UUID(int=1), UUID(int=2)
NAV, LOGIN = UUID(int=11), UUID(int=12)
CANDIDATES: list[Any] = [
    v1.ProjectCandidate(kind="project", id=WEB, key="WEB", name="Website"),
    v1.ProjectCandidate(kind="project", id=API, key="API", name="Interface"),
    v1.TaskCandidate(
        kind="task", id=NAV, ref="WEB-142", title="Fix the navigation", project_id=WEB,
        project_name="Website",
    ),
    v1.TaskCandidate(
        kind="task", id=LOGIN, ref="API-7", title="Login times out", project_id=API,
        project_name="Interface",
    ),
    v1.TagCandidate(kind="tag", tag="dev"),
    v1.TagCandidate(kind="tag", tag="meeting"),
    v1.TagCandidate(kind="tag", tag="reunião"),
]  # fmt: skip


def row(number: int, text: str, **changes: Any) -> v1.HistoryRow:
    values: dict[str, Any] = {
        "id": UUID(int=1000 + number),
        "text": text,
        "tags": ["dev"],
        "project_id": WEB,
        "task_id": None,
        "is_own": True,
        "work_date": TODAY - timedelta(days=number),
    }
    return v1.HistoryRow(**{**values, **changes})


def proposals(text: str, history: list[v1.HistoryRow], **changes: Any) -> v1.CategorizeResult:
    request = v1.CategorizeRequest(
        text=text, today=TODAY, candidates=CANDIDATES, history=history, **changes
    )
    return categorize(prepare(request, None, 384), text, None)


def values(scored: list[v1.ScoredValue]) -> list[str]:
    return [one.value for one in scored]


THREE = [row(1, "fix nav on phones"), row(2, "nav jumps"), row(3, "fix nav again")]


def test_three_similar_entries_give_the_fourth_its_tag_and_project_with_a_reason() -> None:
    found = proposals("fix the nav", THREE)
    assert values(found.tags) == ["dev"]
    assert values(found.projects) == [str(WEB)]
    assert found.projects[0].confidence == "likely"
    reasons = {one.type: one for one in found.projects[0].reasons}
    assert reasons["neighbours"].text == "like 3 check-ins on Website"
    assert set(reasons["neighbours"].entry_ids) == {one.id for one in THREE}


def test_a_line_like_nothing_before_gets_no_proposal() -> None:
    found = proposals("budget review with the bank", THREE)
    assert found == v1.CategorizeResult(tasks=[], projects=[], tags=[])


def test_nobody_knows_anything_without_history() -> None:
    assert proposals("fix the nav", []) == v1.CategorizeResult(tasks=[], projects=[], tags=[])


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("2h #meeting with the bank", "tags", "meeting"),
        ("#REUNIÃO semanal", "tags", "reunião"),
        ("work on WEB-142", "tasks", str(NAV)),
        ("api-7 again", "tasks", str(LOGIN)),
        ("@api cleanup", "projects", str(API)),
        ("@website cleanup", "projects", str(WEB)),
    ],
)
def test_a_sign_of_the_grammar_wins_over_every_habit(text: str, kind: str, value: str) -> None:
    history = [row(n, "cleanup", tags=["dev"], project_id=None) for n in range(1, 40)]
    found: list[v1.ScoredValue] = getattr(proposals(text, history), kind)
    assert found[0].value == value
    assert found[0].confidence == "likely"
    assert "exact" in {one.type for one in found[0].reasons}


def test_a_name_among_other_words_is_only_a_hint() -> None:
    history = [row(n, f"ship release {n}", project_id=API) for n in range(1, 20)]
    found = proposals("ship release of the website notes", history)
    assert found.projects[0].value == str(API)


def test_a_persons_own_rule_beats_the_model() -> None:
    rule = v1.OwnRule(contains="nav", kind="tag", value="meeting")
    found = proposals("fix the nav", THREE, rules=[rule])
    assert found.tags[0].value == "meeting"
    assert found.tags[0].reasons[0].text == "your rule for “nav”"


def test_a_second_dismissal_of_the_same_pattern_ends_it() -> None:
    once = v1.Dismissal(text="fix the nav 12", kind="project", value=str(WEB), times=1)
    assert values(proposals("fix the nav 99", THREE, dismissed=[once]).projects) == [str(WEB)]
    twice = v1.Dismissal(text="fix the nav 12", kind="project", value=str(WEB), times=2)
    assert values(proposals("fix the nav 99", THREE, dismissed=[twice]).projects) == []


def test_a_dismissal_for_another_line_changes_nothing() -> None:
    other = v1.Dismissal(text="standup", kind="project", value=str(WEB), times=9)
    assert values(proposals("fix the nav", THREE, dismissed=[other]).projects) == [str(WEB)]


def test_rows_without_a_project_hold_the_proposal_back() -> None:
    mixed = [*THREE, *(row(10 + n, "fix nav now", project_id=None) for n in range(9))]
    assert proposals("fix nav", mixed).projects == []


def test_a_workspaces_own_calibration_decides_what_is_shown() -> None:
    strict = v1.Calibration(kind="project", slope=1, offset=-5, likely=0.8, maybe=0.5)
    assert proposals("fix the nav", THREE, calibration=[strict]).projects == []
    assert values(proposals("fix the nav", THREE, calibration=[strict]).tags) == ["dev"]


def test_ones_own_rows_weigh_more_than_the_teams() -> None:
    own = [row(n, "sync with ops", project_id=WEB) for n in range(1, 4)]
    team = [row(20 + n, "sync with ops", project_id=API, is_own=False) for n in range(1, 4)]
    assert proposals("sync with ops", [*own, *team]).projects[0].value == str(WEB)


def test_at_most_three_values_come_back_and_each_once() -> None:
    many = [v1.TagCandidate(kind="tag", tag=f"t{n}") for n in range(8)]
    history = [row(n, "same words here", tags=[f"t{n % 8}"]) for n in range(1, 30)]
    loose = v1.Calibration(kind="tag", slope=50, offset=10, likely=0.9, maybe=0.0)
    request = v1.CategorizeRequest(
        text="same words here", today=TODAY, candidates=[*many], history=history,
        calibration=[loose],
    )  # fmt: skip
    found = values(categorize(prepare(request, None, 384), request.text, None).tags)
    assert len(found) == len(set(found)) == 3


def test_meaning_finds_what_shares_no_word() -> None:
    history = [
        row(n, text, vector=to_wire(hashed_vectors(["signin screen"]))[0])
        for n, text in enumerate(["entrance", "doorway", "gate"], start=1)
    ]
    request = v1.CategorizeRequest(
        text="portal", today=TODAY, candidates=CANDIDATES, history=history, vector_model="m"
    )
    same = hashed_vectors(["signin screen"])[0]
    assert categorize(prepare(request, "m", 384), "portal", same).projects[0].value == str(WEB)
    assert categorize(prepare(request, "other", 384), "portal", same).projects == []


def test_the_same_request_gives_the_same_answer() -> None:
    assert proposals("fix the nav", THREE) == proposals("fix the nav", THREE)


@pytest.mark.parametrize("text", ["🎉🎉", "修复登录", "   ...   ", "a", "#" * 500, "\u0301" * 50])
def test_odd_lines_are_answered_without_a_fault(text: str) -> None:
    found = proposals(text, THREE)
    assert all(np.isfinite(one.score) for one in [*found.tags, *found.projects])


def test_the_last_entry_and_yesterday_are_told_as_reasons() -> None:
    found = proposals("fix the nav", THREE)
    assert "the same as your last entry" in {one.text for one in found.tags[0].reasons}


def test_a_score_comes_with_what_it_was_made_from_unless_the_line_names_the_value() -> None:
    own = v1.Calibration(kind="tag", slope=5, offset=-1, likely=0.8, maybe=0.1)
    scored = proposals("fix the nav", THREE, calibration=[own]).tags[0]
    assert scored.raw is not None
    assert scored.score == pytest.approx(1 / (1 + np.exp(-(5 * scored.raw - 1))), abs=1e-4)
    assert proposals("fix the nav #dev", THREE).tags[0].raw is None
