from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import pytest

from carbonsv.app import cli
from carbonsv.app.gallery.gallery import names
from carbonsv.app.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.library.factor_library import FactorLibrary


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, library: FactorLibrary) -> Path:
    """The sample organisation, saved."""
    folder = tmp_path_factory.mktemp("sample")
    session = Session(library, home=folder / "home")
    session.open_sample()
    path = session.save(folder / "sample.carbonsv")
    session.close()
    return path


def run(*words: object) -> int:
    return cli.main([str(word) for word in words])


def test_compare_prints_effects_that_add_up(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", sample, "2023/24", "2024/25", "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    effects = [facts[f"{name}_effect_kg"] for name in ("activity", "factor", "boundary")]
    assert math.fsum(effects) == facts["after_kg"] - facts["before_kg"] == facts["change_kg"]


def test_compare_says_the_same_totals_as_calculate(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("calculate", sample, "--json")
    total_kg = json.loads(capsys.readouterr().out)["total_location_kg"]
    run("compare", sample, "2023-24", "2024-25", "--json")
    assert json.loads(capsys.readouterr().out)["after_kg"] == total_kg


def test_compare_shows_the_same_factor_view(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", sample, "2023/24", "2024/25") == 0
    assert "2023/24 by the factors of 2024/25" in capsys.readouterr().out


def test_compare_refuses_an_unknown_year(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", sample, "1999", "2024/25") == 2
    assert "“1999” is not a known reporting year." in capsys.readouterr().err


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf", ".xlsx", ".csv"])
def test_chart_writes_the_format_the_name_ends_in(sample: Path, tmp_path: Path, suffix: str) -> None:
    assert run("chart", sample, "waterfall", "-o", tmp_path / f"a{suffix}") == 0
    assert (tmp_path / f"a{suffix}").stat().st_size > 100


def test_an_unknown_chart_is_refused_with_the_names_of_all(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("chart", sample, "pie", "-o", tmp_path / "a.png") == 2
    said = capsys.readouterr().err
    assert all(name in said for name in names())


def test_every_chart_that_is_listed_without_a_need_is_drawn(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("chart", sample, "--json")
    listed = json.loads(capsys.readouterr().out)["charts"]
    assert [one["name"] for one in listed] == list(names())
    for one in listed:
        drawn = run("chart", sample, one["name"], "-o", tmp_path / f"{one['name']}.csv") == 0
        assert drawn == (not one["needs"])


def test_a_chart_says_the_same_total_as_compare(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("chart", sample, "waterfall", "-o", tmp_path / "a.csv", "--json")
    data = json.loads(capsys.readouterr().out)["data"]
    run("compare", sample, "2023/24", "2024/25", "--json")
    facts = json.loads(capsys.readouterr().out)
    assert (data[0]["co2e_kg"], data[-1]["co2e_kg"]) == (facts["before_kg"], facts["after_kg"])


def test_a_width_nobody_can_read_is_refused(sample: Path, tmp_path: Path) -> None:
    assert run("chart", sample, "scopes", "-o", tmp_path / "a.png", "--width", "5") == 2


def test_uncertainty_gives_the_total_of_calculate_between_its_ends(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("calculate", sample, "--json")
    total_kg = json.loads(capsys.readouterr().out)["total_location_kg"]
    assert run("uncertainty", sample, "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["total_kg"] == total_kg
    assert facts["low_kg"] < total_kg < facts["high_kg"]
    assert facts["draws_low_kg"] == pytest.approx(facts["low_kg"], rel=0.02)


def test_uncertainty_names_causes_and_what_to_measure(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("uncertainty", sample) == 0
    said = capsys.readouterr().out
    assert "95 % interval" in said
    assert "Measure first" in said
