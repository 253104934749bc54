"""Laws of explanations: each gives exactly the list, the simplest is simple, and order does not matter."""

import random
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.chrono import Interval, Weekday, resolve, zone
from innbyggertorg.inference import DeviationKind, explanations
from innbyggertorg.recurrence import Frequency, NthDay, RecurrenceRule
from innbyggertorg.testing import days, wall_times
from support.watchdog import ends

OSLO = zone("Europe/Oslo")
YEARS = days(date(2019, 11, 1), date(2029, 3, 31))

some_dates = st.lists(st.dates(date(2026, 1, 1), date(2027, 6, 1)), min_size=1, max_size=12, unique=True)
far_dates = st.lists(days(date(2, 1, 1), date(9998, 12, 31)), min_size=1, max_size=6, unique=True)
some_times = st.lists(
    st.one_of(
        wall_times(date(2026, 1, 1), date(2026, 12, 31)),
        st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(lambda day: datetime.combine(day, time(18))),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda wall: resolve(wall, OSLO).replace(tzinfo=None),
)


@st.composite
def simple_rules(draw):
    """Draw (rule, cost of telling it, about how many days from one start to the next)."""
    n = draw(st.integers(1, 5))
    every = min(n - 1, 2)
    weekday = draw(st.sampled_from(Weekday))
    match draw(st.sampled_from(["daily", "weekly", "monthly", "month day", "yearly"])):
        case "daily":
            return RecurrenceRule(Frequency.DAILY, interval=n), 1 + every, n
        case "weekly":
            weekdays = draw(st.sets(st.sampled_from(Weekday), min_size=1, max_size=3))
            rule = RecurrenceRule(Frequency.WEEKLY, interval=n, by_day=tuple(weekdays))
            return rule, len(weekdays) + every, 7 * n
        case "monthly":
            nth = draw(st.sampled_from([1, 2, 3, 4, 5, -1]))
            rule = RecurrenceRule(Frequency.MONTHLY, interval=n, by_day=(NthDay(weekday, nth),))
            return rule, 2 + every, 31 * n
        case "month day":
            day = draw(st.integers(1, 31) | st.just(-1))
            return RecurrenceRule(Frequency.MONTHLY, interval=n, by_month_day=(day,)), 2 + every, 31 * n
        case _:
            month, day = draw(st.integers(1, 12)), draw(st.integers(1, 28))
            rule = RecurrenceRule(Frequency.YEARLY, interval=n, by_month=(month,), by_month_day=(day,))
            return rule, 3 + every, 366 * n


@st.composite
def spoilt_lists(draw):
    """Draw the dates of a rule with some left out, some moved and some added: what houses publish."""
    rule, _, step = draw(simple_rules())
    first = draw(YEARS)
    found = list(rule.starts(first, before=first + timedelta(days=20 * step)))[:20]
    kept = [day for day in found if draw(st.integers(0, 9))]
    moved = [day + timedelta(days=draw(st.sampled_from([0] * 9 + [1, 7, -3]))) for day in kept]
    return sorted({*moved, *draw(st.lists(YEARS, max_size=1))}) or [first]


def starts_of(series, last):
    """Expand a series from long before its first start to *last*, as whoever reads a calendar does."""
    window = Interval(resolve(datetime(1, 1, 2), OSLO), resolve(last, OSLO))
    return sorted(each.start for each in series.occurrences(window))


@given(st.one_of(some_dates, far_dates, spoilt_lists()))
def test_every_explanation_gives_exactly_the_dates(published):
    for each in explanations(published):
        assert not each.goes_on
        assert starts_of(each.series, datetime(9999, 12, 30)) == sorted(published)


@given(st.one_of(some_dates, spoilt_lists()))
def test_a_rule_that_goes_on_gives_exactly_the_dates_as_far_as_the_list_goes(published):
    for each in explanations(published, going_on=True):
        assert each.goes_on is each.is_rule
        assert starts_of(each.series, datetime.combine(max(published), time(23))) == sorted(published)


@given(some_times)
def test_every_explanation_gives_exactly_the_wall_times(published):
    expected = sorted(resolve(wall, OSLO).timestamp() for wall in published)
    for each in explanations(published, length=timedelta(minutes=45)):
        found = starts_of(each.series, datetime(9999, 12, 30))
        assert sorted(start.timestamp() for start in found) == expected


@given(st.one_of(some_dates, spoilt_lists()), st.randoms(use_true_random=False))
def test_the_order_of_the_dates_does_not_matter(published, chance):
    mixed = list(published)
    chance.shuffle(mixed)
    assert explanations(mixed) == explanations(published)


@given(st.one_of(some_dates, spoilt_lists()))
def test_the_simplest_comes_first_and_the_list_itself_last(published):
    found = explanations(published)
    costs = [each.cost for each in found]
    assert costs == sorted(costs)
    assert not found[-1].is_rule
    assert all(each.is_rule for each in found[:-1])
    assert len({each.series for each in found}) == len(found)


@given(simple_rules(), YEARS, st.integers(3, 30))
def test_dates_of_a_rule_are_explained_by_a_rule_at_least_as_simple(drawn, first, count):
    rule, cost, step = drawn
    published = list(rule.starts(first, before=first + timedelta(days=step * count)))
    if len(published) < 3:
        return
    simplest = explanations(published)[0]
    assert simplest.cost <= cost
    assert not simplest.deviations


@given(spoilt_lists())
def test_deviations_say_what_the_series_does(published):
    for each in explanations(published)[:-1]:
        told = {kind: [d for d in each.deviations if d.kind is kind] for kind in DeviationKind}
        series = each.series
        assert [d.first for d in told[DeviationKind.EXTRA]] == list(series.extra)
        assert {d.first for d in told[DeviationKind.MISSING]} <= set(series.excluded)
        moves = {override.original: override.start for override in series.overrides}
        for deviation in (*told[DeviationKind.MOVED], *told[DeviationKind.SHIFTED]):
            assert moves[deviation.first] == deviation.to
            assert deviation.last in moves


@pytest.mark.slow
@pytest.mark.parametrize("span", [14_000, 36_500, 3_600_000])
def test_ten_thousand_random_dates_end_quickly_with_the_dates_themselves(span):
    chance = random.Random(span)
    published = [date.fromordinal(number) for number in chance.sample(range(1_000, 1_000 + span), 10_000)]
    with ends(60):
        assert [each.is_rule for each in explanations(published)] == [False]
