"""Plain bookings, a room with a start and an end, in columns: which of them share some time.

Of bookings sorted by start, one that shares time with any later one shares time with the very next. So one
comparison of two columns, which Python does by itself, finds every booking from which a look ahead pays.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import compress, count, islice
from math import inf
from operator import gt, itemgetter
from typing import Any, Final

from innbyggertorg.errors import InvalidValueError

__all__ = ["Timetable", "overlapping", "overlapping_pairs"]

Booked = tuple[Any, Any, Any]
"""A room, a start and an end: whatever can be hashed and compared, such as UTC seconds."""

_start, _end = itemgetter(1), itemgetter(2)

_EMPTY: Final = [inf]
"""The bookings of a room without any, with the end of the list that is after all of them."""


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


class _Pile:
    """Those bookings of a room that shared time with another one when they came, sorted by start.

    Attributes:
        starts: When they start.
        ends: When they end.
        longest: How long the longest is.
    """

    __slots__ = ("ends", "longest", "starts")

    def __init__(self) -> None:
        self.starts: list[Any] = []
        self.ends: list[Any] = []
        self.longest: Any = 0

    def add(self, start: Any, end: Any) -> None:
        """Put a booking in."""
        place = bisect_left(self.starts, start)
        self.starts.insert(place, start)
        self.ends.insert(place, end)
        self.longest = max(self.longest, end - start)

    def remove(self, start: Any, end: Any) -> bool:
        """Take a booking out, and tell whether it was there."""
        place = bisect_left(self.starts, start)
        while place < len(self.starts) and self.starts[place] == start:
            if self.ends[place] == end:
                del self.starts[place], self.ends[place]
                return True
            place += 1
        return False

    def meets(self, start: Any, end: Any) -> bool:
        """Whether one of them shares time with [start, end)."""
        first, past = bisect_left(self.starts, start - self.longest), bisect_left(self.starts, end)
        return first < past and max(self.ends[first:past]) > start


class Timetable:
    """Bookings of many rooms, kept sorted, so that one more is checked and added at once.

    Starts and ends are numbers, such as UTC seconds. Nothing is refused: bookings that overlap are kept too.

    Most bookings of a room share no time. Their starts and ends are one list, in turns, in which a new one
    is free where it falls between an end and the next start, the last of which is infinite; those that
    overlap are kept apart.
    """

    def __init__(self, bookings: Iterable[Booked] = ()) -> None:
        self._turns: defaultdict[Hashable, list[Any]] = defaultdict(_EMPTY.copy)
        self._piles: dict[Hashable, _Pile] = {}
        for room, start, end in sorted(bookings, key=_start):
            self.add(room, start, end)

    def __len__(self) -> int:
        alone = sum(len(turns) // 2 for turns in self._turns.values())
        return alone + sum(len(pile.starts) for pile in self._piles.values())

    def add(self, room: Hashable, start: Any, end: Any) -> bool:
        """Add a booking, and tell whether it shares time with one that was there.

        Raises:
            InvalidValueError: If *end* is not after *start*.
        """
        turns = self._turns[room]
        place = bisect_right(turns, start)
        if place & 1 or not start < end <= turns[place]:
            self._add_to_pile(room, start, end)
            return True
        turns.insert(place, end)
        turns.insert(place, start)
        return room in self._piles and self._piles[room].meets(start, end)

    def _add_to_pile(self, room: Hashable, start: Any, end: Any) -> None:
        if not start < end:
            raise InvalidValueError("Timetable.add end", f"must be after start {start}", end)
        pile = self._piles.get(room)
        if pile is None:
            pile = self._piles[room] = _Pile()
        pile.add(start, end)

    def remove(self, room: Hashable, start: Any, end: Any) -> None:
        """Take one booking out.

        Raises:
            InvalidValueError: If there is none like it.
        """
        turns = self._turns.get(room, _EMPTY)
        place = bisect_right(turns, start) - 1
        if place >= 0 and not place & 1 and turns[place : place + 2] == [start, end]:
            del turns[place : place + 2]
        elif room not in self._piles or not self._piles[room].remove(start, end):
            rule = "must name a booking that is there"
            raise InvalidValueError("Timetable.remove", rule, (room, start, end))

    def is_free(self, room: Hashable, start: Any, end: Any) -> bool:
        """Whether nothing in *room* shares time with [start, end)."""
        turns = self._turns.get(room, _EMPTY)
        place = bisect_right(turns, start)
        if place & 1 or turns[place] < end:
            return False
        return room not in self._piles or not self._piles[room].meets(start, end)

    def pairs(self) -> Iterator[tuple[Booked, Booked]]:
        """Yield every two bookings that share some time in one room, the earlier first.

        The rooms come in the order in which one first overlapped another.
        """
        for room, pile in self._piles.items():
            turns, starts, ends = self._turns[room], pile.starts, pile.ends
            for start, end in zip(starts, ends, strict=True):
                place = bisect_right(turns, start) & ~1  # of the turn that start is in, or else the next
                while turns[place] < end:
                    one, other = (start, end), (turns[place], turns[place + 1])
                    yield (room, *min(one, other)), (room, *max(one, other))
                    place += 2
            for first, second in overlapping(starts, ends):
                yield (room, starts[first], ends[first]), (room, starts[second], ends[second])
