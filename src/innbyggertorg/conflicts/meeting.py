"""Which of many spans share some time: one sort, one pass, and work only where something meets."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import compress, count, islice
from operator import gt
from typing import NamedTuple

from innbyggertorg.limits import Limits

__all__ = ["Budget", "Crowd", "Pair", "Span", "crowds", "meeting_spans", "pairs"]

Span = tuple[int, int, int, int]
"""Start, end, number of the booking it belongs to, and wall: ordered by start, then by all the rest."""

_PER_SPAN = 4


class Pair(NamedTuple):
    """Two spans that share some time; *later* is the larger one by number and wall."""

    start: int
    end: int
    later: Span
    earlier: Span


class Crowd(NamedTuple):
    """A run of time in which too many are together: everybody who is there for some of it."""

    start: int
    end: int
    peak: int
    spans: tuple[Span, ...]


class Budget:
    """How many pairs of some spans may be looked at in vain.

    Attributes:
        spent: Whether there were more, so that something may be missing.
        until: From when on, or None.
    """

    def __init__(self, limits: Limits, spans: int) -> None:
        self._left = limits.steps + _PER_SPAN * spans
        self.spent = False
        self.until: int | None = None

    def take(self, instant: int) -> bool:
        """Count one at *instant*; tell whether it may still be looked at."""
        self._left -= 1
        if self._left < 0 and not self.spent:
            self.spent, self.until = True, instant
        return not self.spent


def meeting_spans(spans: list[Span]) -> list[Span]:
    """Return those of *spans*, sorted, that share some time with another one.

    Of spans sorted by start, one that shares time with any later one shares time with the very next.
    """
    starts = [span[0] for span in spans]
    ends = [span[1] for span in spans]
    chosen: list[Span] = []
    done = 0
    for place in compress(count(), map(gt, ends, islice(starts, 1, None))):
        past = bisect_left(starts, ends[place], place + 1)
        chosen += spans[max(place, done) : past]
        done = max(done, past)
    return chosen


def pairs(
    spans: Sequence[Span], budget: Budget, may_meet: Callable[[int, int], bool] | None = None
) -> Iterator[Pair]:
    """Yield every two of *spans* that share some time, as far as they are asked for.

    Touching is not sharing. The order is by when they begin to share, then by the later and the earlier of
    the two: the same whatever the order of what was sorted.

    Args:
        spans: Sorted.
        budget: What may be looked at in vain.
        may_meet: Told two numbers of bookings, whether they count; None for always.
    """
    active: list[Span] = []
    reach = -1
    count = len(spans)
    place = 0
    while place < count:
        span = spans[place]
        start = span[0]
        following = place + 1
        if start >= reach:
            active = []
            if following == count or spans[following][0] >= span[1]:  # it is alone
                place = following
                continue
        while following < count and spans[following][0] == start:
            following += 1
        active = [other for other in active if other[1] > start]
        fresh = spans[place:following]
        yield from _of_one_start(start, active, fresh, budget, may_meet)
        if budget.spent:
            return
        active.extend(fresh)
        reach = max(reach, *(other[1] for other in fresh))
        place = following


def _of_one_start(
    start: int,
    active: list[Span],
    fresh: Sequence[Span],
    budget: Budget,
    may_meet: Callable[[int, int], bool] | None,
) -> Iterator[Pair]:
    """Yield the pairs that begin to share time at *start*: each of *fresh* with all others."""
    members = sorted(
        [(span[2], span[3], False, span) for span in active]
        + [(span[2], span[3], True, span) for span in fresh]
    )
    before: list[Span] = []
    new_before: list[Span] = []
    for number, _, is_new, span in members:
        for other in before if is_new else new_before:
            if may_meet is None or may_meet(number, other[2]):
                yield Pair(start, min(span[1], other[1]), span, other)
            elif not budget.take(start):
                return
        before.append(span)
        if is_new:
            new_before.append(span)


def crowds(
    spans: Sequence[Span], weight: Callable[[int], int], allowed: int, low: int, high: int
) -> Iterator[Crowd]:
    """Yield the runs of time in [low, high) in which the weights of *spans* add up to more than *allowed*.

    A run is as long as it can be; who comes and goes within it is all in it. What has no weight is nobody.

    Args:
        spans: In any order.
        weight: Weight of a booking, by its number.
        allowed: The most that is no crowd.
        low: Where to begin; a run that began before is cut.
        high: Where to end; there is no run where that is not after *low*.
    """
    if low >= high:
        return
    changes: list[tuple[int, int, Span]] = []
    for span in spans:
        if weight(span[2]) > 0 and span[0] < high and span[1] > low:
            changes.append((max(span[0], low), 1, span))
            changes.append((min(span[1], high), 0, span))  # at one instant the one who leaves goes first
    changes.sort()
    here: dict[Span, int] = {}
    total = peak = begin = 0
    inside = False
    run: set[Span] = set()
    place = 0
    while place < len(changes):
        now = changes[place][0]
        while place < len(changes) and changes[place][0] == now:  # all that happens at one instant
            _, comes, span = changes[place]
            change = weight(span[2])
            if comes:
                here[span] = here.get(span, 0) + 1
                total += change
                if inside:
                    run.add(span)
            else:
                here[span] -= 1
                if not here[span]:
                    del here[span]
                total -= change
            place += 1
        if total > allowed and not inside:
            inside, begin, peak, run = True, now, total, set(here)
        elif inside and total <= allowed:
            # who came at this very instant was not there before it
            yield Crowd(begin, now, peak, tuple(sorted(s for s in run if s[0] < now)))
            inside = False
        elif inside:
            peak = max(peak, total)
