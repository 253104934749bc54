"""A house, its rooms and its services in the terms of schema.org."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from attrs import evolve

from innbyggertorg.chrono.dates import DateRange
from innbyggertorg.chrono.interval import Interval
from innbyggertorg.conflicts.reachable import reachable
from innbyggertorg.errors import UnknownReferenceError, WrongTypeError
from innbyggertorg.exchange.losses import Loss
from innbyggertorg.exchange.public import PublicOrganisation, check_call, public_organisation
from innbyggertorg.exchange.schema_org.hours import opening_hours
from innbyggertorg.language.kinds import category
from innbyggertorg.language.places import building_of, rooms_of
from innbyggertorg.limits import DEFAULT_LIMITS, Limits
from innbyggertorg.model import (
    Address,
    Geo,
    Programme,
    Room,
    Sector,
    Service,
    ServiceKind,
    Torg,
    TorgStatus,
)
from innbyggertorg.model.organisation import Contact, public_contact
from innbyggertorg.opening.queries import Openings

__all__ = ["organisation_node", "place_node", "service", "torg"]

Node = dict[str, Any]

_OF_THE_MUNICIPALITY: Final = {
    ServiceKind.LIBRARY,
    ServiceKind.HEALTH_CLINIC,
    ServiceKind.CITIZEN_SERVICE,
    ServiceKind.BOOK_MACHINE,
    ServiceKind.CULTURE_SCHOOL,
}


def torg(
    programme: Programme,
    torg_id: str,
    *,
    hours: DateRange | None = None,
    language: str = "nb",
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Node, tuple[Loss, ...]]:
    """Return a house as a schema.org `CivicStructure`, with its rooms and its hours.

    Hours are those that really hold: what closes the whole house is in them.

    Args:
        programme: With the torg in it.
        torg_id: Its id.
        hours: The days for which opening hours are written, or None for none.
        language: `nb`, `nn` or `en`; a text that is missing comes in another of them.
        limits: `occurrences` is the most days of *hours*.

    Returns:
        Plain data for JSON-LD, and what it does not say.

    Raises:
        InvalidValueError: If there is no such language.
        LimitExceededError: If *hours* is too long.
        UnknownReferenceError: If there is no such torg.
        UnknownSchoolYearError: If a day of *hours* hangs on an unknown school year.
        WrongTypeError: If an argument is of another type.
    """
    check_call("schema_org.torg", programme, language, limits)
    house = programme.torg(torg_id)
    node = place_node(house, language, kind="CivicStructure")
    node |= _given(
        identifier=house.id,
        description=house.profile.in_language(language) if house.profile else None,
        image=house.image,
        telephone=_phone(house.contact),
        containsPlace=[_room_node(room, language) for room in house.rooms] or None,
    )
    if house.kommunenummer:
        number = _property("kommunenummer", house.kommunenummer)
        node["containedInPlace"] = {"@type": "AdministrativeArea", "identifier": number}
    openings = reachable(programme, house.id, language=language)
    found, lost_hours = _hours("schema_org.torg", openings, hours, limits)
    return node | found, (*_lost_of_torg(house), *lost_hours)


def service(
    programme: Programme,
    torg_id: str,
    service_id: str,
    *,
    hours: DateRange | None = None,
    language: str = "nb",
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Node, tuple[Loss, ...]]:
    """Return a service as a schema.org `GovernmentService`, or `Service` where it is not the municipality's.

    Its place, in `availableChannel`, has its hours: its own within those of the house, closures included.

    Args:
        programme: With the torg in it.
        torg_id: Id of the torg.
        service_id: Id of the service.
        hours: The days for which opening hours are written, or None for none.
        language: `nb`, `nn` or `en`; a text that is missing comes in another of them.
        limits: `occurrences` is the most days of *hours*.

    Returns:
        Plain data for JSON-LD, and what it does not say.

    Raises:
        InvalidValueError: If there is no such language.
        LimitExceededError: If *hours* is too long.
        UnknownReferenceError: If there is no such torg or service.
        UnknownSchoolYearError: If a day of *hours* hangs on an unknown school year.
        WrongTypeError: If an argument is of another type.
    """
    check_call("schema_org.service", programme, language, limits)
    house = programme.torg(torg_id)
    one = house.service(service_id)
    if one is None:
        known = ", ".join(each.id for each in house.services[:10]) or "none"
        rule = f"must be a service of the torg {house.id}"
        raise UnknownReferenceError("schema_org.service service_id", rule, service_id, f"there is: {known}")
    openings = reachable(programme, house.id, one.id, language=language)
    found, lost_hours = _hours("schema_org.service", openings, hours, limits)
    operator = public_organisation(programme, one.operator, language)
    rooms = [room.name.in_language(language) for room in rooms_of(house, one.rooms)]
    place: Node = {
        "@type": "Place",
        "name": ", ".join(rooms) or house.name.in_language(language),
        "containedInPlace": place_node(house, language),
        **found,
    }
    place |= _given(address=address_node(house.address), telephone=_phone(one.contact))
    by_municipality = one.kind in _OF_THE_MUNICIPALITY or (
        operator is not None and operator.sector is Sector.MUNICIPAL
    )
    node: Node = {"@type": "GovernmentService" if by_municipality else "Service"}
    node |= _given(
        name=one.name.in_language(language),
        identifier=f"{house.id}/{one.id}",
        serviceType=category(one.kind, language),
        category=one.los,
        url=one.url,
        provider=None if operator is None else organisation_node(operator),
        hasOfferCatalog={"@type": "OfferCatalog", "itemListElement": list(one.offers)}
        if one.offers
        else None,
        availableChannel={"@type": "ServiceChannel", "serviceLocation": place},
    )
    return node, (*_lost_of_service(house, one), *lost_hours)


def place_node(house: Torg, language: str, rooms: Sequence[Room] = (), *, kind: str = "Place") -> Node:
    """Return where a house is, or rooms of it; those in a building with an address of its own are there."""
    building = building_of(house, rooms)
    named = [*(room.name for room in rooms), *([building.name] if building else []), house.name]
    node: Node = {"@type": kind, "name": ", ".join(name.in_language(language) for name in named)}
    address, geo = house.address, house.geo
    if building is not None and building.address is not None and building.address != address:
        address, geo = building.address, None  # the point on the map is the door of the torg
    return node | _given(address=address_node(address), geo=_geo_node(geo), url=house.url)


def organisation_node(organisation: PublicOrganisation) -> Node:
    """Return what is public of an organisation."""
    kind = "GovernmentOrganization" if organisation.sector is Sector.MUNICIPAL else "Organization"
    number = organisation.orgnr
    return {"@type": kind, "name": organisation.name} | _given(
        identifier=_property("organisasjonsnummer", number) if number else None,
        url=organisation.url,
        email=organisation.email,
        telephone=organisation.phone,
    )


def address_node(address: Address | None) -> Node | None:
    """Return a Norwegian address."""
    if address is None:
        return None
    return {"@type": "PostalAddress"} | _given(
        streetAddress=address.street,
        postalCode=address.postcode,
        addressLocality=address.place,
        addressCountry="NO",
    )


def _geo_node(geo: Geo | None) -> Node | None:
    if geo is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": geo.latitude, "longitude": geo.longitude}


def _room_node(room: Room, language: str) -> Node:
    features = [
        {"@type": "LocationFeatureSpecification", "name": feature, "value": True} for feature in room.features
    ]
    area = {"@type": "QuantitativeValue", "value": room.area_m2, "unitCode": "MTK"} if room.area_m2 else None
    return {"@type": "Room", "name": room.name.in_language(language), "identifier": room.id} | _given(
        maximumAttendeeCapacity=room.capacity, floorSize=area, amenityFeature=features or None
    )


def _property(name: str, value: str) -> Node:
    return {"@type": "PropertyValue", "propertyID": name, "value": value}


def _phone(contact: Contact | None) -> str | None:
    shown = public_contact(contact)
    return shown.phone if shown else None


def _given(**properties: Any) -> Node:
    return {name: value for name, value in properties.items() if value is not None}


def _hours(where: str, openings: Openings | None, days: Any, limits: Limits) -> tuple[Node, list[Loss]]:
    if days is not None and not isinstance(days, DateRange):
        hint = "opening hours are written for whole days" if isinstance(days, Interval) else ""
        raise WrongTypeError(f"{where} hours", "must be a DateRange or None", days, hint)
    if openings is None:
        return {}, []
    if days is None:
        return {}, [Loss(where="opening", what="all hours", why="no days were asked for; pass hours=")]
    found, losses = opening_hours(openings, days, limits=limits)
    lost = [evolve(loss, where=f"opening.{loss.where}" if loss.where else "opening") for loss in losses]
    return {name: entries for name, entries in found.items() if entries}, lost


def _lost_of_torg(house: Torg) -> Iterator[Loss]:
    no_place = "schema.org has no term for it"
    if house.status is not TorgStatus.OPEN:
        yield Loss(where="status", what=f"that it is {house.status}", why=no_place)
    if house.validity.first or house.validity.last:
        yield Loss(where="validity", what="from when to when it exists", why=no_place)
    if house.sdg:
        yield Loss(where="sdg", what="the sustainable development goals", why=no_place)
    if house.operator:
        yield Loss(where="operator", what="who runs it", why="a Place has no operator; services have")
    if house.colour:
        yield Loss(where="colour", what="its colour", why=no_place)
    for name in ("buildings", "equipment", "services"):
        if getattr(house, name):
            why = "they are nodes of their own" if name == "services" else no_place
            yield Loss(where=name, what=f"its {name}", why=why)
    shown = public_contact(house.contact)
    if shown is not None and (shown.name or shown.email):
        yield Loss(where="contact", what="its name and e-mail address", why="a Place has a telephone only")
    for n, room in enumerate(house.rooms):
        if room.parts:
            yield Loss(where=f"rooms[{n}].parts", what="that it is joined from others", why=no_place)


def _lost_of_service(house: Torg, one: Service) -> Iterator[Loss]:
    where = f"services[{house.services.index(one)}]"
    if one.validity.first or one.validity.last:
        yield Loss(
            where=f"{where}.validity", what="from when to when it exists", why="schema.org has no term for it"
        )
    shown = public_contact(one.contact)
    if shown is not None and (shown.name or shown.email):
        yield Loss(
            where=f"{where}.contact", what="its name and e-mail address", why="a Place has a telephone only"
        )
