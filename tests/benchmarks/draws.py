"""Time of 10,000 Monte Carlo draws over a document of 1,000,000 records, and of every figure of uncertainty.

Usage: python -m tests.benchmarks.draws [RECORDS] [ROUNDS]
"""

from __future__ import annotations

import sys
import time
from statistics import median
from typing import TYPE_CHECKING

from carbonsv.engine.uncertainty import DRAWS, analytic, contributions, simulated, what_to_measure
from carbonsv.inventory.drill import uncertain_terms
from carbonsv.inventory.inventory import make_inventory
from carbonsv.library.factor_library import FactorLibrary
from carbonsv.library.pedigree import pedigree
from tests.benchmarks.made_records import POLICY, YEAR, make_records

if TYPE_CHECKING:
    from collections.abc import Callable

    from carbonsv.engine.uncertainty import Terms
    from carbonsv.inventory.inventory import Inventory

LIMIT_S = 1.0
RECORDS = 1_000_000
ROUNDS = 5


def main(records: int, rounds: int) -> int:
    """Print the times; the exit code says whether draws from the inventory keep the limit."""
    library = FactorLibrary.load()
    begun = time.perf_counter()
    inventory = make_inventory(make_records(library, records), library, POLICY, YEAR)
    print(f"{records:,} records, inventory made in {time.perf_counter() - begun:.2f} s (with its records)")
    terms = uncertain_terms(inventory)
    print(
        f"{len(terms.sources):,} quantities, {len(terms.factors):,} factors, {len(terms.co2e_kg):,} products"
    )
    drawn = simulated(terms)
    share = abs(drawn.width_kg - analytic(terms).width_kg) / drawn.width_kg
    print(f"the widths of the interval by draws and by moments differ by {share:.2%}")
    worst = _time(f"{DRAWS:,} draws from the inventory", lambda: simulated(_terms(inventory)), rounds)
    _time("draws alone", lambda: simulated(terms), rounds)
    _time("causes", lambda: contributions(terms), rounds)
    _time("what to measure first", lambda: what_to_measure(terms, pedigree()), rounds)
    print(f"limit {LIMIT_S:g} s: {'kept' if worst <= LIMIT_S else 'NOT KEPT'}")
    return 0 if worst <= LIMIT_S else 1


def _terms(inventory: Inventory) -> Terms:
    """Return the terms worked out anew: nothing that an earlier round has kept is used."""
    inventory.__dict__.pop("lines", None)
    return uncertain_terms(inventory)


def _time(name: str, work: Callable[[], object], rounds: int) -> float:
    """Print least, median and most of some rounds [s]; return the most."""
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    print(f"{name:34} least {min(times):.3f} s, median {median(times):.3f} s, most {max(times):.3f} s")
    return max(times)


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    sys.exit(main(*(given + [RECORDS, ROUNDS][len(given) :])))
