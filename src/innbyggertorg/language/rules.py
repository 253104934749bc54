"""A recurrence rule in words.

A rule is said as the days it picks in its periods. What a part of the rule only limits is added after a
comma: that is right for every rule, since a start must satisfy all of the parts, whether RFC 5545 section
3.3.10 says that they expand or that they limit.
"""

from datetime import UTC, date, datetime, time
from itertools import product
from typing import Final

from attrs import evolve, field, frozen

from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.language.daynames import (
    by_place,
    every_weekday,
    in_months,
    in_weeks,
    month_days,
    nth_weekdays,
    nth_working_days,
    on_weekdays,
    weekday_names,
    year_days,
)
from innbyggertorg.language.moments import clock_words, date_words, moment_words
from innbyggertorg.language.words import Words
from innbyggertorg.recurrence.engine.compile import filled
from innbyggertorg.recurrence.rule import Frequency, RecurrenceRule, Skip

__all__ = ["RuleWords", "complete", "every", "rule_parts", "rule_words"]

_MOST_TIMES: Final = 6


@frozen
class RuleWords:
    """A rule in words, in the parts between which a series says more.

    Attributes:
        main: On which days, or how often.
        times: The times of day that the rule names, written out; none where it names none, or too many.
        limits: What restricts it.
        until: The last possible start.
        count: How many times.
    """

    main: str
    times: tuple[time, ...] = ()
    limits: tuple[str, ...] = ()
    until: date | datetime | None = None
    count: str = field(default="")


def rule_words(rule: RecurrenceRule, words: Words) -> str:
    """Say a rule alone."""
    parts = rule_parts(rule, words)
    main = parts.main
    if parts.times:
        clocks = (_clock_of(rule, each, words) for each in parts.times)
        main += " " + words.at.format(times=words.all_of(clocks))
    until = "" if parts.until is None else words.until.format(date=_until_words(parts.until, words))
    return ", ".join(filter(None, (main, *parts.limits, until, parts.count)))


def _clock_of(rule: RecurrenceRule, moment: time, words: Words) -> str:
    """Say a time of day with the seconds if the rule names them."""
    if rule.by_second:
        return words.clock_seconds.format(h=moment.hour, m=moment.minute, s=moment.second)
    return clock_words(moment, words)


def _until_words(until: date | datetime, words: Words) -> str:
    if not isinstance(until, datetime):
        return date_words(until, words)
    return moment_words(until, words) + (" UTC" if until.tzinfo is UTC else "")


def rule_parts(rule: RecurrenceRule, words: Words) -> RuleWords:
    """Say a rule in its parts."""
    limits: list[str] = []
    main = {
        Frequency.YEARLY: _yearly,
        Frequency.MONTHLY: _monthly,
        Frequency.WEEKLY: _weekly,
    }.get(rule.frequency, _daily)(rule, words, limits)
    times = _times(rule)
    if not times:
        for numbers, names in (
            (rule.by_hour, words.hours),
            (rule.by_minute, words.minutes),
            (rule.by_second, words.seconds),
        ):
            if numbers:
                limits.append(names[len(numbers) > 1].format(n=words.all_of(map(str, numbers))))
    if rule.by_set_position and not _is_of_working_days(rule):
        chosen = words.the_nth.format(nth=words.all_of(map(words.nth_words, by_place(rule.by_set_position))))
        limits.append(words.but_only.format(what=chosen, period=words.period[rule.frequency]))
    if rule.skip is not Skip.OMIT:
        limits.append(words.skip[rule.skip])
    if rule.week_start is not Weekday.MONDAY:
        limits.append(words.week_start.format(day=words.weekdays[rule.week_start]))
    count = "" if rule.count is None else words.times[rule.count > 1].format(n=rule.count)
    return RuleWords(main, times, tuple(limits), rule.until, count)


def _times(rule: RecurrenceRule) -> tuple[time, ...]:
    """Write out the times of day that a rule names whole, if they are few."""
    if rule.frequency.within_day or not (rule.by_hour and rule.by_minute):
        return ()
    seconds = sorted({min(second, 59) for second in rule.by_second}) or [0]
    if len(rule.by_hour) * len(rule.by_minute) * len(seconds) > _MOST_TIMES:
        return ()
    return tuple(time(*each) for each in product(rule.by_hour, rule.by_minute, seconds))


def complete(rule: RecurrenceRule, first: date | datetime) -> RecurrenceRule:
    """Return a rule with the days that it leaves to its first start, where that can be written as a rule."""
    numbered = any(day.nth for day in rule.by_day)
    if rule.frequency is Frequency.YEARLY and numbered and not rule.by_month:
        return rule  # with a month written out, "the 53rd Monday" would be the month's and not the year's
    if rule.frequency.within_day or rule.frequency is Frequency.DAILY:
        return rule
    parts = filled(rule, first)
    return evolve(rule, by_month=parts.months, by_month_day=parts.month_days, by_day=parts.weekdays)


def every(frequency: Frequency, interval: int, words: Words) -> str:
    """Say every n-th period."""
    return words.every[frequency][min(interval, 3) - 1].format(nth=words.ordinal(interval))


# --- one function for each length of period; what they cannot say in place they add to the limits ---------


def _daily(rule: RecurrenceRule, words: Words, limits: list[str]) -> str:
    """Say every day, hour, minute or second."""
    main = every(rule.frequency, rule.interval, words)
    if rule.by_month:
        main += " " + in_months(rule.by_month, words)
    _limit_to_year_days(rule, words, limits)
    if rule.by_month_day:
        days = f"{month_days(rule.by_month_day, words)} {words.period[Frequency.MONTHLY]}"
        limits.append(words.only.format(what=days))
    _limit_to_weekdays(rule, words, limits)
    return main


def _weekly(rule: RecurrenceRule, words: Words, limits: list[str]) -> str:
    weekdays = tuple(day.weekday for day in rule.by_day)
    week = every(Frequency.WEEKLY, rule.interval, words)
    if not weekdays:
        main = week
    elif len(weekdays) == 1:
        pattern = words.every_weekday[min(rule.interval, 3) - 1]
        main = pattern.format(day=weekday_names(weekdays, words), nth=words.ordinal(rule.interval))
    else:
        every_week = rule.interval == 1
        main = every_weekday(weekdays, words) if every_week else f"{weekday_names(weekdays, words)} {week}"
    return f"{main} {in_months(rule.by_month, words)}" if rule.by_month else main


def _monthly(rule: RecurrenceRule, words: Words, limits: list[str]) -> str:
    main = every(Frequency.MONTHLY, rule.interval, words)
    if rule.by_month_day:
        main = words.of_period.format(what=month_days(rule.by_month_day, words), period=main)
        _limit_to_weekdays(rule, words, limits)
    elif _is_of_working_days(rule):
        main = words.of_period.format(what=nth_working_days(rule.by_set_position, words), period=main)
    elif rule.by_day:
        main = words.of_period.format(what=nth_weekdays(rule.by_day, words), period=main)
    if rule.by_month:
        limits.append(words.only.format(what=in_months(rule.by_month, words)))
    return main


def _is_of_working_days(rule: RecurrenceRule) -> bool:
    """Whether a rule is about the first, or the last, Monday to Friday of a month."""
    days = tuple((day.weekday, day.nth) for day in rule.by_day)
    return (
        rule.frequency is Frequency.MONTHLY
        and bool(rule.by_set_position)
        and days == tuple((weekday, 0) for weekday in tuple(Weekday)[:5])
        and not rule.by_month_day
        and max(len(rule.by_hour), len(rule.by_minute), len(rule.by_second)) < 2
    )


def _yearly(rule: RecurrenceRule, words: Words, limits: list[str]) -> str:
    year = every(Frequency.YEARLY, rule.interval, words)
    scope = ""
    if rule.by_month:
        scope = in_months(rule.by_month, words)
        if rule.by_week_number:
            limits.append(words.only.format(what=in_weeks(rule.by_week_number, words)))
    elif rule.by_week_number:
        scope = in_weeks(rule.by_week_number, words)
    if rule.by_month_day:
        _limit_to_year_days(rule, words, limits)
        _limit_to_weekdays(rule, words, limits)
        return _yearly_onmonth_days(rule, words, scope, year)
    if rule.by_year_day:
        what = year_days(rule.by_year_day, words)
        _limit_to_weekdays(rule, words, limits)
        if scope:
            limits.append(words.only.format(what=scope))
        return words.of_period.format(what=what, period=year)
    what = ""
    if rule.by_day and rule.by_week_number:
        what = weekday_names(tuple(day.weekday for day in rule.by_day), words)
    elif rule.by_day:
        what = nth_weekdays(rule.by_day, words)
    if what and not scope:
        return words.of_period.format(what=what, period=year)
    return " ".join(filter(None, (what, scope, year)))


def _yearly_onmonth_days(rule: RecurrenceRule, words: Words, scope: str, year: str) -> str:
    if len(rule.by_month) == 1 and min(rule.by_month_day) > 0:
        days = words.all_of(words.day_number.format(n=day) for day in rule.by_month_day)
        date_of_year = words.day_in_month.format(day=days, month=words.months[rule.by_month[0] - 1])
        return f"{words.on_dates.format(dates=date_of_year)} {year}"
    what = month_days(rule.by_month_day, words)
    if not rule.by_month:
        what += " " + words.period[Frequency.MONTHLY]
    return " ".join(filter(None, (what, scope, year)))


def _limit_to_weekdays(rule: RecurrenceRule, words: Words, limits: list[str]) -> None:
    if not rule.by_day:
        return
    if any(day.nth for day in rule.by_day):
        of_year = rule.frequency is Frequency.YEARLY and not rule.by_month
        period = words.period[Frequency.YEARLY if of_year else Frequency.MONTHLY]
        what = f"{nth_weekdays(rule.by_day, words)} {period}"
    else:
        what = on_weekdays(tuple(day.weekday for day in rule.by_day), words)
    limits.append(words.only.format(what=what))


def _limit_to_year_days(rule: RecurrenceRule, words: Words, limits: list[str]) -> None:
    if rule.by_year_day:
        days = f"{year_days(rule.by_year_day, words)} {words.period[Frequency.YEARLY]}"
        limits.append(words.only.format(what=days))
