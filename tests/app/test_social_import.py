from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.app.social_import import import_table
from carbonsv.errors import UnusableFileError

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
