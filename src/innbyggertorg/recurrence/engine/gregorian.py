"""The Gregorian calendar in whole numbers: where months and years begin, and which years are alike.

It repeats after 400 years, which are 4,800 months, 20,871 weeks and 146,097 days.
"""

from itertools import accumulate
from typing import Final

__all__ = [
    "DAY",
    "DAYS_IN_CYCLE",
    "LAST_DAY",
    "MONTHS_IN_CYCLE",
    "WEEK",
    "YEARS_IN_CYCLE",
    "is_leap",
    "like_year",
    "month_start",
    "year_start",
]

DAY: Final = 86_400
WEEK: Final = 7 * DAY
YEARS_IN_CYCLE: Final = 400
MONTHS_IN_CYCLE: Final = 4_800
DAYS_IN_CYCLE: Final = 146_097
LAST_DAY: Final = 3_652_059
"""Ordinal of 31 December 9999, the last day that Python can write."""


def is_leap(year: int) -> bool:
    """Whether 29 February exists in *year*."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def year_start(year: int) -> int:
    """Return the ordinal of 1 January; years before 1 and after 9999 included."""
    past = year - 1
    return past * 365 + past // 4 - past // 100 + past // 400 + 1


def _month_lengths() -> list[int]:
    lengths: list[int] = []
    for year in range(1, YEARS_IN_CYCLE + 1):
        lengths += (31, 29 if is_leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return lengths


_MONTH_STARTS: Final = tuple(accumulate(_month_lengths(), initial=1))


def month_start(month: int) -> int:
    """Return the ordinal of the first day of a month, counted from January of the year 1, which is 0."""
    cycle, index = divmod(month, MONTHS_IN_CYCLE)
    return cycle * DAYS_IN_CYCLE + _MONTH_STARTS[index]


def _alike() -> tuple[int, ...]:
    """For each year of a cycle, find the first year from 2000 on with the same calendar around it."""
    first_of: dict[tuple[int, bool, bool, bool], int] = {}
    for year in range(2000, 2000 + YEARS_IN_CYCLE):
        shape = (year_start(year) % 7, is_leap(year), is_leap(year - 1), is_leap(year + 1))
        first_of.setdefault(shape, year)
    return tuple(
        first_of[year_start(year) % 7, is_leap(year), is_leap(year - 1), is_leap(year + 1)]
        for year in range(2000, 2000 + YEARS_IN_CYCLE)
    )


_ALIKE: Final = _alike()


def like_year(year: int) -> int:
    """Return the one year that stands for all with the same weekdays, length and lengths of the neighbours.

    There are 28 of them. A table kept by this year serves every year there is.
    """
    return _ALIKE[year % YEARS_IN_CYCLE]
