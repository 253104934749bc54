"""A programme: references that lead somewhere, look-ups, and what happens when."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve

from innbyggertorg import loads
from innbyggertorg.chrono import Interval, zone
from innbyggertorg.errors import (
    InnbyggertorgError,
    InvalidValueError,
    ProblemsError,
    UnknownReferenceError,
    WrongTypeError,
)
from innbyggertorg.model import (
    Event,
    EventDetails,
    EventStatus,
    LocalText,
    Organisation,
    Programme,
    Room,
    Torg,
    Visibility,
)
from innbyggertorg.recurrence import Override, RecurrenceRule, Series
from support.documents import WHOLE

NAME = LocalText(nb="Navn")
OSLO = zone("Europe/Oslo")
TORGS = (
    Torg(id="a", name=NAME, rooms=(Room(id="sal", name=NAME), Room(id="scene", name=NAME))),
    Torg(id="b", name=NAME),
)
WEEKLY = Series(
    datetime(2026, 3, 24, 18),
    timedelta(hours=2),
    rules=(RecurrenceRule.parse("FREQ=WEEKLY;COUNT=4"),),
)


def event(name: str, torg: str = "a", series: Series = WEEKLY, **more: object) -> Event:
    changed = datetime(2026, 1, 1, tzinfo=UTC)
    return Event(id=name, torg=torg, title=NAME, series=series, changed_at=changed, **more)  # type: ignore[arg-type]


def programme(*events: Event) -> Programme:
    return Programme(torgs=TORGS, events=events)


SPRING = Interval(datetime(2026, 3, 1, tzinfo=OSLO), datetime(2026, 6, 1, tzinfo=OSLO))


def test_every_reference_that_leads_nowhere_is_told_with_its_path():
    whole = loads(json.dumps(WHOLE), "json")
    with pytest.raises(ProblemsError) as caught:
        evolve(
            whole,
            organisations=(),
            torgs=(evolve(whole.torgs[0], equipment=(), services=()),),
            events=(evolve(whole.events[0], torg="andre", uid="x"), evolve(whole.events[0], rooms=("loft",))),
        )
    told = {problem.path for problem in caught.value.problems}
    assert {
        "torgs[0].operator",
        "events[0].torg",
        "events[0].organiser",
        "events[1].rooms",
        "closures[0].services",
        "closures[1].spared_services",
    } <= told
    assert not {"torgs[0].services[0].operator", "events[0].rooms", "closures[0].rooms"} & told


def test_a_room_of_another_torg_is_not_a_room_of_this_one():
    with pytest.raises(ProblemsError, match=r"events\[0\].rooms: must name a known room of the torg b"):
        programme(event("e", "b", rooms=("sal",)))


def test_a_room_named_by_one_occurrence_must_exist_too():
    series = evolve(WEEKLY, overrides=(Override(WEEKLY.first, details=EventDetails(rooms=("loft",))),))
    with pytest.raises(ProblemsError, match=r"events\[0\].series.overrides\[0\].details.rooms"):
        programme(event("e", series=series))


def test_the_same_id_may_be_used_in_two_torgs_but_not_twice_in_one():
    programme(event("e"), event("e", "b"))
    with pytest.raises(ProblemsError) as caught:
        programme(event("e"), event("e"), event("f", uid="u"), event("g", uid="u"))
    assert [problem.path for problem in caught.value.problems] == ["events[1].id", "events[3].uid"]
    with pytest.raises(ProblemsError, match=r"torgs\[1\].id"):
        Programme(torgs=(TORGS[0], TORGS[0]))


def test_things_are_found_by_their_ids():
    both = programme(event("e"))
    assert both.torg("a") is TORGS[0]
    assert both.event(both.events[0].uid) is both.events[0]
    choir = Organisation(id="kor", name=NAME)
    assert Programme(organisations=(choir,)).organisation("kor") is choir


@pytest.mark.parametrize("name", ["x", "", None, 1, []], ids=repr)
def test_what_there_is_not_is_not_found(name):
    for find in (programme().torg, programme().organisation, programme().event):
        with pytest.raises(UnknownReferenceError):
            find(name)


def test_only_public_events_past_the_draft_are_public():
    events = [
        event(f"{status}-{visibility}", status=status, visibility=visibility)
        for status in EventStatus
        for visibility in Visibility
    ]
    shown = {each.event.id for each in programme(*events).occurrences(SPRING)}
    assert shown == {"proposed-public", "confirmed-public", "cancelled-public"}
    inside = {each.event.id for each in programme(*events).occurrences(SPRING, visibility="internal")}
    assert inside == {each.id for each in events}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("draft", "tentative"),
        ("proposed", "tentative"),
        ("confirmed", "confirmed"),
        ("cancelled", "cancelled"),
    ],
)
def test_the_status_of_an_event_is_that_of_its_occurrences(status, expected):
    series = evolve(WEEKLY, overrides=(Override(WEEKLY.first, cancelled=True),))
    both = programme(event("e", series=series, status=EventStatus(status)))
    found = both.occurrences(SPRING, visibility="internal")
    assert [each.status.value for each in found] == ["cancelled", expected, expected, expected]


def test_times_that_are_not_settled_are_tentative():
    found = programme(event("e", series=evolve(WEEKLY, tentative=True))).occurrences(SPRING)
    assert {each.status.value for each in found} == {"tentative"}


def test_what_is_different_about_an_occurrence_is_applied_to_it_alone():
    details = EventDetails(title=LocalText(nb="Konsert"), rooms=(), online_url="https://se.example.no/")
    second = WEEKLY.first + timedelta(days=7)
    series = evolve(WEEKLY, overrides=(Override(second, start=second + timedelta(hours=1), details=details),))
    base = event("e", series=series, rooms=("sal",), text=LocalText(nb="Alle"))
    found = programme(base).occurrences(SPRING)
    assert [str(each.title) for each in found] == ["Navn", "Konsert", "Navn", "Navn"]
    assert [each.rooms for each in found] == [("sal",), (), ("sal",), ("sal",)]
    assert [each.online_url for each in found] == [None, "https://se.example.no/", None, None]
    assert {str(each.text) for each in found} == {"Alle"}
    assert [each.key.original for each in found][1] == second
    assert str(found[1].key) == f"{base.uid}@2026-03-31T18:00:00"
    assert found[1].start == datetime(2026, 3, 31, 19, tzinfo=OSLO)


def test_occurrences_are_in_order_of_time_whatever_the_order_of_the_events():
    day = Series(date(2026, 3, 31), timedelta(days=1))
    late = Series(datetime(2026, 3, 31, 18), timedelta(hours=3), zone="UTC")
    events = [event("c", series=late), event("a"), event("b", "b"), event("d", series=day)]
    found = programme(*events).occurrences(SPRING)
    assert programme(*reversed(events)).occurrences(SPRING) == found
    on_the_day = [each.event.id for each in found if each.key.original.isoformat().startswith("2026-03-31")]
    assert (on_the_day[0], {*on_the_day[1:3]}, on_the_day[3:]) == ("d", {"a", "b"}, ["c"])
    assert {each.event.torg for each in programme(*events).occurrences(SPRING, torg="b")} == {"b"}


def test_a_window_only_touched_holds_nothing():
    first = datetime(2026, 3, 24, 18, tzinfo=OSLO)
    for start, end in (
        (first - timedelta(hours=1), first),
        (first + timedelta(hours=2), first + timedelta(hours=3)),
    ):
        assert programme(event("e")).occurrences(Interval(start, end)) == ()


@pytest.mark.parametrize(
    ("window", "more", "kind"),
    [
        (None, {}, WrongTypeError),
        ((SPRING.start, SPRING.end), {}, WrongTypeError),
        (SPRING, {"visibility": "private"}, InvalidValueError),
        (SPRING, {"visibility": []}, InvalidValueError),
        (SPRING, {"torg": "x"}, UnknownReferenceError),
        (SPRING, {"torg": 5}, UnknownReferenceError),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(window, more, kind):
    with pytest.raises(kind) as caught:
        programme(event("e")).occurrences(window, **more)
    assert isinstance(caught.value, InnbyggertorgError)
