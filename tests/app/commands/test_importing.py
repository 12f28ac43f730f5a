from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from carbonsv.app.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.session import Session

BILLS = "MPAN,Site,From,To,Usage (kWh)\n12,Depot,01/05/2024,31/05/2024,20.5\nTotal,,,,20.5\n"


@pytest.fixture
def files(session: Session, tmp_path: Path) -> tuple[str, str]:
    """A saved document, and a file of bills."""
    path, bills = session.save(tmp_path / "a.carbonsv"), tmp_path / "bills.csv"
    session.close()
    bills.write_text(BILLS)
    return str(path), str(bills)


def run(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    capsys.readouterr()
    main(["import", *words, "--json"])
    facts: dict[str, Any] = json.loads(capsys.readouterr().out)["files"][0]
    return facts


def test_json_says_what_was_found_totals_and_rows_left_out(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    facts = run(capsys, *files, "--dry-run")
    assert (facts["as"], facts["records"], facts["imported_before"]) == ("records", 1, 0)
    assert facts["totals"][0] | {"label": ""} == {
        "activity": "electricity",
        "label": "",
        "unit": "kWh",
        "records": 1,
        "quantity": 20.5,
    }
    assert [one["row"] for one in facts["rows_left_out"]] == [3]
    assert facts["period"] == {"start": "2024-05-01", "end": "2024-05-31"}


def test_words_say_the_total_of_each_activity(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", *files, "--add-sites"]) == 1
    said, issues = capsys.readouterr()
    assert "bills.csv: 1 records added" in said
    assert "Electricity (UK grid): 20.5 kWh in 1 records" in said
    assert "1 site is added to the document: Depot." in issues


@pytest.mark.parametrize(("choice", "before"), [("add", 1), ("replace", 1), ("leave-out", 1)])
def test_the_same_file_is_added_replaced_or_left_out(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], choice: str, before: int
) -> None:
    run(capsys, *files)
    facts = run(capsys, *files, "--same-file", choice)
    assert facts["imported_before"] == before
    assert facts["records"] == (0 if choice == "leave-out" else 1)
    assert run(capsys, *files, "--dry-run")["imported_before"] == (2 if choice == "add" else 1)
