"""Occurrences around a change of the clocks, where wall time says too little.

Programs differ on what a repeating end means over such a night, and on starts that are skipped or repeated.
The exporter writes what is untouched by a change as wall time in its zone, and the rest as instants in UTC.
"""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from innbyggertorg.ical.vtimezone import changes
from innbyggertorg.recurrence import RecurrenceRule

__all__ = ["Hours", "first_touched", "is_plain", "touched"]

_LAST_YEAR: Final = 2199  # the model takes no first start after it
_DAY: Final = timedelta(days=1)

Hours = tuple[datetime, datetime]
"""The wall time, end exclusive, that a change skips or repeats."""


def is_plain(start: datetime, end: datetime) -> bool:
    """Whether two aware datetimes of one zone are told by their wall time, and no change lies between."""
    offset = start.utcoffset()
    if offset != end.utcoffset():
        return False
    other_start, other_end = start.replace(fold=1 - start.fold), end.replace(fold=1 - end.fold)
    return offset == other_start.utcoffset() and offset == other_end.utcoffset()


def touched(picks: Sequence[datetime], length: timedelta, key: str) -> dict[datetime, bool]:
    """Return which of *picks*, in order, cannot be written as wall time of a repeating event.

    Args:
        picks: Starts in wall time, in order.
        length: Of each.
        key: IANA key of the zone.

    Returns:
        Each start whose occurrence touches skipped or repeated wall time, and whether its start itself does.
    """
    if not picks or _never(key, _since(picks[0]), _time_of(picks[0]), length):
        return {}
    found = {}
    for begin, end in _nights(key, _since(picks[0])):
        if begin > picks[-1] + length:
            break
        for pick in picks[bisect_left(picks, begin - length) : bisect_left(picks, end)]:
            found[pick] = begin <= pick
    return found


def first_touched(
    rule: RecurrenceRule, first: datetime, length: timedelta, key: str
) -> tuple[datetime, bool] | None:
    """Do as `touched` for a rule that may never end: return the first start, or None for never."""
    if _never(key, _since(first), _time_of(first), length):
        return None
    for begin, end in _nights(key, _since(first)):
        if end > first:
            for pick in rule.starts(first, after=begin - length, before=end, zone=key):
                return pick, begin <= pick
    return None


def _since(first: datetime) -> int:
    return first.year - first.year % 10


def _time_of(wall: datetime) -> timedelta:
    return timedelta(hours=wall.hour, minutes=wall.minute, seconds=wall.second)


@lru_cache(maxsize=256)
def _nights(key: str, year: int) -> tuple[Hours, ...]:
    return tuple(
        (min(change.wall_before, change.wall_after), max(change.wall_before, change.wall_after))
        for each in range(year, _LAST_YEAR + 1)
        for change in changes(key, each)
    )


@lru_cache(maxsize=4096)
def _never(key: str, year: int, time: timedelta, length: timedelta) -> bool:
    """Whether an occurrence at this time of day is untouched by every change, whatever the day."""
    for begin, end in _nights(key, year):
        earliest = begin - length
        midnight = datetime(earliest.year, earliest.month, earliest.day)
        start = midnight + time
        if start < earliest:
            start += _DAY
        if start < end:
            return False
    return True
