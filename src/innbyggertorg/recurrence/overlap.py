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
from itertools import islice, product
from math import lcm
from typing import Final, NamedTuple

from innbyggertorg.errors import InvalidValueError, LimitExceededError, UnknownSchoolYearError, WrongTypeError
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.recurrence.engine.clock import SETTLED
from innbyggertorg.recurrence.engine.gregorian import DAY, DAYS_IN_CYCLE
from innbyggertorg.recurrence.engine.plan import LAST_WALL
from innbyggertorg.recurrence.meeting import Classes, Meeting, may_straddle, meetings
from innbyggertorg.recurrence.occurrence import Occurrence
from innbyggertorg.recurrence.series import Series
from innbyggertorg.recurrence.sides import Side, Span, first_with

__all__ = ["first_overlap"]

_WINDOW: Final = 64 * DAY
_YEAR: Final = 366 * DAY
_SOON: Final = 3 * _YEAR
_CENTURIES: Final = 200 * _YEAR
_FEW: Final = 40_000
_TRIED: Final = 200
_DAY_BY_DAY: Final = DAY


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
    Of a rule by the minute or second also the nights on which clocks change are looked at for so long, and
    of two such rules not at all: the answer is then that of a clock that never changes.

    Args:
        a: Any series.
        b: Any series.
        years: How far to look where no exact answer is to be had, from 1.
        limits: `steps` is how many occurrences are looked at one by one, and how many meetings may fall
            away because `excluding` or a change of the clocks takes out one of the two, before the search
            is given up.

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
    search = _Search(Side(a), Side(b), years * _YEAR, limits)
    found = min(search.all_meets(), default=None, key=lambda meet: meet[0])
    if found is None:
        return None
    return search.left.occurrence(found.left), search.right.occurrence(found.right)


class _Search:
    """The search for the first meeting of two sides."""

    def __init__(self, left: Side, right: Side, horizon: int, limits: Limits) -> None:
        self.left = left
        self.right = right
        self._horizon = horizon
        self._limits = limits
        self._looked_at = 0

    def all_meets(self) -> Iterator[Meet]:
        """Yield meetings of which one is the first of all."""
        left, right = self.left, self.right
        for span in left.explicit():
            if other := first_with(right, span):
                yield Meet(max(span.start, other.start), span, other)
        for span in right.explicit():
            if other := first_with(left, span):
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
        if self.left.is_long or self.right.is_long:
            soon = self._soon()
            if soon is not None:
                yield soon
                return
        left, right = self.left.classes(), self.right.classes()
        if left is None or right is None:
            yield from self._within_horizon(self._horizon)
            return
        candidates = _all_meetings(left, right)
        if candidates is None:
            yield from self._within_horizon(self._horizon)
            return
        found = self._first_real(islice(candidates, _TRIED))
        if found is None and next(candidates, None) is not None:  # maybe never: `excluding` decides
            left = self.left.classes_without_excluded(left)
            right = self.right.classes_without_excluded(right)
            found = self._first_real(_all_meetings(left, right) or iter(()))
        if found is not None:
            yield found
        yield from self._at_changes(left, right, LAST_WALL if found is None else found.instant)

    def _soon(self) -> Meet | None:
        """Return the first meeting of the first years, as far as they are known."""
        try:
            return next(self._within_horizon(_SOON), None)
        except UnknownSchoolYearError:
            return None

    def _first_real(self, candidates: Iterator[Meeting]) -> Meet | None:
        """Return the first real one of *candidates*."""
        for tried, candidate in enumerate(candidates):
            if tried > self._limits.steps:
                raise LimitExceededError(
                    "steps", self._limits.steps, hint="so many meetings fall away that no answer was found"
                )
            if (meet := self._real(candidate)) is not None:
                return meet
        return None

    def _real(self, candidate: Meeting) -> Meet | None:
        """Return *candidate* if both take place, and share time by the clock as well."""
        left, right = self.left.span(candidate.left), self.right.span(candidate.right)
        start = max(left.start, right.start)
        if start < min(left.end, right.end) and self._take_place(candidate):
            return Meet(start, left, right)
        return None

    def _take_place(self, candidate: Meeting) -> bool:
        try:
            return self.left.takes_place(candidate.left) and self.right.takes_place(candidate.right)
        except UnknownSchoolYearError:
            if self.left.surely_not(candidate.left) or self.right.surely_not(candidate.right):
                return False
            raise

    def _at_changes(self, left: list[Classes], right: list[Classes], until: int) -> Iterator[Meet]:
        """Yield the first meeting, before *until*, that only a change of the clocks brings about."""
        if self.left.is_dense and self.right.is_dense:
            return
        clock = self.left.clock
        begin = clock.instant(max(self.left.timeline.begin, self.right.timeline.begin))
        nights = clock.nights(begin)
        if not (
            (self.left.timed and may_straddle(left, nights))
            or (self.right.timed and may_straddle(right, nights))
        ):  # whole days cannot: their ends are wall time, so wall time tells all about them
            return
        if until - begin > _CENTURIES:
            slack = max(shift for _, shift in nights)
            candidates = _all_meetings(left, right, slack)
            near = None if candidates is None else list(islice(candidates, _FEW + 1))
            if near is not None and len(near) <= _FEW:
                yield from filter(None, map(self._real, near))
                return
        periods = {one.period for one in (*left, *right)}
        if 0 not in periods:
            until = min(until, max(begin, SETTLED) + lcm(DAYS_IN_CYCLE * DAY, *periods))
        if self.left.is_dense or self.right.is_dense:
            until = min(until, begin + self._horizon)
        for change in clock.changes_until(begin, until):
            reach = abs(change.after - change.before)
            low, high = change.instant - 1, change.instant + 2 * reach + 1
            found = [*self._meets(self.left, self.right, low, high)]
            found += map(_mirrored, self._meets(self.right, self.left, low, high))
            if found:
                yield min(found, key=lambda meet: meet[0])
                return

    def _within_horizon(self, horizon: int) -> Iterator[Meet]:
        """Yield the first meeting within *horizon* seconds of the later first start, window by window."""
        low = max(side.clock.instant(side.timeline.begin) for side in (self.left, self.right))
        end = min(low + horizon, LAST_WALL - 3 * DAY)
        window = _DAY_BY_DAY if self.left.is_dense and self.right.is_dense else _WINDOW
        while low < end:
            high = min(low + window, end)
            here = [meet for meet in self._meets_of_fewer(low, high) if meet.instant < high]
            if here:
                yield min(here, key=lambda meet: meet[0])
                return
            low = high

    def _meets_of_fewer(self, low: int, high: int) -> Iterator[Meet]:
        """Yield the meetings in [low, high), looked for from the side that has fewer occurrences."""
        if self.left.is_dense and not self.right.is_dense:
            return map(_mirrored, self._meets(self.right, self.left, low, high))
        return self._meets(self.left, self.right, low, high)

    def _meets(self, one: Side, other: Side, low: int, high: int) -> Iterator[Meet]:
        """Yield each occurrence of *one* in [low, high) that meets one of *other*, with the first such."""
        spans = one.during(low, high)
        self._looked_at += len(spans)
        if self._looked_at > self._limits.steps:
            raise LimitExceededError(
                "steps",
                self._limits.steps,
                hint="so many occurrences were looked at that no answer was found",
            )
        for span in spans:
            if met := first_with(other, span):
                yield Meet(max(span.start, met.start), span, met)


def _mirrored(meet: Meet) -> Meet:
    return Meet(meet.instant, meet.right, meet.left)


def _all_meetings(left: list[Classes], right: list[Classes], slack: int = 0) -> Iterator[Meeting] | None:
    """Merge the meetings of all classes of one with all of the other; None if there are too many."""
    streams = [meetings(one, other, slack) for one, other in product(left, right)]
    listed = [stream for stream in streams if stream is not None]
    return merge(*listed) if len(listed) == len(streams) else None
