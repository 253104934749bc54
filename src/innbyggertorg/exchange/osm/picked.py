"""Which days a rule of OSM picks, with bounds that tell cheaply whether two of them may share a day."""

from calendar import monthrange
from datetime import MAXYEAR, date
from functools import reduce
from operator import or_
from typing import Final, NamedTuple

from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.days.dated import Annual, Between, MonthDay
from innbyggertorg.days.rule import DayRule
from innbyggertorg.days.weekly import EVERY_DAY, Weekdays

__all__ = [
    "EVERY",
    "Picked",
    "annual",
    "annual_months",
    "between",
    "both",
    "either",
    "last_of_month",
    "weekly",
]

_ALL_WEEKDAYS: Final = (1 << 7) - 1
_ALL_DAYS: Final = (1 << 366) - 1
_ALL_WEEKS: Final = (1 << 53) - 1
_STARTS: Final = tuple((date(2024, month, 1) - date(2024, 1, 1)).days for month in range(1, 13))


class Picked(NamedTuple):
    """Days: the rule, and bits of what it may pick: weekdays, days of the year, ISO weeks, and years.

    `exact` tells that the rule picks a day whenever all the bits and the years allow it.
    """

    rule: DayRule
    weekdays: int = _ALL_WEEKDAYS
    yeardays: int = _ALL_DAYS
    weeks: int = _ALL_WEEKS
    first_year: int = 1
    last_year: int = MAXYEAR
    exact: bool = False

    @property
    def is_weekly(self) -> bool:
        """Whether it is weekdays and nothing else."""
        return self.exact and self[2:6] == EVERY[2:6]

    def misses(self, other: "Picked") -> bool:
        """Whether the two surely share no day."""
        return (
            not self.weekdays & other.weekdays
            or not self.yeardays & other.yeardays
            or not self.weeks & other.weeks
            or self.last_year < other.first_year
            or other.last_year < self.first_year
        )

    def covers(self, other: "Picked") -> bool:
        """Whether this surely picks every day that *other* picks."""
        if self.rule == other.rule:
            return True
        return (
            self.exact
            and not other.weekdays & ~self.weekdays
            and not other.yeardays & ~self.yeardays
            and not other.weeks & ~self.weeks
            and self.first_year <= other.first_year
            and other.last_year <= self.last_year
        )


EVERY: Final = Picked(EVERY_DAY, exact=True)

_WEEKLY: Final = tuple(
    Picked(
        Weekdays(tuple(day for day in Weekday if bits >> day & 1)) if bits else EVERY_DAY,
        weekdays=bits,
        exact=True,
    )
    for bits in range(_ALL_WEEKDAYS + 1)
)


def weekly(bits: int) -> Picked:
    """Return weekdays, given as bits with Monday lowest."""
    return _WEEKLY[bits]


def _days_between(first: int, last: int) -> int:
    """Return the bits of days of a leap year, both included, which may pass New Year."""
    if first <= last:
        return (1 << last + 1) - (1 << first)
    return _ALL_DAYS ^ ((1 << first) - (1 << last + 1))


def annual(first: MonthDay, last: MonthDay) -> Picked:
    """Return the days of every year from one to another, which may pass New Year."""
    bits = _days_between(_place(first), _place(last))
    return Picked(Annual(first, last), yeardays=bits, exact=True)


def annual_months(first: int, last: int) -> Picked:
    """Return whole months of every year, which may pass New Year."""
    rule = Annual.months(first, last)
    bits = _days_between(_place(rule.first), _place(rule.last))
    return Picked(rule, yeardays=bits, exact=True)


def _place(day: MonthDay) -> int:
    return _STARTS[day.month - 1] + day.day - 1


def between(first: date, last: date) -> Picked:
    """Return the days from one date to another."""
    rule = Between(first, last)
    if first.year < last.year:
        return Picked(rule, first_year=first.year, last_year=last.year)
    days = _days_between(_place(MonthDay(first.month, first.day)), _place(MonthDay(last.month, last.day)))
    return Picked(rule, yeardays=days, first_year=first.year, last_year=last.year, exact=True)


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def both(one: Picked, other: Picked) -> Picked:
    """Return the days that both pick."""
    if one.rule is EVERY_DAY:
        return other
    if other.rule is EVERY_DAY:
        return one
    return Picked(
        one.rule & other.rule,
        one.weekdays & other.weekdays,
        one.yeardays & other.yeardays,
        one.weeks & other.weeks,
        max(one.first_year, other.first_year),
        min(one.last_year, other.last_year),
        one.exact and other.exact,
    )


def either(parts: list[Picked]) -> Picked:
    """Return the days that one of the parts picks."""
    if len(parts) == 1:
        return parts[0]
    unlike = [place for place in range(1, 6) if len({part[place] for part in parts}) > 1]
    # Bounds that differ in one dimension alone are those of their union.
    exact = all(part.exact for part in parts) and unlike in ([], [1], [2], [3])
    return Picked(
        reduce(or_, (part.rule for part in parts)),
        reduce(or_, (part.weekdays for part in parts)),
        reduce(or_, (part.yeardays for part in parts)),
        reduce(or_, (part.weeks for part in parts)),
        min(part.first_year for part in parts),
        max(part.last_year for part in parts),
        exact,
    )
