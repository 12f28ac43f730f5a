from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from carbonsv.charts.intensity import YearIntensity, intensity_trend
from carbonsv.charts.macc import abatement_cost_curve
from carbonsv.charts.site_multiples import WHOLE, site_multiples
from carbonsv.charts.tornado import tornado
from carbonsv.charts.trajectory import plan_trajectory
from carbonsv.charts.waterfall import year_waterfall
from carbonsv.inventory.compare import Comparison, compare
from carbonsv.inventory.inventory import make_inventory
from carbonsv.model.policy import FactorPolicy
from carbonsv.plan.targets import make_target
from carbonsv.plan.trajectory import Outlook
from tests import shipped

from .inventories import with_lines
from .seen import bars, outside, overlapping, words
from .test_results_layout import TARGET, curve

if TYPE_CHECKING:
    from carbonsv.inventory.inventory import Inventory


@cache
def comparison() -> Comparison:
    years = []
    for year, kwh in ((2024, 100_000.0), (2025, 90_000.0)):
        period = shipped.period(f"{year}-01-01", f"{year}-12-31")
        records = shipped.table(shipped.record("electricity", kwh, "kWh", year))
        policy = FactorPolicy(reporting_year=period)
        years.append(make_inventory(records, shipped.library(), policy, period))
    return compare(years[0], years[1])


def test_a_waterfall_shows_both_totals_and_effects_that_add_up() -> None:
    chart = year_waterfall(comparison())
    kg = chart.data["co2e_kg"]
    assert kg.iloc[:4].sum() == pytest.approx(kg.iloc[4])
    amounts = [float(one.replace(",", "")) for one in words(chart.figure) if one.startswith("-")]
    assert sum(amounts) == pytest.approx((kg.iloc[4] - kg.iloc[0]) / 1000, abs=0.0101)


@pytest.mark.parametrize("width_mm", [80, 160])
def test_texts_of_a_waterfall_stay_inside_and_apart(width_mm: float) -> None:
    figure = year_waterfall(comparison(), width_mm=width_mm).figure
    assert (outside(figure), overlapping(figure)) == ([], [])


def test_a_waterfall_says_that_its_axis_need_not_begin_at_zero() -> None:
    chart = year_waterfall(comparison())
    assert "does not begin at zero" in chart.caption
    assert chart.alt_text.startswith("Emissions fell from 27.")


def test_a_tornado_shows_the_whole_first_and_then_from_the_most_down(real: Inventory) -> None:
    chart = tornado(real)
    assert len(chart.data) == 5
    assert chart.data["variance_share"].is_monotonic_decreasing
    assert words(chart.figure)[2:3] != []
    assert "with a probability of 95 %" in chart.alt_text


def test_the_cost_curve_is_as_wide_as_what_is_saved() -> None:
    table = pd.DataFrame(
        {"label": ["a", "b"], "saved_kg": [1000.0, 3000.0], "cost_gbp_per_t": [-50.0, 80.0], "id": ["1", "2"]}
    )
    chart = abatement_cost_curve(table, "Carbon SV")
    assert [bar.get_width() for bar in bars(chart.figure)] == [1.0, 3.0]
    assert [bar.get_height() for bar in bars(chart.figure)] == [-50.0, 80.0]
    assert "of which 1.00 t CO₂e pay for themselves" in chart.alt_text


def test_no_projects_say_so() -> None:
    assert "No reduction projects yet" in words(abatement_cost_curve(curve(0, 1.0), "Carbon SV").figure)


def test_a_trajectory_says_whether_a_target_is_reached() -> None:
    rows = [(year, "1", 100_000.0 - 4_000 * (year - 2025)) for year in range(2025, 2036)]
    table = pd.DataFrame(rows, columns=["year", "scope", "co2e_kg"])
    target = make_target(TARGET, 2025, 100_000.0)
    words_said = plan_trajectory(Outlook(table), [target], "Carbon SV").alt_text
    assert "is missed by 10.00 t CO₂e in 2035" in words_said


def test_sites_stand_from_the_largest_down_with_their_names(real: Inventory) -> None:
    lines = [("1", None, "2024-04-01", 500.0), ("1", None, "2024-05-01", 2000.0)]
    inventory = with_lines(real, lines, ["w", ""])
    said = words(site_multiples(inventory, names={"w": "Works"}).figure)
    assert said.index(WHOLE) < said.index("Works")
    assert "2.00 t CO₂e" in said


def test_an_intensity_says_first_last_and_broken_methods() -> None:
    years = [YearIntensity("2023", 9800.0), YearIntensity("2024", 10_563.0, broken=True)]
    chart = intensity_trend(years, "FTE", "Carbon SV")
    said = "10,563 kg CO₂e per FTE in 2024, after 9,800 in 2023. Methods broke before 2024."
    assert chart.alt_text == said
    assert "dashed line" in chart.caption
