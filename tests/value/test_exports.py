from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from carbonsv.value.exports import NetScope2

KG = st.floats(0, 1e6)


def test_an_export_below_scope_2_counts_in_full() -> None:
    one = NetScope2("2024/25", gross_kg=1000, green_tariff_kg=300, exported_kg=200)
    assert (one.counted_kg, one.net_kg, one.is_capped) == (200, 500, False)


def test_export_and_green_tariff_never_exceed_gross_scope_2() -> None:
    one = NetScope2("2024/25", gross_kg=1000, green_tariff_kg=700, exported_kg=500)
    assert (one.counted_kg, one.net_kg, one.is_capped) == (300, 0, True)


def test_an_export_without_any_scope_2_counts_for_nothing() -> None:
    assert NetScope2("2024/25", 0, 0, 500).net_kg == 0


@given(KG, KG, KG)
def test_the_net_line_is_never_below_nothing(gross: float, green: float, exported: float) -> None:
    one = NetScope2("a", gross, min(green, gross), exported)
    assert 0 <= one.net_kg <= one.gross_kg
