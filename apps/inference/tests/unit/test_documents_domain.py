"""What is found in a text by rules: places, entities, actions, kinds, links and a summary."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes import hashed_vectors
from worksmart_inference.contract import v1
from worksmart_inference.domain.actions import actions
from worksmart_inference.domain.entities import entities
from worksmart_inference.domain.kinds import kind_of
from worksmart_inference.domain.links import links
from worksmart_inference.domain.sentences import sentences
from worksmart_inference.domain.summarise import summary, word_vectors, worth_reading

ANA = v1.KnownName(kind="person", id=UUID(int=1), name="Ana Ruiz")
NORTH = v1.KnownName(kind="client", id=None, name="Northwind")
KNOWN = [ANA, NORTH]


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.value) for one in entities([text], KNOWN)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("due 2026-12-01.", "2026-12-01"),
        ("am 1.12.2026 fällig", "2026-12-01"),
        ("on 13/12/2026", "2026-12-13"),
        ("on 12/13/2026", "2026-12-13"),
        ("1 December 2026", "2026-12-01"),
        ("December 1st, 2026", "2026-12-01"),
        ("Dec. 1, 2026", "2026-12-01"),
    ],
)
def test_dates_of_many_forms_are_one_day(text: str, value: str) -> None:
    assert ("date", value) in found(text)


@pytest.mark.parametrize("text", ["2026-13-01", "30 February 2026", "31.11.2026", "12026-01-01"])
def test_days_that_do_not_exist_are_no_dates(text: str) -> None:
    assert "date" not in {kind for kind, _ in found(text)}


def test_a_date_that_may_be_two_days_is_marked_as_unsure() -> None:
    assert not entities(["on 3/4/2026"], [])[0].is_sure
    assert entities(["on 4/4/2026"], [])[0].is_sure


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("EUR 1,234.50", "1234.50 EUR"),
        ("1.234,50 €", "1234.50 EUR"),
        ("$12", "12 USD"),
        ("£3.5", "3.50 GBP"),
        ("CHF 12'000", "12000 CHF"),
        ("1 000 000 SEK", "1000000 SEK"),
    ],
)
def test_money_is_one_number_and_one_currency(text: str, value: str) -> None:
    assert ("amount", value) in found(f"Total {text}.")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("1.5 h", "90"), ("2h 15m", "135"), ("90 minutes", "90"), ("1,5 hours", "90")],
)
def test_durations_are_whole_minutes(text: str, minutes: str) -> None:
    assert ("duration", minutes) in found(f"took {text}.")


def test_known_names_and_addresses_are_found_as_they_are_kept() -> None:
    text = "ANA  RUIZ wrote to Sales@Northwind.example about northwind, not Northwinds."
    assert found(text) == [
        ("name", "Ana Ruiz"),
        ("email", "sales@northwind.example"),
        ("name", "Northwind"),
    ]


@given(st.text(max_size=400))
def test_every_place_holds_exactly_its_quote(text: str) -> None:
    for one in entities([text], KNOWN):
        assert text[one.place.start : one.place.end] == one.place.text
    for one in sentences([text]):
        assert text[one.start : one.end] == one.text


@given(st.text(max_size=800))
def test_sentences_lose_nothing_but_space(text: str) -> None:
    kept = "".join("".join(one.text.split()) for one in sentences([text]))
    lost = len("".join(text.split())) - len(kept)
    # The end of a sentence may carry closing quotes, which belong to no sentence.
    assert 0 <= lost <= text.count('"') + text.count("”") + text.count("’") + text.count(")")


NOTES = """Meeting notes
Present: Ana Ruiz.

- TODO: send the offer to Northwind by 2026-12-01.
- [ ] Book the room
- [x] Done already
Ana Ruiz will call the bank before 5 December 2026. Bob will pay.
We decided to wait."""


def test_actions_are_marked_lines_and_known_people_who_will() -> None:
    pages = [NOTES]
    got = actions(pages, entities(pages, KNOWN), KNOWN)
    assert [(one.text, one.assignee, one.due) for one in got] == [
        ("send the offer to Northwind by 2026-12-01", None, date(2026, 12, 1)),
        ("Book the room", None, None),
        ("Ana Ruiz will call the bank before 5 December 2026", ANA.id, date(2026, 12, 5)),
    ]
    assert [one.is_marked for one in got] == [True, True, False]


def test_a_kind_needs_more_than_a_word_or_two() -> None:
    assert kind_of(["hello"], "a.txt") is None
    assert kind_of([""], "invoice.pdf") is None
    invoice = kind_of(["Invoice 7\nSubtotal 10 EUR, VAT 2 EUR, total amount due, IBAN"], "x.pdf")
    assert invoice is not None
    assert (invoice.value, invoice.is_sure) == ("invoice", True)
    notes = kind_of([NOTES], "notes.md")
    assert notes is not None
    assert notes.value == "meeting_notes"


PROJECT = v1.ProjectCandidate(kind="project", id=UUID(int=5), key="WEB", name="Website")
TASK = v1.TaskCandidate(
    kind="task", id=UUID(int=6), ref="WEB-142", title="Fix the navigation", project_id=UUID(int=5),
    project_name="Website",
)  # fmt: skip


def test_links_need_a_name_and_a_reference_is_sure() -> None:
    assert links("nothing of ours", [PROJECT, TASK]) == []
    got = links("About web-142 and the website.", [PROJECT, TASK])
    assert [(one.kind, one.is_sure) for one in got] == [("project", False), ("task", True)]
    assert [one.kind for one in links("My WEB-1420 and websites", [TASK])] == []


TEXT = (
    "The quarter went well for the website team and its partners. "
    "Loading times fell by a third after the new cache was switched on. "
    "Support answered most questions within one working day as planned. "
    "The budget was kept although two contractors joined in the summer. "
    "Next quarter the team wants to move the search to its own service. "
    "A risk remains because the old importer still needs manual work."
)


def test_a_summary_is_made_of_sentences_of_the_text_in_their_order() -> None:
    places = worth_reading(sentences([TEXT]))
    for vectors in (
        hashed_vectors([one.text for one in places]),
        word_vectors([one.text for one in places]),
    ):
        got = summary(places, vectors)
        assert 1 <= len(got) <= 5
        assert got == sorted(got, key=lambda one: one.start)
        assert all(one.text in TEXT for one in got)


def test_nothing_to_read_gives_no_summary() -> None:
    assert summary([], word_vectors([])) == []
    assert worth_reading(sentences(["a b\n\nc"])) == []


def test_a_long_document_is_read_over_its_whole_length() -> None:
    pages = [f"This is sentence number {n} of a very long report." for n in range(400)]
    kept = worth_reading(sentences(pages))
    assert len(kept) == 96
    assert kept[-1].page > 390
