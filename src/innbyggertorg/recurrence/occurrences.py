"""The occurrences of a series in a window: their number and order is known, each is made when asked for."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache, partial
from itertools import chain, islice, repeat
from typing import Any, Final, overload

from innbyggertorg.chrono.interval import Interval
from innbyggertorg.errors import LimitExceededError
from innbyggertorg.limits import Limits
from innbyggertorg.recurrence.engine.clock import Change, Clock
from innbyggertorg.recurrence.engine.columns import NAIVE, Columns
from innbyggertorg.recurrence.engine.gregorian import DAY
from innbyggertorg.recurrence.engine.moments import to_datetime
from innbyggertorg.recurrence.engine.walls import reaches
from innbyggertorg.recurrence.engine.windows import Frame
from innbyggertorg.recurrence.occurrence import Occurrence
from innbyggertorg.recurrence.timeline import Special, Timeline

__all__ = ["Occurrences", "occurrences_in", "regular_occurrence", "steps"]

_CHUNK: Final = 512
_DAYS: Final = tuple(timedelta(days=days) for days in range(3 * 366))
_DAYS_IN_SECONDS: Final = len(_DAYS) * DAY
_make = partial(tuple.__new__, Occurrence)


def occurrences_in(timeline: Timeline, window: Interval, limits: Limits) -> "Occurrences":
    """List the occurrences of *timeline* that overlap *window*; whole days are those of its zone."""
    length, time, most = timeline.length, timeline.time, limits.occurrences
    frame = timeline.windows.frame(window)
    if timeline.lanes and time is not None and length <= frame.longest:
        walls = timeline.walls(frame.first - length, frame.past.wall, most)
        in_lanes = type(walls) is range or timeline.is_even
        changes = frame.changes_at(time, walls, length)
        return Occurrences(timeline, walls, changes, in_lanes=in_lanes)
    return _found(timeline, frame, most)


def _found(timeline: Timeline, frame: Frame, most: int) -> "Occurrences":
    """Do the same whatever the series and the window are like."""
    place, length = timeline.place, timeline.length
    if timeline.clock is None:
        low, high = _days_of(frame, place)
        walls = timeline.walls(low + DAY - length, high, most)
    else:
        low, high = frame.low, frame.high
        first = low + 1 - length
        if first >= frame.calm:
            walls = timeline.walls(first + frame.offset, frame.past.wall, most)
        else:
            edge = place.walls_from(first)
            walls = _outside(timeline.walls(edge.wall, frame.past.wall, most), edge.hole)
        if frame.past.hole is not None:
            walls = _outside(walls, frame.past.hole)
    changes: Sequence[Change] = ()
    if walls and timeline.clock is not None:
        if timeline.time is None:
            changes = frame.changes(walls, length)
        else:
            changes = frame.changes_at(timeline.time, walls, length)
        for change in changes:
            if change.after > change.before and reaches(walls, change.instant + change.before, change.wall):
                walls = _in_time(place, walls)
    if not timeline.specials:
        return Occurrences(timeline, walls, changes)
    specials = [special for special in timeline.specials if special.start < high and special.end > low]
    if len(walls) + len(specials) > most:
        raise LimitExceededError("occurrences", most, hint="ask for a shorter window")
    return Occurrences(timeline, walls, changes, specials)


def _days_of(frame: Frame, zone: Clock) -> tuple[int, int]:
    """Return the midnights that bound the wall days of which the window has some time."""
    first = (frame.low + zone.offset(frame.low)) // DAY
    last = (frame.high - 1 + zone.offset(frame.high - 1)) // DAY
    return first * DAY, (last + 1) * DAY


def _outside(walls: Sequence[int], hole: tuple[int, int] | None) -> Sequence[int]:
    return walls if hole is None else [wall for wall in walls if not hole[0] <= wall < hole[1]]


def _in_time(clock: Clock, walls: Sequence[int]) -> Sequence[int]:
    """Put walls, some in a gap, in the order of their instants; of two at one instant keep the real time."""
    real = {clock.instant(wall): wall for wall in walls}  # of two keys the later one, which is not in the gap
    return [real[instant] for instant in sorted(real)]


class Occurrences(Sequence[Occurrence]):
    """The occurrences in a window, by (start, key): a sequence of numbers that makes values on demand."""

    __slots__ = ("_changes", "_in_lanes", "_places", "_specials", "_timeline", "_walls")

    def __init__(
        self,
        timeline: Timeline,
        walls: Sequence[int],
        changes: Sequence[Change],
        specials: Sequence[Special] = (),
        *,
        in_lanes: bool = False,
    ) -> None:
        """Take the regular starts *walls* in order, the *changes* that they may meet, and the others.

        *in_lanes* says that the walls are those of the timeline's lanes, and within four years.
        """
        self._timeline = timeline
        self._changes = changes
        self._walls = walls
        self._in_lanes = in_lanes
        self._specials = specials
        self._places = self._find_places() if specials else ()

    def _find_places(self) -> Sequence[int]:
        """Return where among all occurrences the specials are."""
        clock = self._timeline.clock

        def order(wall: int) -> tuple[int, int]:
            return (wall if clock is None else clock.instant(wall)), wall

        return [
            bisect_left(self._walls, (special.start, special.key), key=order) + before
            for before, special in enumerate(self._specials)
        ]

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
        return regular_occurrence(self._timeline, self._walls[number - before])

    def __iter__(self) -> Iterator[Occurrence]:
        count = len(self._walls)
        if count <= _CHUNK and not self._specials:
            return self._regular(0, count) if count else iter(())
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
        walls = self._walls if stop - start == len(self._walls) else self._walls[start:stop]
        clock, length = timeline.clock, timeline.length
        keys: Iterable[Any]
        starts: Iterable[Any]
        ends: Iterable[Any]
        if clock is None:
            starts = keys = [date.fromordinal(wall // DAY) for wall in walls]
            ends = [date.fromordinal((wall + length) // DAY) for wall in walls]
        else:
            if self._in_lanes:
                keys = _in_columns(timeline, walls, NAIVE)
                starts = _in_columns(timeline, walls, clock.columns)
                ends = _in_columns(timeline, walls, clock.columns, length)
            else:
                distances = steps(walls, timeline.time is not None)
                keys = map(to_datetime(walls[0]).__add__, distances)
                starts = map(clock.aware(walls[0]).__add__, distances)
                ends = map(clock.aware(walls[0] + length).__add__, distances)
            for change in self._changes:
                low, high = change.instant + change.before - length, change.wall
                if reaches(walls, low, high):
                    starts, ends = list(starts), list(ends)
                    around = range(bisect_left(walls, low), bisect_left(walls, high))
                    _put_right(timeline, walls, around, starts, ends)
        return map(_make, zip(starts, ends, keys, repeat(timeline.status), repeat(None), strict=False))


def _put_right(
    timeline: Timeline, walls: Sequence[int], numbers: range, starts: list[Any], ends: list[Any]
) -> None:
    """Work out one by one the occurrences *numbers*, which are around a change of offset."""
    clock = timeline.place
    for number in numbers:
        instant = clock.instant(walls[number])
        starts[number] = clock.show(instant)
        ends[number] = clock.show(instant + timeline.length)


def regular_occurrence(timeline: Timeline, wall: int) -> Occurrence:
    """Return the occurrence that a timeline without overrides has at *wall*."""
    key = timeline.moment(wall)
    if timeline.clock is None:
        return Occurrence(key, timeline.moment(wall + timeline.length), key, timeline.status)
    instant = timeline.clock.instant(wall)
    start, end = timeline.clock.show(instant), timeline.clock.show(instant + timeline.length)
    return Occurrence(start, end, key, timeline.status)


def _in_columns(timeline: Timeline, walls: Sequence[int], columns: Columns, later: int = 0) -> list[Any]:
    """Return the starts *walls*, which are those of the lanes, or with the length as *later* their ends."""
    begin, end = walls[0] + later, walls[-1] + later + 1
    if timeline.lanes == 1:
        return columns.column(begin, end, timeline.weeks)
    return columns.columns(timeline.end_times if later else timeline.start_times, begin, end)


def steps(walls: Sequence[int], one_time: bool) -> Sequence[timedelta]:
    """Return how far each wall is from the first; *one_time* says that all are at the same time of day."""
    begin = walls[0]
    if one_time and walls[-1] - begin < _DAYS_IN_SECONDS:
        if isinstance(walls, range):
            return _even_steps(walls.step // DAY, len(walls))
        return [_DAYS[(wall - begin) // DAY] for wall in walls]
    return [timedelta(0, wall - begin) for wall in walls]


@lru_cache(maxsize=512)
def _even_steps(days: int, count: int) -> Sequence[timedelta]:
    return _DAYS[: days * count : days]
