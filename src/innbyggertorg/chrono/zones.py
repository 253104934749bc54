"""Time zones by IANA key, and the moments at which a zone's offset changes."""

import pkgutil
from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta
from functools import cache, lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from attrs import frozen

from innbyggertorg._checks import Validator, name_of
from innbyggertorg.errors import InvalidValueError, WrongTypeError

__all__ = [
    "DEFAULT_ZONE",
    "Transition",
    "check_zone",
    "transitions",
    "zone",
    "zone_key",
]

DEFAULT_ZONE: Final = "Europe/Oslo"

_LONGEST_KEY: Final = 64
_SECOND: Final = timedelta(seconds=1)
_DAY: Final = timedelta(days=1)


@cache
def _keys() -> frozenset[str]:
    """Return the keys of the tz database: exact in case, without folders and files that are no zones."""
    try:
        listing = pkgutil.get_data("tzdata", "zones")
    except (ModuleNotFoundError, OSError):
        listing = None
    if listing is None:  # a system that ships its own tz database instead of the tzdata package
        return frozenset(available_timezones())
    return frozenset(listing.decode("ascii").split())


def check_zone(where: str, key: object) -> ZoneInfo:
    """Return the zone of *key*, or say in an error about *where* why there is none."""
    if not isinstance(key, str):
        raise WrongTypeError(where, 'must be an IANA zone key such as "Europe/Oslo"', key)
    if len(key) > _LONGEST_KEY or key not in _keys():
        raise InvalidValueError(where, 'must be an IANA zone key such as "Europe/Oslo"', key)
    try:
        return ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise InvalidValueError(
            where, "names a zone this system has no data for", key, "install tzdata"
        ) from None


def zone(key: str) -> ZoneInfo:
    """Return the time zone of an IANA key, the same object each time.

    Args:
        key: Such as `Europe/Oslo`, exact in case.

    Raises:
        InvalidValueError: If the tz database has no such zone.
        WrongTypeError: If *key* is not text.
    """
    try:
        return _zone(key)
    except TypeError:  # what cannot be hashed is no text either
        return check_zone("zone key", key)


@cache
def _zone(key: str) -> ZoneInfo:
    return check_zone("zone key", key)


def _zone_key(instance: object, attribute: "object", value: object) -> None:
    check_zone(name_of(instance, attribute), value)  # type: ignore[arg-type]  # attrs passes an Attribute


zone_key: Final[Validator] = _zone_key
"""Validator of a field that holds an IANA zone key."""


@frozen
class Transition:
    """A moment at which the clocks of a zone change.

    Attributes:
        utc: The first instant at which the new offset holds, in UTC.
        before: Offset from UTC until then.
        after: Offset from UTC from then on.
    """

    utc: datetime
    before: timedelta
    after: timedelta

    @property
    def is_gap(self) -> bool:
        """Whether wall time jumps forward, so that some wall times never happen."""
        return self.after > self.before

    @property
    def wall_before(self) -> datetime:
        """What a clock that is not changed would show: where a gap or an overlap starts or ends."""
        return (self.utc + self.before).replace(tzinfo=None)

    @property
    def wall_after(self) -> datetime:
        """What a changed clock shows."""
        return (self.utc + self.after).replace(tzinfo=None)


@lru_cache(maxsize=4096)
def transitions(key: str, year: int) -> tuple[Transition, ...]:
    """List the changes of offset of a zone whose instant falls in a UTC year, in order.

    Args:
        key: IANA zone key.
        year: From 1 to 9999; the two outermost days of that span are left out.

    Returns:
        Usually none or two; found to the second, at most one per day.

    Raises:
        InvalidValueError: If the tz database has no such zone, or the year is out of range.
    """
    tz = zone(key)
    if type(year) is not int or not MINYEAR <= year <= MAXYEAR:
        raise InvalidValueError("transitions year", f"must be from {MINYEAR} to {MAXYEAR}", year)
    start = max(datetime(year, 1, 1, tzinfo=UTC), _FIRST_UTC)
    end = _LAST_UTC if year == _LAST_UTC.year else datetime(year + 1, 1, 1, tzinfo=UTC)
    found = []
    # A transition at the very start of the year is seen by looking at the second before it.
    low = start - _SECOND
    offset = low.astimezone(tz).utcoffset()
    while low < end - _SECOND:
        high = min(low + _DAY, end - _SECOND)
        later = high.astimezone(tz).utcoffset()
        if later != offset:
            found.append(_pin_down(tz, low, high))
        low, offset = high, later
    return tuple(found)


_FIRST_UTC: Final = datetime(1, 1, 2, tzinfo=UTC) + _SECOND
_LAST_UTC: Final = datetime(9999, 12, 30, tzinfo=UTC)


def _pin_down(tz: ZoneInfo, low: datetime, high: datetime) -> Transition:
    """Find by bisection the one change of offset after *low* and up to *high*."""
    before, after = _offset(tz, low), _offset(tz, high)
    while high - low > _SECOND:
        middle = low + timedelta(seconds=(high - low) // _SECOND // 2)
        if _offset(tz, middle) == before:
            low = middle
        else:
            high = middle
    return Transition(high, before, after)


def _offset(tz: ZoneInfo, instant: datetime) -> timedelta:
    offset = instant.astimezone(tz).utcoffset()
    assert offset is not None  # noqa: S101  # for the type checker: a ZoneInfo always knows its offset
    return offset
