from __future__ import annotations

import pytest

from carbonsv.library.citation import cite
from tests.shipped import factor, library


def cited(factor_id: str) -> str:
    one = factor(factor_id)
    return cite(library().packs[one.pack_id], one)


def test_a_citation_names_title_edition_cell_id_potentials_and_fingerprint() -> None:
    assert cited("ukgov-2025/uk-electricity/electricity-generated/electricity-uk:kwh") == (
        "UK Government GHG Conversion Factors for Company Reporting 2025, edition 1.0, "
        "'Factors by Category'!J3066, id 7_400_4000_5, GWP AR5, SHA-256 8bfdb45b81ec…"
    )


def test_a_year_without_official_ids_is_cited_by_its_cell() -> None:
    text = cited("ukgov-2019/fuels/gaseous-fuels/natural-gas:kwh-gross-cv")
    assert "2019, edition 1.03, 'Factors by Category'!K" in text
    assert ", id " not in text


def test_spend_factors_are_cited_by_product_group() -> None:
    assert "'Sheet1'!C78, id SIC 62, SHA-256" in cited("uk-spend-2022/spend/sic-62:gbp")


@pytest.mark.parametrize("pack", [f"ukgov-{year}" for year in range(2018, 2026)])
def test_every_row_of_every_year_has_a_cell_to_look_in(pack: str) -> None:
    cells = library().packs[pack].factors["source_cell"]
    assert cells.str.fullmatch(r"'Factors by Category'![A-Z]+\d+").all()
    assert cells.is_unique
