"""The questions of a claim in their steps, and which of them a measure asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox

from carbonsv.gui.pages.fields import Choices
from carbonsv.gui.pages.social.question_field import QuestionField

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from carbonsv.app.snapshot import Snapshot
    from carbonsv.gui.door import Door
    from carbonsv.library.measures import Measure

TYPED, RECORDS = "typed", "records"
HOW_MUCH, WHERE, ANYWAY = "how-much", "where", "anyway"
_CHOSEN = (
    *("origin", "activity", "baseline_year", "current_year", "variant", "replacement"),
    *("coverage", "baseline_basis", "site"),
)
_DRAWN = ("activity", "baseline_year", "current_year")


class ClaimQuestions(QObject):
    """Makes a field for every question, and asks those that the measure and the answers call for."""

    changed = Signal()

    def __init__(self, door: Door, snapshot: Snapshot) -> None:
        """Make the fields."""
        from carbonsv.app.social.words import questions  # noqa: PLC0415 - after the first paint

        super().__init__()
        self._snapshot = snapshot
        self._choices = Choices(door)
        self._measure: Measure | None = None
        self._all_shown: dict[str, bool] = {}
        self.fields = {
            name: QuestionField(one, chooses=name in _CHOSEN)
            for name, one in questions().items()
            if name != "measure"
        }
        for each in self.fields.values():
            each.changed.connect(self._answered)
        self._offer_lists()

    def of_step(self, step: str) -> list[QuestionField]:
        """Return the fields of a step, the simple ones first."""
        found = [one for one in self.fields.values() if one.question.step == step]
        return sorted(found, key=lambda one: one.question.advanced)

    def _offer_lists(self) -> None:
        fields, years = self.fields, self._choices.of_table("reporting_year")[1:]
        fields["origin"].offer(
            [(TYPED, self.tr("I type them here")), (RECORDS, self.tr("The records of this document"))]
        )
        for name in ("baseline_year", "current_year"):
            fields[name].offer(years)
        before, now = self._usual_years()
        fields["baseline_year"].answer(before)
        fields["current_year"].answer(now)
        sites = self._choices.of_table("site")[1:]
        fields["site"].offer([("", self.tr("All sites")), *sites])
        fields["coverage"].offer(
            [("part", self.tr("A part of it")), ("whole-site", self.tr("The whole site"))]
        )
        fields["baseline_basis"].offer(
            [
                ("before", self.tr("What was used before")),
                ("without-the-measure", self.tr("What would have been used by now without it")),
            ]
        )

    def _usual_years(self) -> tuple[str, str]:
        """Return the base year and the last year; without a base year, the one before the last."""
        ids = self._snapshot.year_ids
        last = ids[-1] if ids else ""
        base = str(self._snapshot.organisation.get("base_year") or "")
        earlier = [one for one in ids if one != last]
        return base if base in earlier else (earlier[-1] if earlier else ""), last

    def begin(self, texts: Mapping[str, str]) -> None:
        """Put the answers of a claim in; what it says nothing about begins as usual."""
        usual = {} if "start" in texts or not self._snapshot.year_ids else {"start": self._first_day()}
        for name, text in {**usual, **texts}.items():
            if name in self.fields:
                self.fields[name].answer(text)

    def _first_day(self) -> str:
        _, period = self._snapshot.year()
        return f"{period.start:%d/%m/%Y}"

    def fit(self, measure: Measure) -> None:
        """Ask what a measure asks."""
        from carbonsv.app.social.draft import records_that_fit  # noqa: PLC0415 - after the first paint
        from carbonsv.app.social.words import choices  # noqa: PLC0415

        self._measure = measure
        self.fields["activity"].offer(records_that_fit(self._snapshot, measure))
        for name in ("variant", "replacement"):
            self.fields[name].offer(choices(measure.id, name))
        before, now = _examples(measure.example)
        self.fields["baseline_quantity"].example(before)
        self.fields["current_quantity"].example(now)
        self.fields["evidence"].example(measure.evidence)
        self.arrange()

    def show_all(self, step: str, *, shown: bool) -> None:
        """Show the further questions of a step, or hide those that have no answer."""
        self._all_shown[step] = shown
        self.arrange()

    def has_more(self, step: str) -> bool:
        """Whether a step has further questions for this measure."""
        return any(one.question.advanced and one.wanted for one in self.of_step(step))

    def arrange(self) -> None:
        """Ask what the measure and the answers so far call for."""
        measure = self._measure
        if measure is None:
            return
        wanted = self._wanted(measure)
        for name, one in self.fields.items():
            shown = not one.question.advanced or self._all_shown.get(one.question.step, False)
            one.ask(wanted=wanted.get(name, True), shown=shown)
        self._name_quantities(measure)

    def _wanted(self, measure: Measure) -> dict[str, bool]:
        from carbonsv.value.measures import TAKEN_OVER  # noqa: PLC0415 - after the first paint

        drawable = len(self._snapshot.year_ids) > 1 and bool(self._options("activity"))
        drawn = drawable and self.fields["origin"].text() == RECORDS
        taken_over = any(line.quantity == TAKEN_OVER for line in measure.lines)
        before = not drawn and not measure.delivered
        return {
            "origin": drawable,
            "baseline_quantity": before,
            "current_quantity": not drawn,
            **dict.fromkeys(_DRAWN, drawn),
            "variant": len(self._options("variant")) > 1,
            "replacement": bool(measure.replacements),
            "replacement_quantity": bool(measure.replacements) or taken_over,
            "baseline_basis": not measure.delivered,
            **dict.fromkeys(("years", "coverage", "part"), measure.valued),
        }

    def _options(self, name: str) -> Sequence[str]:
        editor = self.fields[name].editor
        if not isinstance(editor, QComboBox):
            return []
        return [editor.itemText(row) for row in range(editor.count())]

    def _name_quantities(self, measure: Measure) -> None:
        """Ask for what was done where a measure counts that, and name the unit of what took its place."""
        from carbonsv.app.social.draft import replacement_unit  # noqa: PLC0415 - after the first paint

        now = self.fields["current_quantity"]
        asked = self.tr("How much was it?") if measure.delivered else now.question.question
        now.label.setText(asked)
        now.editor.setAccessibleName(asked)
        kinds = self._snapshot.library.catalogue
        unit = replacement_unit(measure, self.fields["replacement"].text(), kinds) or measure.unit
        self.fields["replacement_quantity"].example(
            f"{self.fields['replacement_quantity'].question.example} {unit}"
        )

    def texts(self) -> dict[str, str]:
        """Return the answers to what is asked."""
        return {name: one.text() for name, one in self.fields.items() if one.text()}

    def say(self, refused: Mapping[str, str], readings: Mapping[str, str]) -> None:
        """Say below each answer why it cannot be used or how it was read."""
        for name, one in self.fields.items():
            answered = bool(one.text())
            one.say(refused.get(name, "") if answered else "", readings.get(name, "") if answered else "")

    def _answered(self) -> None:
        self.arrange()
        self.changed.emit()


def _examples(example: str) -> tuple[str, str]:
    """Return the quantities before and now of an example such as “12,000 kWh before and 10,000 kWh now”."""
    first = example.partition(";")[0].partition(", with")[0]
    before, found, now = first.partition(" before and ")
    return (before, now.removesuffix(" now")) if found else ("", first)
