"""Activity records from tables that were understood: every data row becomes one, or an issue says why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from carbonsv.activities.columns.calendar_columns import month_columns
from carbonsv.activities.columns.units_of import units_by_row
from carbonsv.activities.files.text_columns import TextColumn, column_of
from carbonsv.activities.files.watch import Watch
from carbonsv.activities.tables.known_words import kind_in_words, kind_of_word, qualities
from carbonsv.activities.tables.mapping import unit_of_heading
from carbonsv.activities.tables.measures import Measure, measures_of
from carbonsv.activities.tables.periods import period_issues, periods_of
from carbonsv.activities.tables.record_texts import joined, texts_of, the_same
from carbonsv.activities.tables.table_issues import no_quantity
from carbonsv.activities.tables.titles import names_in_titles
from carbonsv.activities.tables.totals import naming_column
from carbonsv.errors import shortened
from carbonsv.model import tables
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from carbonsv.activities.tables.record_texts import Texts
    from carbonsv.activities.tables.source_mapping import SourceMapping
    from carbonsv.activities.tables.understanding import Understanding
    from carbonsv.model.tables import Column

# the id of the activity kind that some words mean for quantities of a unit, and a hint where they mean none
FindKind = Callable[[str, str], tuple[str, str]]

_CONTRACT = tables.table("activity")
_WORDS = ("meter_type", "activity", "vehicle_type", "ewc")
_MOST = 20
_MOST_LOOKED_UP = 300  # different words; a ledger has thousands, and they need a person


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """What all measures of a table share: whose rows they are, and which days they cover."""

    names: NDArray[np.intp]
    labels: list[str]
    start: Any
    end: Any
    wanted: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """What all measures of a table are made into records with."""

    mapping: SourceMapping
    find_kind: FindKind
    digest: str
    watch: Watch


def records_of(
    found: Understanding,
    mapping: SourceMapping,
    find_kind: FindKind,
    digest: str = "",
    watch: Watch | None = None,
) -> tuple[pd.DataFrame, list[Issue]]:
    """Return the activity records of a table.

    Args:
        found: what the table is taken to say.
        mapping: what the user has said about it.
        find_kind: finds the activity kind that words mean.
        digest: SHA-256 of the file, kept in the records so that the same file is known again.
        watch: whom to ask whether to stop.

    Returns:
        (m rows) columns as resources/schema/activity.csv, without ids; and what needs attention. Texts that
        repeat are categories.

    Raises:
        StoppedError: the user stopped it.
    """
    asked = _Asked(mapping, find_kind, digest, watch or Watch())
    refusal = _refusal(found)
    if refusal is not None:
        return tables.empty_frame("activity"), [refusal]
    if found.layout == "months-across":
        return _months(found, asked)
    measures, issues = measures_of(found, mapping.units)
    if not measures:
        return tables.empty_frame("activity"), no_quantity(found.table)
    rows, more = _rows(found)
    issues += more
    frames = []
    for measure in measures:
        frame, more = _frame(found, measure, rows, asked)
        frames.append(frame)
        issues += more
        asked.watch.ask()
        issues += period_issues(
            found, rows.names, rows.labels, rows.start, rows.end, measure.values, rows.wanted
        )
    return joined(frames), issues


def _refusal(found: Understanding) -> Issue | None:
    if found.layout.startswith("half-hourly"):
        sentence = f"{_place(found)} holds half-hourly readings, which are imported as meter days."
        return Issue("", "half-hourly", "warning", sentence)
    if unknown := next((one for one in found.issues if one.code == "months-without-year"), None):
        return unknown
    for place, days in found.days.items():
        if days.order == "unknown":
            name = found.columns[place].name
            sentence = (
                f"“{name}” can be read day first or month first; nothing was taken from {_place(found)}."
            )
            hint = "Say --date-order dmy or --date-order mdy."
            return Issue("", "ambiguous-date-order", "error", sentence, hint)
    return None


def _rows(found: Understanding) -> tuple[_Rows, list[Issue]]:
    naming = naming_column(found)
    names, labels = np.zeros(len(found.table), np.intp), [""]
    if naming is not None and naming.meaning in ("meter", "account", "site"):
        column = found.table.columns[naming.place].grouped()
        names = column.codes.astype(np.intp)
        labels = list(column.texts) if naming.meaning == "meter" else [""] * len(column.texts)
    start, end, issues = periods_of(found, names, found.data)
    return _Rows(names, labels, start, end, found.data.copy()), issues


def _frame(
    found: Understanding, measure: Measure, rows: _Rows, asked: _Asked
) -> tuple[pd.DataFrame, list[Issue]]:
    good, issues = _usable(found, measure, rows)
    places = np.flatnonzero(good)
    units = TextColumn(measure.unit_codes[places].astype(np.int32), measure.units).grouped()
    activity, more = _activities(found, measure, places, units, asked)
    numbers = {"quantity": measure.values[places]}
    days = {"start": rows.start[places], "end": rows.end[places]}
    texts = {"unit": texts_of(units), "activity": activity}
    for name, make in _MAKERS.items():
        asked.watch.ask()
        texts[name] = make(found, measure, places, asked)
    return _typed_frame({**texts, **numbers, **days}, len(places)), [*issues, *more]


def _typed_frame(given: Mapping[str, Any], count: int) -> pd.DataFrame:
    """Return a frame of activity records: each column with its dtype, or texts as categories."""
    columns = {column.name: _values(column, given.get(column.name), count) for column in _CONTRACT.columns}
    return pd.DataFrame(columns, copy=False)


def _values(column: Column, given: Any, count: int) -> Any:
    """Return (n,) the values of a column; blanks where none are given."""
    if column.dtype == "str":
        return the_same("", count) if given is None else given
    return np.full(count, np.nan) if given is None else given.astype(column.dtype)


def _usable(found: Understanding, measure: Measure, rows: _Rows) -> tuple[NDArray[np.bool_], list[Issue]]:
    """Return (n,) the rows with a quantity and days in order, and why the others have none."""
    missing = rows.wanted & np.isnan(measure.values)
    dated = ~np.isnat(rows.start) & ~np.isnat(rows.end)
    undated = rows.wanted & ~missing & ~dated
    backward = rows.wanted & ~missing & dated & (rows.end < rows.start)
    issues = _listed(
        found, missing, "missing-quantity", f"there is no quantity in “{measure.name}”", "warning"
    )
    issues += _listed(found, undated, "missing-date", "there is no day that can be read", "error")
    issues += _listed(found, backward, "ends-before-it-starts", "it ends before it starts", "error")
    return rows.wanted & ~missing & dated & ~backward, issues


def _listed(
    found: Understanding, flags: NDArray[np.bool_], code: str, reason: str, severity: Any
) -> list[Issue]:
    rows = np.flatnonzero(flags)
    issues = [
        Issue("", code, severity, f"Row {int(found.table.rows[row])} was not taken: {reason}.")
        for row in rows[:_MOST].tolist()
    ]
    if len(rows) > _MOST:
        issues.append(Issue("", code, severity, f"{len(rows) - _MOST} more rows were not taken: {reason}."))
    return issues


def _activities(
    found: Understanding,
    measure: Measure,
    places: NDArray[np.intp],
    units: TextColumn,
    asked: _Asked,
) -> tuple[Texts, list[Issue]]:
    """Return (k,) the activity kind of each row: said, or by its words, or by those of the table."""
    mapping, find_kind = asked.mapping, asked.find_kind
    if mapping.activity:
        return the_same(mapping.activity, len(places)), []
    words = _row_words(found, places)
    codes, pairs = pd.factorize(words.codes.astype(np.int64) * units.text_count + units.codes)
    distinct = [
        (words.texts[pair // units.text_count], units.texts[pair % units.text_count])
        for pair in pairs.tolist()
    ]
    answers: list[str] = []
    issues: list[Issue] = []
    for place, (word, unit) in enumerate(distinct):
        by_table = kind_in_words(_table_words(found, measure), unit)
        kind, hint = _kind_of(
            word, unit, by_table, mapping, find_kind if place < _MOST_LOOKED_UP else _no_kind
        )
        answers.append(kind or word)
        if not kind:
            issues.append(
                _unknown(found, word, int((codes == place).sum()) if len(issues) < _MOST else 0, hint)
            )
    return texts_of(TextColumn(codes, answers)), _few(issues)


def _kind_of(
    word: str, unit: str, by_table: str, mapping: SourceMapping, find_kind: FindKind
) -> tuple[str, str]:
    if word in mapping.activities:
        return mapping.activities[word], ""
    parts = [words for part in word.split(" / ") for words in (part, unit_of_heading(part)[0])]
    if listed := next((kind for part in parts if (kind := kind_of_word(part, unit))), ""):
        return listed, ""
    kind, hint = find_kind(word, unit) if word else ("", "")
    return kind or by_table, hint


def _no_kind(_words: str, _unit: str) -> tuple[str, str]:
    return "", ""


def _row_words(found: Understanding, places: NDArray[np.intp]) -> TextColumn:
    """Return (k rows) what each says it is: waste and its treatment, a fuel, an expense."""
    main = next((one for name in _WORDS if (one := found.column(name))), None)
    if main is None:
        return TextColumn(np.zeros(len(places), np.int32), [""])
    words = found.table.columns[main.place].taken(places).grouped()
    treatment = found.column("treatment")
    if treatment is None:
        return words
    routes = found.table.columns[treatment.place].taken(places).every()
    pairs = zip(words.every(), routes, strict=True)
    return column_of(f"{word} / {route}" if route else word for word, route in pairs).grouped()


def _table_words(found: Understanding, measure: Measure) -> str:
    naming = found.column("meter")
    heading = naming.name if naming else ""
    return " ".join((measure.name, heading, *found.table.titles, found.table.sheet))


def _unknown(found: Understanding, word: str, count: int, hint: str) -> Issue:
    if not word:
        sentence = f"{_place(found)} does not say what was used; its {count:,} records have no activity."
        return Issue("", "no-activity", "error", sentence, "Say it with --as, such as --as electricity.")
    sentence = f"{count:,} records say “{shortened(word)}”, which is not a known activity."
    return Issue(
        "", "unknown-activity", "warning", sentence, hint or "They are kept; correct them in the table."
    )


def _few(issues: list[Issue]) -> list[Issue]:
    if len(issues) <= _MOST:
        return issues
    sentence = f"{len(issues) - _MOST:,} more words are not known activities."
    return [
        *issues[:_MOST],
        Issue("", "unknown-activity", "warning", sentence, "Say --as, or give a mapping."),
    ]


def _column(found: Understanding, places: NDArray[np.intp], meaning: str) -> TextColumn | None:
    guess = found.column(meaning)
    return found.table.columns[guess.place].taken(places) if guess else None


def _text(found: Understanding, places: NDArray[np.intp], meaning: str) -> Texts:
    column = _column(found, places, meaning)
    return the_same("", len(places)) if column is None else texts_of(column)


def _qualities(found: Understanding, measure: Measure, places: NDArray[np.intp], _asked: _Asked) -> Texts:
    usual = "spend" if measure.is_spend else "invoiced"
    return texts_of(qualities(found, usual).taken(places))


def _sites(found: Understanding, _measure: Measure, places: NDArray[np.intp], asked: _Asked) -> Texts:
    if found.column("site"):
        return _text(found, places, "site")
    site = asked.mapping.site or names_in_titles(found.table.titles).get("site", "")
    return the_same(site, len(places))


def _suppliers(found: Understanding, _measure: Measure, places: NDArray[np.intp], _asked: _Asked) -> Texts:
    return _text(found, places, "supplier")


def _references(found: Understanding, _measure: Measure, places: NDArray[np.intp], _asked: _Asked) -> Texts:
    meter = names_in_titles(found.table.titles).get("meter", "")
    if found.column("meter") is None and meter:
        return the_same(meter, len(places))
    return _text(found, places, "meter" if found.column("meter") else "invoice")


def _notes(found: Understanding, _measure: Measure, places: NDArray[np.intp], _asked: _Asked) -> Texts:
    """Keep the invoice beside the meter, and the note of the file."""
    invoice, note = _column(found, places, "invoice"), _column(found, places, "note")
    if invoice is None or found.column("meter") is None:
        return _text(found, places, "note")
    invoices = invoice.behind("Invoice ")
    if note is None:
        return texts_of(invoices)
    pairs = zip(invoices.every(), note.every(), strict=True)
    return pd.array(["; ".join(filter(None, pair)) for pair in pairs], dtype="str")


def _as_typed(found: Understanding, measure: Measure, places: NDArray[np.intp], _asked: _Asked) -> Texts:
    if measure.place < 0:
        return the_same("", len(places))
    return texts_of(found.table.columns[measure.place].taken(places))


def _sources(found: Understanding, _measure: Measure, places: NDArray[np.intp], asked: _Asked) -> Texts:
    sheet = f", sheet {found.table.sheet}" if found.table.sheet else ""
    digest = f" [sha256 {asked.digest[:16]}]" if asked.digest else ""
    stem = f"{found.table.path.name}{digest}{sheet}, row "
    return pd.array([f"{stem}{row}" for row in found.table.rows[places].tolist()], dtype="str")


_MAKERS: dict[str, Callable[[Understanding, Measure, NDArray[np.intp], _Asked], Texts]] = {
    "quality": _qualities,
    "site": _sites,
    "supplier": _suppliers,
    "reference": _references,
    "note": _notes,
    "typed": _as_typed,
    "source": _sources,
}


def _months(found: Understanding, asked: _Asked) -> tuple[pd.DataFrame, list[Issue]]:
    """Return a record for every row and month with a number."""
    rows, _ = _rows(found)
    texts = found.unit_texts
    frames, issues = [], []
    for place, (first, last) in month_columns(found.table, found.unnamed()).items():
        guess, numbers = found.columns[place], found.numbers[place]
        codes, units = units_by_row(guess, numbers, texts)
        measure = Measure(guess.name, numbers.values, codes, tuple(units), place=place)
        there = found.data & numbers.given
        month = _Rows(rows.names, rows.labels, first, last, there)
        frame, more = _frame(found, measure, month, asked)
        frames.append(frame)
        issues += [issue for issue in more if issue not in issues]
    return joined(frames), issues


def _place(found: Understanding) -> str:
    return f"The sheet “{found.table.sheet}”" if found.table.sheet else found.table.path.name
