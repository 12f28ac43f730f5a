from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.app.social import importing as social_import
from carbonsv.app.social.importing import import_kind, import_table, kinds
from carbonsv.errors import UnknownNameError, UnusableFileError
from carbonsv.model import tables

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.session import Session


def sheet(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sheet.csv"
    path.write_text(text)
    return path


def test_rows_come_in_as_one_change_that_can_be_undone(session: Session, tmp_path: Path) -> None:
    rows = sheet(tmp_path, 'supplier,amount_gbp\nA,1\nB,"1,234.50"\n')
    assert import_table(session, "supplier_spend", rows).records == 2
    assert session.rows("supplier_spend")["amount_gbp"].tolist() == [1, 1234.5]
    session.undo()
    assert session.rows("supplier_spend").empty


def test_a_row_that_cannot_be_read_is_said_by_its_number(session: Session, tmp_path: Path) -> None:
    found = import_table(session, "supplier_spend", sheet(tmp_path, "supplier,amount_gbp\nA,x\nB,2\n"))
    assert (found.records, [issue.record for issue in found.issues][:1]) == (1, ["row-2"])


def test_the_same_id_comes_in_once(session: Session, tmp_path: Path) -> None:
    rows = sheet(tmp_path, "id,organisation,what_for\nc1,Heat Co,heat\nc1,Other,heat\n")
    found = import_table(session, "contact", rows)
    assert (found.records, [issue.code for issue in found.issues]) == (1, ["record-exists"])


def test_a_file_without_known_columns_is_refused(session: Session, tmp_path: Path) -> None:
    with pytest.raises(UnusableFileError, match="names none of the known columns"):
        import_table(session, "contact", sheet(tmp_path, "a,b\n1,2\n"))


def test_a_licensed_sheet_of_proxies_needs_its_licence(session: Session, tmp_path: Path) -> None:
    heads = "code,title,unit,value_gbp,year,licence,source\n"
    rows = sheet(tmp_path, heads + "P1,Hour,hours,20,2025,,Set\nP2,Hour,hours,20,2025,Ours,Set\n")
    found = import_table(session, "proxy", rows)
    assert (found.records, session.rows("proxy")["code"].tolist()) == (1, ["P2"])


def test_a_ledger_is_read_by_the_headings_that_ledgers_have(session: Session, tmp_path: Path) -> None:
    heads = "Invoice date,Vendor,Net amount,Post code,VAT\n"
    rows = sheet(tmp_path, heads + '03/04/2025,A,"1,200.00",M5 4WT,240\n04/04/2025,B,-60,LS1 1AA,-12\n')
    assert import_kind(session, "local-spend", rows).records == 2
    found = session.rows("supplier_spend")
    assert found["amount_gbp"].tolist() == [1200, -60]
    assert found["postcode"].tolist() == ["M5 4WT", "LS1 1AA"]


def test_labels_of_columns_are_headings_too(session: Session, tmp_path: Path) -> None:
    rows = sheet(tmp_path, "Organisation,What for,Checked\nHeat Co,heat pumps,30/04/2026\n")
    assert import_kind(session, "contacts", rows).records == 1


def test_the_columns_own_name_counts_where_a_file_has_two(session: Session, tmp_path: Path) -> None:
    rows = sheet(tmp_path, "supplier,amount_gbp,net\nA,10,99\n")
    import_kind(session, "local-spend", rows)
    assert session.rows("supplier_spend")["amount_gbp"].tolist() == [10]


def test_a_dry_run_adds_nothing(session: Session, tmp_path: Path) -> None:
    rows = sheet(tmp_path, "organisation,what_for\nHeat Co,heat\n")
    assert import_kind(session, "contacts", rows, dry_run=True).records == 1
    assert session.rows("contact").empty


def test_a_kind_that_is_none_is_refused_with_those_there_are(session: Session, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError) as refusal:
        import_kind(session, "friends", tmp_path / "a.csv")
    assert "contacts" in refusal.value.hint


def test_rows_are_named_by_where_they_stand_in_the_file(session: Session, tmp_path: Path) -> None:
    found = import_table(session, "supplier_spend", sheet(tmp_path, "supplier,amount_gbp\n\nA,x\n"))
    assert {issue.record for issue in found.issues} == {"row-3"}


def test_every_kind_names_a_table_of_the_document_and_every_heading_a_column() -> None:
    assert set(kinds().values()) <= set(tables.DOCUMENT_TABLES)
    for row in social_import._rows("headings"):
        assert row["column"] in tables.table(row["table"]).names


def test_damage_costs_come_in_by_the_template(session: Session, tmp_path: Path) -> None:
    heads = (
        "pollutant,sector,low_gbp_per_tonne,central_gbp_per_tonne,high_gbp_per_tonne,price_year,source_url"
    )
    rows = sheet(
        tmp_path, f"{heads}\nNOx,domestic,1,2,3,2025,https://example.org/table\nSO2,domestic,1,2,3,,\n"
    )
    found = import_kind(session, "damage-costs", rows)
    assert (found.records, session.rows("damage_cost")["pollutant"].tolist()) == (1, ["NOx"])
