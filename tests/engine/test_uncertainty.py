from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from carbonsv.engine.draws import deviates
from carbonsv.engine.uncertainty import (
    DRAWS,
    analytic,
    contributions,
    simulate,
    simulated,
    terms_of,
    what_to_measure,
)
from carbonsv.library.pedigree import pedigree

if TYPE_CHECKING:
    from carbonsv.engine.uncertainty import Terms

GAS, POWER, WASTE = "fuels/gas:kwh", "uk-electricity/x:kwh", "waste-disposal/paper/landfill:tonnes"
Line = tuple[str, str, str, str, float]  # activity, site, quality, series, kg CO2e


def terms(*lines: Line, unit: str = "kWh") -> Terms:
    rows = [(name, unit, site, quality, f"p-2024/{key}", unit, kg) for name, site, quality, key, kg in lines]
    names = ["activity", "unit", "site", "quality", "factor_id", "factor_unit", "co2e_kg"]
    return terms_of(pd.DataFrame(rows, columns=names), pedigree())


def office() -> Terms:
    return terms(
        ("gas", "a", "invoiced", GAS, 40_000.0),
        ("gas", "b", "estimated-proxy", GAS, 25_000.0),
        ("power", "a", "measured", POWER, 30_000.0),
        ("waste", "a", "estimated-part", WASTE, 12_000.0),
    )


def test_one_input_has_the_published_interval() -> None:
    one = terms(("gas", "a", "measured", GAS, 1000.0))
    sigma = math.sqrt(2) * math.log(1.05) / 2  # basic uncertainty of the quantity and of the factor
    assert analytic(one).low_kg == pytest.approx(1000 * math.exp(-1.959964 * sigma))
    assert analytic(one).high_kg == pytest.approx(1000 * math.exp(1.959964 * sigma))


def test_two_lines_of_one_factor_are_one_draw() -> None:
    together = terms(("gas", "a", "measured", GAS, 500.0), ("gas", "a", "measured", GAS, 500.0))
    assert analytic(together) == analytic(terms(("gas", "a", "measured", GAS, 1000.0)))


def test_a_shared_factor_makes_sites_vary_together() -> None:
    shared = terms(("gas", "a", "measured", GAS, 500.0), ("gas", "b", "measured", GAS, 500.0))
    apart = terms(("gas", "a", "measured", GAS, 500.0), ("oil", "b", "measured", "fuels/oil:l", 500.0))
    assert analytic(shared).deviation_kg > analytic(apart).deviation_kg


def test_draws_agree_with_the_exact_moments_within_sampling_error() -> None:
    exact, drawn = analytic(office()), simulated(office())
    error_kg = exact.deviation_kg / math.sqrt(DRAWS)
    assert drawn.mean_kg == pytest.approx(exact.mean_kg, abs=4 * error_kg)
    assert drawn.deviation_kg == pytest.approx(exact.deviation_kg, rel=0.05)
    assert drawn.low_kg == pytest.approx(exact.low_kg, rel=0.02)
    assert drawn.high_kg == pytest.approx(exact.high_kg, rel=0.02)


def test_the_same_seed_gives_the_same_draws() -> None:
    assert np.array_equal(simulate(office(), 100, seed=7), simulate(office(), 100, seed=7))
    assert not np.array_equal(simulate(office(), 100, seed=7), simulate(office(), 100, seed=8))


def test_the_order_of_lines_changes_no_draw() -> None:
    lines: list[Line] = [("gas", "a", "measured", GAS, 0.1), ("power", "a", "spend", POWER, 0.7)]
    assert np.array_equal(simulate(terms(*lines), 50), simulate(terms(*lines[::-1]), 50))


def test_contributions_are_ranked_and_add_up_to_one() -> None:
    table = contributions(office())
    assert table["variance_share"].sum() == pytest.approx(1)
    assert table["variance_share"].is_monotonic_decreasing
    assert (table["input"].iloc[0], table["activity"].iloc[0], table["site"].iloc[0]) == (
        "quantity",
        "gas",
        "b",
    )


def test_what_to_measure_leaves_out_what_is_measured_already() -> None:
    table = what_to_measure(office(), pedigree())
    assert (table["site"].iloc[0], table["activity"].iloc[0]) == ("b", "gas")
    assert "power" not in set(table["activity"])
    assert (table["narrowed_share"] > 0).all()


def test_nothing_is_certain_and_amounts_below_zero_are_allowed() -> None:
    assert analytic(terms()) == simulated(terms()).__class__(0.0, 0.0, 0.0, 0.0, 0.0)
    saving = analytic(terms(("gas", "a", "measured", GAS, -1000.0)))
    assert saving.low_kg < -1000 < saving.high_kg < 0


def test_ten_thousand_draws_of_a_thousand_inputs_take_less_than_a_second() -> None:
    lines: list[Line] = [("gas", f"s{n}", "invoiced", f"fuels/f{n % 100}:l", 10.0) for n in range(1000)]
    many = terms(*lines)
    start = time.process_time()
    simulate(many)
    assert time.process_time() - start < 1


def test_one_source_measured_is_what_the_whole_formula_gives() -> None:
    worse = office()
    better = terms(
        ("gas", "a", "invoiced", GAS, 40_000.0),
        ("gas", "b", "measured", GAS, 25_000.0),
        ("power", "a", "measured", POWER, 30_000.0),
        ("waste", "a", "estimated-part", WASTE, 12_000.0),
    )
    width_kg = what_to_measure(worse, pedigree())["width_kg"].iloc[0]
    assert width_kg == pytest.approx(analytic(better).width_kg)


def test_what_to_measure_is_told_by_its_place_among_the_sources() -> None:
    worse = office()
    table = what_to_measure(worse, pedigree())
    sources = worse.sources.loc[table.index]
    assert sources["quality"].tolist() == table["quality"].tolist()
    assert worse.by_source_kg[table.index].tolist() == table["co2e_kg"].tolist()


def test_draws_are_the_products_of_their_inputs_term_by_term() -> None:
    one = terms(("gas", "a", "invoiced", GAS, 400.0), ("gas", "a", "invoiced", WASTE, 100.0))
    source = np.random.PCG64(0)
    gas, waste, quantity = (
        np.exp(sigma * deviates()).astype(np.float32)[source.random_raw(2).view(np.uint16)[:6]]
        for sigma in (*one.factor_sigma, *one.source_sigma)
    )
    expected = (gas + np.float32(100 / 400) * waste) * quantity * 400.0
    assert simulate(one, 6) == pytest.approx(expected, rel=1e-6)


def test_draws_of_one_input_follow_its_distribution() -> None:
    one = terms(("gas", "a", "estimated-proxy", GAS, 1000.0))
    drawn_kg = simulate(one, 100_000)
    sigma = math.hypot(one.source_sigma[0], one.factor_sigma[0])
    for share, deviate in ((0.025, -1.959964), (0.5, 0.0), (0.84134, 1.0), (0.999, 3.0902)):
        assert np.quantile(drawn_kg, share) == pytest.approx(1000 * math.exp(sigma * deviate), rel=0.02)


@pytest.mark.parametrize("draws", [1, 3, 4, 10])
def test_there_are_as_many_draws_as_asked_for(draws: int) -> None:
    assert len(simulate(office(), draws)) == draws
    assert (simulate(office(), draws) > 0).all()
