"""The evidence workbook: every record, factor and line, with totals by formulas that give our own numbers."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

import xlsxwriter

from carbonsv.activities.files.watch import Watch
from carbonsv.errors import CarbonsvError
from carbonsv.model import tables, text
from carbonsv.model.classification import category_label
from carbonsv.reports.basis import PROGRAM
from carbonsv.reports.evidence_rows import (
    ACTIVITY,
    FACTOR_VALUE,
    FACTORS,
    FILE_HEADER,
    LINE_HEADER,
    file_rows,
    line_rows,
    table_rows,
)
from carbonsv.reports.many_rows import with_rows
from carbonsv.reports.sheet import MOST_ROWS, Formula, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from carbonsv.reports.evidence import Evidence

FORMAT = "carbonsv-evidence-2"
LINES, COVERED, TOTALS = "emission lines", "market-based", "totals"
ISSUES, HISTORY, ABOUT, FILES = "issues", "history", "about", "files"
_TELL_EVERY = 2_000  # rows
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class TooManyLinesError(CarbonsvError):
    """A workbook cannot hold so many lines."""

    def __init__(self, lines: int) -> None:
        """Say how many there are."""
        super().__init__(
            f"{text.quantity(lines)} lines do not fit on a sheet of {text.quantity(MOST_ROWS)} rows.",
            "Export the evidence as JSON.",
        )


def xlsx_bytes(evidence: Evidence, watch: Watch | None = None) -> bytes:
    """Return the evidence workbook; the same evidence always gives the same bytes.

    Args:
        evidence: what is in it.
        watch: whom to tell how far it is, and whom to ask whether to stop.

    Raises:
        StoppedError: the user stopped it.
        TooManyLinesError: a sheet cannot hold the lines.
    """
    longest = max(map(len, (evidence.lines, evidence.activities, *evidence.tables.values())))
    if longest + 1 > MOST_ROWS:
        raise TooManyLinesError(longest)
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as workbook:
        _set_properties(workbook, evidence)
        formats = _formats(workbook)
        _write_header(workbook, ACTIVITY, formats)
        factors = _write_factors(
            Sheet(workbook, FACTORS, formats, [50, 20, 50, 14, 12, 14, 14, 60]), evidence
        )
        Sheet(workbook, LINES, formats, [14] * 14).header(LINE_HEADER)
        _write_covered(Sheet(workbook, COVERED, formats, [14] * 7), evidence, factors)
        _write_totals(Sheet(workbook, TOTALS, formats, [48, 22, 16, 16]), evidence)
        _write_issues(Sheet(workbook, ISSUES, formats, [14, 24, 10, 60, 60]), evidence)
        _write_history(Sheet(workbook, HISTORY, formats, [9, 22, 20, 50, 60]), evidence)
        _write_about(Sheet(workbook, ABOUT, formats, [26, 60]), evidence)
        for name in evidence.tables:
            _write_header(workbook, name, formats)
        if evidence.files:
            Sheet(workbook, FILES, formats, [14, 9, 60]).header(FILE_HEADER)
    rows = _long_sheets(evidence, factors, formats["date"].xf_index)
    whole = len(evidence.lines) + len(evidence.activities) + sum(map(len, evidence.tables.values()))
    counted = _Counted(watch or Watch(), max(whole, 1))
    return with_rows(content.getvalue(), {sheet: counted.each(one) for sheet, one in rows.items()})


class _Counted:
    """Counts the rows of all sheets as they are written, and tells how far that is."""

    def __init__(self, watch: Watch, whole: int) -> None:
        self._watch, self._whole, self._done = watch, whole, 0

    def each(self, rows: Iterator[str]) -> Iterator[str]:
        """Yield the rows."""
        for row in rows:
            if self._done % _TELL_EVERY == 0:
                self._watch.reached(self._done / self._whole)
            self._done += 1
            yield row


def _write_header(workbook: Any, name: str, formats: dict[str, Any]) -> None:
    """Begin the sheet of a table with its column names; its rows are put in afterwards."""
    names = [column.name for column in tables.table(name).columns]
    Sheet(workbook, name, formats, [14] * len(names)).header(names)


def _long_sheets(evidence: Evidence, factors: dict[str, int], day_style: int) -> dict[int, Iterator[str]]:
    """Return the rows of the sheets of many rows, by number of the sheet."""
    frames = {ACTIVITY: evidence.activities, **evidence.tables}
    sheets = [ACTIVITY, FACTORS, LINES, COVERED, TOTALS, ISSUES, HISTORY, ABOUT, *evidence.tables, FILES]
    rows = {sheets.index(name) + 1: table_rows(name, frame, day_style) for name, frame in frames.items()}
    rows[sheets.index(LINES) + 1] = line_rows(evidence, factors)
    return {**rows, sheets.index(FILES) + 1: file_rows(evidence.files)}


def _write_factors(sheet: Sheet, evidence: Evidence) -> dict[str, int]:
    sheet.header(
        ["factor_id", "pack", "title", "source_cell", "per unit", "co2e_kg", "biogenic_co2_kg", "source"]
    )
    rows: dict[str, int] = {}
    for one in evidence.factors:
        rows[one.factor_id] = sheet.next_row
        biogenic = one.co2_kg if one.is_biogenic else None
        cells = (one.factor_id, one.pack_id, one.title, one.source_cell, one.uom, one.co2e_kg, biogenic)
        sheet.row((*cells, evidence.source(one)))
    return rows


def _write_covered(sheet: Sheet, evidence: Evidence, factors: dict[str, int]) -> None:
    """Write what contractual instruments or a residual mix change; added to the market-based totals."""
    sheet.header(("site", "activity", "month", "factor_id", "used_kwh", "co2e_kg_per_kwh", "added_kg"))
    for values in _rows(evidence.covered):
        *labels, used_kwh, rate, added_kg = values
        row, factor = sheet.next_row, factors[str(labels[3])]
        formula = Formula(f"=E{row}*(F{row}-'{FACTORS}'!{FACTOR_VALUE}{factor})", added_kg)
        sheet.row((*labels, used_kwh, rate, formula))


def _write_totals(sheet: Sheet, evidence: Evidence) -> None:
    """Write each total as a formula over the lines, with the text the program shows for it."""
    sheet.header(("total", "kg CO2e", "t CO2e", "as shown, t CO2e"))
    inventory = evidence.inventory
    covered = f"+SUM('{COVERED}'!G:G)"
    scope_2 = "+".join(_sum("2", method=one) for one in ("location", "both"))
    market = "+".join(_sum("2", method=one) for one in ("market", "both")) + covered
    _total(sheet, "Scope 1", f"={_sum('1')}", inventory.scope1_kg)
    _total(sheet, "Scope 2, location-based", f"={scope_2}", inventory.scope2_location_kg)
    _total(sheet, "Scope 2, market-based", f"={market}", inventory.scope2_market_kg)
    _total(sheet, "Scope 3", f"={_sum('3')}", inventory.scope3_kg)
    _total(sheet, "Total, location-based", "=B2+B3+B5", inventory.total_location_kg)
    _total(sheet, "Total, market-based", "=B2+B4+B5", inventory.total_market_kg)
    outside = f"=SUM('{LINES}'!N:N)"
    _total(sheet, "Outside of scopes: biogenic CO2", outside, inventory.biogenic_co2_kg)
    for row in inventory.by_category().to_dict("records"):
        if row["scope"] == "3" and row["category"] == row["category"]:
            number = int(row["category"])
            _total(sheet, category_label("3", number), f"={_sum('3', number)}", row["co2e_kg"])


def _total(sheet: Sheet, name: str, formula: str, co2e_kg: float) -> None:
    row = sheet.next_row
    tonnes = Formula(f"=B{row}/1000", co2e_kg / text.KG_PER_TONNE)
    sheet.row((name, Formula(formula, co2e_kg), tonnes, text.tonnes(co2e_kg)), "amount")


def _sum(scope: str, category: int | None = None, method: str = "") -> str:
    """Return the sum of the lines of a scope, of one category of it, or by one method."""
    conditions = [f"'{LINES}'!E:E,\"{scope}\""]
    conditions += [f"'{LINES}'!F:F,{category}"] if category else []
    conditions += [f"'{LINES}'!G:G,\"{method}\""] if method else []
    return f"SUMIFS('{LINES}'!M:M,{','.join(conditions)})"


def _write_issues(sheet: Sheet, evidence: Evidence) -> None:
    sheet.header(("record", "code", "severity", "sentence", "what to do"))
    for one in evidence.inventory.issues:
        sheet.row((one.record, one.code, one.severity, one.sentence, one.hint))


def _write_history(sheet: Sheet, evidence: Evidence) -> None:
    sheet.header(("number", "time (UTC)", "author", "change", "hash"))
    for one in evidence.history:
        sheet.row((one.number, one.time, one.author, one.label, one.hash))


def _write_about(sheet: Sheet, evidence: Evidence) -> None:
    inventory = evidence.inventory
    sheet.header(("what", "value"))
    rows = (
        ("Organisation", evidence.basis.name),
        ("Reporting year", f"{inventory.label}: {text.period(inventory.start, inventory.end)}"),
        ("Made on", datetime.combine(evidence.basis.day, time())),
        ("Made with", PROGRAM),
        ("Document head hash", evidence.basis.head_hash),
        ("Factor year", inventory.policy.factor_year),
        ("Flights", f"{inventory.policy.radiative_forcing} radiative forcing"),
        (
            "How to read it",
            "Every line is the record's quantity x share x conversion x factor; totals add lines.",
        ),
        ("To import it again", "carbonsv import FILE evidence.xlsx reads the document's own tables."),
        ("Left out", "; ".join(evidence.left_out) or "nothing"),
        ("Format", FORMAT),
    )
    for row in rows:
        sheet.row(row)


def _rows(frame: pd.DataFrame) -> Any:
    """Return the rows of a table as tuples of plain values."""
    return zip(*(frame[name].astype("object").tolist() for name in frame), strict=True)


def _formats(workbook: Any) -> dict[str, Any]:
    return {
        "header": workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        "date": workbook.add_format({"num_format": "yyyy-mm-dd"}),
        "amount": workbook.add_format({"num_format": "#,##0.00"}),
    }


def _set_properties(workbook: Any, evidence: Evidence) -> None:
    moment = datetime.combine(evidence.basis.day, time(12))
    title = f"Evidence of {evidence.basis.name}, {evidence.inventory.label}"
    workbook.set_properties({"title": title[:255], "author": PROGRAM, "created": moment})
