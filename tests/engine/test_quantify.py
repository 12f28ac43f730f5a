from __future__ import annotations

import math
import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbonsv.engine.quantify import Quantification, quantify
from carbonsv.model import tables
from carbonsv.model.policy import FactorPolicy
from tests.shipped import Row, library, lines_of, period, quantified, record, table

QUANTITY = st.floats(-1e9, 1e9, allow_nan=False)
MAJORITY, DETAILED = FactorPolicy("majority"), FactorPolicy("detailed")


def location_kg(result: Quantification) -> list[float]:
    lines = result.lines
    return [float(kg) for kg in lines[lines["method"] == "location"]["co2e_kg"]]


def electricity(start: str, end: str, kwh: float = 100) -> pd.DataFrame:
    return table(record("electricity", kwh, "kWh", start=start, end=end))


def test_lines_have_the_columns_that_are_declared() -> None:
    assert list(lines_of("electricity", 1, "kWh").columns) == list(tables.table("emission_line").names)


def test_quantify_multiplies_the_quantity_by_the_factor() -> None:
    assert location_kg(quantified("electricity", 1000, "kWh")) == [1000 * 0.177]


def test_quantify_converts_the_unit_before_it_multiplies() -> None:
    line = lines_of("electricity", 2, "MWh").iloc[0]
    assert (line["quantity_in_factor_unit"], line["co2e_kg"]) == (2000, 2000 * 0.177)


def test_every_gas_is_multiplied_by_the_same_quantity() -> None:
    line = lines_of("electricity", 1000, "kWh").iloc[0]
    assert [line[gas] for gas in ("co2_kg", "ch4_kg", "n2o_kg")] == [
        1000 * 0.17489,
        1000 * 0.0009,
        1000 * 0.00122,
    ]


def test_nothing_used_is_nothing_emitted() -> None:
    assert lines_of("natural-gas", 0, "kWh")["co2e_kg"].to_list() == [0, 0]


def test_a_credit_note_is_negative() -> None:
    assert location_kg(quantified("electricity", -10, "kWh")) == [-10 * 0.177]


@given(quantity=QUANTITY, times=st.integers(-100, 100))
@settings(deadline=None, max_examples=25)
def test_emissions_are_in_proportion_to_the_quantity(quantity: float, times: int) -> None:
    once, often = (
        lines_of("natural-gas", one, "m3")["co2e_kg"].sum() for one in (quantity, times * quantity)
    )
    assert often == pytest.approx(times * once, rel=1e-12, abs=1e-9)


def test_lines_come_in_the_order_of_the_records() -> None:
    rows = [record("natural-gas", 1, "kWh", id=str(number)) for number in range(50)]
    shuffled = random.Random(1).sample(rows, 50)  # noqa: S311 - not a secret
    lines = quantify(table(*shuffled), library(), MAJORITY).lines
    assert lines["id"].to_list() == [row["id"] for row in shuffled for _ in range(2)]


def test_the_lines_of_a_record_do_not_depend_on_the_others() -> None:
    rows: list[Row] = [record("natural-gas", 7.7, "kWh"), record("electricity", 3.3, "MWh", id="b")]
    together = quantify(table(*rows), library(), MAJORITY).lines
    apart = [quantify(table(row), library(), MAJORITY).lines for row in rows]
    assert together["co2e_kg"].fillna(0).to_list() == pd.concat(apart)["co2e_kg"].fillna(0).to_list()


def test_a_table_without_rows_gives_no_lines_and_no_issues() -> None:
    result = quantify(electricity("2025-01-01", "2025-01-31").iloc[:0], library(), MAJORITY)
    assert (len(result.lines), result.issues) == (0, ())


def test_a_record_without_dates_takes_the_newest_factors() -> None:
    undated = pd.DataFrame({"activity": ["electricity"], "quantity": [100.0], "unit": ["kWh"]})
    assert location_kg(quantify(undated, library(), MAJORITY)) == [100 * 0.177]


@pytest.mark.parametrize(
    ("start", "end", "value"),
    [
        ("2024-12-20", "2025-01-10", 0.20705),
        ("2024-12-22", "2025-01-11", 0.177),
        ("2024-12-22", "2025-01-10", 0.177),
        ("2024-06-01", "2024-06-30", 0.20705),
    ],
)
def test_majority_gives_a_record_alone_the_year_of_most_of_its_days(
    start: str, end: str, value: float
) -> None:
    """On a tie the newer factors, as for whole reporting years."""
    assert location_kg(quantify(electricity(start, end), library(), MAJORITY)) == [100 * value]


def test_majority_with_a_reporting_year_uses_one_year_for_all_of_it() -> None:
    policy = FactorPolicy(reporting_year=period("2024-04-01", "2025-03-31"))
    assert location_kg(quantify(electricity("2025-02-01", "2025-02-28"), library(), policy)) == [
        100 * 0.20705
    ]


def test_detailed_cuts_a_record_at_new_year_by_days() -> None:
    found = location_kg(quantify(electricity("2024-12-01", "2025-01-31", 62), library(), DETAILED))
    assert found == [pytest.approx(31 * 0.20705), pytest.approx(31 * 0.177)]


def test_detailed_counts_the_leap_day() -> None:
    found = location_kg(quantify(electricity("2023-03-01", "2024-02-29", 366), library(), DETAILED))
    assert found[1] == pytest.approx(60 * 0.20705)  # 31 days of January and 29 of February


@given(
    start=st.dates(pd.Timestamp("2018-01-01").date(), pd.Timestamp("2025-06-01").date()),
    days=st.integers(0, 900),
)
@settings(deadline=None, max_examples=25)
def test_detailed_loses_nothing_of_the_quantity(start: object, days: int) -> None:
    first = pd.Timestamp(str(start))
    records = electricity(str(first.date()), str((first + pd.Timedelta(days=days)).date()), 1234.5)
    lines = quantify(records, library(), DETAILED).lines
    kwh = lines[lines["method"] == "location"]["quantity_in_factor_unit"]
    assert math.fsum(kwh) == pytest.approx(1234.5, rel=1e-14)


def test_a_record_across_three_years_has_lines_of_each() -> None:
    found = quantify(electricity("2022-12-31", "2024-01-01", 367), library(), DETAILED).lines
    packs = found[found["method"] == "location"]["factor_id"].astype(str).str[:10].to_list()
    assert packs == ["ukgov-2022", "ukgov-2023", "ukgov-2024"]


def test_flights_count_radiative_forcing_as_chosen() -> None:
    flown = table(record("flight/long-haul-to-from-uk/economy-class", 1000, "passenger.km"))
    with_rf, without = (
        quantify(flown, library(), FactorPolicy(radiative_forcing=choice)).lines["co2e_kg"].iloc[0]
        for choice in ("with", "without")
    )
    assert with_rf == 1000 * 0.11704
    assert without < with_rf


def test_trouble_with_one_record_stops_no_other() -> None:
    rows = [record("electricity", 1, "kWh", id="good"), record("nonsense", 1, "kWh", id="bad")]
    result = quantify(table(*rows), library(), MAJORITY)
    assert set(result.lines["id"]) == {"good"}
    assert [(issue.record, issue.severity) for issue in result.issues] == [("bad", "error")]


def test_the_same_trouble_is_told_for_every_record_that_has_it() -> None:
    rows = [record("electricity", 1, "litres", id=str(number)) for number in range(3)]
    issues = quantify(table(*rows), library(), MAJORITY).issues
    assert [issue.record for issue in issues] == ["0", "1", "2"]
    assert issues[0].sentence == "Record 0: litres cannot be converted to kWh."


def test_records_are_not_changed() -> None:
    records = table(record("electricity", 1, "kWh"))
    before = records.copy()
    quantify(records, library(), MAJORITY)
    pd.testing.assert_frame_equal(records, before)


def test_every_line_is_quantity_times_the_factor_it_names() -> None:
    lines = lines_of("heat-district", 123.4, "MWh")
    values = [library().factor(str(name)).co2e_kg for name in lines["factor_id"]]
    assert np.array_equal(lines["co2e_kg"], lines["quantity_in_factor_unit"] * np.array(values))


def test_an_own_factor_counts_under_its_own_scope_and_category() -> None:
    own = pd.DataFrame(
        {"id": ["pat"], "label": ["Dog walks"], "unit": ["km"], "co2e_kg_per_unit": [0.25], "gas": ["co2e"]}
    ).assign(scope="3", category=11.0, source="Measured", year=2024.0, licence="own")
    line = quantify(table(record("own/pat", 8, "km")), library().with_own(own), MAJORITY).lines.iloc[0]
    assert (line["scope"], line["category"], line["co2e_kg"]) == ("3", 11, 2.0)
