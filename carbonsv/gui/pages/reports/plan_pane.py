"""The Carbon Reduction Plan: beside its pages the rules it is checked against, and the way to meet them."""

from __future__ import annotations

import csv
from functools import cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from carbonsv.app.still import state_of
from carbonsv.gui.pages.reports.document_pane import DocumentPane
from carbonsv.gui.pages.reports.later import Later
from carbonsv.gui.pages.reports.plan_table import PlanTable
from carbonsv.gui.pages.reports.rules_view import RulesView
from carbonsv.gui.pages.reports.tables import plan_tables
from carbonsv.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from carbonsv.app.still import StillSession
    from carbonsv.gui.pages.listing import Surroundings
    from carbonsv.gui.pages.record_card import RecordCardText
    from carbonsv.gui.pages.reports.kinds import DocumentKind
    from carbonsv.gui.widgets.record_table import RecordTable
    from carbonsv.reports.lint.rules import Verdict

_RULES_THAT_MAKE_A_DRAFT = "ppn006"


class PlanPane(DocumentPane):
    """Says plainly whether the plan is a draft, and leads from every open rule to what is missing."""

    page_asked = Signal(str)

    def __init__(self, surroundings: Surroundings, kind: DocumentKind, endings: tuple[str, ...]) -> None:
        """Add the rules and the tables of the plan."""
        super().__init__(surroundings, kind, endings)
        self._judged: tuple[str, int] | None = None
        self.rules = RulesView()
        self.rules.fix_asked.connect(self.fix)
        self.tabs.insertTab(0, self.rules, self.tr("Rules"))
        self.cards: dict[str, Later[PlanTable]] = {}
        for words in plan_tables():
            self.cards[words.table] = Later(partial(self._make_table, words))
            self.tabs.addTab(self.cards[words.table], words.tab)
        self.tabs.setCurrentWidget(self.rules)

    @property
    def table(self) -> RecordTable | None:
        """The table that the Edit menu works on: that of the tab in front."""
        front = self.tabs.currentWidget()
        shown = next((each.content() for each in self.cards.values() if each is front), None)
        return shown.table if shown else None

    def _make_table(self, words: RecordCardText) -> PlanTable:
        table = PlanTable(self._door, words)
        table.refresh()
        table.show_icons()
        return table

    def refresh(self) -> None:
        """Show the plan, its tables and the rules as they are now."""
        super().refresh()
        for each in self.cards.values():
            if each.made is not None:
                each.made.refresh()
        self._check_rules()

    def _check_rules(self) -> None:
        """Let a worker check the rules, unless it did for the document as it is."""
        source = None if self._is_of_now(self._judged) else self._still()
        if source is not None:
            judge = partial(self._judge, self._door.ask(state_of))
            self._jobs.run("report-rules", partial(_verdicts, source), done=judge, failed=self._explain)

    def fix(self, rule: str) -> None:
        """Lead to where a rule can be met."""
        place, name = fix_places().get(rule, ("questions", ""))
        if place == "page":
            self.page_asked.emit(name)
        elif place == "table":
            self.tabs.setCurrentWidget(self.cards[name])
            table = self.cards[name].content().table
            if not len(table.records.records):
                table.add()
        elif self.questions is not None:
            self.tabs.setCurrentWidget(self.questions)
            self.questions.content().lead_to(name)

    def show_icons(self) -> None:
        """Give the tables their icons."""
        for each in self.cards.values():
            if each.made is not None:
                each.made.show_icons()

    def _judge(self, state: tuple[str, int] | None, verdicts: Mapping[str, Sequence[Verdict]]) -> None:
        self._judged = state
        self.rules.show_verdicts(verdicts)
        unmet = sum(one.outcome == "fail" for one in verdicts[_RULES_THAT_MAKE_A_DRAFT])
        self.tabs.setTabText(0, self.tr("Rules ({0})").format(unmet) if unmet else self.tr("Rules"))
        self.status.say(self._said(unmet), good=not unmet)

    def _said(self, unmet: int) -> str:
        if not unmet:
            return self.tr("Every rule of PPN 006 that applies is met: the plan can be handed in.")
        rules = self.tr("it misses 1 rule") if unmet == 1 else self.tr("it misses {0} rules").format(unmet)
        return self.tr(
            "This plan is a draft: {0} of PPN 006, so DRAFT stands on every page. "
            "Each says below how to meet it."
        ).format(rules)


@cache
def fix_places() -> dict[str, tuple[str, str]]:
    """Return where each rule is met, by rule: questions, table or page, and which of them."""
    with (RESOURCES / "rules" / "fix_places.csv").open(encoding="utf-8", newline="") as file:
        return {row["rule"]: (row["place"], row["name"]) for row in csv.DictReader(file, strict=True)}


def _verdicts(source: StillSession) -> dict[str, tuple[Verdict, ...]]:
    from carbonsv.app.reporting.documents import verdicts  # noqa: PLC0415 - it loads matplotlib

    return verdicts(source)
