from __future__ import annotations

from itertools import pairwise

import pytest

from carbonsv.errors import UnknownNameError
from carbonsv.library.guidance import read_questions, read_signposts
from carbonsv.library.measures import read_measures
from carbonsv.library.value_packs import ValuePacks

CATALOGUE = read_measures()
LEDGERS = {"in boundary", "influenced", "private cash", "offsets", "apart", "own units"}


def test_there_are_28_measures_and_one_for_tonnes_worked_out_elsewhere() -> None:
    assert len(CATALOGUE.measures) == 29


def test_every_measure_has_help_an_example_evidence_and_a_ledger() -> None:
    for one in CATALOGUE.measures.values():
        assert one.help, one.id
        assert one.example, one.id
        assert one.evidence, one.id
        assert one.ledger in LEDGERS, one.id


def test_only_measures_with_factors_or_tonnes_are_valued() -> None:
    for one in CATALOGUE.measures.values():
        assert not one.valued or one.lines or "co2e" in one.dimensions, one.id


def test_a_measure_is_found_however_its_letters_are_written() -> None:
    assert CATALOGUE.find(" esv13 ").id == "ESV13"


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="not a known measure"):
        CATALOGUE.find("ESV99")


def test_carbon_values_run_from_2020_to_2050_and_rise() -> None:
    values = ValuePacks.load().carbon_values
    assert (min(values), max(values), len(values)) == (2020, 2050, 31)
    central = [values[year].central_gbp for year in sorted(values)]
    assert central == sorted(central)


def test_discount_bands_follow_one_another_without_a_gap() -> None:
    bands = ValuePacks.load().bands
    assert bands[0].year_from == 0
    assert [one.year_from - 1 for one in bands[1:]] == [one.year_to for one in bands[:-1]]
    assert bands[-1].year_to is None


def test_landfill_tax_has_one_rate_a_day() -> None:
    rates = sorted(
        (one for one in ValuePacks.load().taxes if one.tax == "landfill-tax"), key=lambda one: one.from_day
    )
    for before, after in pairwise(rates):
        assert before.to_day is not None
        assert before.to_day < after.from_day


def test_questions_and_signposts_say_what_they_are_for() -> None:
    assert all(one.question.endswith("?") and one.help for one in read_questions())
    assert all(one.what_for and one.how_checked for one in read_signposts())


@pytest.mark.parametrize("unit", ["", "kWh/yr", "kWh", "kWh per year", "kWh a year"])
def test_a_quantity_of_a_year_may_say_so(unit: str) -> None:
    assert CATALOGUE.find("ESV01").unit_of(unit) == "kWh"


def test_the_unit_as_the_catalogue_words_it_is_the_usual_one() -> None:
    for one in CATALOGUE.measures.values():
        assert one.unit_of(one.listed_unit) == one.unit
