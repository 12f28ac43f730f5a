"""Registers of meters that begin again, are corrected, or belong to a new meter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .said import by_meter, codes, said

if TYPE_CHECKING:
    from pathlib import Path


def reads(*values: float) -> str:
    lines = [f"W1,{day:02d}/06/2024,{value}" for day, value in enumerate(values, 13)]
    return "\n".join(["Meter No,Read Date,Reading (m3)", *lines]) + "\n"


def test_a_register_that_was_full_begins_again(tmp_path: Path) -> None:
    found = said(tmp_path / "water.csv", reads(99800, 99998, 12, 50))
    assert by_meter(found) == {("W1", "m3"): 198 + 14 + 38}
    assert "register-began-again" in codes(found)


def test_an_estimate_that_was_too_high_is_taken_back(tmp_path: Path) -> None:
    found = said(tmp_path / "water.csv", reads(1000, 1100, 1250, 1220, 1300, 1400))
    assert (by_meter(found), "reading-falls" in codes(found)) == ({("W1", "m3"): 400}, False)


def test_a_new_meter_leaves_a_gap_that_is_said(tmp_path: Path) -> None:
    found = said(tmp_path / "water.csv", reads(5000, 5100, 5200, 3, 90, 200))
    assert (by_meter(found), "reading-falls" in codes(found)) == ({("W1", "m3"): 200 + 197}, True)


def test_figures_that_rise_and_fall_are_no_register(tmp_path: Path) -> None:
    assert by_meter(said(tmp_path / "water.csv", reads(50, 40, 60, 30))) == {("W1", "m3"): 180}


def test_opening_and_closing_readings_of_a_register_that_began_again(tmp_path: Path) -> None:
    text = "Meter,From,To,Previous Read,Current Read,Units\nW1,01/04/2024,30/06/2024,99900.5,99998.5,m3\n"
    found = said(tmp_path / "water.csv", f"{text}W1,01/07/2024,30/09/2024,99998.5,12,m3\n")
    assert (by_meter(found), codes(found)) == ({("W1", "m3"): 98 + 13.5}, {"register-began-again"})


def test_a_closing_reading_below_the_opening_one_is_said(tmp_path: Path) -> None:
    text = "Meter,From,To,Previous Read,Current Read,Units\nW1,01/04/2024,30/06/2024,5000,4000,m3\n"
    assert "reading-falls" in codes(said(tmp_path / "water.csv", text))
