"""The same inventory by other means: plain NumPy, polars, DuckDB, and pint one quantity at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import pandas as pd
import pint
import polars as pl

from carbonsv.engine.quantify import quantify
from carbonsv.paths import RESOURCES
from carbonsv.units.names import unit_named
from tests.benchmarks.made_records import POLICY

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from carbonsv.library.factor_library import FactorLibrary

GROUPS = ["scope", "category", "site", "month"]


@dataclass(frozen=True, eq=False)
class Arrays:
    """All lines of some records, laid out beforehand so that NumPy has only to multiply and group.

    Attributes:
        quantity: (n,) of each record, in its own unit.
        source: (m,) record of each line.
        co2e_kg_per_unit: (m,) [kg CO2e per record unit] of each line.
        code: (m,) which factor each line uses.
        co2e_kg_per_unit_by_code: (p,) [kg CO2e per record unit] of each factor.
        group: (m,) number of each line's scope, category, site and month.
        groups: how many there are.
    """

    quantity: NDArray[np.float64]
    source: NDArray[np.int64]
    co2e_kg_per_unit: NDArray[np.float64]
    code: NDArray[np.int64]
    co2e_kg_per_unit_by_code: NDArray[np.float64]
    group: NDArray[np.int64]
    groups: int


def lay_out(records: pd.DataFrame, library: FactorLibrary) -> Arrays:
    """Lay out the lines of records that each lie within one month."""
    done = quantify(records, library, POLICY)
    counts = done.lines.groupby("id", sort=False).size().to_numpy()
    source = np.repeat(np.arange(len(records)), counts)
    code, per_unit = done.plan_line, np.nan_to_num(done.plan.co2e_kg_per_unit * done.plan.conversion)
    month = records["start"].to_numpy().astype("datetime64[M]").astype(np.int64)
    codes = [done.lines[name].cat.codes.to_numpy() for name in ("scope", "category")]
    keys = pd.DataFrame({"scope": codes[0], "category": codes[1], "month": month[source]})
    keys["site"] = records["site"].cat.codes.to_numpy()[source]
    group = keys.groupby([*keys], sort=False).ngroup().to_numpy()
    quantity = records["quantity"].to_numpy()
    return Arrays(quantity, source, per_unit[code], code, per_unit, group, int(group.max()) + 1)


def numpy_only(arrays: Arrays) -> NDArray[np.float64]:
    """Multiply and group: the least any program can do that makes every line."""
    co2e_kg = arrays.quantity[arrays.source] * arrays.co2e_kg_per_unit
    return np.bincount(arrays.group, weights=co2e_kg, minlength=arrays.groups)  # type: ignore[return-value]


def numpy_by_code(arrays: Arrays) -> NDArray[np.float64]:
    """Multiply and group where factors are looked up, so that one of them can be changed."""
    co2e_kg = arrays.quantity[arrays.source] * arrays.co2e_kg_per_unit_by_code[arrays.code]
    return np.bincount(arrays.group, weights=co2e_kg, minlength=arrays.groups)  # type: ignore[return-value]


def line_table(records: pd.DataFrame, library: FactorLibrary) -> pd.DataFrame:
    """Return (l rows) activity, unit, scope, category and [kg CO2e per record unit] of every line to join."""
    one_each = records.drop_duplicates(["activity", "unit"])
    done = quantify(one_each, library, POLICY)
    lines = done.lines.merge(one_each[["id", "activity", "unit"]].astype(str), on="id")
    per_unit = (done.plan.co2e_kg_per_unit * done.plan.conversion)[done.plan_line]
    columns = {name: lines[name] for name in ("activity", "unit")}
    columns |= {name: lines[name].astype(object).fillna("").astype(str) for name in ("scope", "category")}
    return pd.DataFrame({**columns, "per_unit": np.nan_to_num(per_unit)})


def in_polars(records: pd.DataFrame, lines: pd.DataFrame) -> Callable[[], float]:
    """Put both tables into polars, text as enumerations, and return the join and group."""
    kinds = {name: pl.Enum(list(records[name].cat.categories)) for name in ("activity", "unit", "site")}
    texts = {name: pl.Series(records[name].astype(str).tolist(), dtype=kinds[name]) for name in kinds}
    start = records["start"].to_numpy().astype("datetime64[ms]")
    left = pl.DataFrame({**texts, "start": start, "quantity": records["quantity"].to_numpy()}).with_columns(
        pl.col("start").cast(pl.Date)
    )
    right = pl.DataFrame({name: lines[name].tolist() for name in lines}).with_columns(
        pl.col("activity").cast(kinds["activity"]), pl.col("unit").cast(kinds["unit"])
    )
    query = (
        left.lazy()
        .join(right.lazy(), on=["activity", "unit"])
        .with_columns(month=pl.col("start").dt.truncate("1mo"))
        .group_by(GROUPS)
        .agg((pl.col("quantity") * pl.col("per_unit")).sum().alias("co2e_kg"))
    )
    return lambda: float(query.collect()["co2e_kg"].sum())


def in_duckdb(records: pd.DataFrame, lines: pd.DataFrame) -> Callable[[], float]:
    """Put both tables into DuckDB, text as enumerations, and return the join and group."""
    connection = duckdb.connect()
    connection.register("given_records", records)
    connection.register("given_lines", lines.astype(records.dtypes[["activity", "unit"]]))
    chosen = "site, activity, unit, quantity, CAST(start AS DATE) AS start"
    connection.execute(f"CREATE TABLE records AS SELECT {chosen} FROM given_records")  # noqa: S608
    connection.execute("CREATE TABLE lines AS SELECT * FROM given_lines")
    query = """
        SELECT scope, category, site, date_trunc('month', start) AS month, sum(quantity * per_unit) AS co2e_kg
        FROM records JOIN lines USING (activity, unit) GROUP BY ALL
    """
    return lambda: float(np.sum(connection.execute(query).fetchnumpy()["co2e_kg"]))


def by_pint(records: pd.DataFrame, library: FactorLibrary) -> Callable[[], float]:
    """Return the inventory of records as one pint quantity per line, converted, multiplied and added."""
    ours: pint.UnitRegistry[Any] = pint.UnitRegistry(None)
    ours.load_definitions(RESOURCES / "units.txt")
    done = quantify(records, library, POLICY)
    values = dict(zip(records["id"], records["quantity"].tolist(), strict=True))
    units = dict(zip(records["id"], records["unit"].astype(str), strict=True))
    pairs = zip(done.lines["id"], (done.plan.lines[number] for number in done.plan_line), strict=True)
    rows = [(values[one], _pint_name(units[one]), line) for one, line in pairs if line.factor.has_co2e]
    work = [(value, unit, _pint_name(line.factor.unit), line.factor.co2e_kg) for value, unit, line in rows]
    return lambda: sum(_pint_line(ours, *one) for one in work).magnitude


def _pint_line(ours: Any, value: float, unit: str, factor_unit: str, co2e_kg: float) -> Any:
    per_unit = ours.Quantity(co2e_kg, f"kilogram_co2e / {factor_unit}")
    return (ours.Quantity(value, unit).to(factor_unit) * per_unit).to("kilogram_co2e")


def _pint_name(unit: str) -> str:
    return unit_named(unit).pint_name
