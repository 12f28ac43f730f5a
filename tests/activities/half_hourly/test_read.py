from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from carbonsv.activities.half_hourly.read import read_half_hourly
from carbonsv.errors import UnusableFileError

from .made import AUTUMN, BEGINS, ENDS, SPRING, day_rows, days_from, reading_rows, write

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.activities.half_hourly.read import HalfHourly

MAY = days_from(dt.date(2024, 5, 1), 3)
CHANGES = [SPRING, dt.date(2024, 4, 1), AUTUMN]


def codes(found: HalfHourly) -> set[str]:
    return {issue.code for issue in found.issues}


@pytest.mark.parametrize("form", ["HH{:02}", "P{}", "{}", "kWh_{}", "Period {}", "hh{:02} (kWh)"])
def test_numbered_columns_are_the_intervals_of_a_day(tmp_path: Path, form: str) -> None:
    headings = [form.format(number) for number in range(1, 49)]
    found = read_half_hourly(write(tmp_path / "a.csv", day_rows(MAY, headings=headings)))
    assert found.days.total() == 3 * 48 * 1.5


@pytest.mark.parametrize(
    "headings",
    [ENDS, BEGINS, [time.replace(":", "") for time in ENDS], [str(int(t.replace(":", ""))) for t in ENDS]],
)
def test_times_are_the_intervals_of_a_day_with_or_without_colons(tmp_path: Path, headings: list[str]) -> None:
    found = read_half_hourly(write(tmp_path / "a.csv", day_rows(MAY, headings=headings)))
    assert (len(found.days), found.days.total()) == (3, 3 * 48 * 1.5)


def test_clock_change_days_have_46_and_50_half_hours_in_columns(tmp_path: Path) -> None:
    rows: list[list[object]] = [["MPAN", "Date", *[f"HH{number:02}" for number in range(1, 51)]]]
    for day, count in zip(CHANGES, (46, 48, 50), strict=True):
        rows.append(["1012345678901", day.isoformat(), *["2"] * count, *[""] * (50 - count)])
    found = read_half_hourly(write(tmp_path / "a.csv", rows))
    assert found.days.counts.tolist() == [46, 48, 50]
    assert found.days.missing_readings().tolist() == [0, 0, 0]
    assert found.days.series[0].clock == "local"


def test_the_hour_that_march_lacks_may_be_blank_or_nought_in_its_place(tmp_path: Path) -> None:
    rows = day_rows([SPRING])
    for blank in ("", "0"):
        rows[1][4], rows[1][5] = blank, blank
        found = read_half_hourly(write(tmp_path / "a.csv", rows))
        assert (found.days.counts.tolist(), found.days.total()) == ([46], 46 * 1.5)


def test_clock_change_days_have_46_and_50_readings_in_rows(tmp_path: Path) -> None:
    found = read_half_hourly(write(tmp_path / "a.csv", reading_rows(CHANGES)))
    assert found.days.counts.tolist() == [46, 48, 50]
    assert found.days.missing_readings().tolist() == [0, 0, 0]
    assert found.days.total() == 144 * 1.5


def test_48_half_hours_on_a_day_that_clocks_change_mean_utc(tmp_path: Path) -> None:
    found = read_half_hourly(write(tmp_path / "a.csv", day_rows([SPRING])))
    assert found.days.series[0].clock == "utc"
    assert "half-hourly-clock" in codes(found)


def test_times_that_end_at_midnight_belong_to_the_day_before(tmp_path: Path) -> None:
    stamps = [
        f"2024-05-{1 + (half == 48):02} {ENDS[half - 1].replace('24', '00', 1)}" for half in range(1, 49)
    ]
    stamps = [stamp if not stamp.startswith("2024-05-02") else "2024-05-02 00:00" for stamp in stamps]
    found = read_half_hourly(write(tmp_path / "a.csv", [["Time stamp", "kWh"], *[[s, "1"] for s in stamps]]))
    assert (len(found.days), found.days.total()) == (1, 48)


def test_power_is_taken_times_half_an_hour(tmp_path: Path) -> None:
    rows = [["Date", "Time", "Reading (kW)"], *[["1 May 2024", time, "3.1"] for time in BEGINS]]
    found = read_half_hourly(write(tmp_path / "a.csv", rows))
    assert found.days.total() == 74.4  # 48 * 3.1 * 0.5
    assert "half-hourly-power" in codes(found)


def test_quarter_hours_keep_their_interval(tmp_path: Path) -> None:
    start = dt.datetime(2024, 5, 1)  # noqa: DTZ001 - local time
    stamps = [(start + dt.timedelta(minutes=15 * place)).isoformat() for place in range(192)]
    found = read_half_hourly(
        write(tmp_path / "a.csv", [["Timestamp", "kWh"], *[[s, "0.25"] for s in stamps]])
    )
    assert (found.days.series[0].minutes, found.days.counts.tolist(), found.days.total()) == (
        15,
        [96, 96],
        48,
    )


def test_only_active_import_counts(tmp_path: Path) -> None:
    rows: list[list[object]] = [["MPAN", "Channel", "Unit", "Date", *ENDS]]
    for channel, unit in (("AI", "kWh"), ("RI", "kVArh"), ("AE", "kWh")):
        rows.append(["1012345678901", channel, unit, "01/05/2024", *["0.1"] * 48])
    found = read_half_hourly(write(tmp_path / "a.csv", rows))
    assert found.days.of_channel("import").total() == 4.8
    assert "half-hourly-other-channels" in codes(found)


def test_a_total_column_is_a_check_and_never_counted(tmp_path: Path) -> None:
    rows = day_rows(MAY)
    totals = ["Total kWh", "72", "72.0", "73"]
    checked: list[list[object]] = [[*row, total] for row, total in zip(rows, totals, strict=True)]
    found = read_half_hourly(write(tmp_path / "a.csv", checked))
    assert found.days.total() == 3 * 72
    assert "row 4 adds up to 72 but says 73" in " ".join(issue.sentence for issue in found.issues)


def test_total_rows_are_left_out_with_a_note(tmp_path: Path) -> None:
    rows: list[list[object]] = [*day_rows(MAY), ["Total", "", *["4.5"] * 48]]
    found = read_half_hourly(write(tmp_path / "a.csv", rows))
    assert (found.days.total(), "total-row" in codes(found)) == (216, True)


def test_estimates_are_known_by_row_by_reading_and_in_the_cell(tmp_path: Path) -> None:
    rows = day_rows(MAY)
    rows[1][2] = "1.5E"
    flags = ["Status", "A", "Estimated", "A"]
    flagged: list[list[object]] = [[*row, flag] for row, flag in zip(rows, flags, strict=True)]
    found = read_half_hourly(write(tmp_path / "a.csv", flagged))
    assert found.days.estimated.sum(axis=1).tolist() == [1, 48, 0]


def test_gaps_are_counted_and_never_filled(tmp_path: Path) -> None:
    rows = day_rows([MAY[0], MAY[2]])
    rows[1][7] = ""
    found = read_half_hourly(write(tmp_path / "a.csv", rows))
    said = next(issue.sentence for issue in found.issues if issue.code == "half-hourly-gaps")
    assert (
        said == "Meter 1012345678901: no data on 1 day (2 May 2024) and 1 reading missing on days with data."
    )
    assert found.days.total() == 95 * 1.5


def test_a_day_that_stands_twice_counts_once(tmp_path: Path) -> None:
    found = read_half_hourly(write(tmp_path / "a.csv", [*day_rows(MAY), *day_rows(MAY)[1:]]))
    assert (found.days.total(), "half-hourly-doubled" in codes(found)) == (216, True)


def test_of_two_different_readings_the_later_counts_only_when_asked(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [*day_rows(MAY), *day_rows(MAY[:1], cell="1")[1:]])
    assert "half-hourly-differing" in codes(read_half_hourly(path))
    assert read_half_hourly(path).days.total() == 216
    assert read_half_hourly(path, later_wins=True).days.total() == 216 - 24


def test_titles_name_the_meter_of_a_file_with_one(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Half-hourly report"],
        ["MPAN 2000012345678"],
        [],
        *[row[1:] for row in day_rows(MAY)],
    ]
    found = read_half_hourly(write(tmp_path / "a.csv", rows))
    assert found.days.series[0].meter == "2000012345678"


def test_cells_that_are_no_numbers_are_said_with_their_row(tmp_path: Path) -> None:
    rows = day_rows(MAY)
    rows[2][5] = "fault!"
    found = read_half_hourly(write(tmp_path / "a.csv", rows))
    said = next(issue.sentence for issue in found.issues if issue.code == "unreadable-quantity")
    assert said == "1 cell in row 3 cannot be read as numbers."


def test_a_table_of_bills_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "bills.csv", [["Date", "kWh"], ["2024-05-01", "1"], ["2024-06-01", "2"]])
    with pytest.raises(UnusableFileError, match="no half-hourly readings"):
        read_half_hourly(path)


def test_flags_may_stand_beside_each_reading(tmp_path: Path) -> None:
    headings = [name for time in BEGINS for name in (time, "Type")]
    cells = [cell for place in range(48) for cell in ("1,000", "A" if place else "E")]
    rows: list[list[object]] = [
        ["Meter Serial", "Reading Date", *headings],
        ["S95A12345", "01-Jun-24", *cells],
    ]
    found = read_half_hourly(write(tmp_path / "a.csv", rows))
    assert (found.days.total(), int(found.days.estimated.sum())) == (48_000, 1)


def test_channels_may_be_groups_of_columns(tmp_path: Path) -> None:
    headings = [f"{unit}_{number}" for unit in ("kWh", "kVArh") for number in range(1, 49)]
    rows: list[list[object]] = [
        ["MPAN", "Date", *headings],
        ["1012345678901", "01/06/2024", *[10] * 48, *[3] * 48],
    ]
    found = read_half_hourly(write(tmp_path / "a.csv", rows))
    assert found.days.of_channel("import").total() == 480
    assert found.days.of_channel("reactive-import").total() == 144


def test_printed_offsets_put_the_doubled_hour_in_order(tmp_path: Path) -> None:
    start = dt.datetime(2024, 10, 26, 23, tzinfo=dt.UTC)
    moments = [start + dt.timedelta(minutes=30 * place) for place in range(50)]
    zones = [dt.timezone(dt.timedelta(hours=1 if place < 4 else 0)) for place in range(50)]
    rows: list[list[object]] = [["timestamp", "value"]]
    rows += [
        [at.astimezone(zone).isoformat(), place]
        for place, (at, zone) in enumerate(zip(moments, zones, strict=True))
    ]
    found = read_half_hourly(write(tmp_path / "a.csv", [rows[0], *rows[:0:-1]]))
    assert found.days.amounts[0].tolist() == list(range(50))


def test_times_that_end_intervals_follow_the_clock_in_october(tmp_path: Path) -> None:
    ends = ["00:30", "01:00", "01:30", "01:00", "01:30", *ENDS[3:-1]]
    rows: list[list[object]] = [["Reading date and time", "kWh"]]
    rows += [[f"27/10/2024 {end}", "1"] for end in ends]
    rows.append(["28/10/2024 00:00", "1"])
    found = read_half_hourly(write(tmp_path / "a.csv", rows))
    assert (found.days.counts.tolist(), found.days.missing_readings().tolist()) == ([50], [0])
