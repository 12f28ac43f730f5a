from __future__ import annotations

import pytest

from carbonsv.app.results.inventory_text import inventory_text
from carbonsv.model import text
from carbonsv.reports.basis import NothingToReportError
from carbonsv.reports.content import Figure, Heading, Paragraph, Table
from carbonsv.reports.inventory_report import inventory_report
from tests.reports.made import REASONS, basis, sample, small


def tables(document_tables: tuple[object, ...]) -> dict[str, Table]:
    return {one.caption.partition(",")[0]: one for one in document_tables if isinstance(one, Table)}


def test_the_report_has_the_headings_of_both_standards_in_order() -> None:
    headings = [
        one.text for one in inventory_report(sample()).blocks if isinstance(one, Heading) and one.level == 1
    ]
    assert headings[:3] == [
        "General description",
        "Organisational boundary",
        "Reporting boundary and exclusions",
    ]
    assert headings[-2:] == ["Data that deserves attention", "Verification"]


def test_the_same_number_is_the_same_text_in_report_chart_and_command_line() -> None:
    inventory = sample().inventory("2024-25")
    shown = text.tonnes(inventory.total_location_kg)
    assert shown == "911.23"
    assert tables(inventory_report(sample()).blocks)["Emissions by scope"].rows[-1] == (
        "Total, location-based",
        shown,
    )
    assert shown in inventory_text("Sample", inventory, ["scope"], sample().tables["site"])
    figures = [one for one in inventory_report(sample()).blocks if isinstance(one, Figure)]
    assert f"{shown} t CO₂e in total" in figures[0].chart.alt_text


def test_every_category_and_every_site_is_in_the_report() -> None:
    found = tables(inventory_report(sample()).blocks)
    assert len(found["Emissions by category"].rows) == 9 + 1
    assert [row[0] for row in found["Sites and their emissions"].rows][:2] == ["Head office", "Depot"]


def test_exclusions_are_given_with_their_reasons() -> None:
    rows = tables(inventory_report(small()).blocks)["Left out in whole or in part"].rows
    assert rows[-1] == ("Scope 3.9 Downstream transport and distribution", REASONS[-1]["reason"])


def test_the_change_against_the_base_year_is_of_unrounded_numbers() -> None:
    rows = tables(inventory_report(small()).blocks)["Against the base year"].rows
    assert rows[0][0] == "Scope 1"
    assert rows[0][3] == text.share(8000 * 0.1829 / (10000 * 0.18293) - 1)  # gas, 2024 and 2023 packs


def test_a_document_without_a_year_has_nothing_to_report() -> None:
    with pytest.raises(NothingToReportError):
        inventory_report(basis({}))


def test_a_year_without_records_has_words_instead_of_empty_tables_and_charts() -> None:
    blocks = inventory_report(small(None, {"activity": []})).blocks
    assert not [one for one in blocks if isinstance(one, Figure)]
    assert all(one.rows for one in blocks if isinstance(one, Table))
    said = [one.text for one in blocks if isinstance(one, Paragraph)]
    assert "Sources of the factors: none." in said
    assert "No emissions yet: there is no activity data in this year." in said


def test_causes_of_uncertainty_are_named_without_codes_of_industries() -> None:
    rows = tables(inventory_report(sample()).blocks)["What causes most of the uncertainty"].rows
    named = [row[0] for row in rows]
    assert "Factor: UK spend factors › Paper and paper products" in named
    assert "Quantity: Fleet diesel, Depot" in named
