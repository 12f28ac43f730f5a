"""Packed runs read again, as arrays for frames or as values for rows; nothing in them is taken on trust."""

from __future__ import annotations

import json
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from carbonsv.document.format import LARGEST_RUN, ROWS_PER_RUN
from carbonsv.document.packing import CODE, DAY, HEADER_SIZE, NO_DAY, NUMBER, SEPARATOR, are_storable
from carbonsv.document.scrutiny import scrutinise, scrutinise_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from carbonsv.model.tables import Column


_LARGEST_HEADER = 2**20  # [bytes]
_SIZES = range(1, ROWS_PER_RUN + 1)
_MADE: dict[str, Callable[[float], object]] = {"number": float, "integer": int, "boolean": bool}


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The packed values of one column.

    Args:
        kind: numbers, days, texts or codes.
        prefix: what all texts begin with.
        raw: the bytes, as they are stored.
    """

    kind: str
    prefix: str
    raw: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Unpacked:
    """A run whose header has been read: its columns are unpacked when they are asked for."""

    rows: int
    parts: Mapping[str, Part]

    def array(self, column: Column, share: Callable[[str, str], str]) -> NDArray[Any] | None:
        """Return (n rows) of a column, or None where it is blank throughout.

        Args:
            column: of the table.
            share: given a text that repeats twice, returns the one to use: equal texts share their memory.

        Returns:
            float64; datetime64[s]; or objects: texts, with "" for blanks.

        Raises:
            ValueError: it is not what the program writes.
        """
        part = self.parts.get(column.name)
        if part is None:
            if column.name == "id":
                raise ValueError("it has no ids")
            return None
        with _doubted():
            found = _READERS[part.kind](self.rows, part, column, share)
            kind = "f" if not column.is_text else "M" if column.type == "date" else "O"
            if found.dtype.kind != kind or len(found) != self.rows:
                raise ValueError(column.name)
            scrutinise(column, found)
            return found

    def is_coded(self, column: Column) -> bool:
        """Whether the texts of a column stand once, with a code for each row; or nowhere, being blank."""
        part = self.parts.get(column.name)
        return part is None or (part.kind == "codes" and column.is_text and column.type != "date")

    def coded(self, column: Column, known: dict[str, int]) -> NDArray[np.intp]:
        """Return (n rows) of codes of a column that is coded.

        Args:
            column: of the table.
            known: the code of each text, "" among them; texts that are not in it come into it.

        Raises:
            ValueError: it is not what the program writes.
        """
        part = self.parts.get(column.name)
        if part is None:
            return np.full(self.rows, known[""], np.intp)
        with _doubted():
            texts, codes = _coded(self.rows, part, column)
            places: NDArray[np.intp] = np.array(
                [known.setdefault(text, len(known)) for text in texts], np.intp
            )
            every: NDArray[np.intp] = places[codes]
            return every

    def values(self, column: Column) -> list[Any]:
        """Return (n rows) of a column in the form rows have: None for blanks, days as ISO text.

        Raises:
            ValueError: it is not what the program writes.
        """
        found = self.array(column, _itself)
        return [None] * self.rows if found is None else as_stored(column, found)


def unpack(content: bytes) -> Unpacked:
    """Read the header of a run.

    Raises:
        ValueError: it is not what the program writes.
    """
    with _doubted():
        start = HEADER_SIZE + int.from_bytes(content[:HEADER_SIZE], "big")
        if start > _LARGEST_HEADER:
            raise ValueError("its header is longer than any the program writes")
        header = json.loads(content[HEADER_SIZE:start])
        parts: dict[str, Part] = {}
        for name, kind, prefix, lengths in header["columns"]:
            if any(length < 0 for length in lengths):
                raise ValueError(name)
            ends = list(accumulate(lengths, initial=start))
            raw = tuple(content[one:two] for one, two in pairwise(ends))
            parts[name] = Part(kind, prefix, raw)
            start = ends[-1]
        rows = header["rows"]
        if start != len(content) or len(parts) != len(header["columns"]) or rows not in _SIZES:
            raise ValueError("it is not as the program writes runs")
        return Unpacked(int(rows), parts)


def as_stored(column: Column, values: NDArray[Any]) -> list[Any]:
    """Return (n rows) of an array in the form rows have them: None for blanks, days as ISO text."""
    if column.type == "date":
        return _day_texts(values)
    listed: list[Any] = values.tolist()
    if column.is_text:
        return [text or None for text in listed]
    made = _MADE[column.type]
    return [None if value != value else made(value) for value in listed]  # noqa: PLR0124 - NaN


def _day_texts(days: NDArray[Any]) -> list[str | None]:
    different, places = np.unique(days.astype("datetime64[D]"), return_inverse=True)
    texts = np.datetime_as_string(different).tolist()
    listed = np.array([None if text == "NaT" else text for text in texts], dtype=object)
    found: list[str | None] = listed[places].tolist()
    return found


@contextmanager
def _doubted() -> Iterator[None]:
    """Say of anything that goes wrong inside that it was not written by the program."""
    try:
        yield
    except (zlib.error, LookupError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(*error.args) from error


def _itself(text: str, _same: str) -> str:
    return text


def _numbers(_rows: int, part: Part, _column: Column, _share: Callable[[str, str], str]) -> NDArray[Any]:
    return np.frombuffer(part.raw[0], NUMBER).astype(np.float64)


def _days(_rows: int, part: Part, _column: Column, _share: Callable[[str, str], str]) -> NDArray[Any]:
    counted = np.frombuffer(_inflated(part.raw[0]), DAY)
    days = counted.astype("datetime64[D]")
    days[counted == NO_DAY] = np.datetime64("NaT")
    return days.astype("datetime64[s]")


def _texts(rows: int, part: Part, column: Column, _share: Callable[[str, str], str]) -> NDArray[Any]:
    return np.array(_split(rows, part, column), dtype=object)


def _codes(rows: int, part: Part, column: Column, share: Callable[[str, str], str]) -> NDArray[Any]:
    texts, codes = _coded(rows, part, column)
    different: NDArray[Any] = np.array(list(map(share, texts, texts)), dtype=object)
    every: NDArray[Any] = different[codes]
    return every


def _coded(rows: int, part: Part, column: Column) -> tuple[Sequence[str], NDArray[Any]]:
    codes = np.frombuffer(_inflated(part.raw[1]), CODE)
    if len(codes) != rows:
        raise ValueError(column.name)
    return _split(rows, part, column), codes


_READERS = {"numbers": _numbers, "days": _days, "texts": _texts, "codes": _codes}


def _split(most: int, part: Part, column: Column) -> Sequence[str]:
    """Return the texts of a part, of which there may be so many at most."""
    data = _inflated(part.raw[0])
    text = data.decode()
    if part.prefix:
        if len(data) + len(part.prefix) * (text.count(SEPARATOR) + 1) > LARGEST_RUN:
            raise ValueError("it holds more than any run the program writes")
        if not are_storable(part.prefix.encode(), 1, 0):
            raise ValueError("what its texts begin with is no text")
        text = part.prefix + text.replace(SEPARATOR, SEPARATOR + part.prefix)
    texts = text.split(SEPARATOR, most)
    if len(texts) > most:
        raise ValueError("it holds more texts than rows")
    scrutinise_texts(column, texts, data, len(part.prefix))
    return texts


def _inflated(stored: bytes) -> bytes:
    inflater = zlib.decompressobj()
    found = inflater.decompress(stored, LARGEST_RUN + 1)
    if not inflater.eof:
        raise ValueError("it is longer than any run the program writes")
    return found
