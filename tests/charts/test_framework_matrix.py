from __future__ import annotations

import numpy as np

from carbonsv.charts.framework_matrix import framework_matrix
from carbonsv.library.measures import Priority
from carbonsv.value.frameworks import Matrix, MatrixRow

from .seen import shown, words

GREENER, AIR = Priority("f", "P1", "Greener"), Priority("f", "P2", "Clean air")
LIGHTS = MatrixRow("ESV01", "Electricity saved", ("LED lighting",), frozenset({("f", "P1")}))
UNCLAIMED = MatrixRow("ESV02", "Gas saved", (), frozenset({("f", "P2")}))
MATRIX = Matrix((GREENER, AIR), (LIGHTS, UNCLAIMED))
CAPTION = "Carbon SV; a proposal"


def test_only_measures_that_are_claimed_have_a_column() -> None:
    chart = framework_matrix(MATRIX, "Framework", CAPTION)
    assert chart.data.columns.tolist() == ["code", "priority", "Electricity saved"]
    assert chart.data["Electricity saved"].tolist() == [True, False]
    assert "1 Electricity saved: LED lighting" in words(chart.figure)


def test_a_dot_stands_where_a_measure_serves_a_priority() -> None:
    dots = framework_matrix(MATRIX, "Framework", CAPTION).figure.axes[0].collections
    assert [np.shape(one.get_offsets())[0] for one in dots] == [1, 0]


def test_what_is_not_covered_is_named() -> None:
    said = framework_matrix(MATRIX, "Framework", CAPTION).alt_text
    assert said == "Claims serve 1 of 2 priorities of Framework. Not covered: P2 Clean air."


def test_lead_priorities_are_bold() -> None:
    figure = framework_matrix(MATRIX, "Framework", CAPTION, lead=[("f", "P2")]).figure
    weights = {one.get_text(): one.get_fontproperties().get_weight() for one in shown(figure)}
    assert (weights["P1 Greener"], weights["P2 Clean air"]) == ("normal", "bold")


def test_without_claims_nothing_is_covered() -> None:
    chart = framework_matrix(Matrix((GREENER,), (UNCLAIMED,)), "Framework", CAPTION)
    assert "No claims yet" in words(chart.figure)
