"""Edits of electricity bills, and frames of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from carbonsv.document import Edit

BILL = {"activity": "electricity", "unit": "kWh", "start": "2024-04-01", "end": "2024-04-30"}


def added(row_id: str, quantity: float, **values: Any) -> Edit:
    return Edit("activity", row_id, None, {**BILL, "quantity": quantity, **values})


def changed(row_id: str, **values: Any) -> Edit:
    return Edit("activity", row_id, {}, values)


def removed(row_id: str) -> Edit:
    return Edit("activity", row_id, {}, None)


def bills(count: int, first: int = 0) -> pd.DataFrame:
    ids = [f"b{number}" for number in range(first, first + count)]
    return pd.DataFrame({"id": ids, "quantity": np.arange(count) / 3} | BILL).astype(
        {"start": "datetime64[s]"}
    )
