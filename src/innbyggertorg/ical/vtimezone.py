"""Compact VTIMEZONE components for IANA zones.

A zone's yearly rule becomes one observance that repeats for ever, begun at the first year in which it
held. Changes that follow no yearly rule are written one by one, and only those the feed's span needs. For
Europe/Oslo and a feed that starts after October 1996 that is one DAYLIGHT and one STANDARD.

Never RDATE (Thunderbird and ical.js read it wrong), and never more than the span needs: of several
STANDARD parts Outlook reads one.
"""

from calendar import isleap, monthrange
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.chrono.zones import Transition, transitions, zone
from innbyggertorg.ical.lines import escaped, local_stamp, offset_stamp

__all__ = ["Observance", "changes", "observances", "vtimezone"]

_EPOCH: Final = 1970
_EARLIEST: Final = 1900
_LISTED: Final = 2100  # the tz database lists no single change later than 2087; rules hold from then on
_SECOND: Final = timedelta(seconds=1)
_DAYS: Final = tuple(timedelta(days=k) for k in range(-1, 367))
# A common year for each weekday that its first day can fall on.
_SHAPES: Final = tuple({date(y, 1, 1).weekday(): y for y in range(2101, 2124) if not isleap(y)}.values())


def vtimezone(key: str, first: datetime, last: datetime | None = None) -> list[str]:
    """Return the unfolded lines of the VTIMEZONE of a zone.

    Args:
        key: An IANA zone key; it is the TZID.
        first: The first instant for which the component must be right, aware.
        last: The last such instant, aware, or None for ever.

    Returns:
        Lines from `BEGIN:VTIMEZONE` to `END:VTIMEZONE`, the same for the same tz database.
    """
    lines = ["BEGIN:VTIMEZONE", f"TZID:{key}"]
    for observance in observances(key, first.astimezone(UTC), last and last.astimezone(UTC)):
        lines += observance.lines()
    lines.append("END:VTIMEZONE")
    return lines


def changes(key: str, year: int) -> list[Transition]:
    """Return the changes of a year as `chrono.transitions` does, much faster for a zone with yearly rules."""
    rules = _yearly(key)
    given = (rule.in_year(year) for rule in rules if rule.first_year <= year)
    found = [change for change in given if change] + _irregular(zone(key), year, rules)
    return sorted(found, key=lambda change: change.utc)


class Observance(NamedTuple):
    """A run of one offset, begun once or every year.

    Attributes:
        onset: Wall time of its (first) beginning, by the clock in force until then.
        before: Offset from UTC until then.
        after: Offset from then on.
        name: Abbreviation such as CEST.
        daylight: Whether it is daylight saving time.
        rule: RRULE text for one that begins every year, else empty.
    """

    onset: datetime
    before: timedelta
    after: timedelta
    name: str
    daylight: bool
    rule: str = ""

    def lines(self) -> Iterator[str]:
        """Yield the unfolded content lines."""
        kind = "DAYLIGHT" if self.daylight else "STANDARD"
        yield f"BEGIN:{kind}"
        yield f"DTSTART:{local_stamp(self.onset)}"
        if self.rule:
            yield f"RRULE:{self.rule}"
        yield f"TZNAME:{escaped(self.name)}"
        yield f"TZOFFSETFROM:{offset_stamp(self.before)}"
        yield f"TZOFFSETTO:{offset_stamp(self.after)}"
        yield f"END:{kind}"


def observances(key: str, first: datetime, last: datetime | None) -> tuple[Observance, ...]:
    """Return what a VTIMEZONE that is right from *first* to *last* (UTC) is made of, by onset."""
    tz = zone(key)
    rules = [rule for rule in _yearly(key) if last is None or rule.opening.utc <= last]
    singles = [
        change
        for year in range(first.year, (last.year if last else _LISTED) + 1)
        for change in _irregular(tz, year, rules)
        if change.utc > first and (last is None or change.utc <= last)
    ]
    in_force = _in_force(tz, first)
    if in_force and not any(rule.covers(in_force) for rule in rules):
        singles.append(in_force)
    found = [_observance(tz, change) for change in singles]
    found += [_observance(tz, rule.opening, rule.text) for rule in rules]
    if in_force is None:
        found.append(_since_long_ago(tz, first))
    return tuple(sorted(found))


def _observance(tz: ZoneInfo, change: Transition, rule: str = "") -> Observance:
    earlier, later = (change.utc - _SECOND).astimezone(tz), change.utc.astimezone(tz)
    dst_before, dst = earlier.dst() or timedelta(0), later.dst() or timedelta(0)
    # Ireland and Morocco call the summer standard time, and the winter negative daylight saving time.
    daylight = dst > timedelta(0) or (not dst and dst_before < timedelta(0))
    return Observance(
        change.wall_before, change.before, change.after, later.tzname() or tz.key, daylight, rule
    )


def _since_long_ago(tz: ZoneInfo, first: datetime) -> Observance:
    """Return the offset at *first* as one that has always held."""
    moment = first.astimezone(tz)
    offset = moment.utcoffset() or timedelta(0)
    onset = datetime(min(_EPOCH if first.year > _EPOCH else _EARLIEST, first.year - 1), 1, 1)
    return Observance(onset, offset, offset, moment.tzname() or tz.key, daylight=False)


def _in_force(tz: ZoneInfo, first: datetime) -> Transition | None:
    """Return the last change at or before *first*, or None where it is too long ago to matter."""
    for year in range(first.year, (_EPOCH if first.year > _EPOCH else _EARLIEST) - 1, -1):
        if _jumps(tz, year):
            for change in reversed(transitions(tz.key, year)):
                if change.utc <= first:
                    return change
    return None


# --- the yearly rules that a zone has settled on -------------------------------------------------------


class _Yearly(NamedTuple):
    """A change that comes every year in which this weekday falls on one of these days of a month.

    That is every year where there are seven days. A week that begins in one month and ends in the next is
    two rules, each with a part of the days.
    """

    month: int
    days: tuple[int, ...]
    weekday: int
    time: timedelta
    before: timedelta
    after: timedelta
    first_year: int  # since when it always held

    def in_year(self, year: int) -> Transition | None:
        """Return the change of that year."""
        first = date(year, self.month, self.days[0])
        day = first + timedelta(days=(self.weekday - first.weekday()) % 7)
        if day.month != self.month or day.day not in self.days:
            return None
        wall = datetime(day.year, day.month, day.day) + self.time
        return Transition((wall - self.before).replace(tzinfo=UTC), self.before, self.after)

    @property
    def opening(self) -> Transition:
        """The first change."""
        years = range(self.first_year, self.first_year + 12)  # a weekday comes back to a date within 12 years
        return next(change for year in years if (change := self.in_year(year)))

    def covers(self, change: Transition) -> bool:
        """Whether *change* is one of those the rule gives."""
        year = change.wall_before.year
        return year >= self.first_year and self.in_year(year) == change

    @property
    def text(self) -> str:
        """The RRULE."""
        day, first = Weekday(self.weekday).code, self.days[0]
        head = f"FREQ=YEARLY;BYMONTH={self.month}"
        if len(self.days) == 7 and self.month != 2 and self.days[6] == monthrange(2101, self.month)[1]:
            return f"{head};BYDAY=-1{day}"
        if len(self.days) == 7 and first % 7 == 1:
            return f"{head};BYDAY={first // 7 + 1}{day}"
        return f"{head};BYDAY={day};BYMONTHDAY={','.join(map(str, self.days))}"


@lru_cache(maxsize=64)
def _yearly(key: str) -> tuple[_Yearly, ...]:
    """Return the rules that a zone follows for ever."""
    tz = zone(key)
    years = [transitions(key, year) for year in _SHAPES] if _jumps(tz, _SHAPES[0]) else []
    rules = []
    for changes in zip(*years, strict=False):
        change, walls = changes[0], [change.wall_before for change in changes]
        time = timedelta(hours=walls[0].hour, minutes=walls[0].minute, seconds=walls[0].second)
        for month in sorted({wall.month for wall in walls}):
            days = tuple(sorted({wall.day for wall in walls if wall.month == month}))
            rule = _Yearly(month, days, walls[0].weekday(), time, change.before, change.after, _LISTED)
            rules.append(_begun(tz, rule))
    return tuple(rules)


def _begun(tz: ZoneInfo, rule: _Yearly) -> _Yearly:
    """Return *rule* with the first year since which it always held."""
    year = _LISTED
    while year > _EARLIEST and _happened(tz, rule.in_year(year - 1)):
        year -= 1
    return rule._replace(first_year=year)


def _happened(tz: ZoneInfo, change: Transition | None) -> bool:
    if change is None:  # the other part of the rule has this year
        return True
    earlier, later = (change.utc - _SECOND).astimezone(tz), change.utc.astimezone(tz)
    return (earlier.utcoffset(), later.utcoffset()) == (change.before, change.after)


def _irregular(tz: ZoneInfo, year: int, rules: Iterable[_Yearly]) -> list[Transition]:
    """Return the changes of a year that no rule gives."""
    given = (rule.in_year(year) for rule in rules if rule.first_year <= year)
    regular = [change for change in given if change]
    # The zone's offsets at noon tell in a hundredth of the time whether there is anything to look for.
    if _jumps(tz, year) == sorted(_jump(change) for change in regular):
        return []
    return [change for change in transitions(tz.key, year) if change not in regular]


_Jump = tuple[date, timedelta, timedelta]


def _jumps(tz: ZoneInfo, year: int) -> list[_Jump]:
    """Return on which days the offset at noon is another than on the day before."""
    noon = datetime(year, 1, 1, 12)
    offsets = list(map(tz.utcoffset, map(noon.__add__, _DAYS)))
    return [
        ((noon + day).date(), before, after)
        for day, before, after in zip(_DAYS[1:], offsets, offsets[1:], strict=False)
        if before != after and before is not None and after is not None
    ]


def _jump(change: Transition) -> _Jump:
    day = (change.wall_before + timedelta(hours=12)).date()
    return day, change.before, change.after
