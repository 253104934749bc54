"""Laws of exchanged opening hours: any text is a schedule or our error; what is written is read back."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.chrono.dates import DateRange
from innbyggertorg.errors import InnbyggertorgError
from innbyggertorg.exchange import osm
from innbyggertorg.exchange.schema_org import opening_hours
from innbyggertorg.limits import Limits
from innbyggertorg.opening import OpeningSchedule
from innbyggertorg.testing.opening import opening_schedules
from support.examples import examples
from support.exchange import OSLO, cut_out, joined, spans_of, window_of
from support.osm_data import rows
from support.schema_org_reader import level_at, stretches
from support.watchdog import ends

WIDE = Limits(hours_text=1_000_000, hours_rules=10_000)
PARTS = (
    *(
        "Mo",
        "Fr",
        "Sa-Su",
        "Mo-Fr",
        "We[1]",
        "Th[-1]",
        "PH",
        "PH -1 day",
        "SH",
        "week 01-53/2",
        "easter -2 days",
    ),
    *("Jan", "Dec 24", "Jun-Aug", "Dec 24-Jan 02", "2026", "2026 Oct 05-2026 Oct 09", "24/7", "Feb 29"),
    *(
        "10:00-16:00",
        "20:00-02:00",
        "08:00-10:00,12:00-14:00",
        "00:00-24:00",
        "10:00+",
        "sunrise",
        "25:00",
        "26:00",
    ),
    *(
        "open",
        "off",
        "closed",
        "unknown",
        '"x"',
        '"self-service"',
        ";",
        "; ",
        ", ",
        ",",
        "-",
        " ",
        "||",
        "[",
        "]",
        "/",
    ),
)
HORIZON = DateRange(date(2026, 3, 20), date(2026, 5, 20))


def read(text):
    """Read a text: a schedule, or None where it is refused with an error of the package."""
    with ends():
        try:
            return osm.parse(text)
        except InnbyggertorgError:
            return None


def unclear(losses):
    """Return the days that a loss names because they are read in several ways."""
    named = (loss.what for loss in losses if loss.what.startswith(("a time that", "seconds")))
    return {date.fromisoformat(day) for what in named for day in what.split(", on ")[1].split(", ")}


@given(st.text(max_size=300))
def test_any_text_is_a_schedule_or_an_error_of_the_package(text):
    assert read(text) is None or isinstance(read(text), OpeningSchedule)


@examples(300)
@given(st.lists(st.sampled_from(PARTS), max_size=30), st.sampled_from(("", " ")))
def test_any_text_of_the_grammars_words_is_a_schedule_or_an_error(parts, between):
    read(between.join(parts))


@examples(40)
@given(st.sampled_from(rows("osm")), st.data())
def test_a_text_with_one_character_changed_is_a_schedule_or_an_error(row, data):
    text = row["osm"]
    place = data.draw(st.integers(0, len(text)))
    other = data.draw(st.sampled_from('0123456789:;,-+/[]" MoPH\n\x00\u0660'))
    read(text[:place] + other + text[place + 1 :])


@examples(15)
@given(st.sampled_from(rows("osm")))
def test_what_was_read_is_written_and_read_again_with_the_same_spans(row):
    schedule = read(row["osm"])
    if schedule is not None:
        text, losses = osm.format(schedule, HORIZON)
        window, days = window_of(HORIZON), unclear(losses)
        again = spans_of(osm.parse(text, limits=WIDE), window)
        assert cut_out(again, days) == cut_out(spans_of(schedule, window), days)


@examples(15)
@given(opening_schedules())
def test_what_is_written_of_any_schedule_is_read_back_with_the_same_spans(schedule):
    text, losses = osm.format(schedule, HORIZON)
    window, days = window_of(HORIZON), unclear(losses)
    again = spans_of(osm.parse(text, limits=WIDE), window)
    assert cut_out(again, days) == cut_out(spans_of(schedule, window), days)
    assert osm.format(schedule, HORIZON) == (text, losses)


@examples(15)
@given(opening_schedules())
def test_schema_org_says_the_spans_of_the_schedule(schedule):
    hours, losses = opening_hours(schedule, HORIZON)
    days = unclear(losses)
    if any(loss.what == "the minute after 23:59" for loss in losses):
        return
    window = window_of(HORIZON)
    found = stretches(hours, HORIZON.start, HORIZON.last)
    edges = sorted({edge for start, end, _ in found for edge in (start, end)})
    said = [
        (one.replace(tzinfo=OSLO).timestamp(), other.replace(tzinfo=OSLO).timestamp(), level_at(found, one))
        for one, other in pairwise(edges)
        if level_at(found, one) != "closed"
    ]
    past = window.end.timestamp()  # the last night runs over the end of the horizon
    said = [(start, min(end, past), what) for start, end, what in said if start < past]
    wanted = spans_of(schedule, window)
    assert cut_out(joined(said), days) == cut_out(wanted, days)
