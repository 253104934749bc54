"""What every value of the model promises, field by field."""

import copy
import datetime
import json
import pickle
import zoneinfo
from datetime import UTC, date, timedelta
from typing import Any

import pytest
from attrs import evolve, fields

import innbyggertorg.chrono
import innbyggertorg.days
import innbyggertorg.model
import innbyggertorg.opening
import innbyggertorg.recurrence
from innbyggertorg import loads
from innbyggertorg.chrono import zone
from innbyggertorg.errors import InnbyggertorgError, InvalidValueError, ProblemsError, WrongTypeError
from innbyggertorg.model import (
    Address,
    Building,
    Closure,
    Contact,
    Event,
    EventDetails,
    EventKind,
    Geo,
    LocalText,
    Organisation,
    Programme,
    Room,
    Service,
    Torg,
)
from innbyggertorg.opening import AccessLevel, OpeningSchedule
from innbyggertorg.recurrence import Override, Series
from support.documents import WHOLE

NAME = LocalText(nb="Navn")
ONCE = Series(date(2026, 5, 17), timedelta(days=1))
CHANGED = datetime.datetime(2026, 1, 1, 12, tzinfo=UTC)
CLOSED = {"id": "c", "torg": "t", "reason": NAME}
EVENT = {"id": "e", "torg": "t", "title": NAME, "series": ONCE, "changed_at": CHANGED}

REFUSED: list[tuple[type, dict[str, Any], str]] = [
    (LocalText, {}, "LocalText"),
    (LocalText, {"nb": " \n"}, "LocalText"),
    (LocalText, {"nb": "x" * 4_001}, "LocalText.nb"),
    (LocalText, {"nn": b"x"}, "LocalText.nn"),
    (Contact, {}, "Contact"),
    (Contact, {"email": "kari"}, "Contact.email"),
    (Contact, {"email": "a@b@c.no"}, "Contact.email"),
    (Contact, {"email": "a@b.no\n"}, "Contact.email"),
    (Contact, {"phone": "+4799000000\u0661"}, "Contact.phone"),
    (Contact, {"phone": "99", "public": 1}, "Contact.phone"),
    (Contact, {"name": "a\nb"}, "Contact.name"),
    (Contact, {"name": "a", "public": 1}, "Contact.public"),
    (Organisation, {"id": "Kor", "name": NAME}, "Organisation.id"),
    (Organisation, {"id": "kor", "name": "Koret"}, "Organisation.name"),
    (Organisation, {"id": "kor", "name": LocalText(nb="a\nb")}, "Organisation.name.nb"),
    (Organisation, {"id": "kor", "name": LocalText(nb="a", en="x" * 201)}, "Organisation.name.en"),
    (Organisation, {"id": "kor", "name": NAME, "sector": "voluntary"}, "Organisation.sector"),
    (Organisation, {"id": "kor", "name": NAME, "url": "javascript:x"}, "Organisation.url"),
    (Address, {"place": ""}, "Address.place"),
    (Address, {"place": "Asker", "postcode": "138"}, "Address.postcode"),
    (Address, {"place": "Asker", "postcode": "\uff11\uff13\uff18\uff13"}, "Address.postcode"),
    (Geo, {"latitude": 90.1, "longitude": 0}, "Geo.latitude"),
    (Geo, {"latitude": 0, "longitude": float("nan")}, "Geo.longitude"),
    (Geo, {"latitude": float("inf"), "longitude": 0}, "Geo.latitude"),
    (Geo, {"latitude": 10**400, "longitude": 0}, "Geo.latitude"),
    (Geo, {"latitude": True, "longitude": 0}, "Geo.latitude"),
    (Geo, {"latitude": "59", "longitude": 0}, "Geo.latitude"),
    (Building, {"id": "b", "name": NAME, "address": "Asker"}, "Building.address"),
    *(
        (Room, {"id": "r", "name": NAME, "seated": n}, "Room.seated")
        for n in (0, -1, True, 1.5, 10.0, "10", 10**30)
    ),
    (Room, {"id": "r", "name": NAME, "setup": timedelta(seconds=30)}, "Room.setup"),
    (Room, {"id": "r", "name": NAME, "setup": timedelta(days=-1)}, "Room.setup"),
    (Room, {"id": "r", "name": NAME, "teardown": timedelta(days=1, minutes=1)}, "Room.teardown"),
    (Room, {"id": "r", "name": NAME, "features": ["stage"]}, "Room.features"),
    (Room, {"id": "r", "name": NAME, "features": ("stage", "stage")}, "Room.features"),
    (Room, {"id": "r", "name": NAME, "parts": ("a", "r")}, "Room.parts"),
    (Room, {"id": "r", "name": NAME, "parts": ("a",)}, "Room.parts"),
    (Room, {"id": "r", "name": NAME, "validity": None}, "Room.validity"),
    (Service, {"id": "s", "name": NAME, "own_entrance": True}, "Service.own_entrance"),
    (Service, {"id": "s", "name": NAME, "requires": AccessLevel.CLOSED}, "Service.requires"),
    (Service, {"id": "s", "name": NAME, "requires": 2}, "Service.requires"),
    (Service, {"id": "s", "name": NAME, "opening": "8-16"}, "Service.opening"),
    (Torg, {"id": "t", "name": NAME, "zone": "Oslo"}, "Torg.zone"),
    (Torg, {"id": "t", "name": NAME, "zone": "../../etc/passwd"}, "Torg.zone"),
    (Torg, {"id": "t", "name": NAME, "sdg": (0,)}, "Torg.sdg"),
    (Torg, {"id": "t", "name": NAME, "sdg": (3, 3)}, "Torg.sdg"),
    (Torg, {"id": "t", "name": NAME, "kommunenummer": "32030"}, "Torg.kommunenummer"),
    (Torg, {"id": "t", "name": NAME, "rooms": ("r",)}, "Torg.rooms"),
    (EventDetails, {}, "EventDetails"),
    (EventDetails, {"online_url": "https://user@x.no/"}, "EventDetails.online_url"),
    (Event, {**EVENT, "id": "con"}, "Event.id"),
    (Event, {**EVENT, "id": "\ud800"}, "Event.id"),
    (Event, {**EVENT, "torg": "\ud800"}, "Event.torg"),
    (Event, {**EVENT, "series": None}, "Event.series"),
    (Event, {**EVENT, "series": Series(date(2026, 1, 1), timedelta(days=32))}, "Event.series.length"),
    (Event, {**EVENT, "series": Series(date(1899, 12, 31), timedelta(days=1))}, "Event.series"),
    (Event, {**EVENT, "series": Series(date(2200, 1, 1), timedelta(days=1))}, "Event.series"),
    (
        Event,
        {**EVENT, "series": evolve(ONCE, overrides=(Override(ONCE.first, details="x"),))},
        "Event.series.overrides",
    ),
    (
        Event,
        {**EVENT, "series": evolve(ONCE, overrides=(Override(ONCE.first, length=timedelta(days=40)),))},
        "Event.series.overrides",
    ),
    (Event, {**EVENT, "changed_at": datetime.datetime(2026, 1, 1)}, "Event.changed_at"),
    (Event, {**EVENT, "changed_at": date(2026, 1, 1)}, "Event.changed_at"),
    (Event, {**EVENT, "changed_at": CHANGED.replace(microsecond=1)}, "Event.changed_at"),
    (Event, {**EVENT, "changed_at": 1_767_632_400}, "Event.changed_at"),
    (Event, {**EVENT, "status": "confirmed"}, "Event.status"),
    (Event, {**EVENT, "price_nok": -1}, "Event.price_nok"),
    (Event, {**EVENT, "sequence": 2**31}, "Event.sequence"),
    (Event, {**EVENT, "uid": "a b"}, "Event.uid"),
    (Event, {**EVENT, "uid": "a\r\nX:1"}, "Event.uid"),
    (Event, {**EVENT, "uid": "a;b"}, "Event.uid"),
    (Event, {**EVENT, "uid": "x" * 256}, "Event.uid"),
    (Event, {**EVENT, "uid": "å"}, "Event.uid"),
    (Event, {**EVENT, "rooms": ("a", "a")}, "Event.rooms"),
    (Event, {**EVENT, "setup": timedelta(seconds=1)}, "Event.setup"),
    (Closure, {**CLOSED, "start": date(2026, 1, 2), "end": date(2026, 1, 1)}, "Closure.end"),
    (Closure, {**CLOSED, "start": date(2026, 1, 2), "end": datetime.datetime(2026, 1, 3)}, "Closure.end"),
    (
        Closure,
        {**CLOSED, "start": datetime.datetime(2026, 1, 3), "end": datetime.datetime(2026, 1, 3)},
        "Closure.end",
    ),
    (Closure, {**CLOSED, "start": CHANGED}, "Closure.start"),
    (
        Closure,
        {**CLOSED, "start": date(2026, 1, 2), "end": date(2026, 1, 3), "review": date(2026, 1, 1)},
        "Closure.review",
    ),
    (
        Closure,
        {**CLOSED, "start": date(2026, 1, 2), "rooms": ("r",), "spared_services": ("s",)},
        "Closure.spared_services",
    ),
    (Closure, {**CLOSED, "start": date(2026, 1, 2), "most_people": 10}, "Closure.most_people"),
    (Programme, {"torgs": [1]}, "Programme.torgs"),
]


@pytest.mark.parametrize(
    ("kind", "arguments", "where"),
    REFUSED,
    ids=[f"{where}-{number}" for number, (_, _, where) in enumerate(REFUSED)],
)
def test_a_broken_rule_names_type_and_field(kind: type, arguments: dict[str, Any], where: str):
    with pytest.raises((InvalidValueError, WrongTypeError)) as caught:
        kind(**arguments)
    assert caught.value.where == where


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        (Closure, {**CLOSED, "start": date(2026, 1, 2), "end": date(2026, 1, 2)}),
        (Closure, {**CLOSED, "start": date(2026, 1, 2), "most_people": 10, "highest": AccessLevel.STAFFED}),
        (
            Closure,
            {
                **CLOSED,
                "start": date(2026, 1, 2),
                "spared_services": ("s",),
                "spared_kinds": (EventKind.FILM,),
            },
        ),
        (Service, {"id": "s", "name": NAME, "own_entrance": True, "opening": OpeningSchedule()}),
        (Event, {**EVENT, "series": Series(date(1900, 1, 1), timedelta(days=31))}),
        (Event, {**EVENT, "uid": "!" * 255}),
        (Contact, {"name": "Vakt"}),
        (Geo, {"latitude": -90, "longitude": 180}),
        (Room, {"id": "r", "name": NAME, "seated": 1_000_000, "setup": timedelta(days=1)}),
    ],
)
def test_what_is_just_within_the_rules_is_taken(kind: type, arguments: dict[str, Any]):
    assert kind(**arguments) == kind(**arguments)


# --- copies, equality and repr ------------------------------------------------------------------------

PROGRAMME = loads(json.dumps(WHOLE), "json")
NAMES: dict[str, Any] = {"datetime": datetime, "zoneinfo": zoneinfo}
for package in (
    innbyggertorg.chrono,
    innbyggertorg.days,
    innbyggertorg.model,
    innbyggertorg.opening,
    innbyggertorg.recurrence,
):
    NAMES |= {name: getattr(package, name) for name in package.__all__}


def parts(value: Any) -> list[Any]:
    """Return a value and every value of the model within it."""
    found = [value]
    for a in fields(type(value)):
        inner = getattr(value, a.name)
        for each in inner if isinstance(inner, tuple) else (inner,):
            if type(each).__module__.startswith("innbyggertorg.model") and hasattr(each, "__attrs_attrs__"):
                found += parts(each)
    return found


PARTS = parts(PROGRAMME)


@pytest.mark.parametrize("value", PARTS, ids=lambda value: type(value).__name__)
def test_copies_are_equal_hash_alike_and_keep_their_rules(value):
    copies = [copy.copy(value), copy.deepcopy(value), evolve(value)]
    copies += [
        pickle.loads(pickle.dumps(value, protocol)) for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)
    ]
    for again in copies:
        assert again == value
        assert hash(again) == hash(value)
    for a in fields(type(value)):
        if a.init and a.validator is not None:
            with pytest.raises(InnbyggertorgError):
                evolve(value, **{a.alias: object()})


@pytest.mark.parametrize("value", PARTS, ids=lambda value: type(value).__name__)
def test_repr_evaluates_back_but_for_what_is_personal(value):
    text = repr(value)
    if "Contact(" in text:
        for hidden in ("Leder", "kor@example.no", "+47 99", "bok@example.no", "'110'"):
            assert hidden not in text
    else:
        assert eval(text, dict(NAMES)) == value


def test_an_event_changed_at_one_instant_is_the_same_in_any_zone():
    events = [
        Event(**{**EVENT, "changed_at": CHANGED.astimezone(zone(key))}) for key in ("UTC", "Asia/Kathmandu")
    ]
    assert events[0] == events[1]
    assert hash(events[0]) == hash(events[1])


def test_two_instants_an_hour_apart_in_the_night_the_clocks_go_back_are_different():
    first = datetime.datetime(2026, 10, 25, 2, 30, tzinfo=zone("Europe/Oslo"))
    events = [Event(**{**EVENT, "changed_at": moment}) for moment in (first, first.replace(fold=1))]
    assert events[0] != events[1]
    in_utc = Event(**{**EVENT, "changed_at": first.astimezone(UTC)})
    assert in_utc == events[0]
    assert hash(in_utc) == hash(events[0])


def test_points_that_are_equal_are_written_alike():
    assert str(Geo(-0.0, 10)) == str(Geo(0, 10.0)) == "geo:0.0,10.0"


def test_the_uid_follows_from_torg_and_id_unless_it_is_given():
    assert Event(**EVENT).uid == Event(**EVENT).uid
    assert (
        len({Event(**{**EVENT, "id": "a"}).uid, Event(**{**EVENT, "torg": "a"}).uid, Event(**EVENT).uid}) == 3
    )
    assert Event(**EVENT, uid="own@x").uid == "own@x"


@pytest.mark.parametrize(
    "make",
    [
        lambda canary: Contact(name=f"{canary}\n"),
        lambda canary: Contact(name=[canary]),  # type: ignore[arg-type]
        lambda canary: Contact(email=canary),
        lambda canary: Contact(phone=canary),
        lambda canary: Organisation(id="o", name="x", contact=Contact(name=canary)),  # type: ignore[arg-type]
        lambda canary: Programme(
            organisations=(Organisation(id="o", name=NAME, contact=Contact(name=canary)),) * 2
        ),
    ],
)
def test_nobodys_name_is_told_by_an_error(make):
    with pytest.raises((InvalidValueError, WrongTypeError, ProblemsError)) as caught:
        make("Kari Nordmann")
    assert "Kari" not in f"{caught.value} {caught.value!r} {caught.value.__cause__!r}"
