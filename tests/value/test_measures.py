from __future__ import annotations

import math

import pytest

from carbonsv.value.measures import emission_change, quantity_change, subject_of
from tests.shipped import factor, library
from tests.value.claims import appraised, claim, codes, packs

CAR, BUS, RAIL = 0.26915, 0.10385, 0.03546
VAN_DIESEL, VAN_ELECTRIC = 0.41138, 0.10162 + 0.01066
PRIMARY = {"film": 2916.50513, "board": 1199.72542}
CLOSED = {"film": 1103.56537, "board": 1098.11442}


def gross_kg(measure: str, before: float, now: float, unit: str, **more: object) -> float:
    return appraised(measure, before, now, unit, 2025, **more).years[0].gross_t * 1000


def test_gas_is_by_gross_calorific_value() -> None:
    assert gross_kg("ESV02", 100, 0, "kWh") == pytest.approx(100 * 0.18296)


def test_another_unit_of_the_same_dimension_is_converted() -> None:
    assert gross_kg("ESV01", 2, 1, "MWh") == pytest.approx(1000 * 0.177)


def test_the_factor_is_that_of_the_year_of_the_claim() -> None:
    assert appraised("ESV01", 1000, 0, "kWh", 2024).years[0].gross_t == pytest.approx(0.20705)


def test_business_miles_are_net_of_the_train() -> None:
    net = gross_kg("ESV04", 100, 0, "miles", replacement="rail", replacement_quantity=160.0)
    assert net == pytest.approx(100 * CAR - 160 * RAIL)


def test_commuting_is_net_of_the_energy_of_the_home() -> None:
    net = gross_kg("ESV05", 100, 0, "miles", replacement="homeworking", replacement_quantity=100.0)
    assert net == pytest.approx(100 * CAR - 100 * 0.33378)
    assert net < 0


def test_what_took_the_place_must_be_named_where_it_can_be_several_things() -> None:
    assert "unusable-claim" in codes(appraised("ESV04", 100, 0, "miles", replacement_quantity=5.0))


def test_a_replacement_that_is_not_given_is_warned_of() -> None:
    assert "replacement-not-given" in codes(appraised("ESV05", 100, 0, "miles"))


def test_an_electric_van_is_set_against_a_diesel_van() -> None:
    assert gross_kg("ESV08", 100, 0, "miles") == pytest.approx(100 * (VAN_DIESEL - VAN_ELECTRIC))


def test_the_miles_of_the_electric_vans_take_the_place_of_the_difference() -> None:
    net = gross_kg("ESV08", 100, 0, "miles", replacement_quantity=120.0)
    assert net == pytest.approx(100 * VAN_DIESEL - 120 * VAN_ELECTRIC)


def test_electric_miles_that_nothing_confirms_are_warned_of() -> None:
    assert "taken-over-not-confirmed" in codes(appraised("ESV08", 100, 0, "miles"))
    assert "taken-over-not-confirmed" not in codes(
        appraised("ESV08", 100, 0, "miles", replacement_quantity=100.0)
    )


def test_a_replacement_is_refused_where_the_measure_knows_none() -> None:
    assert "unusable-claim" in codes(appraised("ESV01", 100, 0, "kWh", replacement_quantity=5.0))


def test_delivery_miles_are_by_diesel_van() -> None:
    assert gross_kg("ESV09", 100, 0, "miles") == pytest.approx(100 * VAN_DIESEL)


@pytest.mark.parametrize("material", ["film", "board"])
def test_recycled_content_is_the_difference_of_the_two_sources(material: str) -> None:
    found = gross_kg("ESV12", 2, 1, "tonnes", variant=material)
    assert found == pytest.approx(PRIMARY[material] - CLOSED[material])


def test_recycled_content_must_say_which_material() -> None:
    one = appraised("ESV12", 2, 1, "tonnes")
    assert [issue.hint for issue in one.issues if issue.code == "unusable-claim"] == [
        "It can be: film, board."
    ]


def test_water_is_supply_and_treatment() -> None:
    assert gross_kg("ESV15", 10, 0, "m3") == pytest.approx(10 * (0.1913 + 0.17088))


def test_a_home_can_be_claimed_by_its_gas() -> None:
    assert gross_kg("ESV19", 100, 0, "kWh", variant="gas", attribution=0.5) == pytest.approx(18.296)


def test_exported_electricity_is_what_was_delivered() -> None:
    one = claim("ESV03", math.nan, 10, "kWh")
    assert quantity_change(one, packs().catalogue.find("ESV03")) == 10


def test_what_is_saved_comes_from_the_variant_or_the_measure() -> None:
    catalogue = packs().catalogue
    assert subject_of(claim("ESV12", 1, 0, "t", variant="board"), catalogue.find("ESV12")) == "board"
    assert subject_of(claim("ESV10", 1, 0, "t"), catalogue.find("ESV10")) == "film"


def test_every_valued_measure_works_with_its_own_example_unit_and_every_variant() -> None:
    for measure in packs().catalogue.measures.values():
        for variant in measure.variants:
            units = {"gas": "kWh", "electricity": "kWh"}
            one = claim(measure.id, 2, 1, units.get(variant, measure.unit), variant=variant)
            change = emission_change(one, measure, 2025, library())
            assert not math.isnan(change.co2e_kg), (measure.id, variant, change.issues)


def test_the_parts_of_a_change_name_factors_of_the_official_workbook() -> None:
    one = emission_change(claim("ESV15", 1, 0, "m3"), packs().catalogue.find("ESV15"), 2025, library())
    found = [term.line.factor for term in one.terms if term.line]
    assert [factor(each.factor_id) for each in found] == found
    assert all("Factors by Category" in each.source_cell for each in found)
