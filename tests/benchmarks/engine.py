"""How fast the engine is, against plain NumPy, polars, DuckDB and pint in the same run.

uv run --group bench python tests/benchmarks/engine.py [records] [rounds]
"""

from __future__ import annotations

import platform
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from carbonsv.engine.quantify import quantify
from carbonsv.inventory.inventory import Inventory, make_inventory
from carbonsv.library.factor_library import FactorLibrary
from tests.benchmarks import rivals
from tests.benchmarks.made_records import POLICY, YEAR, as_text, make_records
from tests.benchmarks.timing import alternate, show

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

RECORDS = 1_000_000
ROUNDS = 7
PINT_RECORDS = 2000


def footprint(records: pd.DataFrame, library: FactorLibrary) -> Inventory:
    """Make the inventory and total it by scope and category."""
    inventory = make_inventory(records, library, POLICY, YEAR)
    inventory.by_category()
    return inventory


def every_total(records: pd.DataFrame, library: FactorLibrary) -> None:
    """Make the inventory with every total that is shown somewhere."""
    inventory = footprint(records, library)
    for totals in (inventory.by_scope, inventory.by_site, inventory.by_month, inventory.by_activity):
        totals()


def by_other_factors(inventory: Inventory) -> Callable[[], object]:
    """Return the total of the same cells by factors a tenth higher."""
    cube = inventory.cube
    higher = np.nan_to_num(cube.plan.co2e_kg_per_unit * 1.1)
    group = inventory.lines["scope"].cat.codes.to_numpy()
    return lambda: np.bincount(group, weights=cube.co2e_kg(higher))


def main(count: int, rounds: int) -> None:
    """Time everything on the same records and print the ratios."""
    for name in ("inventory", "quantify"):  # first: the peak of a child begins with its parent's
        print(f"peak memory of a process that makes {name}: {_peak_mb(name, count):,} MB")
    library = FactorLibrary.load()
    records = make_records(library, count)
    spanning = make_records(library, count, spanning_share=0.1)
    texts = as_text(records)
    arrays = rivals.lay_out(records, library)
    inventory = footprint(records, library)
    lines = rivals.line_table(records, library)
    sample = records.head(PINT_RECORDS)
    print(f"{count:,} records, {len(arrays.source):,} lines, {len(inventory.cube.cells):,} cells")
    print(f"{platform.python_version()}, NumPy {np.__version__}, best and median of {rounds} rounds in turn")
    times = alternate(
        {
            "NumPy": lambda: rivals.numpy_only(arrays),
            "NumPy, factors by code": lambda: rivals.numpy_by_code(arrays),
            "inventory": lambda: footprint(records, library),
            "inventory with every total": lambda: every_total(records, library),
            "inventory, a tenth of records over months": lambda: footprint(spanning, library),
            "inventory, text not as categories": lambda: footprint(texts, library),
            "changed factor": by_other_factors(inventory),
            "polars": rivals.in_polars(records, lines),
            "DuckDB": rivals.in_duckdb(records, lines),
            "quantify, every line written": lambda: quantify(records, library, POLICY),
            "pint, one quantity at a time": rivals.by_pint(sample, library),
        },
        rounds,
    )
    times["pint, one quantity at a time"] = [
        one * count / PINT_RECORDS for one in times["pint, one quantity at a time"]
    ]
    targets = {"inventory": "<= 1.5", "changed factor": "<= 0.1", "quantify, every line written": "<= 10"}
    for name, one in times.items():
        show(name, one, times["NumPy"], targets.get(name, ""))
    for name in ("polars", "DuckDB", "pint, one quantity at a time"):
        ratio = min(times[name]) / min(times["inventory"])
        print(f"{name} takes {ratio:,.1f} times as long as the inventory")


def _peak_mb(name: str, count: int) -> int:
    script = Path(__file__).with_name("memory.py")
    done = subprocess.run([sys.executable, script, name, str(count)], capture_output=True, check=True)
    return int(done.stdout)


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    main(*(given + [RECORDS, ROUNDS][len(given) :]))
