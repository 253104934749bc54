"""Laws of opening schedules, against a twin that goes through the layers minute by minute."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.chrono.interval import Interval
from innbyggertorg.chrono.zones import zone
from innbyggertorg.opening import AccessLevel, OpeningSchedule, within
from support.examples import examples
from support.opening import FORTNIGHTS, Twin, fortnight, fortnights, minutes_with_clock, schedules

CLOSED = AccessLevel.CLOSED
# A fortnight is thousands of minutes: a share of the profile's examples, in CI as at night.
steps = examples(12)
open_levels = st.sampled_from([AccessLevel.BY_APPOINTMENT, AccessLevel.SELF_SERVICE, AccessLevel.STAFFED])


def before(moment):
    """The last minute before *moment*; in its own zone Python would subtract from what the clock shows."""
    return moment.astimezone(UTC) - timedelta(minutes=1)


def twin_levels(schedule, start, end, step):
    twin = Twin(schedule)
    return [
        (moment, twin.level(clock)) for moment, clock in minutes_with_clock(schedule.zone, start, end, step)
    ]


@steps
@given(fortnights(step=5))
def test_the_compiled_schedule_is_as_open_as_the_layers_say(case):
    start, end, schedule = case
    for moment, level in twin_levels(schedule, start, end, 5):
        assert schedule.level_at(moment) is level, moment


@examples(5)
@given(fortnights(step=1))
def test_the_compiled_schedule_is_as_open_as_the_layers_say_at_every_minute(case):
    start, end, schedule = case
    for moment, level in twin_levels(schedule, start, end, 1):
        assert schedule.level_at(moment) is level, moment


def same_in_every_zone(schedule, start, end):
    tz = zone(schedule.zone)
    wall = start.astimezone(tz).replace(tzinfo=None)
    while wall < end.astimezone(tz).replace(tzinfo=None):
        for fold in (0, 1):
            moment = wall.replace(tzinfo=tz, fold=fold)
            assert schedule.level_at(moment) is schedule.level_at(moment.astimezone(UTC)), repr(moment)
        wall += timedelta(minutes=5)


@steps
@given(fortnights(step=5))
def test_an_instant_is_the_same_in_every_zone(case):
    start, end, schedule = case
    same_in_every_zone(schedule, start, end)


@given(st.sampled_from(FORTNIGHTS), st.integers(0, 9), st.integers(12, 23))
def test_an_instant_is_the_same_in_every_zone_where_nothing_happens_at_night(row, opens, closes):
    schedule = OpeningSchedule.weekly({"mo-fr,su": f"{opens}-{closes}"}, zone=row[0])
    same_in_every_zone(schedule, *fortnight(*row))


@steps
@given(fortnights(step=5))
def test_spans_say_what_the_levels_say(case):
    start, end, schedule = case
    found = list(schedule.spans(Interval(start, end), CLOSED))
    assert found[0].start == start
    assert found[-1].end == end
    for one, other in pairwise(found):
        assert one.end.astimezone(UTC) == other.start.astimezone(UTC)
        assert one.level is not other.level
    for span in found:
        assert span.length > timedelta(0)
        assert schedule.level_at(span.start) is span.level
        assert schedule.level_at(before(span.end)) is span.level
    assert list(schedule.spans(Interval(start, end))) == [span for span in found if span.level > CLOSED]


@steps
@given(fortnights(step=5), st.integers(1, 14 * 24 * 60 - 1), open_levels)
def test_a_window_cut_short_gives_the_same_spans(case, minutes, level):
    start, end, schedule = case
    middle = start + timedelta(minutes=minutes)
    whole = [plain(span) for span in schedule.spans(Interval(start, end), level)]
    cut = [(max(a, middle), b, level) for a, b, level in whole if b > middle]
    assert cut == [plain(span) for span in schedule.spans(Interval(middle, end), level)]
    first = [(a, min(b, middle), level) for a, b, level in whole if a < middle]
    assert first == [plain(span) for span in schedule.spans(Interval(start, middle), level)]


def plain(span):
    return *span.utc_bounds, span.level


@steps
@given(fortnights(step=5), st.integers(1, 14 * 24 * 60 - 1))
def test_a_span_has_the_reasons_of_its_instants(case, minutes):
    start, end, schedule = case
    for window in (Interval(start, end), Interval(start + timedelta(minutes=minutes), end)):
        for span in schedule.spans(window, CLOSED):
            first, past = span.utc_bounds
            count = -(-(past - first) // timedelta(minutes=5))
            found = [schedule.at(first + n * timedelta(minutes=5)).reason for n in range(count)]
            assert span.reason == "; ".join(dict.fromkeys(reason for reason in found if reason))


@steps
@given(fortnights(step=5), open_levels)
def test_next_opening_and_closing_alternate(case, level):
    start, end, schedule = case
    moment = start
    while moment < end:
        opening, closing = schedule.next_open(moment, level), schedule.next_close(moment, level)
        times = [change.at.astimezone(UTC) if change else None for change in (opening, closing)]
        if None not in times:
            assert (times[1] < times[0]) is schedule.is_open(moment, level)
        if times == [None, None]:
            break
        later = min(at for at in times if at)
        assert later > moment
        assert schedule.is_open(later, level) is not schedule.is_open(moment, level)
        assert schedule.is_open(later - timedelta(minutes=1), level) is schedule.is_open(moment, level)
        moment = later


@steps
@given(fortnights(step=5))
def test_changes_are_where_the_level_changes(case):
    start, end, schedule = case
    moment = start
    while moment < end:
        state, change = schedule.at(moment), schedule.next_change(moment)
        assert state.level is schedule.level_at(moment)
        assert (state.until, state.next_level) == (change.at, change.after)
        if not change:
            assert change.looked_until == moment + timedelta(days=400)
            break
        assert change.before is state.level is not change.after
        assert schedule.level_at(change.at) is change.after
        assert schedule.level_at(before(change.at)) is change.before
        moment = change.at.astimezone(UTC)


@steps
@given(fortnights(step=5), st.randoms(use_true_random=False))
def test_the_order_within_a_layer_changes_nothing(case, shuffler):
    start, end, schedule = case
    shuffled = evolve(schedule, **{name: mixed(getattr(schedule, name), shuffler) for name in LAYERS})
    window = Interval(start, end)
    assert list(shuffled.spans(window, CLOSED)) == list(schedule.spans(window, CLOSED))
    for hour in range(0, 14 * 24, 7):
        moment = start + timedelta(hours=hour)
        assert shuffled.explain(moment) == schedule.explain(moment)


LAYERS = ("bases", "seasons", "patterns", "holidays", "exceptions", "restrictions")


def mixed(rules, shuffler):
    return tuple(shuffler.sample(rules, len(rules)))


@steps
@given(fortnights(step=5), st.integers(0, 14 * 24 * 60 - 1))
def test_an_explanation_ends_where_the_compiled_level_is(case, minutes):
    start, _, schedule = case
    moment = start + timedelta(minutes=minutes)
    found = schedule.explain(moment)
    assert found.level is schedule.level_at(moment)
    if found.verdicts:
        assert found.verdicts[-1].level is found.level
        assert found.rule in [verdict.rule for verdict in found.verdicts] or found.rule is None
    else:
        assert found.level is CLOSED
    reason = getattr(found.rule, "reason", "")
    assert schedule.at(moment).reason == reason


@steps
@given(fortnights(step=5))
def test_days_make_up_the_spans(case):
    start, end, schedule = case
    twin = Twin(schedule)
    tz = zone(schedule.zone)
    first = start.astimezone(tz).date()
    for n in range(14):
        day = first + timedelta(days=n)
        for span in schedule.day(day).spans:
            assert schedule.level_at(span.start) >= span.level
            assert span.level > CLOSED
    days = [schedule.day(first + timedelta(days=n)) for n in range(-4, 15)]
    for moment, clock in islice(minutes_with_clock(schedule.zone, start, end, 5), 0, None, 11):
        reached = [span.level for day in days for span in day.spans if span.start <= moment < span.end]
        assert max(reached, default=CLOSED) is twin.level(clock)


@steps
@given(st.sampled_from(FORTNIGHTS), st.data())
def test_a_service_is_open_where_it_and_its_house_are(row, data):
    start, end = fortnight(*row)
    inner, outer = (data.draw(schedules(*row, 15)) for _ in range(2))
    requires = data.draw(open_levels)
    both = within(inner, outer, requires=requires)
    for moment, _ in minutes_with_clock(inner.zone, start, end, 30):
        level = inner.level_at(moment)
        assert both.level_at(moment) is (level if outer.level_at(moment) >= requires else CLOSED)
    for span in both.spans(Interval(start, end)):
        assert outer.covers(Interval(span.start, span.end), requires)
    first = start.astimezone(zone(inner.zone)).date()
    for n in range(14):
        for span in both.day(first + timedelta(days=n)).spans:
            assert outer.covers(Interval(span.start, span.end), requires)


@given(st.sampled_from(FORTNIGHTS), st.integers(0, 13))
def test_a_whole_open_day_has_as_many_hours_as_the_day(row, n):
    name, first = row
    schedule = OpeningSchedule.weekly({"mo-su": "00:00-24:00"}, zone=name)
    day = first + timedelta(days=n)
    tz = zone(name)
    midnights = [datetime.combine(d, datetime.min.time(), tz) for d in (day, day + timedelta(days=1))]
    elapsed = midnights[1].astimezone(UTC) - midnights[0].astimezone(UTC)
    assert schedule.day(day).length() == elapsed
    if name == "Europe/Oslo":
        hours = {date(2026, 3, 29): 23, date(2027, 3, 28): 23, date(2026, 10, 25): 25}
        assert elapsed == timedelta(hours=hours.get(day, 24))


def test_years_join_without_a_seam():
    schedule = OpeningSchedule.weekly(
        {
            "mo-su": "00:00-24:00",
        }
    )
    tz = zone("Europe/Oslo")
    window = Interval(datetime(2019, 5, 1, tzinfo=tz), datetime(2026, 5, 1, tzinfo=tz))
    (only,) = schedule.spans(window)
    assert (only.start, only.end) == (window.start, window.end)


def test_the_answers_do_not_depend_on_what_was_asked_before():
    row = FORTNIGHTS[0]
    start, _ = fortnight(*row)
    moments = [start + timedelta(days=91 * n, minutes=7 * n) for n in range(-120, 120)]
    fresh = OpeningSchedule.weekly({"mo-fr": "10-18"}, self_service={"mo-su": "20-02"})
    expected = [OpeningSchedule(bases=fresh.bases).at(moment) for moment in moments]
    random.Random(1).shuffle(moments)
    for moment in moments:
        fresh.at(moment)
    again = [fresh.at(start + timedelta(days=91 * n, minutes=7 * n)) for n in range(-120, 120)]
    assert again == expected
