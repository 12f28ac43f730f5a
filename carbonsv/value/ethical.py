"""Ethical procurement: questions with guidance, the ones a purchase raises, and a score of the answers."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from carbonsv.library.guidance import EthicalQuestion

YES, NO, NOT_APPLICABLE = "yes", "no", "not-applicable"


@dataclass(frozen=True, slots=True)
class EthicalScore:
    """The score of the questions that were answered, beside those that were not.

    Attributes:
        score: 0 to 100, nan where nothing was answered.
        unanswered: ids of questions without an answer; they never count as yes.
        without_evidence: ids of questions answered yes without anything that shows it.
    """

    score: float
    answered: int
    asked: int
    unanswered: tuple[str, ...]
    without_evidence: tuple[str, ...]


def ethical_score(
    questions: Sequence[EthicalQuestion], answers: Mapping[str, str], evidence: Mapping[str, str]
) -> EthicalScore:
    """Return the weights answered yes over the weights answered.

    Args:
        questions: with their weights.
        answers: yes, no or not-applicable by question; without one it is unanswered.
        evidence: what shows an answer, by question.
    """
    asked = [one for one in questions if answers.get(one.id) != NOT_APPLICABLE]
    answered = [one for one in asked if answers.get(one.id) in {YES, NO}]
    yes = [one for one in answered if answers[one.id] == YES]
    weight = math.fsum(one.weight for one in answered)
    score = 100 * math.fsum(one.weight for one in yes) / weight if weight else math.nan
    return EthicalScore(
        score,
        len(answered),
        len(asked),
        tuple(one.id for one in asked if one not in answered),
        tuple(one.id for one in yes if not evidence.get(one.id)),
    )


def raised_questions(
    purchases: Iterable[str], questions: Sequence[EthicalQuestion]
) -> dict[str, tuple[str, ...]]:
    """Return the questions that purchases raise, each with the purchases that raise it.

    A purchase raises a question where one of its words is among the question's: solar panels and batteries
    raise the question of critical minerals.
    """
    found: dict[str, list[str]] = {}
    for purchase in purchases:
        words = purchase.casefold()
        for one in questions:
            if any(_has_word(words, word) for word in one.raised_by):
                found.setdefault(one.id, []).append(purchase)
    return {name: tuple(dict.fromkeys(listed)) for name, listed in found.items()}


def _has_word(text: str, word: str) -> bool:
    """Whether a word, or its plural, stands in a text by itself."""
    return re.search(rf"\b{re.escape(word)}s?\b", text) is not None
