"""From a rule and its first start to a plan: what the rule leaves open is filled from the first start.

The readings, each disputed somewhere, are argued in docs/explanation/recurrence.md.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from itertools import product
from math import gcd
from typing import Final

from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.errors import InvalidValueError
from innbyggertorg.recurrence.engine.clock import clock_of
from innbyggertorg.recurrence.engine.gregorian import DAY
from innbyggertorg.recurrence.engine.moments import from_moment, utc_seconds
from innbyggertorg.recurrence.engine.patterns import Parts, choose, month_pattern, year_pattern
from innbyggertorg.recurrence.engine.pickers import (
    Months,
    Nothing,
    Periods,
    Picker,
    Progression,
    Steps,
    Stride,
    WeeksOfMonths,
    Years,
)
from innbyggertorg.recurrence.engine.plan import DayPlan, GappedPlan, Plan, SecondPlan, VaryingPlan
from innbyggertorg.recurrence.parts import Frequency, NthDay, RuleParts, Skip

__all__ = ["compile_rule", "filled"]

_LONGEST_MONTH: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_UNITS: Final = {Frequency.HOURLY: 3600, Frequency.MINUTELY: 60, Frequency.SECONDLY: 1}
_FEW: Final = 200
_LONG_STRIDE: Final = 32
"""From how many days on it is quicker to step than to go through the months."""


def compile_rule(rule: RuleParts, first: date | datetime, zone: str) -> Plan:
    """Make *rule* ready for *first*; *zone* is where an UNTIL that is an instant is read."""
    begin = from_moment(first)
    whole_days = not isinstance(first, datetime)
    if whole_days and rule.frequency.within_day:
        raise InvalidValueError(
            "RecurrenceRule.frequency", "must be DAILY or longer where first is a date", rule.frequency
        )
    if _never(rule):
        plan: Plan = SecondPlan(begin, Nothing())
    elif rule.frequency.within_day:
        plan = _within_days(rule, begin)
    else:
        plan = _of_days(rule, begin, (0,) if whole_days else _times(rule, begin % DAY))
    if rule.count is not None:
        plan.stop_after(rule.count)
    if rule.until is None:
        return plan
    if not isinstance(rule.until, datetime) or rule.until.tzinfo is None or whole_days:
        plan.end = min(plan.end, _wall_past(rule.until, whole_days=whole_days))
        return plan
    past = clock_of(zone).walls_before(utc_seconds(rule.until) + 1)
    plan.end = min(plan.end, past.wall)
    return plan if past.hole is None else GappedPlan(plan, past.hole)


def filled(rule: RuleParts, first: date | datetime) -> Parts:
    """Return what decides about days when *rule* begins with *first*, with what it leaves open filled in."""
    return _parts(rule, from_moment(first) // DAY, (0,))


def _wall_past(until: date | datetime, *, whole_days: bool) -> int:
    """Return the first wall past an UNTIL in wall time; a date is that whole day."""
    if isinstance(until, datetime) and not whole_days:
        return from_moment(until) + 1
    return from_moment(date(until.year, until.month, until.day)) + DAY


def _never(rule: RuleParts) -> bool:
    """Whether the months have no such day, as in 30 February; found without expanding anything."""
    return (
        bool(rule.by_month and rule.by_month_day)
        and rule.skip is Skip.OMIT
        and min(map(abs, rule.by_month_day)) > max(_LONGEST_MONTH[month - 1] for month in rule.by_month)
    )


def _seconds(rule: RuleParts) -> tuple[int, ...]:
    """BYSECOND, where 60 is 59: Python's clock has no leap second."""
    return tuple(sorted({min(second, 59) for second in rule.by_second}))


def _times(rule: RuleParts, first: int) -> tuple[int, ...]:
    """Return the times of day in seconds; what the rule does not say is as in the first start."""
    hours = rule.by_hour or (first // 3600,)
    minutes = rule.by_minute or (first // 60 % 60,)
    seconds = _seconds(rule) or (first % 60,)
    return tuple(
        hour * 3600 + minute * 60 + second for hour, minute, second in product(hours, minutes, seconds)
    )


# --- days and longer ----------------------------------------------------------------------------------


def _of_days(rule: RuleParts, begin: int, times: tuple[int, ...]) -> Plan:
    """Make the plan of a rule from DAILY to YEARLY."""
    if rule.by_set_position and rule.frequency is Frequency.DAILY:
        times = choose(times, Parts(positions=rule.by_set_position))
        if not times:
            return SecondPlan(begin, Nothing())
    day = begin // DAY
    chooses_times = _chooses_days(rule) and len(times) > 1
    parts = _parts(rule, day, times if chooses_times else (0,))
    unit = DAY if chooses_times else 1
    picker = {
        Frequency.YEARLY: _yearly,
        Frequency.MONTHLY: _monthly,
        Frequency.WEEKLY: _weekly,
        Frequency.DAILY: _daily,
    }[rule.frequency](rule, day, parts, unit)
    if chooses_times:
        return SecondPlan(begin, picker, times)
    if isinstance(picker, Progression) and len(picker.offsets) * len(times) <= _FEW:
        offsets = tuple(day * DAY + time for day in picker.offsets for time in times)
        return SecondPlan(begin, Progression(picker.anchor * DAY, picker.cycle * DAY, offsets), times)
    return DayPlan(begin, picker, times)


def _chooses_days(rule: RuleParts) -> bool:
    """Whether BYSETPOS chooses among days; in a rule by the day or less it chooses among times alone."""
    return bool(rule.by_set_position) and not (rule.frequency.within_day or rule.frequency is Frequency.DAILY)


def _parts(rule: RuleParts, day: int, times: tuple[int, ...]) -> Parts:
    """Gather what decides about days, and fill what the rule leaves open from the first start's day."""
    first = date.fromordinal(day)
    months, month_days, weekdays = rule.by_month, rule.by_month_day, rule.by_day
    match rule.frequency:
        case Frequency.YEARLY if rule.by_week_number:
            if not (weekdays or month_days or rule.by_year_day):
                weekdays = (NthDay(_weekday(day)),)
        case Frequency.YEARLY if not rule.by_year_day and not (weekdays and not month_days):
            months = months or (first.month,)
            month_days = month_days or (first.day,)
        case Frequency.MONTHLY if not (month_days or weekdays):
            month_days = (first.day,)
        case Frequency.WEEKLY if not weekdays:
            weekdays = (NthDay(_weekday(day)),)
    return Parts(
        months=months,
        month_days=month_days,
        year_days=rule.by_year_day,
        weeks=rule.by_week_number,
        weekdays=weekdays,
        week_start=int(rule.week_start),
        skip=rule.skip,
        positions=rule.by_set_position if _chooses_days(rule) else (),
        times=times,
        limit_only=rule.frequency not in {Frequency.YEARLY, Frequency.MONTHLY},
    )


def _weekday(day: int) -> Weekday:
    return Weekday((day - 1) % 7)


def _year(day: int) -> int:
    return date.fromordinal(day).year


def _yearly(rule: RuleParts, day: int, parts: Parts, unit: int) -> Picker:
    return Years(Periods(_year(day), rule.interval, unit), year_pattern(parts))


def _monthly(rule: RuleParts, day: int, parts: Parts, unit: int) -> Picker:
    first = date.fromordinal(day)
    month = (first.year - 1) * 12 + first.month - 1
    return Months(Periods(month, rule.interval, unit), month_pattern(parts))


def _weekly(rule: RuleParts, day: int, parts: Parts, unit: int) -> Picker:
    """Weeks begin on WKST; BYSETPOS chooses from the whole of the first one, also before the first start."""
    anchor = day - (day - 1 - rule.week_start) % 7
    days = tuple(sorted((weekday.weekday - rule.week_start) % 7 for weekday in parts.weekdays))
    chosen = choose(days, parts)
    if not chosen:
        return Nothing()
    if not rule.by_month:
        return Progression(anchor * unit, 7 * rule.interval * unit, chosen)
    if rule.by_set_position or rule.interval * 7 >= _LONG_STRIDE:
        return WeeksOfMonths(anchor, rule.interval, days, parts, unit)
    return Years(Periods(_year(day), 1), year_pattern(parts), (anchor, 7 * rule.interval, 7))


def _daily(rule: RuleParts, day: int, parts: Parts, unit: int) -> Picker:
    del unit  # BYSETPOS has chosen among the times of day already
    if not _limits_days(rule):
        return Progression(day, rule.interval, (0,))
    if rule.interval >= _LONG_STRIDE:
        return Stride(Steps(day, rule.interval, 1, 1, (0,)), year_pattern(parts))
    return Years(Periods(_year(day), 1), year_pattern(parts), (day, rule.interval, 1))


def _limits_days(rule: RuleParts) -> bool:
    return bool(rule.by_month or rule.by_month_day or rule.by_year_day or rule.by_day)


# --- shorter than a day -------------------------------------------------------------------------------


def _within_days(rule: RuleParts, begin: int) -> Plan:
    """Make the plan of a rule from HOURLY to SECONDLY, in wall time.

    Unit number u of a day can only ever be hit if it leaves the same rest modulo gcd(interval, units a day)
    as the first start; if none does, the rule is empty. If the interval divides the day, all days are alike.
    """
    unit = _UNITS[rule.frequency]
    per_day, interval, anchor = DAY // unit, rule.interval, begin // unit
    inner = _within_unit(rule, begin)
    left = _left_units(rule)
    if inner and left is None and not _limits_days(rule):
        return SecondPlan(begin, Progression(anchor * unit, interval * unit, inner))
    common = gcd(interval, per_day)
    hit: Collection[int] = range(anchor % common, per_day, common)
    if left is not None:
        hit = left = left & set(hit)
    if not inner or not hit:
        return SecondPlan(begin, Nothing())
    day = begin // DAY
    pattern = year_pattern(_parts(rule, day, (0,))) if _limits_days(rule) else None
    steps = Steps(anchor, interval, unit, per_day, inner, None if left is None else tuple(sorted(left)))
    if interval > per_day:
        return SecondPlan(begin, Stride(steps, pattern))
    each_day = Progression(day, 1, (0,)) if pattern is None else Years(Periods(_year(day), 1), pattern)
    if interval > common:
        return VaryingPlan(begin, each_day, steps)
    times: Sequence[int] = [number * unit + second for number in sorted(hit) for second in inner]
    return DayPlan(begin, each_day, times)


def _within_unit(rule: RuleParts, begin: int) -> tuple[int, ...]:
    """Return the seconds after the beginning of an hour, minute or second that are picked in it."""
    minutes: tuple[int, ...] = (0,)
    seconds: tuple[int, ...] = (0,)
    if rule.frequency is Frequency.HOURLY:
        minutes = rule.by_minute or (begin // 60 % 60,)
    if rule.frequency is not Frequency.SECONDLY:
        seconds = _seconds(rule) or (begin % 60,)
    inner = tuple(minute * 60 + second for minute in minutes for second in seconds)
    return choose(inner, Parts(positions=rule.by_set_position))


def _left_units(rule: RuleParts) -> set[int] | None:
    """Return which hours, minutes or seconds of a day BYHOUR, BYMINUTE and BYSECOND leave; None for all."""
    hours, minutes, seconds = rule.by_hour, rule.by_minute, _seconds(rule)
    match rule.frequency:
        case Frequency.HOURLY:
            return set(hours) or None
        case Frequency.MINUTELY if hours or minutes:
            return {hour * 60 + minute for hour in hours or range(24) for minute in minutes or range(60)}
        case Frequency.SECONDLY if hours or minutes or seconds:
            return {
                hour * 3600 + minute * 60 + second
                for hour in hours or range(24)
                for minute in minutes or range(60)
                for second in seconds or range(60)
            }
    return None
