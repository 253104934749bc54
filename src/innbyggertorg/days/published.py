"""Checks of what is published twice: a date with its weekday, a week with its dates.

Such pairs are often wrong, and the reader cannot know which half is meant. The checks return what they
find; nothing is corrected.
"""

from datetime import date, timedelta

from attrs import frozen

from innbyggertorg.chrono.dates import DateRange
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.days.rule import day_number
from innbyggertorg.errors import InvalidValueError, WrongTypeError

__all__ = ["WeekMismatch", "WeekdayMismatch", "check_week", "check_weekday", "week_days"]


@frozen
class WeekdayMismatch:
    """A date published with a weekday that it does not fall on.

    Attributes:
        day: The date as published.
        published: The weekday as published.
        actual: The weekday of the date.
        nearest: The days of the published weekday before and after the date.
    """

    day: date
    published: Weekday
    actual: Weekday
    nearest: tuple[date, ...]


@frozen
class WeekMismatch:
    """A week number published with dates that do not make up that ISO week.

    Attributes:
        iso_week: The number as published.
        days: The dates as published.
        actual: The days of that ISO week in the year of the first date.
    """

    iso_week: int
    days: DateRange
    actual: DateRange


def check_weekday(day: date, published: Weekday) -> WeekdayMismatch | None:
    """Compare a date with the weekday printed beside it; None if they agree.

    Raises:
        WrongTypeError: If *day* is not a plain date or *published* not a `Weekday`.
    """
    number = day_number("check_weekday day", day)
    if not isinstance(published, Weekday):
        raise WrongTypeError("check_weekday published", "must be a Weekday", published)
    actual = Weekday.of(day)
    if actual is published:
        return None
    after = number + (published - actual) % 7
    nearest = tuple(
        date.fromordinal(other) for other in (after - 7, after) if 1 <= other <= date.max.toordinal()
    )
    return WeekdayMismatch(day, published, actual, nearest)


def week_days(iso_year: int, iso_week: int) -> DateRange:
    """Return Monday to Sunday of an ISO week, for instance "from week 36".

    Raises:
        InvalidValueError: If the year has no such week, or lies outside 1 to 9998.
    """
    if type(iso_year) is not int or not 1 <= iso_year < date.max.year:
        raise InvalidValueError("week_days iso_year", f"must be from 1 to {date.max.year - 1}", iso_year)
    try:
        monday = date.fromisocalendar(iso_year, iso_week, 1)
    except (ValueError, TypeError, OverflowError):
        raise InvalidValueError("week_days iso_week", f"must be a week of {iso_year}", iso_week) from None
    return DateRange(monday, monday + timedelta(days=7))


def check_week(iso_week: int, days: DateRange) -> WeekMismatch | None:
    """Compare dates with the week number printed beside them; None if they agree.

    They agree when *days* are the whole week, Monday to Sunday, or its Monday to Friday.

    Raises:
        InvalidValueError: If *days* is empty, or its year has no such week.
        WrongTypeError: If *days* is not a `DateRange`.
    """
    if not isinstance(days, DateRange):
        raise WrongTypeError("check_week days", "must be a DateRange", days)
    if not days:
        raise InvalidValueError("check_week days", "must hold a day", days)
    actual = week_days(days.start.isocalendar().year, iso_week)
    if days.start == actual.start and len(days) in (5, 7):
        return None
    return WeekMismatch(iso_week, days, actual)
