"""Measure reading OSM opening hours: python bench/exchange/run.py

Against opening-hours-py, a parser in Rust, over the texts of tests/data/opening. CPU time, medians of
interleaved rounds, everything read once before. What is quoted is the ratio; absolute times are for
orientation.
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

import opening_hours

from innbyggertorg.errors import ParseError
from innbyggertorg.exchange import osm
from support.osm_data import rows

ROUNDS = 9
REPEATED = 10


def accepted() -> list[str]:
    """Return the texts that this package reads."""
    found = []
    for row in rows("osm"):
        try:
            osm.parse(row["osm"])
        except ParseError:
            continue
        found.append(row["osm"])
    return found


def taken(read: Callable[[str], Any], text: str) -> float:
    """Return the CPU time of reading a text once."""
    before = time.process_time()
    for _ in range(REPEATED):
        read(text)
    return (time.process_time() - before) / REPEATED


def main() -> None:
    """Print the table."""
    texts = accepted()
    readers: dict[str, Callable[[str], Any]] = {
        "ours": osm.parse,
        "theirs": lambda text: opening_hours.OpeningHours(text, country="NO"),
    }
    times: dict[str, list[list[float]]] = {name: [[] for _ in texts] for name in readers}
    for _ in range(ROUNDS):
        gc.collect()
        for n, text in enumerate(texts):
            for name, read in readers.items():
                times[name][n].append(taken(read, text))
    medians = {name: sorted(map(statistics.median, rounds)) for name, rounds in times.items()}
    print(f"{len(texts)} texts; microseconds a text: median, 95th percentile, most")
    for name, found in medians.items():
        row = statistics.median(found), found[len(found) * 95 // 100], found[-1]
        print(f"  {name:8}" + "".join(f"{each * 1e6:10.1f}" for each in row))
    print(
        f"  ours over theirs: {statistics.median(medians['ours']) / statistics.median(medians['theirs']):.1f}"
    )


if __name__ == "__main__":
    main()
