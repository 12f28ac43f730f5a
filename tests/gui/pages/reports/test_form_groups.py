from __future__ import annotations

from carbonsv.gui.pages.reports.form_groups import groups_of
from carbonsv.model import tables


def test_every_question_of_the_plan_is_asked_once() -> None:
    asked = [name for group in groups_of("carbon_reduction_plan") for name in group.columns]
    declared = [column.name for column in tables.table("carbon_reduction_plan").columns]
    assert sorted(asked) == sorted(set(declared) - {"id"})


def test_a_short_form_has_one_part_with_every_column() -> None:
    assert [group.columns for group in groups_of("secr_statement")] == [()]
