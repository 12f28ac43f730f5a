"""Switches of the plan: a box for each project, to see at once what would be with and without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStyle, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.widgets.check_box import CheckBox
from carbonsv.gui.widgets.controls import button, card, heading, muted
from carbonsv.gui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QFontMetrics
    from PySide6.QtWidgets import QLabel

    from carbonsv.app.planning import Plan

WIDTH_PX = 290
_TEXT_PX = 208  # of a box, beside its mark, the edges of the card and a scroll bar


class Switches(QWidget):
    """Shows a box for each project, and how the choice differs from what the document counts."""

    changed = Signal()
    kept = Signal(object)

    def __init__(self) -> None:
        """Lay the card out without projects."""
        super().__init__()
        self.setFixedWidth(WIDTH_PX)
        self.boxes: dict[str, CheckBox] = {}
        self.remarks: dict[str, QLabel] = {}
        self._counted: frozenset[str] = frozenset()
        self._flipped: set[str] = set()
        self.hold_grid = CheckBox(self.tr("Hold the grid factor"))
        self.hold_grid.setAccessibleDescription(
            self.tr("Show the years to come without the path of the grid factor that was entered")
        )
        self.hold_grid.setToolTip(self.hold_grid.accessibleDescription())
        self.hold_grid.toggled.connect(self.changed)
        self.state = muted(wrap=True)
        self.keep = button(
            self.tr("Keep"), self.tr("Let the plan count the projects that are switched on"), self._keep
        )
        self.reset = button(self.tr("Reset"), self.tr("Switch back to what the plan counts"), self._reset)
        self._lay_out()

    def _lay_out(self) -> None:
        frame, layout = card()
        layout.addWidget(heading(self.tr("What if: switch projects"), 1.1))
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 4, 0, 4)
        self._list.setSpacing(2)
        area = scrolling(inside)
        area.setAccessibleName(self.tr("Projects to switch on and off"))
        layout.addWidget(area, 1)
        layout.addWidget(self.hold_grid)
        layout.addWidget(self.state)
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addWidget(self.reset)
        row.addStretch(1)
        layout.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)

    @property
    def active(self) -> frozenset[str]:
        """Ids of the projects that are switched on."""
        return frozenset(one for one, box in self.boxes.items() if box.isChecked())

    @property
    def differs(self) -> bool:
        """Whether other projects are switched on than the plan counts."""
        return bool(self._flipped)

    def load(self, plan: Plan) -> None:
        """Show the projects of a plan; what was switched and is still there stays so."""
        self._counted = plan.active & {one.id for one in plan.projects}
        self._flipped &= {one.id for one in plan.projects}
        self._clear()
        for one in plan.projects:
            self._add(one.id, one.label)
        self._list.addStretch(1)
        self.hold_grid.setVisible(bool(plan.grid))
        self._tell()

    def show_remarks(self, remarks: Mapping[str, str]) -> None:
        """Say below each box what its project does."""
        for one, label in self.remarks.items():
            label.setText(remarks.get(one, ""))

    def _clear(self) -> None:
        self.boxes, self.remarks = {}, {}
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, project: str, label: str) -> None:
        box = CheckBox()
        box.setText(_broken(label, box.fontMetrics(), _TEXT_PX).replace("&", "&&"))
        box.setAccessibleName(label)
        box.setAccessibleDescription(self.tr("Count this project in the charts and the table of this page"))
        box.setToolTip(label)
        box.setChecked((project in self._counted) != (project in self._flipped))
        box.toggled.connect(self._switched)
        remark = muted(wrap=True)
        remark.setIndent(_text_from(box))
        remark.setContentsMargins(0, 0, 0, theme.GAP_PX // 2)
        self.boxes[project], self.remarks[project] = box, remark
        self._list.addWidget(box)
        self._list.addWidget(remark)

    def _switched(self) -> None:
        self._flipped = set(self.active ^ self._counted)
        self._tell()
        self.changed.emit()

    def _keep(self) -> None:
        """Ask for the choice to be kept; from now on nothing differs."""
        active = self.active
        self._counted, self._flipped = active, set()
        self._tell()
        self.kept.emit(active)

    def _reset(self) -> None:
        for project, box in self.boxes.items():
            box.blockSignals(True)  # noqa: FBT003 - one change for all boxes
            box.setChecked(project in self._counted)
            box.blockSignals(False)  # noqa: FBT003
        self._switched()

    def _tell(self) -> None:
        same = self.tr("As the plan counts: {0} of {1} projects.")
        other = self.tr("What if: {0} of {1} projects; the plan counts {2}.")
        sentence = (other if self.differs else same).format(
            len(self.active), len(self.boxes), len(self._counted)
        )
        self.state.setText(sentence)
        self.keep.setEnabled(self.differs)
        self.reset.setEnabled(self.differs)


def _text_from(box: CheckBox) -> int:
    """Return [px] how far from the left the text of a box begins, whatever the style and the scale."""
    style = box.style()
    mark = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, box)
    return mark + style.pixelMetric(QStyle.PixelMetric.PM_CheckBoxLabelSpacing, None, box)


def _broken(text: str, metrics: QFontMetrics, width_px: int) -> str:
    """Return a text in lines that fit; the text of a box does not break by itself."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.horizontalAdvance(longer) <= width_px:
            lines[-1] = longer
        else:
            lines.append(metrics.elidedText(word, Qt.TextElideMode.ElideRight, width_px))
    return "\n".join(lines)
