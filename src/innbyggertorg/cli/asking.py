"""What every command asks of its options: the programme, the torg, the present, a window."""

from argparse import Namespace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from innbyggertorg.chrono import DEFAULT_ZONE, Interval, resolve, zone
from innbyggertorg.cli.codes import UsageError
from innbyggertorg.cli.moments import NEXT, THIS, TODAY, TOMORROW, Week
from innbyggertorg.cli.words import said
from innbyggertorg.documents import load
from innbyggertorg.errors import InvalidValueError
from innbyggertorg.model import Programme, Torg

__all__ = [
    "chosen_day",
    "chosen_torgs",
    "chosen_week",
    "first_moment",
    "following",
    "loaded",
    "one_torg",
    "present",
    "whole_days",
    "zone_of",
]


def loaded(options: Namespace) -> Programme:
    """Return the programme of the documents."""
    return load(*options.documents)


def one_torg(options: Namespace, programme: Programme) -> Torg:
    """Return the torg that is named, or the only one.

    Raises:
        UnknownReferenceError: If there is none of that name.
        UsageError: If none is named and there are several.
    """
    if options.torg is not None:
        return programme.torg(options.torg)
    if len(programme.torgs) == 1:
        return programme.torgs[0]
    if not programme.torgs:
        raise UsageError(said(options.language, "no_torg"))
    known = ", ".join(torg.id for torg in programme.torgs)
    raise UsageError(said(options.language, "which_torg", torgs=known))


def chosen_torgs(options: Namespace, programme: Programme) -> tuple[Torg, ...]:
    """Return the torg that is named, or all of them."""
    return programme.torgs if options.torg is None else (programme.torg(options.torg),)


def zone_of(torgs: tuple[Torg, ...]) -> ZoneInfo:
    """Return the zone in which the days of some torgs are counted: that of the first."""
    return zone(torgs[0].zone if torgs else DEFAULT_ZONE)


def present(options: Namespace, tz: ZoneInfo) -> datetime:
    """Return the present as the clocks of a zone show it: the one place where the clock is read."""
    if options.now is None:
        return datetime.now(UTC).replace(microsecond=0).astimezone(tz)
    if options.now.tzinfo is None:
        return resolve(options.now, tz)
    return _in(options.now, tz)


def _in(moment: datetime, tz: ZoneInfo) -> datetime:
    try:
        return moment.astimezone(UTC).astimezone(tz)
    except OverflowError:
        raise InvalidValueError("--now", "must lie in the years 1 to 9999", moment.isoformat()) from None


def chosen_day(day: date | str, now: datetime) -> date:
    """Return a date, or what `today` and `tomorrow` are."""
    if isinstance(day, date):
        return day
    return following(now.date(), {TODAY: 0, TOMORROW: 1}[day])


def chosen_week(week: Week | str, now: datetime, language: str) -> tuple[int, int]:
    """Return year and number of an ISO week.

    Raises:
        UsageError: If the year has no such week.
    """
    if not isinstance(week, Week):
        year, number, _ = following(now.date(), {THIS: 0, NEXT: 7}[week]).isocalendar()
        return year, number
    year = now.isocalendar().year if week.year is None else week.year
    try:
        date.fromisocalendar(year, week.number, 1)
    except ValueError:
        raise UsageError(said(language, "no_week", year=year, week=week.number)) from None
    return year, week.number


def first_moment(day: date, tz: ZoneInfo) -> datetime:
    """Return the first instant of a day."""
    return resolve(datetime.combine(day, time()), tz)


def following(day: date, days: int) -> date:
    """Return a later day, at most the last but one there is."""
    try:
        return min(day + timedelta(days=days), date.max - timedelta(days=1))
    except OverflowError:
        return date.max - timedelta(days=1)


def whole_days(first: date, last: date, tz: ZoneInfo, language: str) -> Interval:
    """Return the time from a first to a last day, both included.

    Raises:
        UsageError: If they are the wrong way round.
    """
    if last < first:
        raise UsageError(said(language, "out_of_order", first=first, last=last))
    return Interval(first_moment(first, tz), first_moment(following(last, 1), tz))
