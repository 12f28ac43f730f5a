from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from carbonsv.app.reporting.sent_tables import read_tables, write_tables

if TYPE_CHECKING:
    from pathlib import Path

    from carbonsv.app.session import Session


def sent(tables: dict[str, pd.DataFrame], folder: Path) -> dict[str, pd.DataFrame]:
    write_tables(tables, folder)
    return read_tables(folder)


@pytest.mark.parametrize("document", ["sample", "new"])
def test_every_table_of_a_document_arrives_as_it_was(session: Session, tmp_path: Path, document: str) -> None:
    if document == "sample":
        session.open_sample()
    tables = dict(session.snapshot().tables)
    found = sent(tables, tmp_path)
    assert list(found) == list(tables)
    for name, frame in tables.items():
        assert_frame_equal(found[name], frame, check_exact=True)


def test_what_is_not_known_stays_unknown_and_nothing_is_taken_for_it(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "text": pd.Series(["", None, "漢 \U0001f3ed\n", "nan"], dtype="str"),
            "truth": pd.Series([True, None, False, None], dtype="boolean"),
            "number": [0.1, np.nan, -0.0, 5e-324],
            "day": pd.to_datetime(["2024-02-29", None, "1900-01-01", None]).astype("datetime64[s]"),
        }
    )
    assert_frame_equal(sent({"one": frame}, tmp_path)["one"], frame, check_exact=True)
