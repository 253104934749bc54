"""Dates, times, weeks and lengths as people write them."""

from argparse import ArgumentTypeError
from datetime import UTC, date, datetime, time, timedelta

import pytest

from innbyggertorg.cli import moments
from innbyggertorg.cli.moments import Week


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (moments.day, "2021-11-02", date(2021, 11, 2)),
        (moments.near_day, "today", "today"),
        (moments.near_day, "2021-11-02", date(2021, 11, 2)),
        (moments.last_day, "easter", "easter"),
        (moments.moment, "2021-11-02T18:00", datetime(2021, 11, 2, 18)),
        (moments.moment, "2021-11-02T18:00:01.5Z", datetime(2021, 11, 2, 18, 0, 1, tzinfo=UTC)),
        (moments.day_or_moment, "2021-11-02", date(2021, 11, 2)),
        (moments.day_or_moment, "2021-11-02T18:00", datetime(2021, 11, 2, 18)),
        (moments.week, "2021-W44", Week(2021, 44)),
        (moments.week, "2021W44", Week(2021, 44)),
        (moments.week, "2021-w4", Week(2021, 4)),
        (moments.week, "44", Week(None, 44)),
        (moments.week, "this", "this"),
        (moments.length, "2h", timedelta(hours=2)),
        (moments.length, "90m", timedelta(minutes=90)),
        (moments.length, "1h30m", timedelta(minutes=90)),
        (moments.length, "45MIN", timedelta(minutes=45)),
        (moments.length, "PT1H30M", timedelta(minutes=90)),
        (moments.weekday, "tuesday", "tuesday"),
        (moments.weekday, "Tirsdag", "tuesday"),
        (moments.weekday, "tysdag", "tuesday"),
        (moments.weekday, "l\xf8rdag", "saturday"),
        (moments.weekday, "laurdag", "saturday"),
        (moments.weekday, "tirdag", "tirdag"),
        (moments.clock_span, "18-20", (time(18), timedelta(hours=2))),
        (moments.clock_span, "18:30-20.15", (time(18, 30), timedelta(minutes=105))),
        (moments.clock_span, "08\N{EN DASH}24", (time(8), timedelta(hours=16))),
        (moments.clock_span, "20-02", (time(20), timedelta(hours=6))),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_what_people_write_is_read(read, text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("read", "texts"),
    [
        (
            moments.day,
            ("", "2021-11-31", "20211102", "2021-W44-2", "02.11.2021", "2021-11-02T18:00", "\u0662021-11-02"),
        ),
        (moments.near_day, ("yesterday", "")),
        (moments.last_day, ("christmas", "")),
        (moments.moment, ("18:00", "2021-11-02", "2021-11-02T25:00", "", "T")),
        (moments.day_or_moment, ("2021-11-02T18:00Z", "2021-11-02T18:00+01:00", "now", "")),
        (moments.week, ("2021-W53", "54", "0", "", "W44", "2021-44", "last", "\u0664\u0664")),
        (moments.length, ("", "2", "h", "pt", "P1D", "0h", "-2h", "999h", "2h30", "2 h", "1d")),
        (moments.clock_span, ("18", "18-18", "24-25", "18-20-22", "-", "", "a-b", "18:60-20", "24-02")),
    ],
)
def test_what_could_be_taken_in_two_ways_is_refused(read, texts):
    for text in texts:
        with pytest.raises(ArgumentTypeError, match="must be"):
            read(text)


def test_a_text_that_is_no_text_is_refused_with_escapes():
    with pytest.raises(ArgumentTypeError, match=r"\\udcff"):
        moments.day("\udcff")
