"""Rules that name days: single dates, a stretch of dates, and days that come back every year."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date
from typing import Final

from attrs import field, frozen

from innbyggertorg._checks import is_a, optional, plain_date, tuple_of, whole_number
from innbyggertorg._values import Value
from innbyggertorg.chrono.dates import DateRange
from innbyggertorg.days._fields import in_order
from innbyggertorg.days._yearly import first_run_of_years
from innbyggertorg.days.rule import CALENDAR, PAST_LAST, DayRule, Repeat, Run
from innbyggertorg.errors import InvalidValueError, WrongTypeError

__all__ = ["Annual", "Between", "Dates", "MonthDay"]

_LONGEST: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@frozen(cache_hash=True)
class Dates(DayRule):
    """Single days, written out.

    Attributes:
        dates: At least one; kept in order, each once.
    """

    dates: tuple[date, ...] = field(validator=tuple_of(plain_date, least=1), converter=in_order)

    @property
    def repeat(self) -> Repeat:
        """Pick nothing after the last date."""
        return Repeat(self.dates[-1].toordinal() + 1, 1)

    def next_run(self, start: int, end: int) -> Run | None:
        """Find the next date by bisection."""
        found = bisect_left(self.dates, date.fromordinal(start))
        if found == len(self.dates):
            return None
        first = self.dates[found].toordinal()
        return (first, first + 1) if first < end else None


@frozen(cache_hash=True)
class Between(DayRule):
    """A stretch of dates, both ends included; None leaves an end open ("until further notice").

    Attributes:
        first: The first day, or None.
        last: The last day, not before *first*, or None.
    """

    first: date | None = field(default=None, validator=optional(plain_date))
    last: date | None = field(default=None, validator=optional(plain_date))

    def _check(self) -> None:
        if self.first is not None and self.last is not None and self.last < self.first:
            raise InvalidValueError("Between.last", f"must not be before first {self.first}", self.last)

    @classmethod
    def within(cls, days: DateRange) -> "Between":
        """Return the rule that picks exactly the days of a range, which must not be empty."""
        if not isinstance(days, DateRange):
            raise WrongTypeError("Between.within", "must be given a DateRange", days)
        return cls(days.start, days.last)

    @property
    def repeat(self) -> Repeat:
        """Pick all or nothing after the last bound."""
        first = self.first.toordinal() if self.first else 1
        return Repeat(self.last.toordinal() + 1 if self.last else first, 1)

    def next_run(self, start: int, end: int) -> Run | None:
        """Cut the stretch to the bounds."""
        first = max(start, self.first.toordinal()) if self.first else start
        past = min(end, self.last.toordinal() + 1) if self.last else end
        return (first, past) if first < past else None


@frozen(order=True)
class MonthDay(Value):
    """A day of the year without a year, such as Christmas Eve; `str` gives `--12-24`.

    Attributes:
        month: 1 to 12.
        day: From 1 to the length of the month; 29 February is one.

    Source:
        RFC 6350 section 4.3.1 for the written form (ISO 8601:2000, truncated).
    """

    month: int = field(validator=whole_number(1, 12))
    day: int = field(validator=whole_number(1, 31))

    def _check(self) -> None:
        longest = _LONGEST[self.month - 1]
        if self.day > longest:
            raise InvalidValueError(
                "MonthDay.day", f"must be at most {longest} in month {self.month}", self.day
            )

    def __str__(self) -> str:
        return f"--{self.month:02}-{self.day:02}"


@frozen(cache_hash=True)
class Annual(DayRule):
    """From one day of the year to another, both included, every year; it may pass New Year.

    A day is picked when it lies between the two as they are written. So where 29 February is *first*, a
    common year begins with 1 March; where it is *last*, a common year ends with 28 February; and from
    29 February to 29 February picks nothing in a common year.

    Attributes:
        first: The first day.
        last: The last day; one earlier in the year than *first* lies in the next year.
    """

    first: MonthDay = field(validator=is_a(MonthDay))
    last: MonthDay = field(validator=is_a(MonthDay))

    @classmethod
    def on(cls, month: int, day: int) -> "Annual":
        """Return the rule for a single day of the year."""
        return cls(MonthDay(month, day), MonthDay(month, day))

    @classmethod
    def months(cls, first: int, last: int) -> "Annual":
        """Return the rule for whole months, both included, such as June to August: `Annual.months(6, 8)`."""
        end = MonthDay(last, 1)
        return cls(MonthDay(first, 1), MonthDay(last, _LONGEST[end.month - 1]))

    @property
    def repeat(self) -> Repeat:
        """Repeat with the calendar."""
        return CALENDAR

    def next_run(self, start: int, end: int) -> Run | None:
        """Look at the stretches that begin in the years around."""
        return first_run_of_years(self._runs_in, start, end)

    def _runs_in(self, year: int) -> Iterator[Run]:
        wraps = self.last < self.first
        first = _on_or_after(year, self.first)
        past = _day_after(year + wraps, self.last)
        if first < past:
            yield first, past


def _on_or_after(year: int, day: MonthDay) -> int:
    if year < MINYEAR:
        return 1
    if year > MAXYEAR:
        return PAST_LAST
    if day == _LEAP_DAY and not _is_leap(year):
        return date(year, 3, 1).toordinal()
    return date(year, day.month, day.day).toordinal()


def _day_after(year: int, day: MonthDay) -> int:
    if day == _LEAP_DAY and not _is_leap(year):
        return _on_or_after(year, day)
    return _on_or_after(year, day) + (MINYEAR <= year <= MAXYEAR)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


_LEAP_DAY: Final = MonthDay(2, 29)
