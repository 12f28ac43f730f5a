"""The factors as they are shipped, read once for all tests, and records made of a few words."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.engine.quantify import Quantification, quantify
from carbonsv.library.factor_library import FactorLibrary
from carbonsv.model.policy import FactorPolicy, Period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.library.factor import Factor

Row = dict[str, object]


@cache
def library() -> FactorLibrary:
    return FactorLibrary.load()


def period(start: str, end: str) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end))


def factor(factor_id: str) -> Factor:
    return library().factor(factor_id)


def record(activity: str, quantity: float, unit: str, year: int = 2025, **more: object) -> Row:
    """Return a record of one day in June of a year, unless its days are given."""
    dates = {"start": f"{year}-06-15", "end": f"{year}-06-15"}
    return {"id": "a", "activity": activity, "quantity": quantity, "unit": unit} | dates | more


def table(*rows: Mapping[str, object]) -> pd.DataFrame:
    """Return records as the program holds them: typed dates, blank text where nothing is given."""
    frame = pd.DataFrame([dict(row) for row in rows])
    text = {name: frame[name].fillna("") for name in ("site", "quality", "scope") if name in frame}
    dates = {name: pd.to_datetime(frame[name]).astype("datetime64[s]") for name in ("start", "end")}
    return frame.assign(**text, **dates)


def quantified(activity: str, quantity: float, unit: str, year: int = 2025, **more: object) -> Quantification:
    return quantify(table(record(activity, quantity, unit, year, **more)), library(), FactorPolicy())


def lines_of(activity: str, quantity: float, unit: str, year: int = 2025, **more: object) -> pd.DataFrame:
    return quantified(activity, quantity, unit, year, **more).lines


def issues_of(activity: str, quantity: float, unit: str, year: int = 2025, **more: object) -> list[str]:
    return [issue.code for issue in quantified(activity, quantity, unit, year, **more).issues]
