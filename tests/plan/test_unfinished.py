from __future__ import annotations

import pytest

from carbonsv.plan.unfinished import UnfinishedRowError, is_blank, issue_of, refuse_unfinished

from .plans import project, read


def test_a_row_with_every_required_cell_passes() -> None:
    refuse_unfinished("project", project("a"))


def test_blank_cells_are_named_as_the_table_heads_them() -> None:
    row = {**project("a"), "activity": None, "start": float("nan")}
    with pytest.raises(UnfinishedRowError, match="The project “a” is not finished") as refusal:
        refuse_unfinished("project", row)
    assert refusal.value.hint == "Fill in Activity and Start."


def test_a_row_without_a_name_is_still_named() -> None:
    error = UnfinishedRowError("target", "", ["Name"])
    assert str(error) == "A target without a name is not finished."
    assert issue_of("target", "t1", error).code == "target-unfinished"
    assert issue_of("target", "t1", error).severity == "notice"


def test_an_unfinished_project_is_told_and_the_others_are_read() -> None:
    found, issues = read(
        project("a", saved_share=0.1), project("b", saved_share=0.1, life_years=float("nan"))
    )
    assert [one.id for one in found] == ["a"]
    assert [(one.record, one.code) for one in issues] == [("b", "project-unfinished")]


@pytest.mark.parametrize("value", [None, "", "  ", float("nan")])
def test_what_holds_nothing_is_blank(value: object) -> None:
    assert is_blank(value)
    assert not is_blank(0.0)
