from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from carbonsv.app import kept_factors
from carbonsv.app.kept_factors import changed_factors, factors_in_use
from carbonsv.app.social.value import shipped_packs

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.session import Session


@pytest.fixture
def kept(session: Session, tmp_path: Path) -> list[dict[str, Any]]:
    """What a saved document with one claim for 2025 keeps."""
    claim = {"measure": "ESV01", "start": "2025-01-01", "baseline_quantity": 2.0, "current_quantity": 1.0}
    session.add_row("measure_claim", claim)
    session.save(tmp_path / "a.carbonsv")
    return session.document.factors_used()


def test_the_factor_of_a_claim_is_kept_in_the_document(kept: list[dict[str, Any]]) -> None:
    found = [one for one in kept if one["pack_id"] == "ukgov-2025"]
    assert [(one["co2e_kg"], one["uom"]) for one in found] == [(0.177, "kWh")]


def test_the_carbon_value_of_its_year_is_kept_with_low_and_high(kept: list[dict[str, Any]]) -> None:
    (one,) = [one for one in kept if one["pack_id"] == "carbon-values"]
    assert (one["year"], one["central_gbp"], one["price_year"]) == (2025, 273.06, 2022)
    assert one["low_gbp"] < one["central_gbp"] < one["high_gbp"]


def test_without_claims_no_carbon_value_is_kept(session: Session) -> None:
    assert factors_in_use(session.snapshot()) == []


def test_what_is_kept_is_as_it_was(session: Session, kept: list[dict[str, Any]]) -> None:
    assert changed_factors(kept, session.library) == []


def test_a_carbon_value_that_changed_since_is_said(
    session: Session, kept: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    packs = shipped_packs()
    raised = {2025: replace(packs.carbon_values[2025], central_gbp=300.0)}
    monkeypatch.setattr(kept_factors, "shipped_packs", lambda: replace(packs, carbon_values=raised))
    (issue,) = changed_factors(kept, session.library)
    assert issue.sentence.startswith("carbon-values-2025: central_gbp was 273.06 when the document was saved")
    monkeypatch.setattr(kept_factors, "shipped_packs", lambda: replace(packs, carbon_values={}))
    assert [one.code for one in changed_factors(kept, session.library)] == ["factor-gone"]
