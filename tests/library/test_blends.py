from __future__ import annotations

import pytest

from carbonsv.library.blends import blend_packs
from carbonsv.paths import FACTORS
from tests.shipped import factor, library

AR4, AR5 = blend_packs(FACTORS / "refrigerant-blends")


def test_there_is_a_pack_for_each_set_of_potentials_from_the_year_it_is_used() -> None:
    assert [(pack.id, pack.year) for pack in (AR4, AR5)] == [
        ("refrigerant-blends-ar4", 2018),
        ("refrigerant-blends-ar5", 2023),
    ]


def test_a_blend_without_a_value_has_no_row() -> None:
    assert AR4.factors["co2e_kg"].notna().all()
    assert len(AR4.factors) < len(AR5.factors)


def test_a_blend_is_its_parts_by_mass() -> None:
    """R513A is 44 % HFC-134a (1300) and 56 % R1234yf (1, of which less than 1 is published)."""
    one = factor("refrigerant-blends-ar5/refrigerant-blends/r513a:kg")
    assert one.co2e_kg == pytest.approx(0.44 * 1300 + 0.56 * 1, abs=0.1)
    assert "computed from" in one.note


def test_a_published_blend_has_the_value_of_the_official_pack() -> None:
    official = factor(
        "ukgov-2025/refrigerant-and-other/blends/r410a/total-emissions-including-non-kyoto-products:kg"
    )
    assert factor("refrigerant-blends-ar5/refrigerant-blends/r410a:kg").co2e_kg == official.co2e_kg == 1924


def test_every_blend_says_where_it_was_read_and_what_it_rests_on() -> None:
    for pack in (AR4, AR5):
        assert pack.factors["source_cell"].str.match(r"refrigerant-blends\.csv row \d+").all()
        assert pack.factors["note"].str.contains("published from|computed from").all()
        assert set(pack.factors["gwp_set"]) == {pack.id[-3:].upper()}


def test_blends_are_in_the_library_beside_the_official_packs() -> None:
    assert {AR4.id, AR5.id} <= set(library().packs)
    assert not {AR4.id, AR5.id} & library().yearly_ids
