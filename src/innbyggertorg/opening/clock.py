"""From wall time in one zone to instants, in whole seconds since 1970, for the edges of opening hours.

An edge in a gap becomes the instant of the change, and a repeated one its first occurrence: so hours that lie
wholly in a gap vanish, and an edge never moves past another. Elsewhere in the package a wall time in a gap
moves forward by the length of the gap, as RFC 5545 has it for events, which keep their length.
"""

from bisect import bisect_right
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from innbyggertorg.chrono.zones import transitions, zone

__all__ = [
    "DAY_SECONDS",
    "FIRST_MOMENT",
    "LAST_MOMENT",
    "Clock",
    "as_moment",
    "seconds_of",
    "seconds_of_wall",
    "wall_of_day",
]

DAY_SECONDS: Final = 86_400
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY: Final = date(1970, 1, 1).toordinal()
_SECOND: Final = timedelta(seconds=1)

# Two days from the ends of what a datetime can hold, so that no zone's offset falls off.
FIRST_MOMENT: Final = (datetime(1, 1, 3, tzinfo=UTC) - _EPOCH) // _SECOND
LAST_MOMENT: Final = (datetime(9999, 12, 29, tzinfo=UTC) - _EPOCH) // _SECOND


def wall_of_day(number: int) -> int:
    """Return the wall time of a day's midnight, given as an ordinal, in seconds."""
    return (number - _EPOCH_DAY) * DAY_SECONDS


def seconds_of_wall(wall: datetime) -> int:
    """Return a naive wall time in seconds."""
    return (wall.replace(tzinfo=UTC) - _EPOCH) // _SECOND


class Clock:
    """The clocks of one zone during some years."""

    __slots__ = ("_afters", "_breaks", "_offset", "tz")

    def __init__(self, key: str, first_year: int, last_year: int) -> None:
        self.tz: ZoneInfo = zone(key)
        years = range(max(first_year, MINYEAR), min(last_year, MAXYEAR) + 1)
        found = [change for year in years for change in transitions(key, year)]
        if found:
            self._offset = found[0].before // _SECOND
        else:
            middle = datetime(max(years[0], MINYEAR), 7, 1, tzinfo=self.tz).utcoffset()
            self._offset = (middle or timedelta(0)) // _SECOND
        # Up to a break the old offset holds; from then on the new one, though never before the change itself.
        self._breaks = [seconds_of_wall(change.wall_before) for change in found]
        self._afters = [((change.utc - _EPOCH) // _SECOND, change.after // _SECOND) for change in found]

    def instant(self, wall: int) -> int:
        """Return the instant of a wall time, both in seconds."""
        passed = bisect_right(self._breaks, wall)
        if passed == 0:
            return wall - self._offset
        changed, offset = self._afters[passed - 1]
        return max(changed, wall - offset)

    def wall(self, instant: int, low: int, high: int) -> int:
        """Return the latest wall time of [low, high) whose instant is not after *instant*; *low* if none."""
        while high - low > 1:
            middle = (low + high) // 2
            if self.instant(middle) <= instant:
                low = middle
            else:
                high = middle
        return low

    def offset_throughout(self, wall: int) -> int | None:
        """Return the offset on the whole civil day that starts at *wall*, or None if it changes."""
        passed = bisect_right(self._breaks, wall + DAY_SECONDS)
        if passed == 0:
            return self._offset
        changed, offset = self._afters[passed - 1]
        return offset if self._breaks[passed - 1] <= wall and wall - offset >= changed else None


def as_moment(seconds: int, tz: tzinfo) -> datetime:
    """Return an instant as an aware datetime in a zone."""
    return (_EPOCH + timedelta(seconds=seconds)).astimezone(tz)


def seconds_of(moment: datetime) -> int:
    """Return an aware moment as an instant, cut to whole seconds."""
    return (moment - _EPOCH) // _SECOND
