"""A finding: something in the data that deserves a look, with the records to show and perhaps a fix."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carbonsv.model.issue import Severity

ATTENTION: frozenset[Severity] = frozenset({"error", "warning"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of one activity record."""

    record: str
    column: str
    value: str | float | None


@dataclass(frozen=True, slots=True)
class Fix:
    """A way to put a finding right, as one change.

    Args:
        label: what it does, as a button and the history say it.
        changes: cells with their new values.
        deletions: ids of the records to delete.
        expects: cells as they were when the fix was worked out; where one differs, the fix is out of date.
    """

    label: str
    changes: tuple[Cell, ...] = ()
    deletions: tuple[str, ...] = ()
    expects: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, where, and what to do.

    Codes are kebab-case and are never renamed. `records` are the ids to show.
    """

    code: str
    severity: Severity
    sentence: str
    hint: str = ""
    records: tuple[str, ...] = ()
    fix: Fix | None = None

    @property
    def needs_attention(self) -> bool:
        """Whether it is more than a notice."""
        return self.severity in ATTENTION
