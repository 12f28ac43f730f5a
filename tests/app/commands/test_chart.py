from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from carbonsv.app import cli
from carbonsv.app.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.library.factor_library import FactorLibrary

MINE = "Main incomer"


@pytest.fixture(scope="module")
def metered(tmp_path_factory: pytest.TempPathFactory, library: FactorLibrary) -> Path:
    """A document with one half-hourly meter, saved."""
    folder = tmp_path_factory.mktemp("metered")
    times = ",".join(f"{half // 2:02}:{half % 2 * 30:02}" for half in range(48))
    lines = [f"{MINE},{day:02}/04/2024,{','.join(['1.5'] * 48)}" for day in range(1, 8)]
    (folder / "hh.csv").write_text("\n".join([f"Meter,Date,{times}", *lines]))
    session = Session(library, home=folder / "home")
    session.open_sample()
    path = session.save(folder / "metered.carbonsv")
    session.close()
    assert cli.main(["import", str(path), str(folder / "hh.csv")]) in {0, 1}
    return path


def run(*words: object) -> int:
    return cli.main([str(word) for word in words])


@pytest.mark.parametrize("name", ["heat-map", "daily-profile"])
def test_a_meter_is_drawn_by_its_name(
    metered: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("chart", metered, name, "--meter", MINE, "-o", tmp_path / "a.png", "--json") == 0
    assert json.loads(capsys.readouterr().out)["title"].endswith(MINE)
    assert (tmp_path / "a.png").stat().st_size > 1000


def test_an_unknown_meter_is_refused_with_those_there_are(
    metered: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("chart", metered, "heat-map", "--meter", "Cellar", "-o", tmp_path / "a.png") == 2
    assert MINE in capsys.readouterr().err


def test_without_a_name_every_chart_is_listed_with_what_it_shows(
    metered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("chart", metered) == 0
    said = capsys.readouterr().out
    assert "heat-map" in said
    assert "Which projects pay for themselves" in said or "Which reduction projects" in said


def test_a_chart_without_a_file_to_write_to_is_refused(
    metered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("chart", metered, "scopes") == 2
    assert "Give it as -o OUT.png." in capsys.readouterr().err


def test_a_height_is_at_least_kept(metered: Path, tmp_path: Path) -> None:
    assert run("chart", metered, "scopes", "-o", tmp_path / "a.svg", "--width", 127, "--height", 254) == 0
    assert 'height="720pt"' in (tmp_path / "a.svg").read_text()
    assert run("chart", metered, "scopes", "-o", tmp_path / "a.svg", "--height", -5) == 2
