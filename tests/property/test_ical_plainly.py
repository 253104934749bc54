"""What is found without listing is what listing finds."""

from datetime import UTC, datetime, time, timedelta

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from innbyggertorg.chrono import zone
from innbyggertorg.ical.nights import is_near_a_change, is_never_touched, is_plain, touched
from innbyggertorg.ical.pieces import Source
from innbyggertorg.ical.plainly import plain_rule
from innbyggertorg.ical.profile import template
from innbyggertorg.ical.repeating import as_rule
from innbyggertorg.limits import DEFAULT_LIMITS
from innbyggertorg.recurrence.engine.moments import from_moment
from support.happenings import DAYS, HARD_ZONES, LENGTHS, TIMES, UNTIL, plain_series


def bare(series):
    """Return the series with the first of its rules and nothing else but what is left out."""
    return evolve(series, rules=series.rules[:1], extra=(), excluding=None)


@given(plain_series())
def test_a_plain_series_is_written_as_if_it_had_been_listed(series):
    assume(series.rules)
    one = bare(series)
    form = template(one.rules[0], one.first)
    assume(form is not None)
    found = plain_rule(Source("u", one, UNTIL, DEFAULT_LIMITS), one.rules[0], form)
    if found is not None:
        assert found == as_rule(Source("u", one, UNTIL, DEFAULT_LIMITS), one.rules[0], form)


@given(plain_series())
def test_what_is_said_never_to_be_touched_by_a_change_is_not_touched(series):
    assume(series.rules)
    one, rule = bare(series), series.rules[0]
    assume(template(rule, one.first) is not None)
    if not hasattr(one.first, "hour") or not is_never_touched(rule, one.first, one.length, one.zone):
        return
    end = one.first + timedelta(days=1500)
    picks = list(map(from_moment, rule.starts(one.first, before=end, zone=one.zone)))
    assert touched(picks, one.length, one.zone) == set()


@given(DAYS, TIMES, LENGTHS, st.sampled_from(["Europe/Oslo", *HARD_ZONES]))
def test_what_is_near_no_change_is_told_by_wall_time(day, at, length, key):
    start = datetime.combine(day, time()) + at
    begin = start.replace(tzinfo=zone(key))
    end = (begin.astimezone(UTC) + length).astimezone(zone(key))
    if not is_near_a_change(start, length, key):
        assert is_plain(begin, end)
        assert end.replace(tzinfo=None) == start + length
