"""Schedules are written as OSM texts that are exact within the horizon; what they do not say is reported."""

from datetime import date, datetime

import pytest

from innbyggertorg.chrono.dates import DateRange, Validity
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.days import (
    Annual,
    Between,
    Dates,
    Eve,
    EveryNWeeks,
    Holiday,
    MonthDay,
    NthWeekday,
    OddWeeks,
    SchoolBreak,
    SchoolBreaks,
    SchoolCalendar,
    SchoolYear,
    Weekdays,
)
from innbyggertorg.days.school import BreakName
from innbyggertorg.errors import LimitExceededError, UnknownSchoolYearError, WrongTypeError
from innbyggertorg.exchange import Loss, osm
from innbyggertorg.limits import Limits
from innbyggertorg.opening import (
    CLOSE,
    AccessLevel,
    Add,
    BaseWeek,
    Clip,
    DatedException,
    HolidayPolicy,
    Hours,
    OpeningSchedule,
    Pattern,
    Remove,
    Replace,
    Restriction,
    Season,
    WeekHours,
    within,
)
from support.exchange import OSLO, spans_of, window_of

TWO_YEARS = DateRange(date(2026, 1, 1), date(2028, 1, 1))
WIDE = Limits(hours_text=1_000_000, hours_rules=10_000)

WEEK = (BaseWeek(WeekHours.of({"mo-fr": "10:00-16:00"}, self_service={"mo-su": "08:00-22:00"})),)
WEEK_TEXT = 'Mo-Su 08:00-22:00 open "self-service", Mo-Fr 10:00-16:00 open "staffed"'
NIGHTS = (BaseWeek(WeekHours.of({"mo-th,su": "12:00-22:00", "fr-sa": "12:00-02:00"})),)
STAFFED_WEEK = WeekHours.of({"mo-fr": "10:00-14:00"})

# The days after those on which the clock is put forward, which a reader takes wrong.
NIGHTS_TEXT = (
    'Mo-Th,Su 12:00-22:00 open "staffed", Fr-Sa 12:00-02:00 open "staffed"; '
    '2026 Mar 30,2027 Mar 29 12:00-22:00 open "staffed"'
)
EVES_TEXT = (
    f"{WEEK_TEXT}; Dec 24,Dec 31 12:00-24:00 off; "
    "easter -4 days,easter -1 day,easter +48 days 12:00-24:00 off"
)
LEAK_TEXT = (
    f'{WEEK_TEXT}; 2026 Mar 02 08:00-15:00 open "self-service", 2026 Mar 02 10:00-15:00 open "staffed"; '
    "2026 Mar 03-2027 Dec 31 off"
)

# (layers, text, where the losses are)
WRITTEN = [
    ({}, "Mo-Su off", []),
    ({"bases": WEEK}, WEEK_TEXT, []),
    (
        {"bases": NIGHTS},
        NIGHTS_TEXT,
        [""],  # 02:00 on the nights on which the clock is put back
    ),
    ({"bases": WEEK, "holidays": (HolidayPolicy(CLOSE),)}, f"{WEEK_TEXT}; PH off", []),
    (
        {"bases": WEEK, "holidays": (HolidayPolicy(CLOSE, reason="Helligdag"),)},
        f'{WEEK_TEXT}; PH off "Helligdag"',
        [],
    ),
    (
        {"bases": WEEK, "holidays": (HolidayPolicy(Remove((AccessLevel.STAFFED,))),)},
        f'{WEEK_TEXT}; PH 08:00-22:00 open "self-service"',
        [],
    ),
    (
        {"bases": WEEK, "holidays": (HolidayPolicy(Clip.closing_by("12:00"), (Eve.CHRISTMAS_EVE,)),)},
        f"{WEEK_TEXT}; Dec 24 12:00-24:00 off",
        [],
    ),
    (
        {"bases": WEEK, "holidays": (HolidayPolicy(Clip.closing_by("12:00"), tuple(Eve)),)},
        EVES_TEXT,
        [],
    ),
    (
        {"bases": WEEK, "holidays": (HolidayPolicy(CLOSE, (Holiday.CONSTITUTION_DAY,)),)},
        f"{WEEK_TEXT}; May 17 off",
        [],
    ),
    (
        {"bases": WEEK, "patterns": (Pattern(NthWeekday(1, Weekday.WEDNESDAY), Add((Hours(960, 1200),))),)},
        f'{WEEK_TEXT}, We[1] 16:00-20:00 open "staffed"',
        [],
    ),
    (
        {"patterns": (Pattern(OddWeeks() & Weekdays((Weekday.TUESDAY,)), Add((Hours(600, 720),))),)},
        'Mo-Su off, week 01-53/2 Tu 10:00-12:00 open "staffed"',
        [],
    ),
    (
        {"bases": WEEK, "seasons": (Season(Annual.months(6, 8), STAFFED_WEEK),)},
        f'{WEEK_TEXT}; Jun-Aug Mo-Fr 10:00-14:00 open "staffed"; Jun-Aug Sa-Su off',
        [],
    ),
    (
        {"bases": WEEK, "seasons": (Season(Annual(MonthDay(12, 20), MonthDay(1, 5)), WeekHours(((),) * 7)),)},
        f"{WEEK_TEXT}; Dec 20-Jan 05 off",
        [],
    ),
    (
        {
            "bases": WEEK,
            "exceptions": (DatedException(Dates((date(2026, 11, 2),)), Replace((Hours(600, 660),))),),
        },
        f'{WEEK_TEXT}; 2026 Nov 02 10:00-11:00 open "staffed"',
        [],
    ),
    (
        {"bases": WEEK, "exceptions": (DatedException(Between(date(2026, 7, 6), date(2026, 7, 31)), CLOSE),)},
        f"{WEEK_TEXT}; 2026 Jul 06-2026 Jul 31 off",
        [],
    ),
    (
        {"bases": WEEK, "restrictions": (Restriction(datetime(2026, 3, 2), datetime(2026, 3, 7)),)},
        f"{WEEK_TEXT}; 2026 Mar 02-2026 Mar 06 off",
        [],
    ),
    (
        {
            "bases": WEEK,
            "restrictions": (Restriction(datetime(2026, 3, 2, 15), None, reason="Vannlekkasje"),),
        },
        LEAK_TEXT,
        ["restrictions[0]", "restrictions[0]"],
    ),
]


@pytest.mark.parametrize(("layers", "text", "losses"), WRITTEN)
def test_a_schedule_is_written_so(layers, text, losses):
    written, lost = osm.format(OpeningSchedule(**layers), TWO_YEARS)
    assert written == text
    assert [loss.where for loss in lost] == losses


@pytest.mark.parametrize("layers", [row[0] for row in WRITTEN])
def test_what_is_written_is_read_back_with_the_same_spans(layers):
    schedule, window = OpeningSchedule(**layers), window_of(TWO_YEARS)
    text, _ = osm.format(schedule, TWO_YEARS)
    assert spans_of(osm.parse(text, limits=WIDE), window) == spans_of(schedule, window)


def test_what_osm_has_no_words_for_becomes_dates_and_is_reported():
    saturdays = Pattern(EveryNWeeks(4, date(2026, 1, 3)), Add((Hours(600, 960),)), reason="Hver 4. lørdag")
    schedule = OpeningSchedule(bases=WEEK, patterns=(saturdays,))
    spring = DateRange(date(2026, 1, 1), date(2026, 4, 1))
    text, losses = osm.format(schedule, spring)
    dates = "2026 Jan 03,2026 Jan 31,2026 Feb 28,2026 Mar 28"
    assert text == f'{WEEK_TEXT}, {dates} 10:00-16:00 open "staffed"'
    assert losses == (
        Loss(
            where="patterns[0]",
            what="that it goes on from 2026-04-01",
            why="OSM has no words for its days or for what it does; they are listed as dates",
        ),
        Loss(where="patterns[0]", what="the reason 'Hver 4. lørdag'", why="a comment says how open it is"),
    )
    assert str(losses[0]).startswith("patterns[0]: that it goes on from 2026-04-01; OSM has no words")


def test_a_text_too_long_for_a_tag_is_reported():
    saturdays = Pattern(EveryNWeeks(4, date(2026, 1, 3)), Add((Hours(600, 960),)))
    text, losses = osm.format(OpeningSchedule(bases=WEEK, patterns=(saturdays,)), TWO_YEARS)
    assert losses[-1].what == f"a text of {len(text)} characters"


def test_a_base_week_that_is_followed_by_another_is_dated():
    old, new = (WeekHours.of({"mo-fr": hours}) for hours in ("09:00-15:00", "10:00-16:00"))
    schedule = OpeningSchedule(
        bases=(
            BaseWeek(old, Validity(last=date(2026, 3, 31))),
            BaseWeek(new, Validity(first=date(2026, 4, 1))),
        )
    )
    text, losses = osm.format(schedule, TWO_YEARS)
    assert text == (
        'Mo-Fr 10:00-16:00 open "staffed"; 2025 Dec 30-2026 Mar 31 Mo-Fr 09:00-15:00 open "staffed"'
    )
    assert losses == ()


def test_hours_that_are_right_by_chance_within_the_horizon_are_reported():
    # On the only holiday of this horizon, a Friday, it is open as on Fridays; on others it is not.
    schedule = OpeningSchedule(
        bases=(BaseWeek(WeekHours.of({"mo-th": "10:00-18:00", "fr": "10:00-16:00"})),),
        holidays=(HolidayPolicy(Clip.closing_by("16:00", (AccessLevel.STAFFED,))),),
    )
    text, losses = osm.format(schedule, DateRange(date(2026, 4, 20), date(2026, 5, 3)))
    assert text == 'Mo-Th 10:00-18:00 open "staffed", Fr 10:00-16:00 open "staffed"'
    assert [loss.what for loss in losses] == ["the hours on 2026-05-14, and what differs later"]


def test_school_breaks_are_written_as_dates():
    autumn = SchoolBreak(BreakName.AUTUMN, date(2026, 9, 28), date(2026, 10, 2))
    year = SchoolYear(first=date(2026, 8, 17), last=date(2027, 6, 18), breaks=(autumn,), source="made up")
    calendar = SchoolCalendar(id="made-up", municipality="Made up", years=(year,))
    schedule = OpeningSchedule(
        bases=WEEK, exceptions=(DatedException(SchoolBreaks(calendar, (BreakName.AUTUMN,)), CLOSE),)
    )
    text, losses = osm.format(schedule, DateRange(date(2026, 9, 1), date(2026, 12, 1)))
    assert text == f"{WEEK_TEXT}; 2026 Sep 28-2026 Oct 02 off"
    assert [loss.where for loss in losses] == ["exceptions[0]"]
    with pytest.raises(UnknownSchoolYearError):
        osm.format(schedule, TWO_YEARS)


def test_a_service_within_its_house_is_written():
    house = OpeningSchedule(bases=WEEK, holidays=(HolidayPolicy(CLOSE),))
    service = OpeningSchedule.weekly({"mo-su": "12:00-20:00"})
    both = within(service, house, requires=AccessLevel.STAFFED)
    text, _ = osm.format(both, TWO_YEARS)
    window = window_of(TWO_YEARS)
    assert text.startswith('Mo-Fr 12:00-16:00 open "staffed"; 2026 Jan 01')
    assert spans_of(osm.parse(text, limits=WIDE), window) == spans_of(both, window)


def test_a_reason_cannot_end_its_comment():
    policy = HolidayPolicy(CLOSE, reason='He said "closed"; Mo-Su open')
    text, _ = osm.format(OpeningSchedule(bases=WEEK, holidays=(policy,)), TWO_YEARS)
    assert text == f"{WEEK_TEXT}; PH off \"He said 'closed'; Mo-Su open\""
    assert not osm.parse(text).is_open(datetime(2026, 5, 1, 12, tzinfo=OSLO))


def test_seconds_are_reported_and_closed():
    restriction = Restriction(datetime(2026, 3, 2, 10, 0, 30), datetime(2026, 3, 2, 11, 0, 30))
    schedule = OpeningSchedule(bases=WEEK, restrictions=(restriction,))
    text, losses = osm.format(schedule, DateRange(date(2026, 3, 1), date(2026, 4, 1)))
    assert "10:00-10:00" not in text
    assert "11:01-16:00" in text
    assert losses[-1].what == "seconds, on 2026-03-02"


@pytest.mark.parametrize(
    "arguments",
    [(5, TWO_YEARS), (OpeningSchedule(), date(2026, 1, 1)), (OpeningSchedule(), None)],
)
def test_arguments_of_other_types_are_refused(arguments):
    with pytest.raises(WrongTypeError):
        osm.format(*arguments)


def test_a_horizon_is_bounded():
    with pytest.raises(LimitExceededError):
        osm.format(OpeningSchedule(), DateRange(date(1900, 1, 1), date(2100, 1, 1)))


def test_an_empty_horizon_gives_the_week():
    assert osm.format(OpeningSchedule(), DateRange(date(2026, 1, 1), date(2026, 1, 1))) == ("Mo-Su off", ())


@pytest.mark.parametrize(
    "horizon",
    [
        DateRange(date.min, date(1, 1, 20)),
        DateRange(date(9999, 12, 1), date.max),
        DateRange(date.min, date.min),
    ],
    ids=["first", "last", "none"],
)
def test_the_ends_of_the_calendar_are_no_trouble(horizon):
    always = OpeningSchedule.weekly({"mo-su": "00-24"})
    text, losses = osm.format(always, horizon)
    assert text.startswith('Mo-Su 00:00-24:00 open "staffed"')
    assert losses == ()
