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

__all__ = ["is_at_an_hour_of_change", "is_never_touched", "is_plain", "is_touched_for_ever", "touched"]

_LAST_YEAR: Final = 2199  # the model takes no first start after it, and no zone changes its rules after it
_DAY: Final = timedelta(days=1)
_AT_A_TIME: Final = 10  # years

Hours = tuple[datetime, datetime]
"""Wall time, end exclusive, that a change skips or repeats."""


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
    return _changes_at(key, _since(first), _time_of(first))


def touched(picks: Sequence[datetime], length: timedelta, key: str) -> set[datetime]:
    """Return which of *picks* cannot be written as wall time of a repeating event.

    Args:
        picks: Starts in wall time, in order, all at one time of day.
        length: Of each.
        key: IANA key of the zone.

    Returns:
        Each start whose occurrence touches skipped or repeated wall time.
    """
    found: set[datetime] = set()
    if not picks or not _touching(key, _since(picks[0]), _time_of(picks[0]), length):
        return found
    for year in range(picks[0].year, min(picks[-1].year + 1, date.max.year - 1) + 1):
        for begin, end in _nights(key, year):
            found.update(picks[bisect_left(picks, begin - length) : bisect_left(picks, end)])
    return found


def is_never_touched(rule: RecurrenceRule, first: datetime, length: timedelta, key: str) -> bool:
    """Whether `touched` finds nothing for a rule of whole days, as its weekdays and its time of day show."""
    weekdays = _touching(key, _since(first), _time_of(first), length)
    if not weekdays:
        return True
    if rule.by_day:
        return weekdays.isdisjoint(int(day.weekday) for day in rule.by_day)
    return rule.frequency is Frequency.WEEKLY and first.weekday() not in weekdays


def is_touched_for_ever(rule: RecurrenceRule, first: datetime, length: timedelta, key: str) -> bool:
    """Whether `touched` finds something for a rule that never ends, however late."""
    if is_never_touched(rule, first, length, key):
        return False
    for year in range(first.year, _LAST_YEAR + 1, _AT_A_TIME):
        begin, end = datetime(year, 1, 1), datetime(year + _AT_A_TIME, 1, 1)
        if touched(list(rule.starts(first, after=begin, before=end, zone=key)), length, key):
            return True
    return False


def _since(first: datetime) -> int:
    return first.year - first.year % 10


def _time_of(wall: datetime) -> timedelta:
    return timedelta(hours=wall.hour, minutes=wall.minute, seconds=wall.second)


@lru_cache(maxsize=4096)
def _nights(key: str, year: int) -> tuple[Hours, ...]:
    return tuple(
        (min(change.wall_before, change.wall_after), max(change.wall_before, change.wall_after))
        for change in changes(key, year)
    )


@lru_cache(maxsize=256)
def _hours(key: str, year: int) -> frozenset[tuple[int, timedelta, timedelta]]:
    """Return weekday, time of day and length of everything that changes skip or repeat from *year* on."""
    return frozenset(
        (begin.weekday(), _time_of(begin), end - begin)
        for each in range(year, _LAST_YEAR + 1)
        for begin, end in _nights(key, each)
    )


@lru_cache(maxsize=4096)
def _changes_at(key: str, year: int, time: timedelta) -> bool:
    """Whether some change from *year* on skips or repeats this time of day."""
    return any((time - begin) % _DAY < width for _, begin, width in _hours(key, year))


@lru_cache(maxsize=4096)
def _touching(key: str, year: int, time: timedelta, length: timedelta) -> frozenset[int]:
    """Return the weekdays on which a start at this time of day is touched by some change from *year* on."""
    found = set()
    for weekday, begin, width in _hours(key, year):
        start = time + _DAY * -((time - begin + length) // _DAY)  # the first that is not over before
        while start < begin + width:
            found.add((weekday + start // _DAY) % 7)
            start += _DAY
    return frozenset(found)
