from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from carbonsv.app.session import NothingOpenError, Session
from carbonsv.document.document import Document
from carbonsv.errors import CarbonsvError

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.library.factor_library import FactorLibrary


def total_kg(session: Session) -> float:
    return session.snapshot().inventory().total_location_kg


def test_a_typed_quantity_changes_the_footprint_by_the_published_factors(
    session: Session, record: str
) -> None:
    assert session.set_cell("activity", record, "quantity", "2 MWh") == ""
    assert total_kg(session) == pytest.approx(2000 * (0.20705 + 0.0183 + 0.0459 + 0.00397), rel=1e-12)


def test_a_bare_number_keeps_the_unit_of_the_row(session: Session, record: str) -> None:
    session.set_cell("activity", record, "quantity", "12.5")
    row = session.document.row("activity", record)
    assert (row["quantity"], row["unit"], row["typed"]) == (12.5, "kWh", "12.5")


def test_a_unit_of_the_wrong_dimension_is_refused_with_the_units_that_fit(
    session: Session, record: str
) -> None:
    refusal = session.set_cell("activity", record, "quantity", "12 km")
    assert "km cannot be converted" in refusal
    assert "MWh" in refusal
    assert session.document.row("activity", record)["quantity"] == 1000


def test_another_activity_brings_its_usual_unit_where_the_old_one_does_not_measure_it(
    session: Session, record: str
) -> None:
    session.set_cell("activity", record, "activity", "rail: national rail")
    row = session.document.row("activity", record)
    assert (row["activity"], row["unit"]) == ("rail/national-rail", "passenger.km")


def test_a_typed_date_is_read_with_the_day_first(session: Session, record: str) -> None:
    session.set_cell("activity", record, "start", "3/5/2024")
    assert session.document.row("activity", record)["start"] == "2024-05-03"


def test_undo_takes_back_the_last_change_and_names_it(session: Session, record: str) -> None:
    before = total_kg(session)
    session.set_cell("activity", record, "quantity", "5 kWh")
    assert session.undo_label == "Change quantity"
    assert session.undo() == "Change quantity"
    assert total_kg(session) == before
    assert session.redo() == "Change quantity"
    assert session.document.row("activity", record)["quantity"] == 5


def test_setting_the_same_value_again_is_no_change(session: Session, record: str) -> None:
    session.set_cell("activity", record, "note", "a note")
    changes = len(session.document.history())
    session.set_cell("activity", record, "note", "a note")
    assert len(session.document.history()) == changes


@pytest.mark.usefixtures("record")
def test_a_new_record_begins_like_the_last_one_of_its_page(session: Session) -> None:
    row = session.document.row("activity", session.add_row("activity", {"topic": "buildings"}))
    assert (row["activity"], row["unit"], row["start"]) == ("electricity", "kWh", "2024-05-01")


def test_the_first_record_of_a_page_covers_the_reporting_year(session: Session) -> None:
    row = session.document.row("activity", session.add_row("activity", {"topic": "waste"}))
    assert (row["start"], row["end"]) == ("2024-04-01", "2025-03-31")
    assert row["activity"] == session.kinds("waste")[0].id


def test_a_pasted_block_is_one_change_and_bad_cells_are_told(session: Session, record: str) -> None:
    cells = [["", "gas", "1,5 MWh"], ["", "electricity", "twelve"], ["nowhere", "water", "3 m3"]]
    issues = session.paste("activity", "buildings", ["site", "activity", "quantity"], cells, [record])
    assert [issue.code for issue in issues] == ["refused-quantity", "refused-site"]
    assert len(session.rows("activity", "buildings")) == 3
    assert session.undo() == "Paste 3 rows"
    assert len(session.rows("activity", "buildings")) == 1


def test_a_refused_cell_of_a_new_row_stays_blank_and_nothing_usual_is_counted_for_it(
    session: Session, record: str
) -> None:
    columns = ["activity", "quantity", "unit", "start", "end", "site"]
    cells = [
        ["unicorn dust", "4", "kg", "2024-05-01", "2024-05-31", ""],
        ["electricity", "5", "unicorns", "31/02/2024", "2024-05-31", "nowhere"],
    ]
    issues = session.paste("activity", "buildings", columns, cells, [])
    refused = ["refused-activity", "refused-unit", "refused-start", "refused-site"]
    assert [issue.code for issue in issues] == refused
    rows = session.rows("activity", "buildings").set_index("id")
    dust, odd = (rows.loc[issue.record] for issue in issues[:2])
    assert pd.isna(dust["activity"])
    assert (dust["quantity"], dust["unit"]) == (4, "kg")
    assert odd[["unit", "start", "site"]].isna().all()
    assert rows["co2e_kg"].notna().sum() == 1
    assert rows["co2e_kg"].notna()[record]


def test_deleted_rows_come_back_with_undo(session: Session, record: str) -> None:
    session.delete_rows("activity", [record])
    assert session.rows("activity").empty
    session.undo()
    assert list(session.rows("activity")["id"]) == [record]


def test_rows_show_the_emissions_and_the_trouble_of_each_record(session: Session, record: str) -> None:
    bad = session.add_row("activity", {"topic": "buildings", "quantity": None})
    session.set_cell("activity", bad, "quantity", "")
    rows = session.rows("activity", "buildings").set_index("id")
    assert rows.loc[record, "co2e_kg"] == pytest.approx(1000 * (0.20705 + 0.0183 + 0.0459 + 0.00397))
    assert "has no quantity" in rows.loc[bad, "issue"]


def test_a_page_shows_only_its_own_topic(session: Session, record: str) -> None:
    session.add_row("activity", {"topic": "travel"})
    assert list(session.rows("activity", "buildings")["id"]) == [record]
    assert len(session.rows("activity", "travel")) == 1


def test_a_document_reads_back_with_the_same_footprint(
    session: Session, record: str, library: FactorLibrary, tmp_path: Path
) -> None:
    session.save(tmp_path / "one.carbonsv")
    before = total_kg(session)
    session.close()
    other = Session(library, home=tmp_path / "other")
    other.open(tmp_path / "one.carbonsv")
    assert (other.document_name, total_kg(other)) == ("Test Ltd", before)
    assert list(other.rows("activity")["id"]) == [record]
    other.close()


@pytest.mark.usefixtures("record")
def test_saving_keeps_the_factors_the_years_rest_on(session: Session, tmp_path: Path) -> None:
    session.save(tmp_path / "one.carbonsv")
    kept = {row["factor_id"]: row["co2e_kg"] for row in session.document.factors_used()}
    assert kept["ukgov-2024/uk-electricity/electricity-generated/electricity-uk:kwh"] == 0.20705
    assert session.verify() == []


@pytest.mark.usefixtures("record")
def test_a_factor_that_differs_from_the_kept_one_is_told(session: Session) -> None:
    kept = {
        "pack_id": "ukgov-2024",
        "pack_sha256": "old",
        "uom": "kWh",
        "co2_kg": None,
        "ch4_kg": None,
        "n2o_kg": None,
    }
    factor_id = "ukgov-2024/wtt-uk-electricity/wtt-uk-electricity-generation/electricity-uk:kwh"
    session.document.remember_factors([kept | {"factor_id": factor_id, "co2e_kg": 0.05}])
    assert [issue.code for issue in session.verify()] == ["factor-changed"]


def test_the_users_own_factor_is_an_activity_of_its_own(session: Session) -> None:
    own = {
        "id": "f1",
        "label": "Oak boards",
        "unit": "tonnes",
        "co2e_kg_per_unit": 310.0,
        "scope": "3",
        "category": 1,
    }
    session.add_row("own_factor", own | {"gas": "co2e", "source": "EPD 1", "year": 2024, "licence": "open"})
    row = {
        "activity": "own/f1",
        "quantity": 2.0,
        "unit": "tonnes",
        "start": "2024-05-01",
        "end": "2024-05-31",
    }
    session.add_row("activity", row)
    assert total_kg(session) == 2 * 310


def test_equity_share_applies_the_share_of_each_site(session: Session, record: str) -> None:
    site = session.add_row("site", {"name": "Shared house", "share": 0.4})
    session.set_cell("activity", record, "site", "shared house")
    whole = total_kg(session)
    session.set_cell("organisation", "organisation", "consolidation_approach", "equity-share")
    assert session.document.row("activity", record)["site"] == site
    assert total_kg(session) == pytest.approx(whole * 0.4, rel=1e-12)


def test_without_a_document_the_session_says_so(library: FactorLibrary, tmp_path: Path) -> None:
    closed = Session(library, home=tmp_path)
    assert (closed.document_name, closed.path, closed.saved) == ("", None, True)
    with pytest.raises(NothingOpenError, match="No document is open"):
        closed.rows("activity")


def test_the_sample_has_two_years_and_no_errors(library: FactorLibrary, tmp_path: Path) -> None:
    session = Session(library, home=tmp_path)
    session.open_sample()
    snapshot = session.snapshot()
    assert len(snapshot.year_ids) == 2
    issues = [issue for year in snapshot.year_ids for issue in snapshot.inventory(year).issues]
    assert [issue for issue in issues if issue.severity == "error"] == []
    assert "fictitious" in session.document_name


def test_explain_names_the_workbook_cell_and_the_rule(session: Session, record: str) -> None:
    text = session.snapshot().explain(record)
    assert "1,000 kWh × 0.20705 kg CO₂e per kWh = 207.05 kg CO₂e" in text
    assert "'Factors by Category'!J3066" in text
    assert "most of 1 April 2024 to 31 March 2025" in text


def test_an_unknown_reporting_year_is_refused_with_the_known_ones(session: Session) -> None:
    with pytest.raises(CarbonsvError, match="not a known reporting year") as refused:
        session.snapshot().inventory("1999")
    assert "2024/25" in refused.value.hint


def test_a_snapshot_does_not_change_with_the_document(session: Session, record: str) -> None:
    snapshot = session.snapshot()
    before = snapshot.inventory().total_location_kg
    session.set_cell("activity", record, "quantity", "9 GWh")
    assert snapshot.inventory().total_location_kg == before


def test_callbacks_run_after_every_change(session: Session) -> None:
    calls: list[int] = []
    session.on_change(lambda: calls.append(1))
    session.add_row("site", {"name": "A"})
    session.undo()
    assert len(calls) == 2


def test_records_of_every_year_take_the_factors_of_their_own(session: Session) -> None:
    year = {"id": "2023", "label": "2023/24", "start": date(2023, 4, 1).isoformat(), "end": "2024-03-31"}
    session.add_row("reporting_year", year)
    values = {
        "activity": "electricity",
        "quantity": 1.0,
        "unit": "kWh",
        "start": "2023-05-01",
        "end": "2023-05-31",
    }
    old = session.add_row("activity", values)
    rows: pd.DataFrame = session.rows("activity").set_index("id")
    uk2023 = session.library.packs["ukgov-2023"].factors.set_index("series_key")["co2e_kg"]
    published = uk2023[
        uk2023.index.str.contains("electricity.*/electricity-uk:kwh") & ~uk2023.index.str.startswith("man")
    ]
    assert rows.loc[old, "co2e_kg"] == pytest.approx(published.sum(), rel=1e-12)


def test_explain_tells_what_a_kilowatt_hour_counts_after_its_certificates(
    session: Session, record: str
) -> None:
    rego = {"kind": "rego", "certificate_kwh": 600.0, "co2e_kg_per_kwh": 0.0, "source": "certificate 7"}
    session.add_row("instrument", rego | {"start": "2024-05-01", "end": "2024-05-31"})
    assert session.snapshot().inventory().scope2_market_kg == pytest.approx(400 * 0.20705, rel=1e-12)
    assert "May 2024: 0.08282 kg CO₂e per kWh" in session.snapshot().explain(record)


def test_a_snapshot_is_one_and_the_same_until_the_document_changes(session: Session, record: str) -> None:
    before = session.snapshot()
    assert session.snapshot() is before
    inventory = before.inventory()
    session.set_cell("activity", record, "quantity", "2 MWh")
    after = session.snapshot()
    assert after is not before
    assert before.inventory() is inventory
    assert after.inventory().total_location_kg == pytest.approx(2 * inventory.total_location_kg, rel=1e-12)


def test_a_snapshot_follows_the_users_own_factors(session: Session) -> None:
    values = {"label": "Hemp", "unit": "kg", "co2e_kg_per_unit": 0.5, "scope": "3", "category": 1}
    more = {"gas": "co2e", "source": "EPD 1", "year": 2024, "licence": "open"}
    row = session.add_row("own_factor", values | more)
    library = session.snapshot().library
    assert session.snapshot().library is library
    session.set_cell("own_factor", row, "co2e_kg_per_unit", "0.75")
    assert session.snapshot().library is not library


def test_undo_gives_the_totals_that_were_before(session: Session, record: str) -> None:
    before = total_kg(session)
    session.set_cell("activity", record, "quantity", "5 kWh")
    session.set_cell("activity", record, "site", "")
    total_kg(session)
    session.undo()
    assert total_kg(session) == before


def test_a_snapshot_asked_for_while_a_change_is_taken_in_is_not_kept_as_the_new_state(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = [len(session.snapshot().frame("site"))]
    frames = session.document._frames
    follow = frames.follow

    def looked_at(*given: Any) -> None:
        seen.append(len(session.snapshot().frame("site")))
        follow(*given)

    monkeypatch.setattr(frames, "follow", looked_at)
    session.insert_frame("Import", "site", pd.DataFrame({"id": ["new"], "name": ["New"]}))
    assert [*seen, len(session.snapshot().frame("site"))] == [0, 0, 1]


def test_a_document_is_in_its_place_before_the_one_that_was_there_is_closed(
    session: Session, record: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[bool] = []
    monkeypatch.setattr(Document, "close", lambda self, **_: shown.append(session._document is self))
    assert session.rows("activity")["id"].tolist() == [record]
    session.open_sample()
    session.close()
    assert shown == [False, False]
