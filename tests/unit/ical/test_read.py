"""Reading the files of others: what each construct of RFC 5545 becomes in the model."""

from datetime import UTC, date, datetime, timedelta

import pytest

from innbyggertorg.errors import InvalidValueError, LimitExceededError, ParseError, WrongTypeError
from innbyggertorg.ical import read
from innbyggertorg.limits import Limits
from innbyggertorg.model import (
    Audience,
    EventKind,
    EventStatus,
    Geo,
    Link,
    LocalText,
    Organisation,
    Room,
    Torg,
    Visibility,
)
from innbyggertorg.recurrence import Override, RecurrenceRule
from support.reading import DATA, WEEKLY, calendar, one, vevent

HOUR = timedelta(hours=1)
PLAIN = "DTSTART:20260105T180000Z|DTEND:20260105T190000Z"
OSLO = "DTSTART;TZID=Europe/Oslo:20260105T180000|DTEND;TZID=Europe/Oslo:20260105T190000"
TORG = Torg(
    id="heggedal",
    name=LocalText(nb="Heggedal innbyggertorg", en="Heggedal citizens' house"),
    geo=Geo(59.7852, 10.4468),
    rooms=(
        Room(id="scene", name=LocalText(nb="Kulturscenen", en="The stage")),
        Room(id="sal", name=LocalText(nb="Salen, 1. etasje")),
    ),
)


def event(*lines, **more):
    """Return the one event that is read, without a problem."""
    result = read(one(*lines), strict=True, **more)
    assert len(result.events) == 1
    return result.events[0]


def lost(result):
    return [loss.what for loss in result.losses]


def wrong(result):
    return [problem.what for problem in result.problems]


# --- when ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "first", "length", "zone"),
    [
        (PLAIN, datetime(2026, 1, 5, 18), HOUR, "UTC"),
        (OSLO, datetime(2026, 1, 5, 18), HOUR, "Europe/Oslo"),
        (
            'DTSTART;TZID="Europe/Oslo":20260105T180000|DURATION:PT1H',
            datetime(2026, 1, 5, 18),
            HOUR,
            "Europe/Oslo",
        ),
        (
            "DTSTART;TZID=Europe/Oslo:20260105T180000|DTEND:20260105T180000Z",
            datetime(2026, 1, 5, 18),
            HOUR,
            "Europe/Oslo",
        ),
        (
            "DTSTART;TZID=Europe/Oslo:20260105T180000|DTEND;TZID=Europe/London:20260105T180000",
            datetime(2026, 1, 5, 18),
            HOUR,
            "Europe/Oslo",
        ),
        # a night that the clocks are put forward in: DTEND counts what the clock shows, hours count exactly
        (
            "DTSTART;TZID=Europe/Oslo:20260328T230000|DTEND;TZID=Europe/Oslo:20260329T040000",
            datetime(2026, 3, 28, 23),
            4 * HOUR,
            "Europe/Oslo",
        ),
        (
            "DTSTART;TZID=Europe/Oslo:20260328T230000|DURATION:PT5H",
            datetime(2026, 3, 28, 23),
            5 * HOUR,
            "Europe/Oslo",
        ),
        (
            "DTSTART;TZID=Europe/Oslo:20260328T120000|DURATION:P1D",
            datetime(2026, 3, 28, 12),
            23 * HOUR,
            "Europe/Oslo",
        ),
        (
            "DTSTART;TZID=Europe/Oslo:20261024T120000|DURATION:P1DT1H",
            datetime(2026, 10, 24, 12),
            26 * HOUR,
            "Europe/Oslo",
        ),
        (
            "DTSTART;TZID=Europe/Oslo:20260329T023000|DTEND;TZID=Europe/Oslo:20260329T040000",
            datetime(2026, 3, 29, 2, 30),
            HOUR / 2,
            "Europe/Oslo",
        ),
        ("DTSTART;VALUE=DATE:20260105", date(2026, 1, 5), 24 * HOUR, "Europe/Oslo"),
        ("DTSTART;VALUE=DATE:20260105|DURATION:P1W", date(2026, 1, 5), 168 * HOUR, "Europe/Oslo"),
        (
            "DTSTART;VALUE=DATE:20260105|DTEND;VALUE=DATE:20260108",
            date(2026, 1, 5),
            72 * HOUR,
            "Europe/Oslo",
        ),
        ("DTSTART:20260105T180060Z|DURATION:PT1H", datetime(2026, 1, 5, 18, 0, 59), HOUR, "UTC"),
        ("dtstart:20260105T180000Z|duration:+PT60M", datetime(2026, 1, 5, 18), HOUR, "UTC"),
    ],
)
def test_start_and_length(lines, first, length, zone):
    series = event(lines).series
    assert (series.first, series.length, series.zone) == (first, length, zone)


def test_what_begins_on_the_last_days_of_the_model_ends_after_them():
    days = event("DTSTART;VALUE=DATE:21991227|DTEND;VALUE=DATE:22000104")
    assert (days.series.first, days.series.length) == (date(2199, 12, 27), timedelta(days=8))
    night = event(
        "DTSTART:21991231T230000Z|DTEND:22000101T010000Z|RRULE:FREQ=DAILY;COUNT=3|EXDATE:22000101T230000Z"
    )
    assert (night.series.length, night.series.excluded) == (2 * HOUR, (datetime(2200, 1, 1, 23),))


def test_floating_times_need_a_zone():
    data = one("DTSTART:20260105T180000|DURATION:PT1H")
    assert wrong(read(data)) == ["DTSTART"]
    assert read(data, zone="Europe/Oslo", strict=True).events[0].series.zone == "Europe/Oslo"


def test_single_events_in_utc_are_put_in_the_zone_that_is_asked_for_and_others_stay():
    single = read(one(PLAIN), zone="Europe/Oslo").events[0].series
    assert (single.first, single.zone) == (datetime(2026, 1, 5, 19), "Europe/Oslo")
    second = read(one("DTSTART:20261025T013000Z|DURATION:PT1H"), zone="Europe/Oslo").events[0].series
    assert (second.first, second.zone) == (datetime(2026, 10, 25, 1, 30), "UTC"), "the hour that comes twice"
    repeating = read(one(PLAIN, "RRULE:FREQ=DAILY;COUNT=3"), zone="Europe/Oslo").events[0].series
    assert repeating.zone == "UTC"


@pytest.mark.parametrize(
    ("lines", "length"),
    [
        ("DTSTART:20260105T180000Z", timedelta(minutes=1)),
        ("DTSTART;VALUE=DATE:20260105|DTEND;VALUE=DATE:20260105", 24 * HOUR),
    ],
)
def test_what_takes_no_time_is_kept_as_short_as_can_be_and_noted(lines, length):
    result = read(one(lines))
    assert result.events[0].series.length == length
    assert lost(result) == ["DTSTART"] or wrong(result) == ["DTEND"]


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ("SUMMARY:y", "SUMMARY"),
        ("DTSTART:20270105T180000Z", "DTSTART"),
        ("DURATION:PT1H", "DURATION"),
        ("SEQUENCE:-1", "SEQUENCE"),
        ("SEQUENCE:2147483648", "SEQUENCE"),
        ("SEQUENCE:1_0", "SEQUENCE"),
        ("SEQUENCE:\u0661", "SEQUENCE"),
        ("LAST-MODIFIED:20260101T000000", "LAST-MODIFIED"),
        ("RRULE:FREQ=DAILY;INTERVAL=0", "RRULE"),
        ("RRULE:FREQ=DAILY;INTERVAL=1001", "RRULE"),
        ("RRULE:FREQ=DAILY;COUNT=10001", "RRULE"),
        ("RRULE:FREQ=SECONDLY", "RRULE"),
        ("RRULE:", "RRULE"),
        ("EXRULE:FREQ=DAILY", "EXRULE"),
        ("RDATE;VALUE=PERIOD:20260105T180000Z/garbage", "RDATE"),
        ("RDATE;VALUE=PERIOD:20260105T180000Z/20260105T170000Z", "RDATE"),
        ("RDATE;VALUE=DATE:20260106", "RDATE"),
        ("EXDATE:20260230T180000Z", "EXDATE"),
        ("EXDATE;TZID=Nowhere:20260106T180000", "EXDATE"),
        ("RECURRENCE-ID;RANGE=THISANDPRIOR:20260105T180000Z", "RECURRENCE-ID"),
        ("DESCRIPTION", "DESCRIPTION"),
        (";x:y", "line"),
        ("X;=y:z", "X"),
        ('X;Y="z:w', "X"),
        ("X;Y=z;Y=w:v", "X"),
        ("DESCRIPTION:a\0b", "DESCRIPTION"),
        ("DESCRIPTION:a\x7fb", "DESCRIPTION"),
        ("DESCRIPTION:a\rb", "DESCRIPTION"),
    ],
)
def test_a_broken_event_is_left_out_with_its_line_and_the_rest_is_kept(lines, what):
    good = vevent(OSLO, uid="two@example.test")
    data = calendar(vevent(PLAIN, lines), good)
    result = read(data)
    assert [each.uid for each in result.events] == ["two@example.test"]
    (problem,) = result.problems
    assert (problem.what, problem.line, problem.left_out) == (what, 10, True)
    assert not result.losses
    with pytest.raises((ParseError, LimitExceededError)) as raised:
        read(data, strict=True)
    assert getattr(raised.value, "line", 10) == 10


@pytest.mark.parametrize(
    "lines",
    [
        "DTEND:20260105T190000Z",
        "DTSTART:20260230T180000Z|DURATION:PT1H",
        "DTSTART:20260105T240000Z|DURATION:PT1H",
        "DTSTART:00000105T180000Z|DURATION:PT1H",
        "DTSTART:99991231T230000Z|DURATION:P2D",
        "DTSTART:2026-01-05T18:00:00Z|DURATION:PT1H",
        "DTSTART:20260105T18000\uff10Z|DURATION:PT1H",
        "DTSTART:2026W011T180000|DURATION:PT1H",
        "DTSTART;VALUE=DATE:2026011|DURATION:P1D",
        "DTSTART;VALUE=PERIOD:20260105T180000Z/PT1H",
        "DTSTART:20260105T180000Z|DTEND;VALUE=DATE:20260106",
        "DTSTART:20260105T180000Z|DTEND:20260105T170000Z",
        "DTSTART:20260105T180000Z|DURATION:-PT1H",
        "DTSTART:20260105T180000Z|DURATION:P1H",
        "DTSTART:20260105T180000Z|DURATION:PT",
        "DTSTART:20260105T180000Z|DURATION:P99999W",
        "DTSTART:20260105T180000Z|DTEND:20260305T190000Z",
        "DTSTART;VALUE=DATE:20260105|DURATION:PT1H",
        "DTSTART;VALUE=DATE:20260105|RRULE:FREQ=HOURLY",
        "DTSTART;TZID=../../etc/passwd:20260105T180000|DURATION:PT1H",
        "DTSTART;TZID=:20260105T180000|DURATION:PT1H",
        f"DTSTART;TZID={'x' * 300}:20260105T180000|DURATION:PT1H",
    ],
)
def test_times_that_are_none_leave_the_event_out(lines):
    result = read(one(lines))
    assert not result.events
    assert [problem.left_out for problem in result.problems] == [True]


# --- repetition ---------------------------------------------------------------------------------------


def test_a_weekly_series_with_everything():
    series = event(
        WEEKLY + ";UNTIL=20260630T215959Z;BYDAY=TU",
        "RDATE;TZID=Europe/Oslo:20260108T170000,20260109T170000",
        "RDATE;TZID=Europe/Oslo;VALUE=PERIOD:20260110T120000/PT3H",
        "EXDATE;TZID=Europe/Oslo:20260113T180000",
        "EXDATE:20260120T170000Z",
        "EXDATE;TZID=Europe/London:20260127T170000,20260203T170000",
    ).series
    assert series.rules == (RecurrenceRule.parse("FREQ=WEEKLY;UNTIL=20260630T215959Z;BYDAY=TU"),)
    assert series.extra == (datetime(2026, 1, 8, 17), datetime(2026, 1, 9, 17), datetime(2026, 1, 10, 12))
    assert [each.day for each in series.excluded] == [13, 20, 27, 3]
    assert series.overrides == (Override(datetime(2026, 1, 10, 12), length=3 * HOUR),)


def test_a_first_start_that_the_rule_does_not_pick_counts_all_the_same():
    result = read(one(WEEKLY + ";BYDAY=WE"))
    series = result.events[0].series
    assert series.extra == (series.first,)
    assert wrong(result) == ["RRULE"]


@pytest.mark.parametrize(
    ("rule", "picked"),
    [
        ("FREQ=DAILY", True),
        ("FREQ=WEEKLY;BYDAY=TU,TH", True),
        ("FREQ=WEEKLY;BYDAY=TH", False),
        ("FREQ=MONTHLY;BYDAY=1TU", True),
        ("FREQ=MONTHLY;BYDAY=2TU", False),
        ("FREQ=MONTHLY;BYDAY=-4TU", True),
        ("FREQ=MONTHLY;BYDAY=-1TU", False),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1", True),
        ("FREQ=YEARLY;BYMONTH=2", False),
        ("FREQ=DAILY;UNTIL=20250101T000000Z", False),
        ("FREQ=DAILY;COUNT=2", True),
        ("FREQ=WEEKLY;BYDAY=TU;COUNT=3", True),
        ("FREQ=DAILY;UNTIL=20260106T170000Z", True),
        ("FREQ=DAILY;UNTIL=20260106T165959Z", False),
    ],
)
def test_whether_the_first_start_is_picked_is_seen_for_every_form_of_rule(rule, picked):
    lines = WEEKLY.replace("FREQ=WEEKLY", rule)
    data = calendar(*[vevent(lines, uid=f"{n}@example.test") for n in range(3)])
    result = read(data)
    assert [each.series.extra == () for each in result.events] == [picked] * 3
    assert {str(each.series.rules[0]) for each in result.events} == {str(RecurrenceRule.parse(rule))}


@pytest.mark.parametrize(
    ("lines", "until"),
    [
        ("DTSTART;VALUE=DATE:20260106|RRULE:FREQ=DAILY;UNTIL=20260110T225959Z", date(2026, 1, 10)),
        ("DTSTART;VALUE=DATE:20260106|RRULE:FREQ=DAILY;UNTIL=20260110T230000Z", date(2026, 1, 11)),
        (WEEKLY + ";UNTIL=20260110", date(2026, 1, 10)),
        (WEEKLY + ";UNTIL=20260110T180000", datetime(2026, 1, 10, 18)),
        (PLAIN + "|RRULE:FREQ=DAILY;UNTIL=20260110T180000", datetime(2026, 1, 10, 18, tzinfo=UTC)),
    ],
)
def test_an_end_of_another_kind_is_a_problem_that_can_be_lived_with(lines, until):
    result = read(one(lines))
    assert result.events[0].series.rules[0].until == until
    assert "RRULE" in wrong(result)


def test_two_rules_are_read_as_both():
    result = read(one(WEEKLY, "RRULE:FREQ=MONTHLY"))
    assert len(result.events[0].series.rules) == 2
    assert wrong(result) == ["RRULE"]


def test_rules_within_a_day_are_read_when_they_are_asked_for():
    data = one(PLAIN, "RRULE:FREQ=HOURLY;COUNT=3")
    assert not read(data).events
    assert read(data, sub_daily=True).events[0].series.rules


def test_a_day_that_is_excluded_from_times_is_excluded_whole():
    result = read(one(WEEKLY + ";COUNT=3", "EXDATE;VALUE=DATE:20260113"))
    assert result.events[0].series.excluded == (datetime(2026, 1, 13, 18),)
    assert wrong(result) == ["EXDATE"]


def test_a_time_that_the_clocks_skip_is_excluded_by_its_instant():
    lines = "DTSTART;TZID=Europe/Oslo:20260327T023000|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=4"
    for exdate in ("EXDATE:20260329T013000Z", "EXDATE;TZID=Europe/Oslo:20260329T023000"):
        assert datetime(2026, 3, 29, 2, 30) in event(lines, exdate).series.excluded


def test_days_of_a_repeating_duration_are_a_loss():
    assert lost(read(one("DTSTART;TZID=Europe/Oslo:20260105T180000|DURATION:P1D|RRULE:FREQ=WEEKLY"))) == [
        "DURATION"
    ]


# --- occurrences on their own -------------------------------------------------------------------------

MOVED = "RECURRENCE-ID:20260113T170000Z|DTSTART;TZID=Europe/Oslo:20260114T190000|DURATION:PT2H"


def joined(*others, **more):
    return read(calendar(vevent(WEEKLY, "DESCRIPTION:about"), *others), **more)


def test_an_occurrence_replaces_the_one_it_names_also_in_another_zone_and_before_its_series():
    moved = vevent(MOVED, "DESCRIPTION:about", title="y")
    for data in (
        calendar(vevent(WEEKLY, "DESCRIPTION:about"), moved),
        calendar(moved, vevent(WEEKLY, "DESCRIPTION:about")),
    ):
        (found,) = read(data, strict=True).events
        (override,) = found.series.overrides
        assert override.original == datetime(2026, 1, 13, 18)
        assert override.start == datetime(2026, 1, 14, 19)
        assert override.length == 2 * HOUR
        assert override.details.title == LocalText(nb="y")
        assert override.details.text is None


def test_a_cancelled_occurrence_stays_as_cancelled():
    result = joined(vevent(MOVED, "STATUS:CANCELLED", title="AVLYST: x"))
    (override,) = result.events[0].series.overrides
    assert override.cancelled
    assert override.details is None


def test_what_one_occurrence_cannot_have_alone_is_lost():
    result = joined(vevent(MOVED, "STATUS:TENTATIVE", "URL:https://example.test/"))
    (loss,) = result.losses
    assert "url, text, status" in loss.why


def test_a_private_occurrence_makes_the_series_internal():
    result = joined(vevent(MOVED, "DESCRIPTION:about", "CLASS:PRIVATE"))
    assert result.events[0].visibility is Visibility.INTERNAL
    assert lost(result) == ["CLASS"]


def test_an_occurrence_is_replaced_once_by_the_highest_sequence():
    result = joined(vevent(MOVED, "SEQUENCE:2", title="late"), vevent(MOVED, "SEQUENCE:1", title="early"))
    (override,) = result.events[0].series.overrides
    assert override.details.title == LocalText(nb="late")
    assert wrong(result) == ["RECURRENCE-ID"]


def test_an_occurrence_that_the_series_has_not_is_added():
    result = joined(vevent(MOVED.replace("0113T17", "0112T17")))
    series = result.events[0].series
    assert series.extra == (datetime(2026, 1, 12, 18),)
    assert wrong(result) == ["RECURRENCE-ID"]
    cancelled = joined(vevent(MOVED.replace("0113T17", "0112T17"), "STATUS:CANCELLED"))
    assert cancelled.events[0].series.extra == ()


def test_occurrences_without_their_series_keep_their_keys():
    data = calendar(vevent(MOVED), vevent(MOVED.replace("0113T17", "0120T17").replace("0114", "0120")))
    result = read(data, strict=True)
    series = result.events[0].series
    assert [series.first, *series.extra] == [datetime(2026, 1, 13, 18), datetime(2026, 1, 20, 18)]
    assert len(series.overrides) == 2
    assert lost(result) == ["RECURRENCE-ID"] * 2


def test_an_occurrence_at_the_second_of_two_equal_times_is_an_event_of_its_own():
    lines = "DTSTART;TZID=Europe/Oslo:20261018T023000|DURATION:PT1H|RRULE:FREQ=WEEKLY"
    other = "RECURRENCE-ID;TZID=Europe/Oslo:20261025T023000|DTSTART:20261025T013000Z|DURATION:PT1H"
    result = read(calendar(vevent(lines), vevent(other)))
    series, apart = (each.series for each in result.events)
    assert series.excluded == (datetime(2026, 10, 25, 2, 30),)
    assert (apart.first, apart.zone) == (datetime(2026, 10, 25, 1, 30), "UTC")


def test_this_and_following_makes_two_series():
    moved = MOVED.replace("RECURRENCE-ID", "RECURRENCE-ID;RANGE=THISANDFUTURE")
    result = joined(vevent(moved, "DESCRIPTION:about", title="y"))
    before, after = result.events
    assert before.series.rules[0].until is not None
    assert (after.series.first, after.title) == (datetime(2026, 1, 14, 19), LocalText(nb="y"))
    assert before.uid != after.uid
    assert lost(result) == ["RECURRENCE-ID RANGE"]


def test_of_two_events_with_one_uid_the_later_is_read():
    result = read(calendar(vevent(PLAIN, "SEQUENCE:1", title="new"), vevent(PLAIN, title="old")))
    assert [str(each.title) for each in result.events] == ["new"]
    assert wrong(result) == ["VEVENT"]


# --- what and where -----------------------------------------------------------------------------------


def test_texts_in_their_languages():
    found = event(PLAIN, "DESCRIPTION;LANGUAGE=nn-NO:Ho\\, han\\; dei\\nog \\\\n")
    assert found.text == LocalText(nn="Ho, han; dei\nog \\n")
    assert read(one(PLAIN), language="en").events[0].title == LocalText(en="x")
    both = read(one(PLAIN, "SUMMARY;LANGUAGE=en:y"))
    assert both.events[0].title == LocalText(nb="x", en="y")
    assert wrong(both) == ["SUMMARY"]
    assert lost(read(one(PLAIN, "DESCRIPTION;LANGUAGE=de:z"))) == ["DESCRIPTION LANGUAGE"]


@pytest.mark.parametrize(
    ("title", "read_as"),
    [
        ("a\x85X-EVIL:1", "a X-EVIL:1"),
        ("a\u2028b", "a b"),
        ("a\\nb", "a b"),
        ("a\u202eb", "ab"),
        ("x" * 201, "x" * 198 + " …"),
        ("C:\\temp", "C:\\temp"),
    ],
)
def test_a_title_that_the_model_does_not_take_is_made_to_fit_and_that_is_noted(title, read_as):
    result = read(calendar(vevent(PLAIN, title=title)), strict=True)
    assert str(result.events[0].title) == read_as
    assert result.losses or title == read_as


def test_an_event_without_a_title_says_so():
    result = read(calendar(f"BEGIN:VEVENT|UID:u|DTSTAMP:20260101T000000Z|{PLAIN}|END:VEVENT"), strict=True)
    assert result.events[0].title.in_language("en") == "(untitled)"
    assert lost(result) == ["SUMMARY"]


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        ("STATUS:TENTATIVE", {"status": EventStatus.PROPOSED}),
        ("STATUS:cancelled", {"status": EventStatus.CANCELLED}),
        ("CLASS:CONFIDENTIAL", {"visibility": Visibility.INTERNAL}),
        ("CLASS:PUBLIC", {"visibility": Visibility.PUBLIC}),
        ("SEQUENCE:3", {"sequence": 3}),
        ("LAST-MODIFIED:20260202T000000Z", {"changed_at": datetime(2026, 2, 2, tzinfo=UTC)}),
        ("URL:https://example.test/a\\b", None),
        ("URL:https://example.test/a", {"url": "https://example.test/a"}),
        ("CONFERENCE;VALUE=URI:https://example.test/m", {"online_url": "https://example.test/m"}),
        ("X-GOOGLE-CONFERENCE:https://example.test/m", {"online_url": "https://example.test/m"}),
        ("LOCATION:https://example.test/m", {"online_url": "https://example.test/m", "rooms": ()}),
        ("CATEGORIES:Kurs,Barn", {"kind": EventKind.COURSE, "audience": (Audience.CHILDREN,)}),
        ("CATEGORIES:COURSE|CATEGORIES:Seniors", {"kind": EventKind.COURSE, "audience": (Audience.SENIORS,)}),
        ("LOCATION:Kulturscenen", {"rooms": ("scene",)}),
        ("LOCATION:Salen\\, 1. etasje\\, The stage\\, Heggedal innbyggertorg", {"rooms": ("sal", "scene")}),
        ("LOCATION:heggedal innbyggertorg", {"rooms": ()}),
        ("GEO:59.7852;10.4468", {}),
        ("CONTACT:Korpset", {"organiser": "korps"}),
        ("ORGANIZER;CN=Korpset:mailto:post@korps.example", {"organiser": "korps"}),
    ],
)
def test_what_the_model_has_a_place_for(lines, fields):
    club = Organisation(id="korps", name=LocalText(nb="Korpset"))
    result = read(one(PLAIN, lines), torg=TORG, organisations=[club])
    if fields is None:
        assert wrong(result) == ["URL"]
        return
    assert not result.losses
    assert not result.problems
    assert {name: getattr(result.events[0], name) for name in fields} == fields


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ("ATTENDEE:mailto:a@example.test", "ATTENDEE"),
        ("ATTACH:file:///etc/passwd", "ATTACH"),
        ("X-ANYTHING:1", "X-ANYTHING"),
        ("PRIORITY:5", "PRIORITY"),
        ("CREATED:20260101T000000Z", "CREATED"),
        ("RELATED-TO:other", "RELATED-TO"),
        ("TRANSP:TRANSPARENT", "TRANSP"),
        ("LOCATION:Storgata 1", "LOCATION"),
        ("GEO:1;2", "GEO"),
        ("CATEGORIES:Dugnad", "CATEGORIES"),
        ("CATEGORIES:Kurs,Konsert", "CATEGORIES"),
        ("CONTACT:Noen", "CONTACT"),
        ("ORGANIZER:mailto:a@example.test", "ORGANIZER"),
        ("CONFERENCE;VALUE=URI:tel:+4700000000", "CONFERENCE"),
        ('DESCRIPTION;ALTREP="https://example.test/":text', "DESCRIPTION ALTREP"),
        ("BEGIN:VALARM|ACTION:DISPLAY|END:VALARM", "VALARM"),
    ],
)
def test_what_it_has_none_for_is_listed_with_its_line(lines, what):
    result = read(one(PLAIN, lines), torg=TORG, strict=True)
    (loss,) = result.losses
    assert (loss.line, loss.uid, loss.what) == (10, "one@example.test", what)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "javascript:alert(1)", "mailto:a@example.test", "https://a@b.test/"]
)
def test_an_address_of_another_kind_is_a_problem_and_is_not_kept(url):
    result = read(one(PLAIN, f"URL:{url}"))
    assert result.events[0].url is None
    assert wrong(result) == ["URL"]
    assert url not in str(result.problems[0])


@pytest.mark.parametrize(
    ("uid", "kept"),
    [
        ("abc-123", True),
        ("ABC", True),
        ("a@b", True),
        ("con", True),
        ("a b", False),
        ("å", False),
        ("x" * 300, False),
    ],
)
def test_uid_and_id(uid, kept):
    result = read(calendar(vevent(PLAIN, uid=uid)), strict=True)
    found = result.events[0]
    assert (found.uid == uid) is kept
    assert (found.id == uid) is (uid == "abc-123")
    assert found == read(calendar(vevent(PLAIN, uid=uid)), strict=True).events[0]


def test_without_a_uid_one_is_made_of_what_there_is():
    lines = f"BEGIN:VEVENT|DTSTAMP:20260101T000000Z|SUMMARY:x|{PLAIN}|END:VEVENT"
    first, second = (read(calendar(lines)) for _ in range(2))
    assert first.events == second.events
    assert wrong(first) == ["VEVENT"]


# --- the file -----------------------------------------------------------------------------------------


def test_the_ends_of_lines():
    data = one(PLAIN)
    for other in (data.replace(b"\r\n", b"\n"), data.replace(b"\r\n", b"\n", 3)):
        result = read(other)
        assert result.events == read(data).events
        assert [str(each) for each in result.problems] == [
            "line 1: line must end with CR LF; a bare LF is read as one"
        ]
    assert read(b"\xef\xbb\xbf" + data, strict=True).events
    assert read(data.removesuffix(b"\r\n"), strict=True).events
    assert wrong(read(data + b"\r\n\r\n")) == ["line"]


def test_a_fold_may_split_a_character_and_lines_are_those_of_the_file():
    data = one(PLAIN, "DESCRIPTION:blåbær", "X-A:1")
    raw = data.replace("blåbær".encode(), "blåbær".encode().replace(b"\xc3", b"\xc3\r\n "))
    result = read(raw, strict=True)
    assert result.events[0].text == LocalText(nb="blåbær")
    assert [each.line for each in result.losses] == [13]
    tabs = data.replace(b"DESCR", b"DE\r\n\tSCR")
    assert read(tabs, strict=True).events[0].text == LocalText(nb="blåbær")


def test_octets_that_are_no_utf_8_break_their_event_alone():
    data = calendar(vevent(PLAIN, title="bad"), vevent(OSLO, uid="two")).replace(b"bad", b"b\xe5d")
    result = read(data)
    assert [each.uid for each in result.events] == ["two"]
    assert wrong(result) == ["SUMMARY"]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        (b"\r\n", 1),
        (b"BEGIN:VCALENDAR\r\n", 1),
        (b"END:VCALENDAR\r\n", 1),
        (b"<!DOCTYPE html>\r\n", 1),
        (b'["vcalendar",[],[]]', 1),
        (b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", 1),
        (b"VERSION:2.0\r\n", 1),
        (one(PLAIN)[:-20], 10),
        (one(PLAIN).replace(b"END:VEVENT", b"END:VTODO"), 10),
        (one(PLAIN) + b"garbage\r\n", 12),
        (one(PLAIN) + b"X:1\r\n", 12),
        (one("BEGIN:VCALENDAR|END:VCALENDAR"), 8),
        (one(PLAIN).replace(b"VERSION", b"CALSCALE:HEBREW\r\nVERSION"), 2),
        ("BEGIN:VCALENDAR\r\n".encode("utf-16"), 1),
    ],
)
def test_a_broken_file_is_an_error_with_its_line(data, line):
    with pytest.raises(ParseError) as raised:
        read(data)
    assert raised.value.line == line


def test_several_calendars_in_a_file_are_all_read():
    result = read(one(PLAIN) + calendar(vevent(OSLO, uid="two")), strict=True)
    assert [each.uid for each in result.events] == ["one@example.test", "two"]


def test_what_is_beside_the_events():
    head = "NAME:Huset\\, vårt|METHOD:PUBLISH|X-PUBLISHED-TTL:PT1H|COLOR:red|METHOD:REQUEST"
    todo = "BEGIN:VTODO|UID:t|END:VTODO|BEGIN:VFREEBUSY|UID:v|END:VFREEBUSY"
    result = read(calendar(head, vevent(PLAIN), todo))
    assert result.name == "Huset, vårt"
    assert lost(result) == ["COLOR", "METHOD", "VTODO", "VFREEBUSY"]
    assert result.schedules == ()


def test_a_file_without_version_or_producer_is_read_and_says_so():
    data = one(PLAIN)
    for line in (b"VERSION:2.0", b"PRODID:-//test//test//EN", b"DTSTAMP:20260101T000000Z"):
        data = data.replace(line + b"\r\n", b"")
    result = read(data)
    assert len(result.events) == 1
    assert wrong(result) == ["VERSION", "VCALENDAR", "VEVENT"]


@pytest.mark.parametrize(
    ("limit", "data"),
    [
        ("ical_bytes", one(PLAIN)),
        ("ical_line", one(PLAIN, "X:" + "x" * 100)),
        ("ical_depth", one(PLAIN, "BEGIN:VALARM|BEGIN:X|END:X|END:VALARM")),
        ("ical_components", calendar(*[vevent(PLAIN, uid=f"{n}") for n in range(20)])),
        ("ical_properties", one(PLAIN, *[f"X-{n}:1" for n in range(50)])),
        ("ical_parameters", one(PLAIN, "X;A=1;B=2;C=3;D=4:1")),
        ("ical_values", one(WEEKLY, "RDATE:" + ",".join(["20260105T180000Z"] * 20))),
    ],
)
def test_a_limit_that_is_reached_is_named(limit, data):
    assert read(data).events
    allowed = {"ical_bytes": 200, "ical_line": 90, "ical_depth": 3, "ical_parameters": 3, "ical_values": 19}
    with pytest.raises(LimitExceededError) as raised:
        read(data, limits=Limits(**{limit: allowed.get(limit, 15)}))
    assert raised.value.limit == limit


@pytest.mark.parametrize(
    ("limit", "rule"),
    [("rule_count", "COUNT=30"), ("rule_interval", "INTERVAL=30"), ("rule_text", "INTERVAL=3")],
)
def test_a_rule_beyond_a_limit_is_left_out_or_raised(limit, rule):
    data = one(WEEKLY + f";{rule}")
    limits = Limits(**{limit: 20})
    assert f"Limits.{limit}" in str(read(data, limits=limits).problems[0])
    with pytest.raises(LimitExceededError) as raised:
        read(data, limits=limits, strict=True)
    assert raised.value.limit == limit


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"data": "BEGIN:VCALENDAR"}, WrongTypeError),
        ({"data": None}, WrongTypeError),
        ({"torg": 1}, WrongTypeError),
        ({"torg": "Not An Id"}, InvalidValueError),
        ({"torg": "Not An Id", "data": calendar()}, InvalidValueError),
        ({"torg": ""}, InvalidValueError),
        ({"torg": "\ud800"}, InvalidValueError),
        ({"organisations": None}, WrongTypeError),
        ({"organisations": TORG}, WrongTypeError),
        ({"zone": "Europe"}, InvalidValueError),
        ({"language": "de"}, InvalidValueError),
        ({"organisations": [1]}, WrongTypeError),
        ({"limits": None}, WrongTypeError),
    ],
)
def test_what_is_asked_for_must_make_sense(more, error):
    with pytest.raises(error):
        read(**{"data": one(PLAIN)} | more)


# --- as programs write it -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "events", "left_out"),
    [("google", 3, 0), ("outlook", 2, 0), ("apple", 2, 0), ("nextcloud", 1, 0), ("club", 1, 2)],
)
def test_feeds_in_the_manner_of_others(name, events, left_out):
    result = read((DATA / f"{name}.ics").read_bytes())
    assert len(result.events) == events
    assert sum(each.left_out for each in result.problems) == left_out
    assert result.name


MORE = {
    "IMAGE;VALUE=URI:https://example.test/a.png": {"image": "https://example.test/a.png"},
    'LINK;VALUE=URI;LINKREL=license;LABEL="Vilkår; alle";LANGUAGE=nb:https://example.test/': {
        "links": (Link(url="https://example.test/", relation="license", label=LocalText(nb="Vilkår; alle")),)
    },
    "CONCEPT:https://psi.norge.no/los/tema/kultur": {"concepts": ("https://psi.norge.no/los/tema/kultur",)},
    "REFID:festivalen": {"part_of": "festivalen"},
    "IMAGE;VALUE=BINARY:AAAA": {"image": None},
    "LINK;LINKREL=A B:https://example.test/": {"links": ()},
    "CONCEPT:javascript:x": {"concepts": ()},
    "REFID:Not An Id": {"part_of": None},
    "COLOR:turquoise": {},
}


@pytest.mark.parametrize("line", MORE)
def test_what_more_there_is_to_see_is_read_or_listed(line):
    result = read(one(PLAIN, line), strict=True)
    for name, value in MORE[line].items():
        assert getattr(result.events[0], name) == value
    kept = any(MORE[line].values())
    assert lost(result) == ([] if kept else [line.split(":")[0].split(";")[0]])
