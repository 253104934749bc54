"""What is written as OSM opening hours, read by two engines: they find the spans of the schedule."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from innbyggertorg.chrono.dates import DateRange
from innbyggertorg.documents import load
from innbyggertorg.exchange import osm
from innbyggertorg.testing.opening import opening_schedules
from oracle.hours_judges import OpeningHoursJs, OpeningHoursPy
from support.examples import examples
from support.exchange import cut_out, joined, spans_of, window_of

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "asker").glob("*.toml"))
TWO_YEARS = DateRange(date(2026, 1, 1), date(2028, 1, 1))
WINDOW = window_of(TWO_YEARS)
LEVELS = {"staffed": "staffed", "self-service": "self-service", "by appointment": "by-appointment"}
SCHEDULES = [
    "Mo-Fr 10:00-18:00; Sa 10:00-14:00; PH off; Dec 24,Dec 31 10:00-13:00",
    "Mo-Th 10:00-22:00, Fr-Sa 10:00-02:00, Su 12:00-20:00; PH off; Dec 24 12:00-16:00",
    "Tu-Fr 11:00-17:00; Sa 11:00-15:00; week 27-31 off; PH off; easter -4 days 11:00-12:00",
    'Mo-Su 07:00-22:00 open "self-service", Mo-Fr 10:00-16:00; Jul Mo-Fr 08:00-15:00; Jul Sa-Su off; PH off',
    "week 02-52/2 We 17:00-20:00, Sa[-1] 11:00-14:00, Th[2] 18:00-23:00",
    "24/7; Su 02:30-04:00; PH -1 day 12:00-14:00 off",
    "Sa,Su 22:00-05:00; Mar 29 off",
    "Sa 20:00-02:00, Mo 12:00-18:00; Sa[-1] off",
    "Su 20:00-02:30, We 12:00-03:00",
]


@pytest.fixture(scope="module", params=[OpeningHoursJs, OpeningHoursPy])
def judge(request):
    judge = request.param()
    yield judge
    judge.close()


def unclear(losses):
    """Return the days that a loss names because the engines disagree on them."""
    named = (loss.what for loss in losses if loss.what.startswith(("a time that", "seconds")))
    return {date.fromisoformat(day) for what in named for day in what.split(", on ")[1].split(", ")}


def check(judge, openings):
    text, losses = osm.format(openings, TWO_YEARS)
    days = unclear(losses)
    found = [
        (start, end, LEVELS[comment]) for start, end, comment in judge.spans(text, WINDOW.start, WINDOW.end)
    ]
    assert cut_out(joined(found), days) == cut_out(spans_of(openings, WINDOW), days), text


def example_openings():
    for torg in load(*EXAMPLES).torgs:
        if torg.opening is not None:
            yield pytest.param(torg.opening, id=torg.id)
        for service in torg.services:
            if service.opening is not None:
                yield pytest.param(service.opening, id=f"{torg.id}/{service.id}")


@pytest.mark.parametrize("openings", list(example_openings()))
def test_the_hours_of_the_example_torgs_are_read_alike(judge, openings):
    check(judge, openings)


@pytest.mark.parametrize("text", SCHEDULES)
def test_usual_hours_are_read_alike(judge, text):
    check(judge, osm.parse(text))


@examples(10)
@given(schedule=opening_schedules())
def test_any_schedule_is_read_alike(judge, schedule):
    check(judge, schedule)
