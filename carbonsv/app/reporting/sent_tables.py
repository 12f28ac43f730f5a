"""Tables of a document as two files, for a process of our own: numbers as they are, each text once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_FACTS, _ARRAYS = "tables.json", "tables.npz"
_TEXT, _TRUTH = "str", "boolean"
_UNKNOWN = -1  # of texts and truths


def write_tables(tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write tables into a folder, by name."""
    facts: dict[str, dict[str, dict[str, Any]]] = {}
    arrays: dict[str, np.ndarray[Any, Any]] = {}
    for name, frame in tables.items():
        facts[name] = {}
        for column in frame.columns:
            facts[name][column], arrays[f"{name}.{column}"] = _packed(frame[column])
    (folder / _FACTS).write_text(json.dumps(facts), "utf-8")
    with (folder / _ARRAYS).open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Return the tables that were written into a folder, equal to the last bit."""
    facts = json.loads((folder / _FACTS).read_text("utf-8"))
    with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
        return {
            name: pd.DataFrame(
                {column: _unpacked(facts_of, arrays[f"{name}.{column}"]) for column, facts_of in one.items()}
            )
            for name, one in facts.items()
        }


def _packed(column: pd.Series[Any]) -> tuple[dict[str, Any], np.ndarray[Any, Any]]:
    kind = str(column.dtype)
    if kind == _TEXT:
        codes, texts = pd.factorize(column)
        return {"kind": kind, "texts": list(texts)}, codes
    if kind == _TRUTH:
        return {"kind": kind}, column.astype("Int8").fillna(_UNKNOWN).to_numpy(np.int8)
    return {"kind": kind}, column.to_numpy()


def _unpacked(facts: Mapping[str, Any], packed: np.ndarray[Any, Any]) -> pd.Series[Any]:
    if facts["kind"] == _TEXT:
        texts = pd.Series([*facts["texts"], None], dtype=_TEXT)  # the last, -1, is the one that is not known
        return texts.take(packed).reset_index(drop=True)
    if facts["kind"] == _TRUTH:
        return pd.Series(pd.arrays.BooleanArray(packed == 1, packed == _UNKNOWN))
    return pd.Series(packed)
