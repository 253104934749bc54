"""The occurrences of a series in a window: their number and order is known, each is made when asked for."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from heapq import merge
from itertools import chain, islice, repeat
from typing import Any, Final, overload

from innbyggertorg.chrono.interval import Interval
from innbyggertorg.errors import LimitExceededError
from innbyggertorg.limits import Limits
from innbyggertorg.recurrence.engine.clock import Clock, Edge, Frame
from innbyggertorg.recurrence.engine.gregorian import DAY
from innbyggertorg.recurrence.engine.moments import to_datetime, utc_seconds
from innbyggertorg.recurrence.occurrence import Occurrence, Status
from innbyggertorg.recurrence.timeline import Special, Timeline, in_time

__all__ = ["Occurrences", "occurrences_in"]

_CHUNK: Final = 512
_DAYS: Final = tuple(timedelta(days=days) for days in range(3 * 366))
_make = partial(tuple.__new__, Occurrence)


def occurrences_in(timeline: Timeline, window: Interval, zone: Clock, limits: Limits) -> "Occurrences":
    """List the occurrences of *timeline* that overlap *window*, whose days are those of *zone*."""
    frame = zone.frame(window)
    most = limits.occurrences
    if timeline.clock is None:
        low, high = _days_of(frame, zone)
        walls = timeline.walls(low + DAY - timeline.length, high, most + 1)
        within = low, high
    else:
        edges = frame.edges(timeline.length)
        walls = _without_holes(timeline.walls(edges[0].wall, edges[1].wall, most + 1), edges)
        for gap in frame.gaps(walls):
            walls = in_time(zone, walls, gap)
        within = frame.low, frame.high
    specials = [
        special for special in timeline.specials if special.start < within[1] and special.end > within[0]
    ]
    if len(walls) + len(specials) > most:
        raise LimitExceededError(
            "occurrences", most, hint="ask for a shorter window, or pass limits=Limits(occurrences=...)"
        )
    return Occurrences(timeline, walls, specials)


def _days_of(frame: Frame, zone: Clock) -> tuple[int, int]:
    """Return the midnights that bound the wall days of which the window has some time."""
    first = (frame.low + zone.offset(frame.low)) // DAY
    last = (frame.high - 1 + zone.offset(frame.high - 1)) // DAY
    return first * DAY, (last + 1) * DAY


def _without_holes(walls: Sequence[int], edges: tuple[Edge, Edge]) -> Sequence[int]:
    for _, hole in edges:
        if hole is not None:
            walls = [wall for wall in walls if not hole[0] <= wall < hole[1]]
    return walls


class Occurrences(Sequence[Occurrence]):
    """The occurrences in a window, by (start, key): a sequence of numbers that makes values on demand."""

    __slots__ = ("_places", "_specials", "_timeline", "_walls")

    def __init__(self, timeline: Timeline, walls: Sequence[int], specials: Sequence[Special]) -> None:
        self._timeline = timeline
        self._walls = walls
        self._specials = specials
        self._places: list[int] = []
        if specials:
            order = [(self._instant(wall), wall) for wall in walls]
            self._places = [
                bisect_left(order, (special.start, special.key)) + before
                for before, special in enumerate(specials)
            ]

    def _instant(self, wall: int) -> int:
        clock = self._timeline.clock
        return wall if clock is None else clock.instant(wall)

    def __len__(self) -> int:
        return len(self._walls) + len(self._specials)

    @overload
    def __getitem__(self, index: int) -> Occurrence: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Occurrence]: ...
    def __getitem__(self, index: int | slice) -> Occurrence | Sequence[Occurrence]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = range(len(self))[index]
        before = bisect_left(self._places, number)
        if before < len(self._places) and self._places[before] == number:
            return self._specials[before].occurrence
        return next(self._regular(number - before, number - before + 1))

    def __iter__(self) -> Iterator[Occurrence]:
        count = len(self._walls)
        regular = chain.from_iterable(
            self._regular(start, min(start + _CHUNK, count)) for start in range(0, count, _CHUNK)
        )
        return self._among(regular) if self._specials else regular

    def _among(self, regular: Iterator[Occurrence]) -> Iterator[Occurrence]:
        done = 0
        for place, special in zip(self._places, self._specials, strict=True):
            yield from islice(regular, place - done)
            yield special.occurrence
            done = place + 1
        yield from regular

    def __repr__(self) -> str:
        return f"<{len(self)} occurrences>"

    def _regular(self, start: int, stop: int) -> Iterator[Occurrence]:
        """Make the regular occurrences number *start* up to *stop*, column by column."""
        timeline = self._timeline
        walls = self._walls[start:stop]
        clock = timeline.clock
        keys: list[Any]
        starts: list[Any]
        if clock is None:
            starts = keys = [date.fromordinal(wall // DAY) for wall in walls]
            ends: list[Any] = [date.fromordinal((wall + timeline.length) // DAY) for wall in walls]
        else:
            steps = _steps(walls)
            key = to_datetime(walls[0])
            begin = key.replace(tzinfo=clock.zone)
            end = begin + timedelta(seconds=timeline.length)
            keys = list(map(key.__add__, steps))
            starts = list(map(begin.__add__, steps))
            ends = list(map(end.__add__, steps))
            self._put_right(clock, walls, starts, ends)
        return map(_make, zip(starts, ends, keys, repeat(timeline.status), repeat(None), strict=False))

    def _put_right(self, clock: Clock, walls: Sequence[int], starts: list[Any], ends: list[Any]) -> None:
        """Work out one by one the occurrences around a change of offset, where wall time is not enough."""
        length = self._timeline.length
        for change in clock.changes_near(walls, length):
            low = bisect_left(walls, change.instant + change.before - length)
            for number in range(low, bisect_left(walls, change.wall)):
                instant = clock.instant(walls[number])
                starts[number] = clock.show(instant)
                ends[number] = clock.show(instant + length)


def _steps(walls: Sequence[int]) -> Sequence[timedelta]:
    """Return how far each wall is from the first."""
    begin = walls[0]
    if isinstance(walls, range):
        step, odd = divmod(walls.step, DAY)
        last = step * (len(walls) - 1)
        if not odd and last < len(_DAYS):
            return _DAYS[: last + 1 : step]
    return [timedelta(0, wall - begin) for wall in walls]


def starts_in(timeline: Timeline, zone: Clock, a: datetime, b: datetime) -> Iterator[Any]:
    """Yield the starts of *timeline* in [a, b) that are not cancelled, in order."""
    low, high = utc_seconds(a), utc_seconds(b)
    from_edge, to_edge = zone.walls_from(low), zone.walls_before(high)
    regular = (
        wall
        for wall in timeline.walk(from_edge.wall, to_edge.wall)
        if not any(edge.hole and edge.hole[0] <= wall < edge.hole[1] for edge in (from_edge, to_edge))
    )
    moved = sorted(
        (special.start if timeline.clock else zone.instant(special.start), special.key)
        for special in timeline.specials
        if special.occurrence.status is not Status.CANCELLED
    )
    inside = (special for special in moved if low <= special[0] < high)
    last = None
    for instant, _ in merge(_in_order(zone, regular), inside):
        if instant != last:
            yield zone.show(instant) if timeline.clock else zone.show(instant).date()
        last = instant


def _in_order(zone: Clock, walls: Iterator[int]) -> Iterator[tuple[int, int]]:
    """Yield (instant, wall) in order: walls moved out of a gap wait until the others have caught up."""
    waiting: list[tuple[int, int]] = []
    for wall in walls:
        instant = zone.instant(wall)
        if zone.offset(instant) != wall - instant:
            waiting.append((instant, wall))
            continue
        while waiting and waiting[0][0] < instant:
            yield waiting.pop(0)
        yield instant, wall
    yield from waiting
