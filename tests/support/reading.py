"""Small iCalendar files, as one line of a test each."""

from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "ical"
STAMP = "DTSTAMP:20260101T000000Z"
WEEKLY = "DTSTART;TZID=Europe/Oslo:20260106T180000|DTEND;TZID=Europe/Oslo:20260106T190000|RRULE:FREQ=WEEKLY"


def calendar(*lines):
    """Return a calendar with what is given in it; a bar is the end of a line."""
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//test//EN"]
    body = [line for each in lines for line in each.split("|")]
    return "\r\n".join([*head, *body, "END:VCALENDAR", ""]).encode()


def vevent(*lines, uid="one@example.test", title="x"):
    """Return the lines of an event."""
    return "|".join(["BEGIN:VEVENT", f"UID:{uid}", STAMP, f"SUMMARY:{title}", *lines, "END:VEVENT"])


def one(*lines):
    """Return a calendar with one event."""
    return calendar(vevent(*lines))
