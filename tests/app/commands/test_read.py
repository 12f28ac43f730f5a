from __future__ import annotations

import json
from typing import TYPE_CHECKING

from carbonsv.app import cli

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

BILLS = (
    "Usage report\nMPAN,From,To,Usage (kWh)\n12,13/04/2024,30/04/2024,10.1\n12,01/05/2024,31/05/2024,20.2\n"
)


def test_read_answers_in_json_what_a_file_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bills.csv"
    path.write_text(f"{BILLS}Total,,,30.3\n", "utf-8")
    assert cli.main(["read", str(path), "--json"]) == 0
    (table,) = json.loads(capsys.readouterr().out)["tables"]
    assert (table["header_rows"], table["data_rows"]) == ([2], 2)
    assert table["period"] == {"start": "2024-04-13", "end": "2024-05-31"}
    assert table["totals"]["by_meter"][0]["total"] == 30.3
    assert [one["row"] for one in table["rows_left_out"]] == [5]


def test_read_tells_people_what_a_file_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bills.csv"
    path.write_text(BILLS, "utf-8")
    cli.main(["read", str(path)])
    text = capsys.readouterr().out
    assert "headings in row 2; 2 data rows, 2024-04-13 to 2024-05-31" in text
    assert "total of Usage (kWh): 30.3 kWh" in text


def test_read_refuses_what_is_no_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bill.xlsx"
    path.write_bytes(b"%PDF-1.4")
    assert cli.main(["read", str(path)]) == 3
    assert "bill.xlsx cannot be used: it is a PDF." in capsys.readouterr().err
