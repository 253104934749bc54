"""Events as objects of icalendar, and feeds as jCal."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import icalendar
import pytest

from innbyggertorg.chrono import zone
from innbyggertorg.errors import InvalidValueError, LimitExceededError, ParseError, WrongTypeError
from innbyggertorg.ical import Feed, feed, read, read_jcal, to_component, to_components
from innbyggertorg.limits import Limits
from innbyggertorg.model import Event, EventStatus, LocalText, Programme, Room, Torg, Visibility
from innbyggertorg.recurrence import Override, RecurrenceRule, Series

START, HOUR = datetime(2026, 3, 4, 18), timedelta(hours=1)
GOLDEN = (Path(__file__).parents[2] / "golden/house.ics").read_bytes()
HOUSE = Torg(
    id="heggedal",
    name=LocalText(nb="Heggedal innbyggertorg"),
    rooms=(Room(id="sal", name=LocalText(nb="Salen; den store")),),
)


def event(when=None, **more):
    more = {"id": "e", "uid": "e-1", "torg": "heggedal", "title": LocalText(nb="Kor, åpen øving")} | more
    return Event(series=when or Series(START, HOUR), changed_at=datetime(2026, 1, 1, tzinfo=UTC), **more)


WEEKLY = Series(START, HOUR, rules=(RecurrenceRule.parse("FREQ=WEEKLY"),))
CHANGED = Series(
    START, HOUR, rules=WEEKLY.rules, overrides=(Override(START + timedelta(days=7), cancelled=True),)
)


def test_an_event_is_an_object_of_icalendar():
    found = to_component(event(WEEKLY, rooms=("sal",)), programme=Programme(torgs=(HOUSE,)))
    assert type(found) is icalendar.Event
    assert found["summary"] == "Kor, åpen øving"
    assert found["location"] == "Salen; den store, Heggedal innbyggertorg"
    assert found.start == START.replace(tzinfo=zone("Europe/Oslo"))
    assert found.end == found.start + HOUR
    assert found["rrule"] == {"FREQ": ["WEEKLY"], "BYDAY": ["WE"]}


def test_without_its_programme_an_event_has_no_place():
    assert "location" not in to_component(event(rooms=("sal",)))
    assert to_component(event(online_url="https://ok.test/m"))["location"] == "https://ok.test/m"


def test_an_event_with_a_changed_occurrence_is_several_objects():
    master, override = to_components(event(CHANGED))
    assert "rrule" in master
    assert override["status"] == "CANCELLED"
    with pytest.raises(InvalidValueError, match="to_components"):
        to_component(event(CHANGED))


def test_the_event_itself_comes_first_also_where_another_date_is_earlier():
    found = to_components(event(Series(START, HOUR, extra=(START - timedelta(days=7),))))
    assert [each["uid"] == "e-1" for each in found] == [True, False]
    assert found[0].start == START.replace(tzinfo=zone("Europe/Oslo"))


def test_that_an_event_is_too_many_objects_is_said_before_they_are_made(monkeypatch):
    monkeypatch.setattr("innbyggertorg.ical.objects.library", None)
    rule = RecurrenceRule.parse("FREQ=WEEKLY;BYMONTH=1,2,3;BYDAY=MO,WE")
    with pytest.raises(InvalidValueError, match="of them"):
        to_component(event(Series(START, HOUR, rules=(rule,))))


def test_what_is_changed_in_an_object_changes_no_event():
    one = event()
    to_component(one)["summary"] = "Noe annet"
    assert to_component(one)["summary"] == "Kor, åpen øving"


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"event": "kor"}, WrongTypeError),
        ({"event": event(visibility=Visibility.INTERNAL)}, InvalidValueError),
        ({"event": event(status=EventStatus.DRAFT)}, InvalidValueError),
        ({"event": event(), "programme": HOUSE}, WrongTypeError),
        ({"event": event(), "language": "sv"}, InvalidValueError),
    ],
    ids=["no event", "internal", "draft", "no programme", "no language"],
)
def test_what_is_no_public_event_is_no_object(arguments, error):
    with pytest.raises(error):
        to_component(**arguments)


# --- jCal ---------------------------------------------------------------------------------------------


def test_a_feed_as_jcal_is_the_same_calendar():
    made = Feed(content=GOLDEN)
    name, properties, components = json.loads(made.to_jcal())
    assert name == "vcalendar"
    assert ["name", {}, "unknown", "Heggedal innbyggertorg"] in properties
    assert [each[0] for each in components].count("vevent") == GOLDEN.count(b"BEGIN:VEVENT")
    assert made.to_jcal() == Feed(content=GOLDEN).to_jcal()


def test_jcal_is_read_as_the_feed_it_was_made_from():
    assert read_jcal(Feed(content=GOLDEN).to_jcal(), torg=HOUSE).events == read(GOLDEN, torg=HOUSE).events


def test_jcal_of_a_feed_without_events_is_read():
    assert read_jcal(feed(Programme()).to_jcal(), strict=True).events == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"5",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        b'["vcalendar"]',
        b'["vcalendar",[["x"]],[]]',
        b'["vcalendar",[],[["vevent",[["dtstart",{},"date-time","zz"]],[]]]]',
        b'["vevent",[],[]]',
        b'["vcalendar",[["version",{},"text",NaN]],[]]',
        b'["vcalendar",[["version",{},"integer",1e400]],[]]',
        b"1" * 5_000,
    ],
    ids=lambda data: data[:30].decode("latin-1"),
)
def test_what_is_no_jcal_is_an_error(data):
    with pytest.raises(ParseError) as caught:
        read_jcal(data, strict=True)
    assert "zz" not in str(caught.value)


def test_jcal_has_a_limit_and_is_bytes():
    with pytest.raises(LimitExceededError):
        read_jcal(b"[]" * 100, limits=Limits(ical_bytes=100))
    with pytest.raises(WrongTypeError):
        read_jcal("[]")
    with pytest.raises(WrongTypeError):
        read_jcal(b"[]", limits=None)
