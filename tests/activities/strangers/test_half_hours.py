from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from .said import by_meter, codes, left_out, period, rows, said

if TYPE_CHECKING:
    from pathlib import Path

TIMES = [f"{half // 2:02d}:{half % 2 * 30:02d}" for half in range(48)]
HEAD = ",".join(TIMES)
DAYS = [f"{day:02d}/04/2024" for day in range(2, 5)]
MOMENTS = [dt.datetime(2024, 4, 2) + dt.timedelta(minutes=30 * half) for half in range(96)]  # noqa: DTZ001


def across(value: str, times: int = 48) -> str:
    return ",".join([value] * times)


def test_a_row_for_each_day_with_a_total_column_and_a_total_row(tmp_path: Path) -> None:
    lines = [f"M1,{day},{across('0.1')},4.8" for day in DAYS]
    text = "\n".join([f"Meter,Date,{HEAD},Total", *lines, f"Total,,{across('0.3')},14.4"])
    found = said(tmp_path / "hh.csv", text)
    assert (rows(found), by_meter(found), left_out(found)) == (3, {("M1", "kWh"): 14.4}, [(5, "total")])
    assert period(found) == ("2024-04-02", "2024-04-04")


def test_totals_of_all_meters_on_every_day_are_no_meter(tmp_path: Path) -> None:
    lines = [
        f"{meter},{day},{across(value)}" for day in DAYS for meter, value in (("M1", "1"), ("Total", "1"))
    ]
    found = said(tmp_path / "hh.csv", "\n".join([f"Meter,Date,{HEAD}", *lines]))
    assert (rows(found), by_meter(found)) == (3, {("M1", "kWh"): 3 * 48})


def test_power_in_a_column_of_units_is_taken_times_half_an_hour(tmp_path: Path) -> None:
    text = "\n".join([f"MPAN,Date,Units,{HEAD}", *[f"1,{day},kW,{across('0.2')}" for day in DAYS]])
    assert by_meter(said(tmp_path / "hh.csv", text)) == {("1", "kWh"): 14.4}  # 3 * 48 * 0.2 / 2


def test_only_active_import_is_the_total_of_a_meter(tmp_path: Path) -> None:
    lines = [
        f"1,{channel},{DAYS[0]},{across(value)}"
        for channel, value in (("AI", "0.1"), ("RI", "9"), ("AE", "5"))
    ]
    found = said(tmp_path / "hh.csv", "\n".join([f"MPAN,Channel,Date,{HEAD}", *lines]))
    assert by_meter(found) == {("1", "kWh"): 4.8}
    channels = {one["channel"]: one["total"] for one in found[0]["totals"]["by_meter"]}
    assert channels == {"import": 4.8, "reactive-import": 432.0, "export": 240.0}


def test_a_day_that_stands_twice_counts_once(tmp_path: Path) -> None:
    lines = [f"M1,{day},{across('1')}" for day in (*DAYS, DAYS[0])]
    found = said(tmp_path / "hh.csv", "\n".join([f"Meter,Date,{HEAD}", *lines]))
    assert (by_meter(found), "half-hourly-doubled" in codes(found)) == ({("M1", "kWh"): 3 * 48}, True)


def test_days_of_46_and_50_half_hours(tmp_path: Path) -> None:
    days = (("30/03/2024", 48), ("31/03/2024", 46), ("27/10/2024", 50))
    lines = [f"1,{day},{across('1', count)}{',' * (50 - count)}" for day, count in days]
    head = ",".join(f"HH{half}" for half in range(1, 51))
    assert by_meter(said(tmp_path / "hh.csv", "\n".join([f"MPAN,Date,{head}", *lines]))) == {
        ("1", "kWh"): 144
    }


@pytest.mark.parametrize("form", ["%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:%SZ", "%d-%b-%Y %H:%M", "%Y%m%d%H%M"])
@pytest.mark.parametrize("heading", ["Date Time", "Reading Time", "Timestamp"])
def test_a_row_for_each_reading_with_its_moment_in_every_habit(
    tmp_path: Path, form: str, heading: str
) -> None:
    lines = [f"M1,{moment:{form}},0.5,A" for moment in MOMENTS]
    found = said(tmp_path / "hh.csv", "\n".join([f"Meter,{heading},kWh,Status", *lines]))
    assert (rows(found), by_meter(found)) == (96, {("M1", "kWh"): 48})
    assert found[0]["layout"] == "half-hourly row-per-reading"


def test_settlement_periods_are_half_hours(tmp_path: Path) -> None:
    lines = [f"{DAYS[at // 48]},{at % 48 + 1},1,0.25" for at in range(96)]
    text = "\n".join(["Settlement Date,Settlement Period,MPAN,Consumption kWh", *lines])
    assert by_meter(said(tmp_path / "hh.csv", text)) == {("1", "kWh"): 24}


def test_a_column_for_each_meter(tmp_path: Path) -> None:
    lines = [f"{moment:%Y-%m-%d %H:%M},0.5,0.25" for moment in MOMENTS]
    found = said(tmp_path / "hh.csv", "\n".join(["Timestamp,Hall (kWh),Annexe (kWh)", *lines]))
    assert by_meter(found) == {("Hall", "kWh"): 48, ("Annexe", "kWh"): 24}


def test_megawatt_hours_are_kept_as_kilowatt_hours(tmp_path: Path) -> None:
    lines = [f"M1,{moment:%Y-%m-%d %H:%M},0.001,MWh" for moment in MOMENTS]
    assert by_meter(said(tmp_path / "hh.csv", "\n".join(["Meter,Timestamp,Value,Unit", *lines]))) == {
        ("M1", "kWh"): 96
    }


def test_a_register_that_only_grows_is_what_was_used(tmp_path: Path) -> None:
    lines = [f"M1,{moment:%Y-%m-%d %H:%M},{100000 + at * 1.5}" for at, moment in enumerate(MOMENTS)]
    found = said(tmp_path / "hh.csv", "\n".join(["Meter,Timestamp,Cumulative kWh", *lines]))
    assert (by_meter(found), "half-hourly-register" in codes(found)) == ({("M1", "kWh"): 95 * 1.5}, True)


def test_what_a_register_counts_over_a_gap_is_said(tmp_path: Path) -> None:
    lines = [
        f"M1,{moment:%Y-%m-%d %H:%M},{at * 1.5}" for at, moment in enumerate(MOMENTS) if at not in (50, 51)
    ]
    found = said(tmp_path / "hh.csv", "\n".join(["Meter,Timestamp,Cumulative kWh", *lines]))
    (gap,) = (one.sentence for one in found[0]["issues"] if one.code == "half-hourly-register-gap")
    assert gap == "4.5 kWh were used over 1 gap between readings, and are in no interval."


def test_the_meter_and_unit_of_the_titles(tmp_path: Path) -> None:
    lines = [f"{day},{across('0.5')}" for day in DAYS]
    text = "\n".join(["Half hourly export", "MPAN: 1012345678901", "Units: kWh", "", f"Date,{HEAD}", *lines])
    assert by_meter(said(tmp_path / "hh.csv", text)) == {("1012345678901", "kWh"): 72}


def test_decimal_commas_between_semicolons(tmp_path: Path) -> None:
    text = "\n".join([f"Meter,Date,{HEAD}", *[f"M1,{day},{across('1.5')}" for day in DAYS]])
    german = text.replace(",", ";").replace("1.5", "1,5")
    assert by_meter(said(tmp_path / "hh.csv", german)) == {("M1", "kWh"): 216}


def test_a_reading_a_day_is_no_half_hourly_file(tmp_path: Path) -> None:
    found = said(tmp_path / "daily.csv", "\n".join(["Meter,Date,kWh", *[f"M1,{day},10.1" for day in DAYS]]))
    assert (found[0]["layout"], by_meter(found)) == ("rows", {("M1", "kWh"): 30.3})


def wide(day: str, value: float = 1) -> str:
    return ",".join([day, *[str(value)] * 48]) + "\n"


HALF_HOURS = ",".join(f"{at // 2:02d}:{at % 2 * 30:02d}" for at in range(48))


def test_tables_of_several_meters_below_each_other(tmp_path: Path) -> None:
    text = f"Site,Hall\nMPAN,1012345678901\nDate,{HALF_HOURS}\n{wide('13/05/2024')}{wide('14/05/2024')}\n"
    text += f"Site,Depot\nMPAN,1012345678902\nDate,{HALF_HOURS}\n{wide('13/05/2024', 2)}"
    found = said(tmp_path / "blocks.csv", text)
    assert by_meter(found) == {("1012345678901", "kWh"): 96, ("1012345678902", "kWh"): 96}


def test_days_in_three_columns_and_weekdays_in_another(tmp_path: Path) -> None:
    text = f"Meter,Year,Month,Day,{HALF_HOURS}\nE1,2024,5,{wide('13')}E1,2024,5,{wide('14')}"
    assert by_meter(said(tmp_path / "parts.csv", text)) == {("E1", "kWh"): 96}
    text = f"Meter,Day,Date,{HALF_HOURS}\nE1,Monday,{wide('13 May 2024')}E1,Tuesday,{wide('14 May 2024')}"
    assert by_meter(said(tmp_path / "weekdays.csv", text)) == {("E1", "kWh"): 96}


def readings(heading: str, cells: str, days: tuple[str, ...] = ("13.05.2024", "14.05.2024")) -> str:
    times = HALF_HOURS.split(",")
    return f"{heading}\n" + "".join(f"{day} {time},{cells}\n" for day in days for time in times)


def test_a_temperature_beside_the_readings_is_no_meter(tmp_path: Path) -> None:
    found = said(tmp_path / "weather.csv", readings("Timestamp,kWh,Temp C", "1,15"))
    assert by_meter(found) == {("weather", "kWh"): 96}


def test_days_with_points_are_day_first_in_readings_too(tmp_path: Path) -> None:
    days = ("01.04.2024", "01.05.2024", "01.06.2024")
    found = said(tmp_path / "first.csv", readings("Timestamp,kWh", "1", days))
    assert period(found) == ("2024-04-01", "2024-06-01")


def test_the_unit_behind_the_name_of_a_meter_is_no_part_of_it(tmp_path: Path) -> None:
    found = said(tmp_path / "sites.csv", readings("Timestamp,Hall kWh,Depot kWh", "1,2"))
    assert by_meter(found) == {("Hall", "kWh"): 96, ("Depot", "kWh"): 192}


def test_readings_below_nought_are_said(tmp_path: Path) -> None:
    assert "half-hourly-negative" in codes(said(tmp_path / "pv.csv", readings("Timestamp,kWh", "-1")))
