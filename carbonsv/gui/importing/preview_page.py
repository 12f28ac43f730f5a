"""What a file is taken to say: its lines with the headings marked, its columns or meters, and questions."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from carbonsv.gui.importing.columns_view import ColumnsView
from carbonsv.gui.importing.questions import Questions
from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import muted
from carbonsv.gui.widgets.text_table import TextRow, TextRows, TextTable
from carbonsv.model import text

if TYPE_CHECKING:
    from carbonsv.app.importing.run import DryRun
    from carbonsv.app.importing.seen import Line, SeenMeter, SeenTable
    from carbonsv.gui.door import Door

_MOST_METERS = 2000
_MARKS = {"heading": "heading", "title": "faint", "left-out": "left-out", "data": ""}


class PreviewPage(QWidget):
    """Shows what was understood, and hands every correction on."""

    changed = Signal(object)

    def __init__(self, door: Door) -> None:
        """Lay the page out, without a file."""
        super().__init__()
        self._run: DryRun | None = None
        self.questions = Questions(door)
        self.questions.changed.connect(self.changed)
        self.summary = muted(wrap=True)
        self.sheet = ComboBox()
        self.sheet.setAccessibleName(self.tr("Table"))
        self.sheet.setAccessibleDescription(self.tr("The sheet or table of the file that is shown below"))
        self.sheet.activated.connect(self._show_table)
        self.taken = QCheckBox(self.tr("Import t&his table"))
        self.taken.clicked.connect(self._take_sheet)
        self.lines = TextTable(
            TextRows(), self.tr("First lines of the file"), self.tr("As they stand, with the headings marked")
        )
        self.columns = ColumnsView()
        self.columns.columns.chosen.connect(self._correct)
        self.meters = TextTable(
            TextRows(self._meter_headings(), range(4, 10)),
            self.tr("Meters of the file"),
            self.tr("What there is of each meter, and what is missing"),
        )
        self.notes = TextTable(
            TextRows((self.tr("What was found"),)), self.tr("What was found"), "", wrap=True
        )
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.questions)
        self.sheet_row = QWidget()
        row = QHBoxLayout(self.sheet_row)
        row.setContentsMargins(0, 0, 0, 0)
        label = QLabel(self.tr("&Table"))
        label.setBuddy(self.sheet)
        row.addWidget(label)
        row.addWidget(self.sheet, 1)
        row.addWidget(self.taken)
        row.addStretch(2)
        layout.addWidget(self.sheet_row)
        layout.addWidget(self.summary)
        self.body = QStackedWidget()
        self.tables = QSplitter(Qt.Orientation.Vertical)
        self.tables.setChildrenCollapsible(False)
        self.tables.addWidget(self.lines)
        self.tables.addWidget(self.columns)
        self.tables.setSizes([170, 220])
        readings = QSplitter(Qt.Orientation.Vertical)
        readings.setChildrenCollapsible(False)
        readings.addWidget(self.meters)
        readings.addWidget(self.notes)
        readings.setSizes([240, 150])
        self._readings = readings
        self.body.addWidget(self.tables)
        self.body.addWidget(readings)
        layout.addWidget(self.body, 1)

    def _meter_headings(self) -> tuple[str, ...]:
        return (
            *(self.tr("Meter"), self.tr("Channel"), self.tr("From"), self.tr("To")),
            *(self.tr("Days"), self.tr("Total"), self.tr("Missing days"), self.tr("Missing readings")),
            *(self.tr("Estimated"), self.tr("Clock changes")),
        )

    def show_run(self, run: DryRun) -> None:
        """Show a file as it is understood now."""
        self._run = run
        self.questions.show_run(run)
        if run.tables:
            self.body.setCurrentWidget(self.tables)
            self._list_sheets(run)
            self._show_table()
            return
        self.sheet_row.hide()
        self.body.setCurrentWidget(self._readings)
        self.meters.setVisible(bool(run.meters))
        self.meters.load([_meter_row(one, self) for one in run.meters[:_MOST_METERS]])
        self.notes.load([TextRow((f"{one.sentence} {one.hint}".strip(),)) for one in run.issues])
        self.summary.setText(self._meters_in_words(run))

    def _list_sheets(self, run: DryRun) -> None:
        chosen = max(self.sheet.currentIndex(), 0)
        names = [one.key for one in run.tables]
        if [self.sheet.itemData(at) for at in range(self.sheet.count())] != names:
            self.sheet.clear()
            for one in run.tables:
                self.sheet.addItem(self._sheet_name(one, run), one.key)
            chosen = next((at for at, one in enumerate(run.tables) if one.taken and one.data_rows), 0)
        self.sheet.setCurrentIndex(min(chosen, self.sheet.count() - 1))
        self.sheet_row.setVisible(len(names) > 1)

    def _sheet_name(self, table: SeenTable, run: DryRun) -> str:
        hidden = self.tr(", hidden") if table.hidden else ""
        name = table.sheet
        if sum(one.sheet == table.sheet for one in run.tables) > 1:  # several tables in one sheet
            first = self.tr("row {0}").format(table.header_rows[0] if table.header_rows else 1)
            heading = next((one.name for one in table.columns), "")
            name = ", ".join(filter(None, (name, first, heading)))
        return self.tr("{0} ({1} rows{2})").format(name, f"{table.data_rows:,}", hidden)

    @property
    def table(self) -> SeenTable | None:
        """The table that is shown."""
        tables = self._run.tables if self._run else ()
        return tables[self.sheet.currentIndex()] if tables and self.sheet.currentIndex() >= 0 else None

    @Slot()
    def _show_table(self, *_: object) -> None:
        table = self.table
        if table is None:
            return
        self.taken.setChecked(table.taken)
        self.columns.load(table)
        self.columns.setEnabled(table.taken)
        self._show_lines(table)
        self.summary.setText(self._table_in_words(table))

    def _show_lines(self, table: SeenTable) -> None:
        width = max((len(line.cells) for line in table.lines), default=0)
        named = self.columns.columns.meanings()
        letters = [" · ".join(filter(None, (_letters(at), named.get(at, "")))) for at in range(width)]
        headings = [self.tr("Row"), *letters, self.tr("Left out because")]
        any_left_out = any(line.why for line in table.lines)
        rows = [_line_row(line, width) for line in table.lines]
        self.lines.load(rows, headings if any_left_out else headings[:-1], (0,))
        first = next((at for at, line in enumerate(table.lines) if line.kind == "heading"), 0)
        shown = self.lines.rows.index(max(first - 1, 0), 0)
        top = TextTable.ScrollHint.PositionAtTop
        QTimer.singleShot(0, self.lines, lambda: self.lines.scrollTo(shown, top))  # once it has its size

    def _table_in_words(self, table: SeenTable) -> str:
        said = [
            self.tr("Headings in row {0}.").format(" and ".join(map(str, table.header_rows)))
            if table.header_rows
            else self.tr("No row of headings was found.")
        ]
        said.append(self.tr("{0} rows of data.").format(f"{table.data_rows:,}"))
        if table.period:
            first, last = (day.astype("datetime64[D]").item() for day in table.period)
            said.append(self.tr("From {0} to {1}.").format(text.day(first), text.day(last)))
        if table.left_out_count:
            several = self.tr("{0} rows left out, such as totals.").format(f"{table.left_out_count:,}")
            one = self.tr("1 row left out, such as a total.")
            said.append(one if table.left_out_count == 1 else several)
        if table.remembered:
            said.append(self.tr("Columns as you left them for the last file of this kind."))
        return " ".join(said)

    def _meters_in_words(self, run: DryRun) -> str:
        if not run.meters:
            return ""
        counted = [one for one in run.meters if one.counts]
        others = sorted({one.channel.replace("-", " ") for one in run.meters if not one.counts})
        names = len({one.name for one in counted})
        several = self.tr("Half-hourly readings of {0} meters, added up to a record a month.").format(names)
        alone = self.tr("Half-hourly readings of one meter, added up to a record a month.")
        said = [alone if names == 1 else several]
        if others:
            said.append(self.tr("Not counted: {0}.").format(", ".join(others)))
        new = sum(not one.known for one in counted)
        if new:
            said.append(self.tr("New, and added with it: {0}.").format(new))
        return " ".join(said)

    @Slot()
    def _take_sheet(self) -> None:
        """Import the sheet that is shown, or leave it out."""
        table = self.table
        if self._run is None or table is None:
            return
        choices = self._run.choices
        taken = {**choices.source.taken, table.key: self.taken.isChecked()}
        self.changed.emit(replace(choices, source=replace(choices.source, taken=taken)))

    @Slot(str, str, str)
    def _correct(self, heading: str, what: str, value: str) -> None:
        """Take another meaning or unit for a column of the table that is shown."""
        from carbonsv.activities.tables.source_mapping import SourceMapping  # noqa: PLC0415 - loaded with the session

        table = self.table
        if self._run is None or table is None:
            return
        choices = self._run.choices
        before = choices.source.said.get(table.key) or SourceMapping()
        columns, units = dict(before.columns), dict(before.units)
        (columns if what == "meaning" else units)[heading] = value
        said = {**choices.source.said, table.key: replace(before, columns=columns, units=units)}
        self.changed.emit(replace(choices, source=replace(choices.source, said=said)))


def _line_row(line: Line, width: int) -> TextRow:
    cells = (str(line.row or ""), *line.cells, *[""] * (width - len(line.cells)))
    return TextRow((*cells, line.why) if line.why else cells, _MARKS[line.kind], line.why)


def _letters(place: int) -> str:
    from carbonsv.app.importing.source import letters  # noqa: PLC0415 - loaded with the session

    return letters(place)


def _meter_row(one: SeenMeter, page: PreviewPage) -> TextRow:
    from carbonsv.gui.models.records import shown_text  # noqa: PLC0415 - loaded with the tables

    channel = one.channel.replace("-", " ")
    cells = (
        one.name if one.known else page.tr("{0} (new)").format(one.name),
        channel if one.counts else page.tr("{0}, not counted").format(channel),
        shown_text(one.first),
        shown_text(one.last),
        f"{one.days:,}",
        f"{text.quantity(one.total)} {one.unit}",
        f"{one.missing_days:,}",
        f"{one.missing_readings:,}",
        text.share(one.estimated_share),
        f"{one.clock_days:,}",
    )
    return TextRow(cells, "" if one.counts else "faint")
