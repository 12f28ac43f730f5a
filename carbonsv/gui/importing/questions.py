"""What is asked about a file: what it holds, for which site and meter, how its dates are written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from carbonsv.gui.widgets.choosers import ComboBox
from carbonsv.gui.widgets.kind_editor import KindEditor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsv.app.importing.choices import FileChoices
    from carbonsv.app.importing.run import DryRun
    from carbonsv.app.session import Session
    from carbonsv.gui.door import Door

OTHER = "other"
_COLUMNS = 2
_WIDEST_PX = 400


@dataclass(frozen=True, slots=True)
class Known:
    """What the document offers to choose from, as id and name."""

    sites: tuple[tuple[str, str], ...]
    meters: tuple[tuple[str, str], ...]
    years: tuple[tuple[str, str], ...]


def known_of(session: Session) -> Known:
    """Return the sites, meters and reporting years of the open document."""
    frames = {name: session.document.frame(name) for name in ("site", "meter", "reporting_year")}
    names = {"site": "name", "meter": "name", "reporting_year": "label"}
    found = {
        name: tuple(zip(frame["id"].astype(str), frame[names[name]].fillna("").astype(str), strict=True))
        for name, frame in frames.items()
    }
    return Known(found["site"], found["meter"], found["reporting_year"])


class Questions(QWidget):
    """Shows only the questions that a file leaves open, and those whose answer was guessed."""

    changed = Signal(object)

    def __init__(self, door: Door) -> None:
        """Make the questions; none is shown yet."""
        super().__init__()
        self._door = door
        self._choices: FileChoices | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self.kind = self._combo(self.tr("&What this is"), self.tr("What the rows of the file are about"))
        self.other = KindEditor(self._find, self)
        self.other.setAccessibleName(self.tr("Activity of all rows"))
        self.other.setMaximumWidth(_WIDEST_PX)
        self.other.chosen.connect(self._take_other)
        self.site = self._combo(self.tr("S&ite"), self.tr("The site of all rows: the file names none"))
        self.meter = self._combo(self.tr("&Meter"), self.tr("The meter of all rows: the file names none"))
        self.order = self._combo(
            self.tr("&Dates are written"), self.tr("Dates of the file can be read either way")
        )
        self.year = self._combo(self.tr("Reporting &year"), self.tr("The year that the survey is about"))
        self.vat = self._combo(self.tr("&VAT in the amounts"), self.tr("The file does not say how much VAT"))
        self.counted = QCheckBox(self.tr("&Leave out lines for what other records count already"))
        self.counted.setAccessibleDescription(self.tr("So that nothing counts twice"))
        self.counted.clicked.connect(self._changed)
        self.later = QCheckBox(self.tr("Ta&ke the new readings where they differ from those of the document"))
        self.later.setAccessibleDescription(
            self.tr("Otherwise the readings that the document has already are kept")
        )
        self.later.clicked.connect(self._changed)
        self._captions = {one: self._caption(one) for one in self._combos()}
        for one in self._combos():
            one.activated.connect(self._changed)

    def _combo(self, caption: str, description: str) -> ComboBox:
        result = ComboBox()
        result.setProperty("caption", caption)
        result.setAccessibleName(caption.replace("&", ""))
        result.setAccessibleDescription(description)
        result.setToolTip(description)
        result.setMaximumWidth(_WIDEST_PX)
        return result

    def _combos(self) -> tuple[ComboBox, ...]:
        return self.kind, self.site, self.meter, self.order, self.year, self.vat

    def _caption(self, combo: ComboBox) -> QLabel:
        label = QLabel(str(combo.property("caption")))
        label.setBuddy(combo)
        return label

    def show_run(self, run: DryRun) -> None:
        """Ask what a file leaves open."""
        self._choices = run.choices
        known = self._door.ask(known_of) or Known((), (), ())
        self._offer_kinds(run)
        self._offer(self.site, (("", self.tr("None in particular")), *known.sites), run.choices.source.site)
        self._offer(
            self.meter, (("", self.tr("None in particular")), *known.meters), run.choices.source.meter
        )
        self._offer_orders(run)
        self._offer(
            self.year, known.years, run.choices.year_id or (known.years[-1][0] if known.years else "")
        )
        self._offer(self.vat, self._rates(), run.choices.vat)
        self.counted.setChecked(run.choices.leave_out_counted)
        self.later.setChecked(run.choices.later_wins)
        self._arrange(self._wanted(run, known))

    def _wanted(self, run: DryRun, known: Known) -> list[QWidget]:
        """Return the questions that this file needs an answer to."""
        tables = [table for table in run.tables if table.taken]
        has = {column.meaning for table in tables for column in table.columns}
        by_rows = run.route in ("records", "ledger")
        codes = {issue.code for issue in run.issues}
        meters = run.plan.frames.get("meter")
        without_site = run.route == "readings" and meters is not None and len(meters) > 0
        if without_site and meters is not None:
            without_site = bool(meters["site"].isna().any() or run.choices.source.site)
        wanted: list[tuple[QWidget, bool]] = [
            (self.kind, run.route != "own"),
            (self.order, any(table.order_asked for table in tables) or bool(run.choices.source.date_order)),
            (self.site, bool(known.sites) and ((by_rows and "site" not in has) or without_site)),
            (self.meter, bool(known.meters) and run.route == "records" and "meter" not in has),
            (self.year, run.route == "survey" and len(known.years) > 1),
            (self.vat, "vat-included" in codes or bool(run.choices.vat)),
            (self.counted, "counted-elsewhere" in codes or run.choices.leave_out_counted),
            (self.later, run.route == "readings" and ("readings" in run.asks or run.choices.later_wins)),
        ]
        return [widget for widget, is_wanted in wanted if is_wanted]

    def _arrange(self, wanted: Sequence[QWidget]) -> None:
        """Put the questions in two columns, in the order of the keys."""
        for each in (*self._captions.values(), *self._combos(), self.later, self.counted, self.other):
            self._grid.removeWidget(each)
            each.setParent(self)
            each.hide()
        for place, widget in enumerate(wanted):
            row, column = divmod(place, _COLUMNS)
            if isinstance(widget, ComboBox):
                self._grid.addWidget(self._captions[widget], row, 2 * column)
                self._captions[widget].show()
            self._grid.addWidget(widget, row, 2 * column + 1)
            widget.show()
        if self.kind.currentData() == OTHER:
            self._grid.addWidget(self.other, (len(wanted) - 1) // _COLUMNS + 1, 1)
            self.other.show()
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        for before, after in pairwise(wanted):
            QWidget.setTabOrder(before, after)

    def _offer(self, combo: ComboBox, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        combo.blockSignals(True)  # noqa: FBT003
        combo.clear()
        for value, label in choices:
            combo.addItem(label, value)
        combo.setCurrentIndex(max(combo.findData(chosen), 0))
        combo.blockSignals(False)  # noqa: FBT003

    def _offer_kinds(self, run: DryRun) -> None:
        from carbonsv.app.importing.choices import kinds_of_data  # noqa: PLC0415 - loaded with the session

        kinds = [(_key(one.route, one.kind), one.words) for one in kinds_of_data()]
        said = _key(
            run.choices.route or ("records" if run.choices.source.kind else ""), run.choices.source.kind
        )
        known = {key for key, _ in kinds} | {_key("", "")}
        guess = (_key("", ""), self._guess(run))
        if said not in known and run.choices.source.kind:
            label = self._label(run.choices.source.kind)
            kinds.append((said, label))
        self._offer(self.kind, (guess, *kinds, (OTHER, self.tr("Another activity…"))), said)

    def _guess(self, run: DryRun) -> str:
        """Say what a file was found to hold."""
        if run.route != "records" and not run.choices.route:
            return self.tr("As found: {0}").format(self._words(run))
        named = [one.label for one in run.totals if one.activity]
        if run.choices.source.kind or run.choices.route:
            return self.tr("As the file says")
        if "kind" in run.asks and not named:
            return self.tr("Please choose")
        if not named:
            return self.tr("As the file says")
        if len(named) == 1:
            return self.tr("As the file says: {0}").format(named[0])
        return self.tr("As the rows say: {0} activities").format(len(named))

    def _words(self, run: DryRun) -> str:
        from carbonsv.app.importing.choices import kinds_of_data  # noqa: PLC0415 - loaded with the session

        named = {one.activity for one in run.totals} | {""}
        fitting = [one for one in kinds_of_data() if one.route == run.route]
        return next((one.words for one in fitting if one.kind in named), fitting[0].words if fitting else "")

    def _rates(self) -> tuple[tuple[str, str], ...]:
        return (
            ("", self.tr("Take the amounts as they are")),
            ("standard", self.tr("Take standard VAT off")),
            ("reduced", self.tr("Take reduced VAT off")),
            ("none", self.tr("There is none in them")),
        )

    def _label(self, kind: str) -> str:
        found = self._door.ask(lambda session: session.library.catalogue.find(kind).label)
        return found or kind

    def _offer_orders(self, run: DryRun) -> None:
        example = next((table.example for table in run.tables if table.example), "")
        shown = f" ({example})" if example else ""
        choices = (
            ("", self.tr("Please choose{0}").format(shown)),
            ("dmy", self.tr("Day first, as in Britain")),
            ("mdy", self.tr("Month first, as in America")),
        )
        self._offer(self.order, choices, run.choices.source.date_order)

    def _find(self, words: str) -> Sequence[tuple[str, str]]:
        found = self._door.ask(lambda session: session.find_kinds(words, "", 60))
        return [(kind.id, kind.label) for kind in found or ()]

    @Slot()
    def _take_other(self) -> None:
        """Take an activity that was found by words."""
        kind = self.other.value() or ""
        known = self._door.ask(lambda session: session.library.catalogue.find(kind).id)
        if self._choices is not None and known is not None:
            source = replace(self._choices.source, kind=known)
            self.changed.emit(replace(self._choices, source=source, route="records"))

    @Slot()
    def _changed(self, *_: Any) -> None:
        """Hand on what is chosen now."""
        from carbonsv.app.importing.choices import route_named  # noqa: PLC0415 - loaded with the session

        if self._choices is None:
            return
        if self.kind.currentData() == OTHER:
            row = self._grid.rowCount()
            self._grid.addWidget(self.other, row, 1)
            self.other.show()
            self.other.setFocus()
            return
        route, kind = str(self.kind.currentData()).split("|", 1)
        source = replace(
            self._choices.source,
            kind=kind,
            site=self.site.currentData() or "",
            meter=self.meter.currentData() or "",
            date_order=self.order.currentData() or "",
        )
        self.changed.emit(
            replace(
                self._choices,
                source=source,
                route=route_named(route) if route else "",
                year_id=self.year.currentData() or None,
                vat=self.vat.currentData() or "",
                leave_out_counted=self.counted.isChecked(),
                later_wins=self.later.isChecked(),
            )
        )


def _key(route: str, kind: str) -> str:
    return f"{route}|{kind}"
