"""OSM opening hours are read with the meaning that the engines give them, or refused by name and place."""

from datetime import date, datetime, timedelta

import pytest

from innbyggertorg.chrono.interval import Interval
from innbyggertorg.chrono.weekday import Weekday
from innbyggertorg.days import Annual, SchoolBreak, SchoolCalendar, SchoolYear
from innbyggertorg.days.school import BreakName
from innbyggertorg.errors import InnbyggertorgError, LimitExceededError, ParseError, WrongTypeError
from innbyggertorg.exchange import osm
from innbyggertorg.limits import Limits
from innbyggertorg.opening import (
    CLOSE,
    AccessLevel,
    BaseWeek,
    Clip,
    DatedException,
    HolidayPolicy,
    Hours,
    OpeningSchedule,
    Replace,
    WeekHours,
    within,
)
from support.exchange import OSLO, joined, spans_of
from support.osm_data import rows, spans_of_row, window_of_row
from support.watchdog import ends

# Refused though the engines agree on them: what they say is no opening hours, or more likely a mistake.
REFUSED = {
    "weekday-018": "overlap",
    "always-007": "unknown",
    "always-008": "unknown",
    "midnight-029": "midnight",
    "fallback-003": "||",
    "fallback-010": "||",
    "fallback-012": "||",
    "state-014": "unknown",
    "state-018": "unknown",
}


def opened(openings, window):
    return joined((start, end, "open") for start, end, _ in spans_of(openings, window))


@pytest.mark.parametrize(
    "row", [row for row in rows("osm") if row["id"] not in REFUSED], ids=lambda row: row["id"]
)
def test_a_text_has_the_spans_that_the_engines_agree_on(row):
    assert opened(osm.parse(row["osm"]), window_of_row(row)) == spans_of_row(row)


@pytest.mark.parametrize(
    "row", [row for row in rows("osm") if row["id"] in REFUSED], ids=lambda row: row["id"]
)
def test_a_text_outside_the_subset_is_refused_by_name(row):
    with pytest.raises(ParseError) as caught:
        osm.parse(row["osm"])
    assert REFUSED[row["id"]] in caught.value.rule


@pytest.mark.parametrize("row", rows("osm_pairs"), ids=lambda row: row["id"])
def test_a_service_within_a_house_has_the_hours_that_both_have(row):
    house, service = osm.parse(row["building"]), osm.parse(row["service"])
    both = within(service, house, requires=AccessLevel.BY_APPOINTMENT)
    assert opened(both, window_of_row(row)) == spans_of_row(row)


# (text, what the error says, where)
OUTSIDE = [
    ("", "must hold a rule", 0),
    ("   ", "must hold a rule", 0),
    ("-", "must not go on with '-'", 0),
    (";", "must not go on with ';'", 0),
    ("Mo 08:00-25:00", "must not end after 24:00 where it starts before 12:00", 9),
    ("Fr 20:00-44:00", "must end less than 24 hours after the start", 9),
    ("Fr 20:00-48:01", "must be a time from 00:00 to 48:00", 9),
    ("Mo 24:00-26:00", "must be a time from 00:00 to 23:59", 3),
    ("Mo 10:60-12:00", "must be a time from 00:00 to 23:59", 3),
    ("Mo 10:00-10:00", "must not end when it starts", 9),
    ("Mo \u0660\u0668:00-16:00", "must not hold '\\u0660', which is not ASCII", 3),
    ("Mo \uff11\uff10:00-16:00", "must not hold '\\uff11', which is not ASCII", 3),
    ("Mo 10:00\u201316:00", "must write a range with a hyphen", 8),
    ("Mo\u00a010:00-16:00", "must not hold '\\xa0', which is not ASCII", 2),
    ("Mo 0800-1600", "must not go on with '0800'", 3),
    ("Mo 8am-4pm", "must not go on with '8'", 3),
    ("Mo -08:00-16:00", "must not go on with '-'", 3),
    ("Mo +8:00-16:00", "must not go on with '+'", 3),
    ("Mo 08:00-12:00,11:00-16:00", "must not have times that overlap", 3),
    ("Mo 08:00-12:00; Mo 13:00-16:00 Mo", "must not name days (Mo) here", 31),
    ("Mo 08:00-16:00\nTu 08:00-16:00", "must not hold '\\n'", 14),
    ("Mo 08:00-16:00\x00", "must not hold '\\x00'", 14),
    ("Mo 08:00-", "must have a time of the clock here", 9),
    ("Mo 08:00", "must have an end after a time", 3),
    ("Mo 10:00+", "must not hold open-ended times (+)", 8),
    ("Mo 10:00-14:00+", "must not hold open-ended times (+)", 14),
    ("Mo 10:00-16:00/01:30", "must not hold repeated times (/)", 14),
    ("Mo sunrise-sunset", "must not hold a time that varies (sunrise)", 3),
    ("Mo 10:00-sunset", "must not hold a time that varies (sunset)", 9),
    ("Mo (sunrise+01:00)-12:00", "must not reckon with times", 3),
    ("man-fre 08:00-16:00", "must not hold the word 'man'", 0),
    ("mo-fr 08:00-16:00", "must write Mo so", 0),
    ("Mo 10:00-12:00 Jan", "must not name days (Jan) here", 15),
    ("Mo-Mo 10:00-12:00", "must have another weekday at the end of a range", 3),
    ("Mo-Fr[1] 10:00-12:00", "must not count a range of weekdays", 5),
    ("We[0] 10:00-12:00", "must have a count here, 1 to 5", 3),
    ("We[1] +1 day 10:00-12:00", "must not count days from a counted weekday", 6),
    ("PH We 10:00-12:00", "must join weekdays and holidays with a comma", 3),
    ("SH 10:00-12:00", "must not name school holidays (SH)", 0),
    ("PH +40 days off", "must be at most 30 days from a public holiday", 0),
    ("Mo,We , Fr 10:00-12:00", "must not have a blank after the comma of a list", 6),
    ("Mo, We 10:00-12:00", "must not have a blank after the comma of a list", 2),
    ("Mo 10:00-12:00, 14:00-16:00", "must name days in an additional rule", 16),
    ("Mo 10:00-12:00,Tu 10:00-12:00", "must have a time after the comma", 15),
    ("Mo 10:00-12:00;", "must have a rule after the separator", 14),
    ("Mo 10:00-12:00 || Tu 10:00-12:00", "must not hold fallback rules", 15),
    ("Mo 10:00-12:00 unknown", "must not say unknown", 15),
    ('Mo 10:00-12:00 "by appointment"', "must say open or off before a comment", 15),
    ('"by appointment"', "must say open or off before a comment", 0),
    ('Mo 10:00-12:00 open "x', "must end a comment with a quotation mark", 20),
    ('Mo 10:00-12:00 open "a\u2028b"', "has a comment that", 20),
    ("Dec 24,31 off", "must have a month after the comma", 7),
    ("Dec 32 off", "must have a day of Dec here, 1 to 31", 4),
    ("Feb 30 off", "must have a day of Feb here, 1 to 29", 4),
    ("2026 Feb 29 off", "must have a day of Feb here, 1 to 28", 9),
    ("Feb 20-Feb 29 off", "must not end a range with 29 February", 7),
    ("Dec 26-24 off", "must have a later day at the end of a range", 7),
    ("Jul-Jul off", "must have a later month at the end of a range", 4),
    ("Dec 24-Jan off", "must have a day of the month at both ends", 10),
    ("2026 Oct 05-Oct 09 off", "must give both ends of a range a year", 12),
    ("2026 Oct 05,Oct 07 off", "must give every date of a list a year", 12),
    ("2026 Nov-Feb Mo off", "must have a later month at the end of a range", 9),
    ("2026-2025 Mo off", "must have a later year at the end of a range", 0),
    ("week 54 Mo off", "must have a week here, 1 to 53", 5),
    ("week 50-02 Mo off", "must have a later week at the end of a range", 5),
    ("easter -400 days off", "must be at most 80 days before Easter", 0),
    ("easter +1 month off", "must count days", 7),
    ("Jun-Aug: Mo 10:00-12:00", "must not have ':' after days", 7),
    ("Mo 24/7", "must not go on with '24/7'", 3),
    ("Fr 20:00-02:00; Sa 00:00-01:00 off", "must not change hours that run over from another day", 16),
    ("Fr 20:00-02:00; Dec 26 00:00-01:00 off", "must not change hours that run over from another day", 16),
]


@pytest.mark.parametrize(("text", "rule", "position"), OUTSIDE)
def test_what_is_outside_the_subset_is_named_with_its_place(text, rule, position):
    with pytest.raises(ParseError) as caught:
        osm.parse(text)
    assert (rule in caught.value.rule, caught.value.position) == (True, position), caught.value


def test_the_rows_of_hours_past_midnight_and_of_a_clock_that_jumps():
    def on(text, day):
        return osm.parse(text).day(day).spans

    sunday = date(2026, 3, 29)
    assert [span.start.isoformat() for span in on("Su 02:30-04:00", sunday)] == ["2026-03-29T03:00:00+02:00"]
    assert on("Su 02:30-04:00", sunday)[0].length == timedelta(hours=1)
    assert on("Su 02:10-02:50", sunday) == ()
    assert on("Su 00:00-24:00", sunday)[0].length == timedelta(hours=23)
    assert on("Su 00:00-24:00", date(2026, 10, 25))[0].length == timedelta(hours=25)
    assert on("Fr 20:00-26:00", date(2026, 1, 2)) == on("Fr 20:00-02:00", date(2026, 1, 2))


def test_a_day_that_is_closed_does_not_cut_the_night_before():
    window = Interval(datetime(2026, 1, 2, tzinfo=OSLO), datetime(2026, 1, 4, tzinfo=OSLO))
    spans = list(osm.parse("Fr 20:00-02:00; Sa off").spans(window))
    assert [(span.start.hour, span.end.hour) for span in spans] == [(20, 2)]


LEVELS = [
    ("Mo-Fr 10:00-16:00", AccessLevel.STAFFED, ""),
    ('Mo-Fr 10:00-16:00 open "betjent"', AccessLevel.STAFFED, ""),
    ('Mo-Fr 10:00-16:00 open "Meråpent"', AccessLevel.SELF_SERVICE, ""),
    ('Mo-Fr 10:00-16:00 open "self-service"', AccessLevel.SELF_SERVICE, ""),
    ('Mo-Fr 10:00-16:00 open "by appointment"', AccessLevel.BY_APPOINTMENT, ""),
    ('Mo-Fr 10:00-16:00 open "etter avtale"', AccessLevel.BY_APPOINTMENT, ""),
    ('Mo-Fr 10:00-16:00 open "Kaffe"', AccessLevel.STAFFED, "Kaffe"),
]


@pytest.mark.parametrize(("text", "level", "reason"), LEVELS)
def test_a_comment_names_a_level_or_is_the_reason(text, level, reason):
    (span,) = osm.parse(text).day(date(2026, 9, 7)).spans
    assert (span.level, span.reason) == (level, reason)


def test_where_two_rules_open_the_later_one_decides_the_level():
    lower_on_top = 'Mo 10:00-16:00 open "staffed", Mo 08:00-22:00 open "self-service"'
    spans = osm.parse(lower_on_top).day(date(2026, 9, 7)).spans
    assert [span.level for span in spans] == [AccessLevel.SELF_SERVICE]
    named = 'Mo-Fr 08:00-16:00 open "A", Mo-Fr 12:00-20:00 open "B"'
    (span,) = osm.parse(named).day(date(2026, 9, 7)).spans
    assert span.reason == "A; B"


def test_a_plain_text_becomes_plain_layers():
    text = "Mo-Fr 10:00-18:00; PH off; Dec 24 10:00-13:00; Dec 31 12:00-24:00 off"
    assert osm.parse(text) == OpeningSchedule(
        bases=(BaseWeek(WeekHours.of({"mo-fr": "10:00-18:00"})),),
        holidays=(HolidayPolicy(CLOSE),),
        exceptions=(
            DatedException(Annual.on(12, 24), Replace((Hours(600, 780),))),
            DatedException(Annual.on(12, 31), Clip(not_after=720)),
        ),
    )


def test_off_keeps_its_comment_as_the_reason():
    schedule = osm.parse('Mo-Su 10:00-16:00; Jul off "Sommerstengt"')
    assert schedule.at(datetime(2026, 7, 6, 12, tzinfo=OSLO)).reason == "Sommerstengt"


def test_school_holidays_are_those_of_the_calendar_given():
    autumn = SchoolBreak(BreakName.AUTUMN, date(2026, 9, 28), date(2026, 10, 2))
    year = SchoolYear(first=date(2026, 8, 17), last=date(2027, 6, 18), breaks=(autumn,), source="made up")
    calendar = SchoolCalendar(id="made-up", municipality="Made up", years=(year,))
    schedule = osm.parse("Mo-Fr 10:00-16:00; SH off", schools=calendar)
    assert not schedule.day(date(2026, 9, 28)).is_open
    assert schedule.day(date(2026, 10, 5)).is_open


def test_the_zone_is_that_of_the_place():
    assert osm.parse("Mo-Fr 10:00-16:00", zone="Europe/London").zone == "Europe/London"
    with pytest.raises(InnbyggertorgError):
        osm.parse("Mo-Fr 10:00-16:00", zone="Europe")


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("Mo " + "08:00-08:01," * 100_000 + "09:00-09:01", "hours_text"),
        ("Mo 10:00-12:00;" * 150, "hours_text"),
        ("Mo off; " * 200 + "Mo off", "hours_rules"),
    ],
)
def test_a_text_beyond_a_limit_is_refused_at_once(text, limit):
    with ends(), pytest.raises(LimitExceededError) as caught:
        osm.parse(text)
    assert caught.value.limit == limit


@pytest.mark.parametrize(
    "rule",
    [
        "Mo[1] 10:00-11:00",
        "Jan-Nov Mo 10:00-11:00",
        "week 1-52 10:00-11:00 off",
        "PH 10:00-11:00 open",
        "Sa off",
    ],
)
@pytest.mark.parametrize("separator", ["; ", ", "])
def test_many_rules_take_little_time(rule, separator):
    rules = ["Mo-Su 09:00-20:00", *(rule.replace("10:", f"{n % 10 + 10}:{n % 6}") for n in range(60))]
    text = separator.join(each.replace("11:00", "22:00").replace(":00-", ":0-") for each in rules)
    text = text.replace(":0-", ":00-")
    with ends():
        try:
            osm.parse(text, limits=Limits(hours_text=10_000))
        except InnbyggertorgError as error:
            assert isinstance(error, ParseError)  # noqa: PT017 - either is right


def test_times_of_a_rule_are_at_most_48():
    times = ",".join(f"{n // 4:02}:{n % 4 * 15:02}-{n // 4:02}:{n % 4 * 15 + 5:02}" for n in range(49))
    with pytest.raises(ParseError, match="at most 48 times"):
        osm.parse(f"Mo {times}")


@pytest.mark.parametrize(
    "arguments",
    [
        {"text": 5},
        {"text": b"Mo 10:00-12:00"},
        {"text": "Mo 10:00-12:00", "limits": 5},
        {"text": "Mo 10:00-12:00", "schools": "x"},
    ],
)
def test_arguments_of_other_types_are_refused(arguments):
    with pytest.raises(WrongTypeError):
        osm.parse(**arguments)


def test_weekdays_are_those_of_the_calendar():
    schedule = osm.parse("Fr-Mo 10:00-14:00")
    opened_days = {
        Weekday.of(day) for day in map(date.fromordinal, range(739_000, 739_007)) if schedule.day(day).is_open
    }
    assert opened_days == {Weekday.FRIDAY, Weekday.SATURDAY, Weekday.SUNDAY, Weekday.MONDAY}
