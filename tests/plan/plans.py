"""An organisation with two sites to plan for, and projects made of a few words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from carbonsv.inventory.inventory import Inventory, make_inventory
from carbonsv.model.policy import FactorPolicy
from carbonsv.model.tables import empty_frame
from carbonsv.plan.projects import Project, read_projects
from carbonsv.plan.starting_point import StartingPoint, starting_point
from tests import shipped

if TYPE_CHECKING:
    from carbonsv.model.issue import Issue

Row = dict[str, object]


@cache
def inventory() -> Inventory:
    records = shipped.table(
        shipped.record("natural-gas", 100_000.0, "kWh", site="a", id="1"),
        shipped.record("natural-gas", 50.0, "MWh", site="b", id="2"),
        shipped.record("electricity", 80_000.0, "kWh", site="a", id="3"),
    )
    year = shipped.period("2025-01-01", "2025-12-31")
    return make_inventory(records, shipped.library(), FactorPolicy(), year)


@cache
def point() -> StartingPoint:
    return starting_point(inventory())


def project(name: str, **more: object) -> Row:
    usual = {"id": name, "label": name, "activity": "natural-gas", "start": "2026-01-01", "life_years": 10.0}
    return {**usual, "capital_gbp": 0.0, "yearly_saving_gbp": 0.0, "active": True, **more}


def read(*rows: Row) -> tuple[list[Project], list[Issue]]:
    table = pd.DataFrame(list(rows))
    table = table.assign(start=pd.to_datetime(table["start"]).astype("datetime64[s]"))
    frame = pd.concat([empty_frame("project"), table], ignore_index=True)
    return read_projects(frame, point(), shipped.library(), FactorPolicy(), "location")


def projects(*rows: Row) -> list[Project]:
    found, issues = read(*rows)
    assert issues == []
    return found
