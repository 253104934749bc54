"""The starts of a series alone, without ends and keys, between two instants."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from heapq import merge
from typing import Any

from innbyggertorg.recurrence.engine.clock import Clock
from innbyggertorg.recurrence.engine.gregorian import DAY
from innbyggertorg.recurrence.engine.walls import reaches, take_out
from innbyggertorg.recurrence.engine.windows import Reach
from innbyggertorg.recurrence.occurrence import Status
from innbyggertorg.recurrence.occurrences import steps
from innbyggertorg.recurrence.timeline import ANY_NUMBER, Timeline

__all__ = ["starts_in"]


def starts_in(timeline: Timeline, a: datetime, b: datetime) -> Iterator[Any]:
    """Yield the starts of *timeline* in [a, b) that are not cancelled, in order and each once.

    Where they are in lanes, they are cut out of a column that is there already. Where there are few and the
    clocks do not get in the way, they are one column of sums; else they are made one by one as they are
    asked for.
    """
    reach = timeline.windows.reach(a, b)
    if timeline.lanes and reach.is_plain:
        return iter(_in_lanes(timeline, reach.begin, reach.end))
    place, time = timeline.place, timeline.time
    if timeline.clock is None or reach.gaps is None or not timeline.is_sparse:
        return _one_by_one(timeline, reach)
    walls = timeline.walls(reach.begin, reach.end, ANY_NUMBER)
    if not walls:
        return _with_specials(timeline, reach, walls, []) if timeline.specials else iter(())
    for gap in reach.gaps:
        begin = gap.instant + gap.before
        may_be_in = time is None or (time - begin) % DAY < gap.wall - begin
        if may_be_in and reaches(walls, begin, gap.wall):
            return _one_by_one(timeline, reach)
    starts = map(place.aware(walls[0]).__add__, steps(walls, time is not None))
    return _with_specials(timeline, reach, walls, list(starts)) if timeline.specials else starts


def _in_lanes(timeline: Timeline, low: int, high: int) -> list[Any]:
    """Return the starts at walls in [low, high) of a timeline that has lanes."""
    columns = timeline.place.columns
    begin, end, step = timeline.lane
    low, high = max(low, begin), min(high, end)
    if timeline.lanes == 1:
        first = low + (begin - low) % step
        found = columns.column(first, high, timeline.weeks) if first < high else []
    else:
        found = columns.columns(timeline.start_times, low, high) if low < high else []
    if timeline.has_removed and found:
        take_out(timeline.in_lanes(low, high), timeline.removed(low, high), found)
    return found


def _with_specials(
    timeline: Timeline, reach: Reach, walls: Sequence[int], starts: list[Any]
) -> Iterator[Any]:
    """Put overridden starts among regular ones that are in order, unless there is one at that instant."""
    for special in reversed(timeline.specials):
        if reach.low <= special.start < reach.high and special.occurrence.status is not Status.CANCELLED:
            place = bisect_left(walls, special.start, key=timeline.place.instant)
            if place == len(walls) or timeline.place.instant(walls[place]) != special.start:
                starts.insert(place, special.occurrence.start)
    return iter(starts)


def _one_by_one(timeline: Timeline, reach: Reach) -> Iterator[Any]:
    place, whole_days = timeline.place, timeline.clock is None
    moved = sorted(
        (place.instant(special.start) if whole_days else special.start, special.key)
        for special in timeline.specials
        if special.occurrence.status is not Status.CANCELLED
    )
    inside = (special for special in moved if reach.low <= special[0] < reach.high)
    last = None
    for instant, _ in merge(_in_order(place, _regular(timeline, reach)), inside):
        if instant != last:
            shown = place.show(instant)
            yield date(shown.year, shown.month, shown.day) if whole_days else shown
        last = instant


def _regular(timeline: Timeline, reach: Reach) -> Iterator[int]:
    """Yield the walls of the regular starts in *reach*."""
    for wall in timeline.walk(reach.begin, reach.end):
        if not any(low <= wall < high for low, high in reach.holes):
            yield wall


def _in_order(place: Clock, walls: Iterator[int]) -> Iterator[tuple[int, int]]:
    """Yield (instant, wall) in order: walls moved out of a gap wait until the others have caught up."""
    waiting: list[tuple[int, int]] = []
    for wall in walls:
        instant = place.instant(wall)
        if place.offset(instant) != wall - instant:
            waiting.append((instant, wall))
            continue
        while waiting and waiting[0][0] < instant:
            yield waiting.pop(0)
        yield instant, wall
    yield from waiting
