"""Finding activity kinds and factors by the words people use for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from carbonsv.library.catalogue import ActivityKind
    from carbonsv.library.factor_library import FactorLibrary

_GOOD_ENOUGH = 70.0


def find_kinds(kinds: Iterable[ActivityKind], text: str, limit: int = 12) -> list[ActivityKind]:
    """Return the kinds whose label, id or synonyms fit a text best; all of them in order where it is blank.

    Args:
        kinds: where to look.
        text: words such as `van`, `leccy` or `skip`.
        limit: how many to return at most.
    """
    words = text.casefold().split()
    if not words:
        return list(kinds)[:limit]
    scored = [(_score(kind, words), place, kind) for place, kind in enumerate(kinds)]
    good = [one for one in scored if one[0] >= _GOOD_ENOUGH]
    good.sort(key=lambda one: (-one[0], one[1]))
    return [kind for _, _, kind in good[:limit]]


def find_factors(library: FactorLibrary, text: str, limit: int = 20, year: int | None = None) -> pd.DataFrame:
    """Return (k rows) of the packs' factors in whose labels all words occur, the newest year first.

    Args:
        library: the packs to look in.
        text: words that must all occur in labels, unit or id.
        limit: how many rows to return at most.
        year: only the pack of this year.
    """
    words = text.casefold().split()
    found = [next(iter(library.packs.values())).factors.iloc[:0]]
    for pack in sorted(library.packs.values(), key=lambda pack: -pack.year):
        if year in {None, pack.year}:
            rows = pack.factors
            haystack = rows["factor_id"].str.cat([rows[name] for name in _SEARCHED], sep=" ").str.casefold()
            mask = pd.Series(data=True, index=rows.index)
            for word in words:
                mask &= haystack.str.contains(word, regex=False)
            found.append(rows[mask])
    return pd.concat(found, ignore_index=True).head(limit)


_SEARCHED = ("level1", "level2", "level3", "level4", "column_text", "uom")


def _score(kind: ActivityKind, words: Sequence[str]) -> float:
    """Rate a kind from 0 to 100 by the word that fits it worst."""
    spoken = " ".join([kind.label, *kind.synonyms]).casefold()
    parts = spoken.replace("(", " ").split()
    return min(_word_score(word, spoken, parts) for word in words)


def _word_score(word: str, spoken: str, parts: Sequence[str]) -> float:
    """Rate a word: it begins a word of the label or a synonym, stands inside one, or is much like one."""
    if any(part.startswith(word) for part in parts):
        return 100.0
    if word in spoken:
        return 90.0
    return max((fuzz.ratio(word, part) for part in parts), default=0.0)
