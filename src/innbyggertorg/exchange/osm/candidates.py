"""The rules of a schedule that a text may say as rules, from weak to strong."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from innbyggertorg.chrono.dates import DateRange
from innbyggertorg.days.dated import Annual, Between
from innbyggertorg.days.holidays import Eve, Eves, Holiday, Holidays
from innbyggertorg.days.rule import DayRule
from innbyggertorg.exchange.daily import MARGIN
from innbyggertorg.opening.layers import BaseWeek, HolidayPolicy, Season
from innbyggertorg.opening.operations import CLOSE, Operation
from innbyggertorg.opening.schedule import OpeningSchedule

__all__ = ["Candidate", "candidates", "usual_base"]


class Candidate(NamedTuple):
    """A rule: where it stands, on which days it acts, what it does, and its reason.

    `operation` is None for a week, whose hours go by the day of the week.
    """

    where: str
    days: DayRule
    operation: Operation | None
    reason: str = ""


def usual_base(schedule: OpeningSchedule, horizon: DateRange) -> BaseWeek | None:
    """Return the base week that holds on most days of a horizon, or None where none does."""
    held = [(len(days), n) for n, base in enumerate(schedule.bases) if (days := _held(base, horizon))]
    return schedule.bases[max(held)[1]] if held else None


def _held(base: BaseWeek, horizon: DateRange) -> DateRange | None:
    """Return the days of a horizon on which a base week holds, and those just before that reach into it."""
    first = max(base.valid.first or date.min, _back(horizon.start, MARGIN))
    last = min(base.valid.last or date.max, _back(horizon.end, 1))
    return DateRange.closed(first, last) if first <= last else None


def _back(day: date, days: int) -> date:
    """Return the day so many days before, or the first there is."""
    return date.fromordinal(max(1, day.toordinal() - days))


def candidates(schedule: OpeningSchedule, horizon: DateRange) -> Iterator[Candidate]:
    """List the rules above the usual week, from weak to strong; restrictions go by the clock, not by days."""
    usual = usual_base(schedule, horizon)
    for n, base in enumerate(schedule.bases):
        held = _held(base, horizon)
        if base is not usual and held is not None:
            yield Candidate(f"bases[{n}]", Between.within(held), None)
    if usual is not None:
        for gap in _without_base(schedule, horizon):
            yield Candidate("bases", Between.within(gap), CLOSE)
    for n, season in sorted(enumerate(schedule.seasons), key=lambda pair: _rank(pair[1])):
        yield Candidate(f"seasons[{n}]", season.period, None, season.reason)
    for n, pattern in enumerate(schedule.patterns):
        yield Candidate(f"patterns[{n}]", pattern.days, pattern.operation, pattern.reason)
    for n, policy in enumerate(schedule.holidays):
        days = _policy_days(schedule, policy)
        if days is not None:
            yield Candidate(f"holidays[{n}]", days, policy.operation, policy.reason)
    for n, exception in enumerate(schedule.exceptions):
        yield Candidate(f"exceptions[{n}]", exception.days, exception.operation, exception.reason)


def _without_base(schedule: OpeningSchedule, horizon: DateRange) -> Iterator[DateRange]:
    """List the runs of days of a horizon on which no base week holds."""
    first = horizon.start
    for days in sorted(
        (days for base in schedule.bases if (days := _held(base, horizon))), key=lambda each: each.start
    ):
        if first < days.start:
            yield DateRange(first, days.start)
        first = max(first, days.end)
    if first < horizon.end:
        yield DateRange(first, horizon.end)


def _rank(season: Season) -> tuple[int, int]:
    """Order seasons by priority, and then the longer before the shorter, which holds where both do."""
    period = season.period
    if isinstance(period, Annual):
        first, last = period.first, period.last
        return season.priority, -((31 * (last.month - first.month) + last.day - first.day) % 372)
    if period.first is None or period.last is None:
        return season.priority, -3_000_000
    return season.priority, -(period.last - period.first).days


def _policy_days(schedule: OpeningSchedule, policy: HolidayPolicy) -> DayRule | None:
    names: list[Holiday | Eve] = list(policy.names)
    if not names:
        others = {name for other in schedule.holidays for name in other.names}
        if not others & set(Holiday):
            return Holidays()
        names = [name for name in Holiday if name not in others]
    holidays = tuple(name for name in names if isinstance(name, Holiday))
    eves = tuple(name for name in names if isinstance(name, Eve))
    if holidays and eves:
        return Holidays(holidays) | Eves(eves)
    if eves:
        return Eves(eves)
    return Holidays(holidays) if holidays else None
