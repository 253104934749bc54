"""A series as a schema.org `Schedule`, where that says exactly when it happens."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from innbyggertorg.chrono.zones import zone
from innbyggertorg.recurrence import Frequency, RecurrenceRule, Series, Skip
from innbyggertorg.recurrence.series import is_key, timeline_of

__all__ = ["schedule"]

_DESIGNATORS: Final = {
    Frequency.DAILY: "D",
    Frequency.WEEKLY: "W",
    Frequency.MONTHLY: "M",
    Frequency.YEARLY: "Y",
}
_CLOCKS_CHANGE_BEFORE: Final = time(5)
_EVERY_MONTH_HAS: Final = 28
_IRI: Final = "https://schema.org/"


def schedule(series: Series) -> dict[str, Any] | None:
    """Return a series as a `Schedule`, or None where that would say more, less or several things.

    It says one rule, counted from the first start: every so manieth day, week, month or year; weekdays, the
    nth weekday of a month, days of the month up to the 28th, months; an end or a number; and days without.
    The night in which clocks change is left to lists, as readers do not agree on it.

    Source:
        schema.org, `Schedule`, `repeatFrequency`, `byDay` (the items of iCalendar's BYDAY), `exceptDate`.
    """
    if len(series.rules) != 1 or series.extra or series.overrides or series.excluding is not None:
        return None
    (rule,) = series.rules
    first = series.first
    if isinstance(first, datetime) and first.time() < _CLOCKS_CHANGE_BEFORE:
        return None
    days = _days(rule, first)
    if days is None or (rule.count is not None and series.excluded):  # do those that are left out count?
        return None
    if not is_key(timeline_of(series), first):
        return None
    node: dict[str, Any] = {
        "@type": "Schedule",
        "repeatFrequency": f"P{rule.interval}{_DESIGNATORS[rule.frequency]}",
        **days,
        "startDate": first.isoformat()[:10],
    }
    timed = isinstance(first, datetime)
    if isinstance(first, datetime):
        node["startTime"] = first.time().isoformat()
    node |= {"duration": _duration(series.length, timed=timed), "scheduleTimezone": series.zone}
    if rule.count is not None:
        node["repeatCount"] = rule.count
    if rule.until is not None:
        node["endDate"] = _last_day(rule.until, series).isoformat()
    if series.excluded:
        node["exceptDate"] = [each.isoformat() for each in series.excluded]
    return node


def _days(rule: RecurrenceRule, first: date) -> dict[str, Any] | None:
    """Return on which days of its periods a rule picks starts, or None."""
    others = (
        rule.by_second, rule.by_minute, rule.by_hour, rule.by_year_day, rule.by_week_number,
        rule.by_set_position,
    )  # fmt: skip
    if any(others) or rule.skip is not Skip.OMIT or rule.frequency not in _DESIGNATORS:
        return None
    found: dict[str, Any] | None = None
    plain = not (rule.by_day or rule.by_month_day)
    match rule.frequency:
        case Frequency.DAILY if plain:
            found = {}
        case Frequency.WEEKLY if rule.interval == 1 or len(rule.by_day) <= 1:  # whatever day begins the week
            found = _weekdays(rule)
        case Frequency.MONTHLY:
            found = _in_months(rule, first)
        case Frequency.YEARLY if plain and not rule.by_month and first.day <= _EVERY_MONTH_HAS:
            found = {}
    if found is not None and rule.by_month:
        found["byMonth"] = list(rule.by_month)
    return found


def _in_months(rule: RecurrenceRule, first: date) -> dict[str, Any] | None:
    if rule.by_day:
        return None if rule.by_month_day else {"byDay": [str(each) for each in rule.by_day]}
    month_days = rule.by_month_day or (first.day,)
    if not all(1 <= day <= _EVERY_MONTH_HAS for day in month_days):
        return None
    return {"byMonthDay": list(month_days)}


def _weekdays(rule: RecurrenceRule) -> dict[str, Any]:
    if not rule.by_day:
        return {}
    return {"byDay": [f"{_IRI}{each.weekday.name.capitalize()}" for each in rule.by_day]}


def _last_day(until: date, series: Series) -> date:
    """Return the last day on which something may start."""
    if not isinstance(until, datetime):
        return until
    if until.tzinfo is UTC:
        until = until.astimezone(zone(series.zone)).replace(tzinfo=None)
    if isinstance(series.first, datetime) and series.first.time() > until.time():
        return until.date() - timedelta(days=1)
    return until.date()


def _duration(length: timedelta, *, timed: bool) -> str:
    """Return elapsed time in hours, which are always as long as each other, and whole days in days."""
    if not timed:
        return f"P{length.days}D"
    minutes, seconds = divmod(length.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours + 24 * length.days, "H"), (minutes, "M"), (seconds, "S"))
    return "PT" + "".join(f"{number}{unit}" for number, unit in parts if number)
