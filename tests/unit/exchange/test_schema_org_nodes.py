"""Houses, services and events in the terms of schema.org: what stands where, and what is reported."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve

from innbyggertorg.chrono import DateRange, Interval
from innbyggertorg.errors import InvalidValueError, UnknownReferenceError, WrongTypeError
from innbyggertorg.exchange import schema_org
from innbyggertorg.model import (
    Address,
    Audience,
    Building,
    Closure,
    Contact,
    Event,
    EventDetails,
    EventKind,
    EventStatus,
    Geo,
    LocalText,
    Organisation,
    Programme,
    Room,
    Sector,
    Service,
    ServiceKind,
    Torg,
    Visibility,
)
from innbyggertorg.opening import OpeningSchedule
from innbyggertorg.recurrence import Override, RecurrenceRule, Series

HOUR = timedelta(hours=1)
WEEK = DateRange(date(2026, 3, 23), date(2026, 3, 30))
SPRING = Interval(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC))
MONTH = DateRange(date(2026, 3, 9), date(2026, 4, 13))
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]

TORG = Torg(
    id="heggedal",
    name=LocalText(nb="Heggedal innbyggertorg", en="Heggedal citizens' house"),
    kommunenummer="3203",
    operator="asker",
    address=Address(street="Torget 1", postcode="1389", place="Heggedal"),
    geo=Geo(59.7852, 10.4468),
    url="https://torg.example/",
    contact=Contact(name="Vakta", phone="99000000", public=True),
    opening=OpeningSchedule.weekly({"mo-fr": "10-16"}),
    rooms=(Room(id="scene", name=LocalText(nb="Scenen"), seated=140, area_m2=200, features=("stage",)),),
    services=(
        Service(id="bibliotek", name=LocalText(nb="Biblioteket"), kind=ServiceKind.LIBRARY, operator="asker",
                rooms=("scene",), offers=("Bøker", "PC"), opening=OpeningSchedule.weekly({"mo-su": "12-20"})),
        Service(id="kafe", name=LocalText(nb="Kafeen"), kind=ServiceKind.CAFE),
    ),
)  # fmt: skip
PLACE = {
    "name": "Scenen, Heggedal innbyggertorg",
    "address": {
        "@type": "PostalAddress",
        "streetAddress": "Torget 1",
        "postalCode": "1389",
        "addressLocality": "Heggedal",
        "addressCountry": "NO",
    },
    "geo": {"@type": "GeoCoordinates", "latitude": 59.7852, "longitude": 10.4468},
    "url": "https://torg.example/",
}
ORGANISATIONS = (
    Organisation(id="asker", name=LocalText(nb="Asker kommune"), sector=Sector.MUNICIPAL, orgnr="920125298"),
    Organisation(
        id="korps",
        name=LocalText(nb="Korpset"),
        contact=Contact(email="post@korps.example", public=True),
        url="https://korps.example/",
    ),
    Organisation(id="hemmelig", name=LocalText(nb="Klubben"), contact=Contact(phone="12345678")),
    Organisation(id="ola", name=LocalText(nb="Ola Nordmann"), sector=Sector.PRIVATE),
    Organisation(
        id="kari",
        name=LocalText(nb="Kari Nordmann"),
        sector=Sector.PRIVATE,
        contact=Contact(name="Bursdagen", public=True),
    ),
)


def happening(series, **more):
    given = {"id": "ovelse", "title": LocalText(nb="Øvelse", en="Practice"), "rooms": ("scene",)} | more
    return Event(torg="heggedal", series=series, changed_at=datetime(2026, 1, 1, tzinfo=UTC), **given)


def programme(*events, closures=()):
    return Programme(torgs=(TORG,), organisations=ORGANISATIONS, events=events, closures=closures)


def written(event, **more):
    return schema_org.event(programme(event), event.uid, SPRING, **more)


def weekly(rule="FREQ=WEEKLY", **more):
    return Series(datetime(2026, 3, 4, 18), 2 * HOUR, rules=(RecurrenceRule.parse(rule),), **more)


ONCE = Series(datetime(2026, 3, 28, 18), 8 * HOUR)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param(None, {key: PLACE[key] for key in ("address", "geo")}, id="none of its own"),
        pytest.param(
            Address(street="Åsveien 2", place="Heggedal"),
            {
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": "Åsveien 2",
                    "addressLocality": "Heggedal",
                    "addressCountry": "NO",
                }
            },
            id="its own",
        ),
    ],
)
def test_an_event_in_another_building_is_at_its_address(address, expected):
    kroa = Building(id="kroa", name=LocalText(nb="Kroa"), address=address)
    (scene,) = TORG.rooms
    house = evolve(TORG, buildings=(kroa,), rooms=(evolve(scene, building="kroa"),))
    event = happening(ONCE)
    node, _ = schema_org.event(evolve(programme(event), torgs=(house,)), event.uid, SPRING)
    name = "Scenen, Kroa, Heggedal innbyggertorg"
    assert node["location"] == {"@type": "Place", "name": name, "url": TORG.url, **expected}


# --- places -------------------------------------------------------------------------------------------


def test_a_house_with_its_rooms_and_hours():
    node, losses = schema_org.torg(programme(), "heggedal", hours=WEEK)
    assert node["@type"] == "CivicStructure"
    assert {name: node[name] for name in PLACE} == PLACE | {"name": "Heggedal innbyggertorg"}
    assert node["telephone"] == "99000000"
    assert node["containsPlace"] == [
        {
            "@type": "Room",
            "name": "Scenen",
            "identifier": "scene",
            "maximumAttendeeCapacity": 140,
            "floorSize": {"@type": "QuantitativeValue", "value": 200, "unitCode": "MTK"},
            "amenityFeature": [{"@type": "LocationFeatureSpecification", "name": "stage", "value": True}],
        }
    ]
    (hours,) = node["openingHoursSpecification"]
    assert (hours["dayOfWeek"], hours["opens"], hours["closes"]) == (WEEKDAYS, "10:00", "16:00")
    assert [loss.where for loss in losses] == ["operator", "services", "contact"]


def test_hours_that_nobody_asked_for_are_reported():
    node, losses = schema_org.torg(programme(), "heggedal")
    assert "openingHoursSpecification" not in node
    assert "opening" in {loss.where for loss in losses}


def test_a_closure_of_the_house_closes_the_house_and_what_is_not_spared():
    closure = Closure(
        id="vann", torg="heggedal", reason=LocalText(nb="Vannlekkasje"), start=date(2026, 3, 25),
        end=date(2026, 3, 26), spared_services=("kafe",),
    )  # fmt: skip
    closed = {"opens": "00:00", "closes": "00:00", "validFrom": "2026-03-25", "validThrough": "2026-03-26"}
    with_closure = programme(closures=(closure,))
    node, losses = schema_org.torg(with_closure, "heggedal", hours=MONTH)
    (special,) = node["specialOpeningHoursSpecification"]
    assert {name: special[name] for name in closed} == closed
    assert "the reason 'Vannlekkasje'" in {loss.what for loss in losses}
    library, losses = schema_org.service(with_closure, "heggedal", "bibliotek", hours=MONTH)
    assert "opening.inner.restrictions[0]" in {loss.where for loss in losses}
    (special,) = library["availableChannel"]["serviceLocation"]["specialOpeningHoursSpecification"]
    assert {name: special[name] for name in closed} == closed
    cafe, _ = schema_org.service(with_closure, "heggedal", "kafe", hours=MONTH)
    assert "specialOpeningHoursSpecification" not in cafe["availableChannel"]["serviceLocation"]


def test_a_service_is_open_within_its_house():
    node, _ = schema_org.service(programme(), "heggedal", "bibliotek", hours=WEEK)
    assert (node["@type"], node["serviceType"]) == ("GovernmentService", "Bibliotek")
    assert node["provider"]["@type"] == "GovernmentOrganization"
    assert node["provider"]["identifier"]["value"] == "920125298"
    assert node["hasOfferCatalog"]["itemListElement"] == ["Bøker", "PC"]
    place = node["availableChannel"]["serviceLocation"]
    assert place["name"] == "Scenen"
    (hours,) = place["openingHoursSpecification"]
    assert (hours["dayOfWeek"], hours["opens"], hours["closes"]) == (WEEKDAYS, "12:00", "16:00")


def test_a_service_that_is_not_the_municipality_s():
    assert schema_org.service(programme(), "heggedal", "kafe", hours=WEEK)[0]["@type"] == "Service"


# --- events -------------------------------------------------------------------------------------------


def test_an_event_that_happens_once():
    event = happening(
        ONCE,
        text=LocalText(nb="Med </script>"),
        organiser="korps",
        kind=EventKind.CONCERT,
        audience=(Audience.CHILDREN,),
        price_nok=50,
        online_url="https://video.example/",
        url="https://korps.example/konsert",
    )
    node, losses = written(event)
    assert losses == ()
    assert node == {
        "@type": "MusicEvent",
        "name": "Øvelse",
        "identifier": event.uid,
        "description": "Med </script>",
        "url": "https://korps.example/konsert",
        "location": [
            {"@type": "Place"} | PLACE,
            {"@type": "VirtualLocation", "url": "https://video.example/"},
        ],
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "isAccessibleForFree": False,
        "offers": {"@type": "Offer", "price": 50, "priceCurrency": "NOK"},
        "audience": [{"@type": "Audience", "audienceType": "Barn"}],
        "keywords": ["Konsert", "Barn"],
        "organizer": {
            "@type": "Organization",
            "name": "Korpset",
            "url": "https://korps.example/",
            "email": "post@korps.example",
        },
        "startDate": "2026-03-28T18:00:00+01:00",
        "endDate": "2026-03-29T03:00:00+02:00",  # eight hours, one of which the clock skips
        "eventStatus": "https://schema.org/EventScheduled",
    }


@pytest.mark.parametrize(
    ("organiser", "shown"),
    [("hemmelig", {"@type": "Organization", "name": "Klubben"}), ("ola", None), (None, None),
     ("kari", {"@type": "Organization", "name": "Bursdagen"})],
)  # fmt: skip
def test_no_more_of_the_organiser_is_shown_than_is_public(organiser, shown):
    assert written(happening(ONCE, organiser=organiser))[0].get("organizer") == shown


def test_whole_days_end_on_their_last():
    node, _ = written(happening(Series(date(2026, 3, 28), timedelta(days=2))))
    assert (node["startDate"], node["endDate"]) == ("2026-03-28", "2026-03-29")


@pytest.mark.parametrize(
    ("series", "said"),
    [
        (weekly(), {"repeatFrequency": "P1W"}),
        (weekly("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
         {"repeatFrequency": "P2W", "byDay": ["https://schema.org/Wednesday"]}),
        (weekly("FREQ=MONTHLY;BYDAY=1WE;COUNT=4"),
         {"repeatFrequency": "P1M", "byDay": ["1WE"], "repeatCount": 4}),
        (weekly("FREQ=MONTHLY"), {"repeatFrequency": "P1M", "byMonthDay": [4]}),
        (weekly("FREQ=WEEKLY;BYMONTH=3,4"), {"repeatFrequency": "P1W", "byMonth": [3, 4]}),
        (weekly("FREQ=WEEKLY;UNTIL=20260601T100000Z"), {"repeatFrequency": "P1W", "endDate": "2026-05-31"}),
        (weekly("FREQ=WEEKLY;UNTIL=20260601T160000Z"), {"repeatFrequency": "P1W", "endDate": "2026-06-01"}),
        (weekly(excluded=(datetime(2026, 4, 1, 18),)),
         {"repeatFrequency": "P1W", "exceptDate": ["2026-04-01T18:00:00"]}),
    ],
)  # fmt: skip
def test_what_a_schedule_says_exactly_is_one(series, said):
    node, losses = written(happening(series))
    assert (
        node["eventSchedule"]
        == {
            "@type": "Schedule",
            "startDate": "2026-03-04",
            "startTime": "18:00:00",
            "duration": "PT2H",
            "scheduleTimezone": "Europe/Oslo",
        }
        | said
    )
    assert "subEvent" not in node
    assert losses == ()


@pytest.mark.parametrize(
    "series",
    [
        weekly("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE"),
        weekly("FREQ=WEEKLY;COUNT=9", excluded=(datetime(2026, 4, 1, 18),)),
        weekly("FREQ=MONTHLY;BYMONTHDAY=4,31"),
        weekly("FREQ=MONTHLY;BYDAY=WE;BYSETPOS=-1"),
        weekly("FREQ=WEEKLY;BYDAY=MO"),  # the first start is none of its own
        weekly(extra=(datetime(2026, 3, 5, 18),)),
        weekly(overrides=(Override(datetime(2026, 3, 11, 18), cancelled=True),)),
        Series(datetime(2026, 3, 4, 2, 30), HOUR, rules=(RecurrenceRule.parse("FREQ=DAILY"),)),
    ],
)
def test_what_no_schedule_says_exactly_is_listed(series):
    node, losses = written(happening(series))
    assert node["@type"] == "EventSeries"
    assert len(node["subEvent"]) == len(series.occurrences(SPRING))
    assert [loss.what for loss in losses] == ["what happens outside the window"]


def test_what_is_cancelled_moved_and_online_says_so():
    series = weekly(
        overrides=(
            Override(datetime(2026, 3, 11, 18), cancelled=True),
            Override(datetime(2026, 3, 18, 18), start=datetime(2026, 3, 29, 18)),
            Override(
                datetime(2026, 3, 25, 18),
                details=EventDetails(rooms=(), online_url="https://video.example/"),
            ),
        )
    )
    node, _ = written(happening(series))
    states = {each["startDate"]: each["eventStatus"] for each in node["subEvent"]}
    assert states["2026-03-11T18:00:00+01:00"] == "https://schema.org/EventCancelled"
    assert states["2026-03-25T18:00:00+01:00"] == "https://schema.org/EventMovedOnline"
    (moved,) = (each for each in node["subEvent"] if each["startDate"] == "2026-03-29T18:00:00+02:00")
    assert moved["eventStatus"] == "https://schema.org/EventRescheduled"
    assert moved["previousStartDate"] == "2026-03-18T18:00:00+01:00"


def test_an_occurrence_knows_its_series():
    event = happening(weekly(), status=EventStatus.PROPOSED)
    whole = programme(event)
    node, (loss,) = schema_org.occurrence(whole, whole.occurrences(SPRING)[1], language="en")
    assert (node["name"], node["startDate"]) == ("Practice", "2026-03-11T18:00:00+01:00")
    assert node["superEvent"] == {"@type": "EventSeries", "name": "Practice", "identifier": event.uid}
    assert loss.what == "that it is tentative"


def test_a_single_event_is_found_wherever_it_was_moved_to():
    moved = Series(ONCE.first, HOUR, overrides=(Override(ONCE.first, start=datetime(2031, 1, 1, 12)),))
    assert written(happening(moved))[0]["startDate"] == "2031-01-01T12:00:00+01:00"


@pytest.mark.parametrize("hidden", [{"status": EventStatus.DRAFT}, {"visibility": Visibility.INTERNAL}])
def test_what_is_not_public_is_refused(hidden):
    event = happening(ONCE, **hidden)
    whole = programme(event)
    with pytest.raises(InvalidValueError, match="must be public"):
        schema_org.event(whole, event.uid, SPRING)
    (occurrence,) = whole.occurrences(SPRING, visibility="internal")
    with pytest.raises(InvalidValueError, match="must be public"):
        schema_org.occurrence(whole, occurrence)


# --- pages --------------------------------------------------------------------------------------------


def test_nothing_in_a_text_ends_the_element():
    node, _ = written(happening(ONCE, text=LocalText(nb="</script><!--<script>&\u2027")))
    element = schema_org.script(node)
    assert element.count("<") == 2
    text = element.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(text) == {"@context": "https://schema.org"} | node
    assert "\u2028" not in schema_org.script({"name": "\u2028"})


def test_several_nodes_are_a_graph():
    assert schema_org.document({"@type": "Place"}, {"@type": "Event"}) == {
        "@context": "https://schema.org",
        "@graph": [{"@type": "Place"}, {"@type": "Event"}],
    }


@pytest.mark.parametrize("nodes", [("x",), (({}, ()),), ({"name": "\ud800"},), ({"name": {1}},),
                                   ({"name": float("nan")},)])  # fmt: skip
def test_what_is_no_node_is_refused(nodes):
    with pytest.raises(WrongTypeError):
        schema_org.script(*nodes)


@pytest.mark.parametrize(
    ("call", "error"),
    [
        (lambda p, e: schema_org.torg("x", "heggedal"), WrongTypeError),
        (lambda p, e: schema_org.torg(p, "nowhere"), UnknownReferenceError),
        (lambda p, e: schema_org.torg(p, 1), UnknownReferenceError),
        (lambda p, e: schema_org.torg(p, "heggedal", language="de"), InvalidValueError),
        (lambda p, e: schema_org.torg(p, "heggedal", hours=SPRING), WrongTypeError),
        (lambda p, e: schema_org.torg(p, "heggedal", limits=9), WrongTypeError),
        (lambda p, e: schema_org.service(p, "heggedal", "bank"), UnknownReferenceError),
        (lambda p, e: schema_org.service(p, "heggedal", []), UnknownReferenceError),
        (lambda p, e: schema_org.event(p, "x", SPRING), UnknownReferenceError),
        (lambda p, e: schema_org.event(p, e.uid, WEEK), WrongTypeError),
        (schema_org.occurrence, WrongTypeError),
        (lambda p, e: schema_org.occurrence(programme(), p.occurrences(SPRING)[0]), UnknownReferenceError),
    ],
)
def test_arguments_are_checked(call, error):
    event = happening(ONCE)
    with pytest.raises(error):
        call(programme(event), event)


def test_equal_programmes_give_equal_nodes():
    event = happening(weekly())
    assert written(event) == written(evolve(event))
