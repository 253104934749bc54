"""Rules about days in words: when, as it stands in a sentence."""

from datetime import date
from functools import singledispatch
from typing import Final

from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.days.dated import Annual, Between, Dates, MonthDay
from innbyggertorg.days.easter import EasterOffset
from innbyggertorg.days.holidays import Eve, Eves, Holiday, Holidays
from innbyggertorg.days.monthly import EveryNMonths, NthWeekday
from innbyggertorg.days.rule import PAST_LAST, AllOf, AnyOf, DayRule, Except
from innbyggertorg.days.school import SchoolBreaks, SchoolDays
from innbyggertorg.days.weekly import (
    EVERY_DAY,
    EvenWeeks,
    EveryNDays,
    EveryNWeeks,
    IsoWeeks,
    OddWeeks,
    Weekdays,
)
from innbyggertorg.errors import WrongTypeError
from innbyggertorg.language.daynames import in_weeks, nth_weekdays, on_weekdays
from innbyggertorg.language.moments import date_words, dates_words
from innbyggertorg.language.rules import complete, every, rule_words
from innbyggertorg.language.words import Words
from innbyggertorg.recurrence.rule import Frequency, NthDay, RecurrenceRule
from innbyggertorg.recurrence.ruledays import RuleDays

__all__ = ["days_words", "without"]

_COUNTED: Final = (EveryNDays, EveryNWeeks, EveryNMonths, NthWeekday, Annual, RuleDays)
"""Rules that say "every": "not every Tuesday" would mean something else than "except every Tuesday"."""

_STRETCHES: Final = (EvenWeeks, OddWeeks, IsoWeeks, Between, Annual, SchoolBreaks)
"""Rules that may simply follow another: "on Tuesdays" "in even weeks"."""


def days_words(rule: DayRule, words: Words, told: date | None = None) -> str:
    """Say when: on which days.

    Args:
        rule: Which days.
        words: The language.
        told: On which day it is said: what had begun by then is said without its beginning.
    """
    return _said(rule, words, told)


def without(rule: DayRule, words: Words, told: date | None = None) -> str:
    """Say that something is not on the days of a rule."""
    if isinstance(rule, Annual):
        return words.apart_from.format(what=_stretch(rule, words))
    if isinstance(rule, Except) and rule.rule == EVERY_DAY:
        return words.only.format(what=_within_other(rule.excluded, words, told))
    pattern = words.apart_from if _counts(rule) else words.exclude
    return pattern.format(
        what=_within_other(rule, words, told) if _is_list(rule) else _said(rule, words, told)
    )


def _counts(rule: DayRule) -> bool:
    match rule:
        case AnyOf() | AllOf():
            return any(map(_counts, rule.rules))
        case Except():
            return _counts(rule.rule)
        case Weekdays():
            return len(rule.weekdays) == 7
        case Between():
            return rule.first is None and rule.last is None
    return isinstance(rule, _COUNTED)


# --- combined -----------------------------------------------------------------------------------------


def _is_list(rule: DayRule) -> bool:
    """Whether a rule in words has a comma of its own."""
    match rule:
        case AnyOf():
            return len(rule.rules) > 1 and any(map(_is_list, rule.rules))
        case AllOf():
            return len(rule.rules) > 1 and sum(not isinstance(each, _STRETCHES) for each in rule.rules) > 1
    return isinstance(rule, Except | RuleDays)


def _within_other(rule: DayRule, words: Words, told: date | None) -> str:
    """Say a rule as part of another, in parentheses if it is combined itself."""
    said = _said(rule, words, told)
    combined = isinstance(rule, Except | RuleDays) or (
        isinstance(rule, AnyOf | AllOf) and len(rule.rules) > 1
    )
    return f"({said})" if combined else said


@singledispatch
def _said(rule: DayRule, words: Words, told: date | None) -> str:
    raise WrongTypeError("describe value", "must be made of the day rules of the package", rule)


@_said.register
def _any_of(rule: AnyOf, words: Words, told: date | None) -> str:
    return words.any_of(
        _within_other(each, words, told) if len(rule.rules) > 1 else _said(each, words, told)
        for each in rule.rules
    )


@_said.register
def _all_of(rule: AllOf, words: Words, told: date | None) -> str:
    if len(rule.rules) == 1:
        return _said(rule.rules[0], words, told)
    rules = [each for each in rule.rules if not _has_begun(each, told)] or [rule.rules[0]]
    first, *others = sorted(rules, key=lambda each: isinstance(each, _STRETCHES))
    said = _within_other(first, words, told)
    for each in others:
        text = _within_other(each, words, told)
        said += f" {text}" if isinstance(each, _STRETCHES) else f", {words.only.format(what=text)}"
    return said


@_said.register
def _except(rule: Except, words: Words, told: date | None) -> str:
    said = (
        _within_other(rule.rule, words, told)
        if isinstance(rule.rule, AnyOf | Except)
        else _said(rule.rule, words, told)
    )
    return f"{said}, {without(rule.excluded, words, told)}"


# --- counted ------------------------------------------------------------------------------------------


def _has_begun(rule: DayRule, told: date | None) -> bool:
    """Whether a rule says no more than that something has begun."""
    if told is None or not isinstance(rule, Between):
        return False
    return rule.last is None and (rule.first is None or rule.first <= told)


def _since(said: str, rule: DayRule, anchor: date | None, words: Words, told: date | None) -> str:
    """Add the first day that a rule picks: there it begins to count."""
    if anchor is None:
        return said
    run = rule.next_run(anchor.toordinal(), PAST_LAST)
    first = anchor if run is None else date.fromordinal(run[0])
    if told is not None and first <= told:
        return said
    return f"{said} {words.since.format(date=date_words(first, words))}"


@_said.register
def _every_n_days(rule: EveryNDays, words: Words, told: date | None) -> str:
    return _since(every(Frequency.DAILY, rule.n, words), rule, rule.anchor, words, told)


@_said.register
def _every_n_weeks(rule: EveryNWeeks, words: Words, told: date | None) -> str:
    weekdays = rule.weekdays or ((Weekday.of(rule.anchor),) if rule.anchor else ())
    weekly = RecurrenceRule(Frequency.WEEKLY, interval=rule.n, by_day=weekdays)
    return _since(rule_words(weekly, words), rule, rule.anchor, words, told)


@_said.register
def _every_n_months(rule: EveryNMonths, words: Words, told: date | None) -> str:
    if rule.on is not None:
        monthly = RecurrenceRule(
            Frequency.MONTHLY, interval=rule.n, by_day=(NthDay(rule.on.weekday, rule.on.nth),)
        )
    else:
        day = rule.anchor.day if rule.anchor else 1
        monthly = RecurrenceRule(Frequency.MONTHLY, interval=rule.n, by_month_day=(day,))
    return _since(rule_words(monthly, words), rule, rule.anchor, words, told)


@_said.register
def _nth_weekday(rule: NthWeekday, words: Words, told: date | None) -> str:
    what = nth_weekdays((NthDay(rule.weekday, rule.nth),), words)
    return words.of_period.format(what=what, period=every(Frequency.MONTHLY, 1, words))


@_said.register
def _rule_days(rule: RuleDays, words: Words, told: date | None) -> str:
    return _since(rule_words(complete(rule.rule, rule.first), words), rule, rule.first, words, told)


# --- weeks and dates ----------------------------------------------------------------------------------


@_said.register
def _weekdays(rule: Weekdays, words: Words, told: date | None) -> str:
    return words.every_day if len(rule.weekdays) == 7 else on_weekdays(rule.weekdays, words)


@_said.register
def _even_weeks(_: EvenWeeks, words: Words, told: date | None) -> str:
    return words.even_weeks


@_said.register
def _odd_weeks(_: OddWeeks, words: Words, told: date | None) -> str:
    return words.odd_weeks


@_said.register
def _iso_weeks(rule: IsoWeeks, words: Words, told: date | None) -> str:
    return in_weeks(rule.weeks, words)


@_said.register
def _dates(rule: Dates, words: Words, told: date | None) -> str:
    return words.on_dates.format(dates=dates_words(rule.dates, words))


@_said.register
def _between(rule: Between, words: Words, told: date | None) -> str:
    if rule.first is not None and rule.first == rule.last:
        return words.on_dates.format(dates=date_words(rule.first, words))
    begun = told is not None and rule.last is not None and rule.first is not None and rule.first <= told
    since = words.since.format(date=date_words(rule.first, words)) if rule.first and not begun else ""
    until = words.until.format(date=date_words(rule.last, words)) if rule.last else ""
    return " ".join(filter(None, (since, until))) or words.every_day


@_said.register
def _annual(rule: Annual, words: Words, told: date | None) -> str:
    return words.each_year.format(when=_stretch(rule, words))


def _stretch(rule: Annual, words: Words) -> str:
    """Say a stretch of the year without saying that it comes every year."""
    first, last = rule.first, rule.last
    if first == last:
        return words.on_dates.format(dates=_month_day(first, words))
    if first.day == 1 and last == Annual.months(last.month, last.month).last:
        return _months(first.month, last.month, words)
    return words.from_to.format(first=_month_day(first, words), last=_month_day(last, words))


def _month_day(day: MonthDay, words: Words) -> str:
    number = words.day_number.format(n=day.day)
    return words.day_in_month.format(day=number, month=words.months[day.month - 1])


def _months(first: int, last: int, words: Words) -> str:
    names = words.months
    if first == last:
        return words.in_months.format(months=names[first - 1])
    return words.from_to.format(first=names[first - 1], last=names[last - 1])


# --- named --------------------------------------------------------------------------------------------


@_said.register
def _holidays(rule: Holidays, words: Words, told: date | None) -> str:
    if not rule.names:
        return words.public_holidays
    return words.named_days.format(names=words.all_of(words.holidays[name] for name in rule.names))


@_said.register
def _eves(rule: Eves, words: Words, told: date | None) -> str:
    return words.named_days.format(names=words.all_of(words.eves[name] for name in rule.names or Eve))


@_said.register
def _easter_offset(rule: EasterOffset, words: Words, told: date | None) -> str:
    found = []
    for sign, names in zip((-1, 1), words.easter, strict=True):
        numbers = [abs(offset) for offset in rule.offsets if offset * sign > 0]
        if numbers:
            found.append(names[numbers != [1]].format(n=words.all_of(map(str, numbers))))
    if 0 in rule.offsets:
        easter = words.named_days.format(names=words.holidays[Holiday.EASTER_SUNDAY])
        found.insert(bool(min(rule.offsets)), easter)
    return words.all_of(found)


@_said.register
def _school_breaks(rule: SchoolBreaks, words: Words, told: date | None) -> str:
    if not rule.names:
        return words.school_holidays
    return words.all_of(words.breaks[name] for name in rule.names)


@_said.register
def _school_days(_: SchoolDays, words: Words, told: date | None) -> str:
    return words.school_days
