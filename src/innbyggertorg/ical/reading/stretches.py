"""From stretches of time to an opening schedule: what comes back as a week or a pattern, the rest by date."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple

from attrs import evolve

from innbyggertorg.chrono.dates import Validity
from innbyggertorg.chrono.zones import zone
from innbyggertorg.days.dated import Dates
from innbyggertorg.days.rule import DayRule
from innbyggertorg.errors import InnbyggertorgError, LimitExceededError
from innbyggertorg.ical.reading.ledger import UnreadableError
from innbyggertorg.ical.reading.moments import Placed, wall_in
from innbyggertorg.limits import Limits
from innbyggertorg.opening import (
    AccessLevel,
    Add,
    BaseWeek,
    DatedException,
    Hours,
    OpeningSchedule,
    Pattern,
    Restriction,
    WeekHours,
)
from innbyggertorg.opening.hours import merged
from innbyggertorg.recurrence import Frequency, RecurrenceRule, Series
from innbyggertorg.recurrence.ruledays import RuleDays

__all__ = ["Offer", "Stretches"]

_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
_MINUTES: Final = 24 * 60
_LONG_AGO: Final = datetime(1900, 1, 1)


class Offer(NamedTuple):
    """What is offered.

    Attributes:
        level: How open it is.
        reason: Why; empty where that is not said.
        at: Number of the content line that says so.
    """

    level: AccessLevel
    reason: str
    at: int


class _Repeated(NamedTuple):
    """Hours that come back: the rule, its first day, days on which they do not, the hours, and why."""

    rule: RecurrenceRule
    first: date
    excluded: tuple[date, ...]
    hours: Hours
    reason: str


class Stretches:
    """What is open when, by the clock of one zone.

    Args:
        key: IANA key of the zone.
        limits: `occurrences` is how many stretches of single days there may be, `hours_rules` how many that
            come back.
    """

    def __init__(self, key: str, limits: Limits) -> None:
        self._key = key
        self._limits = limits
        self._count = 0
        self._days: dict[date, dict[str, list[Hours]]] = {}
        self._repeated: list[_Repeated] = []

    def add(self, start: Placed, end: Placed, offer: Offer) -> None:
        """Add what is open once.

        Raises:
            UnreadableError: If the hours of a day cannot say it.
        """
        self._add(self._wall(start, offer.at), self._wall(end, offer.at), offer)

    def add_series(self, series: Series, offer: Offer) -> None:
        """Add what is open again and again.

        Raises:
            UnreadableError: If the hours of a day cannot say it.
        """
        once = series.extra if series.rules else (series.first, *series.extra)
        for moment in once:
            if moment not in series.excluded:
                start = self._wall(Placed(moment, series.zone), offer.at)
                self._add(start, start + series.length, offer)
        for rule in series.rules:
            self._check("hours_rules", self._limits.hours_rules, len(self._repeated) + 1, offer)
            self._repeated.append(self._repeating(series, rule, offer))

    def _wall(self, placed: Placed, at: int) -> datetime:
        """Return what the clock shows; it has no seconds."""
        if not isinstance(placed.moment, datetime):
            return datetime.combine(placed.moment, time())
        shown = wall_in(self._key, placed)
        if shown is None:
            raise UnreadableError(
                at, "AVAILABLE", "must not hang on the second of two times that the clocks show"
            )
        if shown.second:
            raise UnreadableError(at, "AVAILABLE", "must start and end on whole minutes")
        return shown

    def _add(self, start: datetime, end: datetime, offer: Offer) -> None:
        if end <= start:
            raise UnreadableError(offer.at, "AVAILABLE", "must end after it starts")
        count = self._count + (1 if end - start <= _DAY else (end - start) // _DAY + 2)
        self._check("occurrences", self._limits.occurrences, count, offer)
        self._count = count
        while start < end:
            midnight = datetime.combine(start.date(), time())
            stop = end if end - start <= _DAY else midnight + _DAY
            hours = Hours((start - midnight) // _MINUTE, (stop - midnight) // _MINUTE, offer.level)
            self._days.setdefault(start.date(), {}).setdefault(offer.reason, []).append(hours)
            start = stop

    def _check(self, limit: str, allowed: int, count: int, offer: Offer) -> None:
        if count > allowed:
            cause = LimitExceededError(limit, allowed, count)
            rule = f"must keep within Limits.{limit}, {allowed:,}"
            raise UnreadableError(offer.at, "VAVAILABILITY", rule, cause=cause)

    def _repeating(self, series: Series, rule: RecurrenceRule, offer: Offer) -> _Repeated:
        first = series.first
        if series.zone != self._key and isinstance(first, datetime):
            raise UnreadableError(
                offer.at, "AVAILABLE", "must repeat in the zone of the others", got=series.zone
            )
        if rule.frequency.within_day or rule.by_hour or rule.by_minute or rule.by_second:
            raise UnreadableError(offer.at, "RRULE", "must pick days", got=str(rule)[:80])
        if not isinstance(first, datetime):
            first = datetime.combine(first, time())
        begin = (first - datetime.combine(first.date(), time())) // _MINUTE
        end = begin + series.length // _MINUTE
        if first.second or series.length % _MINUTE or end > begin + 2 * _MINUTES:
            raise UnreadableError(
                offer.at, "AVAILABLE", "must be whole minutes, and at most 48 hours, to repeat"
            )
        excluded = tuple([each.date() if isinstance(each, datetime) else each for each in series.excluded])
        until = _last_day(rule, first, self._key)
        daily = evolve(rule, until=until) if until else rule
        return _Repeated(daily, first.date(), excluded, Hours(begin, end, offer.level), offer.reason)

    def schedule(self, at: int, start: Placed | None, end: Placed | None) -> OpeningSchedule:
        """Return all of it as a schedule that is closed before *start* and after *end*.

        Raises:
            UnreadableError: If it is none.
        """
        begin, stop = (None if each is None else self._wall(each, at) for each in (start, end))
        try:
            week = _one_week(self._repeated)
            return OpeningSchedule(
                zone=self._key,
                bases=() if week is None else (week,),
                patterns=() if week is not None else tuple(map(_pattern, self._repeated)),
                exceptions=tuple(self._exceptions()),
                restrictions=tuple(_closed_outside(begin, stop)) if self._repeated else (),
            )
        except InnbyggertorgError as error:
            raise UnreadableError(at, "VAVAILABILITY", "must be opening hours", hint=str(error)) from None

    def _exceptions(self) -> list[DatedException]:
        """Return what is open on single days, days that are alike together."""
        alike: dict[tuple[tuple[Hours, ...], str], list[date]] = defaultdict(list)
        for day in sorted(self._days):
            for reason, hours in self._days[day].items():
                alike[_each_once(hours), reason].append(day)
        return [
            DatedException(Dates(tuple(days)), Add(hours), reason=reason)
            for (hours, reason), days in alike.items()
        ]


def _each_once(hours: list[Hours]) -> tuple[Hours, ...]:
    """Return hours of which none overlap at one level."""
    by_level: dict[AccessLevel, list[tuple[int, int]]] = defaultdict(list)
    for each in hours:
        by_level[each.level].append((each.start, each.end))
    return tuple([Hours(*span, level) for level in sorted(by_level) for span in merged(by_level[level])])


def _last_day(rule: RecurrenceRule, first: datetime, key: str) -> date | None:
    """Return the last day on which a rule may start something at the time of *first*."""
    until = rule.until
    if not isinstance(until, datetime):
        return until
    shown = until.astimezone(zone(key)).replace(tzinfo=None) if until.tzinfo else until
    return shown.date() if shown.time() >= first.time() else shown.date() - _DAY


def _days(found: _Repeated) -> DayRule:
    days: DayRule = RuleDays(found.rule, found.first)
    return days - Dates(found.excluded) if found.excluded else days


def _pattern(found: _Repeated) -> Pattern:
    return Pattern(_days(found), Add((found.hours,)), reason=found.reason)


def _one_week(found: list[_Repeated]) -> BaseWeek | None:
    """Return the week that comes back for good, if that is all there is to it."""
    if not found:
        return None
    begin = min(each.first for each in found)
    week: list[list[Hours]] = [[] for _ in range(7)]
    for each in found:
        rule = each.rule
        plain = RecurrenceRule(Frequency.WEEKLY, week_start=rule.week_start)
        if evolve(rule, by_day=()) != plain or each.excluded or each.reason:
            return None
        for weekday in [int(day.weekday) for day in rule.by_day] or [each.first.weekday()]:
            if begin + timedelta(days=(weekday - begin.weekday()) % 7) < each.first:
                return None
            week[weekday].append(each.hours)
    return BaseWeek(WeekHours(tuple([_each_once(hours) for hours in week])), Validity(begin))


def _closed_outside(start: datetime | None, end: datetime | None) -> list[Restriction]:
    """Return what closes before and after the time that a file speaks of."""
    found = [] if start is None or start <= _LONG_AGO else [Restriction(_LONG_AGO, start)]
    return found if end is None else [*found, Restriction(end)]
