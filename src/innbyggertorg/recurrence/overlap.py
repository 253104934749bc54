"""Whether two series ever meet: the first time they do, or the certainty that they never will.

The Gregorian calendar repeats after 146,097 days, and so do all rules but for their INTERVAL, which adds a
congruence. The starts of a rule are therefore finitely many classes "wall = c + k * period". Two classes
meet if the difference of their beginnings, modulo the greatest common divisor of the periods, lies closer
to zero than the lengths; the Chinese remainder theorem then gives the first meeting of the two at once.
No horizon is needed, and the proof that there is none costs no more than the find.

That is in wall time, and one clock serves both series. What the changes of that clock do to nights on which
it is put forward or back is looked at change by change, up to the first meeting or for a whole period.
"""

from collections.abc import Iterator
from heapq import merge
from itertools import product
from math import lcm
from typing import Final, NamedTuple

from innbyggertorg.errors import InvalidValueError, LimitExceededError, WrongTypeError
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.recurrence.engine.clock import SETTLED, clock_of
from innbyggertorg.recurrence.engine.gregorian import DAY, DAYS_IN_CYCLE
from innbyggertorg.recurrence.engine.plan import LAST_WALL
from innbyggertorg.recurrence.meeting import Classes, Meeting, classes_of, meetings
from innbyggertorg.recurrence.occurrence import Occurrence, Status
from innbyggertorg.recurrence.occurrences import regular_occurrence
from innbyggertorg.recurrence.series import Series, timeline_of

__all__ = ["first_overlap"]

_WINDOW: Final = 64 * DAY
_MANY: Final = 1_000_000
_YEAR: Final = 366 * DAY
_SHORT_CYCLE: Final = 2 * _YEAR
_SOON: Final = 3 * _YEAR


class Span(NamedTuple):
    """One occurrence in exact time."""

    start: int
    end: int
    key: int
    occurrence: Occurrence | None = None


class Meet(NamedTuple):
    """Two occurrences that share some time, first by when that begins."""

    instant: int
    left: Span
    right: Span


def first_overlap(
    a: Series, b: Series, *, years: int = 50, limits: Limits = DEFAULT_LIMITS
) -> tuple[Occurrence, Occurrence] | None:
    """Return the first occurrences of two series that share some time, or None if none ever do.

    Touching is not sharing, and cancelled occurrences do not count. Both series may go on for ever: in one
    zone the answer is exact, for all time that Python can write. Beyond *years* it is not looked in two
    cases: where the zones differ, and where a rule picks more than 300,000 starts before it repeats (some
    rules by the minute or second). None then means "not within so many years of the later first start".

    Args:
        a: Any series.
        b: Any series.
        years: How far to look where no exact answer is to be had, from 1.
        limits: `steps` is how many meetings may fall away because `excluding` or a change of the clocks
            takes out one of the two, before the search is given up.

    Returns:
        An occurrence of *a* and one of *b*.

    Raises:
        LimitExceededError: If so many fall away.
        UnknownSchoolYearError: If the answer hangs on a school year that `excluding` does not hold.
    """
    for name, series in (("a", a), ("b", b)):
        if not isinstance(series, Series):
            raise WrongTypeError(f"first_overlap {name}", "must be a Series", series)
    if type(years) is not int or years < 1:
        raise InvalidValueError("first_overlap years", "must be a whole number from 1", years)
    search = _Search(_Side(a), _Side(b), years * _YEAR, limits)
    found = min(search.all_meets(), default=None, key=lambda meet: meet[0])
    if found is None:
        return None
    return search.left.occurrence(found.left), search.right.occurrence(found.right)


class _Side:
    """One of the two series, in exact time."""

    def __init__(self, series: Series) -> None:
        self.timeline = timeline_of(series)
        self.clock = clock_of(series.zone)
        self.timed = self.timeline.clock is not None

    def span(self, wall: int) -> Span:
        """Return the regular occurrence of *wall*; whole days last from midnight to midnight."""
        start = self.clock.instant(wall)
        length = self.timeline.length
        return Span(start, start + length if self.timed else self.clock.instant(wall + length), wall)

    def takes_place(self, wall: int) -> bool:
        """Whether *wall*, which a rule picks, is neither excluded nor overridden."""
        return self.timeline.has(wall)

    def explicit(self) -> Iterator[Span]:
        """Yield the occurrences that no rule picks: extra starts, and those with an override."""
        for wall in self.timeline.extra:
            if self.takes_place(wall):
                yield self.span(wall)
        yield from self._specials()

    def _specials(self) -> Iterator[Span]:
        for special in self.timeline.specials:
            if special.occurrence.status is not Status.CANCELLED:
                start, end = special.start, special.end
                if not self.timed:
                    start, end = self.clock.instant(start), self.clock.instant(end)
                yield Span(start, end, special.key, special.occurrence)

    def during(self, low: int, high: int) -> list[Span]:
        """Return the occurrences that have some time in [low, high), by start."""
        around = 2 * DAY  # more than any offset and any change of it
        walls = self.timeline.walls(low - self.timeline.length - around, high + around, _MANY)
        spans = [*map(self.span, walls), *self._specials()]
        return sorted((span for span in spans if span.start < high and span.end > low), key=lambda s: s[:3])

    def classes(self) -> list[Classes] | None:
        """Return what the rules pick as residue classes, or None if there are too many to list."""
        found = [classes_of(plan, self.timeline.length) for plan in self.timeline.plans]
        listed = [classes for classes in found if classes is not None]
        return listed if len(listed) == len(found) else None

    def occurrence(self, span: Span) -> Occurrence:
        """Return what is handed out for *span*."""
        return span.occurrence or regular_occurrence(self.timeline, span.key)

    def may_straddle(self, changes: frozenset[tuple[int, int]]) -> bool:
        """Whether an occurrence can lie across one of *changes* (second of the day, shift).

        Whole days cannot: their ends are wall time, so wall time tells all about them.
        """
        if not self.timed:
            return False
        length = self.timeline.length
        times = self.timeline.times
        return times is None or any(
            (second - time) % DAY < length or (time - second) % DAY < shift
            for second, shift in changes
            for time in times
        )


class _Search:
    """The search for the first meeting of two sides."""

    def __init__(self, left: _Side, right: _Side, horizon: int, limits: Limits) -> None:
        self.left = left
        self.right = right
        self._horizon = horizon
        self._limits = limits

    def all_meets(self) -> Iterator[Meet]:
        """Yield meetings of which one is the first of all."""
        left, right = self.left, self.right
        for span in left.explicit():
            if other := _first_with(right, span):
                yield Meet(max(span.start, other.start), span, other)
        for span in right.explicit():
            if other := _first_with(left, span):
                yield Meet(max(span.start, other.start), other, span)
        if not (left.timeline.plans and right.timeline.plans):
            return
        if left.clock is right.clock:
            yield from self._repeated()
        else:
            yield from self._within_horizon(self._horizon)

    def _repeated(self) -> Iterator[Meet]:
        """Yield the first meeting of what the rules pick, for all time.

        Where there would be many classes to list, most meetings are found sooner by looking at the first
        years; what is not there is then found, or shown not to exist, by the classes.
        """
        if any(plan.cycle > _SHORT_CYCLE for side in (self.left, self.right) for plan in side.timeline.plans):
            soon = next(self._within_horizon(_SOON), None)
            if soon is not None:
                yield soon
                return
        left, right = self.left.classes(), self.right.classes()
        if left is None or right is None:
            yield from self._within_horizon(self._horizon)
            return
        streams = [meetings(one, other) for one, other in product(left, right)]
        listed = [stream for stream in streams if stream is not None]
        if len(listed) < len(streams):
            yield from self._within_horizon(self._horizon)
            return
        found = self._first_real(merge(*listed))
        if found is not None:
            yield found
        yield from self._at_changes(left, right, LAST_WALL if found is None else found.instant)

    def _first_real(self, candidates: Iterator[Meeting]) -> Meet | None:
        """Return the first candidate in which both take place and share time by the clock as well."""
        for tried, (_, left_wall, right_wall) in enumerate(candidates):
            if tried > self._limits.steps:
                raise LimitExceededError(
                    "steps", self._limits.steps, hint="so many meetings fall away that no answer was found"
                )
            left, right = self.left.span(left_wall), self.right.span(right_wall)
            if (
                max(left.start, right.start) < min(left.end, right.end)
                and self.left.takes_place(left_wall)
                and self.right.takes_place(right_wall)
            ):
                return Meet(max(left.start, right.start), left, right)
        return None

    def _at_changes(self, left: list[Classes], right: list[Classes], until: int) -> Iterator[Meet]:
        """Yield the first meeting, before *until*, that only a change of the clocks brings about."""
        clock = self.left.clock
        begin = clock.instant(max(self.left.timeline.begin, self.right.timeline.begin))
        nights = clock.nights(begin)
        if not (self.left.may_straddle(nights) or self.right.may_straddle(nights)):
            return
        slack = max(shift for _, shift in nights)
        pairs = list(product(left, right))
        if not any(_ever(meetings(one, other, slack)) for one, other in pairs):
            return
        periods = {one.period for pair in pairs for one in pair}
        until = min(until, max(begin, SETTLED) + lcm(DAYS_IN_CYCLE * DAY, *periods))
        for change in clock.changes_until(begin, until):
            reach = abs(change.after - change.before)
            low, high = change.instant - 1, change.instant + 2 * reach + 1
            found = [
                Meet(max(span.start, other.start), span, other)
                for span in self.left.during(low, high)
                if (other := _first_with(self.right, span))
            ] + [
                Meet(max(span.start, other.start), other, span)
                for span in self.right.during(low, high)
                if (other := _first_with(self.left, span))
            ]
            if found:
                yield min(found, key=lambda meet: meet[0])
                return

    def _within_horizon(self, horizon: int) -> Iterator[Meet]:
        """Yield the first meeting within *horizon* seconds of the later first start, window by window."""
        low = max(side.clock.instant(side.timeline.begin) for side in (self.left, self.right))
        end = min(low + horizon, LAST_WALL - 3 * DAY)
        while low < end:
            high = min(low + _WINDOW, end)
            meets = [
                Meet(max(span.start, other.start), span, other)
                for span in self.left.during(low, high)
                if (other := _first_with(self.right, span))
            ]
            here = [meet for meet in meets if meet.instant < high]
            if here:
                yield min(here, key=lambda meet: meet[0])
                return
            low = high


def _first_with(side: _Side, span: Span) -> Span | None:
    """Return the first occurrence of *side* that shares some time with *span*."""
    return next(iter(side.during(span.start, span.end)), None)


def _ever(stream: Iterator[Meeting] | None) -> bool:
    return stream is None or next(stream, None) is not None
