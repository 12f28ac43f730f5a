from __future__ import annotations

import dataclasses
import math

import pytest

from carbonsv.library.pack import FactorPack, factor_table, read_pack
from carbonsv.library.pack_changes import breaks_between, changes, leading_value, method_breaks, summary
from carbonsv.paths import FACTORS

EMPTY = dataclasses.replace(read_pack(FACTORS / "uk-spend-2022"), edition="1.0")


def pack(year: int, **values: float) -> FactorPack:
    factors = factor_table({"series_key": name, "co2e_kg": value} for name, value in values.items())
    return dataclasses.replace(EMPTY, year=year, factors=factors)


def test_a_series_is_new_removed_changed_or_unchanged() -> None:
    table = changes(pack(2024, a=1.0, b=2.0, c=3.0), pack(2025, b=2.0, c=4.5, d=1.0)).set_index("series_key")
    assert table["status"].to_dict() == {"a": "removed", "b": "unchanged", "c": "changed", "d": "new"}
    assert table.loc["c", "change_share"] == 4.5 / 3.0 - 1


def test_a_value_that_became_blank_is_removed_and_one_never_given_is_left_out() -> None:
    table = changes(pack(2024, a=1.0, b=math.nan), pack(2025, a=math.nan, b=math.nan))
    assert table[["series_key", "status"]].to_numpy().tolist() == [["a", "removed"]]


def test_a_change_from_zero_has_no_share() -> None:
    table = changes(pack(2024, a=0.0), pack(2025, a=1.0))
    assert table["status"].tolist() == ["changed"]
    assert math.isnan(table["change_share"].iloc[0])


def test_a_pack_against_itself_is_unchanged_throughout() -> None:
    shipped = read_pack(FACTORS / "ukgov-2025")
    assert set(changes(shipped, shipped)["status"]) == {"unchanged"}


def test_the_summary_counts_and_names_the_largest_change() -> None:
    old, new = pack(2024, a=1.0, b=2.0), pack(2025, a=1.0, b=1.0)
    assert summary(changes(old, new), old, new) == (
        "2025 (version 1.0) against 2024 (version 1.0): 1 unchanged, 1 changed, 0 new, 0 removed; "
        "the largest change is -50% (b)."
    )


def test_the_summary_of_the_same_edition_names_no_change() -> None:
    same = pack(2025, a=1.0)
    assert summary(changes(same, same), same, same).endswith("1 unchanged, 0 changed, 0 new, 0 removed.")


def test_energy_and_biogenic_factors_are_compared_by_their_own_value() -> None:
    rows = [{"series_key": "energy", "energy_kwh": 0.3}, {"series_key": "biogenic", "co2_kg": 2.4}]
    assert leading_value(factor_table(rows)).to_dict() == {"energy": 0.3, "biogenic": 2.4}


@pytest.mark.parametrize(
    ("series", "first", "last", "years"),
    [
        ("business-travel-air/flights/domestic/average-passenger/with-rf:km", 2022, 2025, [2023, 2025]),
        ("waste-disposal/paper/books/closed-loop:tonnes", 2023, 2025, [2024, 2025]),
        ("waste-disposal/refuse/commercial-and-industrial-waste/landfill:tonnes", 2018, 2020, [2020]),
        ("material-use/paper/paper-and-board-paper/primary-material-production:tonnes", 2022, 2024, [2024]),
        ("bioenergy/biofuel/bioethanol:litres", 2018, 2025, []),
        ("fuels/gaseous-fuels/natural-gas:kwh-gross-cv", 2023, 2025, []),
    ],
)
def test_a_trend_crosses_the_breaks_of_its_own_family(
    series: str, first: int, last: int, years: list[int]
) -> None:
    assert [found.year for found in breaks_between(series, first, last)] == years


def test_every_break_up_to_2025_concerns_a_series_of_a_shipped_pack() -> None:
    for found in method_breaks():
        if found.year > 2025:
            continue
        keys = read_pack(FACTORS / f"ukgov-{found.year}").factors["series_key"]
        assert any(breaks_between(key, found.year - 1, found.year) for key in keys)
