"""Text files of rows as organisations have them: which encoding, which delimiter, and every row."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from carbonsv.activities.files.mended_text import without_nuls
from carbonsv.activities.files.plain_rows import PlainRows, plain_rows
from carbonsv.activities.files.text_blocks import TextBlocks
from carbonsv.errors import UnusableFileError
from carbonsv.model.issue import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from carbonsv.activities.files.watch import Watch

Rows: TypeAlias = "list[list[str]] | PlainRows"

LARGEST_TEXT_BYTES = 2_000_000_000
SAMPLE_CHARACTERS = 100_000
FIRST_ROWS = 2_000  # in which headings are looked for, and by which a file is recognised
ROWS_AT_ONCE = 300  # few enough that their texts stay in the processor's cache
BLOCK_CHARACTERS = 1 << 21  # some milliseconds of work, after which a user may have stopped it
DELIMITERS = (",", ";", "\t", "|")
_BLOCK_BYTES = 1 << 22
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECIMAL_COMMA = re.compile(r"[-+(]?\d{1,3}(?:[. ]?\d{3})*,\d+\)?")
_CONTROLS = bytes(sorted({*range(1, 32), 127} - set(b"\t\n\r\f\x1a")))
_MOST_CONTROLS, _LEAST_LETTERS = 0.01, 0.2  # shares of the characters at the beginning of a file
_HANDLER = "carbonsv-as-cp1252"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file is written."""

    encoding: str
    errors: str
    delimiter: str
    issues: tuple[Issue, ...]
    has_separator_line: bool = False
    has_nuls: bool = False


def find_dialect(path: Path, encoding: str = "", delimiter: str = "") -> Dialect:
    """Find out how a text file is written.

    Args:
        path: the file.
        encoding: where it is known, as Python calls it.
        delimiter: where it is known.

    Raises:
        UnusableFileError: it holds no text, or is too large.
    """
    errors = "strict"
    issues: list[Issue] = []
    if not encoding:
        encoding, errors, issues = find_encoding(path)
    try:
        with path.open(encoding=encoding, errors=errors, newline="") as file:
            sample = file.read(SAMPLE_CHARACTERS)
    except (UnicodeError, LookupError) as error:
        raise UnusableFileError(path, f"its text is not {encoding}", "Choose another encoding.") from error
    if len(sample) == SAMPLE_CHARACTERS and not any(end in sample for end in "\r\n"):
        raise UnusableFileError(path, "its first line never ends, as no table's does")
    first = sample.partition("\n")[0].strip().casefold()
    said = first[4:] if re.fullmatch(r"sep=[,;|\t]", first) else ""
    chosen = delimiter or said or _find_delimiter(sample)
    has_nuls = "\0" in sample
    return Dialect(encoding, errors, chosen, (*issues, *_nuls(has_nuls)), bool(said), has_nuls)


def text_rows(path: Path, dialect: Dialect, watch: Watch) -> Iterator[tuple[Rows, str]]:
    """Yield the rows piece by piece; a row that breaks the rules of CSV ends its piece and is described.

    The first piece is read by csv.reader; then it reads only the blocks of text that are not plain.

    Yields:
        Rows as they stand, and what is wrong with the row after them; nothing when it is only the next piece.
    """
    size = max(path.stat().st_size, 1)
    with path.open("rb") as raw:
        file = io.TextIOWrapper(raw, dialect.encoding, dialect.errors, newline="")
        blocks = TextBlocks(file, BLOCK_CHARACTERS)
        lines = 0
        while text := blocks.left():
            rows = plain_rows(text, dialect.delimiter) if lines else None
            if rows is not None:
                blocks.skip()
                lines += len(rows)
                yield rows, ""
                watch.reached(raw.tell() / size)
                continue
            for some, wrong, line in _written_rows(blocks, dialect, lines):
                yield some, wrong
                watch.reached(raw.tell() / size)
                lines = line


def _written_rows(
    blocks: TextBlocks, dialect: Dialect, lines: int
) -> Iterator[tuple[list[list[str]], str, int]]:
    """Yield rows as csv.reader reads them, what is wrong after them, and how many lines they end on.

    They go on to the first boundary between rows behind the end of the block.
    """
    text = blocks.lines()
    reader = csv.reader(
        without_nuls(text) if dialect.has_nuls else text, delimiter=dialect.delimiter, strict=True
    )
    block, piece = blocks.number, ROWS_AT_ONCE if lines else FIRST_ROWS
    while True:
        rows: list[list[str]] = []
        wrong, begun = "", reader.line_num
        try:
            rows.extend(islice(reader, piece))  # what was read before an error stays
        except csv.Error as error:
            wrong = _broken(error, lines + reader.line_num)
        if rows or reader.line_num > begun:
            yield rows, wrong, lines + reader.line_num
        if reader.line_num == begun or blocks.number != block or piece == FIRST_ROWS:
            return


def _broken(error: csv.Error, line: int) -> str:
    reason = str(error)
    if "limit" in reason:
        reason = "a quotation mark is opened and not closed"
    elif "expected after" in reason:
        reason = "text follows a closing quotation mark"
    elif "unexpected end" in reason:
        reason = "a quotation mark is opened and not closed"
    return f"{reason} (line {line})"


def find_encoding(path: Path) -> tuple[str, str, list[Issue]]:
    """Return how the letters of a text file are written, what to do with others, and what is to be said."""
    size = path.stat().st_size
    if size > LARGEST_TEXT_BYTES:
        raise UnusableFileError(path, f"it is larger than {LARGEST_TEXT_BYTES // 1_000_000:,} MB")
    with path.open("rb") as file:
        head = file.read(65_536)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, "replace" if encoding == "utf-16" else _fallback(path, encoding), []
    if b"\0" in head and (found := _utf16_without_mark(head)):
        return found, "replace", []
    _refuse_binary(path, head)
    if _decodes(path, "utf-8"):
        return "utf-8", "strict", []
    if re.search(rb"[\xc2-\xc3][\x80-\xbf]|[\xe2][\x80-\x84][\x80-\xbf]", head):
        return "utf-8", _as_cp1252(), [_mixed()]
    return "cp1252", "replace", [_guessed()]


def _fallback(path: Path, encoding: str) -> str:
    return "strict" if _decodes(path, encoding) else _as_cp1252()


def _utf16_without_mark(head: bytes) -> str:
    """Recognise UTF-16 by its blank halves; nothing where it is none."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(len(head) // 2, 1)
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.1 * half else ""


def _refuse_binary(path: Path, head: bytes) -> None:
    """Refuse what is no text: control characters among the letters, or hardly anything else than NULs."""
    letters = head.replace(b"\0", b"")
    strange = len(letters) - len(letters.translate(None, _CONTROLS))
    if strange > _MOST_CONTROLS * len(letters) or len(letters) < _LEAST_LETTERS * len(head):
        raise UnusableFileError(path, "it is neither text nor a workbook", "Export it as CSV or XLSX.")


def _nuls(there: bool) -> list[Issue]:  # noqa: FBT001
    if not there:
        return []
    sentence = "The file has NUL characters among its text; they were left out."
    return [Issue("", "nul-characters", "warning", sentence, "See whether the file was copied completely.")]


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK_BYTES):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _as_cp1252() -> str:
    """Return the name of an error handler that reads what is not UTF-8 as Windows text."""
    codecs.register_error(_HANDLER, _read_as_cp1252)
    return _HANDLER


def _read_as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


def _find_delimiter(sample: str) -> str:
    """Return the delimiter that parts most rows alike; a comma that stands in numbers is none."""
    lines = sample.splitlines(keepends=True)
    lines = lines[:-1] if len(sample) == SAMPLE_CHARACTERS and len(lines) > 1 else lines
    tries = {delimiter: _parted(lines[:300], delimiter) for delimiter in DELIMITERS}
    scores = {delimiter: _evenness(rows) for delimiter, rows in tries.items()}
    others = {delimiter: score for delimiter, score in scores.items() if delimiter != ","}
    rival = max(others, key=lambda delimiter: others[delimiter])
    if others[rival] > 0.5 and (scores[","] <= others[rival] or _has_decimal_comma(tries[rival])):  # noqa: PLR2004
        return rival
    return "," if scores[","] else rival if others[rival] else ","


def _parted(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    try:
        return [row for row in csv.reader(lines, delimiter=delimiter) if any(row)]
    except csv.Error:
        return []


def _evenness(rows: Sequence[Sequence[str]]) -> float:
    """Rate a way of parting rows: the share of rows with the usual number of fields, if more than one."""
    if not rows:
        return 0.0
    usual, count = Counter(map(len, rows)).most_common(1)[0]
    return 0.0 if usual < 2 else count / len(rows) + usual / 1000  # noqa: PLR2004


def _has_decimal_comma(rows: Sequence[Sequence[str]]) -> bool:
    return any(_DECIMAL_COMMA.fullmatch(cell.strip()) for row in rows for cell in row)


def _guessed() -> Issue:
    sentence = "The file does not say how its letters are written; it was read as Windows text (cp1252)."
    return Issue("", "guessed-encoding", "notice", sentence, "Check the names with accents and the £ signs.")


def _mixed() -> Issue:
    sentence = "The file has letters written in two ways, UTF-8 and Windows text; each was read as it is."
    return Issue("", "mixed-encoding", "warning", sentence, "Check the names with accents and the £ signs.")
