"""How an event is marked when a new state takes the place of an old one."""

from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve, fields

from innbyggertorg.chrono import Weekday
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.model import (
    Audience,
    Event,
    EventDetails,
    EventKind,
    EventStatus,
    Link,
    LocalText,
    Visibility,
    revised,
)
from innbyggertorg.recurrence import Override, Series

START = datetime(2026, 3, 1, 18)
BEFORE = Event(
    id="kor",
    torg="heggedal",
    title=LocalText(nb="Kor"),
    series=Series(START, timedelta(hours=2)),
    changed_at=datetime(2026, 1, 1, 12, tzinfo=UTC),
    sequence=3,
    uid="kor-1",
)
NOW = datetime(2026, 2, 1, 8, 30, 15, 999, tzinfo=UTC)
LAST = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)

MOVED = {
    "series": Series(START, timedelta(hours=2), overrides=(Override(START, cancelled=True),)),
    "rooms": ("sal",),
    "status": EventStatus.CANCELLED,
    "visibility": Visibility.INTERNAL,
}
SEEN = {
    "torg": "tofte",
    "title": LocalText(nb="Koret"),
    "text": LocalText(nb="Velkommen"),
    "organiser": "koret",
    "kind": EventKind.PRACTICE,
    "audience": (Audience.ADULTS,),
    "price_nok": 50,
    "online_url": "https://ok.test/1",
    "url": "https://ok.test/2",
    "image": "https://ok.test/3",
    "links": (Link(url="https://ok.test/4"),),
    "concepts": ("https://ok.test/5",),
    "part_of": "festivalen",
}
INSIDE = {
    "expected": 20,
    "setup": timedelta(minutes=15),
    "teardown": timedelta(minutes=15),
    "equipment": ("projektor",),
    "weekday": Weekday.SUNDAY,
}


@pytest.mark.parametrize(("name", "value"), MOVED.items(), ids=MOVED)
def test_time_place_and_status_raise_both_marks(name, value):
    after = revised(BEFORE, evolve(BEFORE, **{name: value}), now=NOW)
    assert (after.changed_at, after.sequence) == (NOW.replace(microsecond=0), 4)
    assert getattr(after, name) == value


@pytest.mark.parametrize(("name", "value"), SEEN.items(), ids=SEEN)
def test_what_else_others_see_raises_the_time_alone(name, value):
    after = revised(BEFORE, evolve(BEFORE, **{name: value}), now=NOW)
    assert (after.changed_at, after.sequence) == (NOW.replace(microsecond=0), 3)


@pytest.mark.parametrize(("name", "value"), INSIDE.items(), ids=INSIDE)
def test_what_only_the_house_knows_changes_no_mark(name, value):
    asked = evolve(BEFORE, **{name: value}, sequence=99, changed_at=NOW.replace(microsecond=0))
    after = revised(BEFORE, asked, now=NOW)
    assert after == evolve(BEFORE, **{name: value})


def test_what_one_occurrence_is_called_is_neither_time_nor_place():
    def with_details(**different):
        details = EventDetails(**different)
        return evolve(BEFORE, series=evolve(BEFORE.series, overrides=(Override(START, details=details),)))

    titled, elsewhere = with_details(title=LocalText(nb="Korfest")), with_details(rooms=("sal",))
    for before, after, sequence in [(BEFORE, titled, 3), (titled, BEFORE, 3), (titled, elsewhere, 4)]:
        found = revised(before, after, now=NOW)
        assert (found.changed_at, found.sequence) == (NOW.replace(microsecond=0), sequence)


def test_every_field_of_an_event_is_of_one_of_these_sorts():
    marks = {"id", "uid", "changed_at", "sequence"}
    assert {a.name for a in fields(Event) if a.init} == {*MOVED, *SEEN, *INSIDE, *marks}


def test_the_time_of_change_rises_also_where_a_clock_is_behind():
    early = BEFORE.changed_at - timedelta(days=1)
    after = revised(BEFORE, evolve(BEFORE, title=LocalText(nb="Koret")), now=early)
    assert after.changed_at == BEFORE.changed_at + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("before", "after", "now", "error"),
    [
        (BEFORE, evolve(BEFORE, uid="kor-2"), NOW, InvalidValueError),
        (BEFORE, evolve(BEFORE, rooms=("sal",)), NOW.replace(tzinfo=None), InvalidValueError),
        (BEFORE, BEFORE, None, WrongTypeError),
        (None, BEFORE, NOW, WrongTypeError),
        (BEFORE, "kor", NOW, WrongTypeError),
        (evolve(BEFORE, sequence=2**31 - 1), evolve(BEFORE, rooms=("sal",)), NOW, InvalidValueError),
        (evolve(BEFORE, changed_at=LAST), evolve(BEFORE, rooms=("sal",)), NOW, InvalidValueError),
    ],
    ids=["another uid", "naive", "no time", "no before", "no after", "largest", "the last second"],
)
def test_what_cannot_be_revised_is_an_error(before, after, now, error):
    with pytest.raises(error):
        revised(before, after, now=now)
