from __future__ import annotations

import csv
import math
from typing import TYPE_CHECKING

import pytest

from carbonsv.errors import UnusableFileError
from carbonsv.library.pack import pack_ids, read_pack
from carbonsv.library.reference_package import read_table, write_table
from carbonsv.library.reference_tables import (
    fuel_properties,
    gwp,
    haul_definition,
    refrigerant_blends,
    uk_spend,
)
from carbonsv.paths import FACTORS
from tests.library.workbook_files import Cell, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

TOTAL = "total-emissions-including-non-kyoto-products"
PROPERTIES: list[Cell] = [45.745, 50.678, 0.802, 1246142.986, 12.707, 14.077, 0.01, 0.011]


def shipped_factors() -> pd.DataFrame:
    return read_pack(FACTORS / "ukgov-2025").factors.set_index("series_key")


def write_csv(path: Path, row: dict[str, str]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, row)
        writer.writeheader()
        writer.writerow(row)
    return path


def blend(**values: str) -> dict[str, str]:
    names = "blend composition_mass_pct ar4_computed ukgov_2022_published ar5_computed ukgov_2025_published"
    blank = dict.fromkeys([*names.split(), "ar6_computed", "composition_source", "note"], "")
    return blank | values


def test_potentials_of_the_three_reports_are_at_hand() -> None:
    table = read_table("gwp").set_index("gas_id")
    reports = ["ar4_gwp100", "ar5_gwp100", "ar6_gwp100"]
    assert table.loc["CH4", reports].tolist() == [25, 28, 27.9]
    assert table.loc["SF6", reports].tolist() == [22800, 23500, 25200]
    assert len(table) == 55


def test_a_gas_without_a_value_in_a_report_has_none() -> None:
    assert math.isnan(read_table("gwp").set_index("gas_id").loc["R1270", "ar6_gwp100"])


def test_a_published_blend_goes_before_the_computed_one(tmp_path: Path) -> None:
    row = blend(blend="R401A", ar5_computed="1129.9", ukgov_2025_published="1130", ar6_computed="1263.1")
    [read] = refrigerant_blends(write_csv(tmp_path / "blends.csv", row)).rows
    assert (read["ar5_gwp100"], read["ar5_basis"], read["ar5_computed"]) == ("1130", "published", "1129.9")
    assert (read["ar6_gwp100"], read["ar6_basis"]) == ("1263.1", "computed")
    assert (read["ar4_gwp100"], read["ar4_basis"]) == ("", "")


def test_a_blend_of_gases_without_a_value_is_not_zero(tmp_path: Path) -> None:
    row = blend(blend="R433A", ar6_computed="0.0", note="AR6: R1270 has no AR6 value, taken as 0")
    [read] = refrigerant_blends(write_csv(tmp_path / "blends.csv", row)).rows
    assert (read["ar6_gwp100"], read["ar6_basis"]) == ("", "")


def test_modern_blends_that_the_official_tables_lack_are_computed() -> None:
    table = read_table("refrigerant-blends").set_index("blend")
    assert table.loc["R513A", "ar5_basis"] == "computed"
    assert table.loc["R513A", "ar5_gwp100"] == 572.6
    assert table.loc["R410A", "ar5_gwp100"] == 1924


def test_published_blends_equal_the_factors_of_the_2025_pack() -> None:
    factors = shipped_factors()["co2e_kg"]
    table = read_table("refrigerant-blends")
    for row in table[table["ar5_basis"] == "published"].itertuples():
        published = factors[f"refrigerant-and-other/blends/{row.blend.lower()}/{TOTAL}:kg"]
        assert row.ar5_gwp100 == pytest.approx(published, abs=0.01)


def test_fuel_properties_are_read_with_their_row_and_series(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["Commonly Used Fossil Fuels", "Natural Gas", 2025.0, *PROPERTIES],
        ["", "Peat", 2025.0, *PROPERTIES],
    ]
    table = fuel_properties(write_xlsx(tmp_path / "full.xlsx", {"Fuel properties": rows}))
    gas, peat = table.rows
    assert (gas["series"], gas["source_cell"]) == ("fuels/gaseous-fuels/natural-gas", "'Fuel properties'!B1")
    assert (gas["gross_cv_gj_per_tonne"], gas["group"]) == ("50.678", peat["group"])
    assert peat["series"] == ""


def test_a_series_belongs_to_one_fuel_only() -> None:
    series = read_table("fuel-properties-2025")["series"]
    assert series[series != ""].is_unique


def test_the_factors_of_a_series_have_the_density_of_its_fuel() -> None:
    factors = shipped_factors()["co2e_kg"]
    table = read_table("fuel-properties-2025")
    for row in table[table["series"] != ""].itertuples():
        per_litre, per_tonne = (
            factors.get(f"{row.series}:{unit}", math.nan) for unit in ("litres", "tonnes")
        )
        per_kg = factors.get(f"{row.series}:kg", per_tonne / 1000)
        if not math.isnan(per_litre) and not math.isnan(per_kg):
            assert per_litre * 1000 / per_kg == pytest.approx(row.density_kg_per_m3, rel=2e-3)


def test_the_factors_of_a_series_have_the_calorific_value_of_its_fuel() -> None:
    factors = shipped_factors()["co2e_kg"]
    table = read_table("fuel-properties-2025")
    for row in table[table["series"].str.startswith("fuels/")].itertuples():
        gross_kwh = factors[f"{row.series}:tonnes"] / factors[f"{row.series}:kwh-gross-cv"]
        assert gross_kwh / 1000 == pytest.approx(row.gross_kwh_per_kg, rel=1e-3)


def test_the_haul_of_a_country_is_found_by_its_code() -> None:
    hauls = read_table("haul-definition-2025").set_index("iso3")["haul"]
    assert (hauls["GBR"], hauls["TUR"], hauls["AFG"]) == ("Domestic", "Short Haul", "Long Haul")
    assert len(hauls) == 215


def test_the_heading_of_the_haul_sheet_is_no_country(tmp_path: Path) -> None:
    rows = [["Territory", "ISO3_Country_Code", "Haul"], ["Angola", "AGO", "Long Haul"]]
    table = haul_definition(write_xlsx(tmp_path / "full.xlsx", {"Haul definition": rows}))
    assert [row["iso3"] for row in table.rows] == ["AGO"]


def test_the_spend_factors_are_a_pack_like_the_others_and_keep_their_flags() -> None:
    factors = read_pack(FACTORS / "uk-spend-2022").factors.set_index("series_key")
    wholesale = factors.loc["spend/sic-46:gbp"]
    assert (wholesale["uom"], wholesale["level1"], wholesale["level3"]) == ("GBP", "UK spend factors", "46")
    assert wholesale["co2e_kg"] == pytest.approx(3.89528248186)
    assert "Check: far above" in wholesale["note"]
    assert len(factors) == 110


def test_sic_codes_are_text_though_the_sheet_mixes_text_and_numbers(tmp_path: Path) -> None:
    rows: list[list[Cell]] = [
        ["01", "Farming  ", 2.6, 0.6],
        [12.0, "Tobacco", 0.8, 0.3],
        ["10.2 -3", "Fish", 0.8, 0.4],
    ]
    pack = uk_spend(write_xlsx(tmp_path / "spend.xlsx", {"Sheet1": rows}))
    assert pack.factors["level3"].tolist() == ["01", "12", "10.2 -3"]
    assert pack.factors["series_key"].tolist() == [
        "spend/sic-01:gbp",
        "spend/sic-12:gbp",
        "spend/sic-10-2-3:gbp",
    ]


def test_every_pack_in_the_program_can_be_read() -> None:
    ids = pack_ids()
    assert {"ukgov-2018", "ukgov-2025", "uk-spend-2022"} <= set(ids)
    assert all(len(read_pack(FACTORS / name).factors) for name in ids)


def test_an_altered_table_is_refused(tmp_path: Path) -> None:
    row = {"gas_id": "CO2", "name": "Carbon dioxide", "formula": "CO2", "kyoto_basket": "1"}
    write_table(gwp(write_csv(tmp_path / "gwp.csv", row)), tmp_path / "gwp")
    (tmp_path / "gwp" / "gwp.csv").write_text("altered")
    with pytest.raises(UnusableFileError, match=r"gwp\.csv cannot be used: its content is not"):
        read_table("gwp", tmp_path)


def test_a_workbook_without_the_sheet_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "other.xlsx", {"Fuels": [["a"]]})
    with pytest.raises(UnusableFileError, match="no sheet named “Fuel properties”"):
        fuel_properties(path)
