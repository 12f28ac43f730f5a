from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from PIL import Image

from carbonsv.charts.export import chart_bytes, save
from carbonsv.charts.scope import scope_bar
from carbonsv.errors import SaveError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.charts.chart import Chart
    from carbonsv.inventory.inventory import Inventory


@pytest.fixture(scope="module")
def chart(real: Inventory) -> Chart:
    return scope_bar(real, width_mm=127, height_mm=63.5)


def test_png_has_300_dots_an_inch_at_the_size_asked_for(chart: Chart) -> None:
    with Image.open(io.BytesIO(chart_bytes(chart, ".png"))) as picture:
        assert picture.size == (5 * 300, 2.5 * 300)


def test_png_carries_its_words(chart: Chart) -> None:
    with Image.open(io.BytesIO(chart_bytes(chart, ".png"))) as picture:
        assert (picture.info["Title"], picture.info["Description"]) == (chart.title, chart.alt_text)
        assert picture.info["Source"] == chart.caption


def test_svg_carries_its_words_and_draws_letters_as_outlines(chart: Chart) -> None:
    drawing = chart_bytes(chart, ".svg").decode()
    assert f"<title>{chart.title}</title>" in drawing
    assert chart.alt_text in drawing
    assert "<text" not in drawing


def test_pdf_embeds_truetype_and_has_a_title(chart: Chart) -> None:
    content = chart_bytes(chart, ".pdf")
    assert b"/CIDFontType2" in content
    assert b"/Type3" not in content
    assert b"/Title" in content
    assert b"/CreationDate" not in content


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf", ".csv"])
def test_the_same_inventory_gives_the_same_bytes(real: Inventory, suffix: str) -> None:
    assert chart_bytes(scope_bar(real), suffix) == chart_bytes(scope_bar(real), suffix)


def test_csv_gives_the_numbers_unrounded(chart: Chart) -> None:
    rows = list(csv.DictReader(chart_bytes(chart, ".csv").decode().splitlines()))
    assert [float(row["co2e_kg"]) for row in rows] == chart.data["co2e_kg"].tolist()


def test_save_writes_the_format_the_name_ends_in(chart: Chart, tmp_path: Path) -> None:
    save(chart, tmp_path / "scopes.SVG")
    assert (tmp_path / "scopes.SVG").read_bytes() == chart_bytes(chart, ".svg")


def test_another_suffix_is_refused_with_a_sentence(chart: Chart, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as refusal:
        save(chart, tmp_path / "scopes.bmp")
    assert str(refusal.value) == "A chart cannot be saved as “.bmp”."
    assert refusal.value.hint == "Use a name that ends in .png, .svg, .pdf or .csv."


def test_a_name_without_a_suffix_is_refused_with_a_sentence(chart: Chart, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="a name without an ending"):
        save(chart, tmp_path / "scopes")


def test_a_folder_that_is_not_there_is_said(chart: Chart, tmp_path: Path) -> None:
    with pytest.raises(SaveError, match=r"scopes\.png could not be saved"):
        save(chart, tmp_path / "missing" / "scopes.png")


def test_names_in_csv_are_no_formulas(chart: Chart) -> None:
    hostile = replace(chart, data=pd.DataFrame({"name": ["=1+1", "Depot"], "co2e_kg": [-1.0, 2.5]}))
    assert chart_bytes(hostile, ".csv").decode() == "name,co2e_kg\n'=1+1,-1.0\nDepot,2.5\n"
