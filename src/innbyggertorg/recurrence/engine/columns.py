"""Datetimes in columns: the same time of the week, week after week, made once for all series that share it.

Taking a slice of a column costs a twentieth of adding up each datetime, and most of what a house plans is
at some time of the week.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Final

from innbyggertorg.recurrence.engine.gregorian import DAY, LAST_DAY, WEEK
from innbyggertorg.recurrence.engine.walls import interleaved

__all__ = ["FROM", "NAIVE", "UNTIL", "Columns"]

_BLOCK: Final = 8
_LONGEST: Final = 256
_MOST: Final = 2_048
_WEEKS: Final = tuple(timedelta(weeks=week) for week in range(_LONGEST))
_MARGIN: Final = 2 * _LONGEST * WEEK
FROM: Final = _MARGIN
UNTIL: Final = LAST_DAY * DAY - _MARGIN
"""Between these walls there are columns: around what is asked there must be some weeks in the calendar."""

Key = int | tuple[int, ...]
"""A time of the week, or several, in seconds."""
Kept = tuple[int, int, list[datetime]]
"""The first week of a column, the first past it, and the datetimes."""
Moved = Callable[[int, int], Iterable[tuple[range, int]]]
"""Told two walls, gives the gaps between them: the walls in each, and by how many seconds they move."""


def no_gaps(low: int, high: int) -> tuple[()]:
    """Tell that nothing moves: so it is with naive datetimes."""
    del low, high
    return ()


class Columns:
    """Columns of datetimes by their time of the week. As many are kept as some thousand series need.

    Args:
        origin: The datetime of the first of all days.
        moved: The gaps.
    """

    __slots__ = ("_kept", "_moved", "_origin")

    def __init__(self, origin: datetime, moved: Moved = no_gaps) -> None:
        self._origin = origin
        self._moved = moved
        self._kept: dict[Key, Kept] = {}

    def column(self, begin: int, end: int, weeks: int) -> list[datetime]:
        """Return the datetimes of *begin*, of every so many *weeks* later, and so on before *end*.

        Not more than four years may lie between, and both must be between `FROM` and `UNTIL`. Walls in a gap
        come as they are moved forward.
        """
        week, time = divmod(begin, WEEK)
        past = week + (end - begin - 1) // WEEK + 1
        kept = self._kept.get(time)
        if kept is None or week < kept[0] or past > kept[1]:
            kept = self._make(time, week, past)
        first, _, column = kept
        return column[week - first : past - first : weeks]

    def columns(self, times: tuple[int, ...], begin: int, end: int) -> list[datetime]:
        """Return the datetimes of the walls in [begin, end) that are at one of the *times* of any week."""
        week, since = divmod(begin, WEEK)
        last, until = divmod(end, WEEK)
        kept = self._kept.get(times)
        if kept is None or week < kept[0] or last >= kept[1]:
            kept = self._make_of_several(times, week, last + 1)
        first, _, column = kept
        several = len(times)
        low = (week - first) * several + bisect_left(times, since)
        return column[low : (last - first) * several + bisect_left(times, until)]

    def forget(self) -> None:
        """Let go of all columns; they are made again when they are needed."""
        self._kept.clear()

    def _make(self, time: int, week: int, past: int) -> Kept:
        """Make the column of the weeks from *week* up to *past*, with some around and with what there was."""
        first, last = self._weeks(time, week, past)
        return self._keep(time, (first, last, self._datetimes(first * WEEK + time, last - first)))

    def _make_of_several(self, times: tuple[int, ...], week: int, past: int) -> Kept:
        first, last = self._weeks(times, week, past)
        lanes = [self.column(first * WEEK + time, last * WEEK, 1) for time in times]
        return self._keep(times, (first, last, interleaved(lanes, (last - first) * len(times))))

    def _weeks(self, key: Key, week: int, past: int) -> tuple[int, int]:
        """Return from which week to which the column of *key* shall be; one that grows, doubles."""
        first, last = week - week % _BLOCK, past + -past % _BLOCK
        known, until, _ = self._kept.get(key, (first, last, ()))
        low, high = min(first, known), max(last, until)
        room = _LONGEST - (high - low)
        if room < 0:
            return first, last
        if low < known:
            return low - (min(until - known, room) if high == until else 0), high
        return low, high + (min(until - known, room) if high > until else 0)

    def _keep(self, key: Key, made: Kept) -> Kept:
        if len(self._kept) >= _MOST:
            self.forget()
        self._kept[key] = made
        return made

    def _datetimes(self, begin: int, count: int) -> list[datetime]:
        start = self._origin + timedelta(begin // DAY - 1, begin % DAY)
        made = list(map(start.__add__, _WEEKS[:count]))
        for gap, distance in self._moved(begin, begin + count * WEEK):
            for place in range(max(0, -((begin - gap.start) // WEEK)), count):
                if begin + place * WEEK >= gap.stop:
                    break
                made[place] += timedelta(seconds=distance)
        return made


NAIVE: Final = Columns(datetime(1, 1, 1))
"""Walls as they are."""
