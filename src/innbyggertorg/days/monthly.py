"""Rules that count in months."""

from datetime import MAXYEAR, date
from math import gcd
from typing import Final

from attrs import field, frozen

from innbyggertorg._checks import is_a, optional, plain_date, whole_number
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.days.rule import CALENDAR, PAST_LAST, DayRule, Repeat, Run
from innbyggertorg.days.weekly import check_anchor, weekday_of
from innbyggertorg.errors import InvalidValueError

__all__ = ["EveryNMonths", "NthWeekday"]

_MONTHS: Final = 12 * (MAXYEAR + 1)
_MOST: Final = 1_200
_MONTHS_IN_CALENDAR: Final = 4_800


def _month_of(number: int) -> int:
    """Return the month of an ordinal, counted from January of year 0."""
    day = date.fromordinal(number)
    return 12 * day.year + day.month - 1


def _first_of(month: int) -> int:
    """Return the ordinal of the first day of a counted month."""
    return PAST_LAST if month >= _MONTHS else date(month // 12, month % 12 + 1, 1).toordinal()


@frozen(cache_hash=True)
class NthWeekday(DayRule):
    """The n-th of a weekday in every month that has it, such as the second Thursday or the last Sunday.

    Attributes:
        nth: 1 to 5 from the start of the month, -1 to -5 from its end; a month without a fifth is left out.
        weekday: Which day of the week.
    """

    nth: int = field(validator=whole_number(-5, 5))
    weekday: Weekday = field(validator=is_a(Weekday))

    def _check(self) -> None:
        if self.nth == 0:
            raise InvalidValueError("NthWeekday.nth", "must be 1 to 5, or -1 to -5 from the end", 0)

    @property
    def repeat(self) -> Repeat:
        """Repeat with the calendar."""
        return CALENDAR

    def next_run(self, start: int, end: int) -> Run | None:
        """Look month by month; at most a few in a row lack a fifth."""
        month = _month_of(start)
        while (first := _first_of(month)) < end:
            day = self.day_in(first, _first_of(month + 1))
            if day is not None and day >= start:
                return (day, day + 1) if day < end else None
            month += 1
        return None

    def day_in(self, first: int, past: int) -> int | None:
        """Return the ordinal of the day in the month [first, past), or None if the month lacks it."""
        if self.nth > 0:
            day = first + (self.weekday - weekday_of(first)) % 7 + 7 * (self.nth - 1)
            return day if day < past else None
        day = past - 1 - (weekday_of(past - 1) - self.weekday) % 7 + 7 * (self.nth + 1)
        return day if day >= first else None


@frozen(cache_hash=True)
class EveryNMonths(DayRule):
    """One day in every *n*-th month counted from the month of *anchor*; nothing before the anchor.

    Attributes:
        n: From 1 to 1,200.
        anchor: A day of the first month; None only where *n* is 1 and *on* is given.
        on: Which day of those months; None means the anchor's day of the month, and months without it
            (a 31st, a 29 February) are left out.
    """

    n: int = field(validator=whole_number(1, _MOST))
    anchor: date | None = field(default=None, validator=optional(plain_date))
    on: NthWeekday | None = field(default=None, validator=optional(is_a(NthWeekday)))

    def _check(self) -> None:
        check_anchor("EveryNMonths.anchor", self.n, self.anchor)
        if self.anchor is None and self.on is None:
            raise InvalidValueError("EveryNMonths.on", "must be given where there is no anchor", None)

    @property
    def repeat(self) -> Repeat:
        """Repeat from the anchor on, with the calendar and the count of months."""
        since = self.anchor.toordinal() if self.anchor else 1
        return Repeat(max(since, CALENDAR.since), CALENDAR.days * self.n // gcd(self.n, _MONTHS_IN_CALENDAR))

    def next_run(self, start: int, end: int) -> Run | None:
        """Look through the counted months, reckoned from the anchor's."""
        start = max(start, self.anchor.toordinal() if self.anchor else 1)
        if start >= end:
            return None
        first_month = _month_of(self.anchor.toordinal()) if self.anchor else 0
        month = _month_of(start)
        month += (first_month - month) % self.n
        while (first := _first_of(month)) < end:
            day = self._day_in(first, _first_of(month + 1))
            if day is not None and day >= start:
                return (day, day + 1) if day < end else None
            month += self.n
        return None

    def _day_in(self, first: int, past: int) -> int | None:
        if self.on is not None:
            return self.on.day_in(first, past)
        day = first + (self.anchor.day if self.anchor else 1) - 1
        return day if day < past else None
