"""Strategies for what is in a house and what happens there."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from innbyggertorg.chrono.zones import DEFAULT_ZONE
from innbyggertorg.days.school import SchoolCalendar
from innbyggertorg.model.closure import Closure
from innbyggertorg.model.event import Audience, Event, EventDetails, EventKind, EventStatus, Visibility
from innbyggertorg.model.organisation import Contact, Organisation, Sector
from innbyggertorg.model.place import Address, Building, Geo
from innbyggertorg.model.programme import Programme
from innbyggertorg.model.room import Room
from innbyggertorg.model.service import Service, ServiceKind
from innbyggertorg.model.text import LocalText
from innbyggertorg.model.torg import Torg, TorgStatus
from innbyggertorg.opening.levels import OPEN_LEVELS, AccessLevel
from innbyggertorg.recurrence import Series
from innbyggertorg.testing.days import day_rules, school_calendars
from innbyggertorg.testing.opening import opening_schedules
from innbyggertorg.testing.recurrence import series
from innbyggertorg.testing.text import identifiers, lines, prose, urls
from innbyggertorg.testing.time import LAST_DAY, days, instants, validities, wall_times

__all__ = [
    "closures",
    "contacts",
    "event_details",
    "events",
    "local_texts",
    "organisation_numbers",
    "organisations",
    "programmes",
    "rooms",
    "services",
    "torgs",
]

_MINUTES: Final = (0, 15, 30, 90, 1440)
_PEOPLE: Final = st.none() | st.sampled_from((1, 30, 140, 1_000_000))


def local_texts(*, several_lines: bool = False) -> SearchStrategy[LocalText]:
    """Draw texts in one to three languages, of one line unless *several_lines* says otherwise."""
    text = st.none() | (prose() if several_lines else lines())
    texts = st.tuples(lines(), text, text, st.permutations(("nb", "nn", "en")))
    return texts.map(lambda t: LocalText(**dict(zip(t[3], t[:3], strict=True))))


def organisation_numbers() -> SearchStrategy[str]:
    """Draw nine digits of which the last is the check digit of the others, 0 among them."""

    def with_control(digits: int) -> str | None:
        weighted = zip((3, 2, 7, 6, 5, 4, 3, 2), f"{digits:08}", strict=True)
        control = 11 - sum(weight * int(digit) for weight, digit in weighted) % 11
        return None if control == 10 else f"{digits:08}{control % 11}"

    return st.integers(80_000_000, 99_999_999).map(with_control).filter(bool).map(str)


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
    )


def _ids(most: int) -> SearchStrategy[list[str]]:
    return st.lists(identifiers(), max_size=most, unique=True)


def _some(names: Sequence[str], most: int = 3) -> SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(names), max_size=most, unique=True).map(tuple) if names else st.just(())


def _one(names: Sequence[str]) -> SearchStrategy[str | None]:
    return st.none() | st.sampled_from(names) if names else st.none()


def rooms(
    *, ids: SearchStrategy[str] | None = None, buildings: Sequence[str] = (), parts: Sequence[str] = ()
) -> SearchStrategy[Room]:
    """Draw rooms.

    Args:
        ids: Draws their ids; by default `identifiers`.
        buildings: Ids of buildings they may be in.
        parts: Ids of rooms they may be joined from.
    """
    minutes = st.sampled_from(_MINUTES).map(lambda number: timedelta(minutes=number))
    return st.builds(
        Room,
        id=(identifiers() if ids is None else ids).filter(lambda name: name not in parts),
        name=local_texts(),
        seated=_PEOPLE,
        standing=_PEOPLE,
        fire_limit=_PEOPLE,
        area_m2=_PEOPLE,
        features=_some(("projector", "hearing-loop", "step-free")),
        setup=minutes,
        teardown=minutes,
        bookable=st.booleans(),
        shared_up_to=_PEOPLE,
        parts=_some(parts).filter(lambda some: len(some) != 1),
        building=_one(buildings),
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
        operator=_one(operators),
        rooms=_some(in_rooms),
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
    building_ids = draw(_ids(2))
    some_rooms: list[Room] = []
    for name in draw(_ids(4)):
        known = [room.id for room in some_rooms]
        some_rooms.append(draw(rooms(ids=st.just(name), buildings=building_ids, parts=known)))
    room_ids = [room.id for room in some_rooms]
    degrees = st.floats(-90, 90) | st.sampled_from((-0.0, 59.78, 90, -90))
    addresses = st.builds(
        Address,
        street=st.none() | lines(),
        postcode=st.none() | st.sampled_from(("0001", "1383")),
        place=lines(),
    )
    return Torg(
        id=draw(identifiers() if ids is None else ids),
        name=draw(local_texts()),
        status=draw(st.sampled_from(TorgStatus)),
        validity=draw(validities()),
        zone=draw(st.sampled_from((DEFAULT_ZONE, "Atlantic/Reykjavik"))),
        kommunenummer=draw(st.none() | st.sampled_from(("3203", "0301"))),
        operator=draw(_one(operators)),
        address=draw(st.none() | addresses),
        geo=draw(st.none() | st.builds(Geo, degrees, degrees)),
        profile=draw(st.none() | local_texts(several_lines=True)),
        sdg=draw(st.lists(st.integers(1, 17), max_size=3, unique=True).map(tuple)),
        url=draw(st.none() | urls()),
        contact=draw(st.none() | contacts()),
        opening=draw(st.none() | opening_schedules(calendars=calendars)),
        buildings=tuple(
            draw(st.builds(Building, id=st.just(name), name=local_texts(), address=st.none() | addresses))
            for name in building_ids
        ),
        rooms=tuple(draw(st.permutations(some_rooms))),
        services=tuple(
            draw(services(ids=st.just(name), in_rooms=room_ids, operators=operators, calendars=calendars))
            for name in draw(_ids(2))
        ),
    )


def event_details(*, in_rooms: Sequence[str] = ()) -> SearchStrategy[EventDetails]:
    """Draw what is different about one occurrence: at least one thing."""
    anything: SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
        {},
        optional={
            "title": local_texts(),
            "text": local_texts(several_lines=True),
            "rooms": _some(in_rooms),
            "online_url": urls(),
        },
    )
    return anything.filter(bool).map(lambda different: EventDetails(**different))


@st.composite
def _series_of_events(draw: DrawFn, in_rooms: Sequence[str], calendars: tuple[SchoolCalendar, ...]) -> Series:
    drawn = draw(series(in_zones=st.sampled_from((DEFAULT_ZONE, "America/Santiago"))))
    overrides = tuple(
        evolve(override, details=draw(st.none() | event_details(in_rooms=in_rooms)))
        for override in drawn.overrides
        if override.start is None or override.start.year <= LAST_DAY.year  # a rule may begin centuries later
    )
    excluding = draw(st.none() | day_rules(calendars=calendars, most=2))
    if excluding is not None:  # it may take away a start that has an override
        overrides = tuple(each for each in overrides if each.original in drawn.extra)
    return evolve(drawn, overrides=overrides, excluding=excluding)


@st.composite
def events(
    draw: DrawFn,
    *,
    ids: SearchStrategy[str] | None = None,
    torg: str = "heggedal",
    in_rooms: Sequence[str] = (),
    organisers: Sequence[str] = (),
    calendars: tuple[SchoolCalendar, ...] = (),
) -> Event:
    """Draw events, single and repeating, with occurrences moved, changed and cancelled.

    Args:
        draw: Given by Hypothesis.
        ids: Draws their ids; by default `identifiers`.
        torg: Id of the torg they are at.
        in_rooms: Ids of rooms they may be in.
        organisers: Ids of organisations that may arrange them.
        calendars: School calendars that they may hang on.
    """
    minutes = st.none() | st.sampled_from(_MINUTES).map(lambda number: timedelta(minutes=number))
    given_uid = st.sampled_from(("import-1@example.no", "{0}/%s?", "a" * 200))
    name = draw(identifiers() if ids is None else ids)
    own_uid = f"{draw(given_uid)}:{torg}:{name}"[:255]
    uid: dict[str, Any] = draw(st.sampled_from(({}, {"uid": own_uid})))
    return Event(
        id=name,
        torg=torg,
        title=draw(local_texts()),
        series=draw(_series_of_events(in_rooms, calendars)),
        changed_at=draw(instants()),
        text=draw(st.none() | local_texts(several_lines=True)),
        rooms=draw(_some(in_rooms)),
        organiser=draw(_one(organisers)),
        status=draw(st.sampled_from(EventStatus)),
        visibility=draw(st.sampled_from(Visibility)),
        kind=draw(st.sampled_from(EventKind)),
        audience=draw(st.lists(st.sampled_from(Audience), max_size=2, unique=True).map(tuple)),
        price_nok=draw(st.sampled_from((0, 50, 100_000))),
        expected=draw(st.none() | st.sampled_from((0, 20, 1_000_000))),
        online_url=draw(st.none() | urls()),
        url=draw(st.none() | urls()),
        setup=draw(minutes),
        teardown=draw(minutes),
        sequence=draw(st.sampled_from((0, 1, 2**31 - 1))),
        **uid,
    )


@st.composite
def closures(
    draw: DrawFn,
    *,
    ids: SearchStrategy[str] | None = None,
    torg: str = "heggedal",
    of_rooms: Sequence[str] = (),
    of_services: Sequence[str] = (),
) -> Closure:
    """Draw closures and restrictions of a torg or parts of it, with and without an end.

    Args:
        draw: Given by Hypothesis.
        ids: Draws their ids; by default `identifiers`.
        torg: Id of the torg.
        of_rooms: Ids of rooms that may be closed.
        of_services: Ids of services that may be closed or spared.
    """
    start: date | datetime = draw(wall_times() | days())
    length = draw(st.none() | st.sampled_from((timedelta(days=1), timedelta(days=14))))
    some_rooms, some_services = draw(_some(of_rooms)), draw(_some(of_services))
    highest = draw(st.sampled_from(AccessLevel))
    return Closure(
        id=draw(identifiers() if ids is None else ids),
        torg=torg,
        reason=draw(local_texts()),
        start=start,
        end=None if length is None else start + length,
        review=draw(st.none() | days()) if length is None else None,
        rooms=some_rooms,
        services=some_services,
        spared_services=() if some_rooms or some_services else draw(_some(of_services)),
        spared_kinds=draw(st.lists(st.sampled_from(EventKind), max_size=2, unique=True).map(tuple)),
        highest=highest,
        most_people=None if highest is AccessLevel.CLOSED else draw(_PEOPLE),
    )


@st.composite
def programmes(draw: DrawFn, *, most: int = 3) -> Programme:
    """Draw programmes whose every reference leads somewhere.

    Args:
        draw: Given by Hypothesis.
        most: How many torgs, organisations, events and closures there may be of each.
    """
    calendars = tuple(draw(school_calendars(ids=st.just(name))) for name in draw(_ids(1)))
    some_organisations = tuple(draw(organisations(ids=st.just(name))) for name in draw(_ids(most)))
    known = [organisation.id for organisation in some_organisations]
    some_torgs = tuple(
        draw(torgs(ids=st.just(name), operators=known, calendars=calendars))
        for name in draw(_ids(min(most, 2)))
    )
    some_events: list[Event] = []
    some_closures: list[Closure] = []
    if some_torgs:
        for name in draw(_ids(most)):
            torg = draw(st.sampled_from(some_torgs))
            inside = [room.id for room in torg.rooms]
            some_events.append(
                draw(
                    events(
                        ids=st.just(name),
                        torg=torg.id,
                        in_rooms=inside,
                        organisers=known,
                        calendars=calendars,
                    )
                )
            )
        for name in draw(_ids(min(most, 2))):
            torg = draw(st.sampled_from(some_torgs))
            inside, offered = [room.id for room in torg.rooms], [service.id for service in torg.services]
            some_closures.append(
                draw(closures(ids=st.just(name), torg=torg.id, of_rooms=inside, of_services=offered))
            )
    return Programme(
        torgs=some_torgs,
        organisations=some_organisations,
        events=tuple(some_events),
        closures=tuple(some_closures),
        school_calendars=calendars,
    )
