"""Reading the rules of findings: thresholds with their reasons, lists, slips and expected sources."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING, Any

from carbonsv.inventory.findings.rules import CountedElsewhere, ExpectedSource, Rule, Rules, UnitSlip
from carbonsv.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping

RULES = (
    "findings",
    "finding_thresholds",
    "finding_lists",
    "unit_slips",
    "expected_sources",
    "spend_elsewhere",
)


@cache
def finding_rules() -> Rules:
    """Return the rules as they are shipped."""
    rules, thresholds, lists, slips, sources, elsewhere = (_rows(name) for name in RULES)
    named: dict[str, list[str]] = {}
    for row in lists:
        named.setdefault(row["list"], []).append(row["item"])
    return Rules(
        rules={row["code"]: Rule(**row) for row in rules},
        thresholds={(row["code"], row["name"]): float(row["value"]) for row in thresholds},
        lists={name: tuple(items) for name, items in named.items()},
        slips=tuple(_slip(row) for row in slips),
        sources=tuple(ExpectedSource(**row | {"any_of": tuple(row["any_of"].split("|"))}) for row in sources),
        elsewhere=tuple(
            CountedElsewhere(row["activity"], tuple(row["kinds"].split("|")), row["counted"])
            for row in elsewhere
        ),
    )


def _slip(row: Mapping[str, str]) -> UnitSlip:
    return UnitSlip(row["unit"], row["other"], float(row["factor"] or "nan"))


def _rows(name: str) -> list[dict[str, Any]]:
    with (RESOURCES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))
