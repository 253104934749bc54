"""What is worth a second look in a series: it is valid, but read differently elsewhere, or says nothing."""

from datetime import date, datetime

from innbyggertorg._values import Name
from innbyggertorg.errors import WrongTypeError
from innbyggertorg.recurrence.engine.moments import from_moment
from innbyggertorg.recurrence.parts import Frequency
from innbyggertorg.recurrence.rule import RecurrenceRule
from innbyggertorg.recurrence.series import Series, timeline_of

__all__ = ["Remark", "remarks"]


class Remark(Name):
    """One thing to look at; docs/explanation/recurrence.md says how it is read here, and why."""

    FIRST_NOT_PICKED = "first start not picked"
    """No rule picks the first start, so that it is not an occurrence; many programs show it all the same."""
    NEVER = "never happens"
    """The series has no occurrence at all."""
    EXCLUDED_IN_VAIN = "excluded in vain"
    """An excluded start is none that the series gives, so that nothing is left out: its date may be wrong."""
    EXTRA_BEFORE_FIRST = "extra before first"
    """An extra start lies before the first start; some programs leave it out."""
    MONTH_FROM_FIRST = "month from first start"
    """A yearly rule with BYMONTHDAY has no BYMONTH: the month is the first start's; some take every month."""
    WEEKDAY_FROM_FIRST = "weekday from first start"
    """A rule with BYWEEKNO has no BYDAY: the weekday is the first start's; some take all seven days."""
    UNTIL_OF_OTHER_TYPE = "until of another type"
    """UNTIL is a date where there are times, or the reverse, or wall time, which the RFC wants in UTC."""
    TIMES_IGNORED = "times ignored"
    """BYHOUR, BYMINUTE or BYSECOND say nothing where the first start is a date."""


def remarks(series: Series) -> tuple[Remark, ...]:
    """Return what to look at in *series*, in the order of `Remark`; most often nothing.

    Raises:
        UnknownSchoolYearError: If it hangs on a school year that its calendar does not hold.
        WrongTypeError: If *series* is none.
    """
    if not isinstance(series, Series):
        raise WrongTypeError("remarks series", "must be a Series", series)
    found: set[Remark] = set()
    timeline = timeline_of(series)
    first = from_moment(series.first)
    if series.rules and not any(plan.between(first, first + 1) for plan in timeline.plans):
        found.add(Remark.FIRST_NOT_PICKED)
    if not timeline.specials and next(timeline.walk(timeline.low, timeline.high), None) is None:
        found.add(Remark.NEVER)
    if any(not _is_given(series, key) for key in series.excluded):
        found.add(Remark.EXCLUDED_IN_VAIN)
    if any(start < series.first for start in series.extra):
        found.add(Remark.EXTRA_BEFORE_FIRST)
    for rule in series.rules:
        found |= _of_rule(rule, timed=isinstance(series.first, datetime))
    return tuple(remark for remark in Remark if remark in found)


def _is_given(series: Series, key: date | datetime) -> bool:
    """Whether *key* is a start before anything is excluded."""
    number = from_moment(key)
    if key == series.first and not series.rules:
        return True
    return key in series.extra or any(plan.between(number, number + 1) for plan in timeline_of(series).plans)


def _of_rule(rule: RecurrenceRule, *, timed: bool) -> set[Remark]:
    found = set()
    days = rule.by_day or rule.by_year_day or rule.by_month_day
    if rule.by_week_number and not days:
        found.add(Remark.WEEKDAY_FROM_FIRST)
    other = rule.by_month or rule.by_year_day or rule.by_week_number
    if rule.frequency is Frequency.YEARLY and rule.by_month_day and not other:
        found.add(Remark.MONTH_FROM_FIRST)
    if rule.until is not None:
        in_utc = isinstance(rule.until, datetime) and rule.until.tzinfo is not None
        if in_utc is not timed or (isinstance(rule.until, datetime) and not timed):
            found.add(Remark.UNTIL_OF_OTHER_TYPE)
    if not timed and (rule.by_hour or rule.by_minute or rule.by_second):
        found.add(Remark.TIMES_IGNORED)
    return found
