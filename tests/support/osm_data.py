"""Texts of OSM opening hours with the spans that two engines agree on.

These are opening_hours.js 3.15.0 and opening-hours-py 2.1.4. Where they let a rule for one day cut the hours
that run over into it, the spans are this package's: they are not cut. `spans` are gaps and lengths in turn,
in minutes, from the start of the window.
"""

import json
from datetime import datetime
from itertools import islice
from pathlib import Path

from innbyggertorg.chrono.interval import Interval
from support.exchange import OSLO, joined

DATA = Path(__file__).parents[1] / "data" / "opening"


def rows(name):
    """Read a file of texts."""
    return [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]


def window_of_row(row):
    return Interval(*(datetime.fromisoformat(text).replace(tzinfo=OSLO) for text in row["window"]))


def spans_of_row(row):
    """Return the spans of a row in seconds since 1970."""
    moment, found = window_of_row(row).start.timestamp(), []
    numbers = iter(row["spans"])
    while pair := tuple(islice(numbers, 2)):
        start = moment + 60 * pair[0]
        moment = start + 60 * pair[1]
        found.append((start, moment, "open"))
    return joined(found)
