"""Strategies for time: days, wall times, instants, and runs of them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from innbyggertorg.chrono.dates import DateRange, Validity
from innbyggertorg.chrono.interval import Interval
from innbyggertorg.chrono.wall import resolve
from innbyggertorg.chrono.zones import DEFAULT_ZONE, transitions, zone

__all__ = [
    "date_ranges",
    "days",
    "instants",
    "intervals",
    "validities",
    "wall_times",
    "zone_keys",
    "zones",
]

FIRST_DAY: Final = date(1970, 1, 1)
LAST_DAY: Final = date(2099, 12, 31)

# One zone for each way in which zones differ.
ZONE_KEYS: Final = (
    DEFAULT_ZONE,
    "UTC",
    "Europe/Dublin",  # winter time is the exception there, with a negative saving
    "Atlantic/Azores",  # at 00:00, so that a day begins at 01:00
    "America/New_York",  # changes on other days than Europe
    "America/St_Johns",  # half an hour off; until 2011 it changed at 00:01
    "America/Santiago",  # summer over the new year; changes at midnight
    "Africa/Casablanca",  # changes with Ramadan, four times in some years
    "Africa/Cairo",  # changes at midnight, and not in every year
    "Asia/Kathmandu",  # quarter of an hour off, never changes
    "Australia/Lord_Howe",  # changes by half an hour
    "Pacific/Apia",  # skipped 2011-12-30 whole
    "Pacific/Kiritimati",  # fourteen hours ahead
)

_EDGES_OF_YEAR: Final[tuple[Callable[[int], date], ...]] = (
    lambda year: date(year, 1, 1),
    lambda year: date(year, 12, 31),
    lambda year: date(year, 3, 1) - timedelta(days=1),  # the leap day, in a leap year
    lambda year: date(year, 3, 1),
    lambda year: _monday_before(date(year, 12, 28)),  # of the last ISO week: the 53rd in a long year
    lambda year: date.fromisocalendar(year, 1, 1),
    lambda year: _last_sunday(year, 3),  # the clocks of Europe go forward
    lambda year: _last_sunday(year, 10),  # and back
    lambda year: date(year, 5, 1),
    lambda year: date(year, 8, 31),  # a 31st, followed by a month that has none
)
_HARD_TIMES: Final = (
    time(0, 0),
    time(23, 59, 59),
    time(12, 0),
    time(2, 0),  # the hour that the clocks of Norway skip, and the one they repeat
    time(2, 30),
    time(3, 0),
    time(1, 59, 59),
    time(23, 0),
)
_NEAR: Final = tuple(
    timedelta(seconds=seconds)
    for distance in (0, 1, 900, 1800, 3599, 3600, 7200, 86_400)
    for seconds in sorted({distance, -distance}, reverse=True)
)
_USUAL_MINUTES: Final = (60, 15, 90, 1440, 1380, 1500, 10_080)


def _monday_before(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)  # of March and October
    return last - timedelta(days=last.isoweekday() % 7)


def zone_keys() -> SearchStrategy[str]:
    """Draw IANA zone keys, one for each way in which zones differ; Europe/Oslo is the simplest."""
    return st.sampled_from(ZONE_KEYS)


def zones() -> SearchStrategy[ZoneInfo]:
    """Draw time zones, one for each way in which zones differ; Europe/Oslo is the simplest."""
    return zone_keys().map(zone)


def days(first: date = FIRST_DAY, last: date = LAST_DAY) -> SearchStrategy[date]:
    """Draw days from *first* to *last*, both included and in the years 2 to 9998.

    About half are at an edge or next to one: new year, the end of February, the Monday of the last ISO week
    (53 in a long year), the Sundays on which the clocks of Europe change, the last of a month with 31 days.
    """

    def near_edge(year: int, edge: Callable[[int], date], shift: int) -> date:
        return min(max(edge(year) + timedelta(days=shift), first), last)

    edges = st.builds(
        near_edge,
        st.integers(first.year, last.year),
        st.sampled_from(_EDGES_OF_YEAR),
        st.sampled_from((0, 1, -1)),
    )
    return st.one_of(st.dates(first, last), edges)


def wall_times(
    first: date = FIRST_DAY, last: date = LAST_DAY, *, zone_key: str = DEFAULT_ZONE
) -> SearchStrategy[datetime]:
    """Draw wall times: naive datetimes in whole seconds, on days from *first* to *last*, both included.

    About half are within a day of a change of the clocks in the zone of *zone_key*, times in the gap and
    in the repeated hour among them; others are at midnight or at the last second before it.
    """

    def near_change(year: int, index: int, shift: timedelta, after: bool) -> datetime:
        changes = transitions(zone_key, year)
        if not changes:
            return _clamp(datetime(year, 1, 1) + shift, first, last)
        change = changes[index % len(changes)]
        return _clamp((change.wall_after if after else change.wall_before) + shift, first, last)

    return st.one_of(
        st.builds(datetime.combine, days(first, last), _times()),
        st.builds(
            near_change,
            st.integers(first.year, last.year),
            st.integers(0, 3),
            st.sampled_from(_NEAR),
            st.booleans(),
        ),
    )


def instants(
    first: date = FIRST_DAY, last: date = LAST_DAY, *, in_zones: SearchStrategy[str] | None = None
) -> SearchStrategy[datetime]:
    """Draw instants: aware datetimes in whole seconds, each in its own zone.

    Args:
        first: The first day, in the zone drawn.
        last: The last day, in the zone drawn. A drawn instant never falls on an earlier or a later one.
        in_zones: Draws the zone keys; by default `zone_keys`.

    Returns:
        Datetimes with `ZoneInfo`; about half are next to a change of the clocks, the second of two equal
        wall times (`fold=1`) among them.
    """

    def in_zone(key: str) -> SearchStrategy[datetime]:
        tz = zone(key)

        def near_change(year: int, index: int, shift: timedelta) -> datetime:
            changes = transitions(key, year)
            change = changes[index % len(changes)].utc if changes else datetime(year, 1, 1, tzinfo=UTC)
            near = (change + shift).astimezone(tz)
            if first <= near.date() <= last:
                return near
            return resolve(_clamp(near.replace(tzinfo=None, fold=0), first, last), tz)

        years = st.integers(first.year, last.year)
        either = st.one_of(
            wall_times(first, last, zone_key=key).map(lambda wall: resolve(wall, tz)),
            st.builds(near_change, years, st.integers(0, 3), st.sampled_from(_NEAR)),
        )
        return either.filter(lambda instant: first <= instant.date() <= last)  # a gap may lead past the day

    return (zone_keys() if in_zones is None else in_zones).flatmap(in_zone)


def intervals(
    first: date = FIRST_DAY,
    last: date = LAST_DAY,
    *,
    longest: timedelta = timedelta(days=31),
    in_zones: SearchStrategy[str] | None = None,
) -> SearchStrategy[Interval]:
    """Draw intervals that start on a day from *first* to *last*, at most *longest* of elapsed time.

    Lengths are usual ones (a quarter, an hour, a day of 23, 24 or 25 hours, a week) or any number of
    seconds. Both ends are in one zone.
    """
    most = longest // timedelta(seconds=1)
    usual = [minutes * 60 for minutes in _USUAL_MINUTES if minutes * 60 <= most]

    def from_start(start: datetime, seconds: int) -> Interval:
        end = start.astimezone(UTC) + timedelta(seconds=seconds)
        return Interval(start, end.astimezone(start.tzinfo))

    return st.builds(from_start, instants(first, last, in_zones=in_zones), _one_of_usual(usual, 1, most))


def date_ranges(
    first: date = FIRST_DAY, last: date = LAST_DAY, *, least: int = 0, most: int = 800
) -> SearchStrategy[DateRange]:
    """Draw runs of *least* to *most* days, empty ones too, that start on a day from *first* to *last*."""
    usual = [length for length in (1, 7, 0, 28, 365, 366) if least <= length <= most]

    def from_start(start: date, length: int) -> DateRange:
        return DateRange(start, start + timedelta(days=length))

    return st.builds(from_start, days(first, last), _one_of_usual(usual, least, most))


def validities(first: date = FIRST_DAY, last: date = LAST_DAY) -> SearchStrategy[Validity]:
    """Draw validities whose bounds are days from *first* to *last*, or open."""

    def in_order(one: date | None, other: date | None) -> Validity:
        if one is not None and other is not None and other < one:
            one, other = other, one
        return Validity(one, other)

    bounds = st.one_of(st.none(), days(first, last))
    return st.builds(in_order, bounds, bounds)


def _one_of_usual(usual: list[int], least: int, most: int) -> SearchStrategy[int]:
    number = st.integers(least, most)
    return st.one_of(st.sampled_from(usual), number) if usual else number


def _times() -> SearchStrategy[time]:
    any_time = st.times().map(lambda moment: moment.replace(microsecond=0, fold=0))
    return st.one_of(st.sampled_from(_HARD_TIMES), any_time)


def _clamp(wall: datetime, first: date, last: date) -> datetime:
    """Return the wall time on the nearest day from *first* to *last*, at the same time of day."""
    return datetime.combine(min(max(wall.date(), first), last), wall.time())
