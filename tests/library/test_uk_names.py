from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.library.uk_names import Labels, canonical, series_key, slug


def key(path: str, uom: str, year: int) -> str:
    level1, level2, level3, level4, column_text = [*path.split(" / "), "", "", "", ""][:5]
    return series_key(canonical(Labels(level1, level2, level3, level4, column_text, uom), year))


@given(st.text())
def test_a_slug_has_only_small_letters_digits_and_single_hyphens(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", slug(text))


@given(st.text())
def test_a_slug_of_a_slug_is_itself(text: str) -> None:
    assert slug(slug(text)) == slug(text)


@pytest.mark.parametrize(
    ("year", "path", "uom", "expected"),
    [
        (
            2025,
            "Business travel- land / Cars (by size) / Average car /  / Unknown",
            "miles",
            "business-travel-land/cars-by-size/average-car/unknown:miles",
        ),
        (
            2025,
            "Business travel- air / Flights / Long-haul, to/from UK / Economy class / With RF",
            "passenger.km",
            "business-travel-air/flights/long-haul-to-from-uk/economy-class/with-rf:passenger-km",
        ),
        (
            2018,
            "UK electricity for Evs / Vans / Class I /  / Battery Electric Vehicle",
            "km",
            "uk-electricity-for-evs/vans/class-i/battery-electric-vehicle:km",
        ),
        (
            2022,
            "Passenger and delivery vehicles- kWh factors / Vans / Class I /  / Diesel",
            "km",
            "secr-kwh-pass-and-delivery-vehs/vans/class-i/diesel:km",
        ),
        (
            2022,
            "WTT- business travel (air) / WTT- flights / Domestic",
            "passenger.km",
            "wtt-business-travel-air/wtt-flights/domestic:passenger-km",
        ),
        (
            2022,
            "WTT- UK & overseas elec / WTT- UK electricity (generation) / Electricity: UK",
            "kWh",
            "wtt-uk-electricity/wtt-uk-electricity-generation/electricity-uk:kwh",
        ),
        (
            2018,
            "WTT- fuels / WTT- gaseous fuels / LPG /  / Volume",
            "litres",
            "wtt-fuels/gaseous-fuels/lpg:litres",
        ),
        (
            2021,
            "Refrigerant & other / Kyoto protocol- blends / R410A",
            "kg",
            "refrigerant-and-other/blends/r410a/total-emissions-including-non-kyoto-products:kg",
        ),
        (
            2021,
            "Refrigerant & other / Other perfluorinated gases / Nitrogen trifluoride",
            "kg",
            "refrigerant-and-other/kyoto-protocol-products/nitrogen-trifluoride/total-emissions-including-non-kyoto-products:kg",
        ),
        (
            2021,
            "Refrigerant & other / Other perfluorinated gases / Trifluoromethyl sulphur pentafluoride",
            "kg",
            "refrigerant-and-other/other-products/trifluoromethyl-sulphur-pentafluoride/total-emissions-including-non-kyoto-products:kg",
        ),
        (
            2025,
            "Refrigerant & other / Other products / R1234yf* /  / Emissions including only Kyoto products",
            "kg",
            "refrigerant-and-other/other-products/r1234yf/emissions-including-only-kyoto-products:kg",
        ),
        (
            2018,
            "Bioenergy / Biofuel / Biodiesel (from tallow)",
            "litres",
            "bioenergy/biofuel/biodiesel-me-from-tallow:litres",
        ),
        (
            2020,
            "Material use / Electrical items / WEEE - large /  / Re-used",
            "tonnes",
            "material-use/electrical-items/electrical-items-large/re-used:tonnes",
        ),
        (2021, "Bioenergy / Biofuel / Biodiesel HVO", "Litres", "bioenergy/biofuel/biodiesel-hvo:litres"),
    ],
)
def test_what_each_year_printed_belongs_to_the_series_of_2025(
    year: int, path: str, uom: str, expected: str
) -> None:
    assert key(path, uom, year) == expected


@pytest.mark.parametrize(
    ("year", "printed"),
    [
        (2018, "Combustion"),
        (2024, "Combustion"),
        (2025, "Incineration with Energy Recovery"),
        (2026, "Combustion"),
    ],
)
def test_combustion_and_incineration_with_energy_recovery_are_one_series(year: int, printed: str) -> None:
    path = f"Waste disposal / Refuse / Commercial and industrial waste /  / {printed}"
    assert key(path, "tonnes", year).endswith("/incineration-with-energy-recovery:tonnes")


def test_a_label_no_rule_knows_keeps_a_key_of_its_own() -> None:
    assert key("Hotel stay / Hotel stay / French Polynesia", "Room per night", 2020) == (
        "hotel-stay/hotel-stay/french-polynesia:room-per-night"
    )


def test_gross_and_net_calorific_values_are_two_series() -> None:
    path = "Fuels / Gaseous fuels / Natural gas"
    assert key(path, "kWh (Gross CV)", 2025) != key(path, "kWh (Net CV)", 2025)
