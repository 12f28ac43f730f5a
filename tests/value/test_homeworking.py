from __future__ import annotations

from dataclasses import replace

import pytest

from carbonsv.value.homeworking import HomeworkingPattern, break_even_miles, homeworking_change
from tests.shipped import library
from tests.value.claims import packs

PATTERN = HomeworkingPattern(days=200, return_miles=12, hours_per_day=7.5, driving_share=0.6)


def net_kg(pattern: HomeworkingPattern) -> float:
    return homeworking_change(pattern, 2025, packs().catalogue, library()).co2e_kg


def test_miles_and_hours_are_counted_over_all_days() -> None:
    assert net_kg(PATTERN) == pytest.approx(200 * 12 * 0.6 * 0.26915 - 200 * 7.5 * 0.33378)


def test_at_the_break_even_nothing_is_saved_and_nothing_lost() -> None:
    miles = break_even_miles(PATTERN, 2025, packs().catalogue, library())
    assert net_kg(replace(PATTERN, return_miles=miles)) == pytest.approx(0, abs=1e-9)


def test_fewer_drivers_need_a_longer_journey() -> None:
    alone = break_even_miles(replace(PATTERN, driving_share=1.0), 2025, packs().catalogue, library())
    assert break_even_miles(PATTERN, 2025, packs().catalogue, library()) == pytest.approx(alone / 0.6)


def test_no_days_change_nothing() -> None:
    assert net_kg(replace(PATTERN, days=0)) == 0
