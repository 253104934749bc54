"""Events of a form that was met before are read as if each were looked at line by line."""

from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.errors import InnbyggertorgError
from innbyggertorg.ical import read
from innbyggertorg.ical.reading import forms
from innbyggertorg.ical.reading.forms import Forms
from support.examples import examples
from support.happenings import HOUSE
from support.reading import DATA, WEEKLY, calendar, vevent

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
    """Draw a file in which all heads are met before the form is, and which ends in another event."""
    first = ["BEGIN:VEVENT", *(f"{head}:{VALUES[head][0]}" for head in [*FEW, "EXDATE;TZID=Europe/Oslo"])]
    met = [
        *first,
        "END:VEVENT",
        "BEGIN:VEVENT",
        *(f"{head}:{values[0]}" for head, values in VALUES.items()),
        "END:VEVENT",
    ]
    drawn = [line.replace("|", " ") for line in draw(events())]
    return calendar(*met, *drawn, *(line.replace("a@x", "last") for line in first), "END:VEVENT")


def outcome(data, **more):
    try:
        result = read(data, torg=HOUSE, **more)
    except InnbyggertorgError as error:
        return str(error)
    return result


def by_form(data, **more):
    """Read with a form that is known as soon as it was met."""
    with patch.object(forms, "OFTEN", 1):
        return outcome(data, **more)


def line_by_line(data, **more):
    with patch.object(Forms, "read", return_value=None):
        return outcome(data, **more)


@examples(150)
@given(files(), st.sampled_from([None, "Europe/Oslo"]))
def test_events_of_one_form(data, zone):
    assert by_form(data, zone=zone) == line_by_line(data, zone=zone)


WRONG = [
    b"\n",
    b"\r",
    b"\r\n",
    b"\r\n ",
    b"\r\n\t",
    b"\n ",
    b"\r\r\n \n",
    b"\t",
    b"\0",
    b"\x7f",
    b"\xff",
    b":",
    b";",
]
WRONG += [
    "\x85".encode(),
    "\u2028".encode(),
    b"BEGIN:VEVENT\r\n",
    b"END:VEVENT\r\n",
    b"\r\nEXDATE:x",
    b"\xc3",
]


@pytest.mark.parametrize("wrong", WRONG)
def test_an_end_of_a_line_that_is_none(wrong):
    event = vevent(WEEKLY, "EXDATE;TZID=Europe/Oslo:20260113T180000", "LOCATION:x", "X-A:b")
    data = calendar(*[event.replace("one@", f"{n}@") for n in range(8)])
    lines = data.split(b"\r\n")
    for n in range(len(lines) // 2, len(lines)):
        broken = b"\r\n".join(lines[:n]) + wrong + b"\r\n".join(lines[n:])
        assert by_form(broken) == line_by_line(broken)


@examples(50)
@given(files(), st.data())
def test_events_of_one_form_with_octets_in_them_that_call_for_a_closer_look(data, drawn):
    for _ in range(drawn.draw(st.integers(1, 3))):
        position = drawn.draw(st.integers(len(data) // 3, len(data)))
        data = data[:position] + drawn.draw(st.sampled_from(WRONG)) + data[position:]
    assert by_form(data, zone="Europe/Oslo") == line_by_line(data, zone="Europe/Oslo")


@examples(30)
@given(files())
def test_events_of_one_form_in_lines_without_cr(data):
    data = data.replace(b"\r", b"")
    assert by_form(data, zone="Europe/Oslo") == line_by_line(data, zone="Europe/Oslo")


def test_many_events_of_one_form_are_read_by_it_as_soon_as_it_was_met_often():
    event = vevent(WEEKLY, "LOCATION:x")
    data = calendar(*[event.replace("one@", f"{n}@") for n in range(100)])
    by_its_form = []

    def reading(known, block, original=Forms.read):
        said = original(known, block)
        by_its_form.append(said is not None)
        return said

    with patch.object(Forms, "read", reading):
        assert len(read(data).events) == 100
    assert by_its_form == [False] * forms.OFTEN + [True] * (99 - forms.OFTEN) + [False], "the file ends there"


@pytest.mark.parametrize("name", [path.stem for path in sorted(DATA.glob("*.ics"))])
def test_feeds_in_the_manner_of_others(name):
    data = (DATA / f"{name}.ics").read_bytes()
    assert by_form(data * 3) == line_by_line(data * 3)
