"""Series of one rule with no more beside it than dates left out, written without listing what the rule picks.

Most series are such: every Tuesday but one or two, until summer or for ever. What is found here is what
`repeating` finds by listing; it only finds it sooner, and leaves to it everything that is not plain to see.
"""

from calendar import monthrange
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final
from zoneinfo import ZoneInfo

from innbyggertorg.ical.nights import is_at_an_hour_of_change, is_never_touched, touching_weekdays
from innbyggertorg.ical.pieces import Arranged, Form, Piece, Source, besides, until_text
from innbyggertorg.ical.profile import Template
from innbyggertorg.recurrence import Frequency, RecurrenceRule
from innbyggertorg.recurrence.engine.gregorian import DAY
from innbyggertorg.recurrence.engine.moments import from_moment

__all__ = ["plain_rule"]

_MOST_EXCLUSIONS: Final = 1_000
_FARTHEST: Final = 366_000  # days; a millennium is far from the end of all calendars
_PERIOD: Final = {Frequency.DAILY: 1, Frequency.WEEKLY: 7, Frequency.MONTHLY: 31, Frequency.YEARLY: 366}


def plain_rule(source: Source, rule: RecurrenceRule, form: Template) -> Arranged | None:
    """Return a series as a repeating event, or None where one has to look closer."""
    series = source.series
    if series.extra or series.overrides or series.excluding is not None:
        return None
    first: Any = series.first
    if not _picks(rule, first):
        return None
    if (
        source.is_timed
        and touching_weekdays(first, series.length, series.zone)
        and (
            not is_never_touched(rule, first, series.length, series.zone)
            or is_at_an_hour_of_change(first, series.zone)
        )
    ):
        return None
    last = _last(source, rule)
    end = _end(source, rule, last, needs_end=form.needs_end)
    if end is None:
        return None
    gone: tuple[date, ...] = ()
    why = form.why
    if series.excluded:
        gone = tuple([each for each in series.excluded if _gives(source, rule, each, last)])
        if not _are_few(source, rule, gone, last):
            return None
        why += besides(0, len(gone), 0)
    master = Piece(source.uid, first, first, first + series.length, True, False, None, form.text + end, gone)
    return Arranged((master,), Form.REPEATING, why)


def _picks(rule: RecurrenceRule, first: date) -> bool:
    """Whether a rule that is safe to write picks its first start."""
    if rule.by_set_position or (rule.by_month and first.month not in rule.by_month):
        return False
    if rule.by_month_day:
        days_left = monthrange(first.year, first.month)[1] - first.day
        return first.day in rule.by_month_day or -days_left - 1 in rule.by_month_day
    weekday = first.weekday()
    for day in rule.by_day:
        if day.weekday == weekday and (not day.nth or day.nth in _places(first)):
            return True
    return not rule.by_day


def _places(day: date) -> tuple[int, int]:
    """Return which of its weekday a day is in its month, from the beginning and from the end."""
    last = monthrange(day.year, day.month)[1]
    return (day.day - 1) // 7 + 1, -((last - day.day) // 7 + 1)


# --- what is left out ---------------------------------------------------------------------------------


def _gives(source: Source, rule: RecurrenceRule, start: Any, last: int | None) -> bool:
    """Whether a rule that picks its first start picks *start* too; *last* is its last pick, if it ends."""
    wall, begin = from_moment(start), source.begin
    if wall < begin or (wall - begin) % DAY or (last is not None and wall > last) or not _picks(rule, start):
        return False
    first: Any = source.series.first
    match rule.frequency:
        case Frequency.DAILY:
            periods = (wall - begin) // DAY
        case Frequency.WEEKLY:
            periods = (wall // DAY - _week(rule, begin // DAY)) // 7
            if not rule.by_day and start.weekday() != first.weekday():
                return False
        case Frequency.MONTHLY:
            periods = (start.year - first.year) * 12 + start.month - first.month
        case _:
            periods = start.year - first.year
            if not rule.by_month and start.month != first.month:
                return False
    if rule.frequency in {Frequency.MONTHLY, Frequency.YEARLY} and not (rule.by_day or rule.by_month_day):
        return bool(start.day == first.day and periods % rule.interval == 0)
    return periods % rule.interval == 0


def _are_few(source: Source, rule: RecurrenceRule, gone: tuple[Any, ...], last: int | None) -> bool:
    """Whether it is plain that enough is left of what the rule picks, the first and the last among it."""
    if not gone:
        return True
    if rule.count is not None or gone[0] == source.series.first or len(gone) > _MOST_EXCLUSIONS:
        return False
    if last is None:
        return True
    picks = (last - source.begin) // DAY // (_PERIOD[rule.frequency] * rule.interval) + 1  # at least
    return from_moment(gone[-1]) != last and len(gone) * 3 <= picks


# --- the end ------------------------------------------------------------------------------------------


def _end(source: Source, rule: RecurrenceRule, last: int | None, *, needs_end: bool) -> str | None:
    """Return the end of a rule whose last pick is *last* as text, or None where it has to be listed."""
    if rule.count is not None:
        return f";COUNT={rule.count}" if 1 < rule.count <= source.most else None
    if rule.until is None:
        return None if needs_end else ""
    if last is None or last <= source.begin or (last - source.begin) // DAY > source.most:
        return None
    return until_text(source, last)


def _last(source: Source, rule: RecurrenceRule) -> int | None:
    """Return the last start of a rule that has an UNTIL, or None where it is not near that."""
    until: Any = rule.until
    if until is None:
        return None
    first, time = divmod(source.begin, DAY)
    try:
        wall = _wall(until, source.zone) if source.is_timed else until.toordinal() * DAY
    except OverflowError:  # of an UNTIL at the end of all calendars
        return None
    past = wall // DAY - (wall % DAY < time)
    if past - first > min(source.most, _FARTHEST):
        return None
    match rule.frequency:
        case Frequency.WEEKLY:
            return _last_in_weeks(rule, first, past) * DAY + time
        case Frequency.MONTHLY if rule.by_day:
            day = _last_in_months(rule, date.fromordinal(first), date.fromordinal(past))
            return None if day is None else day * DAY + time
    (plan,) = source.plans
    picks = plan.between(plan.end - _PERIOD[rule.frequency] * (rule.interval + 1) * DAY, plan.end)
    return picks[-1] if picks else None


@lru_cache(maxsize=4096)
def _wall(until: date, tz: ZoneInfo) -> int:
    """Return the last wall up to an UNTIL; a date is that whole day."""
    if not isinstance(until, datetime):
        return from_moment(until) + DAY - 1
    return from_moment(until if until.tzinfo is None else until.astimezone(tz).replace(tzinfo=None))


def _week(rule: RecurrenceRule, day: int) -> int:
    """Return the first day of the week of a day, both counted as `date.toordinal` does."""
    return day - (day - 1 - rule.week_start) % 7


def _last_in_weeks(rule: RecurrenceRule, first: int, past: int) -> int:
    """Return the last pick of a weekly rule up to the day *past*, which is none before the first week."""
    begin, cycle = _week(rule, first), 7 * rule.interval
    offsets = sorted([(day.weekday - rule.week_start) % 7 for day in rule.by_day]) or [first - begin]
    begin += (past - begin) // cycle * cycle
    within = [offset for offset in offsets if begin + offset <= past]
    return begin + (within[-1] if within else offsets[-1] - cycle)


def _last_in_months(rule: RecurrenceRule, first: date, past: date) -> int | None:
    """Return the last day up to *past* that is the numbered weekday of a month of the rule."""
    (day,) = rule.by_day
    begin = first.year * 12 + first.month - 1
    month = past.year * 12 + past.month - 1
    month -= (month - begin) % rule.interval
    while month >= begin:
        found = _nth(month, day.weekday, day.nth)
        if found <= past.toordinal():
            return found
        month -= rule.interval
    return None


def _nth(month: int, weekday: int, nth: int) -> int:
    """Return the nth weekday of a month, or the last one, as `date.toordinal` counts."""
    if nth < 0:
        end = date(*_year_and_month(month + 1), 1).toordinal() + 7 * (nth + 1)
        return end - 1 - (end - 2 - weekday) % 7
    begin = date(*_year_and_month(month), 1).toordinal() + 7 * (nth - 1)
    return begin + (weekday - begin + 1) % 7


def _year_and_month(month: int) -> tuple[int, int]:
    return month // 12, month % 12 + 1
