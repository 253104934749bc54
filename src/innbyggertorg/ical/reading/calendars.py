"""The calendars of a file: events as they come, zones as they are met, at the end what belongs together."""

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Final

from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.ical.reading.availability import Availabilities
from innbyggertorg.ical.reading.components import Component
from innbyggertorg.ical.reading.events import Events, Found
from innbyggertorg.ical.reading.following import with_following
from innbyggertorg.ical.reading.joining import with_overrides, without_series
from innbyggertorg.ical.reading.ledger import Ledger, UnreadableError
from innbyggertorg.ical.reading.related import Related
from innbyggertorg.ical.reading.values import plain_text
from innbyggertorg.ical.reading.zones import UnsettledError, Zones, years_of
from innbyggertorg.model import Event
from innbyggertorg.opening import OpeningSchedule

__all__ = ["Calendars"]

_place = itemgetter(0)
_OWN: Final = "-//innbyggertorg//"
_NAMES: Final = ("NAME", "X-WR-CALNAME")
# What says how the file was made or how it is fetched, and nothing about what happens.
_OF_THE_TORG: Final = {"URL", "IMAGE", "COLOR", "DESCRIPTION", "X-WR-CALDESC"}  # of which we know more
_ENVELOPE: Final = {"VERSION", "PRODID", "CALSCALE", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"}


class Calendars:
    """Reads the calendars of a file.

    Args:
        ledger: Where losses go, and problems that can be lived with.
        zones: What the zones are called.
        events: Reads events.
        availabilities: Reads opening hours.
        related: Joins again what a feed of this package had to list one by one.

    Attributes:
        schedules: Opening hours, in the order of the file.
        name: What the first one that has a name calls itself.
    """

    def __init__(
        self, ledger: Ledger, zones: Zones, events: Events, availabilities: Availabilities, related: Related
    ) -> None:
        self._ledger = ledger
        self._zones = zones
        self._events = events
        self._availabilities = availabilities
        self._related = related
        self._alone: dict[str, Event] = {}
        self._at: list[int] = []  # where each of them begins
        self._replacing: dict[str, list[Found]] = {}
        self._waiting: list[Component] = []
        self._calendar_now: Component | None = None
        self.schedules: list[OpeningSchedule] = []
        self.name: str | None = None

    def read(self, found: Iterable[Component]) -> list[Event]:
        """Return the events of all that is in the file, in its order."""
        for component in found:
            usual = self._usual(component) if component.said is not None else None
            if usual is not None:
                self._file_alone(usual, component.at)
            elif component.kind in {"VEVENT", "VAVAILABILITY"}:
                self._component(component)
            elif component.kind == "VTIMEZONE":
                self._zones.define(component)
            elif component.kind == "VCALENDAR":
                self._calendar(component)
            else:
                if component.broken is not None:
                    self._ledger.problem(component.broken)
                self._ledger.lost(component.at, "", component.kind[:40])
        events = list(self._alone.values())
        if self._replacing:
            events = self._put_together(events)
        if not (self._related or self._replacing) and self._at == sorted(self._at):
            return events
        groups = list(zip(self._at, events, strict=True))
        for apart in self._replacing.values():
            groups += [(apart[0].at, event) for event in without_series(apart, self._ledger)]
        if self._related:
            groups = self._related.joined(groups)
        return [event for _, event in sorted(groups, key=_place)]

    def _put_together(self, events: list[Event]) -> list[Event]:
        """Return events with the occurrences that are given on their own; those without a series stay."""
        together: list[Event] = []
        places: list[int] = []
        for at, event in zip(self._at, events, strict=True):
            if event.uid in self._replacing:
                for each in self._together(at, event):
                    together.append(each)
                    places.append(at)
            else:
                together.append(event)
                places.append(at)
        self._at = places
        return together

    # --- one by one ---------------------------------------------------------------------------------------

    def _usual(self, component: Component) -> Event | None:
        """Return an event that is read at once; None for one that calls for a closer look."""
        if component.calendar is not self._calendar_now:
            self._begin(component.calendar)
        return self._events.usual(component)

    def _component(self, component: Component) -> None:
        if component.calendar is not self._calendar_now:
            self._begin(component.calendar)
        here = self._ledger.here()
        try:
            if component.kind == "VEVENT":
                self._file(self._events.read(component))
            else:
                self.schedules.append(self._availabilities.read(component))
        except UnsettledError as error:
            self._ledger.back_to(here)
            self._wait(component, error.tzid)
        except UnreadableError as error:
            self._ledger.forget_losses(here[0])
            self._leave_out(component, error)

    def _begin(self, calendar: Component | None) -> None:
        """Look at who wrote a calendar, before its first event is read."""
        self._calendar_now = calendar
        product = calendar.one("PRODID") if calendar else None
        self._events.about.own = product is not None and product[1].startswith(_OWN)

    def _wait(self, component: Component, tzid: str) -> None:
        """Put a component by until the calendar is read to its end."""
        properties = [*component.properties, *(each for part in component.parts for each in part.properties)]
        self._zones.use(tzid, *years_of(properties, tzid))
        self._waiting.append(component)

    def _leave_out(self, component: Component, error: UnreadableError) -> None:
        named = component.one("UID")
        uid = plain_text(named[1]) if named else ""
        self._ledger.problem(error, uid if uid.isprintable() else "", left_out=True)

    def _file(self, found: Found) -> None:
        event = found.event
        uid = event.uid
        if found.key is not None:
            self._replacing.setdefault(uid, []).append(found)
        elif found.related:
            self._related.add(found)
        else:
            self._file_alone(event, found.at)

    def _file_alone(self, event: Event, at: int) -> None:
        """Put an event to the others, unless one of that UID was met before."""
        uid = event.uid
        if uid not in self._alone:
            self._alone[uid] = event
            self._at.append(at)
        else:
            other = self._alone[uid]
            if (event.sequence, event.changed_at) >= (other.sequence, other.changed_at):
                self._alone[uid] = event
            hint = "the one with the higher SEQUENCE is read, or else the later one"
            error = UnreadableError(at, "VEVENT", "must have a UID of its own", got=uid, hint=hint)
            self._ledger.problem(error, uid, left_out=True)

    # --- a whole calendar ---------------------------------------------------------------------------------

    def _calendar(self, calendar: Component) -> None:
        """Read what waited for the end of a calendar, and what is said of it as a whole."""
        waiting, self._waiting = self._waiting, []
        while waiting:
            self._zones.settle()
            for component in waiting:
                self._component(component)
            waiting, self._waiting = self._waiting, []
        self._zones.forget()
        if calendar is not self._calendar_now:
            self._begin(calendar)
        version, scale = calendar.one("VERSION"), calendar.one("CALSCALE")
        if version is None or version[1].strip() != "2.0":
            at = version[2] if version else calendar.at
            self._ledger.problem(UnreadableError(at, "VERSION", "must be 2.0"))
        if calendar.one("PRODID") is None:
            self._ledger.problem(UnreadableError(calendar.at, "VCALENDAR", "must have a PRODID"))
        if scale is not None and scale[1].strip().upper() != "GREGORIAN":
            raise self._ledger.fail(scale[2], "must have a CALSCALE of GREGORIAN", got=scale[1][:40])
        for head, value, at in calendar.properties:
            if head.name in _NAMES:
                self.name = self.name or plain_text(value).strip()[:200] or None
            elif self._events.about.own and head.name in _OF_THE_TORG:
                pass
            elif head.name not in _ENVELOPE and (head.name, value.upper()) != ("METHOD", "PUBLISH"):
                self._ledger.lost(at, "", head.name)

    # --- what belongs together ----------------------------------------------------------------------------

    def _together(self, at: int, event: Event) -> Iterator[Event]:
        """Yield an event with the occurrences that are given on their own."""
        replacing = self._replacing.pop(event.uid)
        plain = [each for each in replacing if not each.following]
        following = [each for each in replacing if each.following]
        try:
            event, *besides = with_overrides(event, plain, self._ledger)
            for each in sorted(following, key=lambda each: str(each.key)):
                parts = with_following(event, each, self._ledger)
                if parts is None:
                    why = "is read for the one occurrence"
                    self._ledger.lost(each.key_at, event.uid, "RECURRENCE-ID RANGE", why)
                    parts = with_overrides(event, [each], self._ledger)
                *before, event = parts
                yield from before
            yield event
            yield from besides
        except (InvalidValueError, WrongTypeError) as error:
            broken = UnreadableError(at, "VEVENT", "must be a series", hint=str(error))
            self._ledger.problem(broken, event.uid, left_out=True)
