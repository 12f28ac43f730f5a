"""A year of monthly bills, and what findings are worked out from."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from carbonsv.app.results.finding_rules import finding_rules
from carbonsv.inventory.findings.basis import Basis
from carbonsv.inventory.findings.check import check
from carbonsv.model.policy import Period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.inventory.findings.finding import Finding

YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
TODAY = date(2025, 6, 1)
TEXTS = ("site", "reference", "meter", "vehicle", "supplier", "note", "quality", "source", "typed", "reason")
LABELS = {
    "electricity": "Electricity (UK grid)",
    "natural-gas": "Natural gas",
    "spend/sic-62": "Spend on software",
    "taxi/regular-taxi": "Taxi: Regular taxi",
}
Row = dict[str, object]


def bill(month: int, quantity: float = 1000.0, **more: object) -> Row:
    """A bill of head office electricity for one month of 2024."""
    dates = {"start": f"2024-{month:02d}-01", "end": f"2024-{month:02d}-{monthrange(2024, month)[1]}"}
    usual = {"id": f"b{month}", "site": "ho", "activity": "electricity", "unit": "kWh", "quality": "invoiced"}
    return usual | {"quantity": quantity, "reference": f"OE-{month:02d}"} | dates | more


def year(**more: object) -> list[Row]:
    """Twelve bills whose quantities differ by a few percent."""
    return [bill(month, 1000.0 + 10 * (month % 5), **more) for month in range(1, 13)]


def basis(rows: list[Row], **more: Any) -> Basis:
    """The basis of some records, with the rules as shipped."""
    known: Mapping[str, Any] = {
        "labels": LABELS,
        "sites": {"ho": "Head office"},
        "meters": {"m1": "Main incomer", "m2": "Annexe"},
        "years": (("2024", YEAR),),
        "label": "2024",
        "period": YEAR,
        "people": 0.0,
        "today": TODAY,
        "rules": finding_rules(),
    }
    return Basis(activities=_table(rows), **{**known, **more})


def _table(rows: list[Row]) -> pd.DataFrame:
    columns = ["id", "site", "activity", "quantity", "unit", "start", "end", *TEXTS[1:]]
    frame = pd.DataFrame(rows, columns=columns)
    texts = {name: frame[name].astype("str") for name in columns if name not in {"quantity", "start", "end"}}
    dates = {name: pd.to_datetime(frame[name]).astype("datetime64[s]") for name in ("start", "end")}
    return frame.assign(quantity=frame["quantity"].astype("float64"), **texts, **dates)


def found(rows: list[Row], code: str, **more: Any) -> list[Finding]:
    """The findings of one code among some records."""
    return [one for one in check(basis(rows, **more), None) if one.code == code]


def sentences(rows: list[Row], code: str, **more: Any) -> list[str]:
    return [one.sentence for one in found(rows, code, **more)]
