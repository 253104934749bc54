"""What is read happens when icalendar and recurring-ical-events say that it does."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.chrono import Interval
from innbyggertorg.ical import read
from innbyggertorg.ical.reading.windows import WINDOWS_ZONES
from innbyggertorg.recurrence import Status
from support.examples import examples
from support.reading import DATA, calendar, vevent

recurring_ical_events = pytest.importorskip(
    "recurring_ical_events", reason="the judge recurring-ical-events is not installed"
)

START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 7, 1, tzinfo=UTC)


def instant(moment):
    return moment.astimezone(UTC).isoformat() if isinstance(moment, datetime) else moment.isoformat()


def ours(data):
    window = Interval(START, END)
    return sorted(
        (event.uid, instant(occurrence.start), instant(occurrence.end))
        for event in read(data, zone="Europe/Oslo").events
        for occurrence in event.series.occurrences(window)
        if occurrence.status is not Status.CANCELLED
    )


def theirs(data):
    expanded = recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between(START, END)
    return sorted(
        (str(each["UID"]), instant(each.start), instant(each.end))
        for each in expanded
        if each.get("STATUS") != "CANCELLED"
    )


@pytest.mark.parametrize("name", ["google", "outlook", "apple", "nextcloud"])
def test_feeds_in_the_manner_of_others(name):
    data = (DATA / f"{name}.ics").read_bytes()
    data = data.replace(b"/freeassociation.sourceforge.net/", b"")  # which the judge reads with a warning
    assert ours(data) == theirs(data)


# Away from the nights on which the clocks change: there the judge keeps the wall time of the end, and we the
# exact length that RFC 5545 section 3.8.5.3 asks for.
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
RULES = st.sampled_from(
    [
        *(
            "FREQ=WEEKLY",
            "FREQ=WEEKLY;INTERVAL=2",
            "FREQ=DAILY;COUNT=20",
            "FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=9",
        ),
        *("FREQ=WEEKLY;BYDAY=MO,TH;UNTIL=20261001T000000Z", "FREQ=MONTHLY;BYDAY=2TU", "FREQ=YEARLY"),
    ]
)


@examples(40)
@given(DAYS, RULES, st.sets(st.integers(1, 5)), st.sampled_from(["10", "18", "22"]))
def test_plain_series(day, rule, weeks, hour):
    later = [day + timedelta(weeks=n) for n in weeks]
    gone = [f"EXDATE;TZID=Europe/Oslo:{each:%Y%m%d}T{hour}0000" for each in later]
    times = f"DTSTART;TZID=Europe/Oslo:{day:%Y%m%d}T{hour}0000|DURATION:PT1H"
    data = calendar(vevent(times, f"RRULE:{rule}", *gone))
    if not read(data).problems:  # a first start that the rule does not pick is read in two ways
        assert ours(data) == theirs(data)


def test_the_zones_of_windows_are_those_of_cldr():
    babel = pytest.importorskip("babel.core", reason="Babel is not installed")
    assert babel.get_global("windows_zone_mapping") == WINDOWS_ZONES
