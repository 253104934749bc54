"""What the components of a feed are made of, before they are text."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Final, NamedTuple
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from innbyggertorg._values import Name
from innbyggertorg.chrono.wall import resolve
from innbyggertorg.chrono.zones import zone
from innbyggertorg.errors import LimitExceededError, UnknownSchoolYearError
from innbyggertorg.ical.lines import date_stamp, utc_stamp
from innbyggertorg.ical.nights import is_plain
from innbyggertorg.limits import Limits
from innbyggertorg.recurrence import Override, RecurrenceRule, Series

__all__ = ["Arranged", "Form", "Moment", "Piece", "Source", "day_of", "uid_of_occurrence", "until_text"]

Moment = date | datetime
"""A start: naive wall time or aware, or a date for whole days."""

_NAMESPACE: Final = UUID("3f0cd7cd-1c5b-56b9-9b5c-3c2a0a6a4f5e")  # of occurrences written as events
_DAY: Final = timedelta(days=1)
_END_OF_DAY: Final = time(23, 59, 59)
_LATE: Final = 22  # from this hour on some programs read an UNTIL in UTC as a day earlier


class Form(Name):
    """In which form an event stands in a feed."""

    SINGLE = "single"
    """One event that does not repeat."""
    REPEATING = "repeating"
    """One event with a rule, and others that replace some of its occurrences or are related to it."""
    RELATED = "related"
    """Single events that are related to one another."""
    FLAT = "flat"
    """Single events in UTC."""


class Piece(NamedTuple):
    """One VEVENT.

    Attributes:
        uid: Its UID.
        key: The original start of the occurrence, or of the first one of a repeating event.
        start: Aware, in the zone of the series; a date for whole days.
        end: The first moment, or day, after it.
        plain: Whether wall time tells both, as a change of the clocks is neither near nor between.
        cancelled: Whether this occurrence does not take place.
        recurrence: The original start, where it replaces one occurrence of a repeating event.
        rule: RRULE, where it is a repeating event.
        excluded: Original starts that the rule picks and that are not.
        related: UID of the event that it is a part of.
    """

    uid: str
    key: Moment
    start: Moment
    end: Moment
    plain: bool
    cancelled: bool = False
    recurrence: Moment | None = None
    rule: str = ""
    excluded: tuple[Moment, ...] = ()
    related: str = ""


class Arranged(NamedTuple):
    """The components of one series.

    Attributes:
        pieces: In the order in which they are written.
        form: What they are together.
        why: Why they are that, in words.
        cut: The last day that is listed, where the series goes on after it.
        unknown: The first day that is left out because the school year it falls in is not known.
    """

    pieces: tuple[Piece, ...]
    form: Form
    why: str
    cut: date | None = None
    unknown: date | None = None


class Source:
    """A series on its way into a feed: what all ways of writing it need to know.

    Attributes:
        uid: UID of the event.
        series: When it happens.
        horizon: Last day of what has to be listed.
        most: How many starts are listed at most.
        excluded: Starts that do not happen.
        extra: Starts that happen besides what the rules pick.
        overrides: Those of the series by original start.
        unknown: Days met that fall in a school year nobody knows.
        asked_horizon: Whether anything depended on the horizon.
    """

    def __init__(self, uid: str, series: Series, horizon: date, limits: Limits) -> None:
        self.uid = uid
        self.series = series
        self.horizon = horizon
        self.most = limits.occurrences
        self.zone = zone(series.zone)
        self.excluded: frozenset[Moment] = frozenset(series.excluded)
        self.extra: frozenset[Moment] = frozenset(series.extra) - self.excluded
        self.overrides: dict[Moment, Override] = {each.original: each for each in series.overrides}
        self.unknown: set[date] = set()
        self.asked_horizon = False

    @property
    def is_timed(self) -> bool:
        """Whether it has times of day, and not whole days."""
        return isinstance(self.series.first, datetime)

    @cached_property
    def after_horizon(self) -> Moment:
        """The first start that is not listed any more."""
        self.asked_horizon = True
        day = self.horizon + _DAY
        return datetime(day.year, day.month, day.day) if self.is_timed else day

    def goes_on(self, rule: RecurrenceRule) -> bool:
        """Whether *rule* picks something after the horizon."""
        first: Moment = self.series.first
        later = rule.starts(first, after=self.after_horizon, zone=self.series.zone)
        return next(later, None) is not None

    def until_horizon(self, rule: RecurrenceRule) -> list[Moment]:
        """List what *rule* picks up to the horizon.

        Raises:
            LimitExceededError: If that is too much.
        """
        first: Moment = self.series.first
        picks: list[Moment] = []
        for pick in rule.starts(first, before=self.after_horizon, zone=self.series.zone):
            if len(picks) == self.most:
                hint = "pass a nearer horizon, or pass limits=Limits(occurrences=...)"
                raise LimitExceededError("occurrences", self.most, hint=hint)
            picks.append(pick)
        return picks

    def happens(self, pick: Moment) -> bool:
        """Whether what a rule picks is an occurrence, and known to be one."""
        if pick in self.excluded:
            return False
        excluding = self.series.excluding
        if excluding is None or pick in self.overrides or pick in self.extra:
            return True
        day = day_of(pick)
        try:
            return not excluding.picks(day)
        except UnknownSchoolYearError:
            self.unknown.add(day)
            return False

    def span(self, key: Moment) -> tuple[Moment, Moment, bool]:
        """Return start and end of the occurrence with that key, as its override has them; and if plain."""
        override = self.overrides.get(key)
        if override is None:
            return self.placed(key, self.series.length)
        start = key if override.start is None else override.start
        return self.placed(start, override.length or self.series.length)

    def placed(self, start: Moment, length: timedelta) -> tuple[Moment, Moment, bool]:
        """Return start and end in the zone of the series, and whether wall time tells them."""
        if not isinstance(start, datetime):
            return start, start + length, True
        begin = start.replace(tzinfo=self.zone)
        end = begin + length
        if is_plain(begin, end):
            return begin, end, True
        begin = resolve(start, self.zone)
        end = (begin.astimezone(UTC) + length).astimezone(self.zone)
        return begin, end, is_plain(begin, end)

    def is_cancelled(self, key: Moment) -> bool:
        """Whether the occurrence with that key does not take place."""
        override = self.overrides.get(key)
        return override is not None and override.cancelled

    def itself(self, key: Moment) -> Piece:
        """Return the occurrence with that key as the event itself, which is no more than that."""
        return Piece(self.uid, key, *self.span(key), self.is_cancelled(key))

    def alone(self, key: Moment) -> Piece:
        """Return the occurrence with that key as an event of its own, related to the event."""
        uid = uid_of_occurrence(self.uid, key)
        return Piece(uid, key, *self.span(key), self.is_cancelled(key), related=self.uid)


def uid_of_occurrence(uid: str, key: Moment) -> str:
    """Return the UID of the occurrence *key* of an event, where it is an event of its own."""
    return str(uuid5(_NAMESPACE, f"{uid}/{key.isoformat()}"))


def day_of(moment: Moment) -> date:
    """Return the day on which something starts."""
    return moment.date() if isinstance(moment, datetime) else moment


def until_text(last: Moment, tz: ZoneInfo) -> str | None:
    """Return the UNTIL of a rule whose last start is *last*, or None where that is not safe.

    It has slack to the end of the day, for some programs leave out a start that is exactly UNTIL. It is not
    safe where a program that takes it for wall time would see another day.
    """
    if not isinstance(last, datetime):
        return f";UNTIL={date_stamp(last)}"
    until = resolve(datetime.combine(last.date(), _END_OF_DAY), tz).astimezone(UTC)
    alike = until.date() == last.date() and until.replace(tzinfo=None) > last and last.hour < _LATE
    return f";UNTIL={utc_stamp(until)}" if alike else None
