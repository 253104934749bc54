"""From wall time to instants: the one place that decides what happens in a gap and in a repeated hour.

RFC 5545 section 3.3.5 with verified erratum 4271: a wall time that the clock skips is read with the offset
before the gap, which moves it forward by the length of the gap; a wall time that happens twice is its
first occurrence.
"""

from datetime import UTC, datetime, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

from innbyggertorg._checks import check_instant, check_wall_time
from innbyggertorg.errors import InvalidValueError, WrongTypeError

__all__ = ["is_repeated", "is_skipped", "resolve", "to_utc"]

_NO_OFFSET: Final = timedelta(0)


def resolve(wall: datetime, tz: ZoneInfo, *, repeated: Literal["first", "second"] = "first") -> datetime:
    """Return the instant at which a clock in *tz* shows *wall*.

    Args:
        wall: Naive, in whole seconds.
        tz: The zone, as `innbyggertorg.chrono.zone` gives it.
        repeated: Which one to take of a time that happens twice.

    Returns:
        Aware, in *tz*. A time in a gap comes back moved forward by the length of the gap.

    Raises:
        InvalidValueError: If the instant falls outside the years 1 to 9999 in UTC, or *repeated* is neither.
        WrongTypeError: If *wall* is not a datetime, or *tz* no ZoneInfo.

    Source:
        RFC 5545 section 3.3.5 and verified erratum 4271.
    """
    _check("resolve", wall, tz)
    if repeated not in {"first", "second"}:
        raise InvalidValueError("resolve repeated", "must be first or second", repeated)
    fold = 1 if repeated == "second" and is_repeated(wall, tz) else 0
    try:
        return wall.replace(tzinfo=tz, fold=fold).astimezone(UTC).astimezone(tz)
    except OverflowError:
        raise InvalidValueError("wall", "must fall in the years 1 to 9999 in UTC", wall) from None


def is_skipped(wall: datetime, tz: ZoneInfo) -> bool:
    """Whether the clocks of *tz* never show *wall*, because they are put forward past it.

    Args:
        wall: Naive, in whole seconds.
        tz: The zone, as `innbyggertorg.chrono.zone` gives it.

    Raises:
        InvalidValueError: If *wall* has a zone or parts of a second.
        WrongTypeError: If *wall* is not a datetime, or *tz* no ZoneInfo.
    """
    _check("is_skipped", wall, tz)
    first, second = _offsets(wall, tz)
    return first < second


def is_repeated(wall: datetime, tz: ZoneInfo) -> bool:
    """Whether the clocks of *tz* show *wall* twice, because they are put back past it.

    Args:
        wall: Naive, in whole seconds.
        tz: The zone, as `innbyggertorg.chrono.zone` gives it.

    Raises:
        InvalidValueError: If *wall* has a zone or parts of a second.
        WrongTypeError: If *wall* is not a datetime, or *tz* no ZoneInfo.
    """
    _check("is_repeated", wall, tz)
    first, second = _offsets(wall, tz)
    return first > second


def _check(where: str, wall: object, tz: object) -> None:
    check_wall_time("wall", wall)
    if not isinstance(tz, ZoneInfo):
        raise WrongTypeError(f"{where} tz", "must be a ZoneInfo", tz, 'use zone("Europe/Oslo")')


def _offsets(wall: datetime, tz: ZoneInfo) -> tuple[timedelta, timedelta]:
    """Return the offset for each fold: they differ where the clocks are put forward or back."""
    first, second = (wall.replace(tzinfo=tz, fold=fold).utcoffset() for fold in (0, 1))
    return first or _NO_OFFSET, second or _NO_OFFSET  # a ZoneInfo always knows its offset


def to_utc(instant: datetime) -> datetime:
    """Return *instant* in UTC, which is how instants are compared, subtracted, sorted and hashed.

    Python compares two datetimes of one zone by their wall time, which makes two moments an hour apart
    equal when the clocks are put back.

    Raises:
        InvalidValueError: If *instant* is naive, or outside the years 1 to 9999 in UTC.
        WrongTypeError: If it is not a datetime, or its zone is neither a ZoneInfo nor a datetime.timezone.
    """
    check_instant("instant", instant)
    return instant.astimezone(UTC)
