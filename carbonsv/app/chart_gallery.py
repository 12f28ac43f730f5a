"""Every chart of a document by name."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from carbonsv.app.planning import plan_of
from carbonsv.charts.caption import caption_of
from carbonsv.charts.category import category_bar
from carbonsv.charts.intensity import YearIntensity, intensity_trend
from carbonsv.charts.macc import abatement_cost_curve
from carbonsv.charts.months import monthly_stack
from carbonsv.charts.scope import scope_bar
from carbonsv.charts.site_multiples import site_multiples
from carbonsv.charts.theme import LIGHT, ChartTheme
from carbonsv.charts.tornado import tornado
from carbonsv.charts.trajectory import plan_trajectory
from carbonsv.charts.waterfall import year_waterfall
from carbonsv.errors import CarbonsvError, UnknownNameError
from carbonsv.inventory.compare import breaks_crossed, compare
from carbonsv.inventory.intensity import intensities

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.charts.chart import Chart


class OneYearError(CarbonsvError):
    """A chart of two years was asked of a document with one."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "The document has no earlier reporting year to compare with.", "Add one on the Organisation page."
        )


def draw(
    snapshot: Snapshot,
    name: str,
    year_id: str | None = None,
    theme: ChartTheme = LIGHT,
    width_mm: float = 160,
) -> Chart:
    """Draw a chart of a document.

    Args:
        snapshot: the document.
        name: of the chart, one of `names()`.
        year_id: id or name of the reporting year; the last one by default.
        theme: the colours.
        width_mm: [mm].

    Raises:
        UnknownNameError: there is no chart of this name; its hint lists them all.
    """
    if name not in _CHARTS:
        raise UnknownNameError("chart", name, names())
    return _CHARTS[name](snapshot, year_id, theme, width_mm)


def names() -> tuple[str, ...]:
    """Return the names of all charts."""
    return tuple(_CHARTS)


def site_names(snapshot: Snapshot) -> dict[str, str]:
    """Return the names of sites by id."""
    sites = snapshot.tables["site"]
    return dict(zip(sites["id"], sites["name"], strict=True))


def _scopes(snapshot: Snapshot, year: str | None, theme: ChartTheme, width_mm: float) -> Chart:
    return scope_bar(snapshot.inventory(year), theme, width_mm)


def _categories(snapshot: Snapshot, year: str | None, theme: ChartTheme, width_mm: float) -> Chart:
    return category_bar(snapshot.inventory(year), theme, width_mm)


def _months(snapshot: Snapshot, year: str | None, theme: ChartTheme, width_mm: float) -> Chart:
    return monthly_stack(snapshot.inventory(year), theme, width_mm)


def _sites(snapshot: Snapshot, year: str | None, theme: ChartTheme, width_mm: float) -> Chart:
    return site_multiples(snapshot.inventory(year), theme, width_mm, names=site_names(snapshot))


def _uncertainty(snapshot: Snapshot, year: str | None, theme: ChartTheme, width_mm: float) -> Chart:
    kinds = {kind.id: kind.label for kind in snapshot.library.catalogue}
    return tornado(snapshot.inventory(year), theme, width_mm, names=kinds | site_names(snapshot))


def _waterfall(snapshot: Snapshot, year: str | None, theme: ChartTheme, width_mm: float) -> Chart:
    after = snapshot.inventory(year)
    earlier = [one for one in snapshot.year_ids if snapshot.year(one)[1].end < after.start]
    if not earlier:
        raise OneYearError
    return year_waterfall(compare(snapshot.inventory(earlier[-1]), after), theme, width_mm)


def _intensity(snapshot: Snapshot, year: str | None, theme: ChartTheme, width_mm: float) -> Chart:
    """Draw the first intensity that there is, employees before floor area and turnover, over all years."""
    last = snapshot.inventory(year)
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
    return intensity_trend(chosen, per or "unit", caption_of(last), theme, width_mm)


def _abatement(snapshot: Snapshot, year: str | None, theme: ChartTheme, width_mm: float) -> Chart:
    plan = plan_of(snapshot, year)
    caption = f"{caption_of(plan.inventory)}; capital spread over the life, not discounted"
    return abatement_cost_curve(plan.curve(), caption, theme, width_mm)


def _trajectory(snapshot: Snapshot, year: str | None, theme: ChartTheme, width_mm: float) -> Chart:
    plan = plan_of(snapshot, year)
    caption = f"{caption_of(plan.inventory)}; activity as in that year but for projects; {plan.grid_words()}"
    return plan_trajectory(plan.trajectory(), plan.targets, caption, theme, width_mm)


_CHARTS: Mapping[str, Callable[[Snapshot, str | None, ChartTheme, float], Chart]] = MappingProxyType(
    {
        "scopes": _scopes,
        "categories": _categories,
        "months": _months,
        "sites": _sites,
        "waterfall": _waterfall,
        "uncertainty": _uncertainty,
        "intensity": _intensity,
        "abatement": _abatement,
        "trajectory": _trajectory,
    }
)
