"""Strategies for what happens in houses, and for whole programmes."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.chrono.zones import DEFAULT_ZONE
from innbyggertorg.days.school import SchoolCalendar
from innbyggertorg.model.closure import Closure
from innbyggertorg.model.event import Audience, Event, EventDetails, EventKind, EventStatus, Visibility
from innbyggertorg.model.programme import Programme
from innbyggertorg.opening.levels import AccessLevel
from innbyggertorg.recurrence import Series
from innbyggertorg.testing.days import day_rules, school_calendars
from innbyggertorg.testing.houses import (
    MINUTES,
    PEOPLE,
    links,
    local_texts,
    one_of,
    organisations,
    some_ids,
    some_of,
    torgs,
)
from innbyggertorg.testing.recurrence import series
from innbyggertorg.testing.text import identifiers, urls
from innbyggertorg.testing.time import LAST_DAY, days, instants, wall_times

__all__ = ["closures", "event_details", "events", "programmes"]


def event_details(*, in_rooms: Sequence[str] = ()) -> SearchStrategy[EventDetails]:
    """Draw what is different about one occurrence: at least one thing."""
    anything: SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
        {},
        optional={
            "title": local_texts(),
            "text": local_texts(several_lines=True),
            "rooms": some_of(in_rooms),
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
    equipment: Sequence[str] = (),
    calendars: tuple[SchoolCalendar, ...] = (),
) -> Event:
    """Draw events, single and repeating, with occurrences moved, changed and cancelled.

    Args:
        draw: Given by Hypothesis.
        ids: Draws their ids; by default `identifiers`.
        torg: Id of the torg they are at.
        in_rooms: Ids of rooms they may be in.
        organisers: Ids of organisations that may arrange them.
        equipment: Ids of equipment that they may need.
        calendars: School calendars that they may hang on.
    """
    minutes = st.none() | st.sampled_from(MINUTES).map(lambda number: timedelta(minutes=number))
    given_uid = st.sampled_from(("import-1@example.no", "{0}/%s?", "a" * 127))  # 255 with the longest of ids
    name = draw(identifiers() if ids is None else ids)
    own_uid = f"{draw(given_uid)}:{torg}:{name}"
    uid: dict[str, Any] = draw(st.sampled_from(({}, {"uid": own_uid})))
    return Event(
        id=name,
        torg=torg,
        title=draw(local_texts()),
        series=draw(_series_of_events(in_rooms, calendars)),
        changed_at=draw(instants()),
        text=draw(st.none() | local_texts(several_lines=True)),
        rooms=draw(some_of(in_rooms)),
        organiser=draw(one_of(organisers)),
        status=draw(st.sampled_from(EventStatus)),
        visibility=draw(st.sampled_from(Visibility)),
        kind=draw(st.sampled_from(EventKind)),
        audience=draw(st.lists(st.sampled_from(Audience), max_size=2, unique=True).map(tuple)),
        price_nok=draw(st.sampled_from((0, 50, 100_000))),
        expected=draw(st.none() | st.sampled_from((0, 20, 1_000_000))),
        online_url=draw(st.none() | urls()),
        url=draw(st.none() | urls()),
        image=draw(st.none() | urls()),
        links=draw(st.lists(links(), max_size=2, unique=True).map(tuple)),
        concepts=draw(st.lists(urls(), max_size=2, unique=True).map(tuple)),
        part_of=draw(st.none() | identifiers()),
        setup=draw(minutes),
        teardown=draw(minutes),
        equipment=draw(some_of(equipment)),
        weekday=draw(st.none() | st.sampled_from(Weekday)),
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
    some_rooms, some_services = draw(some_of(of_rooms)), draw(some_of(of_services))
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
        spared_services=() if some_rooms or some_services else draw(some_of(of_services)),
        spared_kinds=draw(st.lists(st.sampled_from(EventKind), max_size=2, unique=True).map(tuple)),
        highest=highest,
        most_people=None if highest is AccessLevel.CLOSED else draw(PEOPLE),
    )


@st.composite
def programmes(draw: DrawFn, *, most: int = 3) -> Programme:
    """Draw programmes whose every reference leads somewhere.

    Args:
        draw: Given by Hypothesis.
        most: How many torgs, organisations, events and closures there may be of each.
    """
    calendars = tuple(draw(school_calendars(ids=st.just(name))) for name in draw(some_ids(1)))
    some_organisations = tuple(draw(organisations(ids=st.just(name))) for name in draw(some_ids(most)))
    known = [organisation.id for organisation in some_organisations]
    some_torgs = tuple(
        draw(torgs(ids=st.just(name), operators=known, calendars=calendars))
        for name in draw(some_ids(min(most, 2)))
    )
    some_events: list[Event] = []
    some_closures: list[Closure] = []
    if some_torgs:
        for name in draw(some_ids(most)):
            torg = draw(st.sampled_from(some_torgs))
            inside = [room.id for room in torg.rooms]
            some_events.append(
                draw(
                    events(
                        ids=st.just(name),
                        torg=torg.id,
                        in_rooms=inside,
                        organisers=known,
                        equipment=[thing.id for thing in torg.equipment],
                        calendars=calendars,
                    )
                )
            )
        for name in draw(some_ids(min(most, 2))):
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
