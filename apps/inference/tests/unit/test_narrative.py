"""The template over facts, and what of a model's draft is kept."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worksmart_inference.contract import v1
from worksmart_inference.domain.narrative import is_enough, known_texts, template
from worksmart_inference.safety.validate import Claim, is_supported

DAY = date(2026, 11, 22)


def request(facts: list[v1.Fact], **changes: Any) -> v1.NarrativeRequest:
    return v1.NarrativeRequest(project_name="Website", from_=DAY, to=DAY, facts=facts, **changes)


def fact(number: int, text: str, kind: Any = "decision", **changes: Any) -> v1.Fact:
    return v1.Fact(id=f"f{number}", kind=kind, text=text, **changes)


def test_what_matters_most_comes_first_and_every_sentence_has_its_fact() -> None:
    facts = [
        fact(1, "WEB-9 is blocked", "task_blocked"),
        fact(2, "12 h were logged", "total"),
        fact(3, "the project is on track.", "status"),
    ]
    assert [(one.text, one.fact_ids) for one in template(request(facts))] == [
        ("The project is on track.", ["f3"]),
        ("12 h were logged.", ["f2"]),
        ("WEB-9 is blocked.", ["f1"]),
    ]


def test_without_facts_nothing_is_said() -> None:
    assert template(request([])) == []


def test_a_brief_status_names_fewer_things() -> None:
    facts = [fact(n, f"Decision {n}") for n in range(1, 20)]
    assert len(template(request(facts, tone="brief"))) == 3
    assert len(template(request(facts))) == 8


@given(st.lists(st.text(min_size=1, max_size=100).filter(str.strip), max_size=20))
def test_the_template_says_only_what_the_facts_say(texts: list[str]) -> None:
    facts = [fact(n, text) for n, text in enumerate(texts)]
    for one in template(request(facts)):
        said = " ".join(facts[int(one.fact_ids[0][1:])].text.split())
        assert one.text[1:] in (said[1:], f"{said[1:]}.")
        assert one.text[0] in (said[0], said[0].upper())


def test_a_value_and_its_unit_may_be_said_too() -> None:
    texts = known_texts([fact(1, "Time was logged", "total", value=750, unit="minutes")])
    assert is_supported(Claim("750 minutes of time were logged.", ["f1"]), texts)


@pytest.mark.parametrize(("kept", "said", "enough"), [(3, 5, True), (2, 5, False), (0, 0, False)])
def test_below_six_of_ten_the_template_answers(kept: int, said: int, enough: bool) -> None:
    assert is_enough([Claim("x", ["f1"])] * kept, said) is enough
