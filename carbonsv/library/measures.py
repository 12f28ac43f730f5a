"""The catalogue of measures: what an organisation can claim, how it is counted, and what it is mapped to.

The catalogue is data: the pack `measures` (titles, evidence, groups), `measure_rules.csv` (ledger and help),
`measure_lines.csv` (which factors the quantity is multiplied by) and `measure_priorities.csv` (mapping).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from carbonsv.errors import UnknownNameError
from carbonsv.library.reference_package import read_table
from carbonsv.paths import FACTORS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    Row = Mapping[str, str]

_YEARLY = re.compile(r"\s*(/|\bper|\ba)\s*(yr|year|annum)\s*$", re.IGNORECASE)  # quantities are yearly anyway
CHANGE, REPLACEMENT = "change", "replacement"
TYPED_TONNES = "co2e-avoided"
FRAMEWORKS = ("gm-2020", "manifesto", "gm-charter", "ppn-002", "ppn-06-20")


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One factor in the rule of a measure.

    Attributes:
        variant: the line applies to claims of this variant; blank is the usual one.
        quantity: change (of the claim's quantity), replacement (what people do instead) or taken-over
            (by what drives the same miles now).
        sign: 1 for emissions that fall with the change, -1 for emissions that take their place.
        activity: the kind of the catalogue whose factor is used.
        lifecycles: which of the kind's emission lines count.
        traded: whether the emissions are under the UK Emissions Trading Scheme.
        subject: what is saved, where the variant decides it.
    """

    variant: str
    quantity: str
    sign: int
    activity: str
    lifecycles: frozenset[str]
    traded: bool
    subject: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the catalogue.

    Attributes:
        unit: the usual unit of a quantity; `listed_unit` is as the catalogue words it, such as kWh/yr.
        ledger: in boundary, influenced, private cash, offsets, apart, or own units.
        valued: whether its tonnes have a value in pounds.
        delivered: whether the quantity is what was done (now - before), not what was saved (before - now).
        dimensions: what its unit must measure; empty where the unit is its own.
        subject: what is saved; claims of one group with other subjects never count the same tonne.
    """

    id: str
    title: str
    source_words: str
    unit: str
    listed_unit: str
    boundary: str
    group: str
    evidence: str
    rule_source: str
    ledger: str
    valued: bool
    delivered: bool
    dimensions: tuple[str, ...]
    subject: str
    help: str
    example: str
    lines: tuple[MeasureLine, ...]

    def unit_of(self, unit: str) -> str:
        """Return the unit of a quantity; one that is blank or as the catalogue words it is the usual one."""
        return self.unit if unit in {"", self.listed_unit} else _YEARLY.sub("", unit)

    @property
    def variants(self) -> tuple[str, ...]:
        """The variants a claim can name; blank where there is a usual one."""
        return tuple(dict.fromkeys(line.variant for line in self.lines if line.quantity == CHANGE))

    @property
    def replacements(self) -> tuple[str, ...]:
        """What can take the place of the quantity saved."""
        return tuple(dict.fromkeys(line.variant for line in self.lines if line.quantity == REPLACEMENT))


@dataclass(frozen=True, slots=True)
class Priority:
    """A priority, mission, theme or goal of a framework."""

    framework: str
    code: str
    title: str
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True)
class MeasureCatalogue:
    """Every measure by id, and the frameworks they are mapped to.

    `mapping` holds (measure, framework, code); it is the program's proposal, not the frameworks' own words.
    """

    measures: Mapping[str, Measure]
    framework_titles: Mapping[str, str]
    priorities: tuple[Priority, ...]
    mapping: frozenset[tuple[str, str, str]]

    def find(self, name: str) -> Measure:
        """Return the measure with this id, however its letters are written.

        Raises:
            UnknownNameError: there is none; its hint names some.
        """
        known = {key.casefold(): measure for key, measure in self.measures.items()}
        measure = known.get(name.strip().casefold())
        if measure is None:
            raise UnknownNameError("measure", name, ("ESV01 to ESV28", TYPED_TONNES))
        return measure


def read_measures(folder: Path = FACTORS) -> MeasureCatalogue:
    """Read the catalogue and its mapping."""
    listed = {row["measure"]: row for row in read_table("measures", folder).to_dict("records")}
    lines: dict[str, list[MeasureLine]] = {}
    for row in _rows(folder / "measure_lines.csv"):
        lines.setdefault(row["measure"], []).append(_line(row))
    rules = _rows(folder / "measure_rules.csv")
    mapping = (
        (row["measure"], row["framework"], row["code"]) for row in _rows(folder / "measure_priorities.csv")
    )
    titles, priorities = _frameworks(folder)
    return MeasureCatalogue(
        {row["measure"]: _measure(row, listed.get(row["measure"], {}), lines) for row in rules},
        titles,
        priorities,
        frozenset(mapping),
    )


def _measure(rule: Row, listed: Mapping[str, Any], lines: Mapping[str, list[MeasureLine]]) -> Measure:
    name = rule["measure"]
    return Measure(
        id=name,
        title=listed.get("title", "Emissions worked out elsewhere"),
        source_words=listed.get("source_words", ""),
        unit=rule["unit"],
        listed_unit=listed.get("unit", ""),
        boundary=listed.get("boundary", ""),
        group=listed.get("double_count_group", ""),
        evidence=listed.get("evidence", "the calculation"),
        rule_source=listed.get("rule_source", "The claim's own calculation"),
        ledger=rule["ledger"],
        valued=rule["valued"] == "yes",
        delivered=rule["direction"] == "delivered",
        dimensions=tuple(word for word in rule["dimensions"].split("|") if word),
        subject=rule["subject"],
        help=rule["help"],
        example=rule["example"],
        lines=tuple(lines.get(name, ())),
    )


def _line(row: Row) -> MeasureLine:
    return MeasureLine(
        variant=row["variant"],
        quantity=row["quantity"],
        sign=int(row["sign"]),
        activity=row["activity"],
        lifecycles=frozenset(row["lifecycles"].split("|")),
        traded=row["traded"] == "yes",
        subject=row["subject"],
    )


def _frameworks(folder: Path) -> tuple[dict[str, str], tuple[Priority, ...]]:
    """Read the priorities of all frameworks; outcomes of one priority are gathered under it."""
    rows: list[Row] = []
    for name in FRAMEWORKS:
        rows += read_table(f"framework-{name}", folder).to_dict("records")
    rows += _rows(folder / "un_sustainable_development_goals.csv")
    found: dict[tuple[str, str], Priority] = {}
    for row in rows:
        key = (row["framework"], row["code"])
        before = found.get(key, Priority(*key, row["title"]))
        outcomes = (*before.outcomes, row["outcome"]) if row["outcome"] else before.outcomes
        found[key] = Priority(*key, row["title"], outcomes)
    titles = {row["framework"]: row["title"] for row in _rows(folder / "frameworks.csv")}
    return titles, tuple(found.values())


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))
