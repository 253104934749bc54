"""The occurrences of an event in whole seconds: what all of conflicts counts with.

Instants are seconds in UTC, and a *wall* is the key of an occurrence, both as `recurrence.engine` counts
them. Nothing else here knows how series are worked out.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import Final, NamedTuple

from attrs import evolve, frozen

from innbyggertorg.chrono.interval import Interval
from innbyggertorg.errors import UnknownSchoolYearError
from innbyggertorg.limits import Limits
from innbyggertorg.model import Event, EventDetails, EventStatus
from innbyggertorg.recurrence import Series, Status
from innbyggertorg.recurrence.engine.clock import Clock, clock_of
from innbyggertorg.recurrence.engine.gregorian import DAY
from innbyggertorg.recurrence.engine.moments import utc_seconds
from innbyggertorg.recurrence.series import timeline_of
from innbyggertorg.recurrence.timeline import Timeline

__all__ = [
    "DAY",
    "Booking",
    "Row",
    "Run",
    "as_if_settled",
    "begin_of",
    "bookings_of",
    "days_in",
    "goes_on_after",
    "is_tentative",
    "key_of",
    "seconds_of",
]

Row = tuple[int, int, int, int]
"""Start, end, number of the booking and wall of an occurrence."""
Run = tuple[int, int]
"""From when to when."""

_AROUND: Final = 2 * DAY  # more than any offset and any change of it
_EVENLY: Final = frozenset({EventStatus.DRAFT, EventStatus.PROPOSED})


@frozen
class Booking:
    """Those occurrences of an event in a window that are in the same rooms.

    Attributes:
        event: The event.
        rooms: Ids of the rooms.
        rows: The occurrences by start; cancelled ones are left out.
    """

    event: Event
    rooms: tuple[str, ...]
    rows: Sequence[Row]


class Expanded(NamedTuple):
    """What came of an event: its bookings, and where nothing is known of it."""

    bookings: list[Booking]
    unknown: list[Run]


def seconds_of(window: Interval) -> Run:
    """Return the bounds of *window* in seconds."""
    return utc_seconds(window.start.replace(microsecond=0)), utc_seconds(window.end)


def is_tentative(event: Event) -> bool:
    """Whether it is not settled that *event* takes place as planned."""
    return event.status in _EVENLY or event.series.tentative


def days_in(event: Event) -> str | None:
    """Return the zone whose days *event* lasts, or None where it has times."""
    return None if isinstance(event.series.first, datetime) else event.series.zone


def as_if_settled(event: Event) -> Event:
    """Return *event* as it would be if it were settled that it takes place as planned."""
    if event.status in _EVENLY:
        event = evolve(event, status=EventStatus.CONFIRMED)
    return evolve(event, series=evolve(event.series, tentative=False)) if event.series.tentative else event


def key_of(event: Event, wall: int) -> date | datetime:
    """Return the original start that *wall* stands for."""
    return timeline_of(event.series).moment(wall)


def begin_of(series: Series) -> int:
    """Return an instant before which there is nothing of *series*."""
    timeline = timeline_of(series)
    walls = [timeline.begin, *timeline.extra]
    return min([*walls, *(special.start for special in timeline.specials)]) - _AROUND


def goes_on_after(series: Series, instant: int) -> bool:
    """Whether anything of *series* may start more than two days after *instant*."""
    timeline = timeline_of(series)
    if any(special.start > instant for special in timeline.specials):
        return True
    try:
        return next(timeline.walk(instant + _AROUND, timeline.high), None) is not None
    except UnknownSchoolYearError:
        return True


def bookings_of(event: Event, low: int, high: int, limits: Limits, number: int = 0) -> Expanded:
    """Return the occurrences of *event* that have some time in [low, high).

    Its bookings are numbered from *number* on.

    Raises:
        LimitExceededError: If there are more than `limits.occurrences`.
    """
    if event.status is EventStatus.CANCELLED:
        return Expanded([], [])
    timeline = timeline_of(event.series)
    clock = clock_of(event.series.zone)
    rows: list[Row] = []
    unknown: list[Run] = []
    for start, end in [(low, high)] if event.series.excluding is None else _school_years(low, high, clock):
        try:
            rows += _regular(timeline, start, end, limits, number)
        except UnknownSchoolYearError:
            unknown.append((start, end))
    if len(unknown) > 0 or event.series.excluding is not None:
        rows = sorted(set(rows))
    elsewhere: dict[tuple[str, ...], list[Row]] = {}
    for special in timeline.specials:
        if special.occurrence.status is Status.CANCELLED:
            continue
        begin, past = special.start, special.end
        if timeline.clock is None:
            begin, past = clock.instant(begin), clock.instant(past)
        if begin < high and past > low:
            override = special.occurrence.override
            details = None if override is None else override.details
            rooms = details.rooms if isinstance(details, EventDetails) else None
            if rooms is None or rooms == event.rooms:
                rows.append((begin, past, number, special.key))
            else:
                elsewhere.setdefault(rooms, []).append((begin, past, number, special.key))
    found = [Booking(event, event.rooms, sorted(rows) if timeline.specials else rows)] if rows else []
    for rooms, moved in sorted(elsewhere.items()):
        there = number + len(found)
        found.append(
            Booking(event, rooms, sorted((start, end, there, wall) for start, end, _, wall in moved))
        )
    return Expanded(found, _joined(unknown))


def _regular(timeline: Timeline, low: int, high: int, limits: Limits, number: int) -> list[Row]:
    length, clock = timeline.length, timeline.place
    walls = timeline.walls(low - length - _AROUND, high + _AROUND, limits.occurrences)
    if not walls:
        return []
    if timeline.clock is None:
        rows = [(clock.instant(wall), clock.instant(wall + length), number, wall) for wall in walls]
    else:
        rows = _timed(walls, length, clock, number)
    if rows[0][1] > low and rows[-1][0] < high:
        return rows
    return [row for row in rows if row[0] < high and row[1] > low]


def _timed(walls: Sequence[int], length: int, clock: Clock, number: int) -> list[Row]:
    """Return walls as instants: the offset is the same from one change of the clocks to the next."""
    first, last = walls[0], walls[-1]
    offset = first - clock.instant(first)
    rows: list[Row] = []
    done = 0
    in_gap = False
    for change in clock.changes(first - DAY, last + DAY):
        if first < change.wall <= last and change.before != change.after:
            place = bisect_left(walls, change.wall)
            past = length - offset
            rows += [(wall - offset, wall + past, number, wall) for wall in walls[done:place]]
            in_gap |= change.instant + change.before <= walls[place - 1]
            done, offset = place, change.after
    past = length - offset
    rows += [(wall - offset, wall + past, number, wall) for wall in walls[done:]]
    if in_gap:  # two walls around a gap may be one instant: its key is the one that the clock shows
        rows = sorted({row[0]: row for row in rows}.values())
    return rows


def _school_years(low: int, high: int, clock: Clock) -> list[Run]:
    """Cut [low, high) where school years do: what is known in one must not hang on what is not in another."""
    first, last = clock.show(low).year, clock.show(high).year
    cuts = [clock.instant(date(year, 8, 1).toordinal() * DAY) for year in range(first, last + 1)]
    edges = [low, *(cut for cut in cuts if low < cut < high), high]
    return list(pairwise(edges))


def _joined(runs: Iterable[Run]) -> list[Run]:
    found: list[Run] = []
    for start, end in runs:
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
