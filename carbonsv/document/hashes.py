"""Hashes of blocks of rows: what `integrity_check` misses, they notice."""

# ruff: noqa: S608  names in statements come from the column contracts; values are always bound

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import apsw

from carbonsv.document.format import ROWS_PER_BLOCK
from carbonsv.document.schema import stored_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from carbonsv.model.tables import Column, Table

Block = tuple[str, int]
_DIGEST_BYTES = 32


def digest(content: bytes) -> str:
    """Return the fingerprint used everywhere in a document: BLAKE2b of 32 bytes, in hex."""
    return hashlib.blake2b(content, digest_size=_DIGEST_BYTES).hexdigest()


def block_of(position: int) -> int:
    """Return the number of the block a position lies in."""
    return position // ROWS_PER_BLOCK


def blocks(connection: apsw.Connection, contract: Table) -> Iterator[int]:
    """Yield the numbers of the blocks that hold rows, in order."""
    first = f'SELECT min("position") FROM "{contract.name}" WHERE "position" >= ?'
    position = connection.execute(first, (-(2**63),)).get
    while position is not None:
        yield block_of(position)
        position = connection.execute(first, ((block_of(position) + 1) * ROWS_PER_BLOCK,)).get


def block_hash(connection: apsw.Connection, contract: Table, block: int) -> str | None:
    """Return the hash of one block as the rows are now, or None when it holds no rows.

    What is hashed is a JSON array with one array per row. Numbers enter through `quote`, which writes them
    so that no bit is lost; JSON alone would round them to 15 digits.
    """
    first = block * ROWS_PER_BLOCK
    ends = (first, first + ROWS_PER_BLOCK - 1)
    try:
        together = _block_sql(contract, "count(*), json_group_array({row})")
        found: Any = connection.execute(together, ends).fetchall()[0]
    except apsw.TooBigError:  # very long texts: the rows fit one by one
        return _hash_of_rows(connection.execute(_block_sql(contract, "{row}"), ends))
    count, text = found
    return digest(_encoded(text)) if count else None


def _hash_of_rows(rows: Iterable[Any]) -> str:
    """Return the hash of a block row by row: the same as of all its text at once."""
    hashed = hashlib.blake2b(b"[", digest_size=_DIGEST_BYTES)
    for number, (text,) in enumerate(rows):
        hashed.update(_encoded("," + text if number else text))
    hashed.update(b"]")
    return hashed.hexdigest()


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _block_sql(contract: Table, wanted: str) -> str:
    row = ", ".join(['"position"', *map(_hashed, contract.columns)])
    return (
        f"SELECT {wanted.format(row=f'json_array({row})')}"
        f' FROM "{contract.name}" NOT INDEXED WHERE "position" BETWEEN ? AND ?'  # so: in order of position
    )


def _hashed(column: Column) -> str:
    return f'quote("{column.name}")' if column.type == "number" else f'"{column.name}"'


def rehash(connection: apsw.Connection, touched: Iterable[Block]) -> None:
    """Bring the stored hashes of some blocks in line with their rows."""
    for name, block in sorted(set(touched)):
        now = block_hash(connection, stored_tables()[name], block)
        if now is None:
            connection.execute("DELETE FROM block_hash WHERE table_name = ? AND block = ?", (name, block))
        else:
            connection.execute("INSERT OR REPLACE INTO block_hash VALUES (?, ?, ?)", (name, block, now))


def rehash_all(connection: apsw.Connection) -> None:
    """Work out every hash again, after the tables themselves have changed."""
    connection.execute("DELETE FROM block_hash")
    rehash(connection, list(all_blocks(connection)))


def all_blocks(connection: apsw.Connection) -> Iterator[Block]:
    """Yield every block of every table."""
    for name, contract in stored_tables().items():
        for block in blocks(connection, contract):
            yield name, block


def stored_hashes(connection: apsw.Connection) -> dict[Block, str]:
    """Return the hashes as they were written with the rows."""
    rows = connection.execute("SELECT table_name, block, hash FROM block_hash")
    return {(name, block): written for name, block, written in rows}


def differing_blocks(connection: apsw.Connection) -> list[Block]:
    """Return the blocks whose rows are not what was written."""
    written = stored_hashes(connection)
    present = list(all_blocks(connection))
    changed = [
        (name, block)
        for name, block in present
        if written.get((name, block)) != block_hash(connection, stored_tables()[name], block)
    ]
    return changed + sorted(set(written) - set(present))


def words(block: Block) -> str:
    """Say which rows a block holds."""
    first = block[1] * ROWS_PER_BLOCK
    return f"rows {max(first, 1)} to {first + ROWS_PER_BLOCK - 1} of {block[0]}"
