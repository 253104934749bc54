"""Making explanations out of what was found, and making sure that each gives exactly the list."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any, Final, NamedTuple

from attrs import evolve

from innbyggertorg.chrono.wall import resolve
from innbyggertorg.chrono.zones import zone
from innbyggertorg.inference.explanation import COSTS, Deviation, DeviationKind, Explanation
from innbyggertorg.inference.matching import Match, Stretch
from innbyggertorg.inference.patterns import Pattern
from innbyggertorg.inference.reasons import Reason
from innbyggertorg.recurrence.engine.gregorian import DAY
from innbyggertorg.recurrence.engine.moments import from_moment, to_datetime
from innbyggertorg.recurrence.occurrence import Override
from innbyggertorg.recurrence.series import Series

__all__ = ["Listed", "Told", "exact", "explained", "itself"]

_ONE_SAID: Final = COSTS[DeviationKind.EXTRA]
_BEGIN: Final = datetime(1, 1, 2, tzinfo=UTC)
_END: Final = datetime(9999, 12, 30, tzinfo=UTC)


class Listed(NamedTuple):
    """The list that is to be explained, and what every series for it has in common.

    Attributes:
        walls: Its starts in order, counted as the engine counts them.
        timed: Whether they are wall times; otherwise dates.
        length: How long each lasts.
        zone: Key of the zone.
        goes_on: Whether a rule goes on after the list.
    """

    walls: list[int]
    timed: bool
    length: timedelta
    zone: str
    goes_on: bool

    def moment(self, wall: int) -> date | datetime:
        """Return a wall as a date or a naive datetime, as the list has them."""
        return to_datetime(wall) if self.timed else date.fromordinal(wall // DAY)


class Told(NamedTuple):
    """One way to tell a list, before it is made a series."""

    pattern: Pattern
    times: tuple[int, ...]
    match: Match
    stretches: tuple[Stretch, ...]
    reason: Reason | None
    left_out: frozenset[int]

    @property
    def cost(self) -> int:
        """What must be said, in points; see `explanations`."""
        for_reason = COSTS[DeviationKind.NOT_ON] + self.reason.cost if self.reason else 0
        told = self.pattern.cost + len(self.times) - 1
        return told + for_reason + sum(stretch.cost for stretch in self.stretches)

    @property
    def order(self) -> tuple[Any, ...]:
        """By cost, then as `explanations` says, and at last by whatever tells two apart."""
        rule = self.pattern.rule
        backwards = any(day.nth < 0 for day in rule.by_day) or any(day < 0 for day in rule.by_month_day)
        deviations = len(self.stretches) + (self.reason is not None)
        latest_first = tuple((-each.first, -each.last, each.to or 0, each.kind) for each in self.stretches)
        return (
            self.cost,
            deviations,
            self.pattern.step,
            backwards,
            str(rule),
            repr(self.pattern.excluding),
            repr(self.reason),
            latest_first,
            self.times,
            self.pattern.anchor,
        )


def itself(listed: Listed) -> Explanation:
    """Explain a list by the list: its first start, and each of the others as an extra one."""
    first, *others = map(listed.moment, listed.walls)
    series = Series(first, listed.length, zone=listed.zone, extra=tuple(others))
    deviations = tuple(Deviation(kind=DeviationKind.EXTRA, first=each, last=each) for each in others)
    return Explanation(series=series, cost=1 + _ONE_SAID * len(others), deviations=deviations)


def explained(listed: Listed, told: Told) -> Explanation:
    """Make the explanation that *told* tells."""
    moment, found = listed.moment, told.match
    used = found.used
    rule = evolve(told.pattern.rule, until=None if listed.goes_on else moment(used[-1]))
    if len(told.times) > 1:  # a single one is that of the first start
        hours = tuple(time // 3600 for time in told.times)
        rule = evolve(rule, by_hour=hours, by_minute=tuple(time // 60 % 60 for time in told.times))
    day_rules = [told.pattern.excluding, told.reason.days if told.reason else None]
    excluding = [rule for rule in day_rules if rule is not None]
    series = Series(
        moment(used[0]),
        listed.length,
        zone=listed.zone,
        rules=(rule,),
        extra=tuple(map(moment, found.extra)),
        excluded=tuple(moment(wall) for wall in found.missing if wall not in told.left_out),
        excluding=reduce(or_, excluding) if excluding else None,
        overrides=tuple(Override(moment(wall), start=moment(to)) for wall, to in found.moved.items()),
    )
    deviations = sorted(_deviations(listed, told), key=lambda each: (each.first, each.kind))
    return Explanation(series=series, cost=told.cost, deviations=tuple(deviations), goes_on=listed.goes_on)


def _deviations(listed: Listed, told: Told) -> Iterator[Deviation]:
    for stretch in told.stretches:
        to = None if stretch.to is None else listed.moment(stretch.to)
        first, last = listed.moment(stretch.first), listed.moment(stretch.last)
        yield Deviation(kind=stretch.kind, first=first, last=last, to=to)
    if told.reason is not None:
        first, last = listed.moment(min(told.left_out)), listed.moment(max(told.left_out))
        yield Deviation(kind=DeviationKind.NOT_ON, first=first, last=last, days=told.reason.days)


def exact(listed: Listed, explanation: Explanation) -> bool:
    """Whether the series gives the starts of the list and no others, as far as it is said to go."""
    series = explanation.series
    end = _END
    expected: list[Any]
    if listed.timed:
        tz = zone(listed.zone)
        expected = sorted(from_moment(_utc(resolve(to_datetime(wall), tz))) for wall in listed.walls)
        if explanation.goes_on:
            end = resolve(to_datetime(listed.walls[-1]), tz) + timedelta(seconds=1)
    else:
        expected = list(map(listed.moment, listed.walls))
        if explanation.goes_on:
            end = resolve(to_datetime(listed.walls[-1] + DAY), zone(listed.zone))
    found = islice(series.starts_between(_BEGIN, end), len(expected) + 1)
    if listed.timed:
        return [from_moment(_utc(start)) for start in found] == expected
    return list(found) == expected


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC).replace(tzinfo=None)
