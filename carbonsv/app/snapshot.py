"""A document as it was at one moment, for jobs: nothing the user does afterwards changes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from carbonsv.app.results.market_explanation import explain_market
from carbonsv.engine.carried import Carried
from carbonsv.engine.explain import explain
from carbonsv.engine.quantify import Quantification, quantify
from carbonsv.engine.scope2 import market_text
from carbonsv.errors import CarbonsvError, UnknownNameError
from carbonsv.inventory.explain_total import explain_total
from carbonsv.inventory.inventory import Inventory, inventory_of
from carbonsv.model.policy import FactorPolicy, Period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.library.factor_library import FactorLibrary


class NoReportingYearError(CarbonsvError):
    """The document has no reporting year yet."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("The document has no reporting year.", "Add one on the Organisation page.")


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The tables of a document by name, and the factors that apply to it.

    Attributes:
        carried: what is known from earlier snapshots of the document.
    """

    tables: Mapping[str, pd.DataFrame]
    library: FactorLibrary
    carried: Carried = field(default_factory=Carried, repr=False)

    def frame(self, name: str) -> pd.DataFrame:
        """Return (n rows) of a table, as the document does."""
        return self.tables[name]

    @cached_property
    def organisation(self) -> dict[str, Any]:
        """The organisation's own row."""
        rows = self.tables["organisation"].to_dict("records")
        return (
            rows[0]
            if rows
            else {"name": "", "factor_year_policy": "majority", "flights_radiative_forcing": "with"}
        )

    @cached_property
    def year_ids(self) -> tuple[str, ...]:
        """The reporting years from the first to the last."""
        return tuple(self.tables["reporting_year"].sort_values("start")["id"])

    def year(self, year_id: str | None = None) -> tuple[str, Period]:
        """Return the label and period of a reporting year by id or label; the last one by default.

        Raises:
            NoReportingYearError: there is none.
            UnknownNameError: there is none of this id or label.
        """
        if not self.year_ids:
            raise NoReportingYearError
        years = self.tables["reporting_year"]
        wanted = year_id or self.year_ids[-1]
        found = years[(years["id"] == wanted) | (years["label"] == wanted)]
        if found.empty:
            raise UnknownNameError("reporting year", wanted, tuple(years["label"]))
        row = found.iloc[0]
        return str(row["label"]), Period(row["start"].date(), row["end"].date())

    def policy(self, period: Period | None) -> FactorPolicy:
        """Return the document's choices for a reporting year."""
        organisation = self.organisation
        return FactorPolicy(
            factor_year=organisation["factor_year_policy"],
            radiative_forcing=organisation["flights_radiative_forcing"],
            reporting_year=period,
        )

    def inventory(self, year_id: str | None = None) -> Inventory:
        """Return the inventory of a reporting year, the last one by default; it is made once."""
        label, period = self.year(year_id)
        if (label, period) not in self._inventories:
            policy = self.policy(period)
            cube = self.carried.cube(self.tables["activity"], self.library, policy, period, self._shares())
            self._inventories[label, period] = inventory_of(
                cube, policy, period, label=label, instruments=self.tables["instrument"]
            )
        return self._inventories[label, period]

    def quantify(self, records: pd.DataFrame | None = None) -> Quantification:
        """Quantify records one by one, each by the factors of the reporting year it lies in."""
        return quantify(
            self.tables["activity"] if records is None else records, self.library, self.policy(None)
        )

    def record(self, record_id: str) -> dict[str, Any]:
        """Return one activity record.

        Raises:
            UnknownNameError: there is none of this id.
        """
        activities = self.tables["activity"]
        found = activities[activities["id"] == record_id]
        if found.empty:
            raise UnknownNameError("record", record_id)
        return dict(found.iloc[0])

    def explain(self, record_id: str) -> str:
        """Write out every emission line of one record."""
        record = self.record(record_id)
        year_id = self._year_of(record)
        period = self.year(year_id)[1] if year_id else None
        return explain(record, self.library, self.policy(period), self._market_text(record, year_id))

    def explain_total(self, year_id: str | None = None, scope: str = "", category: int | None = None) -> str:
        """Write out a total of a reporting year as the sum of quantities times factors."""
        return explain_total(self.inventory(year_id), self.library, scope, category)

    def explain_market(self, year_id: str | None = None, scope: str = "") -> str:
        """Write out scope 2, or the total, of a reporting year by the market-based method."""
        return explain_market(self.inventory(year_id), scope)

    def _market_text(self, record: Mapping[str, Any], year_id: str | None) -> str:
        """Say how contractual instruments change a record's market-based line, where there are any."""
        if year_id is None or self.tables["instrument"].empty:
            return ""
        site = record["site"] if isinstance(record["site"], str) else ""
        return market_text(self.inventory(year_id).lines, site, record["start"], record["end"])

    def _year_of(self, record: Mapping[str, Any]) -> str | None:
        """Return the reporting year that a record starts in, else the one it ends in."""
        for day in (record["start"], record["end"]):
            for year_id in self.year_ids:
                period = self.year(year_id)[1]
                if not pd.isna(day) and period.start <= day.date() <= period.end:
                    return year_id
        return None

    @cached_property
    def _inventories(self) -> dict[tuple[str, Period], Inventory]:
        return {}

    def _shares(self) -> dict[str, float]:
        """Return each site's share where the consolidation approach is equity share.

        Source: GHG Protocol Corporate Standard (2004), ch. 3.
        """
        if self.organisation.get("consolidation_approach") != "equity-share":
            return {}
        sites = self.tables["site"]
        return dict(zip(sites["id"], sites["share"].fillna(1.0), strict=True))
