from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from carbonsv.activities.files.watch import StoppedError, Watch
from carbonsv.app.cli import main
from carbonsv.app.importing.half_hourly import import_half_hourly, meter_profile
from carbonsv.app.quick_estimate import Answers, estimate
from tests.activities.half_hourly.made import day_rows, days_from, write

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.session import Session

SPRING_DAYS = days_from(dt.date(2024, 4, 10), 40)  # 21 days of April, 19 of May


def quantities(session: Session) -> list[float]:
    return list(session.document.frame("activity")["quantity"])


def test_a_file_becomes_days_and_monthly_records_in_one_change(session: Session, tmp_path: Path) -> None:
    outcome = import_half_hourly(session, write(tmp_path / "a.csv", day_rows(SPRING_DAYS, cell="0.1")))
    assert (outcome.meter_days, outcome.new_meters, outcome.records) == (40, 1, 2)
    assert quantities(session) == [100.8, 91.2]  # 21 * 48 * 0.1, 19 * 48 * 0.1
    session.undo()
    frames = [session.document.frame(name) for name in ("meter", "meter_day", "activity")]
    assert [len(frame) for frame in frames] == [0, 0, 0]


def test_records_say_their_days_their_quality_and_their_meter(session: Session, tmp_path: Path) -> None:
    import_half_hourly(session, write(tmp_path / "a.csv", day_rows(SPRING_DAYS)))
    first = session.document.frame("activity").iloc[0]
    assert (str(first["start"].date()), str(first["end"].date())) == ("2024-04-10", "2024-04-30")
    assert (first["activity"], first["unit"], first["quality"]) == ("electricity", "kWh", "measured")
    assert first["meter"] == session.document.frame("meter")["id"].iloc[0]


def test_an_estimate_makes_the_month_partly_estimated_and_says_its_share(
    session: Session, tmp_path: Path
) -> None:
    rows = day_rows(SPRING_DAYS)
    rows[1][2] = "1.5E"
    import_half_hourly(session, write(tmp_path / "a.csv", rows))
    first = session.document.frame("activity").iloc[0]
    assert first["quality"] == "estimated-part"
    assert first["note"] == "1,008 readings, 1 of them estimates (0.1%)."


def test_a_known_meter_is_found_by_its_number(session: Session, tmp_path: Path) -> None:
    values = {"name": "Main incomer", "number": "10 1234 5678 901", "activity": "natural-gas"}
    meter = session.add_row("meter", values)
    outcome = import_half_hourly(session, write(tmp_path / "a.csv", day_rows(SPRING_DAYS)))
    assert outcome.new_meters == 0
    assert set(session.document.frame("activity")["meter"]) == {meter}
    assert set(session.document.frame("activity")["activity"]) == {"natural-gas"}


def test_two_files_give_the_same_as_one(session: Session, tmp_path: Path) -> None:
    for number, days in enumerate((SPRING_DAYS[:15], SPRING_DAYS[15:])):
        import_half_hourly(session, write(tmp_path / f"{number}.csv", day_rows(days, cell="0.1")))
    assert quantities(session) == [100.8, 91.2]
    assert len(session.document.frame("meter")) == 1


def test_the_same_file_twice_changes_nothing(session: Session, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", day_rows(SPRING_DAYS))
    import_half_hourly(session, path)
    head = session.document.head_hash
    again = import_half_hourly(session, path)
    assert (again.meter_days, again.changed_days, session.document.head_hash) == (0, 0, head)
    assert any(issue.code == "half-hourly-doubled" for issue in again.issues)


def test_a_later_file_replaces_readings_only_when_asked(session: Session, tmp_path: Path) -> None:
    import_half_hourly(session, write(tmp_path / "a.csv", day_rows(SPRING_DAYS, cell="1")))
    later = write(tmp_path / "b.csv", day_rows(SPRING_DAYS[:1], cell="2"))
    kept = import_half_hourly(session, later)
    assert any(issue.code == "half-hourly-differing" for issue in kept.issues)
    assert quantities(session)[0] == 21 * 48
    import_half_hourly(session, later, later_wins=True)
    assert quantities(session)[0] == 20 * 48 + 96


def test_months_add_up_to_the_readings_to_the_last_digit(session: Session, tmp_path: Path) -> None:
    import_half_hourly(session, write(tmp_path / "a.csv", day_rows(SPRING_DAYS, cell="0.123")))
    assert sum(Decimal(repr(value)) for value in quantities(session)) == 40 * 48 * Decimal("0.123")


def test_bills_of_the_same_meter_and_days_are_said(session: Session, tmp_path: Path) -> None:
    meter = session.add_row("meter", {"name": "Main", "number": "1012345678901"})
    bill = {"activity": "electricity", "quantity": 5.0, "unit": "kWh", "meter": meter}
    session.add_row("activity", bill | {"start": "2024-04-01", "end": "2024-04-30"})
    outcome = import_half_hourly(session, write(tmp_path / "a.csv", day_rows(SPRING_DAYS)))
    assert any(issue.code == "half-hourly-counted-twice" for issue in outcome.issues)


def test_stopping_changes_nothing(session: Session, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", day_rows(SPRING_DAYS))
    with pytest.raises(StoppedError):
        import_half_hourly(session, path, watch=Watch(stopped=lambda: True))
    assert len(session.document.frame("meter_day")) == 0


def test_a_dry_run_says_what_would_be_added(session: Session, tmp_path: Path) -> None:
    outcome = import_half_hourly(session, write(tmp_path / "a.csv", day_rows(SPRING_DAYS)), dry_run=True)
    assert (outcome.records, outcome.totals) == (2, {"kWh": 40 * 48 * 1.5})
    assert len(session.document.frame("activity")) == 0


def test_the_command_line_knows_a_half_hourly_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CARBONSV_HOME", str(tmp_path / "home"))
    document, data = tmp_path / "a.carbonsv", write(tmp_path / "a.csv", day_rows(SPRING_DAYS))
    main(["new", str(document), "--name", "Test", "--year", "2024-04-01..2025-03-31"])
    assert main(["import", str(document), str(data)]) in (0, 1)
    assert "a.csv: 2 records added" in capsys.readouterr().out


def test_the_profile_of_a_meter_comes_from_its_stored_days(session: Session, tmp_path: Path) -> None:
    import_half_hourly(session, write(tmp_path / "a.csv", day_rows(SPRING_DAYS)))
    profile = meter_profile(session, session.document.frame("meter")["id"].iloc[0])
    assert profile is not None
    assert (len(profile.kwh), profile.total_kwh, profile.baseload_kw) == (40, 40 * 48 * 1.5, 3.0)
    assert meter_profile(session, "another") is None


def test_readings_of_a_whole_month_take_the_place_of_its_quick_estimate(
    session: Session, tmp_path: Path
) -> None:
    estimate(session, Answers(electricity="12 MWh"))
    may = days_from(dt.date(2024, 5, 1), 31)
    outcome = import_half_hourly(session, write(tmp_path / "a.csv", day_rows(may, cell="0.1")))
    assert outcome.issues[-1].code == "estimates-replaced"
    assert len(quantities(session)) == 12  # eleven estimates and May
    session.undo()
    assert sum(quantities(session)) == pytest.approx(12)
