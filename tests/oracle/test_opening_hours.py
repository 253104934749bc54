"""Weekly hours, holidays and both clock changes against an independent evaluator of OSM opening hours."""

from datetime import UTC, datetime, timedelta

import pytest

from innbyggertorg.chrono.interval import Interval
from innbyggertorg.chrono.zones import zone
from support.hours_text import weekly_hours

judge = pytest.importorskip(
    "opening_hours", reason="the independent judge `opening-hours-py` is not installed"
)

OSLO = zone("Europe/Oslo")
YEAR = Interval(datetime(2026, 1, 1, tzinfo=OSLO), datetime(2027, 1, 11, tzinfo=OSLO))


def judged(text):
    return judge.OpeningHours(text, timezone=OSLO, country="NO")


@pytest.mark.parametrize("past_midnight", [False, True])
@pytest.mark.parametrize("n", range(20))
def test_a_year_of_spans_is_the_judges(n, past_midnight):
    schedule, text = weekly_hours(n, past_midnight=past_midnight)
    found = [span.utc_bounds for span in schedule.spans(YEAR)]
    theirs = [
        (start.astimezone(UTC), end.astimezone(UTC))
        for start, end, state, _ in judged(text).intervals(YEAR.start, YEAR.end)
        if state == judge.State.OPEN
    ]
    assert found == theirs


@pytest.mark.parametrize("n", range(10))
def test_single_answers_are_the_judges(n):
    schedule, text = weekly_hours(n)
    theirs = judged(text)
    for step in range(500):
        moment = YEAR.start + timedelta(hours=17 * step, minutes=7)
        assert schedule.is_open(moment) is theirs.is_open(moment)
        assert schedule.next_change(moment).at == theirs.next_change(moment)
