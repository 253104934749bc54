"""Reading a published list: dates or wall times, some with the weekday that was printed beside them."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from typing import Any, Final, NamedTuple

from innbyggertorg._checks import check_wall_time
from innbyggertorg.chrono.wall import resolve
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.chrono.zones import zone
from innbyggertorg.days.published import WeekdayMismatch, check_weekday
from innbyggertorg.errors import InvalidValueError, LimitExceededError, WrongTypeError
from innbyggertorg.limits import Limits, check_limits
from innbyggertorg.recurrence.engine.moments import from_moment

__all__ = ["Published", "read"]

_WHERE: Final = "explanations published"
_FIRST_YEAR: Final = 2
_LAST_YEAR: Final = 9998


class Published(NamedTuple):
    """A list that was read: starts in order, counted as the engine counts them, and what does not agree."""

    walls: list[int]
    timed: bool
    mismatches: tuple[WeekdayMismatch, ...]


def read(published: Iterable[Any], zone_key: str, limits: Limits) -> Published:
    """Check and sort a published list; see `explanations` for what is taken and what is refused."""
    if isinstance(published, str | bytes) or not isinstance(published, Iterable):
        raise WrongTypeError(_WHERE, "must be a list of dates or wall times", published)
    check_limits("explanations", limits)
    items = list(islice(published, limits.occurrences + 1))
    if not items:
        raise InvalidValueError(_WHERE, "must hold at least one date")
    if len(items) > limits.occurrences:
        raise LimitExceededError("occurrences", limits.occurrences)
    pairs = [_pair(item) for item in items]
    moments = [moment for moment, _ in pairs]
    timed = isinstance(moments[0], datetime)
    for moment in moments:
        if isinstance(moment, datetime) is not timed:
            raise WrongTypeError(_WHERE, "must be all dates or all wall times", moment)
    _refuse_twice(moments, zone_key)
    mismatches = sorted(
        (found for moment, weekday in pairs if weekday is not None and (found := _mismatch(moment, weekday))),
        key=lambda found: (found.day, found.published),
    )
    return Published(sorted(map(from_moment, moments)), timed, tuple(mismatches))


def _pair(item: Any) -> tuple[date | datetime, Weekday | None]:
    moment, weekday = item if isinstance(item, tuple) and len(item) == 2 else (item, None)
    if type(moment) is not date:
        if not isinstance(moment, datetime):
            raise WrongTypeError(_WHERE, "must be dates, wall times, or pairs of one and a Weekday", item)
        check_wall_time(_WHERE, moment)
    if weekday is not None and not isinstance(weekday, Weekday):
        raise WrongTypeError(_WHERE, "must have a Weekday beside the date, or nothing", weekday)
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise InvalidValueError(_WHERE, f"must be in the years {_FIRST_YEAR} to {_LAST_YEAR}", moment)
    return moment, weekday


def _mismatch(moment: date | datetime, weekday: Weekday) -> WeekdayMismatch | None:
    return check_weekday(moment.date() if isinstance(moment, datetime) else moment, weekday)


def _refuse_twice(moments: list[date | datetime], zone_key: str) -> None:
    """Refuse a start given twice, also as two wall times that are one instant because of a gap."""
    tz = zone(zone_key)
    seen = set()
    for moment in moments:
        one = resolve(moment, tz).replace(tzinfo=None) if isinstance(moment, datetime) else moment
        if one in seen:
            raise InvalidValueError(_WHERE, "must not hold the same start twice", moment)
        seen.add(one)
