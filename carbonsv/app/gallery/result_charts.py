"""The charts of results and of the plan, as the gallery lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carbonsv.app.gallery.chart import PLAN, RESULTS, GalleryChart, NothingToDrawError
from carbonsv.app.planning import plan_of
from carbonsv.charts.caption import PROGRAM, caption_of
from carbonsv.charts.category import category_bar
from carbonsv.charts.degree_days import degree_day_scatter, empty_months
from carbonsv.charts.donut import scope_donut
from carbonsv.charts.intensity import YearIntensity, intensity_trend
from carbonsv.charts.macc import abatement_cost_curve
from carbonsv.charts.months import monthly_stack
from carbonsv.charts.sankey import flow_chart
from carbonsv.charts.scope import scope_bar
from carbonsv.charts.site_multiples import site_multiples
from carbonsv.charts.tornado import tornado
from carbonsv.charts.trajectory import plan_trajectory
from carbonsv.charts.waterfall import year_waterfall
from carbonsv.charts.words import listed
from carbonsv.inventory.compare import breaks_crossed, compare
from carbonsv.inventory.intensity import energy_cells, intensities
from carbonsv.inventory.weather import heating_fits
from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.app.gallery.chart import Subject
    from carbonsv.app.snapshot import Snapshot
    from carbonsv.charts.chart import Chart

    Look = Mapping[str, Any]

_FEWEST_YEARS = 2
_NO_EARLIER_YEAR = "There is no earlier reporting year to compare with: add one on the Organisation page."


def _names(snapshot: Snapshot, table: str) -> dict[str, str]:
    rows = snapshot.tables[table]
    return dict(zip(rows["id"], rows["name"], strict=True))


def kind_names(snapshot: Snapshot) -> dict[str, str]:
    """Return the labels of activity kinds by id."""
    return {kind.id: kind.label for kind in snapshot.library.catalogue}


def _scopes(snapshot: Snapshot, subject: Subject, look: Look) -> Chart:
    return scope_bar(snapshot.inventory(subject.year_id), **look)


def _categories(snapshot: Snapshot, subject: Subject, look: Look) -> Chart:
    return category_bar(snapshot.inventory(subject.year_id), **look)


def _months(snapshot: Snapshot, subject: Subject, look: Look) -> Chart:
    return monthly_stack(snapshot.inventory(subject.year_id), **look)


def _sites(snapshot: Snapshot, subject: Subject, look: Look) -> Chart:
    return site_multiples(snapshot.inventory(subject.year_id), names=_names(snapshot, "site"), **look)


def _flows(snapshot: Snapshot, subject: Subject, look: Look) -> Chart:
    return flow_chart(snapshot.inventory(subject.year_id), names=kind_names(snapshot), **look)


def _uncertainty(snapshot: Snapshot, subject: Subject, look: Look) -> Chart:
    names = kind_names(snapshot) | _names(snapshot, "site")
    return tornado(snapshot.inventory(subject.year_id), names=names, **look)


def _waterfall(snapshot: Snapshot, subject: Subject, look: Look) -> Chart:
    after = snapshot.inventory(subject.year_id)
    earlier = [one for one in snapshot.year_ids if snapshot.year(one)[1].end < after.start]
    if not earlier:
        raise NothingToDrawError("Change from year to year", _NO_EARLIER_YEAR)
    return year_waterfall(compare(snapshot.inventory(earlier[-1]), after), **look)


def _donut(snapshot: Snapshot, subject: Subject, look: Look) -> Chart:
    return scope_donut(snapshot.inventory(subject.year_id), **look)


def _weather(snapshot: Snapshot, subject: Subject, look: Look) -> Chart:
    """Draw the supply of which the weather explains the most energy, of one site or fuel where asked."""
    inventory, table = snapshot.inventory(subject.year_id), snapshot.tables["degree_day"]
    fits = heating_fits(inventory, energy_cells(inventory, snapshot.library), table)
    wanted = [one for one in fits if subject.of in {"", one.site, one.activity}]
    sources = listed(sorted(set(table["source"].dropna())))
    caption = f"{PROGRAM}; degree days: {sources}; {text.period(inventory.start, inventory.end)}"
    if not wanted:
        return degree_day_scatter(empty_months(), inventory.label, caption, **look)
    names = kind_names(snapshot) | _names(snapshot, "site")
    chosen = max(wanted, key=lambda one: one.fit.slope_kwh * one.degree_days)
    about = f"{names.get(chosen.activity, chosen.activity)}, {names.get(chosen.site, 'all sites')}"
    return degree_day_scatter(chosen.months, about, caption, **look)


def _degree_days(snapshot: Snapshot) -> str:
    entered = len(snapshot.tables["degree_day"])
    return "" if entered else "Enter degree days of whole months on the Organisation page."


def _two_years(snapshot: Snapshot) -> str:
    return "" if len(snapshot.year_ids) >= _FEWEST_YEARS else _NO_EARLIER_YEAR


def _intensity(snapshot: Snapshot, subject: Subject, look: Look) -> Chart:
    """Draw the first intensity that there is, employees before floor area and turnover, over all years."""
    last = snapshot.inventory(subject.year_id)
    rows = snapshot.tables["reporting_year"].set_index("id", drop=False)
    chosen, per, before = [], "", None
    for one in snapshot.year_ids:
        inventory = snapshot.inventory(one)
        table = intensities(
            inventory, dict(rows.loc[one]), snapshot.tables["site"], snapshot.tables["intensity_measure"]
        )
        found = table[table["unit"] == per] if per else table.head(1)
        if len(found) and inventory.end <= last.end:
            per = str(found["unit"].iloc[0])
            broken = before is not None and bool(breaks_crossed(before, inventory))
            chosen.append(YearIntensity(inventory.label, float(found["co2e_kg_per_unit"].iloc[0]), broken))
            before = inventory
    return intensity_trend(chosen, per or "unit", caption_of(last), **look)


def _abatement(snapshot: Snapshot, subject: Subject, look: Look) -> Chart:
    plan = plan_of(snapshot, subject.year_id)
    return abatement_cost_curve(plan.curve(), plan.curve_caption(), **look)


def _trajectory(snapshot: Snapshot, subject: Subject, look: Look) -> Chart:
    plan = plan_of(snapshot, subject.year_id)
    return plan_trajectory(plan.outlook(), plan.targets, plan.trajectory_caption(), **look)


def _projects(snapshot: Snapshot) -> str:
    return "" if len(snapshot.tables["project"]) else "Add reduction projects on the Plan page."


RESULT_CHARTS = (
    GalleryChart(
        "scopes",
        "Emissions by scope",
        "Which scope is the largest, by both methods of scope 2",
        RESULTS,
        _scopes,
    ),
    GalleryChart(
        "scope-donut",
        "Shares of the scopes",
        "Emissions by scope as a ring; the bar chart shows more",
        RESULTS,
        _donut,
    ),
    GalleryChart(
        "categories",
        "Emissions by category",
        "Which categories matter most, from the largest down",
        RESULTS,
        _categories,
    ),
    GalleryChart(
        "months", "Emissions by month", "When emissions arise, and which months lack data", RESULTS, _months
    ),
    GalleryChart("sites", "Emissions by site", "How sites compare, month by month", RESULTS, _sites),
    GalleryChart(
        "flows",
        "From activity to category",
        "Which activities feed which scopes and categories",
        RESULTS,
        _flows,
    ),
    GalleryChart(
        "waterfall",
        "Change from year to year",
        "How much of a change is activity, factors and boundary",
        RESULTS,
        _waterfall,
        _two_years,
    ),
    GalleryChart(
        "uncertainty",
        "Uncertainty",
        "How sure the total is, and what would make it surer",
        RESULTS,
        _uncertainty,
    ),
    GalleryChart(
        "intensity",
        "Intensity over the years",
        "Emissions per employee, floor area or turnover, with method breaks marked",
        RESULTS,
        _intensity,
    ),
    GalleryChart(
        "degree-days",
        "Heating against the weather",
        "How much of the heating the weather explains, with the line fitted to it",
        RESULTS,
        _weather,
        _degree_days,
    ),
)
PLAN_CHARTS = (
    GalleryChart(
        "abatement",
        "What a tonne saved costs",
        "Which reduction projects pay for themselves, and how much each saves",
        PLAN,
        _abatement,
        _projects,
    ),
    GalleryChart(
        "trajectory",
        "The years to come",
        "Whether the plan reaches the targets, by scope and year",
        PLAN,
        _trajectory,
    ),
)
