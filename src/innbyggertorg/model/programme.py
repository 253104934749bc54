"""Everything together: torgs, organisations, what happens, and what is closed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Final, Literal, TypeVar

from attrs import field, frozen

from innbyggertorg._checks import is_a, tuple_of
from innbyggertorg._values import Value
from innbyggertorg.chrono import Interval, zone
from innbyggertorg.days import SchoolCalendar
from innbyggertorg.errors import (
    InvalidValueError,
    Problem,
    ProblemsError,
    UnknownReferenceError,
    WrongTypeError,
)
from innbyggertorg.model._references import repeated_ids, unknown
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
            *repeated_ids("events", (f"{event.torg}/{event.id}" for event in self.events)),
            *repeated_ids("events", (event.uid for event in self.events)),
            *self._unknown_in_torgs(),
            *self._unknown_in_events(),
            *self._unknown_in_closures(),
        ]
        if problems:
            raise ProblemsError(problems)

    def _unknown_in_torgs(self) -> Iterator[Problem]:
        for i, torg in enumerate(self.torgs):
            if torg.operator is not None:
                yield from unknown(
                    f"torgs[{i}].operator", "organisation", (torg.operator,), self._organisations
                )
            for j, service in enumerate(torg.services):
                if service.operator is not None:
                    path = f"torgs[{i}].services[{j}].operator"
                    yield from unknown(path, "organisation", (service.operator,), self._organisations)

    def _unknown_in_events(self) -> Iterator[Problem]:
        for i, event in enumerate(self.events):
            path = f"events[{i}]"
            if event.organiser is not None:
                yield from unknown(
                    f"{path}.organiser", "organisation", (event.organiser,), self._organisations
                )
            torg = self._torgs.get(event.torg)
            if torg is None:
                yield from unknown(f"{path}.torg", "torg", (event.torg,), self._torgs)
                continue
            rooms = [room.id for room in torg.rooms]
            what = f"room of the torg {torg.id}"
            yield from unknown(f"{path}.rooms", what, event.rooms, rooms)
            for j, override in enumerate(event.series.overrides):
                changed = getattr(override.details, "rooms", None) or ()
                yield from unknown(f"{path}.series.overrides[{j}].details.rooms", what, changed, rooms)

    def _unknown_in_closures(self) -> Iterator[Problem]:
        for i, closure in enumerate(self.closures):
            torg = self._torgs.get(closure.torg)
            if torg is None:
                yield from unknown(f"closures[{i}].torg", "torg", (closure.torg,), self._torgs)
                continue
            rooms = [room.id for room in torg.rooms]
            services = [service.id for service in torg.services]
            yield from unknown(f"closures[{i}].rooms", f"room of the torg {torg.id}", closure.rooms, rooms)
            for name in ("services", "spared_services"):
                named = getattr(closure, name)
                yield from unknown(f"closures[{i}].{name}", f"service of the torg {torg.id}", named, services)

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
    ) -> tuple[EventOccurrence, ...]:
        """List what happens in *window*, cancelled occurrences included.

        Args:
            window: Exact time; an occurrence is listed when it overlaps it.
            torg: Id of one torg, or None for all.
            visibility: `public` for what everybody may see: public events past the draft. `internal` for
                everything, public events included.

        Returns:
            In order of start, then of end, then of key. A whole-day occurrence counts from midnight in its
            series' zone.

        Raises:
            InvalidValueError: If *visibility* is neither of the two.
            UnknownReferenceError: If there is no such torg.
            WrongTypeError: If *window* is not an Interval.
        """
        if not isinstance(window, Interval):
            raise WrongTypeError("Programme.occurrences window", "must be an Interval", window)
        if visibility not in _VISIBILITIES:
            rule = f"must be one of {', '.join(_VISIBILITIES)}"
            raise InvalidValueError("Programme.occurrences visibility", rule, visibility)
        if torg is not None:
            self.torg(torg)
        found = [
            EventOccurrence(event, occurrence)
            for event in self.events
            if (torg is None or event.torg == torg) and (visibility == "internal" or event.is_public)
            for occurrence in event.series.occurrences(window)
        ]
        return tuple(sorted(found, key=_order))


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
