"""Plain bookings, a room with a start and an end, in columns: which of them share some time.

Of bookings sorted by start, one that shares time with any later one shares time with the very next. So one
comparison of two columns, which Python does by itself, finds every booking from which a look ahead pays.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import compress, count, islice
from operator import gt, itemgetter, sub
from typing import Any

from innbyggertorg.errors import InvalidValueError

__all__ = ["Timetable", "overlapping", "overlapping_pairs"]

Booked = tuple[Any, Any, Any]
"""A room, a start and an end: whatever can be hashed and compared, such as UTC seconds."""

_start, _end = itemgetter(1), itemgetter(2)


def overlapping(starts: Sequence[Any], ends: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """Yield every two places of columns, sorted by start, whose spans share some time."""
    size = len(starts)
    for place in compress(count(), map(gt, ends, islice(starts, 1, None))):
        end = ends[place]
        other = place + 1
        while other < size and starts[other] < end:
            yield place, other
            other += 1


def overlapping_pairs(bookings: Iterable[Booked]) -> Iterator[tuple[Booked, Booked]]:
    """Yield every two of *bookings* that share some time in one room, whatever order they come in.

    Rooms, starts and ends are of one kind each, that sorts. Touching is not sharing. A pair comes with the
    earlier booking first, pairs in the order of room and start.
    """
    rooms: defaultdict[Any, list[Booked]] = defaultdict(list)
    for booking in bookings:
        rooms[booking[0]].append(booking)
    for room in sorted(rooms):
        booked = rooms[room]
        booked.sort(key=_start)  # by one number, which is much faster than by whole bookings
        if any(map(gt, map(_end, booked), islice(map(_start, booked), 1, None))):
            booked.sort()
            for one, other in overlapping(list(map(_start, booked)), list(map(_end, booked))):
                yield booked[one], booked[other]


class _Column:
    """The bookings of one room, sorted by start.

    Attributes:
        starts: When they start.
        ends: When they end.
        longest: How long the longest is, once two have overlapped; until then None.
    """

    __slots__ = ("ends", "longest", "starts")

    def __init__(self) -> None:
        self.starts: list[Any] = []
        self.ends: list[Any] = []
        self.longest: Any = None


class Timetable:
    """Bookings of many rooms, kept sorted, so that one more is checked and added at once.

    Starts and ends are numbers, such as UTC seconds. Nothing is refused: bookings that overlap are kept too.
    """

    def __init__(self, bookings: Iterable[Booked] = ()) -> None:
        self._columns: dict[Hashable, _Column] = {}
        for room, start, end in sorted(bookings, key=_start):
            self.add(room, start, end)

    def __len__(self) -> int:
        return sum(len(column.starts) for column in self._columns.values())

    def add(self, room: Hashable, start: Any, end: Any) -> bool:
        """Add a booking, and tell whether it shares time with one that was there.

        Raises:
            InvalidValueError: If *end* is not after *start*.
        """
        if start >= end:
            raise InvalidValueError("Timetable.add end", f"must be after start {start}", end)
        column = self._columns.get(room)
        if column is None:
            column = self._columns[room] = _Column()
        starts, ends = column.starts, column.ends
        place = bisect_left(starts, start)
        if column.longest is not None:
            meets = self._meets(column, start, end)
            column.longest = max(column.longest, end - start)
        elif (place and ends[place - 1] > start) or (place < len(starts) and starts[place] < end):
            meets = True
            column.longest = max(end - start, *map(sub, ends, starts))
        else:
            meets = False
        starts.insert(place, start)
        ends.insert(place, end)
        return meets

    def remove(self, room: Hashable, start: Any, end: Any) -> None:
        """Take one booking out.

        Raises:
            InvalidValueError: If there is none like it.
        """
        column = self._columns.get(room)
        if column is not None:
            place = bisect_left(column.starts, start)
            while place < len(column.starts) and column.starts[place] == start:
                if column.ends[place] == end:
                    del column.starts[place], column.ends[place]
                    return
                place += 1
        raise InvalidValueError("Timetable.remove", "must name a booking that is there", (room, start, end))

    def is_free(self, room: Hashable, start: Any, end: Any) -> bool:
        """Whether nothing in *room* shares time with [start, end)."""
        column = self._columns.get(room)
        if column is None:
            return True
        if column.longest is not None:
            return not self._meets(column, start, end)
        place = bisect_left(column.starts, end)
        return place == 0 or column.ends[place - 1] <= start

    @staticmethod
    def _meets(column: _Column, start: Any, end: Any) -> bool:
        starts, ends = column.starts, column.ends
        for place in range(bisect_left(starts, start - column.longest), bisect_left(starts, end)):
            if ends[place] > start:
                return True
        return False

    def pairs(self) -> Iterator[tuple[Booked, Booked]]:
        """Yield every two bookings that share some time in one room, as `overlapping_pairs` does.

        The rooms come in the order in which they were first booked.
        """
        for room, column in self._columns.items():
            if column.longest is not None:
                starts, ends = column.starts, column.ends
                for one, other in overlapping(starts, ends):
                    yield (room, starts[one], ends[one]), (room, starts[other], ends[other])
