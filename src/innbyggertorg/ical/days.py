"""Which days a feed of opening hours or busy times is about."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from attrs import fields, has

from innbyggertorg.chrono import DateRange, Interval, resolve, zone
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.ical.feeds import Loss

__all__ = ["chosen_days", "dates_in", "instants_of"]

_FIRST, _END = date(1900, 1, 1), date(2300, 1, 1)
_LONGEST: Final = timedelta(days=3_660)


def instants_of(where: str, days: DateRange, key: str) -> Interval:
    """Return whole days as an interval of the zone *key*.

    Raises:
        InvalidValueError: If there are none, too many, or they are too far away.
        WrongTypeError: If *days* is no DateRange.
    """
    if not isinstance(days, DateRange):
        raise WrongTypeError(where, "must be a DateRange", days, "use DateRange.closed(first, last)")
    if not days or days.end - days.start > _LONGEST:
        raise InvalidValueError(where, f"must be 1 to {_LONGEST.days:,} days", str(days))
    if days.start < _FIRST or days.end > _END:
        raise InvalidValueError(where, f"must be in the years {_FIRST.year} to {_END.year - 1}", str(days))
    tz = zone(key)
    return Interval(*(resolve(datetime.combine(day, time()), tz) for day in (days.start, days.end)))


def chosen_days(
    where: str, days: DateRange | None, dated: Iterable[date]
) -> tuple[DateRange, tuple[Loss, ...]]:
    """Return *days*, or else those that the data is dated for, and then that the feed ends with them.

    Those are the days from the first date to the end of the year after the last, and of more than ten years
    the last ten. They do not depend on the day on which the feed is made.

    Raises:
        InvalidValueError: If there are neither days nor dates.
    """
    if days is not None:
        return days, ()
    named = sorted(day for day in dated if _FIRST <= day < _END)
    if not named:
        hint = "pass days=DateRange.closed(first, last)"
        raise InvalidValueError(where, "must be given where the data has no dates", hint=hint)
    end = min(date(named[-1].year + 2, 1, 1), _END)
    found = DateRange(max(named[0], end - _LONGEST), end)
    return found, (Loss("", f"is told from {found.start} to {found.last}", "pass days"),)


def dates_in(value: Any) -> Iterator[date]:
    """Yield every date within a value, and the day of every wall time."""
    if isinstance(value, datetime):
        yield value.date()
    elif isinstance(value, date):
        yield value
    elif isinstance(value, tuple | frozenset):
        for each in value:
            yield from dates_in(each)
    elif has(type(value)):
        for each in fields(type(value)):
            if each.init:
                yield from dates_in(getattr(value, each.name))
