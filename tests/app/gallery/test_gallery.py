from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from carbonsv.app.gallery.chart import METERS, PLAN, RESULTS, SOCIAL, NothingToDrawError, Subject
from carbonsv.app.gallery.files import workbook_bytes
from carbonsv.app.gallery.gallery import available_charts, draw, names
from carbonsv.app.importing.half_hourly import import_half_hourly
from carbonsv.app.session import Session
from carbonsv.charts.theme import DARK
from carbonsv.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from carbonsv.library.factor_library import FactorLibrary


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory, library: FactorLibrary) -> Iterator[Session]:
    """The sample organisation, with a half-hourly meter and degree days."""
    folder = tmp_path_factory.mktemp("gallery")
    session = Session(library, home=folder / "home")
    session.open_sample()
    import_half_hourly(session, readings(folder / "hh.csv"))
    for month in range(4, 13):
        days = {"degree_days": 400.0 - 40 * abs(month - 12), "source": "A station", "base_c": 15.5}
        last = 30 if month in {4, 6, 9, 11} else 31
        period = {"start": f"2024-{month:02}-01", "end": f"2024-{month:02}-{last}"}
        session.add_row("degree_day", {**period, **days})
    yield session
    session.close(discard=True)


def readings(path: Path) -> Path:
    times = [f"{half // 2:02}:{half % 2 * 30:02}" for half in range(48)]
    rows = [f"Main incomer,{day:02}/04/2024,{','.join(['2'] * 48)}" for day in range(1, 29)]
    path.write_text("\n".join([f"Meter,Date,{','.join(times)}", *rows]))
    return path


def test_every_chart_is_listed_with_its_purpose_in_groups(sample: Session) -> None:
    listed = available_charts(sample.snapshot())
    assert [one.name for one in listed] == list(names())
    assert {one.group for one in listed} == {RESULTS, PLAN, METERS, SOCIAL}
    assert all(one.purpose and not one.purpose.endswith(".") for one in listed)


def test_whatever_needs_nothing_more_is_drawn_at_the_size_asked(sample: Session) -> None:
    snapshot = sample.snapshot()
    ready = [one.name for one in available_charts(snapshot) if not one.needs]
    assert {"heat-map", "daily-profile", "degree-days", "abatement", "flows"} <= set(ready)
    for name in ready:
        chart = draw(snapshot, name, DARK, 127, 254)
        assert chart.figure.get_size_inches().tolist() == pytest.approx([5, 10])
        assert workbook_bytes(chart)[:2] == b"PK"


def test_what_a_document_lacks_is_said_before_and_when_it_is_asked(session: Session) -> None:
    snapshot = session.snapshot()
    needs = {one.name: one.needs for one in available_charts(snapshot)}
    assert "half-hourly" in needs["heat-map"]
    with pytest.raises(NothingToDrawError, match="What a tonne saved costs") as refusal:
        draw(snapshot, "abatement")
    assert refusal.value.hint == needs["abatement"]


def test_the_first_year_has_no_earlier_one(sample: Session) -> None:
    with pytest.raises(NothingToDrawError, match="Change from year to year"):
        draw(sample.snapshot(), "waterfall", subject=Subject("2023-24"))


def test_a_meter_is_found_by_its_name_and_shows_its_readings(sample: Session) -> None:
    snapshot = sample.snapshot()
    meters = next(one for one in available_charts(snapshot) if one.name == "heat-map").subjects
    assert [name for _, name in meters] == ["Main incomer"]
    for word in ("main incomer", meters[0][0], ""):
        assert draw(snapshot, "heat-map", subject=Subject(of=word)).title.endswith("Main incomer")
    with pytest.raises(UnknownNameError, match="Cellar"):
        draw(snapshot, "daily-profile", subject=Subject(of="Cellar"))


def test_a_mean_day_has_the_power_of_the_readings(sample: Session) -> None:
    data = draw(sample.snapshot(), "daily-profile").data
    assert math.isclose(data["weekday_kw"].iloc[20], 2 * 2)  # 2 kWh in half an hour


def test_degree_days_name_their_source_and_the_supply(sample: Session) -> None:
    chart = draw(sample.snapshot(), "degree-days", subject=Subject(of="head-office"))
    assert chart.title == "Heating against the weather, Natural gas, Head office"
    assert "degree days: A station" in chart.caption


def test_an_unknown_chart_is_refused_with_all_names(session: Session) -> None:
    with pytest.raises(UnknownNameError, match="pie"):
        draw(session.snapshot(), "pie")
