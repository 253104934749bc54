"""The JSON feed of FullCalendar: each field in its place, and only what is public."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given

from innbyggertorg import testing
from innbyggertorg.chrono import Interval
from innbyggertorg.errors import InnbyggertorgError, LimitExceededError, UnknownSchoolYearError
from innbyggertorg.exchange import fullcalendar
from innbyggertorg.limits import Limits
from innbyggertorg.model import Address, Building, Closure, LocalText, Programme, Room
from innbyggertorg.opening import OpeningSchedule
from support.examples import examples
from support.houses import golden

MAY = Interval(datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC))
YEAR = Interval(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        pytest.param(None, "1389 Heggedal", id="none of its own"),
        pytest.param(Address(street="Åsveien 2", place="Heggedal"), "Åsveien 2, Heggedal", id="its own"),
    ],
)
def test_rooms_in_another_building_are_at_its_address(address, shown):
    programme = golden()
    (house,) = programme.torgs
    kroa = Building(id="kroa", name=LocalText(nb="Kroa"), address=address)
    rooms = tuple(evolve(room, building="kroa") for room in house.rooms)
    programme = evolve(programme, torgs=(evolve(house, buildings=(kroa,), rooms=rooms),))
    entries, _ = fullcalendar.events(programme, MAY)
    (concert,) = (each for each in entries if each["title"] == "Konsert")
    place = concert["extendedProps"]["location"]
    assert place == f"Kulturscenen, Kaféen, 1. etasje, Kroa, Heggedal innbyggertorg, {shown}"


def test_an_event_object():
    programme = golden()
    programme = evolve(programme, torgs=(evolve(programme.torgs[0], colour="teal"),))
    entries, (loss,) = fullcalendar.events(programme, MAY)
    (concert,) = (each for each in entries if each["title"] == "Konsert")
    event = programme.events[1]
    assert concert == {
        "id": f"{event.uid}@2026-05-09T18:00:00",
        "groupId": event.uid,
        "title": "Konsert",
        "start": "2026-05-09T18:00:00+02:00",
        "end": "2026-05-09T20:00:00+02:00",
        "allDay": False,
        "className": "status-confirmed kind-concert torg-heggedal",
        "resourceIds": ["heggedal/scene", "heggedal/kafe"],
        "url": "https://korps.example/konsert",
        "color": "teal",
        "extendedProps": {
            "status": "confirmed",
            "kind": "concert",
            "categories": ["Konsert", "Familier"],
            "torg": "heggedal",
            "rooms": ["Kulturscenen", "Kaféen, 1. etasje"],
            "location": "Kulturscenen, Kaféen, 1. etasje, Heggedal innbyggertorg, 1389 Heggedal",
            "text": event.text.nb,
            "organiser": "Heggedal skolekorps",
            "onlineUrl": "https://video.example/konsert",
            "priceNok": 0,
            "image": event.image,
        },
    }
    assert loss.what == "that a series repeats, and the zone of its times"


def test_whole_days_end_on_the_day_after():
    (fair,) = (each for each in fullcalendar.events(golden(), MAY)[0] if each["allDay"])
    assert (fair["start"], fair["end"]) == ("2026-05-16", "2026-05-18")


def test_what_is_cancelled_stays_and_says_so():
    entries, _ = fullcalendar.events(golden(), YEAR)
    called_off = [each for each in entries if "status-cancelled" in each["className"]]
    assert {each["title"] for each in called_off} == {"Avlyst", "Ovelse"}


def test_rooms_are_resources_and_joined_ones_are_reported():
    programme = golden()
    both = Room(id="begge", name=LocalText(nb="Begge"), seated=90, parts=("scene", "kafe"))
    torg = evolve(programme.torgs[0], rooms=(*programme.torgs[0].rooms, both))
    entries, (loss,) = fullcalendar.resources(evolve(programme, torgs=(torg,)))
    assert entries[2] == {
        "id": "heggedal/begge",
        "title": "Begge",
        "extendedProps": {
            "torg": "heggedal",
            "capacity": 90,
            "features": [],
            "parts": ["heggedal/scene", "heggedal/kafe"],
        },
    }
    assert loss.where == "heggedal/begge"


def test_opening_hours_have_closures_taken_off():
    programme = golden()
    torg = evolve(programme.torgs[0], opening=OpeningSchedule.weekly({"mo-fr": "10-16"}))
    closure = Closure(
        id="stengt",
        torg="heggedal",
        reason=LocalText(nb="Stengt"),
        start=date(2026, 5, 5),
        end=date(2026, 5, 8),
    )
    closed = evolve(programme, torgs=(torg,), closures=(closure,))
    week = Interval(datetime(2026, 5, 4, tzinfo=UTC), datetime(2026, 5, 11, tzinfo=UTC))
    assert fullcalendar.opening(closed, "heggedal", week)[0] == [
        {
            "start": "2026-05-04T10:00:00+02:00",
            "end": "2026-05-04T16:00:00+02:00",
            "display": "background",
            "className": "opening opening-staffed",
            "extendedProps": {"torg": "heggedal", "service": None, "level": "staffed", "reason": ""},
        }
    ]
    assert fullcalendar.opening(golden(), "heggedal", week) == ([], ())
    with pytest.raises(LimitExceededError):
        fullcalendar.opening(closed, "heggedal", YEAR, limits=Limits(occurrences=20))


@given(testing.programmes(most=2))
@examples(15)
def test_what_is_not_public_is_not_there(programme):
    try:
        entries, _ = fullcalendar.events(programme, YEAR)
    except UnknownSchoolYearError:
        return
    public = {event.uid for event in programme.events if event.is_public}
    assert {entry["groupId"] for entry in entries} <= public
    assert json.loads(json.dumps(entries)) == entries
    assert len({entry["id"] for entry in entries}) == len(entries)
    for entry in entries:
        if not entry["allDay"]:
            length = datetime.fromisoformat(entry["end"]) - datetime.fromisoformat(entry["start"])
            assert length > timedelta(0)


@pytest.mark.parametrize(
    "call",
    [
        lambda p: fullcalendar.events(None, MAY),
        lambda p: fullcalendar.events(p, "may"),
        lambda p: fullcalendar.events(p, MAY, torg="nowhere"),
        lambda p: fullcalendar.events(p, MAY, language="sv"),
        lambda p: fullcalendar.events(p, MAY, limits=1),
        lambda p: fullcalendar.resources(Programme),
        lambda p: fullcalendar.resources(p, torg=1),
        lambda p: fullcalendar.opening(p, "heggedal", None),
        lambda p: fullcalendar.opening(p, "nowhere", MAY),
        lambda p: fullcalendar.opening(p, "heggedal", MAY, service="bank"),
    ],
)
def test_arguments_are_checked(call):
    with pytest.raises(InnbyggertorgError):
        call(golden())
