from __future__ import annotations

import math

import pandas as pd
import pytest

from carbonsv.errors import UnknownNameError
from carbonsv.library.factor_library import find_fuel, fuel_series
from tests.shipped import factor, library

GAS = "fuels/gaseous-fuels/natural-gas"
KWH = f"ukgov-2025/{GAS}:kwh-gross-cv"
OWN = pd.DataFrame(
    {"id": ["x"], "label": ["X"], "unit": ["kg"], "co2e_kg_per_unit": [2.0], "gas": ["co2e"], "scope": ["3"]}
).assign(category=1.0, source="Paper", year=2024.0, licence="CC0-1.0")


def test_there_is_a_pack_for_every_year_from_2018_to_2025() -> None:
    assert library().years == tuple(range(2018, 2026))
    assert len(library().yearly_ids) == 8


@pytest.mark.parametrize(("year", "answers"), [(2018, 2018), (2025, 2025), (2030, 2025), (2000, 2018)])
def test_a_year_is_answered_by_its_own_pack_or_the_latest_earlier(year: int, answers: int) -> None:
    assert library().pack_year(year) == answers


def test_the_factors_of_a_series_are_one_for_each_unit() -> None:
    units = [one.uom for one in library().factors(GAS, 2025)]
    assert sorted(units) == ["cubic metres", "kWh (Gross CV)", "kWh (Net CV)", "tonnes"]


def test_a_series_nobody_has_has_no_factors() -> None:
    assert library().factors("no/such/series", 2025) == ()


def test_a_factor_keeps_its_value_gases_cell_and_official_id() -> None:
    one = factor(KWH)
    assert (one.co2e_kg, one.co2_kg, one.ch4_kg, one.n2o_kg) == (0.18296, 0.18259, 0.00028, 0.00009)
    assert one.source_cell.startswith("'Factors by Category'!J")
    assert (one.source_id, one.gwp_set, one.scope) == ("1_100_1004_6", "AR5", "Scope 1")
    assert one.title == "Fuels › Gaseous fuels › Natural gas"


def test_what_was_not_published_is_not_available_and_not_zero() -> None:
    wtt = factor("ukgov-2025/wtt-fuels/gaseous-fuels/natural-gas:kwh-gross-cv")
    assert math.isnan(wtt.co2_kg)
    assert (wtt.has_co2e, wtt.has_co2, wtt.is_biogenic) == (True, False, False)


def test_biogenic_carbon_dioxide_is_known_by_having_no_co2e() -> None:
    one = factor("ukgov-2025/outside-of-scopes/biomass/wood-pellets:tonnes")
    assert (one.is_biogenic, one.value_kg) == (True, 1677.18)


@pytest.mark.parametrize(
    "name",
    ["", "ukgov-2025", "ukgov-2025/", "ukgov-2025/fuels:kwh", "ukgov-1999/x:y", "x", "a:b/c", KWH + " "],
)
def test_an_unknown_factor_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(UnknownNameError, match="is not a known factor"):
        factor(name)


def test_every_factor_can_be_asked_for_by_its_id() -> None:
    for pack in library().packs.values():
        ids = pack.factors["factor_id"]
        assert [factor(one).factor_id for one in ids.iloc[::97]] == ids.iloc[::97].to_list()


@pytest.mark.parametrize(
    ("series", "fuel"),
    [
        ("wtt-fuels/gaseous-fuels/lpg", "fuels/gaseous-fuels/lpg"),
        ("wtt-bioenergy/wtt-biomass/wood-logs", "bioenergy/biomass/wood-logs"),
        ("outside-of-scopes/biomass/wood-logs", "bioenergy/biomass/wood-logs"),
        (
            "outside-of-scopes/forecourt-fuels-containing-biofuel/diesel-average-biofuel-blend",
            "fuels/liquid-fuels/diesel-average-biofuel-blend",
        ),
    ],
)
def test_upstream_and_biogenic_series_belong_to_their_fuel(series: str, fuel: str) -> None:
    assert fuel_series(series) == fuel
    assert library().fuel(series) == library().fuel(fuel) is not None


def test_what_is_no_fuel_has_no_properties() -> None:
    assert library().fuel("uk-electricity/electricity-generated/electricity-uk") is None


def test_a_fuel_is_found_by_its_name_or_the_activity() -> None:
    assert find_fuel("natural-gas").name == find_fuel("Natural Gas").name == "Natural Gas"
    assert find_fuel("diesel").name == "Diesel (average biofuel blend)"
    with pytest.raises(UnknownNameError, match="“moonshine” is not a known fuel"):
        find_fuel("moonshine")


@pytest.mark.parametrize(
    ("factor_id", "unit"),
    [
        (KWH, "kWh (Gross CV)"),
        ("ukgov-2025/bioenergy/biomass/wood-pellets:kwh", "kWh (Net CV)"),
        ("ukgov-2025/outside-of-scopes/biomass/wood-pellets:kwh", "kWh (Net CV)"),
        ("ukgov-2025/uk-electricity/electricity-generated/electricity-uk:kwh", "kWh"),
        ("ukgov-2025/bioenergy/biomass/wood-pellets:tonnes", "tonnes"),
    ],
)
def test_bioenergy_is_on_net_calorific_value_though_its_unit_does_not_say_so(
    factor_id: str, unit: str
) -> None:
    assert library().unit_with_basis(factor(factor_id)) == unit


def test_own_factors_are_added_beside_the_official_ones() -> None:
    more = library().with_own(OWN)
    assert more.factor("own/own/x:kg").co2e_kg == 2.0
    assert "own/x" in more.catalogue
    assert ("own" in library().packs, "own/x" in library().catalogue) == (False, False)


def test_no_own_factors_leave_the_library_as_it_is() -> None:
    assert library().with_own(OWN.iloc[:0]) is library()


def test_changed_own_factors_take_the_place_of_those_before() -> None:
    once = library().with_own(OWN)
    assert once.factor("own/own/x:kg").co2e_kg == 2.0
    assert once.with_own(OWN.assign(co2e_kg_per_unit=3.0)).factor("own/own/x:kg").co2e_kg == 3.0
