"""At which times of the week a series can be at all: most series that never meet are told apart by that."""

from functools import lru_cache
from typing import Final, NamedTuple

from innbyggertorg.conflicts.dates import DAY, begin_of
from innbyggertorg.recurrence import Frequency, RecurrenceRule, Series
from innbyggertorg.recurrence.engine.gregorian import WEEK
from innbyggertorg.recurrence.engine.moments import from_moment
from innbyggertorg.recurrence.series import timeline_of
from innbyggertorg.recurrence.timeline import Timeline

__all__ = ["HOURS", "Footprint", "footprint_of"]

HOUR: Final = 3_600
HOURS: Final = range(WEEK // HOUR)
_LARGEST_SHIFT: Final = HOUR
"""How much the clocks change at most; zones that change by more are not told apart."""
_MOST_PHASES: Final = 40


class Footprint(NamedTuple):
    """When something can be.

    Attributes:
        zone: Whose clocks tell the phases.
        phases: Runs of seconds of the week, each beginning in it; None is any time.
        begin: Nothing is before.
        end: Nothing is after.
    """

    zone: str
    phases: tuple[tuple[int, int], ...] | None
    begin: int
    end: int

    def may_meet(self, other: "Footprint") -> bool:
        """Whether the two can share some time; if not, they never do."""
        if self.begin >= other.end or other.begin >= self.end:
            return False
        if self.phases is None or other.phases is None or self.zone != other.zone:
            return True
        return any(
            (start - begin) % WEEK < past - begin or (begin - start) % WEEK < end - start
            for begin, past in self.phases
            for start, end in other.phases
        )

    def meets_itself(self) -> bool:
        """Whether two of its own occurrences can share some time."""
        if self.phases is None or len(self.phases) == 1:
            return self.phases is None
        return any(
            (start - begin) % WEEK < past - begin or (begin - start) % WEEK < end - start
            for place, (begin, past) in enumerate(self.phases)
            for start, end in self.phases[place + 1 :]
        )

    def hours(self) -> frozenset[int] | None:
        """Return the hours of the week that it can be in, or None for any."""
        phases = self.phases
        if phases is None:
            return None
        if len(phases) == 1 and phases[0][0] >= 0 and phases[0][1] <= WEEK:
            return frozenset(HOURS[phases[0][0] // HOUR : (phases[0][1] - 1) // HOUR + 1])
        return frozenset(
            hour % len(HOURS)
            for begin, past in phases
            for hour in range(begin // HOUR, (past - 1) // HOUR + 1)
        )


def footprint_of(series: Series, setup: int = 0, teardown: int = 0) -> Footprint:
    """Return when *series* can be, with some seconds before and after."""
    timeline = timeline_of(series)
    if timeline.lanes:  # one rule of whole weeks, with nothing moved and nothing besides
        phases, end = _phases_of_lanes(timeline), timeline.lane[1] + timeline.length + 2 * DAY
    else:
        phases, end = _phases(series), max((plan.find_end() for plan in timeline.plans), default=0)
        end = max([end, *timeline.extra]) + timeline.length + 2 * DAY
        end = max([end, *(special.end for special in timeline.specials)])
    if phases is not None and (setup or teardown):
        phases = tuple((begin - setup, past + teardown) for begin, past in phases)
    if phases is not None and max(past - begin for begin, past in phases or ((0, 0),)) >= WEEK:
        phases = None
    return Footprint(series.zone, phases, begin_of(series) - setup, end + teardown)


@lru_cache(maxsize=256)
def _changes(nights: frozenset[tuple[int, int]]) -> tuple[int, ...] | None:
    """Return at which seconds of the week clocks change, or None if by so much that it says little."""
    if any(shift > _LARGEST_SHIFT for _, shift in nights):
        return None
    return tuple(second - DAY for second, _ in nights)


def _phases_of_lanes(timeline: Timeline) -> tuple[tuple[int, int], ...] | None:
    changes = _changes(timeline.place.nights(timeline.begin))
    if changes is None:
        return None
    length = timeline.length
    found = []
    for time in timeline.start_times:
        begin = (time - DAY) % WEEK
        found.append(_with_shift(begin, begin + length, changes))
    found.sort()
    return tuple(found)


def _phases(series: Series) -> tuple[tuple[int, int], ...] | None:
    timeline = timeline_of(series)
    clock = timeline.place
    changes = _changes(clock.nights(timeline.begin))
    if changes is None:
        return None
    length = timeline.length
    found: set[tuple[int, int]] = set()
    times = timeline.times if series.rules else ()
    if times is None or len(times) * 7 * len(series.rules) > 7 * _MOST_PHASES:
        return None
    for rule, plan in zip(series.rules, timeline.plans, strict=True):
        for weekday in _weekdays(rule, series):
            for time in plan.times or times:
                begin = (weekday * DAY + time) % WEEK
                found.add((begin, begin + length))
    for wall in timeline.extra:
        found.add(((wall - DAY) % WEEK, (wall - DAY) % WEEK + length))  # the first of all days was a Monday
    for special in timeline.specials:
        wall = special.start if timeline.clock is None else special.start + clock.offset(special.start)
        begin = (wall - DAY) % WEEK
        found.add((begin, begin + special.end - special.start))
    if timeline.clock is None:  # a day may have 25 hours
        found = {(begin, past + HOUR) for begin, past in found}
    if len(found) > _MOST_PHASES:
        return None
    return tuple(sorted(_with_shift(begin, past, changes) for begin, past in found))


def _with_shift(begin: int, past: int, changes: tuple[int, ...]) -> tuple[int, int]:
    """Make a phase longer if a change of the clocks can fall into it, at some seconds of the week."""
    low, high = begin - HOUR, past + HOUR
    for second in changes:
        if (second - low) % WEEK < high - low:
            return low, high
    return begin, past


def _weekdays(rule: RecurrenceRule, series: Series) -> set[int]:
    """Return the weekdays that *rule* can pick; 0 is Monday."""
    if rule.by_day:
        return {int(day.weekday) for day in rule.by_day}
    if rule.frequency is Frequency.WEEKLY:
        return {(from_moment(series.first) // DAY - 1) % 7}
    return set(range(7))
