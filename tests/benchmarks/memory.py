"""Print the peak memory [MB] of this process after it has made an inventory, or quantified every line."""

from __future__ import annotations

import resource
import sys

from carbonsv.engine.quantify import quantify
from carbonsv.inventory.inventory import make_inventory
from carbonsv.library.factor_library import FactorLibrary
from tests.benchmarks.made_records import POLICY, YEAR, make_records


def main(what: str, count: int) -> None:
    """Make the records, do it, and print the most memory the process has had."""
    library = FactorLibrary.load()
    records = make_records(library, count)
    if what == "inventory":
        make_inventory(records, library, POLICY, YEAR).by_category()
    elif what == "quantify":
        quantify(records, library, POLICY)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
