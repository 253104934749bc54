"""The rules of an opening schedule in words, and why one of them decides."""

from collections.abc import Iterable
from functools import singledispatch

from innbyggertorg.chrono.dates import Validity
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.days.dated import Between
from innbyggertorg.days.holidays import Holiday
from innbyggertorg.errors import WrongTypeError
from innbyggertorg.language.day_hours import DayHours, day_hours_words, runs_words, short_clock
from innbyggertorg.language.days import days_words
from innbyggertorg.language.moments import clock_words, date_words, moment_words
from innbyggertorg.language.signs import week_words
from innbyggertorg.language.tables import table_of
from innbyggertorg.language.words import Words, capital
from innbyggertorg.opening.hours import Hours
from innbyggertorg.opening.layers import (
    BaseWeek,
    DatedException,
    HolidayPolicy,
    Pattern,
    Restriction,
    Season,
)
from innbyggertorg.opening.levels import OPEN_LEVELS
from innbyggertorg.opening.operations import Add, Cap, Clip, Operation, Remove, Replace
from innbyggertorg.opening.results import Explanation
from innbyggertorg.opening.schedule import OpeningSchedule
from innbyggertorg.opening.week import WeekHours

__all__ = ["describe_explanation", "describe_rules"]

Rule = BaseWeek | Season | Pattern | HolidayPolicy | DatedException | Restriction


def describe_rules(schedule: OpeningSchedule, language: str = "nb") -> tuple[str, ...]:
    """Say every rule of a schedule, from weak to strong.

    Args:
        schedule: What to say.
        language: `nb`, `nn` or `en`.

    Returns:
        One line for each rule: when it holds, why in parentheses, and what it does, such as "på helligdager:
        stengt".

    Raises:
        InvalidValueError: If *language* is not one of the three.
        WrongTypeError: If an argument is of another type.
    """
    words = table_of("describe_rules language", language)
    if not isinstance(schedule, OpeningSchedule):
        raise WrongTypeError("describe_rules schedule", "must be an OpeningSchedule", schedule)
    rules: tuple[Rule, ...] = (
        *schedule.bases,
        *schedule.seasons,
        *schedule.patterns,
        *schedule.holidays,
        *schedule.exceptions,
        *schedule.restrictions,
    )
    return tuple(_rule_line(rule, words) for rule in rules)


def describe_explanation(explanation: Explanation, language: str = "nb") -> str:
    """Say why it is as open as it is at an instant: what decides, and what each weaker layer says.

    Args:
        explanation: What `explain` answered.
        language: `nb`, `nn` or `en`.

    Returns:
        Sentences in one line.

    Raises:
        InvalidValueError: If *language* is not one of the three.
        WrongTypeError: If an argument is of another type.
    """
    words = table_of("describe_explanation language", language)
    if not isinstance(explanation, Explanation):
        raise WrongTypeError("describe_explanation explanation", "must be an Explanation", explanation)
    table, day = words.opening, explanation.moment.date()
    when = table.when[3].format(
        weekday=words.weekdays[Weekday.of(day)],
        date=date_words(day, words),
        time=clock_words(explanation.moment.time(), words),
    )
    what = table.levels[explanation.level]
    if explanation.needed is not None:
        levels = words.conflicts.levels
        what = table.shut_out.format(level=levels[explanation.level], needed=levels[explanation.needed])
    said = [table.line.format(when=when, what=what) + "."]
    if explanation.day != day:
        weekday = words.weekdays[Weekday.of(explanation.day)]
        said.append(
            table.of_day.format(
                day=table.day.format(weekday=weekday, date=date_words(explanation.day, words))
            )
        )
    if explanation.layer is None:
        said.append(table.no_rule)
    else:
        line = _rule_line(explanation.rule, words).rstrip(".")
        decides = table.note.format(what=table.layers[explanation.layer], note=line)
        said.append(table.decided_by.format(rule=decides))
    for verdict in explanation.verdicts:
        if verdict.decided and verdict.layer is not explanation.layer:
            says = table.says.format(rule=table.layers[verdict.layer], level=table.levels[verdict.level])
            said.append(says + ".")
    return " ".join(map(capital, said))


# --- rules --------------------------------------------------------------------------------------------


def _rule_line(rule: Rule, words: Words) -> str:
    """Say when a rule holds, its reason, and what it does."""
    when, what, reason = _when(rule, words), _what(rule, words), getattr(rule, "reason", "")
    table = words.opening
    if reason and not when:
        return table.note.format(what=what, note=reason)
    if not when:
        return what
    return table.line.format(when=table.note.format(what=when, note=reason) if reason else when, what=what)


@singledispatch
def _when(rule: object, words: Words) -> str:
    raise WrongTypeError("describe_explanation rule", "must be a rule of a schedule", rule)


@_when.register
def _(rule: BaseWeek, words: Words) -> str:
    valid: Validity = rule.valid
    if valid.first is None and valid.last is None:
        return ""
    return days_words(Between(valid.first, valid.last), words)


@_when.register
def _(rule: Season, words: Words) -> str:
    return days_words(rule.period, words)


@_when.register(Pattern)
@_when.register(DatedException)
def _(rule: Pattern | DatedException, words: Words) -> str:
    return days_words(rule.days, words)


@_when.register
def _(rule: HolidayPolicy, words: Words) -> str:
    if not rule.names:
        return words.public_holidays
    names = (words.holidays[name] if isinstance(name, Holiday) else words.eves[name] for name in rule.names)
    return words.named_days.format(names=words.all_of(names))


@_when.register
def _(rule: Restriction, words: Words) -> str:
    start = words.since.format(date=moment_words(rule.start, words))
    return (
        start
        if rule.end is None
        else f"{start} {words.opening.to.format(moment=moment_words(rule.end, words))}"
    )


def _what(rule: Rule, words: Words) -> str:
    if isinstance(rule, BaseWeek | Season):
        return week_words(_week(rule.week), words)
    what = _operation_words(rule.operation, words)
    if isinstance(rule, Restriction) and rule.end is None:
        return words.opening.further_notice.format(what=what)
    return what


def _week(week: WeekHours) -> dict[int, DayHours]:
    return {weekday: _by_level(hours) for weekday, hours in enumerate(week.days)}


def _by_level(hours: Iterable[Hours]) -> DayHours:
    """Put the hours of a day under their levels, from staffed down."""
    found = {
        level: tuple((60 * each.start, 60 * each.end) for each in hours if each.level is level)
        for level in reversed(OPEN_LEVELS)
    }
    return {level: runs for level, runs in found.items() if runs}


# --- operations ---------------------------------------------------------------------------------------


@singledispatch
def _operation_words(operation: Operation, words: Words) -> str:
    raise WrongTypeError("describe_rules operation", "must be an operation", operation)


@_operation_words.register
def _(operation: Replace, words: Words) -> str:
    hours = _by_level(operation.hours)
    table = words.opening
    if not operation.levels:
        return day_hours_words(hours, words)
    return ", ".join(
        f"{table.levels[level]} {runs_words(hours[level], words)}" if level in hours else table.without[level]
        for level in reversed(operation.levels)
    )


@_operation_words.register
def _(operation: Add, words: Words) -> str:
    return words.opening.also.format(hours=day_hours_words(_by_level(operation.hours), words))


@_operation_words.register
def _(operation: Clip, words: Words) -> str:
    table = words.opening
    levels = tuple(reversed(operation.levels))
    names = words.all_of(table.levels[level] for level in levels) if levels else ""
    said = []
    for minute, patterns in ((operation.not_before, table.earliest), (operation.not_after, table.latest)):
        if minute is not None:
            said.append(patterns[bool(names)].format(time=_clip_time(minute, words), level=names))
    return words.all_of(said)


def _clip_time(minute: int, words: Words) -> str:
    """Say a time from the day's midnight; of a later day, that it is."""
    days, rest = divmod(minute, 24 * 60)
    if days and not rest:
        days, rest = days - 1, 24 * 60
    time = short_clock(60 * rest, words)
    if not days:
        return time
    return (words.opening.next_day if days == 1 else words.opening.days_later).format(span=time, n=days)


@_operation_words.register
def _(operation: Cap, words: Words) -> str:
    return words.opening.only[operation.highest]


@_operation_words.register
def _(operation: Remove, words: Words) -> str:
    if operation.levels == OPEN_LEVELS:
        return words.opening.closed
    return ", ".join(words.opening.without[level] for level in reversed(operation.levels))
