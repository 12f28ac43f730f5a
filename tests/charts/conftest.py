from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from carbonsv.library.factor_library import FactorLibrary

from .inventories import real_inventory

if TYPE_CHECKING:
    from carbonsv.inventory.inventory import Inventory


@pytest.fixture(scope="session")
def real() -> Inventory:
    """The inventory of a few records, with the official factors of 2024."""
    return real_inventory(FactorLibrary.load())
