from __future__ import annotations

import math
from datetime import date

from carbonsv.value.community import HomePledge, offset_gaps, pledge_claims, pledged_kg, tags
from tests.value.claims import claim

DAY = date(2025, 2, 1)


def test_a_pledge_that_was_not_followed_up_is_no_claim() -> None:
    pledges = [HomePledge("a", "heat", 300, math.nan, None), HomePledge("b", "heat", 300, 100, DAY, 0.3)]
    assert [(one.id, one.baseline_quantity, one.year) for one in pledge_claims(pledges)] == [
        ("home-b", 100, 2025)
    ]


def test_what_was_pledged_is_told_apart_from_what_was_saved() -> None:
    assert pledged_kg([HomePledge("a", "heat", 300, 100, DAY), HomePledge("b", "x", math.nan, 1, DAY)]) == 300


def test_a_tag_given_twice_counts_once() -> None:
    assert tags(claim("ESV01", 1, 0, "kWh", beneficiaries="young ; old;young;")) == ("young", "old")


def test_every_criterion_of_an_offset_must_be_shown() -> None:
    assert offset_gaps(["Timing"], ["timing", "permanence"]) == ("permanence",)
