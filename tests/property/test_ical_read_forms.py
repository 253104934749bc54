"""Events of a form that was met before are read as if each were looked at line by line."""

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innbyggertorg.errors import InnbyggertorgError
from innbyggertorg.ical import read
from innbyggertorg.ical.reading.forms import Forms
from support.happenings import HOUSE
from support.reading import DATA, calendar

VALUES = {
    "UID": ["a@x", "b@x", "cccccc", "d", "", "å", "a b"],
    "DTSTAMP": ["20260101T000000Z", "20260201T000000Z", "20260101T000000", "x"],
    "LAST-MODIFIED": ["20260301T000000Z", "x"],
    "DTSTART;TZID=Europe/Oslo": ["20260105T180000", "20260328T180000", "20260329T023000", "20260105", "x"],
    "DTEND;TZID=Europe/Oslo": ["20260105T190000", "20260329T190000", "20260105T180000", "20251231T000000"],
    "DTSTART": ["20260105T180000Z", "20260105T180000", "18991231T000000Z"],
    "DTEND": ["20260105T190000Z", "20260105T190000"],
    "RRULE": ["FREQ=WEEKLY", "FREQ=WEEKLY;COUNT=3", "FREQ=WEEKLY;BYDAY=TU", "FREQ=DAILY;UNTIL=20260110", "x"],
    "EXDATE;TZID=Europe/Oslo": ["20260112T180000", "20260112T180000,20260119T180000", "20260112", "x"],
    "EXDATE": ["20260112T170000Z"],
    "SUMMARY": ["Kor", "Kor\\, øving", "AVLYST: Kor", " ", "a\\nb", "x" * 201, "\u202ea"],
    "SUMMARY;LANGUAGE=nn": ["Kor", "Song"],
    "DESCRIPTION": ["", "Ta med\\nkopp\\; og \\\\", "\x85", " "],
    "LOCATION": ["Storsalen", "Et annet sted", "https://meet.example.test/1", ""],
    "STATUS": ["CONFIRMED", "CANCELLED", "tentative", "x"],
    "CLASS": ["PUBLIC", "PRIVATE", "x"],
    "SEQUENCE": ["0", "7", "-1"],
    "CATEGORIES": ["Kultur", "konsert,barn", "x"],
    "URL": ["https://example.test/", "javascript:x"],
    "TRANSP": ["OPAQUE", "TRANSPARENT", "x"],
    "CONTACT": ["Laget"],
    "ATTENDEE;CN=Kari": ["mailto:kari@example.test"],
    "GEO": ["59.9;10.7", "x"],
    "X-OTHER": ["1"],
    "RELATED-TO": ["a@x"],
}
FEW = ["UID", "DTSTAMP", "DTSTART;TZID=Europe/Oslo", "DTEND;TZID=Europe/Oslo", "SUMMARY"]
REST = [head for head in VALUES if head not in FEW]


@st.composite
def events(draw):
    """Draw some events of one form, of which most of the values are usual ones."""
    heads = FEW + draw(st.lists(st.sampled_from(REST), max_size=5, unique=True))
    drawn = []
    for _ in range(draw(st.sampled_from([2, 2, 3, 5]))):
        lines = []
        for head in heads:
            usual = draw(st.sampled_from([True] * 9 + [False]))
            lines.append(f"{head}:{VALUES[head][0] if usual else draw(st.sampled_from(VALUES[head]))}")
        drawn += ["BEGIN:VEVENT", *lines, "END:VEVENT"]
    return drawn


@st.composite
def files(draw):
    """Draw a file in which all heads are met before the form is."""
    first = ["BEGIN:VEVENT", *(f"{head}:{VALUES[head][0]}" for head in [*FEW, "EXDATE;TZID=Europe/Oslo"])]
    met = [
        *first,
        "END:VEVENT",
        "BEGIN:VEVENT",
        *(f"{head}:{values[0]}" for head, values in VALUES.items()),
        "END:VEVENT",
    ]
    return calendar(*met, *(line.replace("|", " ") for line in draw(events())))


def outcome(data, **more):
    try:
        result = read(data, torg=HOUSE, **more)
    except InnbyggertorgError as error:
        return str(error)
    return result


def line_by_line(data, **more):
    with patch.object(Forms, "read", return_value=None):
        return outcome(data, **more)


@settings(max_examples=150)
@given(files(), st.sampled_from([None, "Europe/Oslo"]))
def test_events_of_one_form(data, zone):
    assert outcome(data, zone=zone) == line_by_line(data, zone=zone)


@pytest.mark.parametrize("name", [path.stem for path in sorted(DATA.glob("*.ics"))])
def test_feeds_in_the_manner_of_others(name):
    data = (DATA / f"{name}.ics").read_bytes()
    assert outcome(data * 3) == line_by_line(data * 3)
