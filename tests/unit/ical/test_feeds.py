"""What stands in a feed: each construct in the form that calendar programs were seen to read alike."""

from datetime import UTC, date, datetime, timedelta

import pytest

from innbyggertorg.days import (
    BreakName,
    EvenWeeks,
    Holidays,
    SchoolBreak,
    SchoolBreaks,
    SchoolCalendar,
    SchoolYear,
)
from innbyggertorg.errors import (
    InvalidValueError,
    LimitExceededError,
    StorageError,
    UnknownReferenceError,
    WrongTypeError,
)
from innbyggertorg.ical import Feed, Loss, feed
from innbyggertorg.limits import Limits
from innbyggertorg.model import (
    Address,
    Audience,
    Building,
    Contact,
    Event,
    EventDetails,
    EventKind,
    EventStatus,
    Geo,
    LocalText,
    Organisation,
    Programme,
    Room,
    Sector,
    Torg,
    Visibility,
)
from innbyggertorg.recurrence import Override, RecurrenceRule, Series
from support.client_safe import assert_client_safe

HOUSE = Torg(
    id="heggedal",
    name=LocalText(nb="Heggedal innbyggertorg", nn="Heggedal innbyggjartorg"),
    address=Address(street="Heggedalsveien 1", postcode="1389", place="Heggedal"),
    geo=Geo(59.7852, 10.4468),
    rooms=(
        Room(id="scene", name=LocalText(nb="Kulturscenen")),
        Room(id="kafe", name=LocalText(nb="Kafé; peis")),
        Room(id="ungdom", name=LocalText(nb="Klubben"), building="kroa"),
    ),
    buildings=(
        Building(id="kroa", name=LocalText(nb="Kroa"), address=Address(street="Åsveien 2", place="Heggedal")),
    ),
)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def series(first, rule=None, *, length=HOUR, **more):
    rules = (RecurrenceRule.parse(rule),) if rule else ()
    return Series(first, length, rules=rules, **more)


def event(when, **more):
    more = {"id": "e", "torg": "heggedal", "title": LocalText(nb="Bridge"), "uid": "e-1"} | more
    more = {"changed_at": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)} | more
    return Event(series=when, **more)


def made(*events, organisations=(), torgs=(HOUSE,), **arguments):
    programme = Programme(torgs=torgs, events=events, organisations=organisations)
    made = feed(programme, **arguments)
    assert_client_safe(made.to_ical())
    return made


def lines(made):
    return made.to_ical().decode().replace("\r\n ", "").split("\r\n")


def of_events(made, *names):
    """Return the lines of those properties, in order, without those of the time zones."""
    text = made.to_ical().decode().replace("\r\n ", "")
    start = text.index("BEGIN:VEVENT") if "BEGIN:VEVENT" in text else len(text)
    found = text[start:].split("\r\n")
    return [line for line in found if line.startswith(names)]


WHEN = ("UID", "RECURRENCE-ID", "DTSTART", "DTEND", "RRULE", "EXDATE", "RELATED-TO")


# --- one event ----------------------------------------------------------------------------------------


def test_a_single_event():
    one = made(event(series(datetime(2026, 3, 1, 18)), rooms=("kafe", "scene"), sequence=3))
    assert lines(one)[lines(one).index("BEGIN:VEVENT") :] == [
        "BEGIN:VEVENT",
        "UID:e-1",
        "DTSTAMP:20260102T030405Z",
        "LAST-MODIFIED:20260102T030405Z",
        "SEQUENCE:3",
        "DTSTART;TZID=Europe/Oslo:20260301T180000",
        "DTEND;TZID=Europe/Oslo:20260301T190000",
        "SUMMARY;LANGUAGE=nb:Bridge",
        r"LOCATION:Kafé\; peis\, Kulturscenen\, Heggedal innbyggertorg\, Heggedalsveien 1\, 1389 Heggedal",
        "GEO:59.785200;10.446800",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_the_head_of_a_feed():
    assert lines(made(event(series(date(2026, 3, 1), length=DAY))))[:8] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//innbyggertorg//feed 1//NO",
        "NAME:Heggedal innbyggertorg",
        "X-WR-CALNAME:Heggedal innbyggertorg",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "BEGIN:VEVENT",
    ]


def test_a_feed_without_events_holds_a_time_zone():
    empty = made()
    assert "BEGIN:VTIMEZONE" in lines(empty)
    assert "BEGIN:VEVENT" not in lines(empty)
    assert empty.changed_at is None


def test_whole_days_are_dates():
    several = made(event(series(date(2026, 3, 28), length=3 * DAY)))
    assert of_events(several, "DT")[1:] == ["DTSTART;VALUE=DATE:20260328", "DTEND;VALUE=DATE:20260331"]
    assert "BEGIN:VTIMEZONE" not in lines(several)


@pytest.mark.parametrize(
    ("start", "length", "written"),
    [
        (datetime(2026, 3, 28, 22), 6 * HOUR, "20260328T210000Z 20260329T030000Z"),
        (datetime(2026, 10, 24, 22), 6 * HOUR, "20261024T200000Z 20261025T020000Z"),
        (datetime(2026, 3, 29, 2, 30), HOUR, "Oslo:20260329T033000 Oslo:20260329T043000"),
        (datetime(2026, 10, 25, 2, 30), HOUR, "20261025T003000Z 20261025T013000Z"),
        (datetime(2026, 10, 25, 3), HOUR, "Oslo:20261025T030000 Oslo:20261025T040000"),
    ],
    ids=str,
)
def test_a_night_with_a_change_of_the_clocks_is_written_in_utc(start, length, written):
    times = of_events(made(event(series(start, length=length))), "DTSTART", "DTEND")
    assert [time.split("/")[-1].split("T:")[-1].split("D:")[-1] for time in times] == written.split()


def test_a_rule_until_the_end_of_all_calendars_is_written():
    far = series(datetime(2199, 12, 31, 18), "FREQ=YEARLY;UNTIL=99991231T235959Z", zone="Pacific/Kiritimati")
    found = made(event(far), horizon=date(2210, 1, 1))
    assert of_events(found, "RRULE")[0].startswith("RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31;")


def test_a_series_in_utc_needs_no_zone():
    found = made(event(series(datetime(2026, 3, 1, 18), "FREQ=WEEKLY;COUNT=3", zone="UTC")))
    assert of_events(found, *WHEN)[1:] == [
        "DTSTART:20260301T180000Z",
        "DTEND:20260301T190000Z",
        "RRULE:FREQ=WEEKLY;BYDAY=SU;COUNT=3",
    ]


# --- texts --------------------------------------------------------------------------------------------


def test_texts_are_in_the_language_asked_for():
    both = event(
        series(datetime(2026, 3, 1, 18)),
        title=LocalText(nb="Øving", en="Practice, weekly"),
        text=LocalText(nb="Ta med noter.\nVi øver; alle kan komme."),
        kind=EventKind.PRACTICE,
        audience=(Audience.YOUTH,),
    )
    assert of_events(made(both, language="en"), "SUMMARY", "CATEGORIES") == [
        r"SUMMARY;LANGUAGE=en:Practice\, weekly",
        "CATEGORIES:Practice,Youth",
    ]
    assert of_events(made(both, language="nn"), "SUMMARY", "DESC", "CATEGORIES") == [
        "SUMMARY;LANGUAGE=nb:Øving",
        r"DESCRIPTION;LANGUAGE=nb:Ta med noter.\nVi øver\; alle kan komme.",
        "CATEGORIES:Øving,Ungdom",
    ]
    assert "NAME:Heggedal innbyggjartorg" in lines(made(both, language="nn"))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            {"online_url": "https://ok.test/m"},
            ["LOCATION:https://ok.test/m", "URL:https://ok.test/m", "CONFERENCE;VALUE=URI:https://ok.test/m"],
        ),
        (
            {"online_url": "https://ok.test/m", "url": "https://ok.test/e", "rooms": ("ungdom",)},
            [
                r"LOCATION:Klubben\, Kroa\, Heggedal innbyggertorg\, Åsveien 2\, Heggedal\, https://ok.test/m",
                "URL:https://ok.test/e",
                "CONFERENCE;VALUE=URI:https://ok.test/m",
            ],
        ),
        (
            {"url": "https://ok.test/e"},
            [
                r"LOCATION:Heggedal innbyggertorg\, Heggedalsveien 1\, 1389 Heggedal",
                "GEO:59.785200;10.446800",
                "URL:https://ok.test/e",
            ],
        ),
    ],
    ids=["online", "in another building", "out of doors"],
)
def test_where_it_is(more, expected):
    found = made(event(series(datetime(2026, 3, 1, 18)), **more))
    assert of_events(found, "LOCATION", "GEO", "URL", "CONF") == expected


def test_a_feed_of_several_torgs_or_of_one_of_them():
    other = Torg(id="tofte", name=LocalText(nb="Tofte"))
    events = [
        event(series(datetime(2026, 3, 1, 18))),
        event(series(datetime(2026, 3, 2, 18)), id="f", torg="tofte", uid="f-1"),
    ]
    assert "NAME:Innbyggertorg" in lines(made(*events, torgs=(HOUSE, other)))
    assert of_events(made(*events, torgs=(HOUSE, other)), "UID") == ["UID:e-1", "UID:f-1"]
    assert of_events(made(*events, torgs=(HOUSE, other), torg="tofte"), "UID") == ["UID:f-1"]
    assert "NAME:Tofte" in lines(made(*events, torgs=(HOUSE, other), torg="tofte"))


@pytest.mark.parametrize(
    ("status", "tentative", "written"),
    [
        (EventStatus.CONFIRMED, False, ["SUMMARY;LANGUAGE=nb:Bridge", "STATUS:CONFIRMED"]),
        (EventStatus.CONFIRMED, True, ["SUMMARY;LANGUAGE=nb:Bridge", "STATUS:TENTATIVE"]),
        (EventStatus.PROPOSED, False, ["SUMMARY;LANGUAGE=nb:Bridge", "STATUS:TENTATIVE"]),
        (EventStatus.CANCELLED, True, ["SUMMARY;LANGUAGE=nb:AVLYST: Bridge", "STATUS:CANCELLED"]),
    ],
)
def test_status(status, tentative, written):
    when = series(datetime(2026, 3, 1, 18), tentative=tentative)
    assert of_events(made(event(when, status=status)), "SUMMARY", "STATUS") == written


# --- series -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "rule", "written"),
    [
        (datetime(2026, 3, 4, 18), "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=WE"),
        (
            datetime(2026, 3, 4, 18),
            "FREQ=WEEKLY;UNTIL=20260401T160000Z",
            "FREQ=WEEKLY;BYDAY=WE;UNTIL=20260401T215959Z",
        ),
        (datetime(2026, 3, 4, 22), "FREQ=WEEKLY;UNTIL=20260401", "FREQ=WEEKLY;BYDAY=WE;COUNT=5"),
        (datetime(2026, 3, 4, 18), "FREQ=WEEKLY;COUNT=3", "FREQ=WEEKLY;BYDAY=WE;COUNT=3"),
        (date(2026, 3, 4), "FREQ=WEEKLY;UNTIL=20260402", "FREQ=WEEKLY;BYDAY=WE;UNTIL=20260401"),
    ],
    ids=str,
)
def test_a_rule_that_every_program_knows(first, rule, written):
    length = HOUR if isinstance(first, datetime) else DAY
    assert of_events(made(event(series(first, rule, length=length))), "RRULE") == [f"RRULE:{written}"]


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_until_is_not_used_where_it_could_be_taken_for_another_day(zone):
    when = series(datetime(2026, 3, 4, 18), "FREQ=WEEKLY;UNTIL=20260401", zone=zone)
    assert of_events(made(event(when)), "RRULE") == ["RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=5"]


def test_the_series_starts_on_a_day_that_the_rule_picks_and_that_happens():
    when = series(
        datetime(2026, 3, 1, 18), "FREQ=WEEKLY;BYDAY=WE;COUNT=4", excluded=(datetime(2026, 3, 4, 18),)
    )
    assert of_events(made(event(when)), *WHEN) == [
        "UID:e-1",
        "DTSTART;TZID=Europe/Oslo:20260311T180000",
        "DTEND;TZID=Europe/Oslo:20260311T190000",
        "RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=3",
    ]


def test_exclusions_are_one_a_line_and_only_of_what_is_picked():
    gone = (datetime(2026, 3, 18, 18), datetime(2026, 3, 19, 18), datetime(2026, 4, 1, 18))
    when = series(datetime(2026, 3, 4, 18), "FREQ=WEEKLY", excluded=gone)
    assert of_events(made(event(when)), "RRULE", "EXDATE") == [
        "RRULE:FREQ=WEEKLY;BYDAY=WE",
        "EXDATE;TZID=Europe/Oslo:20260318T180000",
        "EXDATE;TZID=Europe/Oslo:20260401T180000",
    ]


def test_holidays_are_excluded_up_to_the_horizon():
    found = made(event(series(datetime(2026, 5, 7, 18), "FREQ=WEEKLY", excluding=Holidays())))
    assert of_events(found, "RRULE") == ["RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20311218T225959Z"]
    assert of_events(found, "EXDATE")[0] == "EXDATE;TZID=Europe/Oslo:20260514T180000"
    assert found.losses == (
        Loss("e-1", "goes on after 2031-12-31, up to which it is listed", "pass a later horizon"),
    )


def test_even_weeks_are_single_events_related_to_one_another():
    when = series(datetime(2026, 12, 3, 18), "FREQ=WEEKLY;COUNT=8", excluding=EvenWeeks())
    found = made(event(when))
    assert of_events(found, "DTSTART", "RELATED-TO", "RRULE") == [
        "DTSTART;TZID=Europe/Oslo:20261203T180000",
        "RELATED-TO:e-1",
        "DTSTART;TZID=Europe/Oslo:20261217T180000",
        "RELATED-TO:e-1",
        "DTSTART;TZID=Europe/Oslo:20261231T180000",
        "RELATED-TO:e-1",
        "DTSTART;TZID=Europe/Oslo:20270107T180000",
        "RELATED-TO:e-1",
        "DTSTART;TZID=Europe/Oslo:20270121T180000",
        "RELATED-TO:e-1",
    ]
    assert len(set(of_events(found, "UID"))) == 5
    assert not found.losses


def test_a_series_without_an_end_is_listed_up_to_the_horizon():
    endless = event(series(datetime(2026, 3, 4, 18), "FREQ=WEEKLY;BYMONTH=3"))
    found = made(endless, horizon=date(2027, 3, 10))
    assert len(of_events(found, "UID")) == 6
    assert (
        str(found.losses[0]) == "e-1 goes on after 2027-03-10, up to which it is listed; pass a later horizon"
    )


def test_a_daily_series_always_ends():
    found = made(event(series(datetime(2026, 3, 4, 18), "FREQ=DAILY")), horizon=date(2026, 3, 9))
    assert of_events(found, "RRULE") == ["RRULE:FREQ=DAILY;UNTIL=20260309T225959Z"]
    assert len(found.losses) == 1


def test_a_cancelled_occurrence_keeps_its_place_and_says_so():
    override = Override(datetime(2026, 3, 11, 18), cancelled=True)
    found = made(event(series(datetime(2026, 3, 4, 18), "FREQ=WEEKLY", overrides=(override,))), language="nn")
    assert of_events(found, *WHEN, "SUMMARY", "STATUS")[4:] == [
        "SUMMARY;LANGUAGE=nb:Bridge",
        "STATUS:CONFIRMED",
        "UID:e-1",
        "RECURRENCE-ID;TZID=Europe/Oslo:20260311T180000",
        "DTSTART;TZID=Europe/Oslo:20260311T180000",
        "DTEND;TZID=Europe/Oslo:20260311T190000",
        "SUMMARY;LANGUAGE=nb:AVLYST: Bridge",
        "STATUS:CANCELLED",
    ]


def test_an_occurrence_that_is_changed_says_everything_anew():
    override = Override(
        datetime(2026, 3, 11, 18),
        length=2 * HOUR,
        details=EventDetails(title=LocalText(nb="Turnering"), rooms=(), online_url="https://ok.test/t"),
    )
    found = made(event(series(datetime(2026, 3, 4, 18), "FREQ=WEEKLY", overrides=(override,))))
    assert of_events(found, "DTEND", "SUMMARY", "LOCATION", "URL")[3:] == [
        "DTEND;TZID=Europe/Oslo:20260311T200000",
        "SUMMARY;LANGUAGE=nb:Turnering",
        "LOCATION:https://ok.test/t",
        "URL:https://ok.test/t",
    ]


@pytest.mark.parametrize("day", [18, 20, 4], ids=["onto a neighbour", "past a neighbour", "past the first"])
def test_an_occurrence_moved_onto_or_past_a_neighbour_becomes_an_event_of_its_own(day):
    override = Override(datetime(2026, 3, 11, 18), start=datetime(2026, 3, day, 10))
    found = made(event(series(datetime(2026, 3, 4, 18), "FREQ=WEEKLY", overrides=(override,))))
    assert of_events(found, "RECURRENCE-ID", "EXDATE", "RELATED-TO") == [
        "EXDATE;TZID=Europe/Oslo:20260311T180000",
        "RELATED-TO:e-1",
    ]
    assert of_events(found, "DTSTART")[1] == f"DTSTART;TZID=Europe/Oslo:202603{day:02}T100000"


def test_an_occurrence_moved_between_its_neighbours_is_an_override():
    override = Override(datetime(2026, 3, 11, 18), start=datetime(2026, 3, 13, 10))
    found = made(event(series(datetime(2026, 3, 4, 18), "FREQ=WEEKLY", overrides=(override,))))
    assert of_events(found, "RECURRENCE-ID", "EXDATE", "RELATED-TO") == [
        "RECURRENCE-ID;TZID=Europe/Oslo:20260311T180000"
    ]


def test_extra_dates_are_events_of_their_own_that_are_related():
    extra = (datetime(2026, 3, 6, 12), datetime(2026, 3, 11, 18))  # the second is picked as well
    found = made(event(series(datetime(2026, 3, 4, 18), "FREQ=WEEKLY", extra=extra)))
    assert of_events(found, "DTSTART", "RELATED-TO") == [
        "DTSTART;TZID=Europe/Oslo:20260304T180000",
        "DTSTART;TZID=Europe/Oslo:20260306T120000",
        "RELATED-TO:e-1",
    ]


def test_a_series_of_dates_is_the_first_and_what_is_related_to_it():
    found = made(event(series(datetime(2026, 3, 4, 18), extra=(datetime(2026, 3, 2, 18),))))
    assert of_events(found, "UID", "DTSTART", "RELATED-TO")[1:] == [
        "DTSTART;TZID=Europe/Oslo:20260302T180000",
        "RELATED-TO:e-1",
        "UID:e-1",
        "DTSTART;TZID=Europe/Oslo:20260304T180000",
    ]


def test_a_night_with_a_change_is_an_override_in_utc():
    when = series(datetime(2026, 3, 21, 22), "FREQ=WEEKLY;COUNT=3", length=6 * HOUR)
    assert of_events(made(event(when)), *WHEN) == [
        "UID:e-1",
        "DTSTART;TZID=Europe/Oslo:20260321T220000",
        "DTEND;TZID=Europe/Oslo:20260322T040000",
        "RRULE:FREQ=WEEKLY;BYDAY=SA;COUNT=3",
        "UID:e-1",
        "RECURRENCE-ID;TZID=Europe/Oslo:20260328T220000",
        "DTSTART:20260328T210000Z",
        "DTEND:20260329T030000Z",
    ]


def test_a_series_over_the_nights_of_change_ends_at_the_horizon():
    when = series(datetime(2026, 3, 21, 22), "FREQ=WEEKLY", length=6 * HOUR)
    found = made(event(when), horizon=date(2027, 12, 31))
    assert of_events(found, "RRULE") == ["RRULE:FREQ=WEEKLY;BYDAY=SA;COUNT=93"]
    assert len(of_events(found, "RECURRENCE-ID")) == 4
    assert found.losses


def test_a_series_on_other_nights_goes_on_for_ever():
    when = series(datetime(2026, 3, 20, 22), "FREQ=WEEKLY", length=6 * HOUR)
    assert of_events(made(event(when)), "RRULE") == ["RRULE:FREQ=WEEKLY;BYDAY=FR"]


def test_a_first_night_with_a_change_is_an_event_of_its_own():
    when = series(datetime(2026, 3, 28, 22), "FREQ=WEEKLY;COUNT=3", length=6 * HOUR)
    assert of_events(made(event(when)), "DTSTART", "RRULE", "RELATED") == [
        "DTSTART;TZID=Europe/Oslo:20260404T220000",
        "RRULE:FREQ=WEEKLY;BYDAY=SA;COUNT=2",
        "DTSTART:20260328T210000Z",
        "RELATED-TO:e-1",
    ]


def test_a_start_that_is_skipped_or_repeated_makes_single_events():
    when = series(datetime(2026, 3, 22, 2, 30), "FREQ=WEEKLY;COUNT=3")
    found = made(event(when))
    assert of_events(found, "DTSTART", "RRULE") == [
        "DTSTART;TZID=Europe/Oslo:20260322T023000",
        "DTSTART;TZID=Europe/Oslo:20260329T033000",
        "DTSTART;TZID=Europe/Oslo:20260405T023000",
    ]


def test_an_hour_that_is_skipped_on_other_days_makes_single_events_too():
    """Some programs let such a series drift by an hour on days without a change."""
    when = series(datetime(2026, 3, 20, 2, 30), "FREQ=WEEKLY;COUNT=2")
    assert of_events(made(event(when)), "RRULE", "RELATED-TO") == ["RELATED-TO:e-1"] * 2


def test_a_flat_feed_has_single_events_in_utc_alone():
    override = Override(datetime(2026, 3, 25, 18), cancelled=True)
    found = made(
        event(series(datetime(2026, 3, 18, 18), "FREQ=WEEKLY;COUNT=3", overrides=(override,))),
        event(series(date(2026, 3, 20), "FREQ=DAILY;COUNT=1", length=DAY), id="f", uid="f-1"),
        flat=True,
    )
    assert "BEGIN:VTIMEZONE" not in lines(found)
    assert of_events(found, "DTSTART", "RRULE", "RECURRENCE", "SUMMARY;LANGUAGE=nb:A") == [
        "DTSTART:20260318T170000Z",
        "DTSTART:20260325T170000Z",
        "SUMMARY;LANGUAGE=nb:AVLYST: Bridge",
        "DTSTART:20260401T160000Z",
        "DTSTART;VALUE=DATE:20260320",
    ]


def test_school_years_that_are_not_known_are_reported():
    breaks = (SchoolBreak(name=BreakName.AUTUMN, first=date(2026, 9, 28), last=date(2026, 10, 2)),)
    year = SchoolYear(first=date(2026, 8, 17), last=date(2027, 6, 18), breaks=breaks, source="a plan")
    calendar = SchoolCalendar(id="asker", municipality="Asker", years=(year,))
    when = series(datetime(2026, 9, 15, 18), "FREQ=WEEKLY", excluding=SchoolBreaks(calendar))
    found = made(event(when))
    assert of_events(found, "RRULE")[0].startswith("RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=2027")
    assert of_events(found, "EXDATE") == ["EXDATE;TZID=Europe/Oslo:20260929T180000"]
    assert any("school years that are not known" in str(loss) for loss in found.losses)


def test_a_series_that_never_happens_is_not_there():
    never = series(datetime(2026, 3, 4, 18), "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")
    assert of_events(made(event(never)), "UID") == []
    assert of_events(made(event(series(datetime(2026, 3, 4), excluded=(datetime(2026, 3, 4),)))), "UID") == []


def test_too_many_single_events_are_refused():
    hourly = event(series(datetime(2026, 3, 4, 18), "FREQ=HOURLY"))
    with pytest.raises(LimitExceededError):
        made(hourly)
    found = made(hourly, horizon=date(2026, 3, 4), limits=Limits(occurrences=6))
    assert len(of_events(found, "UID")) == 6


# --- privacy ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "more", [{"visibility": Visibility.INTERNAL}, {"status": EventStatus.DRAFT}], ids=["internal", "draft"]
)
def test_what_is_not_public_leaves_no_trace(more):
    hidden = event(
        series(datetime(2031, 3, 1, 18), "FREQ=DAILY"),
        id="h",
        uid="h-1",
        changed_at=datetime(2040, 1, 1, tzinfo=UTC),
        **more,
    )
    seen = event(series(datetime(2026, 3, 1, 18), "FREQ=DAILY"))
    assert made(hidden, seen) == made(seen)


@pytest.mark.parametrize(
    ("sector", "public", "written"),
    [
        (Sector.VOLUNTARY, False, ["CONTACT:Hegga bridge"]),
        (Sector.VOLUNTARY, True, [r"CONTACT:Hegga bridge\, Kari\, kari@ok.test\, +47 99 99 99 99"]),
        (Sector.PRIVATE, False, []),
        (Sector.PRIVATE, True, [r"CONTACT:Kari\, kari@ok.test\, +47 99 99 99 99"]),
    ],
)
def test_a_contact_is_shown_where_it_is_public(sector, public, written):
    contact = Contact(name="Kari", email="kari@ok.test", phone="+47 99 99 99 99", public=public)
    club = Organisation(id="hb", name=LocalText(nb="Hegga bridge"), sector=sector, contact=contact)
    one = event(series(datetime(2026, 3, 1, 18)), organiser="hb")
    assert of_events(made(one, organisations=(club,)), "CONTACT") == written


# --- the value ----------------------------------------------------------------------------------------


def test_a_feed_is_written_whole(tmp_path):
    found = made(event(series(datetime(2026, 3, 1, 18))))
    found.write(tmp_path / "feed.ics")
    assert (tmp_path / "feed.ics").read_bytes() == found.to_ical()
    with pytest.raises(StorageError):
        found.write(tmp_path)


def test_the_etag_is_of_the_bytes():
    one, two = Feed(content=b"a"), Feed(content=b"b")
    assert one.etag == Feed(content=b"a", losses=(Loss("", "x"),)).etag != two.etag
    assert one.etag.startswith('"')
    assert one.etag.endswith('"')


def test_a_large_feed_says_so():
    every = event(series(datetime(2026, 3, 1, 18), "FREQ=HOURLY"))
    found = feed(Programme(torgs=(HOUSE,), events=(every,)), horizon=date(2026, 10, 31))
    assert "more than some web calendars read" in str(found.losses[-1])


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"language": "no"}, InvalidValueError),
        ({"torg": "nowhere"}, UnknownReferenceError),
        ({"horizon": datetime(2026, 1, 1)}, WrongTypeError),
        ({"horizon": "2026-01-01"}, WrongTypeError),
        ({"flat": 1}, WrongTypeError),
    ],
    ids=str,
)
def test_arguments_that_cannot_be(arguments, error):
    with pytest.raises(error):
        feed(Programme(torgs=(HOUSE,)), **arguments)


def test_only_programmes_have_feeds():
    with pytest.raises(WrongTypeError):
        feed(HOUSE)


def test_a_feed_whose_only_series_never_happens_is_still_a_calendar_with_a_component():
    never = series(datetime(2026, 3, 28, 18), "FREQ=WEEKLY;UNTIL=20260101")
    assert "BEGIN:VEVENT" not in lines(made(event(never)))
    assert made(event(never)).to_ical() == made().to_ical()


def test_a_price_has_no_place_in_a_calendar_and_is_told_as_lost():
    priced = event(series(datetime(2026, 3, 4, 18)), price_nok=150)
    assert [loss.what for loss in made(priced).losses] == [
        "has events with a price, 1 of them, for which calendars have no place"
    ]
    assert made(event(series(datetime(2026, 3, 4, 18)))).losses == ()
