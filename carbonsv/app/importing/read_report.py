"""What a file is taken to say, as facts for JSON and as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carbonsv.activities.tables.totals import column_totals, meter_totals, naming_column
from carbonsv.app.commands.output import table_text

if TYPE_CHECKING:
    from carbonsv.activities.tables.totals import Total
    from carbonsv.activities.tables.understanding import Understanding

_MOST_LINES = 12
_ACROSS = ("interval", "month")  # columns that say the same of one time after another


def table_facts(found: Understanding) -> dict[str, Any]:
    """Return everything that one table of a file is taken to say."""
    table, period = found.table, found.period
    naming = naming_column(found)
    return {
        "file": table.path.name,
        "sheet": table.sheet or None,
        "hidden": table.hidden,
        "encoding": table.encoding or None,
        "delimiter": table.delimiter or None,
        "layout": found.layout,
        "header_rows": list(table.headings.rows),
        "header_row": table.headings.rows[-1] if table.headings.rows else None,
        "titles": list(table.titles),
        "columns": [_column(found, place) for place in range(len(found.columns))],
        "data_rows": int(found.data.sum()),
        "period": {"start": str(period[0]), "end": str(period[1])} if period else None,
        "date_order": found.order or None,
        "totals": {
            "by_column": [_total(one) for one in column_totals(found)],
            "by_meter": [_meter_total(one) for one in meter_totals(found)],
            "meter_column": naming.name if naming else None,
        },
        "rows_left_out": [
            {"row": one.row, "kind": one.kind, "why": one.why, "text": one.text} for one in found.left_out
        ],
        "issues": list(found.issues),
    }


def _column(found: Understanding, place: int) -> dict[str, Any]:
    guess = found.columns[place]
    return {
        "name": guess.name,
        "meaning": guess.meaning or None,
        "unit": guess.unit or None,
        "confidence": guess.confidence,
        "sample": list(guess.sample),
    }


def _total(one: Total) -> dict[str, Any]:
    return {
        "column": one.column,
        "meaning": one.meaning,
        "unit": one.unit or None,
        "total": one.value,
        "rows": one.rows,
    }


def _meter_total(one: Total) -> dict[str, Any]:
    facts = {"meter": one.name or None, **_total(one)}
    return facts | ({"channel": one.channel} if one.channel else {})


def report_text(facts: dict[str, Any]) -> str:
    """Return the facts of one table as text for people."""
    lines = [_heading(facts), _where(facts), ""]
    rows = [
        (_names(run), _words(run[0]["meaning"]), run[0]["unit"] or "", _sure(run[0]))
        for run in _runs(facts["columns"])
    ]
    lines += [table_text(("column", "meaning", "unit", "sure"), rows), ""]
    lines += _totals(facts)
    left_out = facts["rows_left_out"]
    lines += [f"left out: row {one['row']}, {one['why']}: {one['text']}" for one in left_out[:_MOST_LINES]]
    if len(left_out) > _MOST_LINES:
        lines.append(f"… and {len(left_out) - _MOST_LINES} more rows left out.")
    return "\n".join(lines).rstrip() + "\n"


def _runs(columns: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Put the columns of half hours, or of months, that follow each other into one line."""
    runs: list[list[dict[str, Any]]] = []
    for column in columns:
        across = column["meaning"] in _ACROSS and runs and runs[-1][-1]["meaning"] == column["meaning"]
        if across:
            runs[-1].append(column)
        else:
            runs.append([column])
    return runs


def _names(run: list[dict[str, Any]]) -> str:
    names = dict.fromkeys(one["name"] or "(no heading)" for one in (run[0], run[-1]))
    return " … ".join(names)


def _heading(facts: dict[str, Any]) -> str:
    sheet = f", sheet “{facts['sheet']}”" if facts["sheet"] else ""
    return f"{facts['file']}{sheet}{' (hidden)' if facts['hidden'] else ''}"


def _where(facts: dict[str, Any]) -> str:
    headings = " and ".join(map(str, facts["header_rows"]))
    written = f"{facts['encoding']}, parted by {facts['delimiter']!r}; " if facts["encoding"] else ""
    place = f"headings in row {headings}" if headings else "no headings"
    period = facts["period"]
    days = f", {period['start']} to {period['end']}" if period else ""
    layout = "" if facts["layout"] == "rows" else f" ({facts['layout']})"
    return f"{written}{place}; {facts['data_rows']:,} data rows{days}{layout}"


def _words(meaning: str | None) -> str:
    return (meaning or "–").replace("_", " ")


def _sure(column: dict[str, Any]) -> str:
    return f"{column['confidence']:.0%}" if column["meaning"] else ""


def _totals(facts: dict[str, Any]) -> list[str]:
    lines = [
        f"total of {one['column']}: {one['total']:,.15g} {one['unit'] or ''}".rstrip()
        for one in facts["totals"]["by_column"][:_MOST_LINES]
    ]
    named = [one for one in facts["totals"]["by_meter"] if one["meter"]]
    shown = named[:_MOST_LINES]
    lines += [f"  {one['meter']}: {one['total']:,.15g} {one['unit'] or ''}".rstrip() for one in shown]
    if len(named) > _MOST_LINES:
        lines.append(f"  … and {len(named) - _MOST_LINES} more.")
    return [*lines, ""] if lines else []
