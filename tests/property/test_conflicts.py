"""Laws of conflicts, and a twin that looks at every quarter of an hour."""

from datetime import UTC, datetime, timedelta
from random import Random
from unittest.mock import patch

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.chrono import Interval, zone
from innbyggertorg.conflicts import ConflictKind, find_conflicts
from innbyggertorg.limits import Limits
from innbyggertorg.model import Event, EventStatus, Programme, Room, Torg
from innbyggertorg.recurrence import Series
from support.conflict_twin import CHANGED, OSLO, TICK, Twin, flat, programmes, text, ticks
from support.examples import examples

MANY = Limits(conflicts=100_000)


FEWER = examples(30)


def found(programme, window, **more):
    return find_conflicts(programme, window, limits=MANY, remedies=False, **more)


@given(programmes())
def test_what_is_found_is_what_a_look_at_every_quarter_finds(drawn):
    programme, window = drawn
    assert flat(found(programme, window), window) == Twin(programme, window).flat()


@FEWER
@given(programmes(), st.integers(0, 10**6))
def test_the_order_of_what_is_given_means_nothing(drawn, seed):
    programme, window = drawn
    shuffled = {
        name: tuple(Random(seed).sample(values, len(values)))
        for name in ("torgs", "organisations", "events", "closures")
        if (values := getattr(programme, name))
    }
    assert found(evolve(programme, **shuffled), window) == found(programme, window)


@FEWER
@given(programmes(), st.integers(1, 4))
def test_any_split_gives_the_same_report(drawn, least):
    programme, window = drawn
    whole = found(programme, window)
    with patch("innbyggertorg.conflicts.finding._EVENTS_PER_TASK", least):
        assert found(programme, window) == whole


@FEWER
@given(programmes(), st.integers(1, 30))
def test_a_report_that_was_cut_is_the_beginning_of_the_whole(drawn, limit):
    programme, window = drawn
    whole = found(programme, window)
    cut = find_conflicts(programme, window, limits=Limits(conflicts=limit), remedies=False)
    assert cut.conflicts == whole.conflicts[:limit]
    assert cut.truncated is (len(whole) > limit)
    if cut.truncated:
        # at a fold Python calls instants of two zones unequal, whatever they are
        assert cut.checked_until.astimezone(UTC) == whole[limit].interval.start.astimezone(UTC)


@FEWER
@given(programmes())
def test_each_conflict_is_told_once_and_in_order(drawn):
    programme, window = drawn
    report = found(programme, window)
    assert len(set(report)) == len(report)
    starts = [conflict.interval.start for conflict in report]
    assert starts == sorted(starts)
    for conflict in report:
        assert list(conflict.parties) == sorted(conflict.parties)
        assert conflict.interval.overlaps(window)


@FEWER
@given(programmes())
def test_kinds_choose_from_the_whole(drawn):
    programme, window = drawn
    whole = found(programme, window)
    for kind in ConflictKind:
        assert found(programme, window, kinds={kind}).conflicts == whole.of(kind)


@FEWER
@given(programmes())
def test_one_booking_more_takes_no_conflict_away(drawn):
    programme, window = drawn
    less = evolve(programme, events=programme.events[1:])
    assert flat(found(less, window), window) <= flat(found(programme, window), window)


@FEWER
@given(programmes())
def test_calling_something_off_brings_no_conflict(drawn):
    programme, window = drawn
    first, *rest = programme.events
    off = evolve(programme, events=(evolve(first, status=EventStatus.CANCELLED), *rest))
    assert flat(found(off, window), window) <= flat(found(programme, window), window)


@FEWER
@given(programmes())
def test_two_windows_side_by_side_find_what_the_whole_finds(drawn):
    programme, window = drawn
    middle = window.start + timedelta(days=3, hours=2)
    left, right = Interval(window.start, middle), Interval(middle, window.end)
    halves = flat(found(programme, left), left) | flat(found(programme, right), right)
    assert halves == flat(found(programme, window), window)


ROOM_KINDS = {ConflictKind.ROOM, ConflictKind.TENTATIVE}


@FEWER
@given(programmes(torgs=1))
def test_a_joined_room_is_taken_exactly_when_a_part_is(drawn):
    programme, window = drawn

    def taken(room):
        # A probe that fills the window meets whatever is in the room.
        probe = Event(
            id="probe", torg="t1", title=text("?"), changed_at=CHANGED, rooms=(room,), uid="zz",
            setup=timedelta(0), teardown=timedelta(0), status=EventStatus.CONFIRMED,
            series=Series(window.start.replace(tzinfo=None), timedelta(days=5)),
        )  # fmt: skip
        report = found(evolve(programme, events=(*programme.events, probe)), window, kinds=ROOM_KINDS)
        return {tick for conflict in report.about("zz") for tick in ticks(conflict.interval, window)}

    assert taken("ab") == taken("a") | taken("b")


@FEWER
@given(programmes(), st.integers(1, 20))
def test_a_booking_cut_in_two_keeps_its_conflicts(drawn, quarters):
    programme, window = drawn
    first, *rest = programme.events
    series = first.series
    cut = quarters * TICK
    if series.rules or cut >= series.length or not isinstance(series.first, datetime):
        return
    if is_skipped_near(series):
        return
    bare = evolve(first, setup=timedelta(0), teardown=timedelta(0))
    whole = evolve(programme, events=(bare, *rest))
    start = series.first + cut
    halves = (
        evolve(bare, series=Series(series.first, cut, zone=series.zone), uid=f"{bare.uid}a", id="half-a"),
        evolve(
            bare,
            series=Series(start, series.length - cut, zone=series.zone),
            uid=f"{bare.uid}b",
            id="half-b",
        ),
    )
    split = evolve(programme, events=(*halves, *rest))

    def others(report, *mine):
        return {
            (conflict.kind, party.uid, tick)
            for conflict in report
            if conflict.kind in ROOM_KINDS and conflict.uids & {*mine}
            for party in conflict.parties
            if party.uid not in mine
            for tick in ticks(conflict.interval, window)
        }

    expected = others(found(whole, window), bare.uid)
    assert others(found(split, window), f"{bare.uid}a", f"{bare.uid}b") == expected


def is_skipped_near(series):
    """Whether the clocks change while the one occurrence lasts: its halves are then not its halves."""
    start = series.first.replace(tzinfo=zone(series.zone))
    end = start + series.length
    return start.utcoffset() != end.utcoffset()


@FEWER
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), min_size=2, max_size=8), st.integers(-9, 9)
)
def test_moving_everything_moves_every_conflict(bookings, weeks):
    """By weeks of one and the same summer time, so that no change of the clocks comes in between."""

    def overlaps(begin):
        events = tuple(
            Event(
                id=f"e{n}", torg="t1", title=text("E"), changed_at=CHANGED, rooms=("c",),
                series=Series(begin + start * TICK, length * TICK), uid=f"u{n}",
            )
            for n, (start, length) in enumerate(bookings)
        )  # fmt: skip
        torg = Torg(id="t1", name=text("T"), rooms=(Room(id="c", name=text("C")),))
        window = Interval(begin.replace(tzinfo=OSLO), (begin + timedelta(days=3)).replace(tzinfo=OSLO))
        return [
            (conflict.interval.start - window.start, conflict.interval.length, conflict.uids)
            for conflict in found(Programme(torgs=(torg,), events=events), window)
        ]

    assert overlaps(datetime(2026, 7, 1)) == overlaps(datetime(2026, 7, 1) + timedelta(weeks=weeks % 9))
