"""Runs of rows packed column by column: one value of the document holds thousands of rows.

A run is a header in JSON, led by its length, and the parts the header speaks of. Columns that are blank
throughout have no part. Numbers are float64 as they are, so that no bit is lost; days are counted from 1970;
texts stand once where they repeat, else one after the other with what all begin with taken off.
The same rows make the same bytes.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from os.path import commonprefix
from typing import TYPE_CHECKING, Any

import numpy as np

from carbonsv.document.format import LARGEST_RUN, ROWS_PER_RUN
from carbonsv.document.hashes import digest
from carbonsv.document.history import Run
from carbonsv.errors import EditError, shortened
from carbonsv.model.tables import LONGEST_TEXT, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from carbonsv.model.tables import Column, Table

SEPARATOR = "\x1f"  # the unit separator: no stored text holds control characters
_SEPARATOR = SEPARATOR.encode()
HEADER_SIZE = 4  # [bytes] that say how long the header is
NO_DAY = np.iinfo(np.int32).min
FIRST_DAY, LAST_DAY = np.datetime64("0001-01-01", "s"), np.datetime64("9999-12-31", "s")
DAY, CODE, NUMBER = "<i4", "<u2", "<f8"
_CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\r")))
_LOOKED_AT, _FEW = 64, 32  # texts of a run that are looked at, and how many may differ where texts repeat
_WORTHWHILE = 4  # characters that all texts of a run begin with
_LONGEST_PREFIX = 1024  # characters taken off; they stand in the header, which stays small
_FAST = 1  # zlib level: a million rows in a third of a second


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """(n rows) of texts that can be stored, by a code for each row: blanks have a code too."""

    codes: NDArray[np.integer[Any]]
    texts: NDArray[np.object_]


def pack(
    contract: Table, columns: dict[str, NDArray[Any] | Texts], count: int
) -> Iterator[tuple[Run, bytes]]:
    """Pack (n rows), and yield the runs in order.

    Args:
        contract: of the table.
        columns: those that are not blank throughout: numbers float64, dates datetime64[s], texts with "" for
            blanks.
        count: n.

    Raises:
        EditError: a text cannot be stored.
    """
    for start in range(0, count, ROWS_PER_RUN):
        yield from _packed(contract, columns, start, min(start + ROWS_PER_RUN, count))


def _packed(
    contract: Table, columns: dict[str, NDArray[Any] | Texts], start: int, end: int
) -> Iterator[tuple[Run, bytes]]:
    """Pack some rows; where their texts are so long that one value could not hold them, half of them."""
    described: list[list[Any]] = []
    parts: list[bytes] = []
    ids: list[str] = []
    size = 0
    for column in contract.columns:
        if column.name not in columns:
            continue
        values = _slice(columns[column.name], start, end)
        if column.name == "id":
            ids = values if isinstance(values, list) else values.texts[values.codes].tolist()
        kind, prefix, raw = _part(contract, column, values)
        size += sum(map(len, raw)) + len(prefix) * (end - start)
        packed = raw if kind == "numbers" else [zlib.compress(one, _FAST) for one in raw]
        described.append([column.name, kind, prefix, list(map(len, packed))])
        parts += packed
    if size > LARGEST_RUN and end - start > 1:
        middle = (start + end) // 2
        yield from _packed(contract, columns, start, middle)
        yield from _packed(contract, columns, middle, end)
        return
    content = _joined({"rows": end - start, "columns": described}, parts)
    yield Run(end - start, digest(content), min(ids), max(ids)), content


def _joined(header: dict[str, Any], parts: Sequence[bytes]) -> bytes:
    head = json.dumps(header, ensure_ascii=True, separators=(",", ":")).encode()
    return b"".join((len(head).to_bytes(HEADER_SIZE, "big"), head, *parts))


def _slice(values: NDArray[Any] | Texts, start: int, end: int) -> Any:
    if isinstance(values, Texts):
        return Texts(values.codes[start:end], values.texts)
    piece = values[start:end]
    return piece.tolist() if piece.dtype.kind == "O" else piece


def _part(contract: Table, column: Column, values: Any) -> tuple[str, str, list[bytes]]:
    """Return how the values of a column are written, what all texts begin with, and the parts."""
    if isinstance(values, Texts):
        used, codes = _recoded(values)
        if 2 * len(used) <= len(codes):
            return "codes", "", _coded(values.texts[used].tolist(), codes)
        values = values.texts[values.codes].tolist()
    if isinstance(values, list):
        if column.choices or len(set(values[:_LOOKED_AT])) <= min(_FEW, len(values) // 2):
            places = {text: place for place, text in enumerate(dict.fromkeys(values))}
            refuse_texts(contract, column, list(places))
            codes = np.fromiter(map(places.__getitem__, values), CODE, len(values))
            return "codes", "", _coded(list(places), codes)
        return "texts", *_texts(contract, column, values)
    if values.dtype.kind == "M":
        days = values.astype("datetime64[D]").astype(np.int64)
        return "days", "", [np.where(np.isnat(values), NO_DAY, days).astype(DAY).tobytes()]
    return "numbers", "", [values.astype(NUMBER).tobytes()]


def _recoded(values: Texts) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the codes that some rows use, and (n) the place of each row's code among them."""
    if len(values.texts) > ROWS_PER_RUN:
        return np.unique(values.codes, return_inverse=True)
    seen = np.zeros(len(values.texts), bool)
    seen[values.codes] = True
    return np.flatnonzero(seen), (np.cumsum(seen) - 1)[values.codes]


def _coded(texts: list[str], codes: NDArray[Any]) -> list[bytes]:
    return [SEPARATOR.join(texts).encode(), codes.astype(CODE).tobytes()]


def _texts(contract: Table, column: Column, values: list[str]) -> tuple[str, list[bytes]]:
    """Write texts one after the other; whether they can be stored is seen of all of them at once."""
    joined = SEPARATOR.join(values)
    prefix = _prefix(values, joined)
    if prefix:
        refuse_texts(contract, column, values[:1])
        joined = joined[len(prefix) :].replace(SEPARATOR + prefix, SEPARATOR)
    try:
        data = joined.encode()
    except UnicodeEncodeError:
        refuse_texts(contract, column, values)
        raise
    if not are_storable(data, len(values), len(prefix)):
        refuse_texts(contract, column, values)
    return prefix, [data]


def _prefix(values: list[str], joined: str) -> str:
    """Return what all the texts begin with, as far as that is worth taking off."""
    prefix = commonprefix((values[0], values[-1]))[:_LONGEST_PREFIX]  # noqa: RUF071 - of texts, not of paths
    if len(prefix) < _WORTHWHILE or joined.count(SEPARATOR + prefix) != len(values) - 1:
        return ""
    return prefix


def are_storable(data: bytes, count: int, taken_off: int) -> bool:
    """Whether (n) texts can be stored, seen of all of them at once; False where each must be looked at.

    Args:
        data: the texts as UTF-8, one after the other with a separator between.
        count: n.
        taken_off: characters that each text has more than stand in `data`.
    """
    if len(data) - len(data.translate(None, _CONTROLS)) != count - 1:
        return False
    return data.count(_SEPARATOR) == count - 1 and _is_longest(data, LONGEST_TEXT - taken_off)


def _is_longest(data: bytes, longest: int) -> bool:
    """Whether no text has more [bytes]: from each start, the last end within reach is where to go on."""
    start = 0
    while len(data) - start > longest:
        end = data.rfind(_SEPARATOR, start, start + longest + 1)
        if end < 0:
            return False
        start = end + 1
    return True


def all_storable(texts: Sequence[str]) -> bool:
    """Whether all texts can be stored, seen of all of them at once; False where each must be looked at."""
    joined = SEPARATOR.join(texts)
    return joined.isascii() and are_storable(joined.encode(), len(texts), 0)


def are_days(days: NDArray[Any]) -> bool:
    """Whether all days are blank or between the years 1 and 9999, which is what a calendar has."""
    return not ((days < FIRST_DAY) | (days > LAST_DAY)).any()


def refuse_texts(contract: Table, column: Column, texts: Sequence[str]) -> None:
    """Refuse texts that cannot be stored; blanks can.

    Raises:
        EditError: naming the first.
    """
    for text in dict.fromkeys(texts):
        if text and (reason := refusal(column, text)):
            raise EditError(contract.name, shortened(text), f"{column.name}: {reason}")
