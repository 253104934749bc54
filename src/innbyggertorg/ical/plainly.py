"""Series of one rule with nothing beside it, written without listing what the rule picks.

Most series are such: every Tuesday, until summer or for ever. What is found here is what `repeating` finds by
listing; it only finds it sooner, and leaves to it everything that is not plain to see.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Any, Final

from innbyggertorg.ical.nights import is_at_an_hour_of_change, is_never_touched, touching_weekdays
from innbyggertorg.ical.pieces import Arranged, Form, Piece, Source, until_text
from innbyggertorg.ical.profile import Template
from innbyggertorg.recurrence import Frequency, RecurrenceRule
from innbyggertorg.recurrence.engine.gregorian import DAY

__all__ = ["plain_rule"]

_DAY: Final = timedelta(days=1)
_LONGEST: Final = {Frequency.DAILY: 1, Frequency.MONTHLY: 31, Frequency.YEARLY: 366}


def plain_rule(source: Source, rule: RecurrenceRule, form: Template) -> Arranged | None:
    """Return a series as a repeating event, or None where one has to look closer."""
    series = source.series
    if series.excluded or series.extra or series.overrides or series.excluding is not None:
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
    end = _end(source, rule, first, needs_end=form.needs_end)
    if end is None:
        return None
    master = Piece(source.uid, first, first, first + series.length, plain=True, rule=form.text + end)
    return Arranged((master,), Form.REPEATING, form.why)


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


def _end(source: Source, rule: RecurrenceRule, first: Any, *, needs_end: bool) -> str | None:
    """Return the end of the rule as text, or None where it has to be listed."""
    if rule.count is not None:
        return f";COUNT={rule.count}" if 1 < rule.count <= source.most else None
    if rule.until is None:
        return None if needs_end else ""
    try:
        last = _last_pick(source, rule, first)
    except OverflowError:  # of an UNTIL, or an interval, beyond all calendars
        return None
    if last is None or last <= first or (last - first).days > source.most:
        return None
    return until_text(last, source.zone)


def _last_pick(source: Source, rule: RecurrenceRule, first: Any) -> Any:
    """Return the last start of a rule that has an UNTIL, or None where it is not near that."""
    wall: Any = rule.until
    if isinstance(wall, datetime) and wall.tzinfo is not None:
        wall = wall.astimezone(source.zone).replace(tzinfo=None)
    day = wall.date() if isinstance(wall, datetime) else wall
    if isinstance(first, datetime) and isinstance(wall, datetime) and wall.time() < first.time():
        day -= _DAY
    if rule.frequency is Frequency.WEEKLY:
        found = date.fromordinal(_last_in_weeks(rule, first.toordinal(), day.toordinal()))
        return datetime.combine(found, first.time()) if isinstance(first, datetime) else found
    (plan,) = source.plans
    longest = _LONGEST[rule.frequency] * (rule.interval + 1) * DAY
    picks = plan.between(plan.end - longest, plan.end)
    return source.moment(picks[-1]) if picks else None


def _last_in_weeks(rule: RecurrenceRule, first: int, last: int) -> int:
    """Return the last pick of a weekly rule up to the day *last*, which is none before the first week."""
    week_start, cycle = rule.week_start, 7 * rule.interval
    offsets = sorted([(day.weekday - week_start) % 7 for day in rule.by_day])
    into_week = (first - 1 - week_start) % 7
    begin = first - into_week
    begin += (last - begin) // cycle * cycle
    past = [offset for offset in offsets or (into_week,) if begin + offset <= last]
    return begin + (past[-1] if past else (offsets or (into_week,))[-1] - cycle)
