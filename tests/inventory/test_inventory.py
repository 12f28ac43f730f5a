"""The totals of a reporting year: sums of unrounded lines that no order, seed or locale changes."""

from __future__ import annotations

import math
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from carbonsv.engine.quantify import quantify
from carbonsv.inventory.inventory import Inventory, make_inventory, scope_period
from carbonsv.model.classification import scope_label
from carbonsv.model.policy import FactorPolicy
from tests.shipped import factor, library, period, record, table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.model.policy import Period

ROOT = Path(__file__).parents[2]
IN_HEX = """
from tests.inventory.test_inventory import *
print([one.hex() for one in figures(inventory(*mixed()))])
"""
YEAR = period("2025-01-01", "2025-12-31")
APRIL_2024 = period("2024-04-01", "2025-03-31")
GRID = "uk-electricity/electricity-generated/electricity-uk:kwh"
NO_RECORDS = pd.DataFrame({name: [] for name in ("id", "activity", "unit", "start", "end")}).assign(
    quantity=pd.Series(dtype="float64")
)


def mixed() -> list[dict[str, object]]:
    """Records of every scope, several sites and months, with quantities that add inexactly."""
    random.seed(7)
    sorts = [
        ("electricity", "kWh"),
        ("natural-gas", "kWh"),
        ("natural-gas", "m3"),
        ("wood-pellets", "tonnes"),
        ("refrigerant/r401a", "kg"),
        ("rail/national-rail", "passenger.km"),
        ("waste/commercial-and-industrial-waste/landfill", "kg"),
    ]
    return [
        record(activity, random.lognormvariate(3, 3), unit, id=f"{place}-{month}", site=f"site-{place % 3}")
        | {"start": f"2025-{month:02d}-01", "end": f"2025-{month:02d}-28"}
        for month in range(1, 13)
        for place, (activity, unit) in enumerate(sorts)
    ]


def inventory(*rows: Mapping[str, object], year: Period = YEAR, **more: Any) -> Inventory:
    policy = more.pop("policy", FactorPolicy(reporting_year=year))
    return make_inventory(table(*rows) if rows else NO_RECORDS, library(), policy, year, **more)


def instrument(**more: object) -> pd.DataFrame:
    row: dict[str, object] = {"id": "rego", "kind": "rego", "site": "", "certificate_kwh": 600.0}
    row |= {"start": YEAR.start, "end": YEAR.end, "co2e_kg_per_kwh": 0.0} | more
    dates = {name: pd.to_datetime([row[name]]).astype("datetime64[s]") for name in ("start", "end")}
    return pd.DataFrame([row]).assign(**dates)


def figures(made: Inventory) -> tuple[float, ...]:
    return (
        made.scope1_kg,
        made.scope2_location_kg,
        made.scope2_market_kg,
        made.scope3_kg,
        made.total_location_kg,
        made.total_market_kg,
        made.biogenic_co2_kg,
        made.non_kyoto_kg,
        *made.by(["site", "category", "gas"])["co2e_kg"],
    )


def test_the_total_is_the_sum_of_the_lines_of_the_records() -> None:
    lines = quantify(table(*mixed()), library(), FactorPolicy(reporting_year=YEAR)).lines
    counted = lines[(lines["scope"] != "outside") & (lines["method"] != "market")]
    assert inventory(*mixed()).total_location_kg == pytest.approx(math.fsum(counted["co2e_kg"]), rel=1e-14)


def test_the_scopes_add_up_to_the_total() -> None:
    made = inventory(*mixed())
    parts = made.scope1_kg + made.scope2_location_kg + made.scope3_kg
    assert made.total_location_kg == pytest.approx(parts, rel=1e-15)


@pytest.mark.parametrize("axis", ["scope", "category", "site", "month", "activity", "quality", "gas"])
def test_totals_along_every_axis_add_up_to_the_total(axis: str) -> None:
    made = inventory(*mixed())
    by_axis = made.by([axis])["co2e_kg"]
    rounding = 1e-4 if axis == "gas" else 1e-14  # gases are published with their own rounding
    assert math.fsum(by_axis) == pytest.approx(made.total_location_kg, rel=rounding)


def test_no_order_of_the_records_changes_a_bit() -> None:
    rows = mixed()
    expected = figures(inventory(*rows))
    for seed in range(20):
        shuffled = random.Random(seed).sample(rows, len(rows))  # noqa: S311 - not a secret
        assert figures(inventory(*shuffled)) == expected


def test_no_seed_of_hashes_and_no_locale_changes_a_bit() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", IN_HEX],
            env=os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, locale in (("0", "C"), ("1", "de_DE.UTF-8"), ("4242", "tr_TR.UTF-8"))
    }
    assert found == {f"{[one.hex() for one in figures(inventory(*mixed()))]}\n"}


def test_a_share_of_a_site_counts_that_share_of_its_emissions() -> None:
    rows = [record("natural-gas", 1000, "kWh", site=site) for site in ("joint", "own")]
    made = inventory(*rows, shares={"joint": 0.25})
    assert made.scope1_kg == pytest.approx((250 + 1000) * 0.18296, rel=1e-15)
    assert made.by_site()["co2e_kg"].to_list()[0] == pytest.approx(250 * (0.18296 + 0.03021), rel=1e-14)


@pytest.mark.parametrize(("share", "expected"), [(0.0, 0.0), (1.0, 182.96)])
def test_a_share_of_nothing_or_all_is_nothing_or_all(share: float, expected: float) -> None:
    made = inventory(record("natural-gas", 1000, "kWh", site="joint"), shares={"joint": share})
    assert made.scope1_kg == pytest.approx(expected)


def test_a_bill_across_the_year_end_counts_by_its_days() -> None:
    bill = record("natural-gas", 620, "kWh", start="2024-12-01", end="2025-01-31")
    made = inventory(bill)
    assert made.scope1_kg == pytest.approx(620 * 31 / 62 * 0.18296)
    assert [issue.code for issue in made.issues] == ["straddles-reporting-year"]


def test_two_reporting_years_share_a_bill_between_them_without_loss() -> None:
    bill = record("natural-gas", 620, "kWh", start="2024-12-20", end="2025-01-19")
    policy = FactorPolicy(reporting_year=YEAR)
    both = [
        inventory(bill, year=year, policy=policy).scope1_kg
        for year in (period("2024-01-01", "2024-12-31"), YEAR)
    ]
    assert both == [pytest.approx(620 * 12 / 31 * 0.18296), pytest.approx(620 * 19 / 31 * 0.18296)]


def test_records_of_other_years_are_left_out_without_a_word() -> None:
    made = inventory(record("natural-gas", 620, "kWh", 2023), record("natural-gas", 100, "kWh"))
    assert made.scope1_kg == pytest.approx(18.296)
    assert made.issues == ()


def test_a_bill_of_a_quarter_falls_into_its_months_by_days() -> None:
    bill = record("natural-gas", 90, "kWh", start="2025-01-01", end="2025-03-31")
    months = inventory(bill).by(["month", "scope"])
    direct = months[months["scope"] == "1"]["co2e_kg"].to_list()
    assert direct == [pytest.approx(days * 0.18296) for days in (31, 28, 31)]


def test_april_to_march_takes_the_factors_of_its_first_year_throughout() -> None:
    rows = [record("electricity", 100, "kWh", start=day, end=day) for day in ("2024-05-01", "2025-02-01")]
    made = inventory(*rows, year=APRIL_2024)
    assert made.scope2_location_kg == pytest.approx(200 * 0.20705)


def test_detailed_takes_the_factors_of_the_calendar_year_of_each_day() -> None:
    rows = [record("electricity", 100, "kWh", start=day, end=day) for day in ("2024-05-01", "2025-02-01")]
    made = inventory(*rows, year=APRIL_2024, policy=FactorPolicy("detailed"))
    assert made.scope2_location_kg == pytest.approx(100 * 0.20705 + 100 * 0.177)


def test_detailed_cuts_a_bill_at_new_year() -> None:
    bill = record("electricity", 62, "kWh", start="2024-12-01", end="2025-01-31")
    made = inventory(bill, year=APRIL_2024, policy=FactorPolicy("detailed"))
    assert made.scope2_location_kg == pytest.approx(31 * 0.20705 + 31 * 0.177)


def test_a_year_without_factors_takes_those_of_the_year_before_and_says_so() -> None:
    year = period("2026-01-01", "2026-12-31")
    made = inventory(record("electricity", 100, "kWh", 2026), year=year)
    assert made.scope2_location_kg == pytest.approx(17.7)
    assert [issue.code for issue in made.issues if issue.severity == "warning"] == ["factor-year-missing"]


def test_biogenic_carbon_dioxide_is_apart_from_every_total() -> None:
    made = inventory(record("wood-pellets", 2, "tonnes"))
    assert made.biogenic_co2_kg == 2 * 1677.18
    assert made.total_location_kg == pytest.approx(made.scope1_kg + made.scope3_kg)
    assert made.scope1_kg == pytest.approx(
        2 * factor("ukgov-2025/bioenergy/biomass/wood-pellets:tonnes").co2e_kg
    )
    assert "outside" not in made.by(["scope"])["scope"].to_list()


def test_gases_outside_the_kyoto_basket_are_shown_beside_scope_1() -> None:
    """R401A: 1112 of its 1130 kg CO2e are HCFC; all of HCFC-22; nothing of HFC-32."""
    gases = ("refrigerant/r401a", "refrigerant/hcfc-22-r22-chlorodifluoromethane", "refrigerant/hfc-32")
    made = inventory(*(record(gas, 2, "kg") for gas in gases))
    assert made.scope1_kg == 2 * (1130 + 1760 + 677)
    assert made.non_kyoto_kg == 2 * (1112 + 1760)


def test_editions_that_print_only_the_total_take_the_parts_of_the_nearest_that_prints_them() -> None:
    year = period("2019-01-01", "2019-12-31")
    made = inventory(record("refrigerant/hcfc-22-r22-chlorodifluoromethane", 1, "kg", 2019), year=year)
    assert made.non_kyoto_kg == made.scope1_kg > 0


def test_a_refrigerant_of_a_joint_site_counts_outside_the_basket_by_its_share() -> None:
    leak = record("refrigerant/r401a", 2, "kg", site="joint")
    assert inventory(leak, shares={"joint": 0.5}).non_kyoto_kg == 1112


def test_a_refrigerant_moved_to_scope_3_is_no_part_of_scope_1() -> None:
    leased = record("refrigerant/r401a", 2, "kg", scope="3", category=8)
    assert (inventory(leased).non_kyoto_kg, inventory(leased).scope3_kg) == (0, 2260)


def test_spend_is_deflated_from_the_factor_year_of_the_reporting_year() -> None:
    """The majority year of April 2024 to March 2025 is 2024: 90.5005 / 100 of the pounds of 2022."""
    spent = record("spend/sic-62", 1000, "GBP", start="2025-02-01", end="2025-02-28")
    made = inventory(spent, year=APRIL_2024)
    assert made.scope3_kg == pytest.approx(905.005 * factor("uk-spend-2022/spend/sic-62:gbp").co2e_kg)
    assert made.issues == ()


def test_fuel_has_nothing_outside_the_kyoto_basket() -> None:
    assert inventory(record("natural-gas", 1000, "kWh")).non_kyoto_kg == 0


def test_without_instruments_market_equals_location_and_says_so() -> None:
    made = inventory(record("electricity", 1000, "kWh"))
    assert made.scope2_market_kg == made.scope2_location_kg == pytest.approx(177.0)
    assert [issue.code for issue in made.issues] == ["no-residual-mix"]


def test_certificates_cover_their_kwh_and_the_rest_takes_the_location_factor() -> None:
    made = inventory(record("electricity", 1000, "kWh"), instruments=instrument())
    assert made.scope2_market_kg == pytest.approx(400 * 0.177)
    assert made.scope2_location_kg == pytest.approx(1000 * 0.177)


def test_certificates_never_cover_more_than_was_used() -> None:
    made = inventory(record("electricity", 500, "kWh"), instruments=instrument())
    assert made.scope2_market_kg == 0
    assert (made.coverage.used_kwh, made.coverage.covered_kwh) == (500, 500)
    assert [issue.code for issue in made.issues] == ["certificates-beyond-use"]


def test_the_market_based_total_differs_from_the_location_based_by_scope_2_alone() -> None:
    made = inventory(*mixed(), instruments=instrument())
    difference = made.scope2_location_kg - made.scope2_market_kg
    assert made.total_location_kg - made.total_market_kg == pytest.approx(difference, rel=1e-9)
    assert difference > 0


def test_no_records_make_an_inventory_of_zeros() -> None:
    made = inventory()
    assert figures(made) == (0.0,) * 8
    assert made.by_scope()["co2e_kg"].to_list() == [0, 0, 0, 0]
    assert (len(made.by_category()), len(made.by_month()), made.issues) == (0, 0, ())


def test_a_record_that_cannot_be_used_stops_no_other() -> None:
    rows = [record("no-such-thing", 1, "kWh", id="bad"), record("natural-gas", 100, "kWh", id="good")]
    made = inventory(*rows)
    assert made.scope1_kg == pytest.approx(18.296)
    assert [(issue.record, issue.code) for issue in made.issues] == [("bad", "unknown-name")]


def test_a_credit_note_takes_away_what_was_billed() -> None:
    bills = [record("natural-gas", kwh, "kWh") for kwh in (1000, -1000)]
    assert inventory(*bills).total_location_kg == 0


def test_categories_are_named_in_the_order_of_the_standard() -> None:
    table_of = inventory(*mixed()).by_category()
    assert table_of["scope"].to_list() == sorted(table_of["scope"])
    assert "Scope 3.6 Business travel" in table_of["label"].to_list()


def test_what_was_published_only_as_co2e_is_not_shared_out_to_gases() -> None:
    gases = inventory(record("refrigerant/hfc-32", 1, "kg")).by(["gas"])
    assert gases.values.tolist() == [["not split by gas", 677.0]]


def test_activities_come_from_the_largest_down() -> None:
    by_activity = inventory(*mixed()).by_activity()["co2e_kg"].to_numpy()
    assert (np.diff(by_activity) <= 0).all()


@pytest.mark.parametrize(("year", "name"), [(YEAR, "2025"), (APRIL_2024, "2024/25")])
def test_a_reporting_year_is_called_as_people_call_it(year: Period, name: str) -> None:
    assert (scope_period(year), inventory(year=year).label) == (name, name)


def test_scopes_are_named_in_words() -> None:
    assert [scope_label(one) for one in ("1", "outside")] == ["Scope 1", "Outside of scopes"]


def test_the_lines_add_up_to_the_totals_after_certificates_too() -> None:
    made = inventory(*mixed(), instruments=instrument())
    counted = made.lines["method"].isin(["market", "both"]) & (made.lines["scope"] != "outside")
    assert made.total_market_kg == math.fsum(made.lines["co2e_kg"][counted])
    assert made.by(["scope"], "market")["co2e_kg"].sum() == pytest.approx(made.total_market_kg)
