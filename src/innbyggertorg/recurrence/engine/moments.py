"""Between walls and what Python calls them: dates, naive datetimes, and time zones' instants."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from innbyggertorg._checks import check_wall_time
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.recurrence.engine.gregorian import DAY

__all__ = ["check_moment", "dates", "from_moment", "to_datetime", "utc_seconds", "walls"]

_BEGIN: Final = datetime(1, 1, 1)


def check_moment(where: str, moment: object, *, whole: bool = True) -> bool:
    """Refuse what is neither a date nor a naive datetime, in seconds if *whole*; tell if it is a date."""
    if type(moment) is date:
        return True
    if not isinstance(moment, datetime):
        raise WrongTypeError(where, "must be a date or a naive datetime", moment)
    if whole:
        check_wall_time(where, moment)
    elif moment.tzinfo is not None:
        raise InvalidValueError(where, "must be wall time, without a zone", moment)
    return False


def from_moment(moment: date | datetime) -> int:
    """Return the wall of a date (its midnight) or naive datetime; part of a second counts as a whole one."""
    if isinstance(moment, datetime):
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + (moment.microsecond > 0)
        return moment.toordinal() * DAY + seconds
    return moment.toordinal() * DAY


def to_datetime(wall: int) -> datetime:
    """Return *wall* as a naive datetime."""
    return _BEGIN + timedelta(wall // DAY - 1, wall % DAY)


def walls(found: Iterable[int]) -> Iterator[Any]:
    """Yield walls as naive datetimes."""
    return map(to_datetime, found)


def dates(found: Iterable[int]) -> Iterator[Any]:
    """Yield walls as dates."""
    return (date.fromordinal(wall // DAY) for wall in found)


def utc_seconds(instant: datetime) -> int:
    """Return an aware datetime in seconds, counted in UTC as walls are; part of a second is a whole one."""
    return from_moment(instant.astimezone(UTC).replace(tzinfo=None))
