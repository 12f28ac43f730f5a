"""Which reporting year's records a table shows: that of the strip, another one, or all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from carbonsv.gui.widgets.choosers import ComboBox

if TYPE_CHECKING:
    from collections.abc import Sequence

ALL_YEARS = ""


class YearFilter(ComboBox):
    """A list of the reporting years; until one is chosen it follows the year of the strip."""

    changed = Signal()

    def __init__(self) -> None:
        """Show no years yet."""
        super().__init__()
        self._own_choice: str | None = None
        self.setAccessibleName(self.tr("Records of which year"))
        self.setAccessibleDescription(self.tr("Show the records of one reporting year, or of all"))
        self.activated.connect(self._choose)

    @property
    def year_id(self) -> str:
        """The year whose records are wanted; blank for all."""
        return str(self.currentData() or ALL_YEARS)

    def offer(self, years: Sequence[tuple[str, str]], strip_year: str) -> None:
        """List the years, id and label, and keep what was chosen while there is such a year."""
        wanted = strip_year if self._own_choice is None else self._own_choice
        self.clear()
        for year_id, label in years:
            self.addItem(label, year_id)
        self.addItem(self.tr("All years"), ALL_YEARS)
        at = self.findData(wanted)
        self.setCurrentIndex(at if at >= 0 else self.count() - 1)

    def choose(self, year_id: str) -> None:
        """Choose a year, or all, as the user would."""
        self.setCurrentIndex(self.findData(year_id))
        self._choose(self.currentIndex())

    @Slot(int)
    def _choose(self, _row: int) -> None:
        self._own_choice = self.year_id
        self.changed.emit()
