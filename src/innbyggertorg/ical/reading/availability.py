"""VAVAILABILITY (RFC 7953) as an opening schedule: when a house is open, by whoever wrote it."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from innbyggertorg._checks import LINE_LENGTH, one_line_problem
from innbyggertorg.chrono.zones import DEFAULT_ZONE
from innbyggertorg.ical.reading.about import About, Once
from innbyggertorg.ical.reading.components import Component, Property
from innbyggertorg.ical.reading.events import Lines
from innbyggertorg.ical.reading.heads import LOST
from innbyggertorg.ical.reading.ledger import Ledger, UnreadableError
from innbyggertorg.ical.reading.moments import Moments, Placed, after
from innbyggertorg.ical.reading.stretches import Offer, Stretches
from innbyggertorg.ical.reading.values import parts_of, plain_text
from innbyggertorg.ical.reading.when import When
from innbyggertorg.language.tables import TABLES
from innbyggertorg.limits import Limits
from innbyggertorg.model import LANGUAGES
from innbyggertorg.opening import OPEN_LEVELS, AccessLevel, OpeningSchedule
from innbyggertorg.recurrence import Series

__all__ = ["Availabilities"]

_DAY: Final = timedelta(days=1)
# What says who and when, or is read for something else.
_READ: Final = {"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "DURATION", "DESCRIPTION"}
_LEVELS: Final = {
    word.casefold(): level
    for level in OPEN_LEVELS
    for word in (level.key, *(TABLES[language].conflicts.levels[level] for language in LANGUAGES))
}


class _Part(NamedTuple):
    """An AVAILABLE: what is offered, and when, once from start to end or as a series says."""

    offer: Offer
    start: Placed | None = None
    end: Placed | None = None
    series: Series | None = None

    @property
    def zone(self) -> str:
        """IANA key of its zone; empty for days."""
        return self.series.zone if self.series else self.start.zone if self.start else ""


class Availabilities:
    """Reads when something is open.

    Args:
        ledger: Where losses go, and problems that can be lived with.
        moments: Reads dates and times.
        when: Reads what repeats.
        about: Knows whether the calendar was written by this package.
        preferred: IANA key of the zone of a schedule in which nothing repeats, or None.
        limits: `occurrences` and `hours_rules` apply.
    """

    def __init__(
        self,
        ledger: Ledger,
        moments: Moments,
        when: When,
        about: About,
        *,
        preferred: str | None,
        limits: Limits,
    ) -> None:
        self._ledger = ledger
        self._moments = moments
        self._when = when
        self._about = about
        self._preferred = preferred
        self._limits = limits

    def read(self, component: Component) -> OpeningSchedule:
        """Return what a VAVAILABILITY says is available, as hours; all else is closed.

        Raises:
            UnreadableError: If it cannot be read.
            UnsettledError: If a zone is not known yet.
        """
        if component.broken is not None:
            raise component.broken
        lines = Lines(component)
        start, end = self._bounds(lines.once)
        self._note(lines, "BUSYTYPE")
        parts = []
        for each in component.parts:
            here = self._ledger.here()
            try:
                parts.append(self._part(each))
            except UnreadableError as error:
                self._ledger.forget_losses(here[0])
                self._ledger.problem(error, left_out=True)
        if not self._about.own and (start or end):
            self._ledger.lost(component.at, "", "VAVAILABILITY", "is read as closed outside of its time")
        stretches = Stretches(self._zone(parts), self._limits)
        for part in parts:
            try:
                if part.series is not None:
                    stretches.add_series(part.series, part.offer)
                elif part.start is not None and part.end is not None:
                    stretches.add(part.start, part.end, part.offer)
            except UnreadableError as error:
                self._ledger.problem(error, left_out=True)
        return stretches.schedule(component.at, start, end)

    def _bounds(self, once: Once) -> tuple[Placed | None, Placed | None]:
        """Return DTSTART and DTEND, or what DURATION makes of that."""
        start, end = (
            self._moments.one(once[name]) if name in once else None for name in ("DTSTART", "DTEND")
        )
        length = once.get("DURATION")
        if length is None:
            return start, end
        if start is None or end is not None:
            raise UnreadableError(length[2], "DURATION", "must stand beside DTSTART, and not beside DTEND")
        return start, after(start, length)

    def _part(self, part: Component) -> _Part:
        if part.broken is not None:
            raise part.broken
        if part.kind != "AVAILABLE":
            raise UnreadableError(part.at, part.kind[:40], "must be an AVAILABLE")
        lines = Lines(part)
        once = lines.once
        if "RECURRENCE-ID" in once:
            hint = "write an EXDATE, and another AVAILABLE"
            raise UnreadableError(once["RECURRENCE-ID"][2], "RECURRENCE-ID", "must not be there", hint=hint)
        offer = Offer(self._level(lines.many.get("CATEGORIES", [])), self._reason(once), part.at)
        self._note(lines, "CATEGORIES")
        if lines.repetition:
            return _Part(offer, series=self._when.series(once, lines.repetition, part.at, ""))
        start, end = self._bounds(once)
        if start is None:
            raise UnreadableError(part.at, "AVAILABLE", "must have a DTSTART")
        if end is None and isinstance(start.moment, datetime):
            raise UnreadableError(part.at, "AVAILABLE", "must have a DTEND or DURATION")
        if end is not None and isinstance(end.moment, datetime) is not isinstance(start.moment, datetime):
            raise UnreadableError(part.at, "DTEND", "must be a date where DTSTART is one, and else a time")
        return _Part(offer, start, end or Placed(start.moment + _DAY, start.zone))

    def _level(self, given: list[Property]) -> AccessLevel:
        found = AccessLevel.STAFFED
        for head, value, at in given:
            for word in parts_of(value):
                level = _LEVELS.get(word.strip().casefold())
                if level is None:
                    self._ledger.lost(at, "", head.name, "are more than the levels of access there are")
                else:
                    found = level
        return found

    def _reason(self, once: Once) -> str:
        """Return DESCRIPTION as the reason of a rule, or nothing where it cannot be one."""
        given = once.get("DESCRIPTION")
        text = plain_text(given[1]) if given else ""
        if given is None or not text:
            return ""
        if one_line_problem(text, LINE_LENGTH):
            self._ledger.lost(given[2], "", "DESCRIPTION", "is no reason of one line, and is not kept")
            return ""
        return text

    def _note(self, lines: Lines, *read: str) -> None:
        """Note what a schedule has no place for; BUSYTYPE only where it is not the usual one."""
        found = [*lines.once.values(), *(each for more in lines.more.values() for each in more)]
        found += [each for many in lines.many.values() for each in many]
        for head, _, at in found:
            unread = head.name not in {*_READ, *read} and not (self._about.own and head.name == "SUMMARY")
            for what in (head.name,) if unread else head.lost:
                self._ledger.lost(at, "", what)
        for head, value, at in lines.lost:
            if head.name == "BUSYTYPE" in read:
                if value.strip().upper() != "BUSY-UNAVAILABLE":
                    self._ledger.lost(at, "", head.name, "is not kept: what is not available is closed")
            elif head.code == LOST:
                self._ledger.lost(at, "", head.name[:80])

    def _zone(self, found: list[_Part]) -> str:
        """Return the zone whose clock the schedule goes by."""
        repeated = [part.zone for part in found if part.series is not None and part.series.rules]
        named = [part.zone for part in found if part.zone not in {"", "UTC"}]
        return next(iter([*repeated, *([self._preferred] if self._preferred else []), *named]), DEFAULT_ZONE)
