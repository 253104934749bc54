"""When a house is open, in whole seconds: the eras of its schedule, looked up by bookings."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final, NamedTuple

from innbyggertorg.chrono.interval import Interval
from innbyggertorg.conflicts.dates import Run
from innbyggertorg.errors import UnknownSchoolYearError
from innbyggertorg.opening import AccessLevel, Cap, Openings, OpeningSchedule, Remove
from innbyggertorg.recurrence.engine.clock import Clock, clock_of
from innbyggertorg.recurrence.engine.gregorian import DAY
from innbyggertorg.recurrence.engine.moments import from_moment, utc_seconds

__all__ = [
    "Blocked",
    "Era",
    "Eras",
    "HouseHours",
    "without",
]

_UNKNOWN: Final = -1
_FOR_EVER: Final = 10**12


class Era(NamedTuple):
    """A run of time at one level; a level of -1 is not known."""

    start: int
    end: int
    level: int
    reason: str


class Blocked(NamedTuple):
    """A run of time in which somebody cannot get into a house, and what keeps them out."""

    start: int
    end: int
    level: int
    reason: str
    restricted: bool
    """Whether a restriction does, and not the usual hours."""


class Eras:
    """What openings say about a stretch of time."""

    def __init__(self, openings: Openings, low: int, high: int) -> None:
        self._openings = openings
        self._clock: Clock = clock_of(openings.zone)
        self._low, self._high = low, high

    @cached_property
    def eras(self) -> list[Era]:
        """All of them, in order and without holes."""
        return list(self._eras())

    @cached_property
    def _starts(self) -> list[int]:
        return [era.start for era in self.eras]

    @property
    def unknown(self) -> list[Run]:
        """When it is not known whether it is open."""
        return [(era.start, era.end) for era in self.eras if era.level == _UNKNOWN]

    def below(self, needed: AccessLevel, start: int, end: int) -> Iterator[Era]:
        """Yield the eras that are known to be below a level, cut to [start, end)."""
        eras = self.eras
        place = max(bisect_right(self._starts, start) - 1, 0)
        while place < len(eras) and (era := eras[place]).start < end:
            if _UNKNOWN < era.level < needed and era.end > start:
                yield era._replace(start=max(era.start, start), end=min(era.end, end))
            place += 1

    def open_runs(self, start: int, end: int) -> Iterator[Run]:
        """Yield the runs within [start, end) in which it is open at any level."""
        begin = past = -1
        eras = self.eras
        place = max(bisect_right(self._starts, start) - 1, 0)
        while place < len(eras) and (era := eras[place]).start < end:
            place += 1
            if era.level <= AccessLevel.CLOSED or era.end <= start:
                continue
            if era.start == past:
                past = era.end
                continue
            if past > begin:
                yield max(begin, start), min(past, end)
            begin, past = era.start, era.end
        if past > begin:
            yield max(begin, start), min(past, end)

    def _eras(self) -> Iterator[Era]:
        low = self._low
        while low < self._high:
            window = Interval(self._clock.show(low), self._clock.show(self._high))
            try:
                for span in self._openings.spans(window, AccessLevel.CLOSED):
                    start, end = utc_seconds(span.start), utc_seconds(span.end)
                    yield Era(start, end, span.level, span.reason)
                    low = end
            except UnknownSchoolYearError:
                again = min(self._next_school_year(low), self._high)
                yield Era(low, again, _UNKNOWN, "")
                low = again
            else:
                return

    def _next_school_year(self, instant: int) -> int:
        """Return when the next 1 August begins; a day later, what reaches over from July is past."""
        shown = self._clock.show(instant)
        later = shown.year + (shown.month > 8 or (shown.month == 8 and shown.day >= 2))
        return self._clock.instant(shown.replace(year=later, month=8, day=2).toordinal() * DAY)


class HouseHours(Eras):
    """When a house is open, and when a restriction of its schedule keeps people out."""

    def __init__(self, schedule: OpeningSchedule, low: int, high: int) -> None:
        super().__init__(schedule, low, high)
        self._restrictions = [
            Era(
                self._clock.instant(from_moment(each.start)),
                _FOR_EVER if each.end is None else self._clock.instant(from_moment(each.end)),
                _highest(each.operation),
                each.reason,
            )
            for each in schedule.restrictions
        ]

    def blocked(
        self, needed: AccessLevel, start: int, end: int, *, has_key: bool, days_in: str | None = None
    ) -> Iterator[Blocked]:
        """Yield, in [start, end), when who needs a level does not get in.

        A digital key helps where the house is not open, but not against a restriction. What lasts whole
        days in the zone *days_in* is there whenever the house is open: its nights keep nobody out, only days
        on which nobody gets in.
        """
        found = list(self._blocked(needed, start, end, has_key=has_key))
        if days_in is None or not found:
            yield from found
            return
        shut = [(each.start, each.end) for each in found]
        open_days = [day for day in _days(days_in, start, end) if any(without(day, shut))]
        for each in found:
            if each.restricted:
                yield each
            else:
                for begin, past in without((each.start, each.end), open_days):
                    yield each._replace(start=begin, end=past)

    def _blocked(self, needed: AccessLevel, start: int, end: int, *, has_key: bool) -> Iterator[Blocked]:
        cuts = []
        for begin, past, level, reason in self._restrictions:
            if level < needed and begin < end and past > start:
                cuts.append((max(begin, start), min(past, end)))
                yield Blocked(*cuts[-1], level, reason, restricted=True)
        if has_key:
            return
        for era in self.below(needed, start, end):
            for begin, past in without((era.start, era.end), cuts):
                yield Blocked(begin, past, era.level, era.reason, restricted=False)


def _days(zone: str, start: int, end: int) -> Iterator[Run]:
    """Yield the days of *zone* in [start, end)."""
    clock = clock_of(zone)
    wall = (start + clock.offset(start)) // DAY * DAY
    while start < end:
        wall += DAY
        past = min(clock.instant(wall), end)
        yield start, past
        start = past


def _highest(operation: Cap | Remove) -> AccessLevel:
    """Return the highest level that a restriction leaves."""
    if isinstance(operation, Cap):
        return operation.highest
    return max(set(AccessLevel) - set(operation.levels))


def without(run: Run, cuts: Iterable[Run]) -> Iterator[Run]:
    """Yield what is left of *run* when *cuts* are taken out."""
    start, end = run
    for begin, past in sorted(cuts):
        if begin >= end:
            break
        if begin > start:
            yield start, begin
        start = max(start, past)
    if start < end:
        yield start, end
