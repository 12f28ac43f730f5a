"""Files without pages to show, the evidence and the slides: what is in them, and the ways to save them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from carbonsv.app.still import still
from carbonsv.gui.pages.reports.status import StatusLine
from carbonsv.gui.pages.reports.written import WrittenLine, ask_file
from carbonsv.gui.widgets.controls import button, heading
from carbonsv.gui.widgets.scrolling import scrolling, stacked

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton

    from carbonsv.app.reporting.making import Made
    from carbonsv.app.still import StillSession
    from carbonsv.errors import CarbonsvError
    from carbonsv.gui.pages.listing import Surroundings
    from carbonsv.gui.pages.reports.kinds import DocumentKind

_NAMES = {".xlsx": "Excel", ".json": "JSON", ".pptx": "PowerPoint"}


class FilesPane(QWidget):
    """Says what is in a file, and saves it."""

    def __init__(
        self, surroundings: Surroundings, kind: DocumentKind, endings: tuple[str, ...], contents: QWidget
    ) -> None:
        """Lay the pane out."""
        super().__init__()
        self._door, self._jobs = surroundings.door, surroundings.jobs
        self._kind = kind
        self.exports = {ending: self._export_button(ending) for ending in reversed(endings)}
        self.status = StatusLine()
        self.line = WrittenLine()
        top = QHBoxLayout()
        top.addWidget(heading(kind.title, 1.2), 1)
        for each in self.exports.values():
            top.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addWidget(self.status)
        layout.addWidget(self.line)
        layout.addWidget(scrolling(stacked((contents,))), 1)

    def _export_button(self, ending: str) -> QPushButton:
        name = _NAMES.get(ending, ending)
        said = self.tr("Save {0} as a {1} file").format(self._kind.title, name)
        return button(self.tr("Save as {0}…").format(name), said, partial(self._ask_where, ending))

    def refresh(self) -> None:
        """Nothing here follows the document: the file is of it as it is when saved."""

    def apply_look(self) -> None:
        """Take the colours of the look."""
        self.status.apply_look()

    def _ask_where(self, ending: str) -> None:
        ask_file(self, self.tr("Save {0}").format(self._kind.title), self._kind.id, (ending,), self.write)

    def write(self, path: Path) -> None:
        """Write the file in a worker."""
        attached = self._door.ask(lambda session: len(session.document.frame("evidence")))
        if attached:  # their content is read from the document by one worker at a time
            label = self.tr("Reading the attached files")
            self._door.do(label, partial(still, with_files=True), partial(self._write, path))
        else:
            self._write(path, self._door.ask(still))

    def _write(self, path: Path, source: StillSession | None) -> None:
        if source is not None:
            label = self.tr("Writing {0}").format(path.name)
            work = partial(_written, source, self._kind.id, path)
            self._jobs.run(f"write:{path}", work, done=self._tell, failed=self._explain, label=label)

    def _tell(self, made: Made) -> None:
        path = made.files[0]
        self.status.hide()
        self.line.say(path, self.tr("{0} was saved in {1}.").format(path.name, path.parent))

    def _explain(self, error: CarbonsvError) -> None:
        self.status.say(f"{error} {error.hint}".strip(), good=False)


def _written(source: StillSession, kind: str, path: Path) -> Made:
    from carbonsv.app.reporting.documents import write  # noqa: PLC0415 - it loads matplotlib

    return write(source, kind, path)
