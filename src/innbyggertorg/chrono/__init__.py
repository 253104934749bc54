"""Time: runs of time and of days, zones, and the way from wall time to instants."""

from innbyggertorg.chrono.dates import DateRange, Validity
from innbyggertorg.chrono.interval import Interval
from innbyggertorg.chrono.wall import is_repeated, is_skipped, resolve, to_utc
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.chrono.zones import DEFAULT_ZONE, Transition, transitions, zone

__all__ = [
    "DEFAULT_ZONE",
    "DateRange",
    "Interval",
    "Transition",
    "Validity",
    "Weekday",
    "is_repeated",
    "is_skipped",
    "resolve",
    "to_utc",
    "transitions",
    "zone",
]
