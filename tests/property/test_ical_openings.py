"""The law of opening hours in a feed: reading it gives exactly the spans of the schedule, in both forms."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from innbyggertorg.chrono import DateRange, Interval, resolve, zone
from innbyggertorg.conflicts import BusyKind, busy_times, reachable
from innbyggertorg.ical import busy_feed, opening_feed
from innbyggertorg.language.tables import TABLES
from innbyggertorg.model import Closure, LocalText, Programme, Torg
from innbyggertorg.opening import AccessLevel
from innbyggertorg.testing import opening_schedules
from support.conflict_twin import programmes as booked
from support.examples import examples

TORG = Torg(id="t", name=LocalText(nb="T, «torg»"))
# Around both changes of the clocks, a new year and a leap day.
FIRST_DAYS = (date(2026, 3, 25), date(2026, 10, 21), date(2027, 12, 28), date(2028, 2, 26))
DAYS = st.builds(
    lambda first, length: DateRange(first, first + timedelta(days=length)),
    st.sampled_from(FIRST_DAYS),
    st.integers(1, 9),
)
REASONS = st.sampled_from(["Flom", "Påske; stengt, alle dager", "a\\nb" * 20])


@st.composite
def closures(draw):
    start = datetime(2026, 3, 28) + timedelta(hours=draw(st.integers(0, 60)))
    return Closure(
        id=f"c{draw(st.integers(0, 10**6))}",
        torg="t",
        reason=LocalText(nb=draw(REASONS)),
        start=start,
        end=draw(st.sampled_from([None, start + timedelta(hours=5)])),
        highest=draw(st.sampled_from(list(AccessLevel)[:-1])),
    )


def whole(days, key):
    return Interval(*(resolve(datetime.combine(day, time()), zone(key)) for day in (days.start, days.end)))


def as_read(component, levels):
    """Return start, end, level and reason of an event or an AVAILABLE, as icalendar reads it."""
    (category,) = component["CATEGORIES"].cats
    return (
        component["DTSTART"].dt.astimezone(UTC),
        component["DTEND"].dt.astimezone(UTC),
        levels[str(category)],
        str(component.get("DESCRIPTION", "")),
    )


@pytest.mark.parametrize("form", ["events", "availability"])
@examples(40)
@given(
    opening_schedules(),
    st.lists(closures(), max_size=2, unique_by=lambda closure: closure.id),
    DAYS,
    st.sampled_from(["nb", "nn", "en"]),
)
def test_reading_gives_exactly_the_spans(form, schedule, closed, days, language):
    torg = evolve(TORG, opening=schedule)
    made = opening_feed(torg, days=days, closures=closed, form=form, language=language)
    openings = reachable(Programme(torgs=(torg,), closures=tuple(closed)), "t", language=language)
    expected = [
        (*span.utc_bounds, span.level, span.reason) for span in openings.spans(whole(days, torg.zone))
    ]
    calendar = Calendar.from_ical(made.to_ical())
    if form == "availability":
        (top,) = calendar.subcomponents
        bounds = whole(days, torg.zone)
        assert (top["DTSTART"].dt, top["DTEND"].dt) == (bounds.start, bounds.end)
        found = top.subcomponents
        assert {each.name for each in found} <= {"AVAILABLE"}
    else:
        found = calendar.walk("VEVENT")
    levels = {word: level for level, word in TABLES[language].conflicts.levels.items()}
    assert [as_read(each, levels) for each in found] == expected
    assert len({str(each["UID"]) for each in found}) == len(expected)
    assert not calendar.errors


TYPES = {
    "BUSY": BusyKind.BOOKED,
    "BUSY-TENTATIVE": BusyKind.TENTATIVE,
    "BUSY-UNAVAILABLE": BusyKind.UNAVAILABLE,
}


@examples(20)
@given(booked(torgs=1), st.data())
def test_reading_gives_exactly_the_busy_times(drawn, data):
    programme, window = drawn
    room = data.draw(st.sampled_from(programme.torgs[0].rooms)).id
    days = DateRange(window.start.date(), window.end.date())
    (component,) = Calendar.from_ical(busy_feed(programme, room, days=days).to_ical()).subcomponents
    periods = component.get("FREEBUSY", [])
    found = [
        (each.start.astimezone(UTC), each.end.astimezone(UTC), TYPES[each.params["FBTYPE"]])
        for each in (periods if isinstance(periods, list) else [periods])
    ]
    assert found == [
        (each.interval.start.astimezone(UTC), each.interval.end.astimezone(UTC), each.kind)
        for each in busy_times(programme, "t1", room, window).times
    ]
