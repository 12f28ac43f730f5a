from __future__ import annotations

import datetime as dt
import json
import zlib
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsv.document.packable import made_packable
from carbonsv.document.packing import HEADER_SIZE, pack
from carbonsv.document.unpacking import unpack
from carbonsv.errors import EditError
from carbonsv.model.tables import LONGEST_TEXT, Column, Table

LETTERS = st.characters(exclude_categories=("Cs", "Cc"))
WORDS = st.text(LETTERS, max_size=8) | st.sampled_from(["a", "", "Ä\n€"])


def column(name: str, kind: str = "text", **more: Any) -> Column:
    return Column(
        name, kind, more.get("choices", ()), "", "", required=False, default=None, label=name, description=""
    )


TABLE = Table(
    "t",
    (
        column("id"),
        column("word"),
        column("number", "number"),
        column("whole", "integer"),
        column("truth", "boolean"),
        column("day", "date"),
        column("choice", "choice", choices=("x", "y")),
    ),
)
ROWS = st.lists(
    st.tuples(
        WORDS,
        st.none() | st.floats(allow_nan=False, allow_infinity=False),
        st.none() | st.integers(-(2**53), 2**53),
        st.none() | st.booleans(),
        st.none() | st.dates(),
        st.sampled_from(["x", "y", None]),
    ),
    min_size=1,
    max_size=60,
)


def packed(frame: pd.DataFrame) -> list[bytes]:
    rows = made_packable(TABLE, frame)
    return [content for _, content in pack(TABLE, rows.columns, len(frame))]


def texts(*words: str | None) -> pd.DataFrame:
    return pd.DataFrame({"id": [f"r{place}" for place in range(len(words))], "word": list(words)})


def words_of(contents: list[bytes]) -> list[Any]:
    return [word for one in contents for word in unpack(one).values(TABLE.column("word"))]


@given(ROWS)
def test_every_value_comes_back_as_it_was(rows: list[tuple[Any, ...]]) -> None:
    names = [one.name for one in TABLE.columns[1:]]
    given_rows = [dict(zip(names, row, strict=True)) for row in rows]
    frame = pd.DataFrame(given_rows, dtype=object).assign(id=[f"r{place}" for place in range(len(rows))])
    [content] = packed(frame)
    for one in TABLE.columns[1:]:
        expected = [row[one.name] for row in given_rows]
        if one.type == "date":
            expected = [day and day.isoformat() for day in expected]
        assert unpack(content).values(one) == [None if value == "" else value for value in expected]


@given(st.lists(WORDS, min_size=1, max_size=300))
def test_categories_are_stored_as_the_texts_they_are(words: list[str]) -> None:
    plain = texts(*words)
    coded = plain.assign(word=plain["word"].astype("category"))
    assert words_of(packed(coded)) == words_of(packed(plain))


def test_the_same_rows_make_the_same_bytes() -> None:
    words = [f"invoice {place}" for place in range(500)]
    assert packed(texts(*words)) == packed(texts(*words))


def test_what_all_texts_begin_with_is_stored_once() -> None:
    contents = packed(texts(*[f"bills.csv [sha256 0123456789abcdef], row {place}" for place in range(4000)]))
    assert sum(map(len, contents)) < 4000 * 10
    assert words_of(contents)[1234] == "bills.csv [sha256 0123456789abcdef], row 1234"


def test_a_run_of_very_long_texts_has_fewer_rows() -> None:
    words = [f"{place} ".ljust(LONGEST_TEXT, "x") for place in range(1200)]
    contents = packed(texts(*words))
    assert len(contents) == 4
    assert words_of(contents) == words


def test_a_column_that_is_blank_throughout_takes_no_room() -> None:
    [content] = packed(texts(None, "", None))
    assert set(unpack(content).parts) == {"id"}


@pytest.mark.parametrize("many", [1, 500])
@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a\x1fb", "it holds control characters"),
        ("a\x00b", "it holds control characters"),
        ("half \ud800", "it holds half of a character"),
        ("x" * (LONGEST_TEXT + 1), "it is longer than 32767 characters"),
    ],
)
def test_a_text_that_cannot_be_stored_is_named_wherever_it_stands(text: str, reason: str, many: int) -> None:
    with pytest.raises(EditError, match=reason):
        packed(texts(*[f"word {place}" for place in range(many)], text, "last"))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("number", np.inf),
        ("number", "1"),
        ("whole", 1.5),
        ("whole", 2.0**54),
        ("truth", 2),
        ("day", "2024-02-30"),
        ("choice", "z"),
        ("word", 5),
    ],
)
def test_a_value_that_does_not_fit_its_column_is_refused(name: str, value: Any) -> None:
    with pytest.raises(EditError, match=name):
        packed(pd.DataFrame({"id": ["a", "b"], name: [None, value]}))


def test_one_and_true_are_not_the_same() -> None:
    with pytest.raises(EditError, match="truth"):
        packed(pd.DataFrame({"id": ["a", "b"], "truth": pd.Series([True, 1], dtype=object)}))


def test_days_before_1970_and_far_ahead_come_back() -> None:
    days = [dt.date(1, 1, 1), dt.date(1969, 12, 31), dt.date(9999, 12, 31)]
    [content] = packed(pd.DataFrame({"id": ["a", "b", "c"], "day": days}))
    assert unpack(content).values(TABLE.column("day")) == [day.isoformat() for day in days]


def forged(kind: str, raw: list[bytes], prefix: str = "", rows: int = 1) -> bytes:
    header = {"rows": rows, "columns": [["word", kind, prefix, list(map(len, raw))]]}
    head = json.dumps(header).encode()
    return len(head).to_bytes(HEADER_SIZE, "big") + head + b"".join(raw)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xff\xff\xff{}",
        b"\x00\x00\x00\x02[]",
        b"\x00\x00\x00\x02{}",
        forged("texts", [b"not deflated"]),
        forged("texts", [zlib.compress(b" " * 2**27)]),
        forged("texts", [zlib.compress(b"\x1f" * 10**6)], prefix="x" * 10_000),
        forged("texts", [zlib.compress(b"\xff")]),
        forged("texts", [zlib.compress(b"a\x1fb")]),
        forged("codes", [zlib.compress(b"a"), zlib.compress(b"\x09\x00")]),
        forged("codes", [zlib.compress(b"a")]),
        forged("numbers", [b"\x00" * 8]),
        forged("numbers", [b"\x00" * 7]),
        forged("spells", [b""]),
    ],
)
def test_what_the_program_does_not_write_is_a_value_error(content: bytes) -> None:
    with pytest.raises(ValueError):
        unpack(content).values(TABLE.column("word"))
