"""No text of a chart of results is cut off or lies on another, at the width of a column and of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

from carbonsv.charts.intensity import YearIntensity, intensity_trend
from carbonsv.charts.macc import abatement_cost_curve
from carbonsv.charts.sheet import new_sheet
from carbonsv.charts.site_multiples import site_multiples
from carbonsv.charts.spans import Span, draw_spans, spans_height
from carbonsv.charts.theme import DARK, LIGHT, drawing
from carbonsv.charts.tornado import tornado
from carbonsv.charts.trajectory import plan_trajectory
from carbonsv.plan.targets import make_target
from carbonsv.plan.trajectory import Outlook

from .inventories import with_lines
from .seen import outside, overlapping

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from carbonsv.inventory.inventory import Inventory

WIDTHS = pytest.mark.parametrize("width_mm", [80, 160])
SIZES = pytest.mark.parametrize("largest_kg", [0.0, 950.0, -40_000.0, 9e17])
CASES = pytest.mark.parametrize(
    ("count", "largest_kg"),
    [(1, 0.0), (1, 9e17), (5, 0.0), (5, 950.0), (5, -40_000.0), (5, 9e17), (40, 40_000.0)],
)
CAPTION = "Carbon SV; UK Government GHG Conversion Factors 2024; year 1 April 2024 to 31 March 2025"
TARGET = {
    "label": "Half of all emissions by 2035",
    "kind": "near-term",
    "scopes": "1+2+3",
    "method": "location",
    "target_year": 2035,
    "reduction_share": 0.5,
    "path": "linear",
    "per": "total",
}


def clean(figure: Figure) -> bool:
    assert outside(figure) == []
    assert overlapping(figure) == []
    return True


def curve(count: int, largest_kg: float) -> pd.DataFrame:
    rows = [
        {
            "id": str(place),
            "label": f"Project {place} with heat pumps and insulation of the roof",
            "saved_kg": largest_kg / (place + 1),
            "cost_gbp_per_t": 40.0 * place - 400 if largest_kg > 0 else float("nan"),
        }
        for place in range(count)
    ]
    return pd.DataFrame(rows)


@WIDTHS
@CASES
def test_texts_of_the_abatement_curve(count: int, largest_kg: float, width_mm: float) -> None:
    assert clean(abatement_cost_curve(curve(count, largest_kg), CAPTION, LIGHT, width_mm).figure)


@WIDTHS
@CASES
def test_texts_of_spans(count: int, largest_kg: float, width_mm: float) -> None:
    spans = [
        Span(
            f"Quantity: fleet diesel of depot {place}", 0.0, largest_kg * (place + 1), "12.34 to 56.78", "red"
        )
        for place in range(count)
    ]
    with drawing():
        sheet = new_sheet("Title", CAPTION, LIGHT, width_mm, 0, spans_height(spans, width_mm))
        draw_spans(sheet, spans, 0.0)
    assert clean(sheet.figure)


@WIDTHS
@CASES
def test_texts_of_sites(real: Inventory, count: int, largest_kg: float, width_mm: float) -> None:
    lines = [("1", None, f"2024-{month:02}-01", largest_kg) for month in range(4, 13) for _ in range(count)]
    names = [f"Workshop and stores number {place % count}" for place in range(len(lines))]
    inventory = with_lines(real, lines, names)
    assert clean(site_multiples(inventory, LIGHT, width_mm).figure)


@WIDTHS
@SIZES
@pytest.mark.parametrize("last", [2025, 2035, 2064])
def test_texts_of_the_trajectory(largest_kg: float, last: int, width_mm: float) -> None:
    rows = [(year, scope, largest_kg) for year in range(2025, last + 1) for scope in "123"]
    table = pd.DataFrame(rows, columns=["year", "scope", "co2e_kg"])
    target = make_target(TARGET, 2024, max(largest_kg * 3, 0.0))
    assert clean(plan_trajectory(Outlook(table), [target], CAPTION, DARK, width_mm).figure)


@WIDTHS
@SIZES
@pytest.mark.parametrize("count", [0, 1, 6, 20])
def test_texts_of_the_intensity_trend(largest_kg: float, count: int, width_mm: float) -> None:
    years = [YearIntensity(f"20{n:02}/{n + 1:02}", largest_kg / (n + 1), broken=True) for n in range(count)]
    assert clean(intensity_trend(years, "square metre of floor", CAPTION, LIGHT, width_mm).figure)


@WIDTHS
def test_texts_of_the_tornado(real: Inventory, width_mm: float) -> None:
    assert clean(tornado(real, LIGHT, width_mm).figure)
    assert clean(tornado(with_lines_of_nothing(real), LIGHT, width_mm).figure)


def with_lines_of_nothing(inventory: Inventory) -> Inventory:
    empty = with_lines(inventory, [])
    empty.lines[["factor_id", "unit", "quality", "factor_unit"]] = ""
    return empty
