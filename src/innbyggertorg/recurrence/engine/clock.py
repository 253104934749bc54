"""What the clocks of a zone show, in whole numbers: from walls to instants and back.

Instants are seconds in UTC, counted as walls are. An offset holds between two changes; a wall takes the
offset before a change until the clock has passed both what it showed before and what it shows after
(RFC 5545 section 3.3.5 with erratum 4271): a time in a gap moves forward, a repeated time is its first.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from innbyggertorg.chrono.zones import transitions, zone
from innbyggertorg.recurrence.engine.columns import Columns
from innbyggertorg.recurrence.engine.gregorian import DAY, WEEK, is_leap, year_start
from innbyggertorg.recurrence.engine.moments import to_datetime, utc_seconds
from innbyggertorg.recurrence.engine.plan import LAST_WALL

__all__ = ["SETTLED", "Change", "Clock", "Edge", "clock_of"]

_LAST_YEAR: Final = 9999
_FIRST_CHANGES: Final = 1800
"""Before this year no zone changes: each has the mean time of its place."""
_SETTLED: Final = 2204
"""By this year the tz data has only rules that hold every year (the last single changes are of 2087)."""
SETTLED: Final = year_start(_SETTLED) * DAY
"""The same as an instant."""
_EXPLICIT: Final = 2037
_ALL_SHAPES: Final = 28
_YEAR: Final = 366 * DAY
_MOST_DAYS: Final = 10_000


class Change(NamedTuple):
    """A change of offset: the first instant after it, and the offsets in seconds."""

    instant: int
    before: int
    after: int

    @property
    def wall(self) -> int:
        """The first wall that has the new offset."""
        return self.instant + max(self.before, self.after)


class Edge(NamedTuple):
    """Where a bound in exact time falls among walls.

    Attributes:
        wall: The bound in walls.
        hole: Walls on the inner side of the bound that are nevertheless beyond it, or None; there are some
            only where the bound falls in the first hour after a gap.
    """

    wall: int
    hole: tuple[int, int] | None = None


class Clock:
    """The clocks of one zone."""

    def __init__(self, key: str) -> None:
        self.zone: ZoneInfo = zone(key)
        self._key = key
        self._years: dict[int, tuple[Change, ...]] = {}
        self._nights: dict[int, frozenset[tuple[int, int]]] = {}
        self._origin = to_datetime(DAY).replace(tzinfo=self.zone)
        self._calm_instants: dict[int, int] = {}
        self._calm_walls: dict[int, int] = {}
        self._aware: dict[int, datetime] = {}
        self.columns = Columns(self._origin, self._moved)

    def _year(self, year: int) -> tuple[Change, ...]:
        """Return the changes of a year; if there are none, one of no effect that tells the offset."""
        found = self._years.get(year)
        if found is None:
            if year < _SETTLED + _ALL_SHAPES:
                found = self._look_up(year)
            else:
                alike = _settled_like(year)
                later = (year_start(year) - year_start(alike)) * DAY
                found = tuple(change._replace(instant=change.instant + later) for change in self._year(alike))
            self._years[year] = found
        return found

    def _look_up(self, year: int) -> tuple[Change, ...]:
        found = tuple(
            Change(utc_seconds(t.utc), _in_seconds(t.before), _in_seconds(t.after))
            for t in (transitions(self._key, year) if year >= _FIRST_CHANGES else ())
        )
        if found:
            return found
        noon = datetime(year, 7, 1, tzinfo=UTC)
        offset = _in_seconds(noon.astimezone(self.zone).utcoffset())
        return (Change(utc_seconds(noon), offset, offset),)

    def changes(self, low: int, high: int) -> list[Change]:
        """Return the changes of the UTC years that the instants from *low* to *high* lie in, in order."""
        first, last = _year_of(low), _year_of(high)
        return [change for year in range(first, last + 1) for change in self._year(year)]

    def changes_near(self, walls: Sequence[int], length: int) -> list[Change]:
        """Return, in order, the changes that spans of *length* seconds from *walls* may meet.

        A zone's changes are worked out year by year, so years in which there is no wall are left alone.
        """
        if not walls:
            return []
        if walls[-1] - walls[0] < len(walls) * _YEAR:
            return self.changes(walls[0] - DAY, walls[-1] + length + DAY)
        return sorted({change for wall in walls for change in self.changes(wall - DAY, wall + length + DAY)})

    def gaps(self, low: int, high: int) -> list[Change]:
        """Return the changes from *low* to *high*, and maybe some around, by which clocks go forward."""
        return [change for change in self.changes(low, high) if change.after > change.before]

    def changes_until(self, low: int, high: int) -> Iterator[Change]:
        """Yield the real changes from *low* up to *high*, year by year."""
        for year in range(_year_of(low), _year_of(high) + 1):
            for change in self._year(year):
                if change.before != change.after and low <= change.instant < high:
                    yield change

    def nights(self, instant: int) -> frozenset[tuple[int, int]]:
        """Return at which walls modulo a week, before a change, clocks change from then on, and by how much.

        The years looked at reach past the last single change of the tz data, and show all that its yearly
        rules can do.
        """
        year = _year_of(instant)
        found = self._nights.get(year)
        if found is None:
            found = self._nights[year] = frozenset(
                ((change.instant + change.before) % WEEK, abs(change.after - change.before))
                for later in range(year, min(max(year, _EXPLICIT) + _ALL_SHAPES, _LAST_YEAR))
                for change in self._year(later)
                if change.before != change.after
            )
        return found

    def offset(self, instant: int) -> int:
        """Return the offset in force at *instant*."""
        offset = self._calm_instants.get(instant // DAY)
        if offset is None:
            changes = self.changes(instant - DAY, instant + DAY)
            offset = _in_force(changes, [change.instant for change in changes], instant, self._calm_instants)
        return offset

    def instant(self, wall: int) -> int:
        """Return the instant of *wall*."""
        offset = self._calm_walls.get(wall // DAY)
        if offset is None:
            changes = self.changes(wall - DAY, wall + DAY)
            offset = _in_force(changes, [change.wall for change in changes], wall, self._calm_walls)
        return wall - offset

    def aware(self, wall: int) -> datetime:
        """Return *wall* as it is written, with the zone; kept, as series of one place share their times."""
        found = self._aware.get(wall)
        if found is None:
            if len(self._aware) >= _MOST_DAYS:
                self._aware.clear()
            found = self._aware[wall] = self._origin + timedelta(wall // DAY - 1, wall % DAY)
        return found

    def show(self, instant: int) -> datetime:
        """Return *instant* as an aware datetime of the zone."""
        wall = instant + self.offset(instant)
        shown = self.aware(wall)
        return shown if self.instant(wall) == instant else shown.replace(fold=1)

    def _moved(self, low: int, high: int) -> Iterator[tuple[range, int]]:
        """Yield the gaps from *low* to *high*, and maybe some around: which walls, and how far they move."""
        for gap in self.gaps(low - DAY, high + DAY):
            yield range(gap.instant + gap.before, gap.wall), gap.after - gap.before

    def _edge_change(self, instant: int) -> Change | None:
        """Return the change that *instant* is so close after that walls do not follow instants."""
        for change in self.changes(instant - DAY, instant):
            if change.instant <= instant < change.instant + abs(change.after - change.before):
                return change
        return None

    def walls_from(self, instant: int) -> Edge:
        """Return where the walls at or after *instant* begin; the hole has those from there that are not."""
        change = self._edge_change(instant)
        if change is None:
            return Edge(instant + self.offset(instant))
        if change.after < change.before:
            return Edge(change.wall)
        return Edge(instant + change.before, (change.wall, instant + change.after))

    def walls_before(self, instant: int) -> Edge:
        """Return where the walls before *instant* end; the hole has those before there that are not."""
        change = self._edge_change(instant)
        if change is None:
            return Edge(instant + self.offset(instant))
        if change.after < change.before:
            return Edge(change.wall)
        return Edge(instant + change.after, (instant + change.before, change.wall))


def _in_force(changes: list[Change], switches: list[int], moment: int, calm: dict[int, int]) -> int:
    """Return the offset at *moment*, and note it in *calm* if it is that of the whole day.

    *switches* are the changes, as instants or as walls like *moment*.
    """
    passed = bisect_right(switches, moment)
    offset = changes[passed - 1].after if passed else changes[0].before
    day = moment // DAY
    if bisect_right(switches, day * DAY) == bisect_right(switches, (day + 1) * DAY - 1):
        if len(calm) >= _MOST_DAYS:
            calm.clear()
        calm[day] = offset
    return offset


def _in_seconds(offset: timedelta | None) -> int:
    return 0 if offset is None else offset.days * DAY + offset.seconds


def _settled_like(year: int) -> int:
    """Return a settled year of the same length that begins on the same weekday."""
    return next(
        other
        for other in range(_SETTLED, _SETTLED + _ALL_SHAPES)
        if is_leap(other) == is_leap(year) and (year_start(other) - year_start(year)) % 7 == 0
    )


def _year_of(instant: int) -> int:
    return to_datetime(min(max(instant, DAY), LAST_WALL - 1)).year


@cache
def clock_of(key: str) -> Clock:
    """Return the clock of a zone, the same object each time.

    Raises:
        InvalidValueError: If the tz database has no such zone.
    """
    return Clock(key)
