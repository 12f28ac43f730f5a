"""Every chart, drawn of made-up things: so many of them, so large, with such names."""

from __future__ import annotations

import math
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from carbonsv.charts.additionality import additionality_chart
from carbonsv.charts.category import category_bar
from carbonsv.charts.commitments import commitment_chart
from carbonsv.charts.daily_profile import daily_profile_chart
from carbonsv.charts.degree_days import degree_day_scatter
from carbonsv.charts.donut import scope_donut
from carbonsv.charts.framework_matrix import framework_matrix
from carbonsv.charts.heat_map import heat_map_chart
from carbonsv.charts.intensity import YearIntensity, intensity_trend
from carbonsv.charts.ledgers import ledger_chart
from carbonsv.charts.macc import abatement_cost_curve
from carbonsv.charts.months import monthly_stack
from carbonsv.charts.sankey import flow_chart
from carbonsv.charts.scope import scope_bar
from carbonsv.charts.site_multiples import site_multiples
from carbonsv.charts.tornado import tornado
from carbonsv.charts.trajectory import plan_trajectory
from carbonsv.charts.waterfall import year_waterfall
from carbonsv.inventory.compare import compare
from carbonsv.inventory.profiles import Profile
from carbonsv.library.measures import Priority
from carbonsv.plan.targets import make_target
from carbonsv.plan.trajectory import Outlook
from carbonsv.value.commitments import Commitment
from carbonsv.value.frameworks import Matrix, MatrixRow
from carbonsv.value.ledgers import make_ledgers
from tests.value.claims import appraised, tonnes

from .inventories import ALL_CATEGORIES, with_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from carbonsv.charts.chart import Chart
    from carbonsv.inventory.inventory import Inventory
    from carbonsv.value.appraisal import Appraisal

    Draw = Callable[..., Chart]

CAPTION = "Carbon SV; UK Government GHG Conversion Factors 2024; year 1 April 2024 to 31 March 2025"
TODAY = date(2025, 3, 31)
_TARGET = {
    "kind": "near-term",
    "method": "location",
    "target_year": 2035,
    "reduction_share": 0.5,
    "path": "linear",
    "per": "total",
}


def every_chart(inventory: Inventory, count: int, amount: float, name: str) -> dict[str, Draw]:
    """Return every chart by name, as a function of theme, width and height.

    Args:
        inventory: any, for its year and policy.
        count: of categories, sites, projects and the like.
        amount: the largest of them [kg, kWh, GBP].
        name: what each of them is called.
    """
    of_lines = _of_lines(inventory, count, amount, name)
    return {**of_lines, **_of_plans(count, amount, name), **_of_social_value(count, amount, name)}


def _of_lines(inventory: Inventory, count: int, amount: float, name: str) -> dict[str, Draw]:
    kinds = [ALL_CATEGORIES[place % len(ALL_CATEGORIES)] for place in range(count)]
    lines = [(*kind, f"2024-{4 + place % 9:02}-01", amount / (place + 1)) for place, kind in enumerate(kinds)]
    made = with_lines(inventory, lines, [f"{name} {place}" for place in range(count)])
    named = {str(one): f"{name} {place}" for place, one in enumerate(set(made.lines["activity"]))}
    return {
        "scopes": partial(scope_bar, made),
        "scope-donut": partial(scope_donut, made),
        "categories": partial(category_bar, made),
        "months": partial(monthly_stack, made),
        "sites": partial(site_multiples, made),
        "flows": partial(flow_chart, made, names=named),
        "waterfall": partial(year_waterfall, compare(made, made)),
        "uncertainty": partial(tornado, made, names=named),
    }


def _of_plans(count: int, amount: float, name: str) -> dict[str, Draw]:
    years = [YearIntensity(f"{name} {place}"[:12], amount, broken=True) for place in range(count)]
    costs = [
        {"label": f"{name} {one}", "saved_kg": amount, "cost_gbp_per_t": amount - one} for one in range(count)
    ]
    rows = [(year, scope, amount) for year in range(2025, 2041) for scope in "123"]
    table = pd.DataFrame(rows, columns=["year", "scope", "co2e_kg"])
    targets = [
        make_target({**_TARGET, "label": f"{name} {one}", "scopes": scopes}, 2024, max(amount, 0.0))
        for one, scopes in enumerate(("1+2+3", "1+2", "3"))
    ]
    months = pd.DataFrame(
        {
            "month": pd.date_range("2024-01-01", periods=count, freq="MS"),
            "degree_days": np.arange(count, dtype=float),
            "energy_kwh": amount * np.arange(1.0, count + 1),
        }
    )
    curve = pd.DataFrame(costs).assign(id="a")
    return {
        "intensity": partial(intensity_trend, years, "FTE", CAPTION),
        "abatement": partial(abatement_cost_curve, curve, CAPTION),
        "trajectory": partial(plan_trajectory, Outlook(table, table), targets, CAPTION),
        "degree-days": partial(degree_day_scatter, months, f"{name}, {name}", CAPTION),
        "heat-map": partial(heat_map_chart, profile(count, amount), name),
        "daily-profile": partial(daily_profile_chart, profile(count, amount), name),
    }


def profile(days: int, amount: float) -> Profile:
    kwh = np.full((days, 48), amount)
    mean = kwh.mean(axis=0)
    return Profile(date(2024, 4, 1), kwh, mean, mean / 2, amount, 0.25, float(kwh.sum()))


def _of_social_value(count: int, amount: float, name: str) -> dict[str, Draw]:
    promises = [
        Commitment(f"k{one}", f"{name} {one}", "kWh", 1000.0 * one, amount, date(2025, 1 + one % 12, 1), name)
        for one in range(count)
    ]
    codes = [frozenset({("f", f"P{one}")}) for one in range(count)]
    priorities = [Priority("f", f"P{one}", f"{name} {one}") for one in range(count)]
    rows = [MatrixRow(f"m{one}", f"{name} {one}", (name,), codes[-one]) for one in range(count)]
    claims = [tonnes(amount / 1000, 0.0, id="a", title=name), _cash(), _own_units(name)]
    claim = tonnes(amount / 1000, 0.0, title=name, deadweight=0.3, leakage=0.1, attribution=0.9)
    return {
        "ledgers": partial(ledger_chart, make_ledgers(claims), CAPTION),
        "commitments": partial(commitment_chart, promises, TODAY, CAPTION),
        "frameworks": partial(framework_matrix, Matrix(tuple(priorities), tuple(rows)), name, CAPTION),
        "additionality": partial(additionality_chart, claim, CAPTION),
    }


def _cash() -> Appraisal:
    return appraised("ESV27", 4, 1, "tonnes", 2025, variant="landfill-tax", id="b")


def _own_units(name: str) -> Appraisal:
    return appraised("ESV20", math.nan, 12.0, "", id="c", title=name)
