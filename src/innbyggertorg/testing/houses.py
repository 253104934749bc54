"""Strategies for houses, what is in them, and who runs it."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from typing import Final

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from innbyggertorg.chrono.zones import DEFAULT_ZONE
from innbyggertorg.days.school import SchoolCalendar
from innbyggertorg.model.appearance import Link
from innbyggertorg.model.organisation import Contact, Organisation, Sector
from innbyggertorg.model.place import Address, Building, Geo
from innbyggertorg.model.room import Equipment, PrimaryUse, Room
from innbyggertorg.model.service import Service, ServiceKind
from innbyggertorg.model.text import LocalText
from innbyggertorg.model.torg import Torg, TorgStatus
from innbyggertorg.opening.layers import BaseWeek
from innbyggertorg.opening.levels import OPEN_LEVELS, AccessLevel
from innbyggertorg.opening.schedule import OpeningSchedule
from innbyggertorg.testing.opening import opening_schedules, week_hours
from innbyggertorg.testing.text import identifiers, lines, prose, urls
from innbyggertorg.testing.time import validities

__all__ = [
    "contacts",
    "links",
    "local_texts",
    "organisation_numbers",
    "organisations",
    "rooms",
    "services",
    "torgs",
]

MINUTES: Final = (0, 15, 30, 90, 1440)
PEOPLE: Final = st.none() | st.sampled_from((1, 30, 140, 1_000_000))


@cache
def local_texts(*, several_lines: bool = False) -> SearchStrategy[LocalText]:
    """Draw texts in one to three languages, of one line unless *several_lines* says otherwise."""
    text = st.none() | (prose() if several_lines else lines())
    texts = st.tuples(lines(), text, text, st.permutations(("nb", "nn", "en")))
    return texts.map(lambda t: LocalText(**dict(zip(t[3], t[:3], strict=True))))


@cache
def links() -> SearchStrategy[Link]:
    """Draw links of several relations, with and without a label."""
    relations = st.sampled_from(("related", "describedby", "license", "x-payment.2"))
    return st.builds(Link, url=urls(), relation=relations, label=st.none() | local_texts())


@cache
def organisation_numbers() -> SearchStrategy[str]:
    """Draw nine digits of which the last is the check digit of the others, 0 among them."""

    def with_control(digits: int) -> str | None:
        weighted = zip((3, 2, 7, 6, 5, 4, 3, 2), f"{digits:08}", strict=True)
        control = 11 - sum(weight * int(digit) for weight, digit in weighted) % 11
        return None if control == 10 else f"{digits:08}{control % 11}"

    return st.integers(80_000_000, 99_999_999).map(with_control).filter(bool).map(str)


@cache
def contacts() -> SearchStrategy[Contact]:
    """Draw contacts with one, two or all three of name, e-mail address and phone number."""
    return st.builds(
        lambda name, email, phone, public: Contact(
            name=name if email or phone or name else "Vakt", email=email, phone=phone, public=public
        ),
        st.none() | lines(),
        st.none() | st.sampled_from(("post@example.no", "o'neil+x@sub.example.no")),
        st.none() | st.sampled_from(("+47 99 00 00 00", "110", "99000000")),
        st.booleans(),
    )


def organisations(*, ids: SearchStrategy[str] | None = None) -> SearchStrategy[Organisation]:
    """Draw organisations, with and without a number and a contact."""
    return st.builds(
        Organisation,
        id=identifiers() if ids is None else ids,
        name=local_texts(),
        orgnr=st.none() | organisation_numbers(),
        sector=st.sampled_from(Sector),
        contact=st.none() | contacts(),
        url=st.none() | urls(),
        access=st.sampled_from(AccessLevel),
        at_once=PEOPLE.filter(lambda number: number is None or number < 10_000),
    )


@cache
def addresses() -> SearchStrategy[Address]:
    """Draw addresses, with and without a street and a postcode."""
    return st.builds(
        Address,
        street=st.none() | lines(),
        postcode=st.none() | st.sampled_from(("0001", "1383")),
        place=lines(),
    )


@cache
def geos() -> SearchStrategy[Geo]:
    """Draw points on the earth, the poles and both zeros among them."""
    degrees = st.floats(-90, 90) | st.sampled_from((-0.0, 59.78, 90, -90))
    return st.builds(Geo, degrees, degrees)


@cache
def some_ids(most: int) -> SearchStrategy[list[str]]:
    return st.lists(identifiers(), max_size=most, unique=True)


def some_of(names: Sequence[str], most: int = 3) -> SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), max_size=most, unique=True).map(tuple) if names else st.just(())


def one_of(names: Sequence[str]) -> SearchStrategy[str | None]:
    return st.none() | st.sampled_from(names) if names else st.none()


def rooms(
    *,
    ids: SearchStrategy[str] | None = None,
    buildings: Sequence[str] = (),
    parts: Sequence[str] = (),
    organisations: Sequence[str] = (),
) -> SearchStrategy[Room]:
    """Draw rooms.

    Args:
        ids: Draws their ids; by default `identifiers`.
        buildings: Ids of buildings they may be in.
        parts: Ids of rooms they may be joined from.
        organisations: Ids of organisations that may have them first.
    """
    weekly = week_hours().map(lambda week: OpeningSchedule(bases=(BaseWeek(week),)))
    firsts = [st.builds(PrimaryUse, organisation=st.just(name), hours=weekly) for name in organisations]
    minutes = st.sampled_from(MINUTES).map(lambda number: timedelta(minutes=number))
    return st.builds(
        Room,
        id=(identifiers() if ids is None else ids).filter(lambda name: name not in parts),
        name=local_texts(),
        seated=PEOPLE,
        standing=PEOPLE,
        fire_limit=PEOPLE,
        area_m2=PEOPLE,
        features=some_of(("projector", "hearing-loop", "step-free")),
        setup=minutes,
        teardown=minutes,
        bookable=st.booleans(),
        shared_up_to=PEOPLE,
        parts=some_of(parts).filter(lambda some: len(some) != 1),
        building=one_of(buildings),
        primary=st.just(()) if not firsts else st.just(()) | st.one_of(firsts).map(lambda first: (first,)),
        validity=validities(),
    )


def services(
    *,
    ids: SearchStrategy[str] | None = None,
    in_rooms: Sequence[str] = (),
    operators: Sequence[str] = (),
    calendars: tuple[SchoolCalendar, ...] = (),
) -> SearchStrategy[Service]:
    """Draw services, with hours of their own and with those of the house.

    Args:
        ids: Draws their ids; by default `identifiers`.
        in_rooms: Ids of rooms they may be in.
        operators: Ids of organisations that may run them.
        calendars: School calendars that their hours may hang on.
    """
    plain = st.builds(
        Service,
        id=identifiers() if ids is None else ids,
        name=local_texts(),
        kind=st.sampled_from(ServiceKind),
        operator=one_of(operators),
        rooms=some_of(in_rooms),
        opening=st.none() | opening_schedules(calendars=calendars, most=1),
        requires=st.sampled_from(OPEN_LEVELS),
        offers=st.lists(lines(), max_size=2, unique=True).map(tuple),
        los=st.none() | urls(),
        contact=st.none() | contacts(),
        url=st.none() | urls(),
        validity=validities(),
    )
    return st.builds(
        lambda service, own: evolve(service, own_entrance=own and service.opening is not None),
        plain,
        st.booleans(),
    )


@st.composite
def torgs(
    draw: DrawFn,
    *,
    ids: SearchStrategy[str] | None = None,
    operators: Sequence[str] = (),
    calendars: tuple[SchoolCalendar, ...] = (),
) -> Torg:
    """Draw houses with rooms, joined rooms, rooms joined from those, services and buildings.

    Args:
        draw: Given by Hypothesis.
        ids: Draws their ids; by default `identifiers`.
        operators: Ids of organisations that may run them and their services.
        calendars: School calendars that their hours may hang on.
    """
    building_ids = draw(some_ids(2))
    some_rooms: list[Room] = []
    for name in draw(some_ids(4)):
        known = [room.id for room in some_rooms]
        some_rooms.append(
            draw(rooms(ids=st.just(name), buildings=building_ids, parts=known, organisations=operators))
        )
    room_ids = [room.id for room in some_rooms]
    return Torg(
        id=draw(identifiers() if ids is None else ids),
        name=draw(local_texts()),
        status=draw(st.sampled_from(TorgStatus)),
        validity=draw(validities()),
        zone=draw(st.sampled_from((DEFAULT_ZONE, "Atlantic/Reykjavik"))),
        kommunenummer=draw(st.none() | st.sampled_from(("3203", "0301"))),
        operator=draw(one_of(operators)),
        address=draw(st.none() | addresses()),
        geo=draw(st.none() | geos()),
        profile=draw(st.none() | local_texts(several_lines=True)),
        sdg=draw(st.lists(st.integers(1, 17), max_size=3, unique=True).map(tuple)),
        url=draw(st.none() | urls()),
        image=draw(st.none() | urls()),
        colour=draw(st.none() | st.sampled_from(("teal", "crimson", "lightgoldenrodyellow"))),
        contact=draw(st.none() | contacts()),
        opening=draw(
            st.none()
            | opening_schedules(calendars=calendars, zones=st.sampled_from((DEFAULT_ZONE, "Asia/Kathmandu")))
        ),
        equipment=tuple(
            draw(st.builds(Equipment, id=st.just(name), name=local_texts(), number=st.sampled_from((1, 2))))
            for name in draw(some_ids(2))
        ),
        turnaround_inside=draw(st.booleans()),
        digital_keys=draw(st.booleans()),
        buildings=tuple(
            draw(st.builds(Building, id=st.just(name), name=local_texts(), address=st.none() | addresses()))
            for name in building_ids
        ),
        rooms=tuple(draw(st.permutations(some_rooms))),
        services=tuple(
            draw(services(ids=st.just(name), in_rooms=room_ids, operators=operators, calendars=calendars))
            for name in draw(some_ids(2))
        ),
    )
