from __future__ import annotations

import json
import zipfile
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from carbonsv.activities.files.watch import StoppedError, Watch
from carbonsv.app.cli import main
from carbonsv.app.evidence import attach
from carbonsv.app.importing.any_file import import_file
from carbonsv.app.importing.evidence_file import is_evidence, read_evidence
from carbonsv.app.reporting.making import write_report
from carbonsv.app.reporting.tender_pack import make_tender_pack
from carbonsv.app.session import Session
from carbonsv.document.history import Edit
from carbonsv.errors import UnusableFileError
from carbonsv.model import tables

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.library.factor_library import FactorLibrary

HARD = (
    ("=1+1", "'007", " blanks "),
    ("a\r\nb\tc", "_x0041_", "\u202egnp.exe שלום"),
    ("🏭漢\x7f\u0085", "TRUE", "2024-04-30"),
)
VALUES: dict[str, tuple[Any, ...]] = {
    "number": (0.1 + 0.2, -1e-300, 123456789012345680.0),
    "integer": (2025, 0, -7),
    "boolean": (True, False, None),
    "date": ("1850-06-01", "2024-02-29", "9999-12-31"),
}
KEPT = {"reporting_year", "activity", "organisation", "evidence", "instrument", "own_factor"}


def full_rows(table: tables.Table) -> list[dict[str, Any]]:
    """Three rows with something in every column that is hard to bring back."""
    rows = []
    for place in range(3):
        row: dict[str, Any] = {"id": f"hard-{table.name}-{place}"}
        for number, column in enumerate(table.columns[1:]):
            if column.choices:
                row[column.name] = column.choices[place % len(column.choices)]
            else:
                texts = HARD[place]
                row[column.name] = VALUES.get(column.type, (texts[number % 3],) * 3)[place]
        rows.append(row)
    return rows


@pytest.fixture
def source(library: FactorLibrary, tmp_path: Path) -> Session:
    """The sample with more rows in every table, hard to bring back, and with a file."""
    session = Session(library, home=tmp_path / "home")
    session.open_sample()
    edits = [
        Edit(table.name, row["id"], None, row)
        for table in tables.document_tables()
        if table.name not in KEPT
        for row in full_rows(table)
    ]
    stories = [edit for edit in edits if edit.table == "case_study"]
    assert {edit.after["permission"] for edit in stories if edit.after} == {"yes", "no"}
    session.apply("Fill every table", edits)
    bill = tmp_path / "bill.pdf"
    bill.write_bytes(bytes(range(256)) * 300)
    for table in ("activity", "measure_claim", "delivery"):
        attach(session, bill, str(session.document.frame(table)["id"].iloc[0]), table=table)
    return session


def fresh(library: FactorLibrary, tmp_path: Path) -> Session:
    session = Session(library, home=tmp_path / "other")
    session.new("Somebody", date(2020, 1, 1), date(2020, 12, 31))
    return session


def assert_same(found: Session, wanted: Session, without: set[str]) -> None:
    for table in tables.document_tables():
        if table.name not in without:
            was, now = wanted.document.frame(table.name), found.document.frame(table.name)
            if table.name == "case_study":
                was = was[was["permission"] == "yes"].reset_index(drop=True)
            pd.testing.assert_frame_equal(now, was, obj=table.name)
    for year in wanted.snapshot().year_ids:
        before, after = wanted.snapshot().inventory(year), found.snapshot().inventory(year)
        assert repr(after.total_location_kg) == repr(before.total_location_kg)
        assert repr(after.total_market_kg) == repr(before.total_market_kg)
        pd.testing.assert_frame_equal(after.lines, before.lines)


@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_everything_comes_back_from_the_owners_evidence(
    source: Session, library: FactorLibrary, ending: str, tmp_path: Path
) -> None:
    path = tmp_path / f"evidence.{ending}"
    write_report(source, "evidence", path)
    assert is_evidence(path)
    target = fresh(library, tmp_path)
    run = import_file(target, [path])
    assert not run.issues
    assert_same(target, source, set())
    key = source.document.frame("evidence")["sha256"].iloc[0]
    assert target.document.attachment(key) == source.document.attachment(key)
    assert not target.document.verify()
    assert target.undo_label == f"Import {path.name}"


@pytest.mark.parametrize("ending", ["xlsx", "json"])
def test_the_tender_packs_evidence_gives_the_same_footprint_and_keeps_private_tables_back(
    source: Session, library: FactorLibrary, ending: str, tmp_path: Path
) -> None:
    make_tender_pack(source, tmp_path / "pack", date(2025, 8, 1))
    target = fresh(library, tmp_path)
    import_file(target, [tmp_path / "pack" / f"evidence.{ending}"])
    private = {"contact", "evidence", "home_pledge", "proxy"}
    assert_same(target, source, private)
    assert all(target.document.frame(name).empty for name in private)


def test_a_document_that_is_in_use_keeps_its_own_rows(
    source: Session, library: FactorLibrary, tmp_path: Path
) -> None:
    path = tmp_path / "evidence.json"
    write_report(source, "evidence", path)
    target = fresh(library, tmp_path)
    taken = target.add_row("site", {"id": str(source.document.frame("site")["id"].iloc[0]), "name": "Ours"})
    run = import_file(target, [path])
    assert target.document.row("site", taken)["name"] == "Ours"
    assert target.document.frame("organisation")["name"].tolist() == ["Somebody"]
    said = f"site: the document has 1 row of the same id and with other values: {taken}."
    assert said in [one.sentence for one in run.issues]


def test_importing_the_same_evidence_twice_adds_nothing(
    source: Session, library: FactorLibrary, tmp_path: Path
) -> None:
    path = tmp_path / "evidence.xlsx"
    write_report(source, "evidence", path)
    run = import_file(source, [path])
    assert run.records == 0
    assert not run.issues
    assert fresh(library, tmp_path).is_open


def test_the_command_line_takes_evidence_into_a_new_file(
    source: Session, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence, file = tmp_path / "evidence.xlsx", tmp_path / "new.carbonsv"
    write_report(source, "evidence", evidence)
    records = len(source.document.frame("activity"))
    assert main(["new", str(file), "--name", "X", "--year", "2024-04-01..2025-03-31"]) == 0
    assert main(["import", str(file), str(evidence), "--json"]) == 0
    said = capsys.readouterr().out
    assert json.loads(said[said.index("{") :])["files"][0]["records"] == records


def test_a_cell_that_cannot_be_used_is_said_and_left_blank(source: Session, tmp_path: Path) -> None:
    path = tmp_path / "evidence.json"
    write_report(source, "evidence", path)
    facts = json.loads(path.read_text("utf-8"))
    facts["activity"][0]["quantity"] = "many"
    path.write_text(json.dumps(facts), "utf-8")
    found = read_evidence(path, Watch())
    assert pd.isna(found.frames["activity"]["quantity"].iloc[0])
    assert found.issues[0].sentence.startswith("activity: Quantity “many” cannot be used")


@pytest.mark.parametrize("text", ["[]", '{"activity": 3}', "{" * 100_000, '{"activity": [[1]]}', '{"a": '])
def test_what_is_no_evidence_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "evidence.json"
    path.write_text(text, "utf-8")
    with pytest.raises(UnusableFileError, match="it is not evidence as this program writes it"):
        read_evidence(path, Watch())


def test_other_workbooks_are_not_taken_for_evidence(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", '<sheet name="activity"/>')
    assert not is_evidence(path)
    assert not is_evidence(tmp_path / "missing.xlsx")


def test_reading_can_be_stopped(source: Session, tmp_path: Path) -> None:
    path = tmp_path / "evidence.xlsx"
    write_report(source, "evidence", path)
    with pytest.raises(StoppedError):
        read_evidence(path, Watch(stopped=lambda: True))
