"""Rules that count in days and weeks."""

from collections.abc import Iterator
from datetime import MAXYEAR, MINYEAR, date
from typing import Final

from attrs import field, frozen

from innbyggertorg._checks import is_a, optional, plain_date, tuple_of, whole_number
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.days._fields import in_order
from innbyggertorg.days._yearly import first_run_of_years
from innbyggertorg.days.rule import CALENDAR, PAST_LAST, DayRule, Repeat, Run
from innbyggertorg.errors import InvalidValueError

__all__ = [
    "EVERY_DAY",
    "WORKING_DAYS",
    "EvenWeeks",
    "EveryNDays",
    "EveryNWeeks",
    "IsoWeeks",
    "OddWeeks",
    "Weekdays",
    "check_anchor",
    "weekday_of",
]

_MOST: Final = 10_000


def check_anchor(where: str, n: int, anchor: date | None) -> None:
    """Refuse counting without a day to count from: "every 4th Saturday" alone names no Saturday."""
    if anchor is None and n > 1:
        hint = "name one day on which it happens; an anchor is never guessed"
        raise InvalidValueError(where, f"must be given where n is {n}", None, hint)


def weekday_of(number: int) -> int:
    """Return the day of the week of an ordinal, Monday 0."""
    return (number - 1) % 7


def _next_weekday(weekdays: tuple[Weekday, ...], start: int, end: int) -> Run | None:
    for first in range(start, min(start + 7, end)):
        if weekday_of(first) in weekdays:
            past = first + 1
            while past < end and past < first + 7 and weekday_of(past) in weekdays:
                past += 1
            return first, past
    return None


@frozen(cache_hash=True)
class Weekdays(DayRule):
    """Days of the week, in any week.

    Attributes:
        weekdays: At least one; kept Monday first, each once.
    """

    weekdays: tuple[Weekday, ...] = field(validator=tuple_of(is_a(Weekday), least=1), converter=in_order)

    @property
    def repeat(self) -> Repeat:
        """Repeat every week."""
        return Repeat(1, 7)

    def next_run(self, start: int, end: int) -> Run | None:
        """Look at most a week ahead."""
        if len(self.weekdays) == 7:
            return start, end
        return _next_weekday(self.weekdays, start, end)


EVERY_DAY: Final = Weekdays(tuple(Weekday))
WORKING_DAYS: Final = Weekdays(tuple(Weekday)[:5])
"""Monday to Friday, holidays or not."""


@frozen(cache_hash=True)
class EveryNDays(DayRule):
    """Every *n*-th day counted from *anchor*, which is the first one.

    Attributes:
        n: From 1 to 10,000.
        anchor: The first day; None only where *n* is 1, for every day there is.
    """

    n: int = field(validator=whole_number(1, _MOST))
    anchor: date | None = field(default=None, validator=optional(plain_date))

    def _check(self) -> None:
        check_anchor("EveryNDays.anchor", self.n, self.anchor)

    @property
    def repeat(self) -> Repeat:
        """Repeat from the anchor on."""
        return Repeat(self.anchor.toordinal() if self.anchor else 1, self.n)

    def next_run(self, start: int, end: int) -> Run | None:
        """Reckon the next day from the anchor."""
        anchor = self.anchor.toordinal() if self.anchor else 1
        first = anchor if start <= anchor else start + (anchor - start) % self.n
        if first >= end:
            return None
        return first, end if self.n == 1 else first + 1


@frozen(cache_hash=True)
class EveryNWeeks(DayRule):
    """Days of every *n*-th week (Monday to Sunday) counted from the week of *anchor*.

    It begins on the anchor: nothing earlier is picked, not even in the anchor's own week. "Every 4th
    Saturday" from one Saturday on is this rule; the 4th Saturday of a month is `NthWeekday`, and even weeks
    are `EvenWeeks`: the three agree for a while and then part.

    Attributes:
        n: From 1 to 10,000.
        anchor: A day of the first week; None only where *n* is 1.
        weekdays: Which days of those weeks; none means the weekday of the anchor.
    """

    n: int = field(validator=whole_number(1, _MOST))
    anchor: date | None = field(default=None, validator=optional(plain_date))
    weekdays: tuple[Weekday, ...] = field(default=(), validator=tuple_of(is_a(Weekday)), converter=in_order)

    def _check(self) -> None:
        check_anchor("EveryNWeeks.anchor", self.n, self.anchor)
        if self.anchor is None and not self.weekdays:
            raise InvalidValueError("EveryNWeeks.weekdays", "must be given where there is no anchor", ())

    @property
    def repeat(self) -> Repeat:
        """Repeat from the anchor on."""
        return Repeat(self.anchor.toordinal() if self.anchor else 1, 7 * self.n)

    def next_run(self, start: int, end: int) -> Run | None:
        """Reckon the next counted week from the anchor's; within one, look for the weekdays."""
        anchor = self.anchor.toordinal() if self.anchor else 1
        weekdays = self.weekdays or (Weekday(weekday_of(anchor)),)
        start = max(start, anchor)
        first_monday = anchor - weekday_of(anchor)
        monday = start - weekday_of(start)
        monday += (first_monday - monday) % (7 * self.n)
        while monday < end:
            run = _next_weekday(weekdays, max(start, monday), min(end, monday + 7))
            if run is not None:
                return run
            monday += 7 * self.n
        return None


def _week_run(remainder: int, start: int, end: int) -> Run | None:
    """Find the first week whose ISO number leaves *remainder* when halved."""
    while start < end:
        past = start - weekday_of(start) + 7
        if date.fromordinal(start).isocalendar().week % 2 == remainder:
            return start, min(past, end)
        start = past
    return None


@frozen(cache_hash=True)
class EvenWeeks(DayRule):
    """The days of weeks with an even ISO number (*partallsuker*).

    Not every second week: after a week 53 two odd weeks follow each other.

    Source:
        ISO 8601, week numbers.
    """

    @property
    def repeat(self) -> Repeat:
        """Repeat with the calendar."""
        return CALENDAR

    def next_run(self, start: int, end: int) -> Run | None:
        """Look at most two weeks ahead."""
        return _week_run(0, start, end)


@frozen(cache_hash=True)
class OddWeeks(DayRule):
    """The days of weeks with an odd ISO number (*oddetallsuker*); see `EvenWeeks`."""

    @property
    def repeat(self) -> Repeat:
        """Repeat with the calendar."""
        return CALENDAR

    def next_run(self, start: int, end: int) -> Run | None:
        """Look at most a week ahead."""
        return _week_run(1, start, end)


@frozen(cache_hash=True)
class IsoWeeks(DayRule):
    """The days of numbered ISO weeks, in every year that has them.

    Attributes:
        weeks: From 1 to 53, at least one; kept in order, each once.
    """

    weeks: tuple[int, ...] = field(validator=tuple_of(whole_number(1, 53), least=1), converter=in_order)

    @property
    def repeat(self) -> Repeat:
        """Repeat with the calendar."""
        return CALENDAR

    def next_run(self, start: int, end: int) -> Run | None:
        """Look through the weeks of the years around."""
        return first_run_of_years(self._runs_in, start, end)

    def _runs_in(self, year: int) -> Iterator[Run]:
        if not MINYEAR <= year <= MAXYEAR:
            return
        monday = date.fromisocalendar(year, 1, 1).toordinal()
        weeks = 53 if date(year, 12, 28).isocalendar().week == 53 else 52
        for week in self.weeks:
            if week <= weeks:
                first = monday + 7 * (week - 1)
                yield first, min(first + 7, PAST_LAST)
