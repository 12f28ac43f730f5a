"""Slides as PowerPoint file with native charts: their numbers can be edited, and no text is a formula."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

import pptx
import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Mm, Pt

from carbonsv.model import text
from carbonsv.reports.basis import PROGRAM
from carbonsv.reports.content import LANGUAGE
from carbonsv.reports.fixed_zip import with_fixed_times
from carbonsv.reports.plain import without_turning
from carbonsv.reports.slides import SHARE_FORM, TONNES_FORM, WHOLE_FORM

if TYPE_CHECKING:
    from carbonsv.charts.theme import ChartTheme
    from carbonsv.reports.slides import Deck, Slide, SlideChart

FONT = "Arial"  # on every machine; a slide cannot count on a font of ours
_WIDTH_MM, _HEIGHT_MM, _EDGE_MM = 338.7, 190.5, 18.0
_INNER_MM = _WIDTH_MM - 2 * _EDGE_MM
_LOGO_MM = 18
_TITLE_ONLY = 5  # layout of the library's own template
_KINDS = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "columns": XL_CHART_TYPE.COLUMN_STACKED,
    "lines": XL_CHART_TYPE.LINE,
}
_GAP_PERCENT = {"bars": 55, "columns": 40}
_LONGEST_NAME = 60  # characters of a category, which must leave room for its bar
_BOOK = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_DASHES = (MSO_LINE.SOLID, MSO_LINE.ROUND_DOT, MSO_LINE.DASH, MSO_LINE.LONG_DASH_DOT)
_FEW = 5  # of a unit: ticks of an axis that ends there would be the same whole numbers
_NOON = time(12)


def pptx_bytes(deck: Deck) -> bytes:
    """Return slides as PowerPoint file; the same slides always give the same bytes."""
    show = pptx.Presentation()
    show.slide_width, show.slide_height = Mm(_WIDTH_MM), Mm(_HEIGHT_MM)
    _set_properties(show, deck)
    layout = show.slide_layouts[_TITLE_ONLY]
    _add_cover(show.slides.add_slide(layout), deck)
    for number, one in enumerate(deck.slides, 2):
        _add_slide(show.slides.add_slide(layout), one, deck, number)
    content = io.BytesIO()
    show.save(content)
    return with_fixed_times(content.getvalue())


def _add_cover(slide: Any, deck: Deck) -> None:
    _place_title(slide, deck.title, deck.theme, (_HEIGHT_MM * 0.34, 26.0), 36)
    _rule(slide, _HEIGHT_MM * 0.52, deck.theme)
    if deck.logo:
        _add_logo(slide, deck)
    about = f"{deck.organisation}\n{text.day(deck.day)}"
    _write(slide, about, (_EDGE_MM, _HEIGHT_MM * 0.55, _INNER_MM, 24.0), 18, deck.theme.ink)
    _write(slide, deck.origin, (_EDGE_MM, _HEIGHT_MM - 14, _INNER_MM, 8.0), 10, deck.theme.muted)
    slide.notes_slide.notes_text_frame.text = without_turning(f"{deck.subject}\n{deck.origin}")


def _add_logo(slide: Any, deck: Deck) -> None:
    picture = slide.shapes.add_picture(io.BytesIO(deck.logo), 0, Mm(_EDGE_MM), height=Mm(_LOGO_MM))
    picture.left = Mm(_WIDTH_MM - _EDGE_MM) - picture.width
    described = picture._element.nvPicPr.cNvPr  # noqa: SLF001 - the library has no alt texts
    described.set("descr", without_turning(f"Logo of {deck.organisation}"))


def _add_slide(slide: Any, one: Slide, deck: Deck, number: int) -> None:
    _place_title(slide, one.title, deck.theme, (9.0, 16.0), 26)
    _rule(slide, 26.0, deck.theme)
    _write(slide, one.message, (_EDGE_MM, 28.0, _INNER_MM, 20.0), 13, deck.theme.ink)
    if one.chart:
        _add_chart(slide, one, one.chart, deck)
    foot = f"{one.source} · {deck.origin} · {number}"
    _write(slide, foot, (_EDGE_MM, _HEIGHT_MM - 13, _INNER_MM, 8.0), 9, deck.theme.muted)
    notes = f"{one.message}\n\nSource: {one.source}\n{deck.origin}"
    slide.notes_slide.notes_text_frame.text = without_turning(notes)


def _place_title(
    slide: Any, words: str, theme: ChartTheme, place_mm: tuple[float, float], size_pt: int
) -> None:
    title = slide.shapes.title
    title.left, title.width = Mm(_EDGE_MM), Mm(_INNER_MM)
    title.top, title.height = Mm(place_mm[0]), Mm(place_mm[1])
    _fill_text(title.text_frame, words, size_pt, theme.accent, bold=True)


def _write(
    slide: Any, words: str, place_mm: tuple[float, float, float, float], size_pt: int, colour: str
) -> None:
    box = slide.shapes.add_textbox(*(Mm(one) for one in place_mm))
    _fill_text(box.text_frame, words, size_pt, colour)


def _fill_text(frame: Any, words: str, size_pt: int, colour: str, *, bold: bool = False) -> None:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    for place, line in enumerate(without_turning(words).split("\n")):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT  # whatever the layout says
        run = paragraph.add_run()
        run.text = line
        run.font.name, run.font.size, run.font.bold = FONT, Pt(size_pt), bold
        run.font.color.rgb = _rgb(colour)
        run._r.get_or_add_rPr().set("lang", LANGUAGE)  # noqa: SLF001 - the library only knows some languages


def _rule(slide: Any, top_mm: float, theme: ChartTheme) -> None:
    """Draw a thin line that carries no meaning of its own."""
    line = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, Mm(_EDGE_MM), Mm(top_mm), Mm(_INNER_MM), Mm(0.5))
    line.fill.solid()
    line.fill.fore_color.rgb = _rgb(theme.accent)
    line.line.fill.background()
    line.shadow.inherit = False


def _add_chart(slide: Any, one: Slide, chart: SlideChart, deck: Deck) -> None:
    room = (Mm(_EDGE_MM), Mm(50), Mm(_INNER_MM), Mm(_HEIGHT_MM - 66))
    frame = slide.shapes.add_chart(_KINDS[chart.kind], *room, _data(chart))
    frame.name = "Chart"
    described = frame._element.nvGraphicFramePr.cNvPr  # noqa: SLF001 - the library has no alt texts
    described.set("descr", without_turning(one.message))
    described.set("title", without_turning(one.title))
    native = frame.chart
    native.part.chart_workbook.update_from_xlsx_blob(_workbook(chart, deck))
    native.font.name, native.font.size = FONT, Pt(12)
    native.font.color.rgb = _rgb(deck.theme.ink)
    native.has_title = False
    _set_axes(native, chart, deck.theme)
    _set_series(native, chart)
    native.has_legend = len(chart.series) > 1
    if native.has_legend:
        native.legend.position, native.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False


def _data(chart: SlideChart) -> CategoryChartData:
    data = CategoryChartData()  # its number format would go into XML as it is; labels have their own
    data.categories = [_name(one) for one in chart.categories]
    for series in chart.series:
        data.add_series(without_turning(series.name), series.values)
    return data


def _name(category: str) -> str:
    """Return the name of a category, in one line and not so long that no room is left for its bar."""
    line = " ".join(without_turning(category).split()) or "—"
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1]}…"


def _workbook(chart: SlideChart, deck: Deck) -> bytes:
    """Return the numbers behind a chart: the library's own takes texts for formulas and bears the time."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _BOOK) as book:
        book.set_properties({"created": datetime.combine(deck.day, _NOON), "author": PROGRAM})
        sheet, form = book.add_worksheet("Sheet1"), book.add_format({"num_format": chart.form})
        for row, category in enumerate(chart.categories, 1):
            sheet.write_string(row, 0, _name(category))
        for column, series in enumerate(chart.series, 1):
            sheet.write_string(0, column, without_turning(series.name))
            for row, value in enumerate(series.values, 1):
                if value is not None:
                    sheet.write_number(row, column, value, form)
    return with_fixed_times(content.getvalue())


def _set_axes(native: Any, chart: SlideChart, theme: ChartTheme) -> None:
    values, names = native.value_axis, native.category_axis
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = _rgb(theme.grid)
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = _axis_form(chart), False
    values.has_title = True
    values.axis_title.text_frame.text = without_turning(chart.unit)
    values.axis_title.text_frame.paragraphs[0].runs[0].font.bold = False
    names.format.line.color.rgb = _rgb(theme.muted)
    names.has_major_gridlines = False
    if chart.kind == "bars":
        names.reverse_order = True  # the first one on top
        values.tick_label_position = values.tick_label_position.HIGH


def _axis_form(chart: SlideChart) -> str:
    if chart.form == SHARE_FORM:
        return "0 %"
    return TONNES_FORM if _small(chart) else WHOLE_FORM


def _small(chart: SlideChart) -> bool:
    return (
        max((abs(one) for series in chart.series for one in series.values if one is not None), default=0) < 1
    )


def _set_series(native: Any, chart: SlideChart) -> None:
    plot = native.plots[0]
    if chart.kind in _GAP_PERCENT:
        plot.gap_width = _GAP_PERCENT[chart.kind]
    for place, (drawn, series) in enumerate(zip(plot.series, chart.series, strict=True)):
        if chart.kind == "lines":
            drawn.format.line.dash_style = _DASHES[place % len(_DASHES)]  # told apart without colour
            drawn.smooth = False
            drawn.format.line.color.rgb, drawn.format.line.width = _rgb(series.colour), Pt(2.25)
        else:
            drawn.format.fill.solid()
            drawn.format.fill.fore_color.rgb = _rgb(series.colour)
    for place, colour in enumerate(chart.colours):
        point = plot.series[0].points[place]
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = _rgb(colour)
    if chart.kind == "bars":
        _label_bars(plot, chart)


def _label_bars(plot: Any, chart: SlideChart) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = chart.form, False
    labels.show_value = True
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.bold = True


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#").upper())


def _set_properties(show: Any, deck: Deck) -> None:
    properties = show.core_properties
    properties.title = without_turning(f"{deck.title} – {deck.organisation}")[:255]
    properties.subject = without_turning(deck.subject)[:255]
    properties.author = without_turning(deck.organisation)[:255]
    properties.last_modified_by, properties.comments, properties.keywords = PROGRAM, "", ""
    properties.language = LANGUAGE
    properties.created = properties.modified = datetime.combine(deck.day, _NOON)
    package = show.part.package
    kept = package._rels  # noqa: SLF001 - the library has no way to drop the picture of another document
    for name in [name for name, one in kept.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        kept.pop(name)
