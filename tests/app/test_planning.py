from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.app.planning import count_projects, plan_of

if TYPE_CHECKING:
    from carbonsv.app.session import Session

HALF = {"label": "Half", "activity": "electricity", "saved_share": 0.5, "life_years": 10.0}


@pytest.fixture
def planned(session: Session, record: str) -> Session:
    assert record
    session.add_row("project", {"id": "half", "start": "2026-01-01", **HALF})
    session.add_row("project", {"id": "other", "start": "2026-01-01", "active": False, **HALF})
    return session


def test_only_projects_that_count_are_in_the_trajectory(planned: Session) -> None:
    plan = plan_of(planned.snapshot())
    effects = plan.effects().set_index("year")
    first = plan.point.year
    assert plan.active == {"half"}
    assert effects.loc[2026, "co2e_kg_total"] == pytest.approx(effects.loc[first, "co2e_kg_total"] / 2)


def test_switches_act_one_after_the_other_on_what_is_left(planned: Session) -> None:
    effects = plan_of(planned.snapshot()).effects(frozenset({"half", "other"})).set_index("year")
    first = effects.index[0]
    assert effects.loc[2026, "co2e_kg_total"] == pytest.approx(effects.loc[first, "co2e_kg_total"] / 4)


def test_counting_other_projects_is_one_change_that_can_be_undone(planned: Session) -> None:
    count_projects(planned, frozenset({"other"}))
    assert plan_of(planned.snapshot()).active == {"other"}
    planned.undo()
    assert plan_of(planned.snapshot()).active == {"half"}


def test_counting_the_same_projects_changes_nothing(planned: Session) -> None:
    before = len(planned.document.history())
    count_projects(planned, frozenset({"half"}))
    assert len(planned.document.history()) == before


def test_a_target_that_is_being_typed_is_told(planned: Session) -> None:
    planned.add_row("target", {"label": "Net zero"})
    plan = plan_of(planned.snapshot())
    assert [(one.code, one.hint) for one in plan.issues] == [
        ("target-unfinished", "Fill in Base year, Target year and Reduction.")
    ]


def test_the_path_of_the_grid_can_be_held_back(planned: Session) -> None:
    planned.add_row("grid_path", {"year": 2026, "co2e_kg_per_kwh": 0.0, "source": "a test"})
    planned.add_row("grid_path", {"source": "still being typed"})
    plan = plan_of(planned.snapshot())
    assert plan.effects().set_index("year").loc[2026, "co2e_kg_2"] == 0
    assert plan.effects(hold_grid=True).set_index("year").loc[2026, "co2e_kg_2"] > 0
    assert "grid factor by the path entered" in plan.trajectory_caption()
    assert "grid factor held" in plan.trajectory_caption(hold_grid=True)
