"""When starts that repeat meet: residue classes and the Chinese remainder theorem, on walls."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import islice
from math import gcd
from typing import Final, NamedTuple

from innbyggertorg.recurrence.engine.plan import LAST_WALL, Plan

__all__ = ["Classes", "Meeting", "classes_of", "meetings"]

_MOST_CLASSES: Final = 300_000
_FEW_PAIRS: Final = 64
_NEVER_AGAIN: Final = 1 << 50
"""A period in seconds that leads past the year 9999 from anywhere."""


class Classes(NamedTuple):
    """All the walls c + k * period, k = 0, 1, ..., up to *end*, that last *length* seconds each."""

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
    past = min(plan.begin + plan.cycle, plan.end)
    beginnings = list(islice(plan.walk(plan.begin, past), _MOST_CLASSES + 1))
    if len(beginnings) > _MOST_CLASSES:
        return None
    period = plan.cycle if plan.begin + plan.cycle < LAST_WALL else _NEVER_AGAIN
    return Classes(beginnings, period, plan.end, length)


def meetings(left: Classes, right: Classes, slack: int = 0) -> Iterator[Meeting] | None:
    """Yield every pair of walls whose spans come within *slack* seconds of sharing some time, in order.

    Returns:
        None if there are too many ways to meet to list; the two then meet soon and often.
    """
    common = gcd(left.period, right.period)
    whole = left.period // common * right.period
    inverse = pow(left.period // common, -1, right.period // common) if right.period > common else 0
    low, high = 1 - right.length - slack, left.length + slack  # right - left must be in [low, high)
    found: list[tuple[int, int, int]] = []
    for begin, other in _close(left.beginnings, right.beginnings, common, low, high):
        for distance in range(low + (other - begin - low) % common, high, common):
            factor = (other - distance - begin) // common * inverse % (right.period // common)
            wall = begin + left.period * factor
            least = other - distance
            if wall < least:
                wall += -((wall - least) // whole) * whole
            if wall < left.end and wall + distance < right.end:
                found.append((max(wall, wall + distance), wall, wall + distance))
        if len(found) > _MOST_CLASSES:
            return None
    heapify(found)
    return _repeat(found, whole, left.end, right.end)


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
