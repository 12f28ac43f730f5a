from __future__ import annotations

import os
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest

from carbonsv.activities.files.watch import StoppedError, Watch
from carbonsv.app.reporting import charts_aside
from carbonsv.app.reporting.chart_files import chart_files
from carbonsv.app.reporting.charts_aside import ChartsAside
from carbonsv.app.reporting.tender_pack import make_tender_pack
from carbonsv.reports.tender_pack import PackStoppedError

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from carbonsv.app.session import Session
    from carbonsv.app.snapshot import Snapshot

CHARTS = ("scopes", "commitments", "degree-days")
DAY = date(2027, 8, 1)


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the machine have a second processor with nothing to do."""
    machine(monkeypatch, 2, 0.1)


def machine(monkeypatch: pytest.MonkeyPatch, processors: int, load: float) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    monkeypatch.setattr(os, "getloadavg", lambda: (load, load, load), raising=False)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[str]]:
    """The processes that are started, from the first to the last."""
    found: list[subprocess.Popen[str]] = []
    start = charts_aside._start

    def noted() -> subprocess.Popen[str]:
        found.append(start())
        return found[-1]

    monkeypatch.setattr(charts_aside, "_start", noted)
    return found


@pytest.fixture
def sample(session: Session) -> Snapshot:
    """The sample organisation."""
    session.open_sample()
    return session.snapshot()


def test_charts_from_the_process_are_those_the_program_draws_itself(sample: Snapshot) -> None:
    with ChartsAside() as aside:
        aside.order(sample, CHARTS, DAY)
        found = [aside.files(name, Watch()) for name in CHARTS]
    assert found == [chart_files(sample, name, DAY) for name in CHARTS]
    assert found[-1] == {}  # no degree days in the sample


def test_a_process_with_other_factors_draws_nothing(
    sample: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(sample.library), "editions", {"ukgov-2024": "another edition"})
    with ChartsAside() as aside:
        aside.order(sample, CHARTS, DAY)
        assert aside.files("scopes", Watch()) is None


def test_a_process_that_cannot_start_costs_nothing_but_its_charts(
    sample: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(charts_aside, "CHILD", "carbonsv.no_such_module")
    with ChartsAside() as aside:
        aside.order(sample, CHARTS, DAY)
        assert aside.files("scopes", Watch()) is None


@pytest.mark.parametrize(("processors", "load"), [(1, 0.0), (2, 1.5), (8, 7.5)])
def test_none_is_started_where_no_processor_is_free(
    processors: int,
    load: float,
    sample: Snapshot,
    started: list[subprocess.Popen[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    machine(monkeypatch, processors, load)
    with ChartsAside() as aside:
        aside.order(sample, CHARTS, DAY)
        assert aside.files("scopes", Watch()) is None
    assert not started


def test_whoever_waits_for_a_chart_can_stop_and_the_process_ends(
    sample: Snapshot, started: list[subprocess.Popen[str]]
) -> None:
    with ChartsAside() as aside:
        aside.order(sample, CHARTS, DAY)
        with pytest.raises(StoppedError):
            aside.files("scopes", Watch(stopped=lambda: True))
    assert started[0].returncode is not None


def test_a_stopped_pack_leaves_no_process_and_no_folder(
    session: Session, sample: Snapshot, started: list[subprocess.Popen[str]], tmp_path: Path
) -> None:
    assert sample
    begun = time.monotonic()
    with pytest.raises(PackStoppedError):
        make_tender_pack(
            session, tmp_path / "pack", watch=Watch(stopped=lambda: time.monotonic() - begun > 1)
        )
    assert [one.poll() is not None for one in started] == [True]
    assert not (tmp_path / "pack").exists()


def test_a_process_nobody_orders_from_ends_by_itself() -> None:
    child = charts_aside._start()
    assert child.stdin is not None
    child.stdin.close()
    assert child.wait(60) == 0
