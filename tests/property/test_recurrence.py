"""Laws of rules: what holds for every rule, and the slow definition that the engine must equal."""

import random
from datetime import date, datetime, time, timedelta
from itertools import islice, pairwise
from typing import Any

from attrs import evolve
from hypothesis import assume, example, given
from hypothesis import strategies as st

from innbyggertorg.recurrence import Frequency, RecurrenceRule
from innbyggertorg.testing import days, recurrence_rules, wall_times
from support import recurrence_twin

FIRST, LAST = date(1995, 1, 1), date(2045, 12, 31)
SHORT = (Frequency.HOURLY, Frequency.MINUTELY, Frequency.SECONDLY)
FOUR_CENTURIES = 146_097
P = RecurrenceRule.parse

firsts = wall_times(FIRST, LAST) | days(FIRST, LAST)
dates = days(FIRST, LAST)


def some(rule: RecurrenceRule, first: Any, most: int = 40, **bounds: Any) -> list[Any]:
    return list(islice(rule.starts(first, **bounds), most))


@given(recurrence_rules((*Frequency,)))
@example(P("RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=FORWARD"))
def test_parse_and_str_are_inverse(rule: RecurrenceRule) -> None:
    assert P(str(rule)) == rule


@given(recurrence_rules((*Frequency,)))
def test_repr_evaluates_back(rule: RecurrenceRule) -> None:
    assert eval(repr(rule), {"RecurrenceRule": RecurrenceRule}) == rule


@given(st.text(max_size=60) | st.text("FREQ=DAILYWKMONTHBYSPU;,0123456789+-Z", max_size=60))
def test_any_text_is_a_rule_or_our_error(text: str) -> None:
    try:
        rule = P(text)
    except ValueError as error:
        assert type(error).__module__ == "innbyggertorg.errors"  # noqa: PT017
    else:
        assert P(str(rule)) == rule


@given(recurrence_rules(), firsts, st.integers(0, 1200))
def test_the_engine_equals_the_definition(rule: RecurrenceRule, first: Any, span: int) -> None:
    years = 12 if rule.frequency is Frequency.YEARLY else 3
    first_wall = first if isinstance(first, datetime) else datetime.combine(first, time())
    before = first_wall + timedelta(days=span + 365 * years)
    bound = before if isinstance(first, datetime) else before.date()
    assert some(rule, first, 10_000, before=bound) == recurrence_twin.starts(rule, first, before)


@given(
    recurrence_rules(SHORT, ends=False), wall_times(FIRST, LAST), st.sampled_from((1, 2, 5, 7, 24, 25, 90))
)
def test_short_periods_equal_the_definition(rule: RecurrenceRule, first: datetime, interval: int) -> None:
    rule = evolve(rule, interval=interval)
    span = {Frequency.HOURLY: 60 * 24, Frequency.MINUTELY: 48, Frequency.SECONDLY: 1}[rule.frequency]
    before = first + timedelta(hours=span)
    assert list(rule.starts(first, before=before)) == recurrence_twin.starts(rule, first, before)


@given(recurrence_rules((*Frequency,)), wall_times(FIRST, LAST))
def test_starts_are_in_order_each_once_and_not_before_the_first(
    rule: RecurrenceRule, first: datetime
) -> None:
    found = some(rule, first)
    assert all(one < other for one, other in pairwise(found))
    assert all(start >= first for start in found)


@given(recurrence_rules(), firsts, st.lists(st.integers(-50, 1500), min_size=3, max_size=3))
def test_two_windows_that_touch_are_one(rule: RecurrenceRule, first: Any, cuts: list[int]) -> None:
    a, b, c = (first + timedelta(days=cut) for cut in sorted(cuts))
    whole = list(rule.starts(first, after=a, before=c))
    assert whole == [*rule.starts(first, after=a, before=b), *rule.starts(first, after=b, before=c)]


@given(recurrence_rules(), firsts, st.integers(0, 3000))
def test_a_later_window_is_the_rest_of_all(rule: RecurrenceRule, first: Any, days_on: int) -> None:
    after = first + timedelta(days=days_on)
    before = after + timedelta(days=800)
    all_of_them = list(rule.starts(first, before=before))
    assert list(rule.starts(first, after=after, before=before)) == [s for s in all_of_them if s >= after]


@given(recurrence_rules(ends=False), firsts, st.integers(1, 40))
def test_count_is_a_prefix(rule: RecurrenceRule, first: Any, count: int) -> None:
    unbounded = some(rule, first, count)
    assert list(evolve(rule, count=count).starts(first)) == unbounded


@given(recurrence_rules(ends=False), firsts, st.integers(0, 1500))
def test_until_cuts_off(rule: RecurrenceRule, first: Any, days_on: int) -> None:
    until = first + timedelta(days=days_on)
    bound = until + timedelta(seconds=1) if isinstance(until, datetime) else until + timedelta(days=1)
    assert list(evolve(rule, until=until).starts(first)) == list(rule.starts(first, before=bound))


@given(recurrence_rules(), dates, st.integers(-2, 4))
def test_the_calendar_repeats_after_400_years(rule: RecurrenceRule, first: date, cycles: int) -> None:
    assume(rule.until is None and abs(cycles) > 0)
    shift = timedelta(days=FOUR_CENTURIES * cycles)
    end = first + timedelta(days=3000)
    moved = list(rule.starts(first + shift, before=end + shift))
    assert moved == [start + shift for start in rule.starts(first, before=end)]


@given(recurrence_rules((Frequency.DAILY,), ends=False), dates, st.integers(2, 40))
def test_every_nth_day_is_among_every_day(rule: RecurrenceRule, first: date, interval: int) -> None:
    assume(not rule.by_set_position)
    end = first + timedelta(days=1000)
    every_day = set(evolve(rule, interval=1).starts(first, before=end))
    assert every_day.issuperset(evolve(rule, interval=interval).starts(first, before=end))


@given(recurrence_rules((*Frequency,)), st.randoms(use_true_random=False))
def test_the_order_of_a_list_says_nothing(rule: RecurrenceRule, shuffler: random.Random) -> None:
    parts = str(rule).split(";")
    for number, part in enumerate(parts):
        name, _, value = part.partition("=")
        values = value.split(",")
        shuffler.shuffle(values)
        parts[number] = f"{name}={','.join(values)}"
    shuffler.shuffle(parts)
    assert P(";".join(parts)) == rule


@given(
    recurrence_rules((*Frequency,), ends=False),
    st.sampled_from((datetime(9999, 12, 1, 9), datetime(1, 1, 1))),
)
def test_the_edges_of_time_are_quiet(rule: RecurrenceRule, first: datetime) -> None:
    assert all(start >= first for start in islice(rule.starts(first), 200))


@given(recurrence_rules(), wall_times(FIRST, LAST))
def test_dates_and_midnights_agree(rule: RecurrenceRule, first: datetime) -> None:
    rule = evolve(rule, by_hour=(), by_minute=(), by_second=(), by_set_position=(), until=None)
    midnight = datetime.combine(first, time())
    assert [s.date() for s in some(rule, midnight)] == some(rule, first.date())
