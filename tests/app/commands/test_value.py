from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from carbonsv.app.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.session import Session

HEAD = "id,measure,baseline_quantity,current_quantity,unit,year,years,price_year,deadweight,drop_off\n"


def rows(tmp_path: Path, capsys: pytest.CaptureFixture[str], *lines: str) -> tuple[int, list[dict[str, str]]]:
    table = tmp_path / "claims.csv"
    table.write_text(HEAD + "\n".join(lines) + "\n")
    code = main(["appraise", str(table)])
    return code, list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_appraise_answers_one_row_per_claim_and_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found = rows(tmp_path, capsys, "b,co2e-avoided,10,4,tCO2e,2025,2,2024,0.5,0.1")
    assert [(row["id"], row["year"], float(row["co2e_t_net"])) for row in found] == [
        ("b", "2025", 3.0),
        ("b", "2026", pytest.approx(2.7)),
    ]
    assert float(found[0]["central_gbp"]) == pytest.approx(3 * 273.06 * 100 / 90.5005)
    assert (code, found[0]["ledger"]) == (0, "in boundary")


def test_a_bad_row_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = rows(tmp_path, capsys, "x,ESV99,1,2,kWh,2025,,,,", "y,ESV01,3,2,kWh,2025,,,0,")
    assert (code, [row["id"] for row in found]) == (1, ["x", "y"])
    assert "unknown-measure" in found[0]["issues"]
    assert float(found[1]["co2e_t_gross"]) == pytest.approx(0.177 / 1000)


def test_what_is_not_valued_is_blank(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, found = rows(tmp_path, capsys, "w,ESV20,,24,people-hours,2025,,,,")
    assert (found[0]["central_gbp"], found[0]["change"], found[0]["ledger"]) == ("", "24.0", "own units")


def test_json_carries_the_versions_of_the_packs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "claims.csv"
    table.write_text(HEAD + "b,co2e-avoided,10,4,tCO2e,2025,,,,\n")
    main(["appraise", str(table), "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert answer["rows"][0]["co2e_t_gross"] == 6
    assert answer["packs"][0].startswith("carbon-values November 2023 ")


def test_each_row_has_its_own_issues_even_where_two_have_one_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ("b,co2e-avoided,5,0,tCO2e,2031,,,0,", "b,co2e-avoided,5,0,tCO2e,2055,,,0,")
    _, found = rows(tmp_path, capsys, *lines)
    assert "no-value" not in found[0]["issues"]
    assert "no-value" in found[1]["issues"]
    assert "duplicate-id" in found[1]["issues"]


def test_a_table_without_rows_gives_only_the_headings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert rows(tmp_path, capsys) == (0, [])


def test_a_table_beside_the_records_is_imported_by_its_kind(
    session: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document, sheet = tmp_path / "a.carbonsv", tmp_path / "contacts.csv"
    session.save(document)
    session.close()
    sheet.write_text("organisation,what_for\nHeat Co,heat pumps\n")
    assert main(["import", str(document), str(sheet), "--as", "contacts"]) == 0
    assert "1 records added" in capsys.readouterr().out
