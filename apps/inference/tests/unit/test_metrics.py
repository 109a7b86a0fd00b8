"""The figures of the evaluation on cases that can be worked out by hand."""

import pytest

from evals.metrics import (
    calibration_error,
    coverage_at,
    ndcg_at,
    precision_recall,
    recall_at,
    reciprocal_rank,
    reliability,
    top,
)  # fmt: skip


def test_ranks_give_top_and_reciprocal_rank() -> None:
    ranks = [1, 2, 4, None]
    assert (top(ranks, 1), top(ranks, 3)) == (0.25, 0.5)
    assert reciprocal_rank(ranks) == pytest.approx((1 + 0.5 + 0.25) / 4)
    assert top([], 1) == reciprocal_rank([]) == 0


def test_a_perfectly_calibrated_method_has_no_error_and_a_boaster_has() -> None:
    assert calibration_error([0.5, 0.5], [True, False]) == 0
    assert calibration_error([0.95, 0.95], [True, False]) == pytest.approx(0.45)
    assert reliability([0.95, 0.05], [True, False]) == [(0.05, 0.0, 1), (0.95, 1.0, 1)]


def test_coverage_is_the_longest_run_of_best_answers_that_is_right_enough() -> None:
    assert coverage_at([0.9, 0.8, 0.7, 0.1], [True, True, False, False], 0.8) == 0.5
    assert coverage_at([0.9], [False], 0.8) == 0


def test_recall_and_ndcg_reward_what_is_relevant_and_early() -> None:
    grades = {"a": 2, "b": 1, "c": 0}
    assert recall_at(["a", "x", "b"], grades, 2) == 0.5
    assert ndcg_at(["a", "b"], grades, 10) == pytest.approx(1.0)
    assert ndcg_at(["b", "a"], grades, 10) < 1
    assert ndcg_at(["x"], grades, 10) == 0


def test_nothing_found_of_nothing_is_right() -> None:
    assert precision_recall(set(), set()) == (1.0, 1.0)
    assert precision_recall({1, 2}, {2, 3}) == (0.5, 0.5)
