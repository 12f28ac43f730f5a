from __future__ import annotations

from carbonsv.inventory.findings.check import check
from carbonsv.inventory.findings.sources import estimated_shares
from tests.inventory.findings.bills import basis, bill, found, sentences, year
from tests.inventory.test_inventory import inventory
from tests.shipped import period


def codes(rows: list[dict[str, object]], people: float = 0.0) -> set[str]:
    return {one.code for one in check(basis(rows, people=people), None) if one.code.startswith("no-")}


def test_an_organisation_with_sites_is_expected_to_have_the_usual_sources() -> None:
    expected = {"no-heating", "no-refrigerants", "no-water", "no-waste"}
    assert codes(year()) == expected
    assert codes(year(), people=40) == expected | {"no-commuting", "no-business-travel", "no-purchases"}


def test_a_source_that_is_there_is_not_missed_and_water_asks_for_waste_water() -> None:
    rows = [*year(), bill(1, id="w", activity="water-supply"), bill(1, id="r", activity="refrigerant/r32")]
    assert codes(rows) == {"no-heating", "no-waste", "no-waste-water"}


def test_a_year_without_records_misses_nothing_yet() -> None:
    assert codes([]) == set()


def test_expected_sources_are_only_notices() -> None:
    assert {one.severity for one in check(basis(year(), people=9), None)} == {"notice"}


def test_a_site_without_records_is_named() -> None:
    sites = {"ho": "Head office", "depot": "Depot"}
    assert sentences(year(), "site-without-records", sites=sites) == ["Depot has no record in 2024."]
    assert found(year(), "site-without-records") == []


def test_the_estimated_share_is_of_the_emissions_of_a_scope_or_category() -> None:
    rows = [bill(1, 700.0), bill(2, 300.0, quality="estimated-part")]
    made = inventory(*rows, year=period("2024-01-01", "2024-12-31"))
    shares = estimated_shares(basis(rows), made)
    assert [one.code for one in shares] == ["estimated-energy"]
    assert "30.0 % of the emissions rest on estimated records" in shares[0].sentence
    assert shares[0].records == ("b2",)
