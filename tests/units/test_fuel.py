from __future__ import annotations

from carbonsv.units.convert import conversion_factor
from carbonsv.units.fuel import FuelProperties


def test_fuels_of_equal_properties_share_one_remembered_factor() -> None:
    one, other = (FuelProperties("LPG", 45.944, 49.333, 529.749, "2025") for _ in "ab")
    assert hash(one) == hash(other)
    assert conversion_factor("litres", "kg", one) == conversion_factor("litres", "kg", other) == 0.529749
