"""Runs of characters are numbers in the index; here they are texts, and the scores are the same."""

import math

from hypothesis import given
from hypothesis import strategies as st

from worksmart_inference.domain.lexical import cosine, lexical_index
from worksmart_inference.domain.words import grams, words

LINES = st.lists(st.text("abc Xé日🙂1", max_size=24), max_size=12)


def features(text: str) -> frozenset[str]:
    return frozenset(grams(text)).union(words(text))


def plain_cosine(lines: list[str], text: str) -> list[float]:
    rows = [features(line) for line in lines]

    def weight(name: str) -> float:
        held = sum(name in row for row in rows)
        return (math.log((1 + len(lines)) / (1 + held)) + 1) ** 2

    def norm(names: frozenset[str]) -> float:
        return math.sqrt(sum(weight(name) for name in names))

    own = features(text)
    return [
        sum(weight(name) for name in own & row) / (norm(own) * norm(row)) if own & row else 0.0
        for row in rows
    ]


@given(LINES, st.text("abc Xé日🙂1", max_size=24))
def test_scores_are_those_of_comparing_texts(lines: list[str], text: str) -> None:
    found = cosine(lexical_index(lines), text).tolist()
    assert len(found) == len(lines)
    for one, expected in zip(found, plain_cosine(lines, text), strict=True):
        assert math.isclose(one, expected, rel_tol=1e-9, abs_tol=1e-12)


def test_more_signs_than_there_are_digits_still_find_the_same_line() -> None:
    signs = [chr(code) for code in range(0x4E00, 0x4E00 + 9000)]
    lines = ["".join(signs[at : at + 20]) for at in range(0, 9000, 20)]
    scores = cosine(lexical_index(lines), lines[137])
    assert int(scores.argmax()) == 137
    assert math.isclose(float(scores[137]), 1.0, rel_tol=1e-2)
