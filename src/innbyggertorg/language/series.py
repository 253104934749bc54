"""A series in words: the rules, the times, when it is not, from when to when, and every exception."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from attrs import evolve

from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.chrono.zones import DEFAULT_ZONE, zone
from innbyggertorg.days.rule import AnyOf, DayRule
from innbyggertorg.days.weekly import EvenWeeks, OddWeeks
from innbyggertorg.language.days import without
from innbyggertorg.language.moments import (
    at_words,
    date_words,
    dates_words,
    length_words,
    moment_words,
    span_words,
)
from innbyggertorg.language.rules import RuleWords, complete, rule_parts
from innbyggertorg.language.words import Words
from innbyggertorg.recurrence.occurrence import Override
from innbyggertorg.recurrence.rule import RecurrenceRule
from innbyggertorg.recurrence.series import Series

__all__ = ["series_words"]

Moment = date | datetime


def series_words(series: Series, words: Words) -> str:
    """Say a series; its exceptions follow after semicolons."""
    usual = _usual_time(series)
    said = _repeating(series, usual, words) if series.rules else _listed(series, words)
    notes = [note for note in _notes(series, usual, words) if note]
    return "; ".join((said, *notes))


def _usual_time(series: Series) -> time | None:
    """Return the one time of day at which a series starts, which its exceptions need not repeat."""
    if not isinstance(series.first, datetime):
        return None
    for rule in series.rules:
        if rule.frequency.within_day or rule.by_hour or rule.by_minute or rule.by_second:
            return None
    return series.first.time()


# --- without rules ------------------------------------------------------------------------------------


def _listed(series: Series, words: Words) -> str:
    """Say the starts of a series without rules."""
    starts = sorted({series.first, *series.extra})
    times = {start.time() for start in starts if isinstance(start, datetime)}
    if len(times) > 1:
        listed = words.on_dates.format(dates=words.all_of(moment_words(start, words) for start in starts))
        return f"{listed}, {words.of_length.format(length=length_words(series.length, words))}"
    if len(starts) == 1:
        day = date_words(_day(series.first), words)
        weekday = words.weekdays[Weekday.of(_day(series.first))]
        listed = words.on_weekday_date.format(weekday=weekday, date=day)
    else:
        listed = words.on_dates.format(dates=dates_words(map(_day, starts), words))
    return " ".join(filter(None, (listed, _span(times, series.length, words))))


def _span(times: Iterable[time], length: timedelta, words: Words) -> str:
    """Say from when to when; of whole days, how many if there are several."""
    starts = sorted(times)
    if starts:
        return span_words(starts, length, words)
    return "" if length == timedelta(days=1) else words.of_length.format(length=length_words(length, words))


# --- with rules ---------------------------------------------------------------------------------------


def _repeating(series: Series, usual: time | None, words: Words) -> str:
    """Say the rules with the times, and then what holds for all of them."""
    rules = [complete(rule, series.first) for rule in series.rules]
    weeks, others = _excluded_weeks(series.excluding, words)
    said = []
    for rule in rules:
        parts = rule_parts(_with_times(rule, series.first), words)
        main = " ".join(filter(None, (parts.main, _times(series, rule, parts, usual, words), weeks)))
        end = _end(series, parts.until, usual, words) if len(rules) > 1 else ""
        said.append(
            ", ".join(filter(None, (main, *parts.limits, end, parts.count if len(rules) > 1 else "")))
        )
    whole = [f" {words.besides} ".join(said), *(without(other, words) for other in others)]
    whole.append(_from_to(series, rules, usual, words))
    if len(rules) == 1 and rules[0].count is not None:
        times = rule_parts(rules[0], words).count
        whole.append(words.counting.format(times=times) if series.excluding is not None else times)
    return ", ".join(filter(None, whole))


def _with_times(rule: RecurrenceRule, first: Moment) -> RecurrenceRule:
    """Fill the times that a rule names in part from the first start; without a time of day, drop them."""
    if not isinstance(first, datetime):
        days = (rule.by_day, rule.by_month_day, rule.by_year_day, rule.by_week_number, rule.by_month)
        positions = rule.by_set_position if any(days) else ()  # of one day there is nothing to choose
        return evolve(rule, by_hour=(), by_minute=(), by_second=(), by_set_position=positions)
    if rule.frequency.within_day or not (rule.by_hour or rule.by_minute or rule.by_second):
        return rule
    return evolve(
        rule,
        by_hour=rule.by_hour or (first.hour,),
        by_minute=rule.by_minute or (first.minute,),
        by_second=rule.by_second or ((first.second,) if first.second else ()),
    )


def _times(series: Series, rule: RecurrenceRule, parts: RuleWords, usual: time | None, words: Words) -> str:
    if usual is not None:
        return _span((usual,), series.length, words)
    if parts.times or not isinstance(series.first, datetime):
        return _span(parts.times, series.length, words)
    if not (rule.frequency.within_day or rule.by_hour or rule.by_minute or rule.by_second):
        return _span((series.first.time(),), series.length, words)
    return words.of_length.format(length=length_words(series.length, words))


def _excluded_weeks(excluding: DayRule | None, words: Words) -> tuple[str, list[DayRule]]:
    """Say even or odd weeks as when it is, where the others are excluded; and return what else is."""
    if excluding is None:
        return "", []
    others = list(excluding.rules) if isinstance(excluding, AnyOf) else [excluding]
    weeks = [rule for rule in others if isinstance(rule, EvenWeeks | OddWeeks)]
    if len(weeks) != 1:
        return "", [excluding]
    others.remove(weeks[0])
    said = words.even_weeks if isinstance(weeks[0], OddWeeks) else words.odd_weeks
    return said, [AnyOf(tuple(others))] if others else []


def _from_to(series: Series, rules: list[RecurrenceRule], usual: time | None, words: Words) -> str:
    """Say the first start, and if there is one rule the last possible one."""
    firsts = [next(rule.starts(series.first, zone=series.zone), None) for rule in rules]
    first = min((each for each in firsts if each is not None), default=series.first)
    shown = _day(first) if usual is not None else first
    since = words.since.format(date=moment_words(shown, words))
    until = _end(series, rules[0].until, usual, words) if len(rules) == 1 else ""
    return f"{since} {until}".strip()


def _end(series: Series, until: Moment | None, usual: time | None, words: Words) -> str:
    if until is None:
        return ""
    suffix = ""
    if isinstance(until, datetime):
        if until.tzinfo is UTC and isinstance(series.first, datetime):
            try:
                until = until.astimezone(zone(series.zone)).replace(tzinfo=None, fold=0)
            except OverflowError:  # at the ends of the calendar
                suffix = " UTC"
        if not isinstance(series.first, datetime):
            until = until.date()
        elif usual is not None and until.time() >= usual:
            until, suffix = until.date(), ""
    return words.until.format(date=moment_words(until, words) + suffix)


# --- exceptions ---------------------------------------------------------------------------------------


def _notes(series: Series, usual: time | None, words: Words) -> Iterator[str]:
    def when(moments: Iterable[Moment]) -> str:
        return words.on_dates.format(dates=_moments(sorted(moments), usual, words))

    def listed(pattern: str, moments: Iterable[Moment]) -> str:
        found = list(moments)
        return pattern.format(a=when(found)) if found else ""

    yield listed(words.left_out, series.excluded)
    if series.rules:
        yield listed(words.also, series.extra)
    yield listed(words.cancelled, (each.original for each in series.overrides if each.cancelled))
    for override in series.overrides:
        if not override.cancelled:
            yield from _changes(override, usual, when, words)
    changed = (each for each in series.overrides if each.details is not None and not _is_told(each))
    yield listed(words.changed, (each.original for each in changed))
    yield words.provisional if series.tentative else ""
    if series.zone != DEFAULT_ZONE:
        yield words.in_zone.format(zone=series.zone)


def _is_told(override: Override) -> bool:
    return override.cancelled or override.start is not None or override.length is not None


def _changes(
    override: Override, usual: time | None, when: Callable[[Iterable[Moment]], str], words: Words
) -> Iterator[str]:
    """Say where one occurrence was moved to, and how long it is if that is different."""
    original, start = override.original, override.start
    if start is not None and start != original:
        from_to: tuple[Moment, Moment] = (original, start)
        if all(isinstance(each, datetime) and each.time() == usual for each in from_to):
            from_to = (_day(original), _day(start))
        a, b = (moment_words(each, words) for each in from_to)
        if isinstance(original, datetime) and _day(original) == _day(start):
            yield words.instead.format(a=b, b=at_words((original.time(),), words))
        else:
            yield words.moved.format(a=a, b=b)
    if override.length is not None:
        length = length_words(override.length, words)
        yield words.lasting.format(a=when([original if start is None else start]), length=length)


def _moments(moments: list[Moment], usual: time | None, words: Words) -> str:
    """Say moments, without the time of day if it is the usual one of all of them."""
    if all(not isinstance(each, datetime) or each.time() == usual for each in moments):
        return dates_words(map(_day, moments), words)
    return words.all_of(moment_words(each, words) for each in moments)


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
