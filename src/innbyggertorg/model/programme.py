"""Everything together: torgs, organisations, what happens, and what is closed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Final, Literal, TypeVar

from attrs import field, frozen

from innbyggertorg._checks import is_a, tuple_of
from innbyggertorg._values import Value, counted
from innbyggertorg.chrono import Interval, zone
from innbyggertorg.days import SchoolCalendar
from innbyggertorg.errors import (
    InvalidValueError,
    Problem,
    ProblemsError,
    UnknownReferenceError,
    WrongTypeError,
    shown,
)
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.model._references import Known, repeated_ids
from innbyggertorg.model.closure import Closure
from innbyggertorg.model.event import Event, EventOccurrence
from innbyggertorg.model.organisation import Organisation
from innbyggertorg.model.torg import Torg

__all__ = ["Programme"]

_T = TypeVar("_T")
_VISIBILITIES: Final = ("public", "internal")


@frozen(kw_only=True)
class Programme(Value):
    """The torgs of a municipality and what happens in them; every reference in it leads somewhere.

    Attributes:
        torgs: The houses.
        organisations: Who arranges things and runs services.
        events: What happens.
        closures: When what is closed or restricted.
        school_calendars: When the schools of a municipality are off.

    Raises:
        ProblemsError: If an id is used twice, or something is named that there is not; all of them at once,
            each with its path.
        WrongTypeError: If a field has the wrong type.
    """

    torgs: tuple[Torg, ...] = field(default=(), validator=tuple_of(is_a(Torg)))
    organisations: tuple[Organisation, ...] = field(default=(), validator=tuple_of(is_a(Organisation)))
    events: tuple[Event, ...] = field(default=(), validator=tuple_of(is_a(Event)))
    closures: tuple[Closure, ...] = field(default=(), validator=tuple_of(is_a(Closure)))
    school_calendars: tuple[SchoolCalendar, ...] = field(default=(), validator=tuple_of(is_a(SchoolCalendar)))

    def _check(self) -> None:
        problems = [
            *repeated_ids("torgs", (torg.id for torg in self.torgs)),
            *repeated_ids("organisations", (organisation.id for organisation in self.organisations)),
            *repeated_ids("closures", (closure.id for closure in self.closures)),
            *repeated_ids("school_calendars", (calendar.id for calendar in self.school_calendars)),
            *self._repeated_events(),
            *self._unknown_organisations(),
            *self._unknown_in_torgs(),
        ]
        if problems:
            raise ProblemsError(problems)

    def _repeated_events(self) -> Iterator[Problem]:
        """Yield a problem for an id used twice in one torg, or else, as it follows from that, a uid."""
        seen: set[tuple[str, str]] = set()
        uids: set[str] = set()
        for i, event in enumerate(self.events):
            if (event.torg, event.id) in seen:
                rule = f"must differ from that of all other events of the torg {event.torg}"
                yield Problem(f"events[{i}].id", rule, shown(event.id))
            elif event.uid in uids:
                yield Problem(
                    f"events[{i}].uid", "must differ from that of all other events", shown(event.uid)
                )
            seen.add((event.torg, event.id))
            uids.add(event.uid)

    def _unknown_organisations(self) -> Iterator[Problem]:
        known = Known("organisation", self._organisations)
        for i, torg in enumerate(self.torgs):
            yield from known.unknown(f"torgs[{i}].operator", _named(torg.operator))
            for j, service in enumerate(torg.services):
                yield from known.unknown(f"torgs[{i}].services[{j}].operator", _named(service.operator))
            for j, room in enumerate(torg.rooms):
                for k, use in enumerate(room.primary):
                    path = f"torgs[{i}].rooms[{j}].primary[{k}].organisation"
                    yield from known.unknown(path, (use.organisation,))
        for i, event in enumerate(self.events):
            yield from known.unknown(f"events[{i}].organiser", _named(event.organiser))

    def _unknown_in_torgs(self) -> Iterator[Problem]:
        torgs = Known("torg", self._torgs)
        rooms = {t.id: Known(f"room of the torg {t.id}", (room.id for room in t.rooms)) for t in self.torgs}
        services = {
            t.id: Known(f"service of the torg {t.id}", (s.id for s in t.services)) for t in self.torgs
        }
        lent = {t.id: Known(f"equipment of the torg {t.id}", (e.id for e in t.equipment)) for t in self.torgs}
        for i, event in enumerate(self.events):
            path = f"events[{i}]"
            yield from torgs.unknown(f"{path}.torg", (event.torg,))
            if event.torg in rooms:
                yield from rooms[event.torg].unknown(f"{path}.rooms", event.rooms)
                yield from lent[event.torg].unknown(f"{path}.equipment", event.equipment)
                for j, override in enumerate(event.series.overrides):
                    changed = getattr(override.details, "rooms", None) or ()
                    below = f"{path}.series.overrides[{j}].details.rooms"
                    yield from rooms[event.torg].unknown(below, changed)
        for i, closure in enumerate(self.closures):
            path = f"closures[{i}]"
            yield from torgs.unknown(f"{path}.torg", (closure.torg,))
            if closure.torg in rooms:
                yield from rooms[closure.torg].unknown(f"{path}.rooms", closure.rooms)
                yield from services[closure.torg].unknown(f"{path}.services", closure.services)
                yield from services[closure.torg].unknown(f"{path}.spared_services", closure.spared_services)

    def _short(self) -> str:
        number = {"torg": self.torgs, "event": self.events, "closure": self.closures}
        return f"of {', '.join(counted(len(things), name) for name, things in number.items())}"

    @cached_property
    def _torgs(self) -> dict[str, Torg]:
        return {torg.id: torg for torg in self.torgs}

    @cached_property
    def _organisations(self) -> dict[str, Organisation]:
        return {organisation.id: organisation for organisation in self.organisations}

    @cached_property
    def _events(self) -> dict[str, Event]:
        return {event.uid: event for event in self.events}

    def torg(self, torg_id: str) -> Torg:
        """Return the torg of that id.

        Raises:
            UnknownReferenceError: If there is none; the message lists those there are.
        """
        return _looked_up(self._torgs, torg_id, "torg")

    def organisation(self, organisation_id: str) -> Organisation:
        """Return the organisation of that id.

        Raises:
            UnknownReferenceError: If there is none; the message lists those there are.
        """
        return _looked_up(self._organisations, organisation_id, "organisation")

    def event(self, uid: str) -> Event:
        """Return the event of that uid.

        Raises:
            UnknownReferenceError: If there is none.
        """
        return _looked_up(self._events, uid, "event")

    def occurrences(
        self,
        window: Interval,
        *,
        torg: str | None = None,
        visibility: Literal["public", "internal"] = "public",
        limits: Limits = DEFAULT_LIMITS,
    ) -> tuple[EventOccurrence, ...]:
        """List what happens in *window*, cancelled occurrences included.

        Args:
            window: Exact time; an occurrence is listed when it overlaps it.
            torg: Id of one torg, or None for all.
            visibility: `public` for what everybody may see: public events past the draft. `internal` for
                everything, public events included.
            limits: `occurrences` is the most that one event is listed with.

        Returns:
            In order of start, then of end, then of key. A whole-day occurrence counts from midnight in its
            series' zone.

        Raises:
            InvalidValueError: If *visibility* is neither of the two.
            LimitExceededError: If one event has more occurrences in *window* than the limit.
            UnknownReferenceError: If there is no such torg.
            UnknownSchoolYearError: If an event hangs on a school year that its calendar does not hold.
            WrongTypeError: If *window* is not an Interval, or *limits* no Limits.
        """
        if not isinstance(window, Interval):
            raise WrongTypeError("Programme.occurrences window", "must be an Interval", window)
        if not isinstance(limits, Limits):
            raise WrongTypeError("Programme.occurrences limits", "must be a Limits", limits)
        if visibility not in _VISIBILITIES:
            rule = f"must be one of {', '.join(_VISIBILITIES)}"
            raise InvalidValueError("Programme.occurrences visibility", rule, visibility)
        if torg is not None:
            self.torg(torg)
        found = [
            EventOccurrence(event, occurrence)
            for event in self.events
            if (torg is None or event.torg == torg) and (visibility == "internal" or event.is_public)
            for occurrence in event.series.occurrences(window, limits=limits)
        ]
        return tuple(sorted(found, key=_order))


def _named(name: str | None) -> tuple[str, ...]:
    return () if name is None else (name,)


def _order(occurrence: EventOccurrence) -> tuple[datetime, datetime, str, str]:
    key_zone = occurrence.event.series.zone
    start, end = _instant(occurrence.start, key_zone), _instant(occurrence.end, key_zone)
    return start, end, occurrence.key.uid, occurrence.key.original.isoformat()


def _instant(moment: datetime | date, key: str) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime.combine(moment, time(), zone(key)).astimezone(UTC)


def _looked_up(things: dict[str, _T], name: object, what: str) -> _T:
    found = things.get(name) if isinstance(name, str) else None
    if found is None:
        known = ", ".join(list(things)[:10]) or "none"
        raise UnknownReferenceError(
            what, f"must be the id of a {what} of the programme", name, f"there is: {known}"
        )
    return found
