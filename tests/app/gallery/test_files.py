from __future__ import annotations

import struct
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from carbonsv.app.gallery.files import ENDINGS, chart_at, copied, save_chart, sizes, workbook_bytes
from carbonsv.app.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from carbonsv.charts.chart import Chart
    from carbonsv.library.factor_library import FactorLibrary

MM_PER_INCH = 25.4


@pytest.fixture
def sample(library: FactorLibrary, tmp_path: Path) -> Iterator[Session]:
    """A session with the sample organisation."""
    one = Session(library, home=tmp_path / "home")
    one.open_sample()
    yield one
    one.close(discard=True)


@pytest.fixture
def chart(sample: Session) -> Chart:
    return chart_at(sample.snapshot(), "scopes", sizes()[0])


@pytest.mark.parametrize("size", sizes(), ids=lambda size: size.id)
def test_a_picture_has_the_width_of_its_size(sample: Session, size: object) -> None:
    one = next(each for each in sizes() if each == size)
    picture = copied(chart_at(sample.snapshot(), "scopes", one)).png
    (width,) = struct.unpack(">I", picture[16:20])  # of a PNG's header
    assert width == pytest.approx(one.width_mm / MM_PER_INCH * 300, abs=1)


def test_the_workbook_holds_the_numbers_unrounded(chart: Chart, tmp_path: Path) -> None:
    path = tmp_path / "scopes.xlsx"
    path.write_bytes(workbook_bytes(chart))
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("data").to_python()
    assert rows[0] == [str(name) for name in chart.data.columns]
    assert [list(row) for row in rows[1:]] == chart.data.to_numpy().tolist()


def test_the_same_chart_is_the_same_workbook(chart: Chart) -> None:
    assert workbook_bytes(chart) == workbook_bytes(chart)


def test_a_table_on_the_clipboard_has_a_row_for_each_number(chart: Chart) -> None:
    assert len(copied(chart).table.splitlines()) == 1 + len(chart.data)


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_ending_can_be_saved(chart: Chart, tmp_path: Path, ending: str) -> None:
    save_chart(chart, tmp_path / f"chart{ending}")
    assert (tmp_path / f"chart{ending}").stat().st_size > 0


def test_names_on_the_clipboard_are_no_formulas(chart: Chart) -> None:
    hostile = replace(chart, data=pd.DataFrame({"name": ["=1+1"], "co2e_kg": [-1.0]}))
    assert copied(hostile).table == "name\tco2e_kg\n'=1+1\t-1.0\n"
