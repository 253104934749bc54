"""Norwegian public holidays and the eves before them, by name.

The days of the church and New Year's Day are those of the act on public holidays (lov om helligdager og
helligdagsfred, 24 February 1995 no. 12, section 2), given for all years in which Easter can be reckoned,
1583 to 4099; 1 and 17 May are holidays from 1947 on (lov om 1 og 17 mai som høgtidsdagar, 26 April 1947
no. 1). Outside those years no day is a holiday or an eve. Ordinary Sundays are not named here.
"""

from datetime import date
from functools import lru_cache
from typing import Final, TypeVar

from attrs import field, frozen

from innbyggertorg._checks import is_a, tuple_of
from innbyggertorg._values import Name
from innbyggertorg.days._fields import in_order
from innbyggertorg.days._yearly import first_run_of_years
from innbyggertorg.days.easter import AFTER_LAST_EASTER, FIRST_EASTER, LAST_EASTER, easter_number
from innbyggertorg.days.rule import DayRule, Repeat, Run, day_number
from innbyggertorg.errors import InvalidValueError, WrongTypeError

__all__ = [
    "FROM_EASTER",
    "ON_DATE",
    "Eve",
    "Eves",
    "Holiday",
    "Holidays",
    "date_of",
    "eves_on",
    "holidays_on",
    "named_days",
]

MAY_DAYS_SINCE: Final = 1947


class Holiday(Name):
    """The twelve public holidays of Norway, in the order of the year."""

    NEW_YEARS_DAY = "new_years_day"
    """*Første nyttårsdag.*"""
    MAUNDY_THURSDAY = "maundy_thursday"
    """*Skjærtorsdag.*"""
    GOOD_FRIDAY = "good_friday"
    """*Langfredag.*"""
    EASTER_SUNDAY = "easter_sunday"
    """*Første påskedag.*"""
    EASTER_MONDAY = "easter_monday"
    """*Andre påskedag.*"""
    LABOUR_DAY = "labour_day"
    """1 May (*offentlig høytidsdag*)."""
    CONSTITUTION_DAY = "constitution_day"
    """17 May (*grunnlovsdagen*)."""
    ASCENSION_DAY = "ascension_day"
    """*Kristi himmelfartsdag.*"""
    WHIT_SUNDAY = "whit_sunday"
    """*Første pinsedag.*"""
    WHIT_MONDAY = "whit_monday"
    """*Andre pinsedag.*"""
    CHRISTMAS_DAY = "christmas_day"
    """*Første juledag.*"""
    BOXING_DAY = "boxing_day"
    """*Andre juledag.*"""


class Eve(Name):
    """Working days that end early, in the order of the year; none of them is a public holiday."""

    WEDNESDAY_BEFORE_EASTER = "wednesday_before_easter"
    """*Onsdag før skjærtorsdag.*"""
    EASTER_EVE = "easter_eve"
    """*Påskeaften.*"""
    WHITSUN_EVE = "whitsun_eve"
    """*Pinseaften.*"""
    CHRISTMAS_EVE = "christmas_eve"
    """*Julaften.*"""
    NEW_YEARS_EVE = "new_years_eve"
    """*Nyttårsaften.*"""


Named = TypeVar("Named", Holiday, Eve)

FROM_EASTER: Final[dict[Holiday | Eve, int]] = {
    Eve.WEDNESDAY_BEFORE_EASTER: -4,
    Holiday.MAUNDY_THURSDAY: -3,
    Holiday.GOOD_FRIDAY: -2,
    Eve.EASTER_EVE: -1,
    Holiday.EASTER_SUNDAY: 0,
    Holiday.EASTER_MONDAY: 1,
    Holiday.ASCENSION_DAY: 39,
    Eve.WHITSUN_EVE: 48,
    Holiday.WHIT_SUNDAY: 49,
    Holiday.WHIT_MONDAY: 50,
}
"""Days from Easter Sunday to those that go with it."""
ON_DATE: Final[dict[Holiday | Eve, tuple[int, int]]] = {
    Holiday.NEW_YEARS_DAY: (1, 1),
    Holiday.LABOUR_DAY: (5, 1),
    Holiday.CONSTITUTION_DAY: (5, 17),
    Eve.CHRISTMAS_EVE: (12, 24),
    Holiday.CHRISTMAS_DAY: (12, 25),
    Holiday.BOXING_DAY: (12, 26),
    Eve.NEW_YEARS_EVE: (12, 31),
}
"""Month and day of all others."""
_MAY_DAYS: Final = (Holiday.LABOUR_DAY, Holiday.CONSTITUTION_DAY)


def _number_of(year: int, name: Holiday | Eve) -> int | None:
    easter = easter_number(year)
    if easter is None or (name in _MAY_DAYS and year < MAY_DAYS_SINCE):
        return None
    offset = FROM_EASTER.get(name)
    return date(year, *ON_DATE[name]).toordinal() if offset is None else easter + offset


@lru_cache(maxsize=2048)
def named_days(kind: type[Named], year: int) -> tuple[tuple[int, Named], ...]:
    """List the holidays or the eves of a year with their ordinals, by day and then in written order."""
    found = [(number, name) for name in kind if (number := _number_of(year, name)) is not None]
    return tuple(sorted(found, key=lambda item: item[0]))


def _names_on(where: str, kind: type[Named], day: date) -> tuple[Named, ...]:
    number = day_number(where, day)
    return tuple(name for other, name in named_days(kind, day.year) if other == number)


def holidays_on(day: date) -> tuple[Holiday, ...]:
    """Name the public holidays that fall on a day: usually none or one, on 17 May 2027 two.

    Raises:
        WrongTypeError: If *day* is not a plain date.
    """
    return _names_on("holidays_on day", Holiday, day)


def eves_on(day: date) -> tuple[Eve, ...]:
    """Name the eve that falls on a day, if any.

    Raises:
        WrongTypeError: If *day* is not a plain date.
    """
    return _names_on("eves_on day", Eve, day)


def date_of(name: Holiday | Eve, year: int) -> date:
    """Return the day on which a holiday or an eve falls in a year, for instance "until Easter".

    Raises:
        InvalidValueError: If the year does not have it.
        WrongTypeError: If *name* is neither a `Holiday` nor an `Eve`.
    """
    if not isinstance(name, Holiday | Eve):
        raise WrongTypeError("date_of name", "must be a Holiday or an Eve", name)
    number = _number_of(year, name) if type(year) is int else None
    if number is None:
        since = MAY_DAYS_SINCE if name in _MAY_DAYS else FIRST_EASTER
        raise InvalidValueError("date_of year", f"must be from {since} to {LAST_EASTER} for {name}", year)
    return date.fromordinal(number)


def _next_named(kind: type[Named], names: tuple[Named, ...], start: int, end: int) -> Run | None:
    def runs_in(year: int) -> list[Run]:
        return [(number, number + 1) for number, name in named_days(kind, year) if not names or name in names]

    return first_run_of_years(runs_in, start, end)


@frozen(cache_hash=True)
class Holidays(DayRule):
    """Norwegian public holidays (*helligdager og høytidsdager*).

    Attributes:
        names: Which ones; none means all twelve. Kept in the order of the year, each once.
    """

    names: tuple[Holiday, ...] = field(default=(), validator=tuple_of(is_a(Holiday)), converter=in_order)

    @property
    def repeat(self) -> Repeat:
        """Pick nothing after the last Easter that is reckoned."""
        return AFTER_LAST_EASTER

    def next_run(self, start: int, end: int) -> Run | None:
        """Look through the holidays of the years around."""
        return _next_named(Holiday, self.names, start, end)


@frozen(cache_hash=True)
class Eves(DayRule):
    """Eves of Norwegian holidays, on which working days commonly end at noon.

    Attributes:
        names: Which ones; none means all five. Kept in the order of the year, each once.
    """

    names: tuple[Eve, ...] = field(default=(), validator=tuple_of(is_a(Eve)), converter=in_order)

    @property
    def repeat(self) -> Repeat:
        """Pick nothing after the last Easter that is reckoned."""
        return AFTER_LAST_EASTER

    def next_run(self, start: int, end: int) -> Run | None:
        """Look through the eves of the years around."""
        return _next_named(Eve, self.names, start, end)
