"""Occurrences around a change of the clocks, where wall time says too little.

Programs differ on what a repeating end means over such a night, and on starts that are skipped or repeated.
The exporter writes what is untouched by a change as wall time in its zone, and the rest as instants in UTC.
"""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final

from innbyggertorg.ical.vtimezone import changes
from innbyggertorg.recurrence import Frequency, RecurrenceRule
from innbyggertorg.recurrence.engine.gregorian import DAY
from innbyggertorg.recurrence.engine.moments import from_moment, to_datetime
from innbyggertorg.recurrence.engine.plan import Plan

__all__ = [
    "is_at_an_hour_of_change",
    "is_near_a_change",
    "is_never_touched",
    "is_plain",
    "is_touched_for_ever",
    "touched",
    "touching_weekdays",
]

_LAST_YEAR: Final = 2199  # the model takes no first start after it, and no zone changes its rules after it
_SECOND: Final = timedelta(seconds=1)
_AT_A_TIME: Final = 10  # years

Hours = tuple[int, int]
"""Wall time in seconds, end exclusive, that a change skips or repeats."""


def is_plain(start: datetime, end: datetime) -> bool:
    """Whether two aware datetimes of one zone are told by their wall time, and no change lies between."""
    offset = start.utcoffset()
    if offset != end.utcoffset():
        return False
    other_start, other_end = start.replace(fold=1 - start.fold), end.replace(fold=1 - end.fold)
    return offset == other_start.utcoffset() and offset == other_end.utcoffset()


def is_at_an_hour_of_change(first: datetime, key: str) -> bool:
    """Whether the clocks of a zone at times skip or repeat this time of day, on whatever day.

    No two programs agree on such starts, and libical 3 lets a monthly rule at such an hour drift on other
    days too.
    """
    return _changes_at(key, first.year // 10, _second_of_day(first))


def touching_weekdays(first: datetime, length: timedelta, key: str) -> frozenset[int]:
    """Return on which weekdays a start at the time of *first*, then or later, may be touched by a change."""
    return _touching(key, first.year // 10, _second_of_day(first), length)


def is_near_a_change(start: datetime, length: timedelta, key: str) -> bool:
    """Whether wall time that is skipped or repeated is touched from *start* on, for at most a year."""
    wall = from_moment(start)
    end = wall + length // _SECOND
    return any(begin <= end and wall < over for begin, over in _nights_around(key, start.year))


def touched(picks: Sequence[int], length: timedelta, key: str) -> set[int]:
    """Return which of *picks* cannot be written as wall time of a repeating event.

    Args:
        picks: Starts as walls, in order, all at one time of day.
        length: Of each.
        key: IANA key of the zone.

    Returns:
        Each start whose occurrence touches skipped or repeated wall time.
    """
    found: set[int] = set()
    if not picks:
        return found
    first = to_datetime(picks[0])
    if not touching_weekdays(first, length, key):
        return found
    lasting = length // _SECOND
    for year in range(first.year, min(to_datetime(picks[-1]).year + 1, date.max.year - 1) + 1):
        for begin, end in _nights(key, year):
            found.update(picks[bisect_left(picks, begin - lasting) : bisect_left(picks, end)])
    return found


def is_never_touched(rule: RecurrenceRule, first: datetime, length: timedelta, key: str) -> bool:
    """Whether `touched` finds nothing for a rule of whole days, as its weekdays and its time of day show."""
    weekdays = touching_weekdays(first, length, key)
    if not weekdays:
        return True
    if rule.by_day:
        return weekdays.isdisjoint([day.weekday for day in rule.by_day])
    return rule.frequency is Frequency.WEEKLY and first.weekday() not in weekdays


def is_touched_for_ever(plan: Plan, length: timedelta, key: str) -> bool:
    """Whether `touched` finds something for a rule that never ends, however late."""
    for year in range(to_datetime(plan.begin).year, _LAST_YEAR + 1, _AT_A_TIME):
        begin, end = datetime(year, 1, 1), datetime(year + _AT_A_TIME, 1, 1)
        if touched(plan.between(from_moment(begin), from_moment(end)), length, key):
            return True
    return False


def _second_of_day(wall: datetime) -> int:
    return wall.hour * 3600 + wall.minute * 60 + wall.second


@lru_cache(maxsize=4096)
def _nights(key: str, year: int) -> tuple[Hours, ...]:
    return tuple(
        (
            from_moment(min(change.wall_before, change.wall_after)),
            from_moment(max(change.wall_before, change.wall_after)),
        )
        for change in changes(key, year)
    )


@lru_cache(maxsize=256)
def _nights_around(key: str, year: int) -> tuple[Hours, ...]:
    years = range(max(year - 1, date.min.year), min(year + 1, date.max.year - 1) + 1)
    return tuple([night for each in years for night in _nights(key, each)])


@lru_cache(maxsize=256)
def _hours(key: str, decade: int) -> frozenset[tuple[int, int, int]]:
    """Return weekday, second of the day and length of all that changes skip or repeat from a decade on."""
    return frozenset(
        ((begin // DAY - 1) % 7, begin % DAY, end - begin)
        for year in range(decade * 10, _LAST_YEAR + 1)
        for begin, end in _nights(key, year)
    )


@lru_cache(maxsize=4096)
def _changes_at(key: str, decade: int, time: int) -> bool:
    """Whether some change from *decade* on skips or repeats this time of day."""
    return any((time - begin) % DAY < width for _, begin, width in _hours(key, decade))


@lru_cache(maxsize=4096)
def _touching(key: str, decade: int, time: int, length: timedelta) -> frozenset[int]:
    """Return the weekdays on which a start at this time of day is touched by some change from *decade* on."""
    found, lasting = set(), length // _SECOND
    for weekday, begin, width in _hours(key, decade):
        start = time - (time - begin + lasting) // DAY * DAY  # the first that is not over before
        while start < begin + width:
            found.add((weekday + start // DAY) % 7)
            start += DAY
    return frozenset(found)
