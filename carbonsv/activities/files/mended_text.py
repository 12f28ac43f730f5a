"""Text put right: letters that a wrong encoding has changed, and what spreadsheets put around numbers.

A name saved as UTF-8 and read as Windows text turns from “Café” into “CafÃ©”. The way back is sure where the
letters are again the bytes of UTF-8, so it is taken, and said.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from carbonsv.activities.files.text_columns import TextColumn
from carbonsv.errors import shortened
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from carbonsv.activities.files.text_table import TextTable

_FOREIGN = re.compile("[\u0080-\uffff]{2,}")
_LOST = re.compile("ï¿½|\ufffd")
_INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_AS_TEXT = re.compile(r"=\"(?P<quoted>[^\"]*)\"|'(?P<digits>[\d+-].*)")
_TWICE = 2  # times that letters are put right: some files went the wrong way twice


def put_right(table: TextTable) -> TextTable:
    """Put the letters of a table right where it is sure how, and say what was changed or is lost."""
    changed: dict[str, str] = {}
    lost: list[str] = []
    columns = tuple(_column(column, changed, lost) for column in table.columns)
    names = tuple(_noted(name, changed, lost) for name in table.names)
    titles = tuple(_noted(title, changed, lost) for title in table.titles)
    issues = [*table.issues, *_changed(changed), *_lost(lost)]
    if columns == table.columns and names == table.names and titles == table.titles:
        return replace(table, issues=tuple(issues)) if len(issues) > len(table.issues) else table
    headings = replace(table.headings, names=names)
    return replace(table, columns=columns, headings=headings, titles=titles, issues=tuple(issues))


def unmangled(text: str) -> str:
    """Return a text with the letters it had before UTF-8 was read as Windows text: “Â£” is “£”."""
    for _ in range(_TWICE):
        better = _FOREIGN.sub(lambda found: _decoded(found[0]), text)
        if better == text:
            break
        text = better
    return text


def _decoded(letters: str) -> str:
    try:
        return b"".join(map(_byte, letters)).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return letters


def _byte(letter: str) -> bytes:
    """Return the byte that Windows text has for a letter; the five it has none for stand for themselves."""
    return letter.encode("latin-1" if "\u0080" <= letter <= "\u009f" else "cp1252")


def _column(column: TextColumn, changed: dict[str, str], lost: list[str]) -> TextColumn:
    """Put the texts of a column right; one look at all of them tells whether any could need it."""
    if column.packed is not None:
        return column
    joined = "\n".join(column.texts)
    if joined.isascii() and '\n="' not in f"\n{joined}" and "\n'" not in f"\n{joined}":
        return column
    if not joined.isascii() or _AS_TEXT.search(joined):
        texts = [_noted(text, changed, lost) for text in column.texts]
        return column if texts == column.texts else TextColumn(column.codes, texts)
    return column


def _noted(text: str, changed: dict[str, str], lost: list[str]) -> str:
    right = _right(text)
    if not text.isascii():
        if unmangled(text) != text:
            changed.setdefault(text, right)
        if _LOST.search(right):
            lost.append(right)
    return right


def _right(text: str) -> str:
    plain = text if text.isascii() else unmangled(text).translate(_INVISIBLE).strip()
    if (found := _AS_TEXT.fullmatch(plain)) is None:
        return plain
    return found["quoted"] if found["quoted"] is not None else found["digits"]


def _changed(changed: dict[str, str]) -> list[Issue]:
    if not changed:
        return []
    before, after = next(iter(changed.items()))
    sentence = (
        "Some letters were changed before this file was made, and were put right in "
        f"{len(changed):,} texts: “{shortened(before)}” is “{shortened(after)}”."
    )
    hint = "Check the names, or export the file again as “CSV UTF-8”."
    return [Issue("", "mangled-encoding", "warning", sentence, hint)]


def _lost(lost: Sequence[str]) -> list[Issue]:
    if not lost:
        return []
    sentence = f"Some letters were lost before this file was made, as in “{shortened(lost[0])}”."
    hint = "Export the file again as “CSV UTF-8”, or check the names that have such letters."
    return [Issue("", "lost-letters", "warning", sentence, hint)]


def without_nuls(lines: Iterable[str]) -> Iterable[str]:
    """Leave out the NUL characters that some programs pad their files with."""
    return (line.replace("\0", "") for line in lines)
