from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from carbonsv.app.importing.source import ImportChoices
from carbonsv.errors import UnknownNameError

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.session import Session

BILLS = (
    "MPAN,From,To,Usage (kWh)\n12,13/04/2024,30/04/2024,10.1\n12,01/05/2024,31/05/2024,20.2\nTotal,,,30.3\n"
)


@pytest.fixture
def bills(tmp_path: Path) -> Path:
    path = tmp_path / "bills.csv"
    path.write_text(BILLS, "utf-8")
    return path


def test_bills_of_a_supplier_are_imported_as_one_change(session: Session, bills: Path) -> None:
    assert session.import_records(bills).records == 2
    assert session.document.frame("activity")["quantity"].tolist() == [10.1, 20.2]
    session.undo()
    assert len(session.document.frame("activity")) == 0


def test_a_dry_run_changes_and_remembers_nothing(session: Session, bills: Path, tmp_path: Path) -> None:
    assert session.import_records(bills, dry_run=True).records == 2
    assert len(session.document.frame("activity")) == 0
    assert not (tmp_path / "home" / "mappings").exists()


def test_the_same_file_twice_is_noticed_whatever_its_name(session: Session, bills: Path) -> None:
    session.import_records(bills)
    again = bills.rename(bills.with_name("copy.csv"))
    codes = {issue.code for issue in session.import_records(again, dry_run=True).issues}
    assert codes == {"file-imported-before"}


def test_the_kind_can_be_said_for_all_rows(session: Session, bills: Path) -> None:
    session.import_records(bills, choices=ImportChoices(kind="gas oil"))
    assert set(session.document.frame("activity")["activity"]) == {"gas-oil"}
    with pytest.raises(UnknownNameError):
        session.import_records(bills, choices=ImportChoices(kind="unobtainium"))


def test_a_mapping_is_used_and_remembered_for_the_next_file_of_the_source(
    session: Session, tmp_path: Path
) -> None:
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"columns": {"When": "date", "How": "quantity"}, "units": {"How": "MWh"}}))
    first, second = tmp_path / "one.csv", tmp_path / "two.csv"
    first.write_text("When,How,Comment\n13/04/2024,5,x\n")
    second.write_text("When,How,Comment\n14/04/2024,6,y\n")
    session.import_records(first, choices=ImportChoices(kind="electricity", mapping=mapping))
    session.import_records(second, choices=ImportChoices(kind="electricity"))
    frame = session.document.frame("activity")
    assert frame[["quantity", "unit"]].to_numpy().tolist() == [[5.0, "MWh"], [6.0, "MWh"]]


def test_a_file_of_our_own_columns_is_read_as_ever(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("id,activity,quantity,unit,start,end\na,electricity,1,kWh,2024-05-01,2024-05-31\n")
    session.import_records(path)
    assert session.document.frame("activity")["id"].tolist() == ["a"]


def test_a_site_is_found_by_its_name_in_any_case(session: Session, tmp_path: Path) -> None:
    site = session.add_row("site", {"name": "Mill House"})
    path = tmp_path / "bills.csv"
    path.write_text("Site,Start date,End date,kWh\nMILL HOUSE,01/05/2024,31/05/2024,100\n")
    outcome = session.import_records(path, choices=ImportChoices(kind="electricity"))
    assert session.document.frame("activity")["site"].iloc[0] == site
    assert "unknown-site" not in {issue.code for issue in outcome.issues}
