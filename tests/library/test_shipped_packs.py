"""The packs in `factors/` say what the official workbooks say."""

from __future__ import annotations

import json
from functools import cache

import pandas as pd
import pytest

from carbonsv.library.pack import number_columns, pack_hash, read_pack
from carbonsv.library.uk_import import known_workbooks
from carbonsv.paths import FACTORS

YEARS = range(2018, 2026)


@cache
def table(pack_id: str) -> pd.DataFrame:
    return read_pack(FACTORS / pack_id).factors.set_index("series_key")


def value(year: int, series: str, column: str = "co2e_kg") -> float:
    return float(table(f"ukgov-{year}").loc[series, column])


@pytest.mark.parametrize(
    ("year", "rows", "values", "edition", "updated"),
    [
        (2018, 6966, 6192, "1.01", "2018-06-08"),
        (2019, 6990, 6163, "1.03", "2020-07-01"),
        (2020, 7509, 6587, "1.0", "2020-05-28"),
        (2021, 7605, 6731, "3.0", "2021-10-22"),
        (2022, 8037, 6895, "3.0", "2022-09-08"),
        (2023, 8038, 6916, "1.1", "2023-06-20"),
        (2024, 8740, 7029, "1.1", "2024-10-18"),
        (2025, 8740, 7029, "1.0", "2025-06-10"),
    ],
)
def test_no_row_and_no_value_of_a_workbook_was_lost(
    year: int, rows: int, values: int, edition: str, updated: str
) -> None:
    pack = read_pack(FACTORS / f"ukgov-{year}")
    assert (pack.rows_read, pack.edition, pack.updated) == (rows, edition, updated)
    assert int(pack.factors[number_columns()].notna().to_numpy().sum()) == values


@pytest.mark.parametrize("year", YEARS)
def test_series_and_factor_ids_are_unique_and_name_their_pack(year: int) -> None:
    factors = read_pack(FACTORS / f"ukgov-{year}").factors
    assert factors["series_key"].is_unique
    assert (factors["factor_id"] == f"ukgov-{year}/" + factors["series_key"]).all()


@pytest.mark.parametrize("year", YEARS)
def test_a_pack_is_known_by_the_fingerprint_of_its_workbook(year: int) -> None:
    pack = read_pack(FACTORS / f"ukgov-{year}")
    known = known_workbooks()[pack.sha256]
    assert (known.year, known.edition, known.status) == (year, pack.edition, "shipped")
    description = json.loads((FACTORS / pack.id / "datapackage.json").read_text(encoding="utf-8"))
    assert description["carbonsv"]["factors_sha256"] == pack_hash(pack)


@pytest.mark.parametrize(
    ("year", "series", "expected"),
    [
        (2025, "uk-electricity/electricity-generated/electricity-uk:kwh", 0.177),
        (2024, "uk-electricity/electricity-generated/electricity-uk:kwh", 0.20705),
        (2025, "transmission-and-distribution/t-and-d-uk-electricity/electricity-uk:kwh", 0.01853),
        (2025, "wtt-uk-electricity/wtt-uk-electricity-generation/electricity-uk:kwh", 0.0459),
        (2025, "fuels/gaseous-fuels/natural-gas:kwh-gross-cv", 0.18296),
        (2025, "fuels/gaseous-fuels/natural-gas:kwh-net-cv", 0.20270),
        (2025, "fuels/liquid-fuels/diesel-average-biofuel-blend:litres", 2.57082),
        (2025, "fuels/liquid-fuels/petrol-average-biofuel-blend:litres", 2.06916),
        (2025, "business-travel-land/cars-by-size/average-car/unknown:km", 0.16725),
        (2025, "business-travel-land/cars-by-size/average-car/unknown:miles", 0.26915),
        (2025, "business-travel-land/rail/national-rail:passenger-km", 0.03546),
        (
            2025,
            "business-travel-air/flights/long-haul-to-from-uk/economy-class/with-rf:passenger-km",
            0.11704,
        ),
        (
            2024,
            "business-travel-air/flights/long-haul-to-from-uk/economy-class/with-rf:passenger-km",
            0.20011,
        ),
        (2025, "hotel-stay/hotel-stay/uk:room-per-night", 10.4),
        (2025, "homeworking/homeworking-office-equipment-heating:per-fte-working-hour", 0.33378),
        (2025, "water-supply/water-supply/water-supply:cubic-metres", 0.1913),
        (2025, "water-treatment/water-treatment/water-treatment:cubic-metres", 0.17088),
        (2025, "waste-disposal/refuse/commercial-and-industrial-waste/landfill:tonnes", 520.5327),
        (2025, "refrigerant-and-other/blends/r410a/total-emissions-including-non-kyoto-products:kg", 1924),
        (2021, "refrigerant-and-other/blends/r410a/total-emissions-including-non-kyoto-products:kg", 2088),
    ],
)
def test_published_factors_are_found_by_their_series(year: int, series: str, expected: float) -> None:
    assert value(year, series) == expected


@pytest.mark.parametrize(
    ("year", "mapped", "left"),
    [
        (2018, 6062, 130),
        (2019, 6033, 130),
        (2020, 6461, 126),
        (2021, 6599, 132),
        (2022, 6886, 9),
        (2023, 6916, 0),
    ],
)
def test_nearly_every_value_of_an_older_year_joins_a_series_of_2025(
    year: int, mapped: int, left: int
) -> None:
    values = table(f"ukgov-{year}")[number_columns()].notna().sum(axis=1)
    joined = values.index.isin(table("ukgov-2025").index)
    assert (int(values[joined].sum()), int(values[~joined].sum())) == (mapped, left)


@pytest.mark.parametrize("year", YEARS)
def test_outside_of_scopes_has_carbon_dioxide_alone(year: int) -> None:
    factors = table(f"ukgov-{year}")
    biogenic = factors[factors["scope"].str.casefold() == "outside of scopes"]
    assert biogenic["co2e_kg"].isna().all()
    assert biogenic["co2_kg"].notna().sum() > 25


@pytest.mark.parametrize("year", YEARS)
def test_energy_rows_have_no_emissions_and_other_rows_no_energy(year: int) -> None:
    factors = table(f"ukgov-{year}")
    energy = factors.index.str.startswith("secr-")
    assert factors.loc[energy, ["co2e_kg", "co2_kg", "ch4_kg", "n2o_kg"]].isna().all(axis=None)
    assert factors.loc[~energy, "energy_kwh"].isna().all()


@pytest.mark.parametrize("year", YEARS)
def test_the_gases_add_up_to_the_total_but_for_rounding(year: int) -> None:
    factors = table(f"ukgov-{year}")
    gases = factors[["co2e_kg", "co2_kg", "ch4_kg", "n2o_kg"]].dropna()
    gap = (gases["co2e_kg"] - gases[["co2_kg", "ch4_kg", "n2o_kg"]].sum(axis=1)).abs()
    assert (gap <= 0.011 + gases["co2e_kg"].abs() * 1e-5).all()


def test_zero_is_published_for_electric_cars_in_scope_1_and_is_not_a_blank() -> None:
    assert value(2025, "passenger-vehicles/cars-by-size/average-car/battery-electric-vehicle:km") == 0.0


def test_hotels_that_came_and_went_have_a_row_without_a_value() -> None:
    assert pd.isna(value(2025, "hotel-stay/hotel-stay/taiwan-china:room-per-night"))


def test_less_than_one_to_2022_is_blank_with_a_note_and_later_one() -> None:
    series = "refrigerant-and-other/other-products/r1234yf/total-emissions-including-non-kyoto-products:kg"
    assert pd.isna(value(2021, series))
    assert table("ukgov-2021").loc[series, "note"] == "< 1 as published"
    assert value(2025, series) == 1


def test_the_three_rows_of_a_refrigerant_part_kyoto_from_other_products() -> None:
    stem = "refrigerant-and-other/blends/r408a"
    kyoto = value(2025, f"{stem}/emissions-including-only-kyoto-products:kg")
    other = value(2025, f"{stem}/emissions-including-only-non-kyoto-products:kg")
    total = value(2025, f"{stem}/total-emissions-including-non-kyoto-products:kg")
    assert kyoto + other == pytest.approx(total, abs=1)


def test_business_travel_by_electric_car_already_holds_grid_losses() -> None:
    car = "cars-by-size/average-car/battery-electric-vehicle:km"
    parts = value(2025, f"uk-electricity-for-evs/{car}") + value(
        2025, f"uk-electricity-t-and-d-for-evs/{car}"
    )
    assert value(2025, f"business-travel-land/{car}") == pytest.approx(parts, abs=2e-5)


def test_the_same_car_is_in_three_scopes_by_the_workbook() -> None:
    car = "cars-by-size/average-car/diesel:km"
    families = ("passenger-vehicles/", "managed-assets-vehicles/managed-", "business-travel-land/")
    scopes = [table("ukgov-2025").loc[f"{family}{car}", "scope"] for family in families]
    assert scopes == ["Scope 1", "Scope 3", "Scope 3"]


def test_miles_and_kilometres_are_both_published_and_differ_by_rounding() -> None:
    car = "business-travel-land/cars-by-size/small-car/petrol"
    assert value(2025, f"{car}:miles") / value(2025, f"{car}:km") == pytest.approx(1.609344, abs=1e-3)


def test_overseas_electricity_has_well_to_tank_rows_only_and_only_to_2021() -> None:
    for year in YEARS:
        overseas = table(f"ukgov-{year}").index.str.contains("overseas")
        assert overseas.any() == (year <= 2021)


def test_2023_is_kept_unrounded_as_published() -> None:
    series = "uk-electricity/electricity-generated/electricity-uk:kwh"
    assert value(2023, series) == 0.20707428859060403


def test_the_units_of_all_years_are_the_sixteen_the_importer_was_read_against() -> None:
    printed = {unit for year in YEARS for unit in table(f"ukgov-{year}")["uom"]}
    assert printed == {
        *("km", "miles", "passenger.km", "tonne.km", "tonnes", "kg", "litres", "Litres", "million litres"),
        *(
            "cubic metres",
            "GJ",
            "kWh",
            "kWh (Gross CV)",
            "kWh (Net CV)",
            "Room per night",
            "per FTE Working Hour",
        ),
    }


@pytest.mark.parametrize("year", [2024, 2025])
def test_an_official_id_means_the_same_series_in_every_year(year: int) -> None:
    before = table("ukgov-2023").reset_index().set_index("source_id")["series_key"]
    now = table(f"ukgov-{year}").reset_index().set_index("source_id")["series_key"]
    assert now.reindex(before.index).equals(before)


def test_a_factor_before_2023_is_known_by_its_row() -> None:
    butane = table("ukgov-2022").loc["fuels/gaseous-fuels/butane:tonnes"]
    assert (butane["source_id"], butane["source_cell"]) == ("row 6", "'Factors by Category'!I6")
