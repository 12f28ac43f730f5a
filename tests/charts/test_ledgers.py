from __future__ import annotations

import math

from carbonsv.charts.ledgers import ledger_chart
from carbonsv.value.ledgers import make_ledgers
from tests.value.claims import appraised, tonnes

from .seen import bars, words

CAPTION = "Carbon SV; carbon values of DESNZ"


def test_a_ledger_runs_from_low_to_high_and_says_all_three() -> None:
    chart = ledger_chart(make_ledgers([tonnes(10, 9)]), CAPTION)  # 1 t at 136.53, 273.06 and 409.59
    bar = bars(chart.figure)[0]
    value = chart.data.iloc[0]
    assert (bar.get_x(), bar.get_x() + bar.get_width()) == (value["low_gbp"], value["high_gbp"])
    assert "£273 (£137 to £410), 1.00 t CO₂e" in words(chart.figure)


def test_what_is_not_assessed_is_not_nought() -> None:
    chart = ledger_chart(make_ledgers([tonnes(10, 9)]), CAPTION)
    assert words(chart.figure).count("not assessed") == 2
    assert math.isnan(chart.data["central_gbp"].iloc[1])


def test_what_has_no_pounds_is_written_in_its_own_unit() -> None:
    hours = appraised("ESV20", math.nan, 12.0, "", attribution=0.5)
    chart = ledger_chart(make_ledgers([hours]), CAPTION)
    assert any(said.startswith("Not valued in pounds:") for said in words(chart.figure))


def test_offsets_stand_below_and_lower_nothing() -> None:
    chart = ledger_chart(make_ledgers([appraised("ESV26", math.nan, 25, "t CO2e")]), CAPTION)
    assert "Retired, and lowering nothing: offsets 25, woodland units 0 t CO₂e." in words(chart.figure)


def test_no_chart_adds_the_ledgers_up() -> None:
    said = ledger_chart(make_ledgers([tonnes(10, 9)]), CAPTION)
    assert "The ledgers are not added up." in said.alt_text
    assert "total" not in " ".join(words(said.figure)).lower()


def test_no_claims_say_what_to_do() -> None:
    assert "No claims yet" in words(ledger_chart(make_ledgers([]), CAPTION).figure)
