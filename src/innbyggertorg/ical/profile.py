"""Which recurrence rules every calendar program expands as the series does, and how they are written.

Measured with 21 programs: weekly, monthly and yearly templates of the kind that every calendar's own dialogue
offers are read by all that expand at all. What is not one of them is listed occurrence by occurrence.
"""

from calendar import monthrange
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple

from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.recurrence import Frequency, NthDay, RecurrenceRule, Skip

__all__ = ["Template", "reason_against", "template"]

_COMMON_YEAR: Final = 2001
_EVERY_MONTH: Final = 28
_LARGEST_NTH: Final = 4  # few months have a fifth Monday, and Outlook takes the fifth for the last


class Template(NamedTuple):
    """A rule that is safe to write.

    Attributes:
        text: The RRULE without its end.
        needs_end: Whether it must not go on for ever: a program may stop after a thousand steps.
    """

    text: str
    needs_end: bool = False

    @property
    def why(self) -> str:
        """Why it is safe, in words."""
        return _why(self.text)


@lru_cache(maxsize=1024)
def _why(text: str) -> str:
    return f"every program reads {text} alike"


class _Shape(NamedTuple):
    """What a template is made of: parts of a rule, and of its first start what they leave open."""

    frequency: Frequency
    interval: int
    by_day: tuple[NthDay, ...]
    by_month: tuple[int, ...]
    by_month_day: tuple[int, ...]
    by_set_position: tuple[int, ...]
    week_start: Weekday
    first_month: int
    first_day: int
    first_weekday: int


def template(rule: RecurrenceRule, first: date | datetime) -> Template | None:
    """Return *rule* in the one form in which it is safe, or None where there is none.

    Args:
        rule: A rule of a series.
        first: The first start of the series, which says what the rule leaves open: the weekday of a weekly
            rule, the day of a monthly one. The text says it, so that it may be written with a later start.
    """
    by_time = rule.by_hour or rule.by_minute or rule.by_second
    if by_time or rule.by_year_day or rule.by_week_number or rule.skip is not Skip.OMIT:
        return None
    frequency = rule.frequency
    weekly = frequency is Frequency.WEEKLY or frequency is Frequency.DAILY
    return _template(
        (
            frequency,
            rule.interval,
            rule.by_day,
            rule.by_month,
            rule.by_month_day,
            rule.by_set_position,
            rule.week_start,
            0 if weekly else first.month,
            0 if weekly else first.day,
            first.weekday() if weekly else 0,
        )
    )


@lru_cache(maxsize=1024)
def _template(parts: tuple[Any, ...]) -> Template | None:
    shape = _Shape(*parts)
    match shape.frequency:
        case Frequency.DAILY:
            return _daily(shape)
        case Frequency.WEEKLY:
            return _weekly(shape)
        case Frequency.MONTHLY:
            return _monthly(shape)
        case Frequency.YEARLY:
            return _yearly(shape)
    return None


def reason_against(rule: RecurrenceRule) -> str:
    """Say in words why `template` has no form for *rule*."""
    if rule.frequency not in {Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY, Frequency.YEARLY}:
        return "it repeats within the day, which not every program does"
    if rule.by_hour or rule.by_minute or rule.by_second:
        return "its rule names times of day, which not every program reads"
    if rule.by_year_day or rule.by_week_number:
        return "its rule names weeks or days of the year by number, which programs count differently"
    if rule.skip is not Skip.OMIT:
        return "its rule moves days that a month does not have, which few programs know"
    return "programs read the parts of its rule, taken together, differently"


def _daily(rule: _Shape) -> Template | None:
    if rule.by_month or rule.by_month_day or rule.by_set_position:
        return None
    if not rule.by_day:
        return Template(f"FREQ=DAILY{_interval(rule)}", needs_end=True)
    if rule.interval > 1:
        return None
    return Template(f"FREQ=WEEKLY;BYDAY={_days(rule)}")  # the same days, in the form that programs know


def _weekly(rule: _Shape) -> Template | None:
    if rule.by_month or rule.by_set_position:
        return None
    text = f"FREQ=WEEKLY{_interval(rule)};BYDAY={_days(rule) or Weekday(rule.first_weekday).code}"
    if rule.interval > 1 and len(rule.by_day) > 1:
        text += f";WKST={_week_start(rule).code}"
    return Template(text)


def _week_start(rule: _Shape) -> Weekday:
    """Return Monday, or else the first of the rule's days, whichever gives the same weeks.

    Of the beginnings of the week that keep the same days together libical 3 reads some wrong, but not these.
    """
    days = sorted(day.weekday for day in rule.by_day)
    later = [day for day in days if day >= rule.week_start]
    return later[0] if 0 < len(later) < len(days) else Weekday.MONDAY


def _monthly(rule: _Shape) -> Template | None:
    if rule.by_month:
        return None
    day = _day_of_month(rule, rule.first_day, within=_EVERY_MONTH)
    return None if day is None else Template(f"FREQ=MONTHLY{_interval(rule)};{day}")


def _yearly(rule: _Shape) -> Template | None:
    if len(rule.by_month) > 1 or (rule.by_day and not rule.by_month):
        return None
    month = rule.by_month[0] if rule.by_month else rule.first_month
    day = _day_of_month(rule, rule.first_day, within=monthrange(_COMMON_YEAR, month)[1])
    return None if day is None else Template(f"FREQ=YEARLY{_interval(rule)};BYMONTH={month};{day}")


def _day_of_month(rule: _Shape, default: int, *, within: int) -> str | None:
    """Return the parts that name one day of a month, which every such month has."""
    days, month_days, positions = rule.by_day, rule.by_month_day, rule.by_set_position
    if days and month_days:
        return None
    if not days:
        number = month_days[0] if month_days else default
        safe = len(month_days) <= 1 and not positions and (1 <= number <= within or number == -1)
        return f"BYMONTHDAY={number}" if safe else None
    if positions:  # "the last working day"
        position = positions[0]
        safe = len(positions) == 1 and not any(day.nth for day in days) and len(days) > 1
        return f"BYDAY={_days(rule)};BYSETPOS={position}" if safe and _is_near(position) else None
    return f"BYDAY={days[0]}" if len(days) == 1 and _is_near(days[0].nth) else None


def _is_near(nth: int) -> bool:
    return nth == -1 or 1 <= nth <= _LARGEST_NTH


def _interval(rule: _Shape) -> str:
    return f";INTERVAL={rule.interval}" if rule.interval > 1 else ""


def _days(rule: _Shape) -> str:
    return ",".join(map(str, rule.by_day))
