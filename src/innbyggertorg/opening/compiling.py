"""A year of a schedule, worked out: stretches of instants, and what holds in each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import pairwise
from typing import NamedTuple

from innbyggertorg.days.rule import PAST_LAST
from innbyggertorg.errors import UnknownSchoolYearError
from innbyggertorg.opening.clock import (
    DAY_SECONDS,
    FIRST_MOMENT,
    LAST_MOMENT,
    Clock,
    seconds_of_wall,
    wall_of_day,
)
from innbyggertorg.opening.hours import DAY
from innbyggertorg.opening.judging import DayPlan, Judge, Piece, Unknown
from innbyggertorg.opening.layers import Layers, Restriction
from innbyggertorg.opening.masks import UNKNOWN, applied, decides, level_of
from innbyggertorg.opening.operations import Remove

__all__ = [
    "UNKNOWN_LEVEL",
    "Era",
    "again",
    "bound_of",
    "compile_year",
    "day_eras",
    "in_order",
    "year_bounds",
]

UNKNOWN_LEVEL = -1


class Stretch(NamedTuple):
    """A stretch of time in seconds since 1970, what is on offer (a mask), and the deciding rule's reason."""

    start: int
    end: int
    mask: int
    reason: str


class Era(NamedTuple):
    """A stretch of time in seconds since 1970, its level (or `UNKNOWN_LEVEL`), and the reason."""

    start: int
    end: int
    level: int
    reason: str


def year_bounds(year: int) -> tuple[int, int]:
    """Return from when to when a compiled year reaches, in seconds: a day more than the UTC year at each end.

    So an instant lies in the compiled year that its own wall clock shows, whatever its zone.
    """
    start = seconds_of_wall(datetime(year, 1, 1)) - DAY_SECONDS
    end = wall_of_day(date(year, 12, 31).toordinal()) + 2 * DAY_SECONDS
    return max(start, FIRST_MOMENT), min(end, LAST_MOMENT)


def compile_year(schedule: Layers, judge: Judge, year: int) -> list[Era]:
    """Return the eras of a year, in order, without holes, over the whole of `year_bounds`.

    Raises nothing: what hangs on an unknown school year is an era of `UNKNOWN_LEVEL`.
    """
    start, end = year_bounds(year)
    clock = Clock(schedule.zone, year - 1, year + 1)
    first = max(1, date(year, 1, 1).toordinal() - 2)
    past = min(PAST_LAST, date(year, 12, 31).toordinal() + 4)
    stretches = _cut(list(_stretches(judge, clock, first, past)), start, end)
    for restriction in in_order(schedule.restrictions):
        stretches = _restricted(stretches, restriction, clock)
    return _eras(stretches)


def day_eras(schedule: Layers, judge: Judge, day: date) -> list[Era]:
    """Return the eras of what starts on one day, restrictions included.

    Raises:
        UnknownSchoolYearError: If the day hangs on an unknown school year.
    """
    number = day.toordinal()
    key = judge.keys(number, number + 1)[number]
    if isinstance(key, Unknown):
        raise again(key.error)
    clock = Clock(schedule.zone, day.year - 1, day.year + 1)
    mapped = _mapped(judge.plan(key).pieces, wall_of_day(number), clock)
    stretches = _cut(list(mapped), FIRST_MOMENT, LAST_MOMENT)
    for restriction in in_order(schedule.restrictions):
        stretches = _restricted(stretches, restriction, clock)
    return _eras(stretches)


def again(error: UnknownSchoolYearError) -> UnknownSchoolYearError:
    """Return a new error that says the same: a kept one would gather tracebacks."""
    return UnknownSchoolYearError(*error.args)


def _stretches(judge: Judge, clock: Clock, first: int, past: int) -> Iterator[Stretch]:
    """List what is on offer on the days [first, past), with what runs over from the days before."""
    reach = -(-judge.longest // DAY)
    before = max(1, first - reach + 1)
    plans = {number: judge.plan(key) for number, key in judge.keys(before, past).items()}
    joined: dict[tuple[int, ...], tuple[Piece, ...]] = {}
    for number in range(first, past):
        near = [plans[n] for n in range(max(before, number - reach + 1), number + 1)]
        key = tuple(map(id, near))
        pieces = joined.get(key)
        if pieces is None:
            pieces = joined[key] = tuple(_with_spill(near))
        wall = wall_of_day(number)
        offset = clock.offset_throughout(wall)
        if offset is not None:
            midnight = wall - offset
            for start, end, mask, reason in pieces:
                yield Stretch(midnight + 60 * start, midnight + 60 * end, mask, reason)
        else:
            yield from _mapped(pieces, wall, clock)


def _mapped(pieces: Iterable[Piece], wall: int, clock: Clock) -> Iterator[Stretch]:
    """Turn the minutes of a day into instants; what is empty, as in a gap of the clocks, is dropped."""
    for start, end, mask, reason in pieces:
        first, past = clock.instant(wall + 60 * start), clock.instant(wall + 60 * end)
        if first < past:
            yield Stretch(first, past, mask, reason)


def _with_spill(plans: list[DayPlan]) -> Iterator[Piece]:
    """Lay what runs over from earlier days beneath the pieces of the last of *plans*, up to its midnight."""
    layers = [
        [
            piece._replace(start=piece.start - DAY * back, end=piece.end - DAY * back)
            for piece in plan.pieces
            if piece.end > DAY * back
        ]
        for back, plan in enumerate(reversed(plans))
    ]
    found = {0, DAY}
    found.update(edge for layer in layers for piece in layer for edge in piece[:2] if 0 < edge < DAY)
    for start, end in pairwise(sorted(found)):
        mask, reason, best = 0, "", -1
        for layer in layers:
            for piece in layer:
                if piece.start <= start < piece.end:
                    mask |= piece.mask
                    if piece.mask.bit_length() > best:
                        best, reason = piece.mask.bit_length(), piece.reason
        yield Piece(start, end, mask, reason)


def in_order(restrictions: Iterable[Restriction]) -> list[Restriction]:
    """Return restrictions in the order in which they act: caps before removals, as in every layer."""
    return sorted(restrictions, key=lambda each: (isinstance(each.operation, Remove), repr(each)))


def _cut(stretches: list[Stretch], start: int, end: int) -> list[Stretch]:
    """Cut stretches to bounds."""
    first = bisect_right(stretches, start, key=lambda stretch: stretch.end)
    past = bisect_left(stretches, end, key=lambda stretch: stretch.start)
    inside = stretches[first:past]
    if inside:
        inside[0] = inside[0]._replace(start=max(inside[0].start, start))
        inside[-1] = inside[-1]._replace(end=min(inside[-1].end, end))
    return inside


def _restricted(stretches: list[Stretch], restriction: Restriction, clock: Clock) -> list[Stretch]:
    """Apply a restriction to what lies within it."""
    if not stretches:
        return stretches
    start = bound_of(restriction.start, clock)
    end = LAST_MOMENT if restriction.end is None else bound_of(restriction.end, clock)
    if end <= stretches[0].start or start >= stretches[-1].end or end <= start:
        return stretches
    first = bisect_right(stretches, start, key=lambda stretch: stretch.end)
    past = bisect_left(stretches, end, key=lambda stretch: stretch.start)
    inside: list[Stretch] = []
    for stretch in stretches[first:past]:
        inner_start, inner_end = max(stretch.start, start), min(stretch.end, end)
        if stretch.start < inner_start:
            inside.append(stretch._replace(end=inner_start))
        inside.append(lowered(Stretch(inner_start, inner_end, stretch.mask, stretch.reason), restriction))
        if inner_end < stretch.end:
            inside.append(stretch._replace(start=inner_end))
    return stretches[:first] + inside + stretches[past:]


def lowered(stretch: Stretch, restriction: Restriction) -> Stretch:
    if stretch.mask & UNKNOWN:
        closes = applied(restriction.operation, 7, 0) == 0
        return stretch._replace(mask=0, reason=restriction.reason) if closes else stretch
    mask = applied(restriction.operation, stretch.mask, 0)
    if decides(restriction.operation, stretch.mask, mask, 0):
        return stretch._replace(mask=mask, reason=restriction.reason)
    return stretch._replace(mask=mask)


def bound_of(wall: datetime, clock: Clock) -> int:
    """Return the instant of a restriction's bound.

    A clock knows the offsets of a few years; a bound far outside them lies outside the stretches too, and by
    much more than an offset, so that it need not be exact.
    """
    return min(max(clock.instant(seconds_of_wall(wall)), FIRST_MOMENT), LAST_MOMENT)


def _eras(stretches: Iterable[Stretch]) -> list[Era]:
    """Turn what is on offer into levels, and join neighbours that are alike."""
    result: list[Era] = []
    for start, end, mask, reason in stretches:
        level = UNKNOWN_LEVEL if mask & UNKNOWN else int(level_of(mask))
        if result:
            last = result[-1]
            if last.end == start and last.level == level and last.reason == reason:
                result[-1] = Era(last.start, end, level, reason)
                continue
        result.append(Era(start, end, level, reason))
    return result
