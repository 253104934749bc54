"""When a room cannot be had, and that no more is told than that."""

from datetime import UTC, date, datetime, timedelta

import pytest

from innbyggertorg.chrono import Interval, Validity, zone
from innbyggertorg.conflicts import BusyKind, busy_times
from innbyggertorg.days import SchoolBreaks, SchoolCalendar, SchoolYear
from innbyggertorg.errors import LimitExceededError, UnknownReferenceError, WrongTypeError
from innbyggertorg.limits import Limits
from innbyggertorg.model import Closure, Event, EventStatus, LocalText, Programme, Room, Torg, Visibility
from innbyggertorg.recurrence import RecurrenceRule, Series

OSLO = zone("Europe/Oslo")
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ROOMS = (
    Room(id="a", name=LocalText(nb="A")),
    Room(id="b", name=LocalText(nb="B"), setup=15 * MINUTE, teardown=30 * MINUTE),
    Room(id="ab", name=LocalText(nb="AB"), parts=("a", "b")),
    Room(id="hall", name=LocalText(nb="Hall"), shared_up_to=20),
    Room(id="new", name=LocalText(nb="Ny"), validity=Validity(first=date(2026, 3, 28))),
)
BOOKED, TENTATIVE, UNAVAILABLE = BusyKind.BOOKED, BusyKind.TENTATIVE, BusyKind.UNAVAILABLE


def booking(number, hour, *rooms, length=HOUR, **more):
    when = more.pop("series", Series(datetime(2026, 3, 27, hour), length))
    return Event(
        id=f"e{number}",
        torg="t",
        title=LocalText(nb="Hemmelig"),
        series=when,
        changed_at=datetime(2026, 1, 1, tzinfo=UTC),
        rooms=rooms,
        **more,
    )


def busy(room, *events, closures=(), days=1, **more):
    programme = Programme(
        torgs=(Torg(id="t", name=LocalText(nb="T"), rooms=ROOMS),), events=events, closures=closures
    )
    start = datetime(2026, 3, 27, tzinfo=OSLO)
    window = Interval(start, start + timedelta(days=days))
    return busy_times(programme, "t", room, window, **more)


def told(found):
    return [
        (f"{each.interval.start:%d %H:%M}", f"{each.interval.end:%d %H:%M}", each.kind)
        for each in found.times
    ]


def test_a_booking_takes_its_room_with_set_up_and_tear_down():
    assert told(busy("b", booking(1, 10, "b"))) == [("27 09:45", "27 11:30", BOOKED)]
    assert told(busy("a", booking(1, 10, "b"))) == []


def test_a_joined_room_takes_its_parts_and_a_part_the_joined_room():
    assert told(busy("a", booking(1, 10, "ab"))) == [("27 10:00", "27 11:00", BOOKED)]
    assert told(busy("ab", booking(1, 10, "b"))) == [("27 09:45", "27 11:30", BOOKED)]


def test_what_touches_is_told_as_one():
    assert told(busy("a", booking(1, 10, "a"), booking(2, 11, "a"), booking(3, 10, "a"))) == [
        ("27 10:00", "27 12:00", BOOKED)
    ]


def test_internal_events_count_and_cancelled_ones_do_not():
    hidden = booking(1, 10, "a", visibility=Visibility.INTERNAL)
    off = booking(2, 14, "a", status=EventStatus.CANCELLED)
    found = busy("a", hidden, off)
    assert told(found) == [("27 10:00", "27 11:00", BOOKED)]
    assert "Hemmelig" not in repr(found)
    assert hidden.uid not in repr(found)


def test_what_is_asked_for_is_tentative_where_nothing_is_booked():
    found = busy("a", booking(1, 10, "a", length=3 * HOUR, status=EventStatus.PROPOSED), booking(2, 11, "a"))
    assert told(found) == [
        ("27 10:00", "27 11:00", TENTATIVE),
        ("27 11:00", "27 12:00", BOOKED),
        ("27 12:00", "27 13:00", TENTATIVE),
    ]


def test_a_shared_room_is_taken_when_nobody_more_fits_in():
    assert told(busy("hall", booking(1, 10, "hall", expected=19))) == []
    both = booking(1, 10, "hall", length=2 * HOUR, expected=15), booking(2, 11, "hall", expected=5)
    assert told(busy("hall", *both)) == [("27 11:00", "27 12:00", BOOKED)]


def test_closures_and_days_without_the_room_are_told():
    closure = Closure(
        id="c",
        torg="t",
        reason=LocalText(nb="Lekkasje"),
        start=datetime(2026, 3, 27, 9),
        end=datetime(2026, 3, 27, 12),
    )
    assert told(busy("a", booking(1, 10, "a"), closures=(closure,))) == [
        ("27 09:00", "27 10:00", UNAVAILABLE),
        ("27 10:00", "27 11:00", BOOKED),
        ("27 11:00", "27 12:00", UNAVAILABLE),
    ]
    assert told(busy("new", days=2)) == [("27 00:00", "28 00:00", UNAVAILABLE)]


def test_a_booking_over_a_night_of_change_is_told_by_its_true_length():
    night = booking(1, 0, "a", series=Series(datetime(2026, 3, 28, 22), 6 * HOUR))
    (only,) = busy("a", night, days=4).times
    assert only.interval.length == 6 * HOUR
    assert told(busy("a", night, days=4)) == [("28 22:00", "29 05:00", BOOKED)]


def test_what_hangs_on_a_school_year_that_is_not_known_is_told():
    rule = RecurrenceRule.parse("FREQ=DAILY")
    past = SchoolYear(first=date(2020, 8, 17), last=date(2021, 6, 18), breaks=(), source="a plan")
    schools = SchoolCalendar(id="asker", municipality="Asker", years=(past,))
    unsure = booking(
        1,
        10,
        "ab",
        series=Series(datetime(2026, 3, 1, 10), HOUR, rules=(rule,), excluding=SchoolBreaks(schools)),
    )
    assert busy("a", unsure).unknown == (unsure.uid,)
    assert busy("hall", unsure).unknown == ()


def test_arguments_that_cannot_be():
    programme = Programme(torgs=(Torg(id="t", name=LocalText(nb="T"), rooms=ROOMS),))
    window = Interval(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC))
    for arguments in ((None, "t", "a", window), (programme, "t", "a", None)):
        with pytest.raises(WrongTypeError):
            busy_times(*arguments)
    with pytest.raises(WrongTypeError):
        busy_times(programme, "t", "a", window, limits=3)
    for torg, room in (("x", "a"), ("t", "x"), ("t", None), (None, "a"), ("t", "\ud800")):
        with pytest.raises(UnknownReferenceError):
            busy_times(programme, torg, room, window)
    often = booking(
        1, 10, "a", series=Series(datetime(2026, 3, 27), HOUR, rules=(RecurrenceRule.parse("FREQ=HOURLY"),))
    )
    with pytest.raises(LimitExceededError):
        busy("a", often, limits=Limits(occurrences=5))
