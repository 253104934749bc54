"""Which rules are written as rules, and how."""

from datetime import datetime

import pytest

from innbyggertorg.ical.profile import template
from innbyggertorg.recurrence import RecurrenceRule

FIRST = datetime(2026, 1, 14, 18)  # a Wednesday, the second of its month


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=WE"),
        ("FREQ=WEEKLY;COUNT=5", "FREQ=WEEKLY;BYDAY=WE"),
        ("FREQ=WEEKLY;UNTIL=20270101", "FREQ=WEEKLY;BYDAY=WE"),
        ("FREQ=WEEKLY;BYDAY=TH,MO", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;WKST=SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=MO"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;WKST=WE", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;WKST=MO"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH,SA;WKST=WE", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH,SA;WKST=TH"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=MO"),
        ("FREQ=DAILY;BYDAY=MO,TU", "FREQ=WEEKLY;BYDAY=MO,TU"),
        ("FREQ=DAILY", "FREQ=DAILY"),
        ("FREQ=DAILY;INTERVAL=3", "FREQ=DAILY;INTERVAL=3"),
        ("FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=14"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("FREQ=MONTHLY;INTERVAL=3;BYDAY=2TH", "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TH"),
        ("FREQ=MONTHLY;BYDAY=-1SU", "FREQ=MONTHLY;BYDAY=-1SU"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        ("FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=14"),
        ("FREQ=YEARLY;BYMONTH=5", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=14"),
        ("FREQ=YEARLY;BYMONTHDAY=17", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=17"),
        ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=3TU", "FREQ=YEARLY;BYMONTH=3;BYDAY=3TU"),
    ],
)
def test_a_rule_that_every_program_knows_is_written(rule, written):
    form = template(RecurrenceRule.parse(rule), FIRST)
    assert form is not None
    assert form.text == written
    assert form.needs_end is written.startswith("FREQ=DAILY")


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYWEEKNO=2,4;BYDAY=WE",
        "FREQ=YEARLY;BYYEARDAY=100",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYMONTH=5;BYDAY=MO",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY;BYMONTH=2,8;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYMONTHDAY=-2",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=MONTHLY;BYDAY=5MO",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=1MO,3MO",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1,2",
        "FREQ=MONTHLY;BYMONTH=1;BYMONTHDAY=1",
        "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=28;SKIP=FORWARD",
        "FREQ=WEEKLY;BYMONTH=1",
        "FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1",
        "FREQ=WEEKLY;BYHOUR=18",
        "FREQ=DAILY;INTERVAL=2;BYDAY=MO",
        "FREQ=DAILY;BYMONTH=7",
        "FREQ=HOURLY",
    ],
)
def test_a_rule_that_some_program_reads_otherwise_is_not(rule):
    assert template(RecurrenceRule.parse(rule), FIRST) is None
