from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from carbonsv.value.local_spend import Spend, crp_share, is_local, lm3, local_share, reinvested_share


def test_a_district_is_not_the_beginning_of_a_longer_one() -> None:
    assert is_local(Spend("a", 1, postcode="M5 4WT"), ["M5"])
    assert is_local(Spend("a", 1, postcode="M50 3XX"), ["M5"]) is False


def test_a_postcode_without_a_space_is_read_as_well() -> None:
    assert is_local(Spend("a", 1, postcode="m54wt"), ["M5"])


def test_a_sector_can_be_chosen() -> None:
    assert is_local(Spend("a", 1, postcode="M5 4WT"), ["M5 4"])
    assert is_local(Spend("a", 1, postcode="M5 3WT"), ["M5 4"]) is False


def test_a_postcode_alone_does_not_tell_the_borough() -> None:
    assert is_local(Spend("a", 1, postcode="M5 4WT"), ["Salford"]) is None


def test_a_supplier_without_a_place_is_unknown_and_counts_as_not_local() -> None:
    found = local_share([Spend("a", 60, local_authority="Bolton"), Spend("b", 40)], ["Bolton"])
    assert (found.unknown_gbp, found.share) == (40, 0.6)


def test_what_cannot_be_bought_elsewhere_is_left_out() -> None:
    spends = [Spend("a", 60, local_authority="Bolton"), Spend("rates", 900, influenceable=False)]
    assert local_share(spends, ["Bolton"]).share == 1


def test_no_spend_has_no_share() -> None:
    assert math.isnan(local_share([], ["Bolton"]).share)
    assert math.isnan(crp_share([]))


def test_plans_are_counted_by_money() -> None:
    assert crp_share([Spend("a", 30, has_crp=True), Spend("b", 70)]) == 0.3


def test_lm3_lies_between_one_and_three_where_each_round_is_smaller() -> None:
    assert lm3(100, 0, 0) == 1
    assert lm3(100, 100, 100) == 3
    assert math.isnan(lm3(100, 50, math.nan))


def test_a_loss_has_no_share_reinvested() -> None:
    assert math.isnan(reinvested_share(-5, 1))


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.tuples(st.floats(0, 1e6), st.sampled_from(["Bolton", "Leeds", ""]))))
def test_the_parts_make_up_the_whole(rows: list[tuple[float, str]]) -> None:
    found = local_share([Spend("s", amount, local_authority=name) for amount, name in rows], ["Bolton"])
    assert math.isclose(found.total_gbp, math.fsum(amount for amount, _ in rows), abs_tol=1e-6)
