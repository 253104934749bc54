"""Walking from period to period: what a rule picks between two bounds, straight from the bounds.

A picker counts in one unit, whole days (ordinals) or seconds (walls); `between` takes and returns that unit.
Every picker says after how long its picks repeat: one that has picked nothing for so long never will.
"""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from math import gcd, lcm
from typing import Final, NamedTuple, Protocol

from innbyggertorg.recurrence.engine.gregorian import (
    DAYS_IN_CYCLE,
    LAST_DAY,
    MONTHS_IN_CYCLE,
    YEARS_IN_CYCLE,
    month_start,
    year_start,
)
from innbyggertorg.recurrence.engine.patterns import MonthPattern, Parts, YearPattern, choose
from innbyggertorg.recurrence.parts import Skip

__all__ = [
    "NOTHING",
    "Months",
    "Nothing",
    "Periods",
    "Picker",
    "Progression",
    "Steps",
    "Stride",
    "WeeksOfMonths",
    "Years",
]

NOTHING: Final[Sequence[int]] = ()


class Picker(Protocol):
    """What a plan needs of a picker."""

    cycle: int
    """After so many units the picks repeat."""

    def between(self, low: int, high: int) -> Sequence[int]:
        """Return the picks in [low, high), in order, each once; *low* is not before the first period."""


class Periods(NamedTuple):
    """Which months or years a rule looks at, and what it counts in.

    Attributes:
        anchor: The number of the first one.
        interval: From one to the next.
        unit: 1 where picks are counted in days, 86,400 in seconds.
    """

    anchor: int
    interval: int
    unit: int = 1

    def between(self, first: int, last: int) -> range:
        """Return the numbers of those from *first* to *last*, both included."""
        anchor, interval, _ = self
        start = max(anchor, first + (anchor - first) % interval)
        return range(start, last + 1, interval)

    def cycle(self, periods: int) -> int:
        """Return after how long the picks repeat, if the calendar does after so many *periods*."""
        return DAYS_IN_CYCLE * (self.interval // gcd(self.interval, periods)) * self.unit


class Steps(NamedTuple):
    """Units of *unit* seconds, every *interval* of them from number *anchor*; *per_day* are a day.

    Attributes:
        inner: What is picked in each unit, in seconds after its beginning.
        left: The numbers within a day that limits leave, in order, or None for all.
    """

    anchor: int
    interval: int
    unit: int
    per_day: int
    inner: tuple[int, ...]
    left: tuple[int, ...] | None = None


class Nothing:
    """A rule that never picks anything."""

    cycle = 1

    def between(self, low: int, high: int) -> Sequence[int]:
        """Return nothing."""
        del low, high
        return NOTHING


class Progression:
    """The same offsets in every period of one length: days and weeks, or hours and less without limits."""

    __slots__ = ("anchor", "cycle", "offsets")

    def __init__(self, anchor: int, length: int, offsets: tuple[int, ...]) -> None:
        self.anchor = anchor
        self.cycle = length
        self.offsets = offsets

    def between(self, low: int, high: int) -> Sequence[int]:
        """Return a range where there is one offset, else a list."""
        length, offsets = self.cycle, self.offsets
        if len(offsets) == 1:
            return range(low + (self.anchor + offsets[0] - low) % length, high, length)
        start = low - (low - self.anchor) % length
        found = [begin + offset for begin in range(start, high, length) for offset in offsets]
        return _cut(found, low, high)


class Months:
    """Months, by the pattern of their shape."""

    __slots__ = ("_pattern", "_periods", "_spill", "cycle")

    def __init__(self, periods: Periods, pattern: MonthPattern) -> None:
        self._periods = periods
        self._pattern = pattern
        self._spill = int(pattern.parts.skip is not Skip.OMIT)  # a month may pick the day before or after it
        self.cycle = periods.cycle(MONTHS_IN_CYCLE)

    def between(self, low: int, high: int) -> Sequence[int]:
        """Return the picks of the months that the bounds lie in, and between."""
        periods, pattern, spill = self._periods, self._pattern, self._spill
        unit = periods.unit
        if not spill and periods.interval == 1:
            first, past, found = pattern.last  # many rules that are alike are asked about one window
            if first != low or past != high:
                found = self._every_month(low, high)
                pattern.last = low, high, found
            return found
        months = periods.between(_month_of(low // unit - spill), _month_of((high - 1) // unit + spill))
        found = pattern.picks(months, unit)
        return _cut(sorted(set(found)) if spill else found, low, high)

    def _every_month(self, low: int, high: int) -> Sequence[int]:
        pattern, unit = self._pattern, self._periods.unit
        last = _year_of((high - 1) // unit)
        found = pattern.picks_of_year(last, unit)
        for year in range(last - 1, _year_of(low // unit) - 1, -1):
            found = pattern.picks_of_year(year, unit) + found
        return _cut(found, low, high)


class Years:
    """Years, by the pattern of their shape; where wanted, only every so manieth day or week of them."""

    __slots__ = ("_among", "_pattern", "_periods", "_spills", "cycle")

    def __init__(
        self, periods: Periods, pattern: YearPattern, among: tuple[int, int, int] | None = None
    ) -> None:
        """Keep only days *among* (first day, period, width): the first *width* of each period."""
        self._periods = periods
        self._pattern = pattern
        self._among = among
        self._spills = pattern.parts.skip is not Skip.OMIT and not pattern.parts.limit_only
        self.cycle = periods.cycle(YEARS_IN_CYCLE)
        if among is not None:
            self.cycle = lcm(self.cycle, among[1])

    def between(self, low: int, high: int) -> Sequence[int]:
        """Return the picks; a week of a year may reach up to four days into its neighbours."""
        unit = self._periods.unit
        years = self._periods.between(_year_of(low // unit - 4), _year_of((high - 1) // unit + 4))
        found = self._pattern.picks(years, unit)
        found = _cut(sorted(set(found)) if self._spills else found, low, high)
        if self._among is not None:
            begins, period, width = self._among
            return [day for day in found if (day - begins) % period < width]
        return found


class WeeksOfMonths:
    """A weekly rule with BYMONTH and BYSETPOS, which chooses among what the months leave of each week."""

    __slots__ = ("_anchor", "_days", "_parts", "_period", "_unit", "cycle")

    def __init__(self, anchor: int, interval: int, days: tuple[int, ...], parts: Parts, unit: int) -> None:
        """Take weeks that begin on *anchor* + k * *interval* * 7, and in them *days* after the beginning."""
        self._anchor = anchor
        self._period = 7 * interval
        self._days = days
        self._parts = parts
        self._unit = unit
        self.cycle = lcm(DAYS_IN_CYCLE, self._period) * unit

    def between(self, low: int, high: int) -> Sequence[int]:
        """Return the picks, week by week."""
        unit, months = self._unit, {month - 1 for month in self._parts.months}
        begin = low // unit
        begin -= (begin - self._anchor) % self._period
        found: list[int] = []
        for week in range(begin, (high - 1) // unit + 1, self._period):
            left = [day for day in self._days if _month_of(week + day) % 12 in months]
            found += [week * unit + offset for offset in choose(left, self._parts)]
        return _cut(found, low, high)


class Stride:
    """Steps so long that it is quicker to go from one to the next and ask of each if the limits leave it."""

    __slots__ = ("_days", "_steps", "cycle")

    def __init__(self, steps: Steps, days: YearPattern | None) -> None:
        self._steps = steps
        self._days = days
        self.cycle = lcm(DAYS_IN_CYCLE * steps.unit * steps.per_day, steps.interval * steps.unit)

    def between(self, low: int, high: int) -> Sequence[int]:
        """Return the picks, step by step."""
        anchor, interval, unit, per_day, inner, units = self._steps
        left = None if units is None else frozenset(units)
        begin = low // unit
        begin -= (begin - anchor) % interval
        found: list[int] = []
        for step in range(begin, -(-high // unit), interval):
            day, of_day = divmod(step, per_day)
            if (left is None or of_day in left) and self._leaves(day):
                found += [step * unit + second for second in inner]
        return _cut(found, low, high)

    def _leaves(self, day: int) -> bool:
        if self._days is None:
            return True
        year = _year_of(day)
        offsets = self._days.offsets(year)
        offset = day - year_start(year)
        index = bisect_left(offsets, offset)
        return index < len(offsets) and offsets[index] == offset


def _cut(found: list[int], low: int, high: int) -> list[int]:
    """Drop what is before *low* or not before *high* from a sorted list."""
    if found and (found[0] < low or found[-1] >= high):
        return found[bisect_left(found, low) : bisect_left(found, high)]
    return found


def _year_of(day: int) -> int:
    """Return the year of an ordinal, also outside the years 1 to 9999."""
    if 0 < day <= LAST_DAY:
        return date.fromordinal(day).year
    year = day * YEARS_IN_CYCLE // DAYS_IN_CYCLE + 1
    while year_start(year) > day:
        year -= 1
    while year_start(year + 1) <= day:
        year += 1
    return year


def _month_of(day: int) -> int:
    """Return the month of an ordinal, counted from January of the year 1, which is 0."""
    if 0 < day <= LAST_DAY:
        first = date.fromordinal(day)
        return first.year * 12 + first.month - 13
    month = day * MONTHS_IN_CYCLE // DAYS_IN_CYCLE
    while month_start(month) > day:
        month -= 1
    while month_start(month + 1) <= day:
        month += 1
    return month
