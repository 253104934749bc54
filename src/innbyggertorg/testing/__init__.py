"""Hypothesis strategies for every value, aimed at the places where calendars go wrong.

They are for programs that embed the package as much as for its own tests. Each strategy draws valid values
only, and prefers the hard ones: the nights the clocks change, week 53, leap days, year ends and midnight, and
text that breaks the formats that carry it. Needs Hypothesis, which comes with the extra `test`.

`example_programme` is the house to try things on that examples and tests of the package use.

Importing Hypothesis is enough for `st.from_type(Interval)` and type-annotated `st.builds` to draw from here.
"""

from innbyggertorg.testing.days import (
    day_rules,
    month_days,
    school_calendars,
)
from innbyggertorg.testing.examples import EXAMPLE_TORGS, example_programme
from innbyggertorg.testing.houses import (
    contacts,
    links,
    local_texts,
    organisation_numbers,
    organisations,
    rooms,
    services,
    torgs,
)
from innbyggertorg.testing.model import closures, event_details, events, programmes
from innbyggertorg.testing.opening import (
    hours,
    opening_schedules,
    operations,
    week_hours,
)
from innbyggertorg.testing.parts import parts
from innbyggertorg.testing.recurrence import (
    nth_days,
    overrides,
    recurrence_rules,
    series,
)
from innbyggertorg.testing.text import (
    identifiers,
    lines,
    prose,
    urls,
)
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
    "EXAMPLE_TORGS",
    "closures",
    "contacts",
    "date_ranges",
    "day_rules",
    "days",
    "event_details",
    "events",
    "example_programme",
    "hours",
    "identifiers",
    "instants",
    "intervals",
    "lines",
    "links",
    "local_texts",
    "month_days",
    "nth_days",
    "opening_schedules",
    "operations",
    "organisation_numbers",
    "organisations",
    "overrides",
    "parts",
    "programmes",
    "prose",
    "recurrence_rules",
    "rooms",
    "school_calendars",
    "series",
    "services",
    "torgs",
    "urls",
    "validities",
    "wall_times",
    "week_hours",
    "zone_keys",
    "zones",
]
