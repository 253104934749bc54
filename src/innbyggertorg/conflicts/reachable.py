"""When people get in: hours as they are left by closures, and by the days on which something exists."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from attrs import evolve

from innbyggertorg.chrono import Validity, resolve, zone
from innbyggertorg.conflicts.houses import House
from innbyggertorg.errors import UnknownReferenceError, WrongTypeError
from innbyggertorg.model import Closure, Programme, Service, Torg, TorgStatus
from innbyggertorg.model.text import check_language
from innbyggertorg.opening import AccessLevel, Cap, Openings, OpeningSchedule, Restriction, within

__all__ = ["in_house", "is_about", "reachable"]

_EVER: Final = datetime(1, 1, 1)


def reachable(
    programme: Programme, torg: str, service: str | None = None, *, language: str = "nb"
) -> Openings | None:
    """Return when a house, or a service in it, is open after all: its hours without what closures take.

    The house has its own schedule. A service has its own hours, or those of the house; either way it is open
    while the house is at the level that it requires, unless it has its own entrance. Closures of the house
    leave out the services that they spare. What is closed by a closure has its reason. Before and after its
    validity a torg or a service is closed.

    Args:
        programme: With its closures.
        torg: Id of the torg.
        service: Id of the service, or None for the house.
        language: `nb`, `nn` or `en`: of the reasons of closures.

    Returns:
        Openings in the zone of the schedule; None where no hours are known.

    Raises:
        InvalidValueError: If there is no such language.
        UnknownReferenceError: If there is no such torg or service.
        WrongTypeError: If *programme* is no Programme.
    """
    if not isinstance(programme, Programme):
        raise WrongTypeError("reachable programme", "must be a Programme", programme)
    check_language("reachable language", language)
    place = programme.torg(torg)
    closures = [closure for closure in programme.closures if closure.torg == place.id]
    if service is None:
        wide = [closure for closure in closures if not closure.rooms and not closure.services]
        return _of_house(place, wide, language)
    found = place.service(service)
    if found is None:
        known = ", ".join(each.id for each in place.services[:10]) or "none"
        rule = f"must be a service of the torg {place.id}"
        raise UnknownReferenceError("reachable service", rule, service, f"there is: {known}")
    house = House(place)
    hitting = [closure for closure in closures if is_about(house, found, closure)]
    return _of_service(place, found, hitting, language)


def is_about(house: House, service: Service, closure: Closure) -> bool:
    """Tell whether a closure is about a service: by its name, by all its rooms, or with the whole house."""
    if closure.services or closure.rooms:
        rooms = house.leaves(service.rooms)
        return service.id in closure.services or bool(rooms and rooms <= house.lasting(closure).leaves)
    return service.id not in closure.spared_services


def _of_house(torg: Torg, closures: list[Closure], language: str) -> OpeningSchedule | None:
    if torg.opening is None:
        return None
    validity = torg.validity
    gone = torg.status in {TorgStatus.CLOSED, TorgStatus.MOVED} and validity.last is None
    if gone or (torg.status is TorgStatus.PLANNED and validity.first is None):
        return OpeningSchedule(zone=torg.opening.zone)
    return _restricted(torg, torg.opening, closures, validity, language)


def in_house(service: Service, own: OpeningSchedule, house: OpeningSchedule | None) -> Openings:
    """Return the hours *own* of a service while its house is at the level that it requires."""
    if house is None or service.own_entrance:
        return own
    return within(own, house, requires=service.requires)


def _of_service(torg: Torg, service: Service, closures: list[Closure], language: str) -> Openings | None:
    own = torg.opening if service.opening is None else service.opening
    if own is None:
        return None
    left = [
        closure
        if closure.highest >= service.requires
        else evolve(closure, highest=AccessLevel.CLOSED, most_people=None)
        for closure in closures
    ]
    inner = _restricted(torg, own, left, service.validity, language)
    return in_house(service, inner, _of_house(torg, [], language))


def _restricted(
    torg: Torg, schedule: OpeningSchedule, closures: list[Closure], validity: Validity, language: str
) -> OpeningSchedule:
    more = [
        Restriction(
            _wall(closure.start, torg, schedule),
            None if closure.end is None else _wall(closure.end, torg, schedule, last=True),
            Cap(closure.highest),
            reason=closure.reason.in_language(language),
        )
        for closure in closures
        if closure.highest < AccessLevel.STAFFED
    ]
    more += [Restriction(*bounds) for bounds in _outside(validity)]
    return evolve(schedule, restrictions=(*schedule.restrictions, *more)) if more else schedule


def _outside(validity: Validity) -> Iterator[tuple[datetime, datetime | None]]:
    if validity.first is not None and validity.first > _EVER.date():
        yield _EVER, datetime.combine(validity.first, time())
    if validity.last is not None and validity.last < date.max:
        yield datetime.combine(validity.last + timedelta(days=1), time()), None


def _wall(moment: date | datetime, torg: Torg, schedule: OpeningSchedule, *, last: bool = False) -> datetime:
    """Return a bound of a closure as wall time in the zone of the schedule."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time()) + timedelta(days=last and moment < date.max)
    if schedule.zone == torg.zone:
        return moment
    return resolve(moment, zone(torg.zone)).astimezone(zone(schedule.zone)).replace(tzinfo=None)
