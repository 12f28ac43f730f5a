from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

import pytest

from carbonsv.app.importing.ledger import LedgerChoices, import_ledger
from carbonsv.app.results.finding_rules import finding_rules
from carbonsv.inventory.findings.rules import matches

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from carbonsv.app.session import Session
    from carbonsv.library.factor_library import FactorLibrary

# supplier, description, net amount as a clerk writes it, the amount, and the product group it should get
KINDS = (
    ("Bright Cleaning Ltd", "Office cleaning", "1,250.00", 1250.0, "spend/sic-81"),
    ("Paper Mill Direct", "Stationery order", "£84.20", 84.20, "spend/sic-17"),
    ("Smith & Sons Solicitors LLP", "Legal fees", "2400", 2400.0, "spend/sic-69-1"),
    ("Byte Works", "IT support contract", " 675.5 ", 675.5, "spend/sic-62"),
    ("City Couriers", "Parcel delivery", "33.10", 33.10, "spend/sic-53"),
    ("Guardhouse", "Manned guarding", "(120.00)", -120.0, "spend/sic-80"),
    ("Spark Energy", "Electricity supply", "912.40", 912.40, "spend/sic-35-1"),
    ("Grand Hotel", "Hotel Leeds", "145.00", 145.0, "spend/sic-55"),
    ("Quill & Co", "Ref 9931 as discussed", "510.00", 510.0, ""),
    ("REDACTED", "Staff training", "75.00-", -75.0, "spend/sic-85"),
)
LINES = [KINDS[place % len(KINDS)] for place in range(60)]
PAPER_KG_PER_GBP = 0.8049973388932101  # the published factor of SIC 17, in prices of 2022
NET_GBP = fsum(line[3] for line in LINES)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """60 lines below two title rows, with a blank line, a subtotal and a grand total."""
    rows = [
        "Test Ltd;;;;",
        "Purchase ledger April 2024 to March 2025;;;;",
        "Date;Supplier;Description;Ref;Net amount",
    ]
    for place, (supplier, words, amount, _, _) in enumerate(LINES):
        rows.append(
            f"{place % 28 + 1:02}/{place % 12 + 4 if place % 12 < 9 else place % 12 - 8:02}/"
            f"{2024 if place % 12 < 9 else 2025};{supplier};{words};INV{place};{amount}"
        )
        if place == 29:
            rows += [";;;;", f";Subtotal;;;{fsum(line[3] for line in LINES[:30]):.2f}"]
    rows.append(f";Grand total;;;{NET_GBP:.2f}")
    path = tmp_path / "ledger.csv"
    path.write_bytes("\r\n".join(rows).encode("cp1252"))
    return path


def records(session: Session) -> pd.DataFrame:
    return session.document.frame("activity")


def test_every_line_is_taken_and_nothing_else(session: Session, ledger: Path) -> None:
    outcome = import_ledger(session, ledger)
    assert outcome.records == len(LINES)
    assert fsum(records(session)["quantity"]) == pytest.approx(NET_GBP, abs=1e-9)
    assert set(records(session)["quality"]) == {"spend"}


def test_each_line_gets_the_product_group_of_its_words(session: Session, ledger: Path) -> None:
    import_ledger(session, ledger)
    frame = records(session)
    for supplier, words, _, _, group in KINDS:
        found = set(frame["activity"][frame["supplier"] == supplier])
        assert found == {group or words}
    assert "suggested by “office cleaning, cleaning”" in frame["note"].iloc[0]


def test_credit_notes_stay_negative_and_are_called_so(session: Session, ledger: Path) -> None:
    import_ledger(session, ledger)
    frame = records(session)
    credit = frame[frame["quantity"] < 0]
    assert set(credit["quantity"]) == {-120.0, -75.0}
    assert credit["note"].str.contains("Credit note").all()


def test_a_line_that_no_words_explain_is_left_open(session: Session, ledger: Path) -> None:
    outcome = import_ledger(session, ledger)
    issue = next(one for one in outcome.issues if one.code == "no-product-group")
    assert issue.sentence == "Quill & Co: 6 lines of 3,060.00 GBP have no product group."


def test_suppliers_are_remembered_in_the_same_change(session: Session, ledger: Path) -> None:
    import_ledger(session, ledger)
    rows = session.document.frame("supplier")
    known = dict(zip(rows["name"], rows["activity"].fillna(""), strict=True))
    assert known == {line[0]: line[4] for line in KINDS if line[0] != "REDACTED"}
    session.undo()
    assert session.document.frame("supplier").empty
    assert records(session).empty


def test_a_remembered_supplier_goes_before_the_words(session: Session, ledger: Path) -> None:
    session.add_row("supplier", {"name": "QUILL AND CO", "activity": "spend/sic-70"})
    session.add_row("supplier", {"name": "Byte Work", "activity": "spend/sic-26"})
    outcome = import_ledger(session, ledger)
    frame = records(session)
    assert set(frame["activity"][frame["supplier"] == "Byte Works"]) == {"spend/sic-26"}
    assert set(session.document.frame("supplier")["name"]) >= {"Byte Work"}
    assert "no-product-group" not in {one.code for one in outcome.issues}


def test_a_supplier_that_was_put_right_is_used_next_time(session: Session, ledger: Path) -> None:
    import_ledger(session, ledger)
    rows = session.document.frame("supplier")
    session.set_cell("supplier", rows["id"][rows["name"] == "Quill & Co"].iloc[0], "activity", "spend/sic-70")
    again = import_ledger(session, ledger, dry_run=True)
    codes = {one.code for one in again.issues}
    assert "no-product-group" not in codes
    assert "file-imported-before" in codes


def test_energy_that_bills_count_already_is_said_or_left_out(
    session: Session, record: str, ledger: Path
) -> None:
    assert record
    outcome = import_ledger(session, ledger, dry_run=True)
    twice = [one.sentence for one in outcome.issues if one.code == "counted-elsewhere"]
    lines, others = "6 ledger lines of 5,474.40 GBP", "1 record of Electricity (UK grid) in 2024/25"
    assert twice == [f"{lines} are for electricity, and the document has {others}: it may count twice."]
    left = import_ledger(session, ledger, LedgerChoices(leave_out_counted=True))
    assert left.records == len(LINES) - 6


def test_the_footprint_is_in_prices_of_the_factors_year(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("Date,Supplier,Description,Net amount\n30/06/2024,Paper Mill,Stationery,1000.00\n")
    import_ledger(session, path)
    ratio = session.library.deflator.ratio(2024, 2022)
    assert session.snapshot().inventory().scope3_kg == pytest.approx(1000 * ratio * PAPER_KG_PER_GBP)


@pytest.mark.parametrize(
    ("text", "vat", "amount"),
    [
        ("Date,Supplier,Description,Gross,VAT\n30/06/2024,A B Print,Printing,120.00,20.00\n", "", 100),
        ("Date,Supplier,Description,Gross,VAT rate\n30/06/2024,A B Print,Printing,120.00,20%\n", "", 100),
        ("Date,Supplier,Description,Gross\n30/06/2024,A B Print,Printing,120.00\n", "standard", 100),
        ("Date,Supplier,Description,Gross\n30/06/2024,A B Print,Printing,120.00\n", "", 120),
        ("Date,Supplier,Description,Net,VAT,Gross\n30/06/2024,A B Print,Printing,100,20,120\n", "", 100),
    ],
)
def test_vat_is_taken_off_where_it_is_known(
    session: Session, tmp_path: Path, text: str, vat: str, amount: float
) -> None:
    path = tmp_path / "gross.csv"
    path.write_text(text)
    outcome = import_ledger(session, path, LedgerChoices(vat=vat))
    assert list(records(session)["quantity"]) == [pytest.approx(amount)]
    assert ("vat-included" in {one.code for one in outcome.issues}) == (amount == 120)


def test_every_group_counted_elsewhere_and_its_kinds_are_in_the_catalogue(library: FactorLibrary) -> None:
    kinds = [kind.id for kind in library.catalogue]
    for one in finding_rules().elsewhere:
        assert one.activity in kinds
        assert any(matches(kind, one.kinds) for kind in kinds)


def test_an_open_line_that_names_another_activity_stays_money(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "open.csv"
    path.write_text("Date,Supplier,Description,Net\n30/06/2024,Waste Carriers,Electricity,100\n")
    outcome = import_ledger(session, path)
    assert list(records(session)["activity"]) == ["Electricity"]
    assert "no-product-group" in {one.code for one in outcome.issues}
    assert session.snapshot().inventory().total_location_kg == 0
