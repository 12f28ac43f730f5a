from __future__ import annotations

from pathlib import Path

import pytest

from carbonsv.library.measures import Priority
from carbonsv.model.tables import table
from carbonsv.value.frameworks import (
    MappingChange,
    TooManyPrioritiesError,
    in_lead_order,
    make_matrix,
    mapped,
    with_lead,
)
from tests.value.claims import packs

ROOT = Path(__file__).parents[2]
GREENER, AIR = Priority("gm-2020", "GM5", "Greener"), Priority("gm-2020", "GM2", "Clean air")


def test_each_framework_has_its_own_number_of_priorities() -> None:
    listed = [one.framework for one in packs().catalogue.priorities]
    counts = {name: listed.count(name) for name in listed}
    assert counts == {
        "gm-2020": 6,
        "manifesto": 7,
        "gm-charter": 7,
        "ppn-002": 5,
        "ppn-06-20": 5,
        "un-sdg": 17,
    }


def test_a_theme_of_ppn_06_20_gathers_its_outcomes() -> None:
    themes = {one.title: one for one in packs().catalogue.priorities if one.framework == "ppn-06-20"}
    assert len(themes["Tackling economic inequality"].outcomes) == 2


def test_the_matrix_shows_which_priorities_the_claims_cover() -> None:
    matrix = make_matrix(packs().catalogue, {"ESV01": ["Lamps"]}, framework="gm-2020")
    assert matrix.claims_for("gm-2020", "GM5") == ("Lamps",)
    assert {one.code for one in matrix.uncovered} == {"GM1", "GM2", "GM3", "GM4", "GM6"}


def test_a_user_can_take_a_measure_off_a_priority_and_put_it_on_another() -> None:
    changes = [
        MappingChange("ESV01", "gm-2020", "GM5", serves=False),
        MappingChange("ESV01", "gm-2020", "GM2", serves=True),
    ]
    keys = mapped(packs().catalogue, changes)["ESV01"]
    assert ("gm-2020", "GM5") not in keys
    assert ("gm-2020", "GM2") in keys


def test_three_priorities_can_be_led_with_and_not_four() -> None:
    chosen = (("a", "1"), ("a", "2"))
    three = with_lead(chosen, GREENER)
    assert len(three) == 3
    with pytest.raises(TooManyPrioritiesError, match="“Clean air” cannot be a lead priority"):
        with_lead(three, AIR)


def test_the_same_priority_again_changes_nothing() -> None:
    assert with_lead((("gm-2020", "GM5"),), GREENER) == (("gm-2020", "GM5"),)


def test_lead_priorities_come_first() -> None:
    assert in_lead_order([AIR, GREENER], [("gm-2020", "GM5")]) == [GREENER, AIR]


def test_ppn_002s_ten_per_cent_is_never_compared_with_pounds_over_contract_value() -> None:
    rooms = [*(ROOT / "carbonsv" / "value").glob("*.py"), *(ROOT / "carbonsv" / "app").glob("social*.py")]
    assert not [path.name for path in rooms if "contract_value" in path.read_text("utf-8")]
    columns = table("commitment").names + table("measure_claim").names + table("social_value").names
    assert not [name for name in columns if "contract" in name and name != "contract"]


def test_every_mapping_points_to_a_priority_that_exists() -> None:
    known = {(one.framework, one.code) for one in packs().catalogue.priorities}
    assert {key[1:] for key in packs().catalogue.mapping} <= known
