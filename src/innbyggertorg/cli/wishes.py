"""A certain time that somebody would like, once or again and again, as an event that is not booked yet."""

from argparse import Namespace
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Final

from attrs import evolve

from innbyggertorg.chrono import DateRange
from innbyggertorg.cli.asking import following
from innbyggertorg.cli.codes import UsageError
from innbyggertorg.cli.moments import EASTER, WEEKDAYS
from innbyggertorg.cli.words import said
from innbyggertorg.days.easter import EasterOffset
from innbyggertorg.days.holidays import Holidays
from innbyggertorg.days.rule import DayRule
from innbyggertorg.days.school import SchoolBreaks
from innbyggertorg.model import Event, LocalText, Programme, Torg
from innbyggertorg.recurrence import RecurrenceRule, Series

__all__ = ["last_of", "shifted", "wished"]

_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BEFORE_EASTER: Final = -4  # Wednesday, the day before Maundy Thursday


def wished(options: Namespace, programme: Programme, torg: Torg, now: datetime) -> Event:
    """Return what is asked for as an event of the torg, in the rooms that are named.

    Raises:
        InnbyggertorgError: If it cannot be.
        UsageError: If the options do not go together.
    """
    _check(options)
    start, length = options.at
    first = _first_day(options, now)
    return Event(
        id=_free_id(programme, torg),
        torg=torg.id,
        title=LocalText(**{options.language: said(options.language, "wish")}),
        series=Series(
            datetime.combine(first, start),
            length,
            zone=torg.zone,
            rules=_rules(options, first),
            excluding=_skipped(options, programme),
        ),
        changed_at=now.astimezone(UTC),
        rooms=tuple(options.room or ()),
        organiser=options.organiser,
        expected=options.people,
    )


def last_of(options: Namespace, first: date) -> date | None:
    """Return the last day, or None where none is given.

    Raises:
        UsageError: If it is before the first.
    """
    last = options.last
    if last == EASTER:
        days = DateRange(first, following(first, 800))
        return next(iter(EasterOffset(_BEFORE_EASTER).days(days)), days.last)
    if isinstance(last, date) and last < first:
        raise UsageError(said(options.language, "out_of_order", first=first, last=last))
    return last if isinstance(last, date) else None


def _check(options: Namespace) -> None:
    if options.every is not None and options.rule is not None:
        raise UsageError(said(options.language, "not_both", one="--every", other="--rule"))
    if options.weekday is not None and options.rule is not None:
        raise UsageError(said(options.language, "not_both", one="--weekday", other="--rule"))


def _first_day(options: Namespace, now: datetime) -> date:
    """Return the first day, or the first one from then on that is the day of the week asked for."""
    first: date = options.first or now.date()
    if options.weekday is None:
        return first
    return following(first, (WEEKDAYS.index(options.weekday) - first.weekday()) % 7)


def _rules(options: Namespace, first: date) -> tuple[RecurrenceRule, ...]:
    last = last_of(options, first)
    if options.rule is not None:
        rule = RecurrenceRule.parse(options.rule)
        return (rule if last is None or rule.until or rule.count else evolve(rule, until=last),)
    if options.every is None and last is None:
        return ()
    weekday = _WEEKDAYS[first.weekday()]
    interval = 1 if options.every is None else options.every
    rule = RecurrenceRule.parse(f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={weekday}")
    return (rule if last is None else evolve(rule, until=last),)


def _skipped(options: Namespace, programme: Programme) -> DayRule | None:
    rules: list[DayRule] = []
    if "holidays" in (options.skip or ()):
        rules.append(Holidays())
    if "school-breaks" in (options.skip or ()):
        calendars = programme.school_calendars
        if len(calendars) != 1:
            when = "(--skip school-breaks)"
            raise UsageError(said(options.language, "needs", option="[[school_calendars]]", when=when))
        rules.append(SchoolBreaks(calendars[0]))
    return reduce(or_, rules) if rules else None


def _free_id(programme: Programme, torg: Torg) -> str:
    """Return an id that no event of the torg has."""
    taken = {event.id for event in programme.events if event.torg == torg.id}
    return next(name for n in range(len(taken) + 1) if (name := f"wish-{n}") not in taken)


def shifted(event: Event, by: timedelta) -> Event | None:
    """Return the same at another time of the day, or None where that is another day."""
    series = event.series
    if not isinstance(series.first, datetime):
        return None
    first = series.first + by
    if first.date() != series.first.date():
        return None
    return evolve(event, series=evolve(series, first=first))
