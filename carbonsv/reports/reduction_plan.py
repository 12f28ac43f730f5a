"""A Carbon Reduction Plan as facts: what the document says, and what it has still to be told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from carbonsv.model.text import KG_PER_TONNE
from carbonsv.reports.basis import amount, day_of, says_yes, words
from carbonsv.reports.reduction_figures import YearFigures, year_figures

if TYPE_CHECKING:
    from datetime import date

    from carbonsv.reports.basis import Basis

TABLE = "carbon_reduction_plan"
UK_PACKS = ("ukgov-", "uk-spend-")


@dataclass(frozen=True, slots=True)
class Initiative:
    """Something done, or to be done, to reduce emissions.

    Attributes:
        co2e_kg: [kg CO2e a year] what it avoids; None where not known.
        energy_kwh: [kWh a year] what it saves; None where not known.
        in_contract: whether it is in effect when the contract is performed.
    """

    label: str
    start: date | None
    co2e_kg: float | None
    energy_kwh: float | None
    in_contract: bool
    note: str


@dataclass(frozen=True, slots=True)
class Projection:
    """Emissions projected for a year."""

    year: int
    co2e_kg: float


@dataclass(frozen=True, eq=False)
class ReductionPlan:
    """Everything a Carbon Reduction Plan says.

    Attributes:
        entries: what the user entered, columns as resources/schema/carbon_reduction_plan.csv.
        baseline, current: the two years; the same one where there is only one.
        between: the years from the baseline to the current one, in order.
        factor_packs: ids of the factor packs the current figures rest on.
    """

    basis: Basis
    entries: dict[str, Any]
    baseline: YearFigures
    current: YearFigures
    between: tuple[YearFigures, ...]
    projection: Projection | None
    completed: tuple[Initiative, ...]
    future: tuple[Initiative, ...]
    factor_packs: tuple[str, ...]

    def text(self, name: str) -> str:
        """Return what was entered in a text column; blank where nothing was."""
        return words(self.entries.get(name))

    def number(self, name: str) -> float | None:
        """Return what was entered in a number column."""
        return amount(self.entries.get(name))

    def day(self, name: str) -> date | None:
        """Return what was entered in a date column."""
        return day_of(self.entries.get(name))

    def yes(self, name: str) -> bool:
        """Return whether a column was answered with yes."""
        return says_yes(self.entries.get(name))

    @property
    def supplier(self) -> str:
        """The supplier's name."""
        return self.text("supplier_name") or self.basis.name

    @property
    def commitment_year(self) -> int | None:
        """The year of net zero: as entered, else of the net zero target."""
        entered = self.number("commitment_year")
        return int(entered) if entered is not None else _net_zero_year(self.basis)

    @property
    def completed_kg(self) -> float | None:
        """[kg CO2e a year] what the completed initiatives avoid; None where none says how much."""
        known = [one.co2e_kg for one in self.completed if one.co2e_kg is not None]
        return sum(known) if known else None


def reduction_plan(basis: Basis) -> ReductionPlan:
    """Gather the Carbon Reduction Plan of a document.

    Raises:
        NothingToReportError: there is no reporting year.
    """
    entries = basis.row(TABLE)
    method = words(entries.get("scope_2_method")) or "location"
    current_id = basis.year_or_last(entries.get("reporting_year"))
    baseline_id = _baseline_id(basis, entries, current_id)
    first, last = basis.year_ids.index(baseline_id), basis.year_ids.index(current_id)
    chosen = basis.year_ids[first : last + 1] or (baseline_id, current_id)
    between = tuple(year_figures(basis, one, method) for one in chosen)
    lines = basis.inventory(current_id).cube.plan.lines
    return ReductionPlan(
        basis,
        entries,
        between[0],
        between[-1],
        between,
        _projection(basis, entries, between[0]),
        initiatives(basis, "completed"),
        initiatives(basis, "future"),
        tuple(sorted({line.factor.pack_id for line in lines})),
    )


def initiatives(basis: Basis, status: str) -> tuple[Initiative, ...]:
    """Return what was done, or is planned; status is completed or future."""
    rows = basis.tables["initiative"]
    return tuple(_initiative(row) for row in rows[rows["status"] == status].to_dict("records"))


def _initiative(row: dict[str, Any]) -> Initiative:
    tonnes = amount(row["co2e_t"])
    return Initiative(
        label=words(row["label"]),
        start=day_of(row["start"]),
        co2e_kg=None if tonnes is None else tonnes * KG_PER_TONNE,
        energy_kwh=amount(row["energy_kwh"]),
        in_contract=says_yes(row["in_contract"]),
        note=words(row["note"]),
    )


def _baseline_id(basis: Basis, entries: dict[str, Any], current_id: str) -> str:
    for name in (entries.get("baseline_year"), basis.organisation.get("base_year")):
        if words(name) in basis.year_ids:
            return words(name)
    return current_id


def _projection(basis: Basis, entries: dict[str, Any], baseline: YearFigures) -> Projection | None:
    """Return the projection as entered, else by the near-term target of all scopes from the same baseline."""
    year, tonnes = amount(entries.get("target_year")), amount(entries.get("target_co2e_t"))
    if year is not None and tonnes is not None:
        return Projection(int(year), tonnes * KG_PER_TONNE)
    for row in basis.tables["target"].to_dict("records"):
        wanted = (row["kind"], row["scopes"], row["per"], row["base_year"])
        share, until = amount(row["reduction_share"]), amount(row["target_year"])
        if wanted == ("near-term", "1+2+3", "total", baseline.year_id) and share is not None and until:
            return Projection(int(until), baseline.total_kg * (1 - share))
    return None


def _net_zero_year(basis: Basis) -> int | None:
    years = [
        amount(row["target_year"])
        for row in basis.tables["target"].to_dict("records")
        if row["kind"] == "net-zero"
    ]
    known = [int(year) for year in years if year is not None]
    return min(known) if known else None
