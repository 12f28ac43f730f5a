from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsv.activities.tables.meanings import meanings
from carbonsv.app.importing.choices import kinds_of_data, meaning_labels, units_of_meaning

if TYPE_CHECKING:
    from carbonsv.library.factor_library import FactorLibrary


def test_every_kind_of_data_that_is_offered_is_in_the_catalogue(library: FactorLibrary) -> None:
    known = {kind.id for kind in library.catalogue}
    assert {one.kind for one in kinds_of_data() if one.kind} <= known


def test_every_meaning_of_a_column_has_words() -> None:
    labels = meaning_labels()
    assert {one.name for one in meanings()} <= set(labels)
    assert len(set(labels.values())) == len(labels)


def test_amounts_offer_their_units_and_words_offer_none() -> None:
    assert "kWh" in units_of_meaning("quantity")
    assert units_of_meaning("month") == units_of_meaning("quantity")
    assert units_of_meaning("supplier") == ()
