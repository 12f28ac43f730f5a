"""Which priorities of which framework the claims serve, and which are led with.

The mapping is the program's proposal, open to the user's changes. PPN 002's share of the marks is a weight
in an evaluation: nothing here knows the value of a contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carbonsv.errors import CarbonsvError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from carbonsv.library.measures import MeasureCatalogue, Priority

    Key = tuple[str, str]

MOST_LEAD_PRIORITIES = 3
PROPOSAL = "The mapping of measures to priorities is this program's proposal, not the frameworks' own."


class TooManyPrioritiesError(CarbonsvError):
    """A fourth lead priority was asked for."""

    def __init__(self, title: str) -> None:
        """Name the priority."""
        super().__init__(
            f"“{title}” cannot be a lead priority: there are {MOST_LEAD_PRIORITIES} already.",
            "A few priorities are kept to better than many: take one off first.",
        )


@dataclass(frozen=True, slots=True)
class MappingChange:
    """A user's change of the mapping: a measure added to a priority, or taken off it."""

    measure: str
    framework: str
    code: str
    serves: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One measure with the priorities it serves, and the claims made for it."""

    measure: str
    title: str
    claims: tuple[str, ...]
    codes: frozenset[Key]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Measures by priorities; a measure without a priority, and a priority without a claim, are visible."""

    priorities: tuple[Priority, ...]
    rows: tuple[MatrixRow, ...]

    @property
    def unmapped(self) -> tuple[str, ...]:
        """The measures that serve no priority shown."""
        shown = {(one.framework, one.code) for one in self.priorities}
        return tuple(row.measure for row in self.rows if not row.codes & shown)

    def claims_for(self, framework: str, code: str) -> tuple[str, ...]:
        """Return the claims that serve a priority."""
        return tuple(name for row in self.rows if (framework, code) in row.codes for name in row.claims)

    @property
    def uncovered(self) -> tuple[Priority, ...]:
        """The priorities that no claim serves."""
        return tuple(one for one in self.priorities if not self.claims_for(one.framework, one.code))


def mapped(catalogue: MeasureCatalogue, changes: Iterable[MappingChange] = ()) -> dict[str, frozenset[Key]]:
    """Return the priorities each measure serves: as proposed, with the user's changes."""
    found: dict[str, set[Key]] = {name: set() for name in catalogue.measures}
    for measure, framework, code in catalogue.mapping:
        found[measure].add((framework, code))
    for change in changes:
        keys = found.setdefault(change.measure, set())
        (keys.add if change.serves else keys.discard)((change.framework, change.code))
    return {name: frozenset(keys) for name, keys in found.items()}


def make_matrix(
    catalogue: MeasureCatalogue,
    claims: Mapping[str, Sequence[str]],
    own: Sequence[Priority] = (),
    changes: Iterable[MappingChange] = (),
    framework: str = "",
) -> Matrix:
    """Lay measures against priorities.

    Args:
        catalogue: the measures with their proposed mapping.
        claims: the names of the claims of each measure.
        own: priorities of frameworks the user added.
        changes: the user's changes of the mapping.
        framework: only the priorities of this one; blank for all.
    """
    keys = mapped(catalogue, changes)
    priorities = [one for one in (*catalogue.priorities, *own) if framework in {"", one.framework}]
    rows = [
        MatrixRow(name, measure.title, tuple(claims.get(name, ())), keys[name])
        for name, measure in catalogue.measures.items()
    ]
    return Matrix(tuple(priorities), tuple(rows))


def with_lead(chosen: Sequence[Key], wanted: Priority) -> tuple[Key, ...]:
    """Return the lead priorities with one more.

    Raises:
        TooManyPrioritiesError: there are three already.
    """
    key = (wanted.framework, wanted.code)
    if key in chosen:
        return tuple(chosen)
    if len(chosen) >= MOST_LEAD_PRIORITIES:
        raise TooManyPrioritiesError(wanted.title)
    return (*chosen, key)


def in_lead_order(priorities: Sequence[Priority], chosen: Sequence[Key]) -> list[Priority]:
    """Return the priorities with those led with first."""
    return sorted(priorities, key=lambda one: (one.framework, one.code) not in chosen)
