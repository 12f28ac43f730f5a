from __future__ import annotations

import math

from carbonsv.library.guidance import read_questions
from carbonsv.value.ethical import ethical_score, raised_questions


def test_nothing_answered_has_no_score() -> None:
    assert math.isnan(ethical_score(read_questions(), {}, {}).score)


def test_what_does_not_apply_is_neither_asked_nor_unanswered() -> None:
    found = ethical_score(read_questions(), {"EP1": "not-applicable"}, {})
    assert found.asked == len(read_questions()) - 1
    assert "EP1" not in found.unanswered


def test_a_yes_without_evidence_is_named() -> None:
    assert ethical_score(read_questions(), {"EP1": "yes"}, {}).without_evidence == ("EP1",)


def test_a_word_inside_another_raises_nothing() -> None:
    assert "EP2" not in raised_questions(["Pledged gifts", "Revised plans"], read_questions())


def test_timber_raises_the_question_of_deforestation() -> None:
    assert raised_questions(["Timber doors"], read_questions())["EP4"] == ("Timber doors",)
