"""The years to come with switches: chart, cost curve and table answer at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from carbonsv.gui import theme
from carbonsv.gui.pages.plan.switches import Switches
from carbonsv.gui.pages.plan.year_table import YearTable
from carbonsv.gui.widgets.controls import card, muted
from carbonsv.gui.widgets.figure_view import FigureView
from carbonsv.gui.widgets.scrolling import scrolling
from carbonsv.model import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.app.planning import Plan
    from carbonsv.charts.chart import Chart
    from carbonsv.gui.pages.listing import Surroundings
    from carbonsv.plan.targets import Target
    from carbonsv.plan.trajectory import Outlook

_TRAJECTORY_PX, _CURVE_PX = 330, 300
_TRAJECTORY_MM, _CURVE_MM = 82, 90
_TEXT_MARGIN_PX = 12  # from the edge of a card's contents to where a chart's text begins
_AT_ONCE_MS, _AFTERWARDS_MS = 0, 120  # the cost curve does not keep the years to come waiting


class WhatIf(QWidget):
    """Shows a plan with the projects that are switched on; nothing of the document changes."""

    def __init__(self, surroundings: Surroundings) -> None:
        """Lay the switches out beside what they change."""
        super().__init__()
        self._door = surroundings.door
        self._plan: Plan | None = None
        jobs = surroundings.jobs
        self.trajectory = FigureView(jobs, "plan-trajectory", _TRAJECTORY_PX, _AT_ONCE_MS)
        self.curve = FigureView(jobs, "plan-curve", _CURVE_PX, _AFTERWARDS_MS)
        self.years = YearTable(surroundings.door)
        self.targets = QLabel()
        self.targets.setTextFormat(Qt.TextFormat.PlainText)
        self.targets.setWordWrap(True)
        self.trouble = muted(wrap=True)
        self.switches = Switches()
        self.switches.changed.connect(self.show_plan)
        self.switches.kept.connect(self._keep)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP_PX)
        layout.addWidget(self.switches)
        layout.addWidget(self._results(), 1)

    def _results(self) -> QScrollArea:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP_PX)
        for each in (self.targets, self.trouble):
            each.setContentsMargins(_TEXT_MARGIN_PX, 0, _TEXT_MARGIN_PX, 0)  # below the text of the chart
        layout.addWidget(_card_of(self.trajectory, self.targets, self.trouble))
        layout.addWidget(_card_of(self.curve))
        layout.addWidget(self.years)
        layout.addStretch(1)
        area = scrolling(inside)
        area.setAccessibleName(self.tr("The years to come"))
        return area

    def load(self, plan: Plan) -> None:
        """Show another plan."""
        self._plan = plan
        self.switches.load(plan)
        self.trouble.setText("\n".join(f"{one.sentence} {one.hint}".strip() for one in plan.issues))
        self.trouble.setVisible(bool(plan.issues))
        self.show_plan()

    @Slot()
    def show_plan(self) -> None:
        """Show the plan with the projects that are switched on."""
        from carbonsv.plan.effect import effect_by_year  # noqa: PLC0415 - it loads pandas

        plan = self._plan
        if plan is None:
            return
        active, hold_grid = self.switches.active, self.switches.hold_grid.isChecked()
        look = theme.current().name
        outlook = plan.outlook(active, hold_grid=hold_grid)
        caption = plan.trajectory_caption(hold_grid=hold_grid)
        self.trajectory.show_figure(partial(trajectory_chart, outlook, plan.targets, caption, look))
        self.curve.show_figure(partial(curve_chart, plan, active, look))
        self.years.load(effect_by_year(outlook))
        self.targets.setText("\n".join(plan.target_sentences(outlook)))
        self.targets.setVisible(bool(plan.targets))
        self.switches.show_remarks(self._remarks(plan, active))

    def _remarks(self, plan: Plan, active: frozenset[str]) -> dict[str, str]:
        """Say what each project saves when it is fully at work, after those that are cheaper."""
        said = dict.fromkeys((one.id for one in plan.projects), self.tr("switched off"))
        for row in plan.curve(active).to_dict("records"):
            said[row["id"]] = self._remark(float(row["saved_kg"]), float(row["cost_gbp_per_t"]))
        return said

    def _remark(self, saved_kg: float, cost_gbp_per_t: float) -> str:
        if not saved_kg:
            return self.tr("saves nothing of what is left")
        if saved_kg < 0:
            return self.tr("adds {0} a year").format(text.co2e(-saved_kg))
        if cost_gbp_per_t < 0:
            words = self.tr("saves {0} a year, and {1} a tonne")
            return words.format(text.co2e(saved_kg), text.pounds(-cost_gbp_per_t))
        words = self.tr("saves {0} a year for {1} a tonne")
        return words.format(text.co2e(saved_kg), text.pounds(cost_gbp_per_t))

    @Slot(object)
    def _keep(self, active: frozenset[str]) -> None:
        """Let the document count what is switched on."""
        from carbonsv.app.planning import count_projects  # noqa: PLC0415 - it loads pandas

        self._door.ask(lambda session: count_projects(session, active))


def trajectory_chart(
    outlook: Outlook, targets: Sequence[Target], caption: str, look: str, width_mm: float
) -> Chart:
    """Draw the years to come, in a worker."""
    from carbonsv.charts.theme import theme_of  # noqa: PLC0415 - matplotlib comes after the first paint
    from carbonsv.charts.trajectory import plan_trajectory  # noqa: PLC0415

    return plan_trajectory(outlook, targets, caption, theme_of(look), width_mm, _TRAJECTORY_MM)


def curve_chart(plan: Plan, active: frozenset[str], look: str, width_mm: float) -> Chart:
    """Draw the abatement cost curve, in a worker."""
    from carbonsv.charts.macc import abatement_cost_curve  # noqa: PLC0415 - as above
    from carbonsv.charts.theme import theme_of  # noqa: PLC0415

    return abatement_cost_curve(plan.curve(active), plan.curve_caption(), theme_of(look), width_mm, _CURVE_MM)


def _card_of(*widgets: QWidget) -> QFrame:
    frame, layout = card()
    layout.setContentsMargins(6, 12, 6, 12)
    for each in widgets:
        layout.addWidget(each)
    return frame
