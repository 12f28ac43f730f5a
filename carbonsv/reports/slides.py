"""Slides as data: a title, a message and a chart whose numbers can be edited, the same for every renderer."""

from __future__ import annotations

from dataclasses import dataclass
from math import fsum, isnan
from typing import TYPE_CHECKING, Literal

from carbonsv.charts.alt import EMPTY, alt_categories, alt_months, alt_scopes
from carbonsv.charts.caption import PROGRAM, caption_of
from carbonsv.charts.months import columns_of
from carbonsv.charts.trajectory import alt_trajectory
from carbonsv.model import text
from carbonsv.plan.targets import TOTAL
from carbonsv.reports.social_tables import LEDGER_TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from carbonsv.charts.theme import ChartTheme
    from carbonsv.inventory.inventory import Inventory
    from carbonsv.plan.targets import Target
    from carbonsv.plan.trajectory import Outlook
    from carbonsv.reports.basis import Basis
    from carbonsv.reports.brand import Brand
    from carbonsv.reports.social_facts import SocialFacts
    from carbonsv.value.ledgers import Ledger

Kind = Literal["bars", "columns", "lines"]
TONNES_FORM, SHARE_FORM = "#,##0.00", "0.0 %"
WHOLE_FORM, SMALL_FORM = "#,##0", "[<10]0.00;[<100]0.0;#,##0"  # three figures, as the program shows them
MOST_BARS = 10
_MONTH_LEGEND = {"1": "Scope 1", "2": "Scope 2, location-based", "3": "Scope 3"}


@dataclass(frozen=True, slots=True)
class Series:
    """Values by category with their name and colour; None where there is no value."""

    name: str
    values: tuple[float | None, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class SlideChart:
    """A chart whose numbers stand in the slide.

    Attributes:
        kind: bars lie, columns stand and are stacked, lines run over years.
        unit: of the values, for the axis.
        form: how the values are shown, as spreadsheets write it.
        colours: of the single bars where they differ; empty for those of the series.
    """

    kind: Kind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    form: str = TONNES_FORM
    colours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide.

    Attributes:
        message: what the chart says, in sentences; also its alt text.
        source: where its numbers come from, for the foot and the notes.
    """

    title: str
    message: str
    source: str
    chart: SlideChart | None = None


@dataclass(frozen=True, eq=False)
class Deck:
    """The slides of a document with what their file says about itself."""

    title: str
    organisation: str
    subject: str
    day: date
    origin: str
    slides: tuple[Slide, ...]
    theme: ChartTheme
    logo: bytes = b""


def make_deck(
    basis: Basis,
    brand: Brand,
    plan: tuple[Outlook, Sequence[Target], str] | None,
    social: SocialFacts,
) -> Deck:
    """Return the slides of the last reporting year; those without data are left out.

    Args:
        basis: the document.
        brand: the colours and the logo.
        plan: the years to come, the targets, and what was assumed.
        social: claims and promises.

    Raises:
        NothingToReportError: there is no reporting year.
    """
    inventory, theme = basis.inventory(basis.year_or_last(None)), brand.theme
    slides = [_scopes(inventory, theme), _categories(inventory, theme), *_months(inventory, theme)]
    slides += [_trajectory(*plan, theme)] if plan else []
    ledgers = (social.ledgers.in_boundary, social.ledgers.influenced)
    slides += [_ledger(one, social, theme) for one in ledgers if one.claims]
    slides += [_commitments(social, theme)] if social.commitments else []
    title = f"Carbon footprint and social value, {inventory.label}"
    subject = f"{title}, of {basis.name}"
    return Deck(title, basis.name, subject, basis.day, basis.origin, tuple(slides), theme, brand.logo)


def _tonnes(co2e_kg: float) -> float:
    return float(co2e_kg) / text.KG_PER_TONNE


def _scopes(inventory: Inventory, theme: ChartTheme) -> Slide:
    table = inventory.by_scope()
    values = tuple(_tonnes(one) for one in table["co2e_kg"])
    colours = (theme.series[0], theme.series[1], theme.muted, theme.series[2])
    series = (Series("Emissions", values, theme.series[0]),)
    chart = SlideChart("bars", tuple(table["label"]), series, "t CO₂e", colours=colours)
    title, source = f"Emissions by scope, {inventory.label}", caption_of(inventory)
    if inventory.lines.empty:
        return Slide(title, EMPTY, source)
    return Slide(title, alt_scopes(inventory), source, chart)


def _categories(inventory: Inventory, theme: ChartTheme) -> Slide:
    table = inventory.by_category().sort_values("co2e_kg", ascending=False, kind="stable", ignore_index=True)
    shown = table.head(MOST_BARS)
    series = (Series("Emissions", tuple(_tonnes(one) for one in shown["co2e_kg"]), theme.series[0]),)
    colours = tuple(theme.scope_colour(one) for one in shown["scope"])
    chart = SlideChart("bars", tuple(shown["label"]), series, "t CO₂e", colours=colours)
    title, source = f"Emissions by category, {inventory.label}", caption_of(inventory)
    if table.empty:
        return Slide(title, EMPTY, source)
    return Slide(title, alt_categories(table, inventory.total_location_kg), source, chart)


def _months(inventory: Inventory, theme: ChartTheme) -> list[Slide]:
    table = inventory.by_month()
    if table.empty:
        return []
    columns = columns_of(table, inventory.period)
    names = tuple(f"{text.short_month(month)} {month.year}" for month in columns.months)
    series = tuple(
        Series(
            _MONTH_LEGEND[scope],
            tuple(_known(columns.co2e_kg.get((month, scope))) for month in columns.months),
            theme.scope_colour(scope),
        )
        for scope in columns.scopes
    )
    message = alt_months(columns.totals_kg, columns.scopes, columns.missing)
    chart = SlideChart("columns", names, series, "t CO₂e")
    return [Slide(f"Emissions by month, {inventory.label}", message, caption_of(inventory), chart)]


def _known(co2e_kg: float | None) -> float | None:
    return None if co2e_kg is None else _tonnes(co2e_kg)


def _trajectory(outlook: Outlook, targets: Sequence[Target], source: str, theme: ChartTheme) -> Slide:
    planned, unplanned = outlook.amounts_kg, outlook.unplanned_kg
    years = list(planned)
    lines = [
        Series("With the plan", _totals(planned), theme.accent),
        Series("Without projects", _totals(unplanned), theme.muted),
    ]
    lines += [
        Series(
            one.name,
            tuple(_tonnes(one.at(year)) if year <= one.target_year else None for year in years),
            theme.ink,
        )
        for one in targets
        if one.per == TOTAL and one.is_comparable(outlook.method)
    ]
    chart = SlideChart("lines", tuple(str(year) for year in years), tuple(lines), "t CO₂e")
    title = f"Emissions with the plan, {years[0]} to {years[-1]}"
    return Slide(title, alt_trajectory(outlook, targets), source, chart)


def _totals(amounts_kg: dict[int, dict[str, float]]) -> tuple[float, ...]:
    return tuple(_tonnes(fsum(one.values())) for one in amounts_kg.values())


def _ledger(ledger: Ledger, facts: SocialFacts, theme: ChartTheme) -> Slide:
    """Return one ledger with low, central and high; each ledger has a slide of its own, and no sum."""
    value = ledger.value_gbp
    values = (value.low, value.central, value.high)
    chart = SlideChart(
        "bars",
        ("Low", "Central", "High"),
        (Series("Value of the change", values, theme.accent),),
        f"GBP in prices of {facts.price_year}",
        SMALL_FORM if min(values) >= 0 else WHOLE_FORM,
    )
    low, central, high = (text.pounds(one) for one in values)
    message = (
        f"{_claims(len(ledger.claims))} worth {central}, from {low} to {high}, for a net change of "
        f"{text.co2e(ledger.net_t * text.KG_PER_TONNE)}. There is no sum over the ledgers."
    )
    source = f"{PROGRAM}; carbon values of DESNZ for appraisal, GDP deflator of HM Treasury"
    return Slide(f"Social value. {LEDGER_TITLES[ledger.name]}", message, source, chart)


def _claims(count: int) -> str:
    return "1 claim is" if count == 1 else f"{count} claims are"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _commitments(facts: SocialFacts, theme: ChartTheme) -> Slide:
    shown = facts.commitments[:MOST_BARS]
    shares = tuple(None if isnan(one.share) else one.share for one in shown)
    chart = SlideChart(
        "bars",
        tuple(one.promise for one in shown),
        (Series("Delivered", shares, theme.accent),),
        "share of what was promised",
        SHARE_FORM,
    )
    day = facts.basis.day
    met, late = (
        sum(one.is_met for one in facts.commitments),
        sum(one.is_late(day) for one in facts.commitments),
    )
    promised = len(facts.commitments)
    promises = "1 promise" if promised == 1 else f"{promised} promises"
    message = f"By {text.day(day)}, {met} of {promises} {_are(met)} met and {late} {_are(late)} late."
    return Slide("Commitments", message, f"{PROGRAM}; deliveries as entered", chart)
