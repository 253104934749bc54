"""The edges of the model: midnight, clocks, ambiguity, unknown years, bounds, and what is refused."""

import copy
import pickle
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

import pytest
from attrs import evolve

from innbyggertorg.chrono.dates import DateRange, Validity
from innbyggertorg.chrono.interval import Interval
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.chrono.zones import zone
from innbyggertorg.days import (
    Annual,
    Between,
    BreakName,
    Dates,
    Eve,
    EvenWeeks,
    EveryNWeeks,
    Holiday,
    MonthDay,
    OddWeeks,
    SchoolBreak,
    SchoolBreaks,
    SchoolCalendar,
    SchoolYear,
    Weekdays,
)
from innbyggertorg.errors import (
    InnbyggertorgError,
    InvalidValueError,
    LimitExceededError,
    ParseError,
    UnknownSchoolYearError,
    WrongTypeError,
)
from innbyggertorg.limits import Limits
from innbyggertorg.opening import (
    CLOSE,
    AccessLevel,
    Add,
    BaseWeek,
    Cap,
    Clip,
    DatedException,
    HolidayPolicy,
    Hours,
    Layer,
    OpeningSchedule,
    Pattern,
    Remove,
    Replace,
    Restriction,
    Season,
    WeekHours,
    diff,
    minute_of,
    normal_hours,
    within,
)

OSLO = zone("Europe/Oslo")
CLOSED, BY_APPOINTMENT, SELF_SERVICE, STAFFED = AccessLevel
USUAL = OpeningSchedule.weekly({"mo-fr": "10-18"}, self_service={"mo-su": "08-22"})
WEEK = WeekHours.of({"mo-fr": "10-16"})


def at(*parts, fold=0):
    return datetime(*parts, tzinfo=OSLO, fold=fold)


def hours(*texts):
    return tuple(Hours.parse(text) for text in texts)


def test_e1_closing_saturday_does_not_cut_fridays_night():
    schedule = OpeningSchedule(
        bases=(BaseWeek(WeekHours.of({"fr": "20-02", "sa": "10-14"})),),
        exceptions=(DatedException(Dates([date(2026, 3, 7)]), CLOSE),),
    )
    assert [span.end for span in schedule.day(date(2026, 3, 6)).spans] == [at(2026, 3, 7, 2)]
    assert schedule.explain(at(2026, 3, 7, 1)).day == date(2026, 3, 6)


def test_e2_at_closing_time_it_is_closed():
    assert USUAL.is_open(at(2026, 3, 2, 17, 59), STAFFED)
    assert not USUAL.is_open(at(2026, 3, 2, 18), STAFFED)
    assert USUAL.is_open(at(2026, 3, 2, 10), STAFFED)


@pytest.mark.parametrize(
    ("text", "start", "end", "again"),
    [
        ("08:00-24:00", 480, 1440, "08:00-24:00 staffed"),
        ("08:00-00:00", 480, 1440, "08:00-24:00 staffed"),
        ("8-22 self-service", 480, 1320, "08:00-22:00 self-service"),
        ("20:00-02:00", 1200, 1560, "20:00-02:00 staffed"),
        ("00:00-24:00", 0, 1440, "00:00-24:00 staffed"),
        ("08:00-08:00+1d", 480, 1920, "08:00-08:00+1d staffed"),
        ("08:00-10:00+1d by-appointment", 480, 2040, "08:00-10:00+1d by-appointment"),
        ("08:00-24:00+1d", 480, 2880, "08:00-24:00+1d staffed"),
        ("23:59-23:59+2d", 1439, 4319, "23:59-23:59+2d staffed"),
    ],
)
def test_e3_hours_are_read_and_written(text, start, end, again):
    found = Hours.parse(text)
    assert (found.start, found.end, str(found)) == (start, end, again)
    assert Hours.parse(str(found)) == found


@pytest.mark.parametrize(
    "text",
    [
        *(
            "08:00-25:00",
            "٠٨:00-16:00",
            "0800-1600",
            "8am-4pm",
            "-08:00-16:00",
            "+8:00-16:00",
            "-",
            "",
            "   ",
        ),
        *("08:00-", "08:00-16:00\n", "08:00-16:00\x00", "08:60-16:00", "24:00-25:00", "24:00-08:00"),
        *("24:30-25:00", "10:00-24:01", "08:00-16:00 closed", "08:00-16:00 open", "08:00-16:00+3d"),
        *("23:00-24:00+2d", "10:00-10:00", "08:00-09:00" * 9999),
    ],
)
def test_e3_other_hours_are_refused(text):
    with pytest.raises((ParseError, InvalidValueError)):
        Hours.parse(text)


def test_e4_an_edge_in_the_gap_is_the_instant_of_the_change():
    schedule = OpeningSchedule.weekly({"su": "02:30-04:00"})
    (span,) = schedule.day(date(2026, 3, 29)).spans
    assert span.start.isoformat() == "2026-03-29T03:00:00+02:00"
    assert span.length == timedelta(hours=1)


def test_e4_hours_wholly_in_the_gap_vanish_that_day():
    schedule = OpeningSchedule.weekly({"su": "02:10-02:50"})
    assert schedule.day(date(2026, 3, 29)).spans == ()
    assert schedule.day(date(2026, 3, 22)).is_open
    window = Interval(at(2026, 3, 28), at(2026, 3, 30))
    assert list(schedule.spans(window)) == []


def test_e4_a_repeated_edge_is_its_first_occurrence_and_open_is_decided_by_instant():
    until = OpeningSchedule.weekly({"sa": "20:00-02:30"})
    assert until.is_open(at(2026, 10, 25, 2, 15))
    assert not until.is_open(at(2026, 10, 25, 2, 15, fold=1))
    (span,) = until.day(date(2026, 10, 24)).spans
    assert span.end == at(2026, 10, 25, 2, 30)
    assert span.length == timedelta(hours=6, minutes=30)
    since = OpeningSchedule.weekly({"su": "02:30-04:00"})
    assert since.is_open(at(2026, 10, 25, 2, 15, fold=1))
    assert since.day(date(2026, 10, 25)).length() == timedelta(hours=2, minutes=30)


def test_e5_and_e6_patterns_are_kept_apart():
    saturday = Weekdays([Weekday.SATURDAY])
    even = OpeningSchedule(patterns=(Pattern(saturday & EvenWeeks(), Add(hours("10-14"))),))
    second = OpeningSchedule(patterns=(Pattern(EveryNWeeks(2, date(2026, 12, 26)), Add(hours("10-14"))),))
    window = Interval(at(2026, 12, 20), at(2027, 1, 20))
    assert [span.start.day for span in even.spans(window)] == [26, 16]
    assert [span.start.day for span in second.spans(window)] == [26, 9]


def test_e7_an_eve_clips_and_never_opens():
    policies = (HolidayPolicy(Clip.closing_by("12:00"), names=tuple(Eve)),)
    schedule = OpeningSchedule(
        bases=(BaseWeek(WeekHours.of({"mo-we": "10-19", "fr": "10-16"})),), holidays=policies
    )
    assert schedule.day(date(2026, 4, 1)).length() == timedelta(hours=2)
    assert not schedule.day(date(2026, 12, 31)).is_open  # a Thursday
    assert OpeningSchedule(bases=schedule.bases).day(date(2026, 4, 1)).length() == timedelta(hours=9)
    for opening in (Add(hours("10-12")), Replace(hours("10-12"))):
        with pytest.raises(InvalidValueError, match="eve"):
            HolidayPolicy(opening, names=(Eve.CHRISTMAS_EVE,))


@pytest.mark.parametrize("self_service", [{"mo-su": "08-22"}, None])
def test_e8_a_holiday_removes_the_staff_and_keeps_what_runs_without(self_service):
    schedule = OpeningSchedule.weekly(
        {"mo-fr": "10-18"}, self_service=self_service, holidays=Remove((STAFFED,))
    )
    expected = SELF_SERVICE if self_service else CLOSED
    assert schedule.level_at(at(2026, 5, 1, 12)) is expected
    capped = OpeningSchedule.weekly({"mo-fr": "10-18"}, self_service=self_service, holidays=Cap(SELF_SERVICE))
    assert capped.level_at(at(2026, 5, 1, 12)) is SELF_SERVICE


AMBIGUOUS = {
    "two base weeks": lambda: OpeningSchedule(
        bases=(BaseWeek(WEEK), BaseWeek(WEEK, Validity(date(2026, 1, 1))))
    ),
    "two equal seasons": lambda: OpeningSchedule(
        seasons=(
            Season(Annual.months(7, 7), WEEK, reason="one"),
            Season(Annual.months(7, 7), WeekHours.of(), reason="two"),
        )
    ),
    "a yearly and a dated season on the same days": lambda: OpeningSchedule(
        seasons=(
            Season(Annual.months(7, 7), WEEK),
            Season(Between(date(2026, 7, 1), date(2026, 7, 31)), WeekHours.of()),
        )
    ),
    "seasons equal in common years": lambda: OpeningSchedule(
        seasons=(
            Season(Annual(MonthDay(2, 29), MonthDay(3, 9)), WEEK),
            Season(Annual(MonthDay(3, 1), MonthDay(3, 9)), WeekHours.of()),
        )
    ),
    "two patterns that replace": lambda: OpeningSchedule(
        patterns=(
            Pattern(Weekdays([Weekday.MONDAY]), Replace(hours("10-12"))),
            Pattern(EvenWeeks(), Replace(hours("10-13"))),
        )
    ),
    "two policies for a name": lambda: OpeningSchedule(
        holidays=(
            HolidayPolicy(CLOSE, names=(Holiday.GOOD_FRIDAY,), reason="one"),
            HolidayPolicy(Remove((STAFFED,)), names=(Holiday.GOOD_FRIDAY, Holiday.LABOUR_DAY), reason="two"),
        )
    ),
    "two policies for the rest": lambda: OpeningSchedule(
        holidays=(HolidayPolicy(CLOSE, reason="one"), HolidayPolicy(Remove((STAFFED,)), reason="two"))
    ),
    "two exceptions on a day": lambda: OpeningSchedule(
        exceptions=(
            DatedException(Dates([date(2026, 5, 17)]), CLOSE, reason="one"),
            DatedException(
                Between(date(2026, 5, 1), date(2026, 5, 31)), Replace(hours("10-14")), reason="two"
            ),
        )
    ),
}


@pytest.mark.parametrize("make", AMBIGUOUS.values(), ids=AMBIGUOUS.keys())
def test_e9_ambiguity_is_refused_with_both_parties_named(make):
    with pytest.raises(InvalidValueError) as refused:
        make()
    assert refused.value.where.startswith("OpeningSchedule.")
    assert " and " in refused.value.rule
    assert refused.value.hint


UNAMBIGUOUS = {
    "a priority": lambda: OpeningSchedule(
        seasons=(Season(Annual.months(7, 7), WEEK), Season(Annual.months(7, 7), WeekHours.of(), priority=1))
    ),
    "bases that follow each other": lambda: OpeningSchedule(
        bases=(
            BaseWeek(WEEK, Validity(None, date(2026, 1, 1))),
            BaseWeek(WEEK, Validity(date(2026, 1, 2), None)),
        )
    ),
    "patterns on different days": lambda: OpeningSchedule(
        patterns=(
            Pattern(EvenWeeks(), Replace(hours("10-12"))),
            Pattern(OddWeeks(), Replace(hours("10-13"))),
        )
    ),
    "patterns that agree": lambda: OpeningSchedule(
        patterns=(Pattern(EvenWeeks(), CLOSE), Pattern(Weekdays([Weekday.MONDAY]), CLOSE, reason="Mondays")),
    ),
    "patterns on different levels": lambda: OpeningSchedule(
        patterns=(
            Pattern(EvenWeeks(), Replace(hours("10-12"), levels=(STAFFED,))),
            Pattern(EvenWeeks(), Replace(hours("8-12 self-service"), levels=(SELF_SERVICE,))),
        )
    ),
}


@pytest.mark.parametrize("make", UNAMBIGUOUS.values(), ids=UNAMBIGUOUS.keys())
def test_e9_what_is_clear_is_taken(make):
    schedule = make()
    assert schedule.week(2026, 10)


@pytest.mark.parametrize("layer", ["patterns", "exceptions", "restrictions"])
def test_e9_of_two_rules_that_do_the_same_the_order_decides_nothing(layer):
    week = OpeningSchedule.weekly({"fr": "10-12"})
    days, more = Weekdays((Weekday.FRIDAY,)), Add((Hours.parse("9-16"),))
    rules = {
        "patterns": (Pattern(days, more, reason="a"), Pattern(days, more, reason="b")),
        "exceptions": (DatedException(days, more, reason="a"), DatedException(days, more, reason="b")),
        "restrictions": tuple(Restriction(datetime(2026, 1, 2), reason=reason) for reason in "ab"),
    }[layer]
    one, other = (evolve(week, **{layer: each}) for each in (rules, rules[::-1]))
    friday = Interval(datetime(2026, 1, 2, tzinfo=OSLO), datetime(2026, 1, 3, tzinfo=OSLO))
    closed = AccessLevel.CLOSED
    assert list(one.spans(friday, closed)) == list(other.spans(friday, closed))
    noon = datetime(2026, 1, 2, 11, tzinfo=OSLO)
    assert one.explain(noon) == other.explain(noon)
    assert one.at(noon) == other.at(noon)
    assert one.explain(noon).rule.reason in {"a", "b"}


def test_many_dated_exceptions_are_compared_quickly():
    exceptions = tuple(
        DatedException(Dates([date.fromordinal(739_000 + n)]), Replace(hours(f"{n % 9 + 1}-20")))
        for n in range(2_000)
    )
    assert OpeningSchedule(exceptions=exceptions).day(date.fromordinal(739_000)).is_open


def test_e10_a_search_says_how_far_it_looked():
    never, always = OpeningSchedule(), OpeningSchedule.weekly({"mo-su": "00-24"})
    now = at(2026, 3, 2, 12)
    for schedule, level in ((never, CLOSED), (always, STAFFED)):
        for found in (schedule.next_change(now), schedule.next_open(now), schedule.next_close(now)):
            assert not found
            assert found.before is level
            assert found.looked_until.astimezone(UTC) == now.astimezone(UTC) + timedelta(days=400)
        state = schedule.at(now)
        assert (state.level, state.until, state.next_level) == (level, None, None)
        assert state.looked_until is not None
    near = Limits(look_ahead_days=1)
    closed = OpeningSchedule.weekly({"mo": "10-12"})
    assert not closed.next_change(at(2026, 3, 3, 12), limits=near)
    assert closed.next_change(at(2026, 3, 3, 12)).at == at(2026, 3, 9, 10)
    assert closed.next_open(at(2026, 3, 1, 12), limits=near)


def test_e10_any_aware_datetime_is_taken():
    now = at(2026, 3, 2, 12)
    elsewhere = [
        now.astimezone(UTC),
        now.astimezone(zone("Pacific/Auckland")),
        now.astimezone(timezone(timedelta(hours=-11))),
    ]
    assert {USUAL.at(moment) for moment in elsewhere} == {USUAL.at(now)}
    new_year = datetime(2026, 1, 1, 1, tzinfo=zone("Pacific/Kiritimati"))
    assert USUAL.is_open(new_year) is USUAL.is_open(new_year.astimezone(OSLO))


CALENDAR = SchoolCalendar(
    id="x",
    municipality="X",
    years=(
        SchoolYear(
            first=date(2025, 8, 18),
            last=date(2026, 6, 19),
            breaks=(SchoolBreak(BreakName.WINTER, date(2026, 2, 16), date(2026, 2, 22)),),
            source="made up",
        ),
    ),
)
BY_SCHOOL = OpeningSchedule(
    bases=(BaseWeek(WeekHours.of({"mo-fr": "10-16"})),),
    patterns=(Pattern(SchoolBreaks(CALENDAR), CLOSE, reason="school break"),),
)


def test_an_unknown_school_year_is_an_error_and_a_known_day_of_that_year_is_not():
    assert BY_SCHOOL.at(at(2026, 2, 17, 12)).reason == "school break"
    assert BY_SCHOOL.is_open(at(2026, 3, 3, 12))
    for ask in (
        BY_SCHOOL.is_open,
        BY_SCHOOL.at,
        BY_SCHOOL.next_change,
        BY_SCHOOL.explain,
        BY_SCHOOL.level_at,
    ):
        with pytest.raises(UnknownSchoolYearError, match="2026/27"):
            ask(at(2026, 9, 1, 12))
    with pytest.raises(UnknownSchoolYearError):
        BY_SCHOOL.day(date(2026, 9, 1))
    with pytest.raises(UnknownSchoolYearError):
        list(BY_SCHOOL.spans(Interval(at(2026, 5, 1), at(2026, 9, 1))))
    assert list(BY_SCHOOL.spans(Interval(at(2026, 5, 1), at(2026, 7, 1))))
    with pytest.raises(UnknownSchoolYearError):
        BY_SCHOOL.next_open(at(2026, 7, 1))


def test_a_service_that_is_closed_anyway_does_not_ask_for_an_unknown_school_year():
    service = within(OpeningSchedule.weekly({"mo": "10-12"}), BY_SCHOOL, requires=STAFFED)
    assert not service.is_open(at(2026, 9, 1, 12))  # a Tuesday
    with pytest.raises(UnknownSchoolYearError):
        service.is_open(at(2026, 9, 7, 11))


def test_the_ends_of_the_calendar_are_no_trouble():
    for moment in (
        datetime(1, 1, 1, 12, tzinfo=UTC),
        datetime(1, 1, 2, tzinfo=OSLO),
        datetime(9999, 12, 31, 12, tzinfo=UTC),
        datetime(9999, 12, 30, tzinfo=zone("Pacific/Auckland")),
    ):
        for ask in (USUAL.is_open, USUAL.at, USUAL.next_change, USUAL.next_open, USUAL.explain):
            ask(moment)
    for day in (date.min, date(1, 1, 5), date.max):
        USUAL.day(day)
        USUAL.explain(datetime(2026, 1, 1, tzinfo=UTC))
    assert USUAL.week(1, 1)
    last = Interval(datetime(9999, 12, 20, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC))
    assert list(USUAL.spans(last))
    first = Interval(datetime(1, 1, 2, tzinfo=UTC), datetime(1, 1, 20, tzinfo=UTC))
    assert list(USUAL.spans(first))


def test_a_schedule_is_a_value():
    schedule = evolve(BY_SCHOOL, restrictions=(Restriction(datetime(2026, 3, 1), None, Cap(SELF_SERVICE)),))
    schedule.is_open(at(2026, 3, 3, 12))
    for other in (pickle.loads(pickle.dumps(schedule)), copy.copy(schedule), copy.deepcopy(schedule)):
        assert other == schedule
        assert hash(other) == hash(schedule)
        assert other.at(at(2026, 3, 3, 12)) == schedule.at(at(2026, 3, 3, 12))
    house = within(USUAL, schedule, requires=SELF_SERVICE)
    assert pickle.loads(pickle.dumps(house)) == house
    assert "_kept" not in repr(house)
    with pytest.raises(AttributeError):
        schedule.zone = "UTC"
    changed = evolve(schedule, zone="UTC")
    assert changed.is_open(datetime(2026, 2, 2, 10, tzinfo=UTC))
    assert not schedule.is_open(datetime(2026, 2, 2, 8, 59, tzinfo=UTC))


def test_many_years_are_answered_and_few_kept():
    for year in range(1900, 2000):
        USUAL.is_open(at(year, 3, 3, 12))
    assert len(USUAL._kept.years) <= 32


def test_spans_are_lazy():
    for span in USUAL.spans(Interval(at(2026, 1, 1), at(9000, 1, 1))):
        assert span.start == at(2026, 1, 1, 8)
        break


def test_covers_asks_for_the_whole_window():
    assert USUAL.covers(Interval(at(2026, 3, 2, 8), at(2026, 3, 2, 22)))
    assert not USUAL.covers(Interval(at(2026, 3, 2, 8), at(2026, 3, 2, 22)), STAFFED)
    assert USUAL.covers(Interval(at(2026, 3, 2, 10), at(2026, 3, 2, 18)), STAFFED)
    assert not USUAL.covers(Interval(at(2026, 3, 2, 10), at(2026, 3, 3, 9)))


def test_spans_from_closed_on_give_the_reasons_of_being_closed():
    schedule = evolve(USUAL, exceptions=(DatedException(Dates([date(2026, 3, 3)]), CLOSE, reason="works"),))
    window = Interval(at(2026, 3, 3), at(2026, 3, 4))
    assert [(s.level, s.reason) for s in schedule.spans(window, CLOSED)] == [(CLOSED, "works")]
    assert list(schedule.spans(window)) == []


def test_a_span_of_one_level_is_one_span_and_gathers_its_reasons():
    schedule = OpeningSchedule(
        bases=(BaseWeek(WeekHours.of({"mo-fr": "10-16"})),),
        patterns=(Pattern(Weekdays([Weekday.THURSDAY]), Add(hours("16-19")), reason="long Thursday"),),
    )
    window = Interval(at(2026, 3, 5), at(2026, 3, 6))
    assert [(s.end.hour, s.reason) for s in schedule.spans(window)] == [(19, "long Thursday")]
    assert schedule.next_change(at(2026, 3, 5, 11)).at == at(2026, 3, 5, 19)
    assert [schedule.at(at(2026, 3, 5, hour)).reason for hour in (11, 17)] == ["", "long Thursday"]
    morning = Interval(at(2026, 3, 5), at(2026, 3, 5, 12))
    assert [s.reason for s in schedule.spans(morning)] == [""]


def test_nothing_is_explained_where_nothing_is_said():
    found = OpeningSchedule().explain(at(2026, 3, 2, 12))
    assert (found.level, found.layer, found.rule, found.verdicts) == (CLOSED, None, None, ())


def test_an_explanation_names_each_layer_that_spoke():
    schedule = OpeningSchedule(
        bases=(BaseWeek(WeekHours.of({"mo-fr": "10-18"}, self_service={"mo-su": "08-22"})),),
        seasons=(
            Season(Annual.months(5, 5), WeekHours.of({"mo-fr": "10-15"}, self_service={"mo-su": "08-22"})),
        ),
        holidays=(HolidayPolicy(Remove((STAFFED,)), reason="1. mai"),),
        restrictions=(Restriction(datetime(2026, 5, 1, 11), datetime(2026, 5, 1, 13), reason="fire drill"),),
    )
    found = schedule.explain(at(2026, 5, 1, 12))
    assert [verdict.layer for verdict in found.verdicts] == [
        Layer.BASE,
        Layer.SEASON,
        Layer.HOLIDAY,
        Layer.RESTRICTION,
    ]
    assert [verdict.level for verdict in found.verdicts] == [STAFFED, STAFFED, SELF_SERVICE, CLOSED]
    assert found.rule.reason == schedule.at(at(2026, 5, 1, 12)).reason == "fire drill"


@pytest.mark.parametrize("capped_until", [datetime(2026, 3, 3), datetime(2026, 3, 4), datetime(2027, 1, 1)])
def test_a_level_that_is_taken_away_does_not_come_back_by_a_cap(capped_until):
    start = datetime(2026, 3, 2)
    cap = Restriction(start, capped_until, Cap(SELF_SERVICE))
    without = Restriction(start, datetime(2026, 3, 4), Remove((SELF_SERVICE,)))
    for restrictions in ((cap, without), (without, cap)):
        schedule = evolve(USUAL, restrictions=restrictions)
        assert not list(schedule.spans(Interval(at(2026, 3, 2), at(2026, 3, 3))))
        assert schedule.level_at(at(2026, 3, 2, 12)) is schedule.explain(at(2026, 3, 2, 12)).level is CLOSED


def test_normal_hours_may_be_given_only_once():
    written = hours("08-22 self-service", "10-16")
    assert normal_hours(iter(written)) == normal_hours(written)


def test_normal_hours_are_the_same_twice():
    written = hours("10-16", "16-22 self-service", "9-10 by-appointment")
    normal = normal_hours(written)
    assert normal_hours(normal) == normal
    assert [str(each) for each in normal] == [
        "09:00-22:00 by-appointment",
        "10:00-16:00 staffed",
        "10:00-22:00 self-service",
    ]


class Strange(tzinfo):
    """A zone that would answer anything."""

    def utcoffset(self, _moment):
        raise RuntimeError


REFUSED = {
    "a naive moment": lambda: USUAL.is_open(datetime(2026, 1, 1)),
    "a date for a moment": lambda: USUAL.at(date(2026, 1, 1)),
    "a strange zone": lambda: USUAL.next_change(datetime(2026, 1, 1, tzinfo=Strange())),
    "a number for a moment": lambda: USUAL.explain(1767632400),
    "a number for a level": lambda: USUAL.is_open(at(2026, 1, 1), 2),
    "open at closed": lambda: USUAL.next_open(at(2026, 1, 1), CLOSED),
    "text for limits": lambda: USUAL.next_open(at(2026, 1, 1), limits="400"),
    "dates for a window": lambda: USUAL.spans(DateRange.year(2026)),
    "text for a level": lambda: USUAL.spans(Interval(at(2026, 1, 1), at(2026, 1, 2)), "staffed"),
    "a datetime for a day": lambda: USUAL.day(datetime(2026, 1, 1)),
    "week 53 of 2025": lambda: USUAL.week(2025, 53),
    "start and end alike": lambda: Hours(600, 600),
    "start after midnight": lambda: Hours(1440, 1500),
    "49 hours": lambda: Hours(0, 2940),
    "a float": lambda: Hours(8.0, 16.0),
    "True": lambda: Hours(True, 600),
    "a time": lambda: Hours(time(8), time(16)),
    "closed hours": lambda: Hours(0, 60, CLOSED),
    "hours of level 3": lambda: Hours(0, 60, 3),
    "hours that overlap": lambda: Replace(hours("08-12", "11-16")),
    "hours that overlap in text": lambda: WeekHours.of({"mo": "08:00-12:00,11:00-16:00"}),
    "one weekday twice": lambda: WeekHours.of({"mo,mo": "08-12"}),
    "weekdays overlapping": lambda: WeekHours.of({"mo-fr": "08-12", "we": "10-14"}),
    "Norwegian weekdays": lambda: WeekHours.of({"man-fre": "08:00-16:00"}),
    "a day without hours text": lambda: WeekHours.of({"mo": ""}),
    "text for a week": lambda: WeekHours.of("mo-fr 10-18"),
    "a number for hours": lambda: WeekHours.of({"mo": 10}),
    "six days": lambda: WeekHours(((),) * 6),
    "a list in a week": lambda: WeekHours((([1]),) * 7),
    "adding nothing": lambda: Add(()),
    "adding text": lambda: Add(("10-12",)),
    "clipping nothing": Clip,
    "clipping backwards": lambda: Clip(not_before=720, not_after=600),
    "clipping at 25:00": lambda: Clip.closing_by("25:00"),
    "a cap of everything": lambda: Cap(STAFFED),
    "removing nothing": lambda: Remove(()),
    "removing closed": lambda: Remove((CLOSED,)),
    "replacing one level by another": lambda: Replace(hours("10-12"), levels=(SELF_SERVICE,)),
    "a restriction that ends first": lambda: Restriction(datetime(2026, 1, 2), datetime(2026, 1, 1)),
    "an aware restriction": lambda: Restriction(at(2026, 1, 2), None),
    "a restriction that adds": lambda: Restriction(datetime(2026, 1, 2), None, Add(hours("10-12"))),
    "a reason of two lines": lambda: Pattern(EvenWeeks(), CLOSE, reason="a\nb"),
    "a season on Mondays": lambda: Season(Weekdays([Weekday.MONDAY]), WEEK),
    "a policy for Pentecost": lambda: HolidayPolicy(CLOSE, names=("pentecost",)),
    "a list of bases": lambda: OpeningSchedule(bases=[BaseWeek(WEEK)]),
    "a zone that is none": lambda: OpeningSchedule(zone="../../etc/passwd"),
    "a level that is none": lambda: AccessLevel.of("open"),
    "a service in text": lambda: within(USUAL, "house", requires=STAFFED),
    "a house that is never asked": lambda: within("library", USUAL, requires=CLOSED),
    "a difference of text": lambda: diff(USUAL, "x", DateRange.year(2026)),
    "a difference over no dates": lambda: diff(USUAL, USUAL, 2026),
    "minute of a number": lambda: minute_of(12),
    "normal hours of text": lambda: normal_hours("10-16"),
    "normal hours of a number": lambda: normal_hours(10),
    "a list among the names of holidays": lambda: HolidayPolicy(CLOSE, names=([],)),
    "the next closing after text": lambda: USUAL.next_close("2026-01-01"),
    "the next closing after a naive moment": lambda: USUAL.next_close(datetime(2026, 1, 1)),
    "the next opening after a date": lambda: USUAL.next_open(date(2026, 1, 1)),
    "the last moment, in a zone where it is later": lambda: USUAL.explain(datetime.max.replace(tzinfo=UTC)),
    "a difference with text for limits": lambda: diff(USUAL, USUAL, DateRange.year(2026), limits="many"),
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED.keys())
def test_what_makes_no_sense_is_refused(make):
    with pytest.raises(InnbyggertorgError) as refused:
        make()
    assert isinstance(refused.value, InvalidValueError | WrongTypeError | ParseError)


def test_a_difference_over_ages_is_refused():
    with pytest.raises(LimitExceededError, match="occurrences"):
        diff(USUAL, USUAL, DateRange(date(1900, 1, 1), date(2200, 1, 1)))


def test_openings_are_nested_only_so_deep():
    inside = USUAL
    for _ in range(15):
        inside = within(USUAL, inside, requires=STAFFED)
    assert inside.is_open(at(2026, 3, 2, 12))
    with pytest.raises(InvalidValueError, match="deep"):
        within(USUAL, inside, requires=STAFFED)


def test_a_level_prints_as_documents_write_it():
    assert f"{SELF_SERVICE} {STAFFED:>8}" == "self-service  staffed"
    assert eval(repr(SELF_SERVICE)) is SELF_SERVICE
