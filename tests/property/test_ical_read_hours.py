"""Opening hours that are written as availability come back: the same spans, by the same clock."""

from datetime import date, datetime, time, timedelta

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from innbyggertorg.chrono import DateRange, Interval, resolve, zone
from innbyggertorg.ical import opening_feed, read
from innbyggertorg.model import LocalText, Torg
from innbyggertorg.opening import AccessLevel, Hours, OpeningSchedule
from innbyggertorg.testing import opening_schedules
from support.examples import examples
from support.reading import calendar

TORG = Torg(id="torget", name=LocalText(nb="T, «torg»"))
# Around both changes of the clocks, a new year and a leap day.
FIRST_DAYS = (date(2026, 3, 25), date(2026, 10, 21), date(2027, 12, 28), date(2028, 2, 26))
DAYS = st.builds(
    lambda first, length: DateRange(first, first + timedelta(days=length)),
    st.sampled_from(FIRST_DAYS),
    st.integers(1, 40),
)


def whole(days, key="Europe/Oslo"):
    return Interval(*(resolve(datetime.combine(day, time()), zone(key)) for day in (days.start, days.end)))


def spans(schedule, window):
    return [(*each.utc_bounds, each.level, each.reason) for each in schedule.spans(window)]


def can_be_hours(moment):
    """Whether hours of days can say it: in whole minutes, and the first time that the clocks show it."""
    return moment.second == 0 and moment.fold == 0


@examples(25)
@given(opening_schedules(), DAYS, st.sampled_from(["nb", "nn", "en"]))
def test_what_is_written_as_availability_is_read_back(schedule, days, language):
    window = whole(days)
    assume(all(can_be_hours(moment) for each in schedule.spans(window) for moment in (each.start, each.end)))
    made = opening_feed(evolve(TORG, opening=schedule), days=days, form="availability", language=language)
    result = read(made.to_ical(), torg=TORG, strict=True)
    assert not result.losses
    assert spans(result.schedules[0], window) == spans(schedule, window)


QUARTER = timedelta(minutes=15)
HOURS = st.builds(
    lambda start, length, level: Hours(start, start + length, level),
    st.integers(0, 95).map(lambda quarter: 15 * quarter),
    st.sampled_from([15, 60, 600, 1440, 2880]),
    st.sampled_from([AccessLevel.STAFFED, AccessLevel.SELF_SERVICE]),
)
RULES = [
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=MO,SA",
    "FREQ=DAILY",
    "FREQ=WEEKLY;INTERVAL=2",
    "FREQ=WEEKLY;COUNT=3",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=DAILY;UNTIL=20260120T235959Z",
]


@examples(30)
@given(
    st.lists(st.tuples(HOURS, st.sampled_from(RULES), st.integers(0, 13)), min_size=1, max_size=4),
    st.sampled_from([None, date(2026, 1, 9)]),
)
def test_what_comes_back_is_open_when_one_of_its_occurrences_is(parts, last):
    """Compares with the union of all occurrences, quarter by quarter, away from the changes of the clocks."""
    lines, window = [], Interval(*(datetime(2026, 1, day, tzinfo=zone("Europe/Oslo")) for day in (1, 30)))
    levels = {}
    for n, (hours, rule, after) in enumerate(parts):
        start = datetime(2026, 1, 1) + timedelta(days=after, minutes=hours.start)
        end = start + timedelta(minutes=hours.end - hours.start)
        when = f"DTSTART;TZID=Europe/Oslo:{start:%Y%m%dT%H%M%S}|DTEND;TZID=Europe/Oslo:{end:%Y%m%dT%H%M%S}"
        about = f"UID:{n}|DTSTAMP:20260101T000000Z|{when}|RRULE:{rule}"
        lines.append(f"BEGIN:AVAILABLE|{about}|CATEGORIES:{hours.level.key}|END:AVAILABLE")
        event = read(calendar(f"BEGIN:VEVENT|{about}|SUMMARY:x|END:VEVENT")).events[0]
        for each in event.series.occurrences(window):
            for quarter in range((each.end - each.start) // QUARTER):
                at = each.start + quarter * QUARTER
                levels[at] = max(levels.get(at, AccessLevel.CLOSED), hours.level)
    bounds = [] if last is None else [f"DTEND;VALUE=DATE:{last:%Y%m%d}"]
    about = ["UID:a", "DTSTAMP:20260101T000000Z", *bounds, *lines]
    (schedule,) = read(calendar("BEGIN:VAVAILABILITY", *about, "END:VAVAILABILITY")).schedules
    moment = window.start
    while moment < window.end:
        outside = last is not None and moment.date() >= last
        expected = AccessLevel.CLOSED if outside else levels.get(moment, AccessLevel.CLOSED)
        assert schedule.level_at(moment) is expected, moment
        moment += QUARTER


def availability(*lines):
    return calendar("BEGIN:VAVAILABILITY|UID:a|DTSTAMP:20260101T000000Z", *lines, "END:VAVAILABILITY")


def available(*lines):
    return "|".join(["BEGIN:AVAILABLE|UID:b|DTSTAMP:20260101T000000Z", *lines, "END:AVAILABLE"])


def test_working_hours_become_a_base_week():
    parts = [
        available(
            f"DTSTART;TZID=Europe/Oslo:202601{day:02}T080000",
            f"DTEND;TZID=Europe/Oslo:202601{day:02}T160000",
            f"RRULE:FREQ=WEEKLY;BYDAY={code}",
        )
        for day, code in ((5, "MO"), (6, "TU"), (7, "WE"))
    ]
    result = read(availability(*parts), strict=True)
    (schedule,) = result.schedules
    assert schedule == OpeningSchedule(bases=(evolve(schedule.bases[0]),))
    assert schedule.bases[0].week == OpeningSchedule.weekly({"mo-we": "8-16"}).bases[0].week
    assert schedule.bases[0].valid.first == date(2026, 1, 5)
    assert not result.losses


ONCE = "DTSTART:20260105T080000Z|DTEND:20260105T160000Z"


@pytest.mark.parametrize(
    ("part", "what"),
    [
        ("DTSTART:20260105T080000Z", "AVAILABLE"),
        ("DTSTART:20260105T080000Z|DTEND:20260105T080000Z", "AVAILABLE"),
        ("DTSTART:20260105T080030Z|DTEND:20260105T090000Z", "AVAILABLE"),
        ("DTSTART:20260105T080000Z|DTEND;VALUE=DATE:20260106", "DTEND"),
        ("DTEND:20260105T080000Z", "AVAILABLE"),
        (f"{ONCE}|RECURRENCE-ID:20260105T080000Z", "RECURRENCE-ID"),
        (f"{ONCE}|RRULE:FREQ=DAILY;BYHOUR=8,9", "RRULE"),
        ("DTSTART:20260105T080000Z|DTEND:20260109T160000Z|RRULE:FREQ=WEEKLY", "AVAILABLE"),
        ("DTSTART:19000101T000000Z|DTEND:21990101T000000Z", "VAVAILABILITY"),
        ("DTSTART;TZID=Nowhere:20260105T080000|DTEND:20260105T160000Z", "DTSTART"),
        ("DTSTART;VALUE=DATE:20260105|DURATION:PT1H", "DURATION"),
    ],
)
def test_what_hours_cannot_say_is_left_out_with_its_line_and_the_rest_is_kept(part, what):
    result = read(availability(available(part), available(ONCE)))
    assert [(each.what, each.left_out) for each in result.problems] == [(what, True)]
    assert len(spans(result.schedules[0], whole(DateRange(date(2026, 1, 1), date(2026, 2, 1))))) == 1


def test_what_a_schedule_has_no_place_for_is_listed():
    top = "SUMMARY:x|BUSYTYPE:BUSY|PRIORITY:1|DTSTART:20260101T000000Z|X-A:1"
    part = available(ONCE, "SUMMARY:y", "DESCRIPTION:a\\nb", "CATEGORIES:meråpent,other", "LOCATION:z")
    result = read(availability(top, part), strict=True)
    assert sorted(each.what for each in result.losses) == [
        *("BUSYTYPE", "CATEGORIES", "DESCRIPTION", "LOCATION", "PRIORITY"),
        *("SUMMARY", "SUMMARY", "VAVAILABILITY", "X-A"),
    ]
