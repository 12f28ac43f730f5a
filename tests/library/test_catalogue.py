from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from carbonsv.errors import UnknownNameError
from carbonsv.library.catalogue import ActivityKind, Catalogue, Series, read_catalogue
from carbonsv.paths import FACTORS
from carbonsv.units.convert import dimension
from tests.shipped import library

if TYPE_CHECKING:
    from pathlib import Path

KINDS = library().catalogue
LINES = "kind,series,lifecycle,scope,category,method,required,condition,of_which_non_kyoto\n"
HOTEL = "hotel/{country},travel,Hotel night: {country},overnight|room,room.night,accommodation,\n"


def small(folder: Path, activities: str, lines: str, *series: Series) -> Catalogue:
    heading = "kind,topic,label,synonyms,default_unit,dimensions,note\n"
    (folder / "activities.csv").write_text(heading + activities)
    (folder / "activity_lines.csv").write_text(LINES + lines)
    (folder / "common_activities.csv").write_text("kind,synonyms\n")
    return read_catalogue(folder, series)


def hotel(country: str, printed: str) -> Series:
    labels = {"hotel-stay": "Hotel stay", country: printed}
    return Series(f"hotel-stay/{country}", labels, "Hotel stay", ("room.night",))


def test_a_pattern_stands_for_every_series_it_matches(tmp_path: Path) -> None:
    made = small(
        tmp_path,
        HOTEL,
        "hotel/{country},hotel-stay/{country},direct,3,6,both,yes,,\n",
        hotel("uk", "UK"),
        hotel("french-polynesia", "French Polynesia"),
    )
    assert [(kind.id, kind.label) for kind in made] == [
        ("hotel/uk", "Hotel night: UK"),
        ("hotel/french-polynesia", "Hotel night: French Polynesia"),
    ]
    assert made.find("hotel/uk").lines[0].series == "hotel-stay/uk"


def test_a_slot_is_one_part_of_a_series_and_no_more(tmp_path: Path) -> None:
    lines = "hotel/{country},hotel-stay/{country},direct,3,6,both,yes,,\n"
    assert len(small(tmp_path, HOTEL, lines, hotel("uk/london", "London"))) == 0


def test_a_line_whose_series_no_pack_has_is_left_out(tmp_path: Path) -> None:
    lines = "hotel/{country},hotel-stay/{country},direct,3,6,both,yes,,\n"
    lines += "hotel/{country},wtt-hotel-stay/{country},wtt,3,6,both,no,,\n"
    [kind] = small(tmp_path, HOTEL, lines, hotel("uk", "UK"))
    assert [line.lifecycle for line in kind.lines] == ["direct"]


def test_ids_and_labels_are_unique() -> None:
    kinds = list(KINDS)
    assert len({kind.id for kind in kinds}) == len({kind.label.casefold() for kind in kinds}) == len(kinds)


@pytest.mark.parametrize(
    "name",
    [
        "electricity",
        "ELECTRICITY",
        " Electricity ",
        "Electricity (UK grid)",
        "electricity (uk  GRID)",
        "leccy",
    ],
)
def test_a_kind_is_found_by_id_label_or_synonym_in_any_case(name: str) -> None:
    assert KINDS.find(name).id == "electricity"


def test_a_word_that_means_several_kinds_finds_none_and_offers_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="“staff survey” is not a known activity"):
        KINDS.find("staff survey")
    with pytest.raises(UnknownNameError) as caught:
        KINDS.find("electrcity")
    assert "electricity" in caught.value.hint


@pytest.mark.parametrize("name", ["", "zzzz", "x" * 5000, "hotel/atlantis"])
def test_an_unknown_activity_is_refused_with_a_short_sentence(name: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        KINDS.find(name)
    assert len(str(caught.value)) < 120


def test_every_topic_has_kinds_and_every_kind_a_topic() -> None:
    topics = ("buildings", "travel", "waste", "procurement")
    assert sum(len(KINDS.topic(topic)) for topic in topics) == len(KINDS)
    assert all(KINDS.topic(topic) for topic in topics)


def test_the_usual_unit_is_one_of_those_that_fit_and_comes_with_its_dimension() -> None:
    for kind in KINDS:
        assert kind.default_unit in kind.units, kind.id
        assert dimension(kind.default_unit) in kind.dimensions, kind.id


def test_money_is_offered_in_the_currency_of_the_factor_only() -> None:
    assert KINDS.find("spend/sic-62").units == ("GBP",)


def test_only_what_burns_is_offered_on_a_calorific_value() -> None:
    assert "kWh (Gross CV)" in KINDS.find("natural-gas").units
    assert not [unit for unit in KINDS.find("electricity").units if unit.endswith("CV)")]


def test_an_unladen_lorry_is_offered_by_distance_only() -> None:
    assert KINDS.find("freight-hgv/all-hgvs/0-laden").dimensions == ("distance",)
    assert KINDS.find("freight-hgv/all-hgvs/50-laden").dimensions == ("freight", "distance")


def test_every_line_has_a_scope_and_scope_3_a_category_and_no_other() -> None:
    for kind in KINDS:
        for line in kind.lines:
            assert (line.category is not None) == (line.scope == "3"), kind.id
            assert line.scope in {"1", "2", "3", "outside"}
            assert (line.method != "both") <= (line.scope == "2"), kind.id


def test_every_location_based_line_has_its_market_based_twin() -> None:
    for kind in KINDS:
        by_method = {
            method: [x.series for x in kind.lines if x.method == method] for method in ("location", "market")
        }
        assert by_method["location"] == by_method["market"], kind.id


def test_every_kind_has_a_line_that_must_have_a_factor() -> None:
    assert [kind.id for kind in KINDS if not any(line.required for line in kind.lines)] == []


def test_the_rows_of_both_tables_name_the_same_kinds() -> None:
    names = []
    for file in ("activities", "activity_lines"):
        with (FACTORS / f"{file}.csv").open(encoding="utf-8", newline="") as table:
            names.append({row["kind"] for row in csv.DictReader(table, strict=True)})
    assert names[0] == names[1]


def test_the_recipe_of_a_series_is_filled_with_its_parts() -> None:
    recipe = KINDS.recipe_of_series("hotel-stay/hotel-stay/uk")
    assert recipe is not None
    assert (recipe.series, recipe.category) == ("hotel-stay/hotel-stay/uk", 6)
    assert KINDS.recipe_of_series("no/such/series") is None


def test_more_kinds_are_added_without_changing_the_first_catalogue() -> None:
    extra = ActivityKind("own/x", "travel", "Dog walks", ("walkies",), "km", ("distance",), ())
    more = KINDS.extended([extra])
    assert (more.find("walkies"), "own/x" in KINDS, len(more)) == (extra, False, len(KINDS) + 1)
    assert more.recipe_of_series("hotel-stay/hotel-stay/uk") is not None
