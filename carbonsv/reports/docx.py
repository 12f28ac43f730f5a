"""A document as Word file: real headings, header rows that repeat, alt text, British English."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from carbonsv.charts.export import chart_bytes
from carbonsv.model import text
from carbonsv.reports.basis import PROGRAM
from carbonsv.reports.content import DRAFT, Document, Figure, Heading, Note, Paragraph, introduces
from carbonsv.reports.fixed_zip import with_fixed_times
from carbonsv.reports.plain import without_turning

if TYPE_CHECKING:
    from carbonsv.reports.content import Block, Table

FONT = "Arial"  # on every machine; a Word file cannot count on a font of ours
_MUTED = RGBColor(0x5A, 0x66, 0x75)
_HEADER_FILL = "E7F1ED"
_WIDTH_MM = 160
_LOGO_MM = 12
_LETTER_MM = 1.85  # of the size tables are set in
_STRONG_LETTER_MM = 1.9
_SMALLEST_SHARE = 0.7  # of the usual size, for tables with many numbers
_AFTER_TABLE_PT = 8
_TABLE_PT = 9
_CROWDED_PT = 7
_RULE = "C9D0D7"
_AFTER_BORDERS = ("shd", "tblLayout", "tblCellMar", "tblLook")  # in the order that Word insists on
_BESIDE_MM = 4.5  # room at both sides of a cell's words
_LEAST_TEXT_SHARE = 0.28  # of the width, for the columns of words together
_FACTS_MM = (50.0, 110.0)
_SIZES_PT = {"Normal": 10, "Title": 22, "Subtitle": 12, "Heading 1": 14, "Heading 2": 11.5, "Caption": 9}
_NOON = time(12)


def docx_bytes(document: Document) -> bytes:
    """Return a document as Word file; the same document always gives the same bytes."""
    word = docx.Document()
    _set_styles(word, document)
    _set_properties(word, document)
    _set_page(word, document)
    if document.logo:
        _add_logo(word, document)
    word.add_paragraph(without_turning(document.title), style="Title")
    word.add_paragraph(without_turning(document.organisation), style="Subtitle")
    word.add_paragraph(text.day(document.day))
    for place, block in enumerate(document.blocks):
        _add(word, block)
        if introduces(document.blocks, place):
            word.paragraphs[-1].paragraph_format.keep_with_next = True
    content = io.BytesIO()
    word.save(content)
    return with_fixed_times(content.getvalue())


def _add(word: Any, block: Block) -> None:
    if isinstance(block, Heading):
        word.add_heading(without_turning(block.text), level=block.level)
    elif isinstance(block, Paragraph):
        for part in block.text.split("\n\n"):
            word.add_paragraph(without_turning(part))
    elif isinstance(block, Note):
        word.add_paragraph(without_turning(block.text)).runs[0].font.color.rgb = _MUTED
    elif isinstance(block, Figure):
        _add_figure(word, block)
    else:
        _add_table(word, block)


def _add_figure(word: Any, figure: Figure) -> None:
    picture = word.add_picture(io.BytesIO(chart_bytes(figure.chart, ".png")), width=Mm(_WIDTH_MM))
    described = picture._inline.docPr  # noqa: SLF001 - the library has no way to set an alt text
    described.set("descr", without_turning(figure.chart.alt_text))
    described.set("title", without_turning(figure.chart.title))


def _add_table(word: Any, table: Table) -> None:
    if table.caption:
        caption = word.add_paragraph(without_turning(table.caption), style="Caption")
        caption.paragraph_format.keep_with_next = True
    grid = word.add_table(rows=0, cols=len(table.header), style="Table Grid")
    first_number = len(table.header) - table.numbers
    strong_from = len(table.rows) - table.totals
    grid.autofit = False
    _draw_rules(grid)
    widths_mm, squeezed = _widths_mm(table)
    for column, width_mm in zip(grid.columns, widths_mm, strict=True):
        column.width = Mm(width_mm)  # cells of rows that are added later take it over
    size_pt = _CROWDED_PT if table.is_crowded else _TABLE_PT * max(squeezed, _SMALLEST_SHARE)
    _add_row(grid, table.header, first_number, size_pt, strong=True)
    _mark_header(grid.rows[0])
    for place, cells in enumerate(table.rows):
        _add_row(grid, cells, first_number, size_pt, strong=place >= strong_from)
    if table.is_short:
        _keep_together(grid)
    _add_gap(word)


def _widths_mm(table: Table) -> tuple[list[float], float]:
    """Return the columns [mm], and which share of the room they need numbers have.

    Numbers are as wide as they need, names of facts narrower than what is said of them.
    """
    texts = len(table.header) - table.numbers
    if table.numbers == 0 and texts == len(_FACTS_MM):
        return list(_FACTS_MM), 1.0
    numbers_mm = [_number_mm(table, place) for place in range(texts, len(table.header))]
    most_mm = _WIDTH_MM * (1 - _LEAST_TEXT_SHARE) if texts else _WIDTH_MM
    squeezed = min(1.0, most_mm / sum(numbers_mm)) if numbers_mm else 1.0
    numbers_mm = [squeezed * one for one in numbers_mm]
    left_mm = _WIDTH_MM - sum(numbers_mm)
    parts = table.widths or (1,) * texts
    return [left_mm * one / sum(parts) for one in parts] + numbers_mm, squeezed


def _keep_together(grid: Any) -> None:
    """Let a short table stand on one page: every row but the last stays with the next."""
    for paragraph in grid._tbl.xpath("./w:tr[position() < last()]//w:pPr"):  # noqa: SLF001
        paragraph.get_or_add_keepNext()


def _add_gap(word: Any) -> None:
    """Put a little room below a table; Word would else join it to a table that follows."""
    gap = word.add_paragraph().paragraph_format
    gap.space_before = gap.space_after = Pt(0)
    gap.line_spacing = Pt(_AFTER_TABLE_PT)


def _number_mm(table: Table, place: int) -> float:
    """Return [mm] room for the longest number of a column, and for the longest word above it."""
    longest = max((len(row[place]) for row in table.rows), default=0)
    heading = max(map(len, table.header[place].split()), default=0)
    return max(longest * _LETTER_MM, heading * _STRONG_LETTER_MM) + _BESIDE_MM


def _add_row(grid: Any, cells: tuple[str, ...], first_number: int, size_pt: float, *, strong: bool) -> None:
    row = grid.add_row()
    _once(row._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001 - the library has no way to say it
    for place, (cell, words) in enumerate(zip(row.cells, cells, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(without_turning(words))
        run.bold, run.font.size = strong, Pt(size_pt)
        if place >= first_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _draw_rules(grid: Any) -> None:
    """Draw thin lines between rows and none between columns, as in the PDF."""
    borders = OxmlElement("w:tblBorders")
    for place in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{place}")
        line.set(qn("w:val"), "single" if place in {"bottom", "insideH"} else "nil")
        line.set(qn("w:sz"), "4")
        line.set(qn("w:color"), _RULE)
        borders.append(line)
    properties = grid._tbl.tblPr  # noqa: SLF001 - the library only knows styles
    after = [one for one in properties if one.tag in {qn(f"w:{name}") for name in _AFTER_BORDERS}]
    after[0].addprevious(borders) if after else properties.append(borders)


def _mark_header(row: Any) -> None:
    """Say that a row is the table's header: it is read out with its cells, and repeated on every page."""
    _once(row._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001
    for cell in row.cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True  # a heading never ends a page
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), _HEADER_FILL)
        cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001


def _once(properties: Any, name: str) -> None:
    properties.append(OxmlElement(name))


def _add_logo(word: Any, document: Document) -> None:
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    picture = paragraph.add_run().add_picture(io.BytesIO(document.logo), height=Mm(_LOGO_MM))
    described = picture._inline.docPr  # noqa: SLF001
    described.set("descr", without_turning(document.logo_words))


def _set_styles(word: Any, document: Document) -> None:
    accent = RGBColor.from_string(document.accent.removeprefix("#").upper())
    for name, size_pt in _SIZES_PT.items():
        style = word.styles[name]
        style.font.name, style.font.size = FONT, Pt(size_pt)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [one for one in fonts.attrib if one.endswith("Theme")]:
            del fonts.attrib[theme]  # a theme's font would go before ours
        for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
        if name not in {"Normal", "Caption", "Subtitle"}:
            style.font.color.rgb = accent
    for name in ("Caption", "Subtitle"):
        word.styles[name].font.color.rgb = _MUTED
        word.styles[name].font.italic = False
    for known in word.styles.element.iter(qn("w:lang")):
        known.set(qn("w:val"), document.language)


def _set_properties(word: Any, document: Document) -> None:
    properties = word.core_properties
    moment = datetime.combine(document.day, _NOON)
    properties.title = without_turning(f"{document.title} – {document.organisation}")[:255]
    properties.subject = without_turning(document.subject)[:255]
    properties.author = without_turning(document.organisation)[:255]
    properties.last_modified_by, properties.comments, properties.keywords = PROGRAM, "", ""
    properties.language = document.language
    properties.created = properties.modified = moment
    package = word.part.package
    thumbnails = [name for name, one in package.rels.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]
    for name in thumbnails:  # the library's own template brings a picture of another document
        package.rels.pop(name)


def _set_page(word: Any, document: Document) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(22)
    if document.draft:
        _write_draft(section.header.paragraphs[0])
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{without_turning(document.origin)} · page ")
    _add_field(foot, "PAGE")
    for run in foot.runs:
        run.font.size, run.font.color.rgb = Pt(8), _MUTED


def _write_draft(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(f"{DRAFT} {DRAFT} {DRAFT}")
    run.bold, run.font.size, run.font.color.rgb = True, Pt(28), _MUTED


def _add_field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)  # noqa: SLF001 - the library has no fields
