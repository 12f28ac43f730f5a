"""Factors: the official ones with their sources, the user's own, and importing an official workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QTabWidget, QVBoxLayout, QWidget

from carbonsv.gui import icons, theme
from carbonsv.gui.pages.factor_finder import FactorFinder
from carbonsv.gui.pages.freshness import Freshness
from carbonsv.gui.pages.record_card import RecordCard, RecordCardText
from carbonsv.gui.widgets.controls import PageHeader, button
from carbonsv.gui.widgets.explain_dialog import ExplainDialog

if TYPE_CHECKING:
    from carbonsv.app.packs import PackImport
    from carbonsv.gui.pages.listing import PageEntry, Surroundings
    from carbonsv.gui.widgets.record_table import RecordTable

_FILTER = "Excel (*.xlsx *.xls)"


class FactorsPage(QWidget):
    """Where every factor comes from. It decides nothing: it asks, waits and shows."""

    imported = Signal(object)

    def __init__(self, surroundings: Surroundings, entry: PageEntry) -> None:
        """Lay the page out as two tabs."""
        super().__init__()
        self._door = surroundings.door
        self.import_button = button(
            self.tr("Import workbook…"),
            self.tr("Read an official workbook of conversion factors from this computer"),
            self._ask_for_workbook,
        )
        self.add_button = button(
            self.tr("Add factor"), self.tr("Add a factor of your own"), self._add, style="primary"
        )
        self.finder = FactorFinder(surroundings)
        self.own = RecordCard(self._door, self._own_words())
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("Parts of the factors page"))
        self.tabs.addTab(self.finder, self.tr("All factors"))
        self.tabs.addTab(self.own, self.tr("Own factors"))
        self.tabs.currentChanged.connect(self._show_button)
        layout = QVBoxLayout(self)
        margin = theme.PAGE_MARGIN_PX
        layout.setContentsMargins(margin, 20, margin, 16)
        layout.setSpacing(theme.GAP_PX)
        layout.addWidget(PageHeader(entry.title, entry.purpose, (self.import_button, self.add_button)))
        layout.addWidget(self.tabs, 1)
        self._show_button()
        self._fresh = Freshness(self, surroundings.door.changed, self.refresh)

    def _own_words(self) -> RecordCardText:
        purpose = self.tr(
            "An own factor becomes an activity of its own as soon as name, unit, factor, source, year and "
            "licence are filled in. Use one where your supplier publishes a better figure than the official."
        )
        empty = self.tr("Choose Add factor, and type what it is for, its unit and where it was published.")
        title = self.tr("Own factors")
        return RecordCardText(
            "own_factor", title, title, self.tr("Add factor"), empty, self.tr("Filter own factors"), purpose
        )

    @property
    def table(self) -> RecordTable:
        """The table that the Edit menu works on."""
        return self.own.table if self.tabs.currentWidget() is self.own else self.finder.table

    @Slot()
    def refresh(self) -> None:
        """Show the factors as the session has them now."""
        self.finder.refresh()
        self.own.refresh()

    def show_icons(self) -> None:
        """Give the buttons their icons."""
        self.add_button.setIcon(icons.icon("add", theme.current().on_accent))
        self.import_button.setIcon(icons.icon("open"))
        self.own.show_icons()

    def _add(self) -> None:
        self.own.table.add()

    @Slot()
    def _show_button(self) -> None:
        self.add_button.setVisible(self.tabs.currentWidget() is self.own)

    def _ask_for_workbook(self) -> None:
        dialog = QFileDialog(self, self.tr("Import an official workbook"), "", _FILTER)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.import_workbook(Path(chosen)))
        dialog.open()

    def import_workbook(self, path: Path) -> None:
        """Read an official workbook in a worker, and say what was read and what changed."""
        from carbonsv.app.packs import take_up_workbook  # noqa: PLC0415 - it loads pandas

        label = self.tr("Reading the workbook")
        self._door.do(label, lambda session: take_up_workbook(session, path), self._tell)

    def _tell(self, outcome: PackImport) -> None:
        pack = outcome.pack
        read = self.tr("{0} factors were read from {1} rows of the sheet {2}, edition {3}.").format(
            f"{len(pack.factors):,}", f"{pack.rows_read:,}", pack.sheet, pack.edition
        )
        notes = [f"{issue.sentence} {issue.hint}".strip() for issue in outcome.issues]
        text = "\n\n".join([read, outcome.summary, *notes])
        dialog = ExplainDialog(pack.title, text, self)
        dialog.setWindowTitle(self.tr("Workbook imported"))
        dialog.open()
        self.imported.emit(dialog)
