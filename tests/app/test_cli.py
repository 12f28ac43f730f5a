from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from carbonsv.app import cli

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = "id,activity,quantity,unit,start,end\n"
YEAR = "2024-04-01..2025-03-31"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "bills.csv"
    path.write_text(
        HEADINGS
        + "a,electricity,1000,kWh,2024-05-01,2024-05-31\nb,natural gas,2 MWh,,2024-05-01,2024-05-31\n"
    )
    return path


@pytest.fixture
def document(tmp_path: Path, table: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "one.carbonsv"
    assert cli.main(["new", str(path), "--name", "Test Ltd", "--year", YEAR]) == 0
    assert cli.main(["import", str(path), str(table)]) == 0
    capsys.readouterr()
    return path


def as_json(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    cli.main([*words, "--json"])
    return json.loads(capsys.readouterr().out)


def lines(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, str]]:
    cli.main(list(words))
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_quantify_writes_one_row_per_emission_line(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = lines(capsys, "quantify", str(table))
    assert [(row["id"], row["lifecycle"], row["scope"]) for row in found][:3] == [
        ("a", "generation", "2"),
        ("a", "generation", "2"),
        ("a", "t-and-d", "3"),
    ]
    assert found[0]["co2e_kg"] == repr(1000 * 0.20705)


def test_quantify_takes_a_factor_id_and_answers_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "by_id.csv"
    factor = "ukgov-2025/fuels/liquid-fuels/diesel-average-biofuel-blend:litres"
    path.write_text(f"id,factor_id,quantity,unit\nx,{factor},1,litres\n")
    (row,) = lines(capsys, "quantify", str(path))
    assert (row["factor_id"], row["co2e_kg"], row["co2_kg"]) == (factor, "2.57082", "2.53763")


def test_quantify_reports_a_bad_row_and_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(
        HEADINGS + "a,electricity,nan,kWh,2024-05-01,2024-05-31\nb,gas,1,kWh,2024-05-01,2024-05-31\n"
    )
    assert cli.main(["quantify", str(path)]) == 1
    out, err = capsys.readouterr()
    assert {row["id"] for row in csv.DictReader(io.StringIO(out))} == {"b"}
    assert "Row 2" in err
    assert "nan" in err


def test_quantify_refuses_a_row_with_another_number_of_fields(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "long.csv"
    path.write_text(HEADINGS + "a,electricity,1,kWh,2024-05-01,2024-05-31,surplus\n")
    assert cli.main(["quantify", str(path)]) == 3
    assert "row 2 has 7 fields where the heading has 6" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_exit_3(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["quantify", "nowhere.csv"]) == 3
    assert "nowhere.csv cannot be used" in capsys.readouterr().err


def test_wrong_words_are_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["quantfy"]) == 2
    assert "invalid choice" in capsys.readouterr().err


def test_convert_answers_value_and_unit(capsys: pytest.CaptureFixture[str]) -> None:
    answer = as_json(capsys, "convert", "12 MWh", "GJ")
    assert (answer["value"], answer["unit"]) == (43.2, "GJ")


def test_convert_goes_through_the_fuels_own_properties(capsys: pytest.CaptureFixture[str]) -> None:
    answer = as_json(capsys, "convert", "1 tonne", "GJ", "--fuel", "natural-gas")
    assert answer["value"] == pytest.approx(50.678, rel=1e-12)


def test_convert_says_what_it_needs_between_volume_and_energy(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["convert", "1 litre", "kWh"]) == 2
    assert "--fuel" in capsys.readouterr().err


@pytest.mark.parametrize("hostile", ["9**9**9", "1" * 10_000, "((((((1))))))", "1 kWh" + "(" * 5000])
def test_convert_refuses_hostile_text_with_a_sentence(
    hostile: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["convert", hostile, "kWh"]) == 2
    assert len(capsys.readouterr().err) < 400


def test_calculate_totals_by_the_axes_asked_for(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = as_json(capsys, "calculate", str(document), "--by", "scope")
    assert facts["scope1_kg"] == pytest.approx(2000 * 0.1829, rel=1e-12)
    assert facts["scope2_location_kg"] == pytest.approx(1000 * 0.20705, rel=1e-12)
    assert {row["scope"]: row["co2e_kg"] for row in facts["rows"]}["1"] == facts["scope1_kg"]


def test_calculate_prints_the_same_numbers_as_text(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["calculate", str(document)]) == 0
    out = capsys.readouterr().out
    assert "Scope 1" in out
    assert "0.37" in out


def test_calculate_refuses_an_unknown_axis(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["calculate", str(document), "--by", "colour"]) == 2
    assert "colour" in capsys.readouterr().err


def test_reading_commands_leave_the_file_byte_identical(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = document.read_bytes()
    for command in (["calculate"], ["history"], ["verify"], ["explain", "a"]):
        cli.main([command[0], str(document), *command[1:]])
    capsys.readouterr()
    assert document.read_bytes() == before


def test_the_same_file_twice_adds_nothing(
    document: Path, table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import", str(document), str(table)]) == 1
    out, err = capsys.readouterr()
    assert "0 records added" in out
    assert "is in the document already" in err


def test_a_dry_run_changes_nothing(
    document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = tmp_path / "more.csv"
    more.write_text(HEADINGS + "c,electricity,1,kWh,2024-06-01,2024-06-30\n")
    before = document.read_bytes()
    assert cli.main(["import", str(document), str(more), "--dry-run"]) == 0
    assert "would be added" in capsys.readouterr().out
    assert document.read_bytes() == before


def test_history_names_every_change(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels = [change["label"] for change in as_json(capsys, "history", str(document))]
    assert "Begin Test Ltd" in labels
    assert "Import bills.csv" in labels


def test_verify_finds_a_document_sound(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", str(document)]) == 0
    assert "sound" in capsys.readouterr().out


def test_explain_prints_every_line(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", str(document), "b"]) == 0
    assert "2 MWh = 2,000 kWh (Gross CV) × 0.1829 kg CO₂e" in capsys.readouterr().out


def test_new_refuses_to_overwrite(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["new", str(document), "--name", "Other", "--year", YEAR]) == 2
    assert "exists already" in capsys.readouterr().err


@pytest.mark.parametrize("year", ["2024", "2025-03-31..2024-04-01", "x..y"])
def test_new_refuses_a_year_that_is_none(
    year: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["new", str(tmp_path / "n.carbonsv"), "--name", "A", "--year", year]) == 2
    assert "--year 2024-04-01..2025-03-31" in capsys.readouterr().err


def test_demo_writes_document_table_chart_and_tender_pack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["demo", str(tmp_path / "out")]) == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["footprint.csv", "footprint.png", "sample.carbonsv", "tender-pack"]
    assert (tmp_path / "out" / "tender-pack" / "manifest.json").exists()
    assert "Total, location-based" in capsys.readouterr().out


def test_factors_export_has_a_row_per_factor_with_its_cell(capsys: pytest.CaptureFixture[str]) -> None:
    found = {row["factor_id"]: row for row in lines(capsys, "factors", "export", "ukgov-2025")}
    assert len(found) == 3997
    gas = found["ukgov-2025/fuels/gaseous-fuels/natural-gas:kwh-gross-cv"]
    assert (gas["co2e_kg"], gas["uom"], gas["source_cell"]) == (
        "0.18296",
        "kWh (Gross CV)",
        "'Factors by Category'!J83",
    )


def test_factors_search_finds_by_everyday_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert as_json(capsys, "factors", "search", "leccy")["activities"][0]["activity"] == "electricity"


def test_factors_show_follows_a_factor_through_the_years(capsys: pytest.CaptureFixture[str]) -> None:
    found = as_json(capsys, "factors", "show", "ukgov-2025/fuels/gaseous-fuels/natural-gas:kwh-gross-cv")
    assert [row["year"] for row in found] == list(range(2018, 2026))


def test_factors_verify_finds_the_shipped_packs_unaltered(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["factors", "verify"]) == 0
    assert "as published" in capsys.readouterr().out


def test_an_unknown_pack_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["factors", "export", "ukgov-1999"]) == 2
    assert "ukgov-2025" in capsys.readouterr().err


def test_text_that_a_spreadsheet_would_run_is_written_as_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "formula.csv"
    path.write_text(HEADINGS + "=1+1,electricity,1,kWh,2024-05-01,2024-05-31\n")
    assert {row["id"] for row in lines(capsys, "quantify", str(path))} == {"'=1+1"}
