"""What a VTIMEZONE says the clocks show (RFC 5545 section 3.6.5), and which known zones say the same."""

from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Final, NamedTuple

from attrs import evolve

from innbyggertorg.chrono.zones import zone
from innbyggertorg.errors import InnbyggertorgError
from innbyggertorg.ical.reading.components import Component, Property
from innbyggertorg.ical.reading.ledger import UnreadableError
from innbyggertorg.ical.reading.values import offset, wall
from innbyggertorg.ical.vtimezone import changes
from innbyggertorg.limits import Limits
from innbyggertorg.recurrence import RecurrenceRule

__all__ = ["Clock", "clock_of"]

_MOST: Final = 2_000
_TWO_YEARS: Final = timedelta(days=800)
_SECOND: Final = timedelta(seconds=1)


class Clock(NamedTuple):
    """What a VTIMEZONE says.

    Attributes:
        start: The beginning of the time that matters, in UTC.
        end: Its end.
        offset: At its beginning.
        changes: The instants from then on at which the offset changes, with the one that holds from there.
    """

    start: datetime
    end: datetime
    offset: timedelta
    changes: list[tuple[datetime, timedelta]]

    def agrees_with(self, key: str) -> bool:
        """Whether the clocks of a zone of the tz database show the same all the time."""
        tz = zone(key)
        if self.start.astimezone(tz).utcoffset() != self.offset:
            return False
        before = self.offset
        for instant, after in self.changes[:4]:  # tells most apart in little time
            if (instant - _SECOND).astimezone(tz).utcoffset() != before:
                return False
            if instant.astimezone(tz).utcoffset() != after:
                return False
            before = after
        known = [
            (change.utc, change.after)
            for year in range(self.start.year, self.end.year + 1)
            for change in changes(key, year)
            if self.start < change.utc < self.end
        ]
        return known == self.changes


def clock_of(component: Component, first: int, last: int, limits: Limits) -> Clock:
    """Return what a VTIMEZONE says about the years from *first* to *last*.

    Raises:
        UnreadableError: If it says too little, or what no clock does.
    """
    if component.broken is not None:
        raise component.broken
    start = datetime(first, 1, 1, tzinfo=UTC) - timedelta(days=1)
    end = datetime(last + 1, 1, 2, tzinfo=UTC)
    onsets: list[tuple[datetime, timedelta, timedelta]] = []
    for part in component.parts:
        onsets += _onsets(part, start, end, limits)
    if not onsets:
        raise UnreadableError(component.at, "VTIMEZONE", "must say when its offsets hold")
    onsets.sort()
    current = onsets[0][1]
    found = []
    for instant, _, after in onsets:
        if instant <= start:
            current = after
        elif instant < end:
            found.append((instant, after))
    real = []
    before = current
    for instant, after in found:
        if after != before:
            real.append((instant, after))
            before = after
    return Clock(start, end, current, real)


def _onsets(
    part: Component, start: datetime, end: datetime, limits: Limits
) -> list[tuple[datetime, timedelta, timedelta]]:
    """Return the instants at which an observance begins, with the offsets before and after."""
    if part.broken is not None:
        raise part.broken
    before, after = (_offset(part, name) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
    given = part.one("DTSTART")
    if given is None:
        raise UnreadableError(part.at, part.kind, "must have a DTSTART")
    first = _wall(given, given[1])
    walls = [first]
    for each in part.properties:
        if each[0].name == "RDATE":
            walls += [_wall(each, value.partition("/")[0]) for value in each[1].split(",")[:_MOST]]
        elif each[0].name == "RRULE":
            walls += _picked(each, first, (start, end), before, limits)
    if len(walls) > _MOST:
        raise UnreadableError(part.at, part.kind, f"must not begin more than {_MOST:,} times")
    return [((each - before).replace(tzinfo=UTC), before, after) for each in walls]


def _picked(
    given: Property, first: datetime, span: tuple[datetime, datetime], before: timedelta, limits: Limits
) -> list[datetime]:
    _, value, at = given
    try:
        rule = RecurrenceRule.parse(value, limits=limits)
    except InnbyggertorgError as error:
        raise UnreadableError(at, "RRULE", "must be a recurrence rule", got=value, hint=str(error)) from None
    if rule.frequency.within_day:
        raise UnreadableError(at, "RRULE", "of a time zone must be daily or longer", got=value)
    since = first if rule.count else span[0].replace(tzinfo=None)
    if rule.until is not None:
        until = datetime(rule.until.year, rule.until.month, rule.until.day)
        if isinstance(rule.until, datetime):
            until = rule.until.replace(tzinfo=None) + (before if rule.until.tzinfo else timedelta(0))
            rule = evolve(rule, until=until)
        since = min(since, until)
    since = max(first, since - _TWO_YEARS)
    found = rule.starts(first, after=since, before=span[1].replace(tzinfo=None))
    return list(islice(found, _MOST + 1))


def _offset(part: Component, name: str) -> timedelta:
    given = part.one(name)
    try:
        return offset(given[1] if given else "")
    except ValueError:
        rule = "must be an offset such as +0100"
        at = given[2] if given else part.at
        raise UnreadableError(at, name, rule, got=given[1] if given else "") from None


def _wall(given: Property, value: str) -> datetime:
    head, _, at = given
    try:
        found = wall(value)
    except ValueError:
        raise UnreadableError(at, head.name, "must be a local time", got=value) from None
    if not 1 < found.year < 9999:
        raise UnreadableError(at, head.name, "must lie in the years 2 to 9998", got=value)
    return found
