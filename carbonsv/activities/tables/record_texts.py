"""Text of many records: what repeats is kept as categories, each text once, and all else as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pandas as pd

from carbonsv.activities.files.text_columns import TextColumn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pandas.api.extensions import ExtensionArray

    Texts: TypeAlias = pd.Categorical | ExtensionArray

_FEW = 2  # rows to each text: fewer, and categories are not worth it


def texts_of(column: TextColumn) -> Texts:
    """Return (n,) the text of every row: as categories, in the order they come, where texts repeat."""
    if column.text_count * _FEW > len(column):
        return pd.array(column.every(), dtype="str")
    return categories_of(column)


def categories_of(column: TextColumn) -> pd.Categorical:
    """Return (n,) the text of every row as categories, in the order they come; all are in use."""
    codes, used = pd.factorize(column.codes)
    texts = [column.texts[code] for code in used.tolist()]
    places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    if len(places) < len(texts):
        codes = np.array([places[text] for text in texts], np.intp)[codes]
    return pd.Categorical.from_codes(codes, pd.Index(list(places), dtype="str"))


def the_same(text: str, count: int) -> pd.Categorical:
    """Return (n,) one text for every row."""
    return categories_of(TextColumn(np.zeros(count, np.int32), [text]))


def renamed(values: pd.Series, names: Mapping[str, str]) -> pd.Series:
    """Return a column of texts with some of them put otherwise."""
    if not isinstance(values.dtype, pd.CategoricalDtype):
        return values.map(lambda text: names.get(text, text))
    texts = [names.get(text, text) for text in values.cat.categories]
    codes = values.cat.codes.to_numpy(np.int32)
    return pd.Series(categories_of(TextColumn(codes, texts)), index=values.index)


def joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of several frames of records, which have the same columns, one after the other."""
    filled = [frame for frame in frames if len(frame)] or frames[:1]
    if len(filled) == 1:
        return filled[0].reset_index(drop=True)
    names = filled[0].columns
    return pd.DataFrame({name: _chained([frame[name] for frame in filled]) for name in names}, copy=False)


def _chained(columns: Sequence[pd.Series]) -> pd.Series:
    categorical = [isinstance(column.dtype, pd.CategoricalDtype) for column in columns]
    if all(categorical):
        return pd.Series(pd.api.types.union_categoricals(columns))
    texts = [column.astype("str") if any(categorical) else column for column in columns]
    return pd.concat(texts, ignore_index=True)


def as_plain_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose texts are all text of their own, none a category."""
    named = [name for name in frame if isinstance(frame[name].dtype, pd.CategoricalDtype)]
    return frame.astype(dict.fromkeys(named, "str"))
