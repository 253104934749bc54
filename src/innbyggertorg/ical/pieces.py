"""What the components of a feed are made of, before they are text."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import Final, NamedTuple
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from innbyggertorg._values import Name
from innbyggertorg.chrono.wall import resolve
from innbyggertorg.chrono.zones import zone
from innbyggertorg.errors import LimitExceededError, UnknownSchoolYearError
from innbyggertorg.ical.lines import date_stamp, utc_stamp
from innbyggertorg.ical.nights import is_near_a_change, is_plain
from innbyggertorg.limits import Limits
from innbyggertorg.recurrence import Override, Series
from innbyggertorg.recurrence.engine.compile import compile_rule
from innbyggertorg.recurrence.engine.gregorian import DAY
from innbyggertorg.recurrence.engine.moments import from_moment, to_datetime, utc_seconds
from innbyggertorg.recurrence.engine.plan import LAST_WALL, Plan

__all__ = [
    "Arranged",
    "Form",
    "Moment",
    "Piece",
    "Source",
    "besides",
    "day_of",
    "uid_of_occurrence",
    "until_text",
]

Moment = date | datetime
"""A start: naive wall time or aware, or a date for whole days."""

_NAMESPACE: Final = UUID("3f0cd7cd-1c5b-56b9-9b5c-3c2a0a6a4f5e")  # of occurrences written as events
_NONE: Final[frozenset[int]] = frozenset()
_END_OF_DAY: Final = time(23, 59, 59)
_LATE: Final = 22 * 3600  # from this hour on some programs read an UNTIL in UTC as a day earlier


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
        start: Wall time where that is *plain*, else aware, in the zone of the series; a date for whole days.
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


def besides(replaced: int, left_out: int, related: int) -> str:
    """Say how many occurrences of a repeating event are not what its rule says."""
    counts = {"replaced": replaced, "left out": left_out, "written beside it": related}
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    return f"; of its occurrences {said}" if said else ""


class Source:
    """A series on its way into a feed: what all ways of writing it need to know.

    Starts are walls, as the recurrence engine counts them: seconds of wall time.

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
        self.excluded = _walls(series.excluded)
        self.extra = _walls(series.extra) - self.excluded
        self.overrides: dict[int, Override] = {}
        if series.overrides:
            self.overrides = {from_moment(each.original): each for each in series.overrides}
        self.unknown: set[date] = set()
        self.asked_horizon = False

    @property
    def is_timed(self) -> bool:
        """Whether it has times of day, and not whole days."""
        return isinstance(self.series.first, datetime)

    @property
    def zone(self) -> ZoneInfo:
        """The zone whose clocks count."""
        return zone(self.series.zone)

    @cached_property
    def begin(self) -> int:
        """The first start of the series, whether it is an occurrence or not."""
        return from_moment(self.series.first)

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """What each rule picks."""
        series = self.series
        return tuple([compile_rule(rule, series.first, series.zone) for rule in series.rules])

    def moment(self, wall: int) -> Moment:
        """Return a start as a key of the series: a date where it has whole days, else a naive datetime."""
        return to_datetime(wall) if self.is_timed else date.fromordinal(wall // DAY)

    @cached_property
    def after_horizon(self) -> int:
        """The first wall that is not listed any more."""
        self.asked_horizon = True
        return from_moment(self.horizon) + DAY

    def goes_on(self, plan: Plan) -> bool:
        """Whether a rule picks something after the horizon."""
        return next(plan.walk(self.after_horizon, LAST_WALL), None) is not None

    def until_horizon(self, plan: Plan) -> Sequence[int]:
        """List what a rule picks up to the horizon.

        Raises:
            LimitExceededError: If that is too much.
        """
        picks = plan.first_of(plan.begin, self.after_horizon, self.most + 1)
        if len(picks) > self.most:
            hint = "pass a nearer horizon, or pass limits=Limits(occurrences=...)"
            raise LimitExceededError("occurrences", self.most, hint=hint)
        return picks

    def happening(self, picks: Sequence[int]) -> Sequence[int]:
        """Return those of what a rule picks that are occurrences, and known to be."""
        if self.series.excluding is None:
            return [pick for pick in picks if pick not in self.excluded] if self.excluded else picks
        return [pick for pick in picks if pick not in self.excluded and self._is_left(pick)]

    def _is_left(self, pick: int) -> bool:
        """Whether a day that is excluded by a rule does not take *pick* away."""
        excluding = self.series.excluding
        if excluding is None or pick in self.overrides or pick in self.extra:
            return True
        day = date.fromordinal(pick // DAY)
        try:
            return not excluding.picks(day)
        except UnknownSchoolYearError:
            self.unknown.add(day)
            return False

    def span(self, key: int) -> tuple[Moment, Moment, bool]:
        """Return start and end of the occurrence with that key, as its override has them; and if plain."""
        length = self.series.length
        override = self.overrides.get(key)
        if override is None:
            return self.placed(self.moment(key), length)
        start = override.original if override.start is None else override.start
        return self.placed(start, override.length or length)

    def placed(self, start: Moment, length: timedelta) -> tuple[Moment, Moment, bool]:
        """Return start and end as a `Piece` has them, and whether wall time tells them."""
        if not isinstance(start, datetime):
            return start, start + length, True
        if not is_near_a_change(start, length, self.series.zone):
            return start, start + length, True
        begin = start.replace(tzinfo=self.zone)
        end = begin + length
        if not is_plain(begin, end):
            begin = resolve(start, self.zone)
            end = (begin.astimezone(UTC) + length).astimezone(self.zone)
            if not is_plain(begin, end):
                return begin, end, False
        return begin.replace(tzinfo=None), end.replace(tzinfo=None), True

    def is_cancelled(self, key: int) -> bool:
        """Whether the occurrence with that key does not take place."""
        override = self.overrides.get(key)
        return override is not None and override.cancelled

    def itself(self, key: int) -> Piece:
        """Return the occurrence with that key as the event itself, which is no more than that."""
        return Piece(self.uid, self.moment(key), *self.span(key), self.is_cancelled(key))

    def alone(self, key: int) -> Piece:
        """Return the occurrence with that key as an event of its own, related to the event."""
        moment = self.moment(key)
        uid = uid_of_occurrence(self.uid, moment)
        return Piece(uid, moment, *self.span(key), self.is_cancelled(key), related=self.uid)


def _walls(moments: Iterable[Moment]) -> frozenset[int]:
    return frozenset(map(from_moment, moments)) if moments else _NONE


def uid_of_occurrence(uid: str, key: Moment) -> str:
    """Return the UID of the occurrence *key* of an event, where it is an event of its own."""
    return str(uuid5(_NAMESPACE, f"{uid}/{key.isoformat()}"))


def day_of(moment: Moment) -> date:
    """Return the day on which something starts."""
    return moment.date() if isinstance(moment, datetime) else moment


def until_text(source: Source, last: int) -> str | None:
    """Return the UNTIL of a rule whose last start is *last*, or None where that is not safe.

    It has slack to the end of the day, for some programs leave out a start that is exactly UNTIL. It is not
    safe where a program that takes it for wall time would see another day.
    """
    if not source.is_timed:
        return f";UNTIL={date_stamp(date.fromordinal(last // DAY))}"
    until, text = _end_of_day(last // DAY, source.zone)
    alike = last % DAY < _LATE and until > last and until // DAY == last // DAY
    return text if alike else None


@lru_cache(maxsize=4096)
def _end_of_day(day: int, tz: ZoneInfo) -> tuple[int, str]:
    """Return the last second of a day, as what clocks in UTC show then, and as the UNTIL of a rule."""
    until = resolve(datetime.combine(date.fromordinal(day), _END_OF_DAY), tz).astimezone(UTC)
    return utc_seconds(until), f";UNTIL={utc_stamp(until)}"
