from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest

from carbonsv.errors import UnusableFileError
from carbonsv.library.uk_workbook import read_workbook
from tests.library.workbook_files import flat_file, gas_row, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

GAS = "Fuels / Gaseous fuels / Natural gas"


def factors(tmp_path: Path, *rows: list[Any], year: int = 2025) -> list[dict[str, Any]]:
    table = read_workbook(flat_file(tmp_path / "flat.xlsx", rows, year)).factors
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def test_the_gas_rows_of_a_factor_become_one_row_with_its_cells(tmp_path: Path) -> None:
    gases = ["kg CO2e", *(f"kg CO2e of {gas} per unit" for gas in ("CO2", "CH4", "N2O"))]
    values = [0.18296, 0.1826, 0.00027, 0.00009]
    rows = [
        gas_row(GAS, "kWh (Gross CV)", gas, value, row_id=f"1_100_1004_6_{number}")
        for number, (gas, value) in enumerate(zip(gases, values, strict=True), 1)
    ]
    [factor] = factors(tmp_path, *rows)
    assert [factor[f"{gas}_kg"] for gas in ("co2e", "co2", "ch4", "n2o")] == values
    assert factor["factor_id"] == "ukgov-2025/fuels/gaseous-fuels/natural-gas:kwh-gross-cv"
    assert factor["source_cell"] == "'Factors by Category'!J7"
    assert [factor["co2_cell"], factor["ch4_cell"], factor["n2o_cell"]] == ["J8", "J9", "J10"]
    assert factor["source_id"] == "1_100_1004_6"


def test_a_workbook_is_opened_by_its_content_whatever_its_ending(tmp_path: Path) -> None:
    path = flat_file(tmp_path / "flat.xls", [gas_row(GAS)])
    assert read_workbook(path).year == 2025


def test_the_old_layout_has_its_heading_a_row_earlier_and_two_hidden_columns(tmp_path: Path) -> None:
    [factor] = factors(tmp_path, gas_row(f"{GAS} /  / Energy - Gross CV", "kWh (Gross CV)"), year=2018)
    assert factor["series_key"] == "fuels/gaseous-fuels/natural-gas:kwh-gross-cv"
    assert factor["source_cell"] == "'Factors by Category'!K6"
    assert factor["source_id"] == "row 6"


def test_a_layout_newer_than_the_program_is_read_like_2025(tmp_path: Path) -> None:
    pack = read_workbook(flat_file(tmp_path / "flat.xlsx", [gas_row(GAS)], year=2027, version=1.2))
    assert (pack.id, pack.year, pack.edition, pack.updated) == ("ukgov-2027", 2027, "1.2", "2027-06-10")


def test_the_front_page_names_the_publisher_for_the_attribution(tmp_path: Path) -> None:
    pack = read_workbook(flat_file(tmp_path / "flat.xlsx", [gas_row(GAS)]))
    assert pack.publisher == "Department for Testing"
    assert "Open Government Licence v3.0" in pack.attribution


def test_gas_rows_to_2021_are_already_co2e_and_are_not_weighted_again(tmp_path: Path) -> None:
    rows = [
        gas_row(GAS, gas=f"kg {gas}", value=value)
        for gas, value in (("CO2e", 3.0), ("CH4", 2.0), ("N2O", 1.0))
    ]
    [factor] = factors(tmp_path, *rows, year=2020)
    assert (factor["ch4_kg"], factor["n2o_kg"]) == (2.0, 1.0)


@pytest.mark.parametrize("label", ["kWh", "kWh (Net CV)", "kWh (net)", "`"])
def test_energy_rows_are_energy_and_never_emissions(tmp_path: Path, label: str) -> None:
    path = "SECR kWh pass & delivery vehs / Motorbike / Small"
    [factor] = factors(tmp_path, gas_row(path, "km", label, 0.336))
    assert factor["energy_kwh"] == 0.336
    assert math.isnan(factor["co2e_kg"])
    assert factor["note"].endswith(label)
    assert factor["gwp_set"] == ""


def test_the_blank_twin_of_a_motorbike_row_of_2022_does_not_hide_its_value(tmp_path: Path) -> None:
    path = "Passenger and delivery vehicles- kWh factors / Motorbike / Small"
    rows = [gas_row(path, "km", "kWh (Net CV)", 0.336), gas_row(path, "km", "", None)]
    [factor] = factors(tmp_path, *rows, year=2022)
    assert factor["energy_kwh"] == 0.336
    assert factor["series_key"] == "secr-kwh-pass-and-delivery-vehs/motorbike/small:km"


def test_outside_of_scopes_keeps_its_carbon_dioxide_and_has_no_co2e(tmp_path: Path) -> None:
    row = gas_row("Outside of scopes / Biofuel / Biodiesel HVO", "litres", "kg CO2e of CO2 per unit", 2.43)
    [factor] = factors(tmp_path, row)
    assert factor["co2_kg"] == 2.43
    assert math.isnan(factor["co2e_kg"])
    assert factor["source_cell"] == "'Factors by Category'!J7"


def test_a_blank_is_not_available_and_a_zero_stays_zero(tmp_path: Path) -> None:
    blank, zero = factors(tmp_path, gas_row(GAS, "litres", value=None), gas_row(GAS, "tonnes", value=0.0))
    assert math.isnan(blank["co2e_kg"])
    assert zero["co2e_kg"] == 0.0


def test_a_value_printed_as_less_than_one_is_blank_with_a_note(tmp_path: Path) -> None:
    [factor] = factors(
        tmp_path, gas_row("Refrigerant & other / Other refrigerants / R1234yf", "kg", value="< 1")
    )
    assert math.isnan(factor["co2e_kg"])
    assert factor["note"] == "< 1 as published"


@pytest.mark.parametrize(
    ("year", "noise", "printed"), [(2019, 0.0, "0"), (2022, 2020.0, "2020"), (2025, "kWh", "kWh")]
)
def test_the_noise_in_level_4_is_kept_as_printed_and_stays_out_of_the_key(
    tmp_path: Path, year: int, noise: str | float, printed: str
) -> None:
    row = gas_row("UK electricity / Electricity generated / Electricity: UK")
    row[5] = noise
    [factor] = factors(tmp_path, row, year=year)
    assert factor["level4"] == printed
    assert factor["series_key"] == "uk-electricity/electricity-generated/electricity-uk:kwh"


def test_labels_are_kept_as_printed_without_the_spaces_around_them(tmp_path: Path) -> None:
    [factor] = factors(
        tmp_path, gas_row("Freighting goods / Bulk carrier / General cargo /  All dwt ", "tonne.km")
    )
    assert factor["level4"] == "All dwt"


def test_values_are_kept_to_the_last_digit(tmp_path: Path) -> None:
    [factor] = factors(tmp_path, gas_row(GAS, value=0.20707428859060403), year=2023)
    assert repr(factor["co2e_kg"]) == "0.20707428859060403"


def test_the_word_end_and_the_blank_tail_are_no_factors(tmp_path: Path) -> None:
    rows: list[list[Any]] = [gas_row(GAS), ["", "", "END"], ["", "", ""]]
    pack = read_workbook(flat_file(tmp_path / "flat.xlsx", rows))
    assert (len(pack.factors), pack.rows_read) == (1, 1)


def test_the_full_set_is_refused_with_the_advice_to_use_the_flat_file(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "full.xlsx", {"Introduction": [["a"]], "Index": [["a"]], "Fuels": [["a"]]})
    with pytest.raises(UnusableFileError, match="full or condensed set") as caught:
        read_workbook(path)
    assert "flat file" in caught.value.hint


@pytest.mark.parametrize(
    ("sheets", "reason"),
    [
        ({"Sheet1": [["Scope", "UOM"]]}, "no sheet named “Factors by Category”"),
        ({"Factors by Category": [["Scope", "Unit"]]}, "no row with the headings Scope and UOM"),
        ({"Factors by Category": [["Scope", "UOM"]]}, "row 1 has no column headed Level 1"),
    ],
)
def test_other_workbooks_are_refused_with_what_is_missing(
    tmp_path: Path, sheets: dict[str, list[list[str | float | None]]], reason: str
) -> None:
    with pytest.raises(UnusableFileError, match=reason):
        read_workbook(write_xlsx(tmp_path / "other.xlsx", sheets))


@pytest.mark.parametrize(
    "content", [b"", b"Scope,UOM\n", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "factors.xls"
    path.write_bytes(content)
    with pytest.raises(UnusableFileError, match=r"factors\.xls cannot be used: it is not a workbook"):
        read_workbook(path)


def test_a_file_that_is_not_there_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnusableFileError, match="cannot be opened"):
        read_workbook(tmp_path / "absent.xlsx")


def test_an_unknown_gas_is_refused_rather_than_dropped(tmp_path: Path) -> None:
    with pytest.raises(UnusableFileError, match="row 7 gives “kg SF6”"):
        factors(tmp_path, gas_row(GAS, gas="kg SF6"))


def test_two_values_for_the_same_factor_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableFileError, match="rows 7 and 8 give two values"):
        factors(tmp_path, gas_row(GAS, value=1.0), gas_row(GAS, value=2.0))


@pytest.mark.parametrize(
    ("year", "path", "expected"),
    [
        (2022, "Fuels", "AR4"),
        (2023, "Fuels", "AR5"),
        (2025, "Bioenergy", "AR4"),
        (2025, "WTT- bioenergy", "AR4"),
        (2025, "Material use", "AR4"),
        (2025, "Hotel stay", "mixed"),
    ],
)
def test_the_potentials_are_ar4_to_2022_and_then_depend_on_the_family(
    tmp_path: Path, year: int, path: str, expected: str
) -> None:
    [factor] = factors(tmp_path, gas_row(f"{path} / A / B"), year=year)
    assert factor["gwp_set"] == expected
