"""Dates and times of properties, each in its zone, and how they are told in the zone of another."""

from datetime import UTC, date, datetime, timedelta
from typing import Final, NamedTuple

from innbyggertorg.chrono.wall import resolve
from innbyggertorg.chrono.zones import zone
from innbyggertorg.ical.reading.components import Property
from innbyggertorg.ical.reading.heads import Head
from innbyggertorg.ical.reading.ledger import Ledger, UnreadableError
from innbyggertorg.ical.reading.values import day, duration, is_day, wall
from innbyggertorg.ical.reading.zones import Zones

__all__ = [
    "Moment",
    "Moments",
    "Placed",
    "after",
    "elapsed",
    "instant_of",
    "length_of",
    "offset_between",
    "wall_in",
]

Moment = date | datetime
"""A date, or a naive wall time."""

_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2199
_LAST_YEAR_BESIDE: Final = 2299  # of what is no start: what begins on the last days ends after them
_BESIDE: Final = {"DTEND", "EXDATE"}
_UTC: Final = "UTC"
_ZERO: Final = timedelta(0)
_DAY: Final = timedelta(days=1)


class Placed(NamedTuple):
    """A date, or a wall time and the zone whose clocks show it.

    Attributes:
        moment: A date or a naive datetime.
        zone: IANA key; empty for a date.
    """

    moment: Moment
    zone: str


class Moments:
    """Reads dates and times.

    Args:
        zones: What the zones are called.
        ledger: Where problems go that can be lived with.
        floating: IANA key of the zone of times that name none, or None where there must not be any.
    """

    def __init__(self, zones: Zones, ledger: Ledger, floating: str | None) -> None:
        self._zones = zones
        self._ledger = ledger
        self._floating = floating

    def one(self, found: Property) -> Placed:
        """Return what a property with one value says.

        Raises:
            UnreadableError: If it is no date or time, or its zone is not known.
        """
        head, value, at = found
        return self.read(head, value, at)

    def several(self, found: Property) -> list[Placed]:
        """Return what a property with a list of values says."""
        head, value, at = found
        return [self.read(head, part, at) for part in value.split(",")]

    def read(self, head: Head, value: str, at: int) -> Placed:
        """Return what one value says."""
        if head.value_type == "DATE" or (len(value) == 8 and not head.value_type and is_day(value)):
            return Placed(self._day(head, value, at), "")
        if head.value_type not in {"", "DATE-TIME", "PERIOD"}:
            raise UnreadableError(at, head.name, "must be a date or a time", got=head.value_type)
        try:
            moment = wall(value.removesuffix("Z"))
        except ValueError:
            rule = "must be a date and time that exist, such as 20260301T180000Z"
            raise UnreadableError(at, head.name, rule, got=value[:80]) from None
        key = self._zone(head, value, at)
        _check_year(head, moment, value, at)
        return Placed(moment, key)

    def _day(self, head: Head, value: str, at: int) -> date:
        if not head.value_type:
            self._ledger.problem(UnreadableError(at, head.name, "must say VALUE=DATE for a date", got=value))
        try:
            moment = day(value)
        except ValueError:
            rule = "must be a date that exists, such as 20260301"
            raise UnreadableError(at, head.name, rule, got=value[:80]) from None
        _check_year(head, moment, value, at)
        return moment

    def _zone(self, head: Head, value: str, at: int) -> str:
        tzid = head.tzid
        if value.endswith("Z"):
            if tzid is not None and self._zones.keys.get(tzid) != _UTC:
                rule = "must not have a TZID beside the Z of UTC"
                self._ledger.problem(UnreadableError(at, head.name, rule, got=tzid, hint="it is read in UTC"))
            return _UTC
        if tzid is not None:
            head.zone = self._zones.named.get(tzid)
            return head.zone or self._zones.keys.get(tzid) or self._zones.key(tzid, at, head.name)
        if self._floating is None:
            hint = 'pass zone="Europe/Oslo", or whichever it is'
            rule = "must name its time zone, for none was given to read floating times in"
            raise UnreadableError(at, head.name, rule, got=value[:80], hint=hint)
        return self._floating

    def period(self, found: Property) -> list[tuple[Placed, timedelta]]:
        """Return starts and exact lengths of a property of VALUE=PERIOD."""
        head, value, at = found
        return [self._period(head, part, at) for part in value.split(",")]

    def _period(self, head: Head, value: str, at: int) -> tuple[Placed, timedelta]:
        begin, slash, rest = value.partition("/")
        start = self.read(head, begin, at)
        if not slash or not isinstance(start.moment, datetime):
            raise UnreadableError(at, head.name, "must be periods, start/end or start/length", got=value[:80])
        if rest.startswith(("P", "+P", "-P")):
            length = elapsed(start, *length_of(head, rest, at))
        else:
            end = self.read(head, rest, at)
            if not isinstance(end.moment, datetime):
                raise UnreadableError(at, head.name, "must be periods, start/end or start/length")
            length = instant_of(end.moment, end.zone) - instant_of(start.moment, start.zone)
        if not length > _ZERO:
            raise UnreadableError(at, head.name, "must be periods longer than zero", got=value[:80])
        return start, length


def _check_year(head: Head, moment: date, value: str, at: int) -> None:
    last = _LAST_YEAR_BESIDE if head.name in _BESIDE else _LAST_YEAR
    if not _FIRST_YEAR <= moment.year <= last:
        rule = f"must lie in the years {_FIRST_YEAR} to {last}"
        raise UnreadableError(at, head.name, rule, got=value[:80])


def length_of(head: Head, value: str, at: int) -> tuple[int, timedelta]:
    """Return the nominal days and the exact time of a DURATION, of at most a year."""
    try:
        days, exact = duration(value)
    except ValueError:
        rule = "must be a length of time such as PT1H30M"
        raise UnreadableError(at, head.name, rule, got=value[:80]) from None
    if abs(days) > 366 or abs(exact) > timedelta(days=366):
        raise UnreadableError(at, head.name, "must be at most 31 days", got=value[:80])
    return days, exact


def elapsed(start: Placed, days: int, exact: timedelta) -> timedelta:
    """Return the exact time that nominal days and exact time after *start* take (RFC 5545 section 3.3.6)."""
    if not days or not isinstance(start.moment, datetime):
        return timedelta(days=days) + exact
    end = instant_of(start.moment + timedelta(days=days), start.zone) + exact
    return end - instant_of(start.moment, start.zone)


def after(start: Placed, given: Property) -> Placed:
    """Return what is a DURATION after *start*, in UTC where that is a time."""
    length = elapsed(start, *length_of(*given))
    if not isinstance(start.moment, datetime):
        if length % _DAY:
            raise UnreadableError(given[2], "DURATION", "must be whole days where DTSTART is a date")
        return Placed(start.moment + length, start.zone)
    return Placed((instant_of(start.moment, start.zone) + length).replace(tzinfo=None), _UTC)


def instant_of(moment: datetime, key: str) -> datetime:
    """Return the instant, in UTC, at which the clocks of a zone show a wall time."""
    return resolve(moment, zone(key)).astimezone(UTC)


def offset_between(start: datetime, end: datetime, key: str) -> timedelta:
    """Return by how much the clocks of a zone are put forward between two wall times."""
    clocks = zone(key).utcoffset
    return (clocks(end) or _ZERO) - (clocks(start) or _ZERO)


def wall_in(key: str, placed: Placed) -> datetime | None:
    """Return what the clocks of *key* show then, or None where they show it for the second time.

    A time that is written in that zone comes back as it is, even where the clocks skip it.
    """
    moment = placed.moment
    if not isinstance(moment, datetime) or placed.zone == key:
        return moment if isinstance(moment, datetime) else None
    shown = resolve(moment, zone(placed.zone)).astimezone(zone(key))
    if shown.fold or not _FIRST_YEAR <= shown.year <= _LAST_YEAR:
        return None
    return shown.replace(tzinfo=None)
