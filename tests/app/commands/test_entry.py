from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from carbonsv.app import cli

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "one.carbonsv"
    assert cli.main(["new", str(path), "--name", "Test Ltd", "--year", "2024-04-01..2025-03-31"]) == 0
    capsys.readouterr()
    return path


def as_json(capsys: pytest.CaptureFixture[str], *words: object) -> Any:
    cli.main([*map(str, words), "--json"])
    return json.loads(capsys.readouterr().out)


def test_five_answers_make_a_first_footprint(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    five = ("--people", 12, "--area", 250, "--electricity", "12 MWh", "--gas", "40 MWh", "--miles", "9,000")
    made = as_json(capsys, "estimate", document, *five)
    assert (len(made["records"]), [one["code"] for one in made["issues"]]) == (36, ["not-assessed"])
    assert as_json(capsys, "calculate", document)["scope2_location_kg"] == pytest.approx(12_000 * 0.20705)


def test_a_bill_without_its_price_is_wrong_usage(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["estimate", str(document), "--electricity", "£3,360"]) == 2
    assert "needs the price of a kWh" in capsys.readouterr().err


def test_a_ledger_is_imported_as_spend(
    document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = tmp_path / "ledger.csv"
    ledger.write_text("Date,Supplier,Description,Gross\n30/06/2024,A B Print,Leaflet printing,120.00\n")
    words = ("import", document, ledger, "--as", "ledger", "--vat", "standard")
    assert as_json(capsys, *words)["files"][0]["records"] == 1
    rows = as_json(capsys, "calculate", document, "--by", "activity")["rows"]
    assert {row["activity"] for row in rows} == {"spend/sic-18"}


def test_a_survey_form_is_written_once_and_an_empty_one_gives_no_records(
    document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = tmp_path / "survey.xlsx"
    assert cli.main(["survey", str(document), "-o", str(form)]) == 0
    assert cli.main(["survey", str(document), "-o", str(form)]) == 2
    capsys.readouterr()
    files = as_json(capsys, "import", document, form, "--as", "survey", "--weeks", "46")["files"]
    assert [(one["file"], one["records"]) for one in files] == [("survey.xlsx", 0)]
