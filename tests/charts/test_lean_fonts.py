from __future__ import annotations

import io

import pikepdf
import pytest
from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from carbonsv.charts.export import chart_bytes
from carbonsv.charts.lean_fonts import lean_fonts
from carbonsv.charts.scope import scope_bar
from tests.reports.made import sample


def embedded(content: bytes) -> list[TTFont]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        files = [
            one.FontFile2
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one
        ]
        return [TTFont(io.BytesIO(one.read_bytes())) for one in files]


def _maps_letters(found: object) -> bool:
    return isinstance(found, pikepdf.Dictionary) and "/ToUnicode" in found


def test_fonts_of_a_chart_are_embedded_with_what_draws_letters_and_nothing_that_finds_them() -> None:
    fonts = embedded(chart_bytes(scope_bar(sample().inventory("2024-25")), ".pdf"))
    assert fonts
    for one in fonts:
        assert {"glyf", "loca", "hmtx", "cvt ", "fpgm", "prep"} <= set(one.keys())
        assert not {"GPOS", "GSUB", "cmap", "post", "name"} & set(one.keys())


def test_the_words_of_a_chart_can_still_be_searched_and_copied() -> None:
    content = chart_bytes(scope_bar(sample().inventory("2024-25")), ".pdf")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        maps = [one.ToUnicode.read_bytes() for one in pdf.objects if _maps_letters(one)]
    assert any(b"2082" in one for one in maps)  # the subscript of CO2


def test_the_font_librarys_own_way_comes_back_even_after_a_failure() -> None:
    before = subset.load_font
    with lean_fonts():
        assert subset.load_font is not before
    with pytest.raises(ZeroDivisionError), lean_fonts():
        print(1 / 0)
    assert subset.load_font is before
