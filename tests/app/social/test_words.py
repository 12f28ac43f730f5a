from __future__ import annotations

import pytest

from carbonsv.app.social.value import shipped_packs
from carbonsv.app.social.words import choices, find_measures, measure_words, plain_title, questions
from carbonsv.model import tables

CATALOGUE = shipped_packs().catalogue


def found(words: str) -> list[str]:
    return [one.measure for one in find_measures(CATALOGUE, words)]


def test_every_measure_has_plain_words() -> None:
    assert set(measure_words()) == set(CATALOGUE.measures)
    assert all(one.words and one.theme and one.synonyms for one in measure_words().values())


def test_every_question_has_a_sentence_of_help_and_fills_a_column() -> None:
    for one in questions().values():
        assert one.question.endswith("?")
        assert one.help.endswith(".")
        assert one.field in tables.table("measure_claim").names


def test_every_question_has_an_example_of_its_own_or_of_its_measure() -> None:
    without = [one.field for one in questions().values() if not one.example]
    assert without == ["baseline_quantity", "current_quantity"]
    assert all(measure.example for measure in CATALOGUE.measures.values())


def test_every_column_of_a_claim_is_asked_for() -> None:
    assert set(tables.table("measure_claim").names) - set(questions()) == {"id", "unit"}


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("led", "ESV01"),
        ("boiler", "ESV02"),
        ("bike", "ESV07"),
        ("leftovers", "ESV13"),
        ("electric van", "ESV08"),
        ("pro bono", "ESV22"),
        ("allotment", "ESV24"),
        ("cardbord", "ESV11"),
        ("ESV15", "ESV15"),
    ],
)
def test_everyday_words_find_a_measure_even_with_a_slip(words: str, measure: str) -> None:
    assert found(words)[0] == measure


def test_without_words_every_measure_is_offered() -> None:
    assert len(found("")) == len(CATALOGUE.measures)


def test_words_that_fit_nothing_find_nothing() -> None:
    assert found("zzqqxx") == []


def test_an_unknown_measure_is_called_by_its_id() -> None:
    assert (plain_title("ESV01"), plain_title("ESV99")) == ("We use less electricity", "ESV99")


def test_every_variant_and_replacement_has_words() -> None:
    for measure in CATALOGUE.measures.values():
        for column, known in (("variant", measure.variants), ("replacement", measure.replacements)):
            offered = {value for value, _ in choices(measure.id, column)}
            assert set(known) - {""} <= offered
            assert all(words for _, words in choices(measure.id, column))
