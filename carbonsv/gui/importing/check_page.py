"""The dry run: what would be added, what to look at by row and column, and what is left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.controls import card, heading, muted
from carbonsv.gui.widgets.text_table import TextRow, TextRows, TextTable
from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from carbonsv.app.importing.run import DryRun
    from carbonsv.app.importing.seen import Problem

_MOST_PROBLEMS = 500
_SHOWN = (
    *("activity_label", "quantity", "unit", "start", "end", "site_name"),
    *("quality", "supplier", "source"),
)
_AMOUNTS = frozenset(("quantity", "litres", "weight", "distance", "nights", "month"))
_MONEY = frozenset(("cost", "cost_net", "cost_gross"))
_NAMED = 5  # new sites that are written out
_QUALITY = "quality"
_ADDED, _PROBLEMS, _LEFT_OUT = range(3)


class CheckPage(QWidget):
    """Shows everything that an import would do, before it does it."""

    changed = Signal(object)

    def __init__(self) -> None:
        """Lay the page out, without a file."""
        super().__init__()
        self._run: DryRun | None = None
        self.title = heading("", 1.25)
        self.title.setWordWrap(True)
        self.summary = muted(wrap=True)
        self.again = self._again_row()
        self.sites = QCheckBox()
        self.sites.setAccessibleDescription(self.tr("Sites that the file names and nobody has entered yet"))
        self.sites.clicked.connect(self._changed)
        self.totals = TextTable(
            TextRows((self.tr("Activity"), self.tr("Total"), self.tr("Unit"), self.tr("Records")), (1, 3)),
            self.tr("Totals of what will be added"),
            self.tr("By activity and unit"),
        )
        self.sample = TextTable(
            TextRows(self._sample_headings(), (1,)),
            self.tr("Records that will be added"),
            self.tr("The first of them, as they will stand in the table"),
        )
        self.problems = TextTable(
            TextRows(
                (
                    self.tr("Row"),
                    self.tr("Column"),
                    self.tr("How bad"),
                    self.tr("What"),
                    self.tr("What to do"),
                ),
                (0,),
            ),
            self.tr("What to look at"),
            self.tr("Every problem of the file, by row and column"),
            wrap=True,
        )
        self.left_out = TextTable(
            TextRows((self.tr("Row"), self.tr("Sheet"), self.tr("Why"), self.tr("What it says")), (0,)),
            self.tr("Rows left out"),
            self.tr("Totals, notes and repeated headings, which are no data"),
        )
        self._lay_out()

    def _sample_headings(self) -> tuple[str, ...]:
        return (
            *(self.tr("Activity"), self.tr("Quantity"), self.tr("Unit"), self.tr("First day")),
            *(self.tr("Last day"), self.tr("Site"), self.tr("Data quality"), self.tr("Supplier")),
            self.tr("Read from"),
        )

    def _again_row(self) -> QFrame:
        frame, inside = card()
        inside.setContentsMargins(14, 10, 14, 10)
        row = QHBoxLayout()
        self.again_words = QLabel()
        self.again_words.setWordWrap(True)
        self.again_words.setTextFormat(Qt.TextFormat.PlainText)
        self.again_choice = ComboBox()
        self.again_choice.setAccessibleName(self.tr("The file was imported before"))
        self.again_choice.setAccessibleDescription(self.tr("What to do with the records that are there"))
        for value, label in (
            ("leave-out", self.tr("Leave this file out")),
            ("replace", self.tr("Replace the earlier records")),
            ("add", self.tr("Add them once more")),
        ):
            self.again_choice.addItem(label, value)
        self.again_choice.activated.connect(self._changed)
        row.addWidget(self.again_words, 1)
        row.addWidget(self.again_choice)
        inside.addLayout(row)
        return frame

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for each in (self.title, self.summary, self.again, self.sites):
            layout.addWidget(each)
        both = QSplitter(Qt.Orientation.Vertical)
        both.setChildrenCollapsible(False)
        both.addWidget(self.totals)
        both.addWidget(self.sample)
        both.setSizes([130, 230])
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("Parts of the check"))
        self.tabs.tabBar().setAccessibleName(self.tr("Parts of the check"))
        for page, name in ((both, ""), (self.problems, ""), (self.left_out, "")):
            self.tabs.addTab(page, name)
        layout.addWidget(self.tabs, 1)

    def show_run(self, run: DryRun) -> None:
        """Show what an import would do."""
        fresh = self._run is None or self._run.name != run.name
        self._run = run
        self.title.setText(self._title(run))
        self.summary.setText(self._summary(run))
        self._show_again(run)
        self._show_sites(run)
        self.totals.load([*map(_total_row, run.totals), *self._file_rows(run)])
        self.sample.load([_sample_row(row) for row in run.sample.to_dict("records")])
        self.problems.load([self._problem_row(one) for one in run.problems[:_MOST_PROBLEMS]])
        left_out = [
            TextRow((str(one.row), table.sheet, one.why, one.text))
            for table in run.tables
            if table.taken
            for one in table.left_out
        ]
        self.left_out.load(left_out)
        self.tabs.setTabText(_ADDED, self.tr("What will be added"))
        self.tabs.setTabText(_PROBLEMS, self.tr("To look at ({0})").format(f"{len(run.issues):,}"))
        self.tabs.setTabText(_LEFT_OUT, self.tr("Rows left out ({0})").format(f"{run.left_out:,}"))
        if fresh:
            self.tabs.setCurrentIndex(_PROBLEMS if run.counts["error"] or not run.records else _ADDED)

    def _title(self, run: DryRun) -> str:
        if run.route == "factors":
            return self.tr("Official conversion factors will be added to the program")
        if run.refused:
            return self.tr("This file cannot be imported")
        if run.unanswered is not None:
            return self._question(run.unanswered)
        if not run.plan.changes:
            return self.tr("Nothing will be added")
        one, several = self.tr("1 record will be added"), self.tr("{0} records will be added")
        added = one if run.records == 1 else several.format(f"{run.records:,}")
        changed = self.tr("{0}, {1} will change").format(added, f"{run.changed_records:,}")
        return changed if run.changed_records else added

    def _question(self, ask: str) -> str:
        """Say what must be answered before anything can be added."""
        return {
            "date-order": self.tr("Go back and choose how dates are written"),
            "kind": self.tr("Go back and choose what this is"),
            "unit": self.tr("Go back and choose the unit"),
        }[ask]

    def _summary(self, run: DryRun) -> str:
        said = [run.refused] if run.refused else []
        if run.period:
            said.append(text.period(*run.period) + ".")
        if run.plan.deleted:
            said.append(self.tr("{0} earlier records are replaced.").format(f"{len(run.plan.deleted):,}"))
        errors, warnings = run.counts["error"], run.counts["warning"]
        if errors:
            said.append(self.tr("1 error.") if errors == 1 else self.tr("{0} errors.").format(f"{errors:,}"))
        if warnings:
            several = self.tr("{0} warnings.").format(f"{warnings:,}")
            said.append(self.tr("1 warning.") if warnings == 1 else several)
        said.append(self.tr("All of it is one change, which Undo takes back."))
        return " ".join(said)

    def _show_again(self, run: DryRun) -> None:
        self.again.setVisible(run.same_file > 0)
        words = self.tr("{0} was imported before: {1} records of the document were read from the same file.")
        self.again_words.setText(words.format(run.name, f"{run.same_file:,}"))
        self.again_choice.setCurrentIndex(max(self.again_choice.findData(run.choices.again), 0))

    def _show_sites(self, run: DryRun) -> None:
        names = ", ".join(run.new_sites[:_NAMED]).replace("&", "&&")
        rest = len(run.new_sites) - _NAMED
        more = self.tr(" and {0} more").format(rest) if rest > 0 else ""
        self.sites.setText(self.tr("&Add the sites that are new: {0}{1}").format(names, more))
        self.sites.setChecked(run.choices.add_sites)
        self.sites.setVisible(bool(run.new_sites))

    def _file_rows(self, run: DryRun) -> list[TextRow]:
        """Return what the columns of the file add up to, beside what its records add up to."""
        meanings = {one.meaning for table in run.tables if table.taken for one in table.totals}
        by_amount = run.route != "ledger" and meanings & _AMOUNTS
        wanted = _AMOUNTS if by_amount else _MONEY
        return [
            TextRow(
                (
                    self.tr("In the file: “{0}”, {1}").format(one.column, table.sheet).removesuffix(", "),
                    text.quantity(one.value),
                    one.unit,
                    self.tr("{0} rows").format(f"{one.rows:,}"),
                ),
                "faint",
            )
            for table in run.tables
            if table.taken
            for one in table.totals
            if one.meaning in wanted
        ]

    def _problem_row(self, one: Problem) -> TextRow:
        words = {"error": self.tr("Error"), "warning": self.tr("Warning"), "notice": self.tr("Note")}
        row = "" if one.row is None else str(one.row)
        mark = "error" if one.severity == "error" else ""
        hint = self._hint(one.code) or one.hint
        return TextRow((row, one.column, words[one.severity], one.sentence, hint), mark)

    def _hint(self, code: str) -> str:
        """Return what to do in the window, where the sentence speaks of the command line."""
        return {
            "ambiguous-date-order": self.tr("Go back and choose how dates are written."),
            "no-activity": self.tr("Go back and choose what this is."),
            "no-unit": self.tr("Go back and choose the unit of the column."),
            "no-quantity-column": self.tr("Go back and choose which column is the quantity, or leave it."),
            "unsure-column": self.tr("Go back and check what it means."),
            "no-headings": self.tr("Go back and choose what each column means."),
            "unknown-activity": self.tr("They are kept; correct them in the table afterwards."),
            "counted-elsewhere": self.tr(
                "Go back and leave these lines out, or see that nothing counts twice."
            ),
            "vat-not-said": self.tr("Where they do, say so on the page before."),
            "vat-included": self.tr("Go back and say how much VAT the amounts include."),
            "file-imported-before": self.tr("Choose above what to do with the earlier records."),
            "half-hourly": self.tr("Go back and choose half-hourly readings."),
        }.get(code, "")

    @Slot()
    def _changed(self, *_: object) -> None:
        if self._run is not None:
            choices = self._run.choices
            self.changed.emit(
                replace(choices, again=self.again_choice.currentData(), add_sites=self.sites.isChecked())
            )


def _total_row(one: object) -> TextRow:
    from carbonsv.app.importing.run import RecordTotal  # noqa: PLC0415 - loaded with the session

    assert isinstance(one, RecordTotal)  # noqa: S101 - a dry run has no others
    return TextRow((one.label, text.quantity(one.quantity), one.unit, f"{one.records:,}"))


def _sample_row(row: Mapping[str, object]) -> TextRow:
    from carbonsv.gui.models.records import shown_text  # noqa: PLC0415 - loaded with the tables

    quality = shown_text(row[_QUALITY]).replace("-", " ").capitalize()
    named = {**row, _QUALITY: quality}
    return TextRow(tuple(shown_text(named[name]) for name in _SHOWN))
