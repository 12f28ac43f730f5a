from __future__ import annotations

import math

import pytest

from carbonsv.library.pedigree import INDICATORS, pedigree, sigma_of

# scores 1, 3, 4 and 5 of the ecoinvent data quality system, as openLCA carries it
ECOINVENT = {
    "precision": (1.0, 1.1, 1.2, 1.5),
    "completeness": (1.0, 1.05, 1.1, 1.2),
    "temporal": (1.0, 1.1, 1.2, 1.5),
    "geographical": (1.0, 1.02, 1.05, 1.1),
    "technological": (1.0, 1.2, 1.5, 2.0),
}
# variances of the logarithm for the same scores, as the ecoinvent data quality guideline (2013) prints them
VARIANCES = {
    "precision": ("0", "0.002", "0.008", "0.04"),
    "completeness": ("0", "0.0006", "0.002", "0.008"),
    "temporal": ("0", "0.002", "0.008", "0.04"),
    "geographical": ("0", "0.0001", "0.0006", "0.002"),
    "technological": ("0", "0.008", "0.04", "0.12"),
}
LEVELS = ("very-good", "good", "fair", "poor")


@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_published_factor_is_that_of_the_second_source(indicator: str) -> None:
    assert tuple(pedigree().factors[indicator, level] for level in LEVELS) == ECOINVENT[indicator]


@pytest.mark.parametrize("indicator", INDICATORS)
def test_every_published_factor_has_the_published_variance_to_its_last_digit(indicator: str) -> None:
    for level, printed in zip(LEVELS, VARIANCES[indicator], strict=True):
        variance = sigma_of([pedigree().factors[indicator, level]]) ** 2
        places = len(printed.partition(".")[2])
        assert round(variance, places) == float(printed)


def test_factors_combine_as_the_root_of_squared_logarithms() -> None:
    squares = math.log(1.05) ** 2 + math.log(1.5) ** 2 + math.log(1.2) ** 2
    assert sigma_of([1.05, 1.5, 1.2]) == pytest.approx(math.sqrt(squares) / 2)


def test_no_uncertainty_factor_above_one_means_no_deviation() -> None:
    assert sigma_of([1.0, 1.0]) == 0


def test_better_data_is_less_uncertain() -> None:
    known = pedigree()
    order = ["measured", "invoiced", "estimated-part", "estimated-proxy"]
    sigmas = [known.record_sigma(quality, "kWh") for quality in order]
    assert sigmas == sorted(sigmas)
    assert len(set(sigmas)) == 4


def test_transport_services_have_a_basic_uncertainty_of_their_own() -> None:
    assert pedigree().record_sigma("measured", "tonne.km") == pytest.approx(math.log(2) / 2)


def test_every_judgement_uses_known_levels_and_says_why() -> None:
    known = pedigree()
    for one in known.judgements:
        assert all((name, one.levels[name]) in known.factors for name in INDICATORS)
        assert one.basic in known.basics
        assert one.why


def test_an_unknown_series_and_an_unknown_quality_still_have_a_judgement() -> None:
    assert pedigree().judgement("factor", "something/new:kg").match == "*"
    assert pedigree().judgement("record", "").match == "*"
