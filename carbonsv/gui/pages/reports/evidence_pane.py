"""The evidence: what is in the workbook, and the ways to save it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from carbonsv.app.still import still
from carbonsv.gui.pages.reports.status import StatusLine
from carbonsv.gui.pages.reports.written import WrittenLine, ask_file
from carbonsv.gui.widgets.controls import button, card, heading, muted

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QPushButton

    from carbonsv.app.reporting import Made
    from carbonsv.app.still import StillSession
    from carbonsv.errors import CarbonsvError
    from carbonsv.gui.pages.listing import Surroundings
    from carbonsv.gui.pages.reports.kinds import DocumentKind

_NAMES = {".xlsx": "Excel", ".json": "JSON"}


class EvidencePane(QWidget):
    """Says what an auditor finds in the evidence."""

    def __init__(self, surroundings: Surroundings, kind: DocumentKind, endings: tuple[str, ...]) -> None:
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
        layout.addWidget(self._about_card())
        layout.addStretch(1)

    def _export_button(self, ending: str) -> QPushButton:
        name = _NAMES.get(ending, ending)
        said = self.tr("Save the evidence as a {0} file").format(name)
        return button(self.tr("Save as {0}…").format(name), said, partial(self._ask_where, ending))

    def _about_card(self) -> QWidget:
        frame, layout = card()
        layout.addWidget(heading(self.tr("What is in it")))
        for name, what in self._sheets():
            line = QLabel(self.tr("{0}: {1}").format(name, what))
            line.setWordWrap(True)
            layout.addWidget(line)
        layout.addWidget(
            muted(
                self.tr(
                    "The formulas give exactly the numbers that the program shows. The workbook can be "
                    "imported again; the JSON file holds the same for other programs."
                ),
                wrap=True,
            )
        )
        return frame

    def _sheets(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Records"), self.tr("every bill, journey, weight and purchase, as entered")),
            (self.tr("Factors"), self.tr("each emission factor with its publication, sheet and cell")),
            (self.tr("Emission lines"), self.tr("quantity times factor, as live formulas")),
            (self.tr("Totals"), self.tr("scopes and categories, added up by live formulas")),
            (self.tr("Issues"), self.tr("what was found to be missing or odd")),
            (self.tr("History"), self.tr("every change of the document, with its fingerprint")),
        )

    def refresh(self) -> None:
        """Nothing here follows the document: the evidence is of it as it is when saved."""

    def apply_look(self) -> None:
        """Take the colours of the look."""
        self.status.apply_look()

    def _ask_where(self, ending: str) -> None:
        ask_file(self, self.tr("Save the evidence"), self._kind.id, (ending,), self.write)

    def write(self, path: Path) -> None:
        """Write the evidence in a worker."""
        source = self._door.ask(still)
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
    from carbonsv.app.documents import write  # noqa: PLC0415 - it loads matplotlib

    return write(source, kind, path)
