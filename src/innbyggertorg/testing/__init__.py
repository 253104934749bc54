"""Hypothesis strategies for every value, aimed at the places where calendars go wrong.

They are for programs that embed the package as much as for its own tests. Each strategy draws valid values
only, and prefers the hard ones: the nights the clocks change, week 53, leap days, year ends and midnight.
Needs Hypothesis, which comes with the extra `test`.

Importing Hypothesis is enough for `st.from_type(Interval)` and type-annotated `st.builds` to draw from here.
"""

from innbyggertorg.testing.recurrence import nth_days, overrides, recurrence_rules, series
from innbyggertorg.testing.time import (
    date_ranges,
    days,
    instants,
    intervals,
    validities,
    wall_times,
    zone_keys,
    zones,
)

__all__ = [
    "date_ranges",
    "days",
    "instants",
    "intervals",
    "nth_days",
    "overrides",
    "recurrence_rules",
    "series",
    "validities",
    "wall_times",
    "zone_keys",
    "zones",
]
