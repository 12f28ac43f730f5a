from __future__ import annotations

from typing import TYPE_CHECKING

import apsw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carbonsv.document.seal import copy, fingerprint, seal

if TYPE_CHECKING:
    from pathlib import Path


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200), st.integers(0, 10_000))
def test_a_seal_fits_until_any_bit_changes(tmp_path: Path, body: bytes, place: int) -> None:
    path = tmp_path / "sealed"
    path.write_bytes(body)
    assert seal(path) == fingerprint(path)[0]
    assert fingerprint(path)[1]
    whole = bytearray(path.read_bytes())
    whole[place % len(whole)] ^= 1 << place % 8
    path.write_bytes(whole)
    assert not fingerprint(path)[1]


def test_a_copy_is_the_file_without_its_seal(tmp_path: Path) -> None:
    path = tmp_path / "sealed"
    path.write_bytes(b"pages")
    digest = seal(path)
    assert copy(path, tmp_path / "copy") == (digest, True)
    assert (tmp_path / "copy").read_bytes() == b"pages"


def test_a_sealed_file_is_still_an_ordinary_database(saved: Path) -> None:
    connection = apsw.Connection(str(saved), apsw.SQLITE_OPEN_READONLY)
    assert connection.execute("PRAGMA integrity_check").get == "ok"
    assert connection.execute("SELECT quantity FROM activity WHERE id = 'a1'").get == 130.0
    connection.close()
