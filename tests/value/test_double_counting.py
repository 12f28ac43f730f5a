from __future__ import annotations

from carbonsv.value.double_counting import clashes
from tests.value.claims import appraised


def test_a_site_total_and_its_component_cannot_both_count() -> None:
    part = appraised("ESV01", 10, 5, "kWh", id="lights", part="lighting")
    total = appraised("ESV01", 100, 50, "kWh", id="total", whole_site=True)
    found = clashes([part, total])
    assert [(one.kept, one.refused, one.certain) for one in found] == [("total", "lights", True)]
    assert "total" in found[0].issue.sentence
    assert "lights" in found[0].issue.sentence


def test_two_parts_of_a_site_both_count() -> None:
    lights = appraised("ESV01", 10, 5, "kWh", id="a", part="lighting")
    fans = appraised("ESV01", 10, 5, "kWh", id="b", part="ventilation")
    assert clashes([lights, fans]) == []


def test_the_same_part_twice_counts_once() -> None:
    pair = [appraised("ESV01", 10, 5, "kWh", id=name, part="Lighting") for name in "ab"]
    assert [one.refused for one in clashes(pair)] == ["b"]


def test_claims_that_do_not_say_their_part_are_doubtful() -> None:
    pair = [appraised("ESV01", 10, 5, "kWh", id=name) for name in "ab"]
    assert [(one.certain, one.issue.severity) for one in clashes(pair)] == [(False, "warning")]


def test_film_and_board_are_different_tonnes() -> None:
    film = appraised("ESV10", 2, 1, "tonnes", id="a", whole_site=True)
    board = appraised("ESV11", 2, 1, "tonnes", id="b", whole_site=True)
    assert clashes([film, board]) == []


def test_other_years_and_other_sites_are_other_tonnes() -> None:
    first = appraised("ESV01", 10, 5, "kWh", 2024, id="a", site="x")
    later = appraised("ESV01", 10, 5, "kWh", 2025, id="b", site="x")
    elsewhere = appraised("ESV01", 10, 5, "kWh", 2024, id="c", site="y")
    assert clashes([first, later, elsewhere]) == []


def test_a_whole_site_listed_later_is_kept_all_the_same() -> None:
    parts = [appraised("ESV01", 10, 5, "kWh", id=name, part=name) for name in "ab"]
    total = appraised("ESV01", 100, 50, "kWh", id="total", whole_site=True)
    assert [(one.kept, one.refused) for one in clashes([*parts, total])] == [("total", "a"), ("total", "b")]


def test_tonnes_worked_out_elsewhere_belong_to_no_group() -> None:
    assert clashes([appraised("co2e-avoided", 2, 1, "t CO2e", id=name) for name in "ab"]) == []
