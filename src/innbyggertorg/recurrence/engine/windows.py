"""The window asked about, in the numbers of a zone: worked out once for all the series that are asked."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Final, NamedTuple

from innbyggertorg._checks import check_instant
from innbyggertorg.chrono.interval import Interval
from innbyggertorg.recurrence.engine.clock import Change, Clock, clock_of
from innbyggertorg.recurrence.engine.columns import FROM, UNTIL
from innbyggertorg.recurrence.engine.gregorian import DAY
from innbyggertorg.recurrence.engine.moments import utc_seconds

__all__ = ["Frame", "Reach", "Windows", "windows_of"]

_PADDING: Final = 32 * DAY
_SHORT: Final = 4 * 366 * DAY


class Reach(NamedTuple):
    """The time from *a* up to but not including *b*, in the numbers of one zone.

    Attributes:
        low: The instant of *a*.
        high: The instant of *b*.
        begin: Where walls begin.
        end: Where they end.
        holes: Walls between that are not in it.
        gaps: The gaps in it, or None where it is long or has a hole.
        is_plain: Whether starts at one time of the day are in the order of their walls, and in columns.
    """

    a: datetime
    b: datetime
    low: int
    high: int
    begin: int
    end: int
    holes: list[tuple[int, int]]
    gaps: list[Change] | None
    is_plain: bool = False


class Frame:
    """A window in the numbers of one zone.

    Attributes:
        low: The last instant that an occurrence must end after.
        high: The instant that it must start before.
        past: The same in walls.
        calm: From this instant to *low* the offset is *offset*, and walls follow instants.
        first: The wall from which on all is in the window that has no length.
        longest: Up to this length all that begins at a wall from *first* less its length up to *past* is in
            the window, in order; 0 where the window is long or an end of it is close to a change.
    """

    __slots__ = (
        "_changes",
        "_clock",
        "_odd",
        "calm",
        "first",
        "high",
        "longest",
        "low",
        "offset",
        "past",
        "window",
    )

    def __init__(self, clock: Clock, window: Interval) -> None:
        self.window = window
        self._clock = clock
        self.low = utc_seconds(window.start.astimezone(UTC).replace(microsecond=0))
        self.high = utc_seconds(window.end)
        self.past = clock.walls_before(self.high)
        self.offset = clock.offset(self.low)
        self.calm = max(
            (
                change.instant + abs(change.after - change.before)
                for change in clock.changes(self.low - _PADDING, self.low)
                if change.instant <= self.low and change.before != change.after
            ),
            default=self.low - _PADDING,
        )
        self._changes: list[Change] | None = None
        self._odd: dict[tuple[int, int], list[Change]] = {}
        if self.high - self.low <= _SHORT:
            first, last = self.low - _PADDING, self.high + _PADDING
            self._changes = [
                change
                for change in clock.changes(first, last)
                if first < change.wall and change.instant < last and change.before != change.after
            ]
        self.first = self.low + 1 + self.offset
        self.longest = 0
        if self._changes is not None and self.past.hole is None and _is_plain(self, self._changes):
            self.longest = min(self.low + 1 - self.calm, _PADDING - DAY - 1)

    def changes(self, walls: Sequence[int], length: int) -> list[Change]:
        """Return the changes that spans of *length* seconds from *walls*, all in the window, may meet."""
        if self._changes is not None and length < _PADDING - DAY:
            return self._changes
        return self._clock.changes_near(walls, length)

    def changes_at(self, time: int, walls: Sequence[int], length: int) -> list[Change]:
        """Return those of `changes` that spans can meet which all begin at *time*, a second of the day.

        In most zones clocks change at night, and most series are over by then.
        """
        found = self._odd.get((time, length))
        if found is None:
            found = [
                change
                for change in self.changes(walls, length)
                if (change.instant + change.before - time) % DAY <= length
                or (time - change.instant - change.before) % DAY <= abs(change.after - change.before)
            ]
            if self._changes is not None:
                self._odd[time, length] = found
        return found


def _is_plain(window: "Frame | Reach", changes: Iterable[Change]) -> bool:
    """Whether walls a day apart stay in order, as no clock changes by a day, and there are columns."""
    return (
        window.low > FROM
        and window.high < UNTIL
        and all(abs(change.after - change.before) < DAY for change in changes)
    )


class Windows:
    """The windows last asked about in one zone.

    Attributes:
        clock: The zone's clock.
    """

    __slots__ = ("_frame", "_reach", "clock")

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._frame: Frame | None = None
        self._reach: Reach | None = None

    def frame(self, window: Interval) -> Frame:
        """Return *window* in the numbers of the zone."""
        frame = self._frame
        if frame is None or frame.window is not window:
            frame = self._frame = Frame(self.clock, window)
        return frame

    def reach(self, a: datetime, b: datetime) -> Reach:
        """Check [a, b) and return it in the numbers of the zone."""
        reach = self._reach
        if reach is None or reach.a is not a or reach.b is not b:
            reach = self._reach = _reach(self.clock, a, b)
        return reach


def _reach(clock: Clock, a: datetime, b: datetime) -> Reach:
    check_instant("Series.starts_between a", a)
    check_instant("Series.starts_between b", b)
    low, high = utc_seconds(a), utc_seconds(b)
    begin, end = clock.walls_from(low), clock.walls_before(high)
    gaps = None
    holes = [edge.hole for edge in (begin, end) if edge.hole is not None]
    if high - low <= _SHORT and not holes:
        gaps = [gap for gap in clock.gaps(low, high) if gap.wall > low - DAY and gap.instant < high]
    reach = Reach(a, b, low, high, begin.wall, end.wall, holes, gaps)
    return reach if gaps is None else reach._replace(is_plain=_is_plain(reach, gaps))


@cache
def windows_of(key: str) -> Windows:
    """Return those of a zone, the same object each time.

    Raises:
        InvalidValueError: If the tz database has no such zone.
    """
    return Windows(clock_of(key))
