"""Time zones by what a file calls them.

A name of the tz database beats the file's own VTIMEZONE: what a file says Europe/Oslo is cannot change it.
Then come the names that Windows has, and names that end in one of the tz database. A name that means
something in the file alone is taken for the zone of the tz database whose clocks show the same.
"""

from typing import Final

from innbyggertorg.chrono.zones import DEFAULT_ZONE, zone
from innbyggertorg.errors import InvalidValueError
from innbyggertorg.ical.reading.components import Component, Property
from innbyggertorg.ical.reading.ledger import UnreadableError
from innbyggertorg.ical.reading.observances import Clock, clock_of
from innbyggertorg.ical.reading.windows import WINDOWS_ZONES
from innbyggertorg.limits import Limits

__all__ = ["UnsettledError", "Zones", "years_of"]

_UTC: Final = dict.fromkeys(("UTC", "Etc/UTC", "GMT", "Z", "tzone://Microsoft/Utc"), "UTC")
_NAMED_BY: Final = ("X-LIC-LOCATION", "TZID-ALIAS-OF", "TZURL")
_MOST_UNKNOWN: Final = 100


class UnsettledError(Exception):
    """A name of a zone that means nothing until the whole file is read."""

    def __init__(self, tzid: str) -> None:
        super().__init__(tzid)
        self.tzid = tzid


class Zones:
    """What the zones of one file are called.

    Args:
        preferred: Keys of the zones to try first for a name that means something in the file alone.

    Attributes:
        keys: IANA keys by TZID, as far as they are settled.
        named: Those among them that are settled by name, whatever the file says.
    """

    def __init__(self, preferred: tuple[str, ...], limits: Limits) -> None:
        self.keys: dict[str, str] = {}
        self.named: dict[str, str] = {}
        self._preferred = dict.fromkeys((*preferred, DEFAULT_ZONE, *WINDOWS_ZONES.values()))
        self._limits = limits
        self._defined: dict[str, Component] = {}
        self._refused: dict[str, UnreadableError] = {}
        self._years: dict[str, tuple[int, int]] = {}

    def define(self, component: Component) -> None:
        """Take note of a VTIMEZONE."""
        named = component.one("TZID")
        if named is None:
            return
        tzid = named[1].strip()
        self._defined.setdefault(tzid, component)
        if tzid not in self.keys and _by_name(tzid) is None:
            for name in _NAMED_BY:
                other = component.one(name)
                key = _by_name(other[1].strip()) if other else None
                if key is not None:
                    self.keys[tzid] = key
                    return

    def key(self, tzid: str, at: int, what: str) -> str:
        """Return the IANA key of a zone.

        Raises:
            UnreadableError: If there is no such zone.
            UnsettledError: If that is not known yet.
        """
        found = self.keys.get(tzid)
        if found is None:
            found = _by_name(tzid.strip())
            if found is None:
                refused = self._refused.get(tzid)
                if refused is None:
                    raise UnsettledError(tzid)
                rule = "must name a time zone of the tz database, or one that its VTIMEZONE tells"
                hint = f"{refused.what} {refused.rule}" + (f"; {refused.hint}" if refused.hint else "")
                raise UnreadableError(at, what, rule, got=tzid[:80], hint=hint)
            self.keys[tzid] = self.named[tzid] = found
        return found

    def use(self, tzid: str, first: int, last: int) -> None:
        """Take note of the years in which an unsettled zone is used."""
        lowest, highest = self._years.get(tzid, (first, last))
        self._years[tzid] = min(first, lowest), max(last, highest)

    def settle(self) -> None:
        """Find out what the unsettled names mean, now that the calendar is read."""
        for tzid, (first, last) in self._years.items():
            if tzid in self.keys or len(self._refused) > _MOST_UNKNOWN:
                continue
            try:
                self.keys[tzid] = self._alike(tzid, first, last)
            except UnreadableError as error:
                self._refused[tzid] = error
        for tzid in self._years:
            if tzid not in self.keys:
                self._refused.setdefault(tzid, UnreadableError(0, "VTIMEZONE", "is one of too many"))
        self._years.clear()
        self._defined.clear()

    def forget(self) -> None:
        """Forget what the names of one calendar mean before the next one of the same file."""
        self.keys = dict(self.named)
        self._refused.clear()

    def _alike(self, tzid: str, first: int, last: int) -> str:
        """Return the zone whose clocks show the same as the file says, in all years that matter."""
        component = self._defined.get(tzid.strip())
        if component is None:
            raise UnreadableError(0, "VTIMEZONE", "of that name is not in the file")
        clock = clock_of(component, first, last, self._limits)
        found = next((key for key in self._preferred if _agrees(clock, key)), None)
        if found is None:
            raise UnreadableError(0, "VTIMEZONE", "says what no known zone does in the years that matter")
        return found


def _agrees(clock: Clock, key: str) -> bool:
    try:
        return clock.agrees_with(key)
    except InvalidValueError:  # this system has no such zone
        return False


def _by_name(tzid: str) -> str | None:
    """Return the IANA key that *tzid* is, or that it ends in, or that Windows means by it."""
    if tzid in _UTC:
        return "UTC"
    if (found := WINDOWS_ZONES.get(tzid)) is not None:
        return found
    if _exists(tzid):
        return tzid
    if tzid.startswith(("/", "http://", "https://")):
        parts = tzid.rsplit("/", 3)[1:]
        while parts:
            if _exists(key := "/".join(parts)):
                return key
            del parts[0]
    return None


def _exists(key: str) -> bool:
    try:
        zone(key)
    except InvalidValueError:
        return False
    return True


def year_of(value: str) -> int | None:
    """Return the year that a date or time begins with."""
    digits = value[:4]
    return int(digits) if len(digits) == 4 and digits.isascii() and digits.isdigit() else None


def years_of(properties: list[Property], tzid: str) -> tuple[int, int]:
    """Return the first and the last year that properties in a zone name; ten years on where they repeat."""
    years = []
    for head, value, _ in properties:
        if head.tzid == tzid:
            years += [year for part in value.split(",") if (year := year_of(part))]
        elif head.name == "RRULE":
            until = value.upper().partition("UNTIL=")[2]
            years.append(year_of(until) or 0)
    known = [min(max(year, 1900), 2199) for year in years if year]
    if not known:
        return 2000, 2000
    return min(known), max(known) + (10 if 0 in years else 0)
