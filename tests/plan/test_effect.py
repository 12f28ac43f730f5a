from __future__ import annotations

import pandas as pd

from carbonsv.plan.effect import effect_by_year
from carbonsv.plan.trajectory import Outlook, trajectory

from .plans import point, project, projects


def years(*rows: tuple[int, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["year", "scope", "co2e_kg"])


def test_the_effect_is_the_difference_of_each_scope_and_of_the_total() -> None:
    planned, unplanned = (
        years((2026, "1", 70.0), (2026, "2", 40.0)),
        years((2026, "1", 100.0), (2026, "2", 30.0)),
    )
    row = effect_by_year(Outlook(planned, unplanned)).iloc[0]
    assert (row["effect_kg_1"], row["effect_kg_2"], row["effect_kg_3"]) == (70 - 100, 40 - 30, 0)
    assert (row["co2e_kg_total"], row["effect_kg_total"]) == (70 + 40, 110 - 130)


def test_without_projects_there_is_no_effect() -> None:
    same = trajectory(point(), [], 2030)
    table = effect_by_year(Outlook(same, same))
    assert (table["effect_kg_total"] == 0).all()
    assert len(table) == 2030 - 2025 + 1


def test_the_effects_of_the_scopes_add_up_to_that_of_the_total() -> None:
    chosen = projects(project("a", saved_share=0.5), project("b", saved_quantity=1000.0, unit="kWh"))
    table = effect_by_year(Outlook(trajectory(point(), chosen, 2030), trajectory(point(), [], 2030)))
    parts = table[["effect_kg_1", "effect_kg_2", "effect_kg_3"]].sum(axis=1)
    assert (abs(parts - table["effect_kg_total"]) < 1e-6).all()
    assert (table["effect_kg_total"].iloc[1:] < 0).all()
