from __future__ import annotations

import pytest

from carbonsv.library.match import Match, MatchedLine, Need, match
from carbonsv.model.policy import FactorPolicy
from tests.shipped import library

GRID = "ukgov-2024/uk-electricity/electricity-generated/electricity-uk:kwh"
R401A = "ukgov-2025/refrigerant-and-other/blends/r401a/total-emissions-including-non-kyoto-products:kg"


def matched(
    activity: str, unit: str, year: int = 2025, scope: str = "", category: int | None = None
) -> Match:
    return match(Need(activity, unit, year, scope, category), library(), FactorPolicy())


def only_line(activity: str, unit: str, year: int = 2025) -> MatchedLine:
    [line] = matched(activity, unit, year).lines
    return line


def test_a_row_published_for_the_unit_is_used_as_it_is_and_said() -> None:
    line = matched("fleet-diesel", "litres").lines[0]
    assert (line.conversion, line.rule) == (1.0, "The source has a row per litres.")


def test_a_conversion_says_what_one_unit_is() -> None:
    line = only_line("water-supply", "litres")
    assert line.conversion == pytest.approx(0.001)
    assert line.rule == "1 litres = 0.001 cubic metres."


def test_a_conversion_through_a_fuel_names_its_properties() -> None:
    line = matched("wood-logs", "kg").lines[0]
    assert "tonnes" in line.rule
    through = matched("wood-logs", "kWh (Gross CV)").lines[0].rule
    assert through.startswith("1 kWh (Gross CV) = ")


def test_the_nearest_unit_in_size_is_converted_to() -> None:
    assert matched("biodiesel-hvo", "tonnes").lines[0].factor.uom == "kg"


@pytest.mark.parametrize(("year", "pack"), [(2026, "ukgov-2025"), (2031, "ukgov-2025"), (2001, "ukgov-2018")])
def test_a_year_without_a_pack_takes_another_and_says_which(year: int, pack: str) -> None:
    found = matched("electricity", "kWh", year)
    assert found.lines[0].factor.pack_id == pack
    assert [(issue.code, issue.severity) for issue in found.issues] == [("factor-year-missing", "warning")]
    assert (
        found.issues[0].sentence == f"There is no factor set for {year}: the factors of {pack[-4:]} are used."
    )


def test_packs_that_are_for_every_year_need_no_notice() -> None:
    assert matched("solar-used-on-site", "kWh", 2026).issues == ()
    assert matched("refrigerant/r513a", "kg", 2026).issues == ()


@pytest.mark.parametrize(
    ("year", "pack"), [(2022, "refrigerant-blends-ar4"), (2023, "refrigerant-blends-ar5")]
)
def test_computed_blends_follow_the_potentials_of_the_official_packs(year: int, pack: str) -> None:
    assert only_line("refrigerant/r404a", "kg", year).factor.gwp_set == pack[-3:].upper()
    assert only_line("refrigerant/r407h", "kg", year).factor.pack_id == pack


def test_a_kind_without_a_factor_in_a_year_names_the_years_that_have_one() -> None:
    found = matched("homeworking", "FTE.hour", 2020)
    assert found.lines == ()
    assert found.issues[0].sentence.startswith(
        "Homeworking (equipment and heating) has no factor in the 2020"
    )
    assert found.issues[0].hint == "It has one in 2022, 2023, 2024, 2025."


def test_a_factor_named_by_its_id_is_one_line_of_any_year() -> None:
    line = only_line(GRID, "MWh", 2019)
    assert (line.factor.factor_id, line.conversion, line.recipe.scope) == (GRID, 1000, "2")
    assert (line.recipe.method, line.rule) == ("location", "The record names this factor.")


def test_a_factor_no_activity_uses_takes_the_scope_that_is_printed() -> None:
    only_kyoto = R401A.replace("total-emissions-including-non", "emissions-including-only")
    assert only_line(only_kyoto, "kg").recipe.scope == "1"


def test_a_refrigerant_knows_its_part_outside_the_kyoto_basket() -> None:
    assert (only_line(R401A, "kg").non_kyoto_kg, only_line("refrigerant/r401a", "kg").non_kyoto_kg) == (
        1112,
        1112,
    )
    assert only_line("refrigerant/r410a", "kg").non_kyoto_kg == 0


@pytest.mark.parametrize(
    ("activity", "unit", "code", "sentence"),
    [
        ("nonsense", "kWh", "unknown-name", "“nonsense” is not a known activity."),
        ("ukgov-2025/no/such:kwh", "kWh", "unknown-name", "“ukgov-2025/no/such:kwh” is not a known factor."),
        ("electricity", "litres", "wrong-dimension", "litres cannot be converted to kWh."),
        (
            "electricity",
            "furlongs per fortnight",
            "unknown-name",
            "“furlongs per fortnight” is not a known unit.",
        ),
        (GRID, "kg", "wrong-dimension", "kg cannot be converted to kWh."),
    ],
)
def test_what_cannot_be_matched_is_an_error_and_no_exception(
    activity: str, unit: str, code: str, sentence: str
) -> None:
    found = matched(activity, unit)
    [issue] = found.issues
    assert (found.lines, issue.code, issue.severity, issue.sentence) == ((), code, "error", sentence)


@pytest.mark.parametrize(
    ("scope", "category", "expected"),
    [
        (
            "1",
            None,
            [
                ("1", None, "both"),
                ("3", 3, "both"),
                ("3", 3, "both"),
                ("3", 3, "both"),
                ("outside", None, "both"),
            ],
        ),
        ("3", 13, [("3", 13, "both")] * 4 + [("outside", None, "both")]),
    ],
)
def test_moved_electricity_is_counted_once(
    scope: str, category: int | None, expected: list[tuple[str, int | None, str]]
) -> None:
    lines = matched("electricity", "kWh", scope=scope, category=category).lines
    assert [(line.recipe.scope, line.recipe.category, line.recipe.method) for line in lines] == expected


def test_what_is_moved_to_scope_2_keeps_both_methods() -> None:
    methods = [line.recipe.method for line in matched("electricity", "kWh", scope="2").lines[:2]]
    assert methods == ["location", "market"]


def test_a_blend_of_gases_without_a_potential_in_a_report_takes_that_of_the_other() -> None:
    """R513A is of R1234yf, to which the Fourth Assessment Report gives no potential."""
    assert only_line("refrigerant/r513a", "kg", 2022).factor.pack_id == "refrigerant-blends-ar5"
