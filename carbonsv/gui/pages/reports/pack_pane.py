"""The tender pack: everything in one folder, by one button."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from carbonsv.app.still import still
from carbonsv.gui import icons, theme
from carbonsv.gui.pages.reports.contents import pack_contents
from carbonsv.gui.pages.reports.contents_card import contents_card
from carbonsv.gui.pages.reports.progress import Progress
from carbonsv.gui.pages.reports.status import StatusLine
from carbonsv.gui.pages.reports.written import WrittenLine, ask_folder
from carbonsv.gui.widgets.controls import button, card, heading
from carbonsv.gui.widgets.scrolling import scrolling, stacked
from carbonsv.model import text

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.activities.files.watch import Watch
    from carbonsv.app.reporting.making import Made
    from carbonsv.app.still import StillSession
    from carbonsv.errors import CarbonsvError
    from carbonsv.gui.pages.listing import Surroundings
    from carbonsv.gui.pages.reports.kinds import DocumentKind

_KEY = "tender-pack"
_KILOBYTE = 1000


class PackPane(QWidget):
    """Makes the pack in a worker, says how far it is, and lists what was made."""

    def __init__(self, surroundings: Surroundings, kind: DocumentKind) -> None:
        """Lay the pane out."""
        super().__init__()
        self._door, self._jobs = surroundings.door, surroundings.jobs
        self.make_button = button(
            self.tr("Make tender pack…"),
            self.tr("Choose a folder, and write every document into it"),
            self._ask_where,
            style="primary",
        )
        self.progress = Progress()
        self.status = StatusLine()
        self.line = WrittenLine()
        self.files = _file_list(self.tr("Files of the pack"))
        self.list_card, inside = card()
        inside.setContentsMargins(12, 10, 12, 10)
        self.summary = heading("")
        inside.addWidget(self.summary)
        inside.addWidget(self.files, 1)
        self.list_card.hide()
        self.about = scrolling(stacked((contents_card(*pack_contents()),)))
        self._jobs.ended.connect(self._let_go)
        self._lay_out(kind)

    def _lay_out(self, kind: DocumentKind) -> None:
        top = QHBoxLayout()
        top.addWidget(heading(kind.title, 1.2), 1)
        top.addWidget(self.make_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        for each in (self.progress, self.status, self.line):
            layout.addWidget(each)
        layout.addWidget(self.about, 1)
        layout.addWidget(self.list_card, 1)

    def refresh(self) -> None:
        """Nothing here follows the document: the pack is made of it as it is then."""

    def show_icons(self) -> None:
        """Give the button its icon."""
        self.make_button.setIcon(icons.icon("pack", theme.current().on_accent))
        self.status.apply_look()

    def _ask_where(self) -> None:
        ask_folder(self, self.tr("Choose a folder for the tender pack"), self.make)

    def make(self, folder: Path) -> None:
        """Make the pack in a folder."""
        source = self._door.ask(still)
        if source is None:
            return
        watch = self.progress.begin(self.tr("Making the tender pack"))
        self.make_button.setEnabled(False)
        self.status.hide()
        self._jobs.run(_KEY, partial(_made, source, folder, watch), done=self._show, failed=self._explain)

    @Slot(str)
    def _let_go(self, key: str) -> None:
        """Stop the worker where the window closes while it works."""
        if key == _KEY:
            self.progress.stop()

    def _show(self, made: Made) -> None:
        self._end()
        folder = made.files[-1].parent
        self.line.say(folder, self.tr("The tender pack is in {0}.").format(folder))
        self._judge(made)
        self.files.clear()
        sizes = [path.stat().st_size for path in made.files]
        for path, size in zip(made.files, sizes, strict=True):
            self.files.addTopLevelItem(_item(path.relative_to(folder).as_posix(), size))
        self.files.resizeColumnToContents(0)
        said = self.tr("{0} files, {1}").format(text.quantity(len(sizes)), _size(sum(sizes)))
        self.summary.setText(said)
        self.about.hide()
        self.list_card.show()

    def _judge(self, made: Made) -> None:
        count = len(made.failures)
        if not count:
            self.status.say(self.tr("Complete: the Carbon Reduction Plan meets every rule."), good=True)
            return
        rules = self.tr("1 rule") if count == 1 else self.tr("{0} rules").format(count)
        said = self.tr("The Carbon Reduction Plan misses {0}: DRAFT stands on every page of it.").format(
            rules
        )
        self.status.say(said, good=False)

    def _explain(self, error: CarbonsvError) -> None:
        self._end()
        self.status.say(f"{error} {error.hint}".strip(), good=False)

    def _end(self) -> None:
        self.progress.end()
        self.make_button.setEnabled(True)


def _made(source: StillSession, folder: Path, watch: Watch) -> Made:
    from carbonsv.app.reporting.documents import write_pack  # noqa: PLC0415 - it loads matplotlib

    return write_pack(source, folder, watch)


def _file_list(name: str) -> QTreeWidget:
    files = QTreeWidget()
    files.setAccessibleName(name)
    files.setColumnCount(2)
    files.setHeaderHidden(True)
    files.setRootIsDecorated(False)
    files.setUniformRowHeights(True)
    files.setFrameShape(QTreeWidget.Shape.NoFrame)
    return files


def _item(name: str, size_bytes: int) -> QTreeWidgetItem:
    item = QTreeWidgetItem([name, _size(size_bytes)])
    item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item


def _size(size_bytes: int) -> str:
    """Return the size of a file in words."""
    if size_bytes < _KILOBYTE:
        return f"{size_bytes} bytes"
    if size_bytes < _KILOBYTE * _KILOBYTE:
        return f"{size_bytes / _KILOBYTE:,.0f} kB"
    return f"{size_bytes / _KILOBYTE / _KILOBYTE:,.1f} MB"
