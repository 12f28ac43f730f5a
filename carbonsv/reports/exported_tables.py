"""Which tables of a document leave it with the evidence: all for the owner, fewer for a tender."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

from carbonsv.model import tables
from carbonsv.paths import RESOURCES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

ACTIVITY, STORIES = "activity", "case_study"
_YES = "yes"


def exported_tables(frames: Mapping[str, pd.DataFrame], *, own: bool) -> dict[str, pd.DataFrame]:
    """Return the tables that have rows, beside the records.

    Args:
        frames: of the document, by name.
        own: whether they go to the owner; what is private stays out of a tender.

    Returns:
        The tables in the document's order. Case studies without permission leave in no export.
    """
    left_out = {ACTIVITY} if own else {ACTIVITY, *private_tables()}
    names = [one.name for one in tables.document_tables() if one.name in frames and one.name not in left_out]
    found = {name: _permitted(frames[name]) if name == STORIES else frames[name] for name in names}
    return {name: frame for name, frame in found.items() if len(frame)}


def left_out(frames: Mapping[str, pd.DataFrame], *, own: bool) -> list[str]:
    """Say what stays out of the export, and why; nothing where everything is in it."""
    private = {} if own else private_tables()
    said = [f"{name}: {why}" for name, why in private.items() if len(frames[name])]
    stories = frames[STORIES]
    if len(_permitted(stories)) < len(stories):
        said.append(f"{STORIES}: those without permission.")
    return said


@cache
def private_tables() -> dict[str, str]:
    """Return the tables that stay out of a tender, each with the reason."""
    with (RESOURCES / "rules" / "evidence_tables.csv").open(encoding="utf-8", newline="") as file:
        return {row["table"]: row["why"] for row in csv.DictReader(file, strict=True)}


def _permitted(stories: pd.DataFrame) -> pd.DataFrame:
    return stories[(stories["permission"] == _YES).to_numpy()]
