"""Which days of one month, or of one year, a rule picks.

All BY parts, WKST, SKIP and BYSETPOS come down to one tuple of offsets for each shape of month or year. A
month has one of 28 shapes (weekday of its first day, length), a year one of 28 too (`like_year`). The tuples
are worked out when they are first needed, plainly, and kept; a period then costs one look-up.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from innbyggertorg.recurrence.engine.gregorian import DAY, is_leap, like_year, month_start, year_start
from innbyggertorg.recurrence.parts import NthDay, Skip

__all__ = ["MonthPattern", "Parts", "YearPattern", "choose", "month_pattern", "year_pattern"]

Offsets = tuple[int, ...]

_FEWEST_DAYS_OF_FIRST_WEEK: Final = 4
_YEARS_KEPT: Final = 40


class Parts(NamedTuple):
    """What decides about days, after the gaps were filled from the first start.

    Attributes:
        limit_only: Start from every day of the year and let every part limit, as in rules that are daily or
            more often; else BYMONTHDAY, BYYEARDAY and BYWEEKNO add days.
        positions: BYSETPOS.
        times: The times of day, in seconds; only where *positions* choose among them too, else (0,).
    """

    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    weekdays: tuple[NthDay, ...] = ()
    week_start: int = 0
    skip: Skip = Skip.OMIT
    limit_only: bool = False
    positions: tuple[int, ...] = ()
    times: tuple[int, ...] = (0,)


def choose(offsets: Iterable[int], parts: Parts) -> Offsets:
    """Sort offsets of days and, where there is BYSETPOS, choose among the days or the days' times.

    The set of every day and every time is not written out: a position is a day and a time by division.
    """
    days = tuple(sorted(set(offsets)))
    if not parts.positions:
        return days
    times = parts.times
    per_day, size = len(times), len(days) * len(times)
    unit = 1 if per_day == 1 else DAY
    chosen = set()
    for position in parts.positions:
        index = position - 1 if position > 0 else size + position
        if 0 <= index < size:
            day, time = divmod(index, per_day)
            chosen.add(days[day] * unit + (times[time] if unit == DAY else 0))
    return tuple(sorted(chosen))


def _existing(days: Iterable[int], length: int, skip: Skip) -> Iterator[int]:
    """Yield the offsets of BYMONTHDAY or BYYEARDAY numbers in a period of *length* days, moved by SKIP."""
    for day in days:
        offset = day - 1 if day > 0 else length + day
        if 0 <= offset < length:
            yield offset
        elif skip is Skip.BACKWARD:
            yield length - 1 if day > 0 else -1
        elif skip is Skip.FORWARD:
            yield length if day > 0 else 0


def _picks_weekday(weekdays: tuple[NthDay, ...], weekday: int, offset: int, length: int) -> bool:
    """Whether BYDAY picks the day at *offset* in a month or year of *length* days, numbers counted in it."""
    from_start, from_end = offset // 7 + 1, -((length - 1 - offset) // 7 + 1)
    return any(day.weekday == weekday and day.nth in {0, from_start, from_end} for day in weekdays)


class MonthPattern:
    """The days that a monthly rule picks in a month.

    Attributes:
        last: Two bounds and what was picked between them, when every month was last asked about.
    """

    __slots__ = ("_table", "_years", "last", "parts")

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._table: dict[tuple[int, int, int], Offsets] = {}
        self._years: dict[int, list[int]] = {}
        self.last: tuple[int, int, Sequence[int]] = (0, 0, ())

    def picks(self, months: range, unit: int) -> list[int]:
        """Return what is picked in *months*, one after the other, in days or, with another unit, seconds."""
        found: list[int] = []
        for month in months:
            start = month_start(month)
            picked = self.offsets(month, start, month_start(month + 1) - start)
            found += [start * unit + offset for offset in picked]
        return found

    def picks_of_year(self, year: int, unit: int) -> list[int]:
        """Return what is picked in a whole year; kept, as in one window many rules that are alike are asked.

        The unit must be the same each time; it is, for it hangs on the parts.
        """
        found = self._years.get(year)
        if found is None:
            if len(self._years) >= _YEARS_KEPT:
                self._years.clear()
            found = self._years[year] = self.picks(range(year * 12 - 12, year * 12), unit)
        return found

    def offsets(self, month: int, start: int, length: int) -> Offsets:
        """Return offsets from the first day.

        Args:
            month: Any number of the month that is the month of the year modulo 12, January being 0.
            start: Ordinal of the first day.
            length: Days in the month.
        """
        shape = (month % 12 if self.parts.months else 0, start % 7, length)
        found = self._table.get(shape)
        if found is None:
            found = self._table[shape] = self._work_out(shape[0] + 1, (start - 1) % 7, length)
        return found

    def _work_out(self, month: int, weekday: int, length: int) -> Offsets:
        parts = self.parts
        if parts.months and month not in parts.months:
            return ()
        days: Iterable[int] = range(length)
        if parts.month_days:
            days = _existing(parts.month_days, length, parts.skip)
        if parts.weekdays:
            days = (day for day in days if _picks_weekday(parts.weekdays, (weekday + day) % 7, day, length))
        return choose(days, parts)


class YearPattern:
    """The days that a yearly rule picks in a year, or that the parts of any rule leave of a year."""

    __slots__ = ("_table", "parts")

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._table: dict[int, Offsets] = {}

    def picks(self, years: range, unit: int) -> list[int]:
        """Return what is picked in *years*, one after the other, in days or, with another unit, seconds."""
        found: list[int] = []
        for year in years:
            start = year_start(year) * unit
            found += [start + offset for offset in self.offsets(year)]
        return found

    def offsets(self, year: int) -> Offsets:
        """Return offsets from 1 January, from -4 to 370: a week of a year may reach into its neighbours."""
        year = like_year(year)
        found = self._table.get(year)
        if found is None:
            start = year_start(year)
            found = self._table[year] = choose((day - start for day in self._work_out(year)), self.parts)
        return found

    def _work_out(self, year: int) -> Iterator[int]:
        """Yield the ordinals of the days picked in *year*."""
        parts = self.parts
        start, length = year_start(year), 365 + is_leap(year)
        if parts.limit_only:
            days: Iterable[int] = range(start, start + length)
        elif parts.weeks:
            days = _days_of_weeks(parts, year)
        elif parts.year_days:
            days = (start + day for day in _existing(parts.year_days, length, parts.skip))
        elif parts.month_days:
            return self._days_of_months(year)
        else:
            days = range(start, start + length)
        return (day for day in days if self._leaves(day, year))

    def _days_of_months(self, year: int) -> Iterator[int]:
        """Expand BYMONTHDAY; BYDAY then limits the day that SKIP moved it to."""
        parts = self.parts
        for number in parts.months or range(1, 13):
            month = (year - 1) * 12 + number - 1
            start = month_start(month)
            length = month_start(month + 1) - start
            for offset in _existing(parts.month_days, length, parts.skip):
                if not parts.weekdays or self._leaves_weekday(start + offset, year, start, length):
                    yield start + offset

    def _leaves(self, ordinal: int, year: int) -> bool:
        """Whether every part, as a limit, leaves the day; months and days of it are those it has itself."""
        parts = self.parts
        day = date.fromordinal(ordinal)
        if parts.months and day.month not in parts.months:
            return False
        month = (day.year - 1) * 12 + day.month - 1
        start = month_start(month)
        length = month_start(month + 1) - start
        if parts.month_days and not {day.day, day.day - length - 1} & set(parts.month_days):
            return False
        if parts.year_days and (parts.weeks or parts.limit_only):  # else they have added the day
            of_year = ordinal - year_start(day.year) + 1
            if not {of_year, of_year - 366 - is_leap(day.year)} & set(parts.year_days):
                return False
        return not parts.weekdays or self._leaves_weekday(ordinal, year, start, length)

    def _leaves_weekday(self, ordinal: int, year: int, month_begins: int, month_length: int) -> bool:
        """Whether BYDAY picks the day; numbers count in the month if there is BYMONTH, else in the year."""
        start, length = month_begins, month_length
        if not self.parts.months:
            start, length = year_start(year), 365 + is_leap(year)
        return _picks_weekday(self.parts.weekdays, (ordinal - 1) % 7, ordinal - start, length)


def _first_week(year: int, week_start: int) -> int:
    """Return the ordinal of the first day of week 1: the first week with four days or more in *year*."""
    start = year_start(year)
    into_week = (start - 1 - week_start) % 7
    begins = start - into_week
    return begins if 7 - into_week >= _FEWEST_DAYS_OF_FIRST_WEEK else begins + 7


def _days_of_weeks(parts: Parts, year: int) -> Iterator[int]:
    """Yield the days of the weeks that belong to *year*, some of which may lie outside it."""
    first, past = _first_week(year, parts.week_start), _first_week(year + 1, parts.week_start)
    count = (past - first) // 7
    for week in parts.weeks:
        index = week - 1 if week > 0 else count + week
        if 0 <= index < count:
            yield from range(first + index * 7, first + index * 7 + 7)


@lru_cache(maxsize=1024)
def month_pattern(parts: Parts) -> MonthPattern:
    """Return the pattern of *parts*; rules that are alike share one, and what it has worked out."""
    return MonthPattern(parts)


@lru_cache(maxsize=1024)
def year_pattern(parts: Parts) -> YearPattern:
    """Return the pattern of *parts*; rules that are alike share one, and what it has worked out."""
    return YearPattern(parts)
