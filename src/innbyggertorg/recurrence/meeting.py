"""When starts that repeat meet: residue classes and the Chinese remainder theorem, on walls."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import islice
from math import gcd, lcm
from typing import Final, NamedTuple

from innbyggertorg.days.rule import AnyOf, DayRule
from innbyggertorg.recurrence.engine.gregorian import DAY, WEEK
from innbyggertorg.recurrence.engine.plan import LAST_WALL, Plan

__all__ = [
    "Classes",
    "Meeting",
    "classes_of",
    "classes_without",
    "may_straddle",
    "meetings",
    "repeating_part",
]

_MOST_CLASSES: Final = 300_000
_FEW_PAIRS: Final = 64
_NEVER_AGAIN: Final = 1 << 50
"""The period of two of which neither repeats: it leads past the year 9999 from anywhere."""


class Classes(NamedTuple):
    """All the walls c + k * period, k = 0, 1, ..., up to *end*, that last *length* seconds each.

    A period of 0 says that they do not repeat before the end of time.
    """

    beginnings: Sequence[int]
    period: int
    end: int
    length: int


class Meeting(NamedTuple):
    """Two walls whose spans share some time, first by when that begins."""

    wall: int
    left: int
    right: int


def classes_of(plan: Plan, length: int) -> Classes | None:
    """Return the walls of *plan* as residue classes, or None if there are too many to list."""
    period = plan.cycle if plan.begin + plan.cycle < LAST_WALL else 0
    return _listed(plan, plan.begin, period, length)


def classes_without(plan: Plan, length: int, excluding: DayRule) -> list[Classes] | None:
    """Return the walls of *plan* not on the days of a rule: those before it repeats, and those after.

    Returns:
        None if the rule does not repeat, or there are too many to list.
    """
    repeat = excluding.repeat
    if repeat is None:
        return None
    settled = max(plan.begin, repeat.since * DAY)
    period = lcm(plan.cycle, repeat.days * DAY)
    early = _listed(plan, plan.begin, 0, length, settled)
    late = _listed(plan, settled, period if settled + period < LAST_WALL else 0, length)
    if early is None or late is None:
        return None
    return [_thinned(classes, excluding) for classes in (early, late) if classes.beginnings]


def repeating_part(excluding: DayRule) -> DayRule | None:
    """Return those of the days that *excluding* surely picks which repeat for ever, or None."""
    if excluding.repeat is not None:
        return excluding
    parts = excluding.rules if isinstance(excluding, AnyOf) else ()
    known = tuple(part for part in map(repeating_part, parts) if part is not None)
    return AnyOf(known) if known else None


def _listed(plan: Plan, begin: int, period: int, length: int, end: int = LAST_WALL) -> Classes | None:
    past = min(begin + period if period else end, plan.end)
    beginnings = list(islice(plan.walk(begin, past), _MOST_CLASSES + 1))
    return None if len(beginnings) > _MOST_CLASSES else Classes(beginnings, period, plan.end, length)


def _thinned(classes: Classes, excluding: DayRule) -> Classes:
    """Leave out the beginnings on days of *excluding*."""
    walls = classes.beginnings
    kept: list[int] = []
    place = 0
    for first, past in excluding.runs(walls[0] // DAY, walls[-1] // DAY + 1):
        gone = bisect_left(walls, first * DAY, place)
        kept += walls[place:gone]
        place = bisect_left(walls, past * DAY, gone)
    return classes._replace(beginnings=[*kept, *walls[place:]])


def may_straddle(all_classes: Iterable[Classes], nights: Collection[tuple[int, int]]) -> bool:
    """Whether a span can lie across, or begin in, one of *nights* (wall modulo a week, shift)."""
    for beginnings, period, _, length in all_classes:
        common = gcd(period, WEEK)
        for rest in {begin % common for begin in beginnings}:
            for night, shift in nights:
                if (night - rest) % common < length or (rest - night) % common < shift:
                    return True
    return False


def meetings(left: Classes, right: Classes, slack: int = 0) -> Iterator[Meeting] | None:
    """Yield every pair of walls whose spans come within *slack* seconds of sharing some time, in order.

    Returns:
        None if there are too many ways to meet to list; the two then meet soon and often.
    """
    period, other_period = _periods(left, right)
    common = gcd(period, other_period)
    whole = period // common * other_period
    inverse = pow(period // common, -1, other_period // common) if other_period > common else 0
    low, high = 1 - right.length - slack, left.length + slack  # right - left must be in [low, high)
    found: list[tuple[int, int, int]] = []
    for begin, other in _close(left.beginnings, right.beginnings, common, low, high):
        for distance in range(low + (other - begin - low) % common, high, common):
            factor = (other - distance - begin) // common * inverse % (other_period // common)
            wall = begin + period * factor
            least = other - distance
            if wall < least:
                wall += -((wall - least) // whole) * whole
            if wall < left.end and wall + distance < right.end:
                found.append((max(wall, wall + distance), wall, wall + distance))
            if len(found) > _MOST_CLASSES:
                return None
    heapify(found)
    return _repeat(found, whole, left.end, right.end)


def _periods(left: Classes, right: Classes) -> tuple[int, int]:
    """Return the periods; what never repeats takes a multiple of the other's, past the end of time."""
    period = left.period or right.period * (LAST_WALL // right.period + 1 if right.period else 0)
    other = right.period or left.period * (LAST_WALL // left.period + 1 if left.period else 0)
    return period or _NEVER_AGAIN, other or _NEVER_AGAIN


def _repeat(
    found: list[tuple[int, int, int]], whole: int, left_end: int, right_end: int
) -> Iterator[Meeting]:
    """Yield the meetings of a heap in order, each again after *whole* seconds."""
    while found:
        wall, left, right = heappop(found)
        yield Meeting(wall, left, right)
        if left + whole < left_end and right + whole < right_end:
            heappush(found, (wall + whole, left + whole, right + whole))


def _close(
    left: Sequence[int], right: Sequence[int], common: int, low: int, high: int
) -> Iterator[tuple[int, int]]:
    """Yield the pairs whose difference, modulo *common*, can be in [low, high)."""
    if high - low >= common or len(left) * len(right) <= _FEW_PAIRS:
        for begin in left:
            for other in right:
                if low + (other - begin - low) % common < high:
                    yield begin, other
        return
    rests = sorted((other % common, other) for other in right)
    keys = [rest for rest, _ in rests]
    for begin in left:
        start = (begin + low) % common
        past = start + high - low
        for number in range(bisect_left(keys, start), bisect_left(keys, past)):
            yield begin, rests[number][1]
        for number in range(bisect_left(keys, past - common)):
            yield begin, rests[number][1]
