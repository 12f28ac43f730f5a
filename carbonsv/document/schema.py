"""The tables inside a document, made from the column contracts.

Every table of records has a `position`, the place of a row: it keeps its order, puts a row that was deleted
back where it was, and says which block of rows shares a hash. Rows that were imported together are in no
table until one of them is edited: they lie in `run`, packed, and `placed_run` says where they stand.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import apsw

from carbonsv.document.format import APPLICATION_ID, FORMAT_VERSION, PAGE_SIZE
from carbonsv.model.tables import Column, Table, document_tables

if TYPE_CHECKING:
    from carbonsv.model.tables import Table as TableContract

_AFFINITIES = {"number": "REAL", "integer": "INTEGER", "boolean": "INTEGER"}


def _own_table(name: str, integers: tuple[str, ...] = (), **columns: str) -> Table:
    described = [(key, "integer" if key in integers else "text", words) for key, words in columns.items()]
    return Table(
        name,
        tuple(
            Column(key, kind, (), "", "", required=False, default=None, label=key, description=words)
            for key, kind, words in described
        ),
    )


META = _own_table("meta", id="What is said about the document.", value="What it is.")
FACTOR_USED = _own_table(
    "factor_used",
    id="Pack, its hash and factor in one.",
    pack_id="The factor pack.",
    pack_sha256="SHA-256 of the pack the values were read from.",
    factor_id="The factor in its pack.",
    content="Every value of the factor, as JSON.",
)
PLACED_RUN = _own_table(
    "placed_run",
    ("first", "size"),
    id="Table and first position in one.",
    table_name="The table its rows belong to.",
    first="The position of its first row.",
    size="How many rows it holds.",
    hash="Which run it is.",
    lowest="The first of its ids, sorted.",
    highest="The last of its ids, sorted.",
)


@cache
def stored_tables() -> dict[str, TableContract]:
    """Return every table whose rows carry hashes, by name."""
    return {contract.name: contract for contract in (*document_tables(), FACTOR_USED, META, PLACED_RUN)}


def quoted(contract: TableContract) -> str:
    """Return the columns of a table as SQL, without its position."""
    return ", ".join(f'"{name}"' for name in contract.names)


def create(connection: apsw.Connection) -> None:
    """Lay out an empty document in an empty database."""
    connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT_VERSION}")
    for contract in stored_tables().values():
        connection.execute(table_sql(contract))
    connection.execute(files(__package__).joinpath("schema.sql").read_text("utf-8"))


def table_sql(contract: TableContract) -> str:
    """Return the statement that makes one table of records."""
    lines = ['"position" INTEGER PRIMARY KEY', *map(_column_sql, contract.columns)]
    return f'CREATE TABLE "{contract.name}" (\n  ' + ",\n  ".join(lines) + "\n) STRICT"


def _column_sql(column: Column) -> str:
    rule = " NOT NULL UNIQUE" if column.name == "id" else ""
    return f'"{column.name}" {_AFFINITIES.get(column.type, "TEXT")}{rule}'


def layout(connection: apsw.Connection) -> list[tuple[Any, ...]]:
    """Return everything a database defines: kind, name, table and statement, in order of name."""
    return connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"
    ).fetchall()


@cache
def expected_layout() -> list[tuple[Any, ...]]:
    """Return what a document of this version defines: nothing less, and nothing more."""
    connection = apsw.Connection(":memory:")
    create(connection)
    return layout(connection)
