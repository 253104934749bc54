"""One row for each construct that calendar programs were tried with: what a feed writes, and never writes.

docs/explanation/what-calendar-programs-read.md says how many of them read each construct rightly.
"""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from innbyggertorg.days import EvenWeeks
from innbyggertorg.ical import feed
from innbyggertorg.model import Contact, Event, EventDetails, LocalText, Organisation, Programme, Torg
from innbyggertorg.recurrence import Override, RecurrenceRule, Series
from support.client_safe import assert_client_safe

START, HOUR, DAY, WEEK = datetime(2026, 3, 4, 18), timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
SATURDAY = datetime(2026, 3, 7, 22)
OSLO = r"DTSTART;TZID=Europe/Oslo:"


def repeated(rule, first=START, length=HOUR, **more):
    return Series(first, length, rules=(RecurrenceRule.parse(rule),), **more)


def moved(start, key=START + WEEK, **more):
    return (Override(key, start=start, **more),)


CONTACT = Contact(email="a@ok.test", public=True)
CANCELLED = (Override(START + WEEK, cancelled=True),)
# name: (when, arguments of feed, what is written, what is not)
ROWS = {
    "every occurrence its own event in UTC": (
        repeated("FREQ=WEEKLY;COUNT=3"),
        {"flat": True},
        [r"DTSTART:20260304T170000Z", r"DTSTART:20260318T170000Z"],
        ["RRULE", "TZID", "RECURRENCE-ID"],
    ),
    "irregular dates are related": (
        Series(START, HOUR, extra=(START + 3 * DAY,)),
        {},
        ["RELATED-TO:e-1"],
        ["RDATE", "RRULE"],
    ),
    "even weeks are related": (
        repeated("FREQ=WEEKLY;COUNT=9", excluding=EvenWeeks()),
        {},
        ["RELATED-TO:e-1"],
        ["RDATE", "BYWEEKNO", "RRULE"],
    ),
    "a period beside a rule is related": (
        repeated("FREQ=WEEKLY", extra=(START + DAY,)),
        {},
        ["RRULE:FREQ=WEEKLY", "RELATED-TO:e-1"],
        ["RDATE"],
    ),
    "an end has slack to the end of its day": (
        repeated("FREQ=WEEKLY;UNTIL=20260401T180000"),
        {},
        [r"RRULE:FREQ=WEEKLY;BYDAY=WE;UNTIL=20260401T215959Z"],
        [],
    ),
    "an end of whole days is a date": (
        repeated("FREQ=WEEKLY;UNTIL=20260401", date(2026, 3, 4), DAY),
        {},
        [r"RRULE:FREQ=WEEKLY;BYDAY=WE;UNTIL=20260401\r"],
        [],
    ),
    "a late start has a count": (
        repeated("FREQ=WEEKLY;UNTIL=20260401T233000", START.replace(hour=22, minute=30)),
        {},
        [r"RRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=5\r"],
        ["UNTIL"],
    ),
    "an exclusion has a line of its own, in the zone": (
        repeated("FREQ=WEEKLY", excluded=(START + WEEK, START + 2 * WEEK)),
        {},
        [r"EXDATE;TZID=Europe/Oslo:20260311T180000\r\nEXDATE;TZID=Europe/Oslo:20260318T180000\r"],
        [],
    ),
    "a moved occurrence replaces, with the same UID": (
        repeated("FREQ=WEEKLY", overrides=moved(START + WEEK + DAY)),
        {},
        [r"RECURRENCE-ID;TZID=Europe/Oslo:20260311T180000\r\nDTSTART;TZID=Europe/Oslo:20260312T180000"],
        ["EXDATE", "RELATED-TO"],
    ),
    "a cancelled occurrence keeps its identity": (
        repeated("FREQ=WEEKLY", overrides=CANCELLED),
        {},
        [
            r"RECURRENCE-ID;TZID=Europe/Oslo:20260311T180000",
            r"SUMMARY;LANGUAGE=nb:AVLYST: Kor\r",
            "STATUS:CANCELLED",
        ],
        ["EXDATE"],
    ),
    "moved past a neighbour is an exclusion and an event": (
        repeated("FREQ=WEEKLY", overrides=moved(START + 3 * WEEK)),
        {},
        [r"EXDATE;TZID=Europe/Oslo:20260311T180000", "RELATED-TO:e-1"],
        ["RECURRENCE-ID"],
    ),
    "a first start that its rule does not pick": (
        repeated("FREQ=WEEKLY;BYDAY=FR"),
        {},
        [OSLO + r"20260306T180000\r\n[^\r]*\r\nRRULE:FREQ=WEEKLY;BYDAY=FR\r"],
        [OSLO + "20260304"],
    ),
    "an end over a change of the clocks": (
        repeated("FREQ=WEEKLY;COUNT=5", SATURDAY, 6 * HOUR),
        {},
        [
            r"RECURRENCE-ID;TZID=Europe/Oslo:20260328T220000\r\nDTSTART:20260328T210000Z\r\nDTEND:20260329T030000Z"
        ],
        [r"\nDURATION"],
    ),
    "a single event over a change is in UTC": (
        Series(datetime(2026, 3, 28, 22), 6 * HOUR),
        {},
        [r"DTSTART:20260328T210000Z\r\nDTEND:20260329T030000Z"],
        ["TZID"],
    ),
    "a start that the clocks skip is the time they show": (
        repeated("FREQ=DAILY;COUNT=3", datetime(2026, 3, 28, 2, 30)),
        {},
        [OSLO + "20260329T033000", "RELATED-TO:e-1"],
        ["RRULE"],
    ),
    "the beginning of the week where it matters": (
        repeated("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE"),
        {},
        ["RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=MO"],
        [],
    ),
    "the nth weekday of the month": (
        repeated("FREQ=MONTHLY;BYDAY=1WE"),
        {},
        [r"RRULE:FREQ=MONTHLY;BYDAY=1WE\r"],
        [],
    ),
    "numbered weeks are listed": (
        repeated("FREQ=YEARLY;BYWEEKNO=10;BYDAY=WE;COUNT=3"),
        {},
        ["RELATED-TO:e-1"],
        ["BYWEEKNO"],
    ),
    "whole days have an end": (
        Series(date(2026, 3, 4), 2 * DAY),
        {},
        [r"DTSTART;VALUE=DATE:20260304\r\nDTEND;VALUE=DATE:20260306\r"],
        ["TZID", r"\nDURATION"],
    ),
    "daily for ever is given an end": (
        repeated("FREQ=DAILY"),
        {"horizon": date(2026, 12, 31)},
        [r"RRULE:FREQ=DAILY;UNTIL=20261231T225959Z"],
        [],
    ),
    "weekly for ever has none": (
        repeated("FREQ=WEEKLY"),
        {},
        [r"RRULE:FREQ=WEEKLY;BYDAY=WE\r"],
        ["UNTIL", "COUNT"],
    ),
    "a time zone of rules, from its true beginning": (
        repeated("FREQ=WEEKLY"),
        {},
        [
            r"BEGIN:DAYLIGHT\r\nDTSTART:19810329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r",
            r"BEGIN:STANDARD\r\nDTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r",
        ],
        [],
    ),
    "an early event has the clocks of its time": (
        Series(datetime(1990, 1, 10, 18), HOUR),
        {},
        [r"DTSTART:19810329T020000", r"DTSTART:19\d{6}T030000\r\nTZNAME:CET"],
        [],
    ),
    "the name, the refreshing, and no method": (
        Series(START, HOUR),
        {},
        [r"\r\nNAME:T\r\nX-WR-CALNAME:T\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r"],
        ["METHOD", r"^UID", "VAVAILABILITY", "BEGIN:VALARM", "BEGIN:PARTICIPANT"],
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_what_is_written(name):
    when, arguments, written, never = ROWS[name]
    octets = feed(programme(when), **arguments).to_ical()
    assert_client_safe(octets)
    text = octets.decode().replace("\r\n ", "")
    assert not text.startswith("\ufeff"), "no byte order mark"
    assert [each for each in written if not re.search(each, text)] == []
    assert "RDATE" not in text
    besides = re.sub("BEGIN:VTIMEZONE.*END:VTIMEZONE", "", text, flags=re.DOTALL)
    assert [each for each in never if re.search(each, besides)] == []


def programme(when, **more):
    event = Event(
        id="e",
        uid="e-1",
        torg="t",
        title=LocalText(nb="Kor"),
        series=when,
        changed_at=datetime(2026, 1, 1, tzinfo=UTC),
        **more,
    )
    return Programme(
        torgs=(Torg(id="t", name=LocalText(nb="T")),),
        organisations=(
            Organisation(id="o", name=LocalText(nb="Ø"), contact=Contact(email="a@ok.test", public=True)),
        ),
        events=(event,),
    )


def test_a_conference_is_also_where_programs_show_it():
    text = feed(programme(Series(START, HOUR), online_url="https://ok.test/m")).to_ical().decode()
    assert "CONFERENCE;VALUE=URI:https://ok.test/m\r\n" in text
    assert "LOCATION:https://ok.test/m\r\n" in text
    assert "URL:https://ok.test/m\r\n" in text


def test_lines_are_folded_between_characters():
    text = LocalText(nb="å" * 300)
    octets = feed(programme(Series(START, HOUR), text=text)).to_ical()
    assert_client_safe(octets)
    assert all(line.decode("utf-8") is not None for line in octets.split(b"\r\n"))


def test_an_organiser_needs_no_method():
    octets = feed(programme(Series(START, HOUR), organiser="o")).to_ical()
    assert b"ORGANIZER;CN=" in octets.replace(b"\r\n ", b"")
    assert b"METHOD" not in octets


@pytest.mark.parametrize(
    "zone", ["UTC", "Europe/Dublin", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe"]
)
def test_no_time_floats_and_every_zone_is_defined(zone):
    details = EventDetails(title=LocalText(nb="Konsert"))
    overrides = (*CANCELLED, Override(START + 2 * WEEK, details=details))
    octets = feed(programme(repeated("FREQ=WEEKLY", zone=zone, overrides=overrides))).to_ical()
    assert_client_safe(octets)  # which looks for a VTIMEZONE for each TZID, and the other way round
    assert not re.search(rb"DTSTART:\d{8}T\d{6}\r\n(?!RRULE|TZNAME)", octets)
    assert (b"BEGIN:VTIMEZONE" in octets) is (zone != "UTC")
