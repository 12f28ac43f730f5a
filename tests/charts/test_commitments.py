from __future__ import annotations

from datetime import date

from matplotlib.colors import to_hex

from carbonsv.charts.commitments import commitment_chart
from carbonsv.charts.theme import LIGHT
from carbonsv.value.commitments import Commitment

from .seen import words

TODAY, CAPTION = date(2025, 3, 31), "Carbon SV; as delivered"


def promise(name: str, quantity: float, delivered: float, due: date) -> Commitment:
    return Commitment(name, name, "kWh", quantity, delivered, due, "Facilities")


LATE = promise("Save electricity", 2000.0, 1200.0, date(2025, 3, 30))
MET = promise("Volunteer", 100.0, 140.0, date(2025, 1, 1))
OPEN = promise("Insulate", 100.0, 0.0, date(2026, 1, 1))


def test_late_ones_come_first_and_say_so_in_words() -> None:
    chart = commitment_chart([OPEN, MET, LATE], TODAY, CAPTION)
    assert chart.data["promise"].tolist() == ["Save electricity", "Volunteer", "Insulate"]
    assert "1,200 of 2,000 kWh, due 30 March 2025, late, Facilities" in words(chart.figure)
    assert chart.alt_text.startswith("3 commitments on 31 March 2025: 1 met, 1 late.")


def test_a_bar_is_filled_as_far_as_it_was_delivered_and_never_beyond() -> None:
    axes = commitment_chart([LATE, MET, OPEN], TODAY, CAPTION).figure.axes
    late, met, _ = (one.patches[1] for one in axes)
    ends = [one.get_path().get_extents(one.get_patch_transform()).x1 for one in (late, met)]
    assert ends == [0.6, 1.0]
    assert to_hex(late.get_facecolor()) == LIGHT.series[2]


def test_the_share_beyond_the_promise_is_still_said() -> None:
    assert "140.0 %" in words(commitment_chart([MET], TODAY, CAPTION).figure)


def test_a_promise_of_nothing_is_drawn_empty() -> None:
    chart = commitment_chart([promise("Nothing", 0.0, 5.0, TODAY)], TODAY, CAPTION)
    assert "not available" in words(chart.figure)


def test_no_commitments_say_what_to_do() -> None:
    assert "No commitments yet" in words(commitment_chart([], TODAY, CAPTION).figure)
