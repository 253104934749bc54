"""When an event happens: from DTSTART, DTEND, DURATION, RRULE, RDATE and EXDATE to a series."""

from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, Final

from innbyggertorg.errors import InnbyggertorgError
from innbyggertorg.ical.reading.about import Many, Once
from innbyggertorg.ical.reading.components import Property
from innbyggertorg.ical.reading.ledger import Ledger, UnreadableError
from innbyggertorg.ical.reading.moments import (
    Moment,
    Moments,
    Placed,
    elapsed,
    instant_of,
    length_of,
    offset_between,
    wall_in,
)
from innbyggertorg.ical.reading.rules import Rules
from innbyggertorg.ical.reading.trusted import maker
from innbyggertorg.ical.reading.values import WALL
from innbyggertorg.limits import Limits
from innbyggertorg.recurrence import Override, RecurrenceRule, Series

__all__ = [
    "When",
    "skipped_like",
]

_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
_ZERO: Final = timedelta(0)
_LONGEST: Final = timedelta(days=31)
_is_wall: Final = WALL.fullmatch
_A_DAY_HAS: Final = 100
_SOME: Final = Series(date(2026, 1, 1), _DAY)
_once: Final = maker(_SOME, "first", "length", "zone")
_ruled: Final = maker(_SOME, "first", "length", "zone", "rules")
_repeated: Final = maker(_SOME, "first", "length", "zone", "rules", "extra", "excluded")


def _in_order(moments: list[Moment]) -> tuple[Moment, ...]:
    """Sort starts and keep each once, as a series does."""
    return tuple(sorted(set(moments))) if moments else ()


class When:
    """Reads when events happen.

    Args:
        moments: Reads dates and times.
        rules: Reads rules.
        ledger: Where losses go, and problems that can be lived with.
        whole_days: IANA key of the zone in which whole days are.
        target: IANA key of the zone in which single events in UTC are wanted, or None to leave them.
        limits: `ical_values` applies.
    """

    def __init__(
        self,
        moments: Moments,
        rules: Rules,
        ledger: Ledger,
        *,
        whole_days: str,
        target: str | None,
        limits: Limits,
    ) -> None:
        self._moments = moments
        self._rules = rules
        self._ledger = ledger
        self._whole_days = whole_days
        self._target = target
        self._most = limits.ical_values

    def key(self, given: Property) -> Placed:
        """Return what a RECURRENCE-ID names."""
        return self._moments.one(given)

    def series(self, once: Once, repetition: Many, at: int, uid: str) -> Series:
        """Return the series of an event, as far as the event itself says it.

        Raises:
            UnreadableError: If it cannot be read.
            UnsettledError: If a zone is not known yet.
        """
        usual = _usual_span(once)
        if usual is not None and (usual[2] != "UTC" or self._target is None):
            return self._from(*usual, repetition, uid)
        given = once.get("DTSTART")
        if given is None:
            raise UnreadableError(at, "VEVENT", "must have a DTSTART")
        start = self._moments.one(given)
        repeats = "RRULE" in repetition or "RDATE" in repetition
        length = self._length(start, given, once, uid, repeats="RRULE" in repetition)
        first, key = start.moment, start.zone or self._whole_days
        if key == "UTC" and self._target and not repeats and (shown := wall_in(self._target, start)):
            first, key = shown, self._target
        return self._from(first, length, key, repetition, uid)

    def usual(self, key: str, begin: str, finish: str, rule: str, excluded: str) -> Series | None:
        """Return the series of an event of a known form, without a word; None where that cannot be.

        Args:
            key: IANA key of the zone of all times.
            begin: DTSTART, without Z.
            finish: DTEND, the same.
            rule: RRULE, or empty.
            excluded: The lines of EXDATE.
        """
        span = None if key == "UTC" and self._target is not None else _between(begin, finish, key)
        if span is None:
            return None
        if not rule:
            return None if excluded else _once(*span)
        known = self._rules.usual(rule, span[0])
        if known is None or not known[1]:
            return None
        if not excluded:
            return _ruled(*span, (known[0],))
        moments: list[Moment] = []
        for line in excluded.splitlines():
            walls = self._walls(line.partition(":")[2])
            if walls is None:
                return None
            moments += walls
        return _repeated(*span, (known[0],), (), _in_order(moments))

    def _walls(self, value: str) -> list[Moment] | None:
        """Return a list of local times of the right form; None where one calls for a closer look."""
        parts = value.split(",")
        if len(parts) > self._most:
            return None
        try:
            moments = [datetime.fromisoformat(part) for part in parts]
        except ValueError:
            return None
        return list(moments) if all(1900 <= each.year < 2200 for each in moments) else None

    def _from(self, first: Moment, length: timedelta, key: str, repetition: Many, uid: str) -> Series:
        if not repetition:
            return _once(first, length, key)
        rules = repetition.get("RRULE")
        if rules is not None and len(rules) == 1 == len(repetition):
            rule, picked = self._rules.read(rules[0], first, key, uid)
            if picked:
                return _ruled(first, length, key, (rule,))
        return self._repeating(Placed(first, key), length, repetition, uid)

    # --- length -------------------------------------------------------------------------------------------

    def _length(self, start: Placed, given: Property, once: Once, uid: str, *, repeats: bool) -> timedelta:
        end, duration = once.get("DTEND"), once.get("DURATION")
        if end is not None:
            if duration is not None:
                raise UnreadableError(duration[2], "DURATION", "must not stand beside DTEND")
            length = self._up_to(start, end)
            given = end
        elif duration is not None:
            length = self._of_duration(start, duration, uid, repeats=repeats)
            given = duration
        else:
            length = _ZERO if isinstance(start.moment, datetime) else _DAY
        if length < _ZERO:
            name = given[0].name
            raise UnreadableError(given[2], name, "must not be before DTSTART", got=given[1][:80])
        if length > _LONGEST:
            rule = f"must be at most {_LONGEST.days} days after DTSTART"
            raise UnreadableError(given[2], given[0].name, rule, got=given[1][:80])
        return length or self._no_time(start, given, uid)

    def _up_to(self, start: Placed, given: Property) -> timedelta:
        end = self._moments.one(given)
        a: Any = start.moment
        b: Any = end.moment
        if type(a) is not type(b):
            raise UnreadableError(given[2], "DTEND", "must be a date where DTSTART is one, and else a time")
        if start.zone != end.zone:
            return instant_of(b, end.zone) - instant_of(a, start.zone)
        length: timedelta = b - a
        return length - offset_between(a, b, start.zone) if start.zone else length

    def _of_duration(self, start: Placed, given: Property, uid: str, *, repeats: bool) -> timedelta:
        days, exact = length_of(*given)
        if not isinstance(start.moment, datetime):
            if exact:
                rule = "must be whole days where DTSTART is a date"
                raise UnreadableError(given[2], "DURATION", rule, got=given[1][:80])
            return timedelta(days=days)
        if not repeats:
            return elapsed(start, days, exact)
        if days and start.zone != "UTC":
            why = "in days is read as 24 hours each, also where the clocks change"
            self._ledger.lost(given[2], uid, "DURATION", why)
        return timedelta(days=days) + exact

    def _no_time(self, start: Placed, given: Property, uid: str) -> timedelta:
        """Return the length of what takes no time, which the model has no place for."""
        length, words = (_MINUTE, "a minute") if isinstance(start.moment, datetime) else (_DAY, "a day")
        name = given[0].name
        if name == "DTSTART":
            self._ledger.lost(given[2], uid, "DTSTART", f"has no end; it is read as {words} long")
        else:
            error = UnreadableError(
                given[2], name, "must be after DTSTART", hint=f"it is read as {words} long"
            )
            self._ledger.problem(error, uid)
        return length

    # --- repetition ---------------------------------------------------------------------------------------

    def _repeating(self, start: Placed, length: timedelta, repetition: Many, uid: str) -> Series:
        first, key = start
        if "EXRULE" in repetition:
            hint = "RFC 5545 has no EXRULE any more; write EXDATE"
            raise UnreadableError(repetition["EXRULE"][0][2], "EXRULE", "must not be there", hint=hint)
        read = [self._rules.read(each, first, key, uid) for each in repetition.get("RRULE", ())]
        rules = tuple([rule for rule, _ in read])
        extra, overrides = self._extra(start, length, repetition.get("RDATE", ()), uid)
        if rules:
            self._check_rules(rules, repetition["RRULE"], uid)
            if not any(picked for _, picked in read):
                extra.append(first)
                hint = "it counts as the first occurrence all the same, as RFC 5545 section 3.8.5.3 has it"
                error = UnreadableError(
                    repetition["RRULE"][0][2], "RRULE", "must pick its own DTSTART", hint=hint
                )
                self._ledger.problem(error, uid)
        excluded: list[Moment] = []
        if "EXDATE" in repetition:
            starts = [first, *extra] if rules == () else extra
            for each in repetition["EXDATE"]:
                excluded += self._excluded(each, start, rules, starts, uid)
        if not overrides:
            return _repeated(first, length, key, rules, _in_order(extra), _in_order(excluded))
        gone = set(excluded)
        try:
            return Series(
                first,
                length,
                zone=key,
                rules=rules,
                extra=extra,
                excluded=excluded,
                overrides=tuple(each for each in overrides if each.original not in gone),
            )
        except InnbyggertorgError as error:
            at = next(iter(repetition.values()))[0][2]
            raise UnreadableError(at, "VEVENT", "must be a series", hint=str(error)) from None

    def _check_rules(self, rules: tuple[RecurrenceRule, ...], given: list[Property], uid: str) -> None:
        if len(rules) > 1:
            hint = "what either of them picks is taken"
            error = UnreadableError(given[1][2], "RRULE", "must stand once", hint=hint)
            self._ledger.problem(error, uid)

    def _count(self, given: Property) -> None:
        count = given[1].count(",") + 1
        if count > self._most:
            raise self._ledger.beyond("ical_values", self._most, count, given[2])

    def _extra(
        self, start: Placed, length: timedelta, given: list[Property] | tuple[()], uid: str
    ) -> tuple[list[Moment], list[Override]]:
        """Return the starts that RDATE adds, and what differs in length."""
        extra: list[Moment] = []
        overrides: dict[Moment, Override] = {}
        for each in given:
            self._count(each)
            head, _, at = each
            if head.value_type == "PERIOD":
                for placed, other in self._moments.period(each):
                    moment = self._same_kind(placed, start, at, head.name)
                    extra.append(moment)
                    if other > _LONGEST:
                        raise UnreadableError(at, head.name, f"must be at most {_LONGEST.days} days long")
                    if other != length:
                        overrides[moment] = Override(moment, length=other)
            else:
                extra += [
                    self._same_kind(placed, start, at, head.name) for placed in self._moments.several(each)
                ]
        return extra, list(overrides.values())

    def _same_kind(self, placed: Placed, start: Placed, at: int, name: str) -> Moment:
        """Return a start as the series tells it."""
        if isinstance(placed.moment, datetime) is not isinstance(start.moment, datetime):
            raise UnreadableError(at, name, "must be a date where DTSTART is one, and else a time")
        if not isinstance(placed.moment, datetime):
            return placed.moment
        shown = wall_in(start.zone, placed)
        if shown is None:
            raise UnreadableError(at, name, "must not be the second of two times that the clocks show")
        return shown

    def _excluded(
        self,
        given: Property,
        start: Placed,
        rules: tuple[RecurrenceRule, ...],
        starts: list[Moment],
        uid: str,
    ) -> list[Moment]:
        """Return the starts that an EXDATE takes away."""
        self._count(given)
        head, value, at = given
        if head.zone is not None and head.zone == start.zone and all(map(_is_wall, value.split(","))):
            return [placed.moment for placed in self._moments.several(given)]
        timed = isinstance(start.moment, datetime)
        found: list[Moment] = []
        told = False
        for placed in self._moments.several(given):
            moment = placed.moment
            if isinstance(moment, datetime) is timed:
                found += [moment] if not timed else _told(start.zone, placed)
                continue
            if not told:
                rule = "must be a date where DTSTART is one, and else a time"
                hint = "its whole day is taken away" if timed else "its day is taken away"
                self._ledger.problem(UnreadableError(at, head.name, rule, hint=hint), uid)
                told = True
            day = moment.date() if isinstance(moment, datetime) else moment
            found += _on_day(day, start, rules, starts) if timed else [day]
        return found


def _usual_span(once: Once) -> tuple[datetime, timedelta, str] | None:
    """Return start, length and zone of an event of the usual form, or None where a closer look is needed."""
    if "DTSTART" not in once or "DTEND" not in once or "DURATION" in once:
        return None
    start, begin, _ = once["DTSTART"]
    end, finish, _ = once["DTEND"]
    key = start.zone
    if key is None and start.is_bare and end.is_bare and begin.endswith("Z") and finish.endswith("Z"):
        key, begin, finish = "UTC", begin[:-1], finish[:-1]
    elif key is None or end.zone != key:
        return None
    return _between(begin, finish, key) if _is_wall(begin) and _is_wall(finish) else None


def _between(begin: str, finish: str, key: str) -> tuple[datetime, timedelta, str] | None:
    """Return start, length and zone; None where there is no such time, or it calls for a closer look."""
    try:
        first, last = datetime.fromisoformat(begin), datetime.fromisoformat(finish)
    except ValueError:
        return None
    length = last - first
    if key != "UTC":
        length -= offset_between(first, last, key)
    return (first, length, key) if _ZERO < length <= _LONGEST and 1900 <= first.year < 2200 else None


def _told(key: str, placed: Placed) -> list[Moment]:
    """Return the wall times that may be the key of what starts at an instant."""
    shown = wall_in(key, placed)
    if shown is None:
        return []
    if placed.zone == key:
        return [shown]
    return [shown, *skipped_like(key, shown)]


def skipped_like(key: str, shown: datetime) -> list[datetime]:
    """Return the wall time that the clocks skip and that moves forward to *shown*, if there is one."""
    for minutes in (60, 30, 120):
        earlier = shown - timedelta(minutes=minutes)
        if offset_between(earlier, shown, key) and instant_of(earlier, key) == instant_of(shown, key):
            return [earlier]
    return []


def _on_day(
    day: date, start: Placed, rules: tuple[RecurrenceRule, ...], starts: list[Moment]
) -> list[Moment]:
    low = datetime.combine(day, time())
    first: Any = start.moment
    found = [each for each in starts if isinstance(each, datetime) and each.date() == day]
    for rule in rules:
        found += islice(rule.starts(first, after=low, before=low + _DAY, zone=start.zone), _A_DAY_HAS)
    return list(found)
