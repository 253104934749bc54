"""When a room is busy: as a slow look at every quarter of an hour finds it."""

from datetime import UTC
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.conflicts import BusyKind, busy_times
from innbyggertorg.recurrence import Status
from support.conflict_twin import Twin, programmes, ticks
from support.examples import examples

PLAIN = examples(40)


def looked_at(twin, torg, room):
    """Say for each quarter of an hour in which something is in the room whether it is certain."""
    leaves = torg.leaves(room.id)
    found = {}
    for kind in (BusyKind.TENTATIVE, BusyKind.BOOKED):
        for tick in {tick for tick, *_ in twin.needing}:
            needing = {
                (one.key, shared): one
                for leaf in leaves
                for one, shared in twin.needing.get((tick, torg.id, leaf), ())
                if kind is BusyKind.TENTATIVE or one.status is Status.CONFIRMED
            }
            is_taken = any(not shared or room.shared_up_to is None for _, shared in needing)
            sharing = {key: one for (key, shared), one in needing.items() if shared}
            heads = sum(one.event.expected or 0 for one in sharing.values())
            if is_taken or (room.shared_up_to is not None and heads >= room.shared_up_to):
                found[tick] = kind
    return found


@PLAIN
@given(programmes(), st.data())
def test_a_room_is_busy_when_a_look_finds_it_taken(drawn, data):
    programme, window = drawn
    torg = programme.torgs[0]
    room = data.draw(st.sampled_from(torg.rooms))
    found = busy_times(programme, torg.id, room.id, window)
    expected = looked_at(Twin(programme, window), torg, room)
    told = {tick: busy.kind for busy in found.times for tick in ticks(busy.interval, window)}
    assert not found.unknown
    assert {tick for tick, kind in told.items() if kind is BusyKind.BOOKED} == {
        tick for tick, kind in expected.items() if kind is BusyKind.BOOKED
    }
    shut = {tick for tick, kind in told.items() if kind is BusyKind.UNAVAILABLE}
    assert {tick for tick, kind in told.items() if kind is BusyKind.TENTATIVE} == {
        tick for tick, kind in expected.items() if kind is BusyKind.TENTATIVE
    } - shut


@PLAIN
@given(programmes(torgs=1), st.data())
def test_times_are_in_order_apart_and_within_the_window(drawn, data):
    programme, window = drawn
    room = data.draw(st.sampled_from(programme.torgs[0].rooms))
    times = busy_times(programme, "t1", room.id, window).times
    bounds = [
        (each.interval.start.astimezone(UTC), each.interval.end.astimezone(UTC), each.kind) for each in times
    ]
    assert all(window.encloses(each.interval) for each in times)
    for (_, end, kind), (start, _, other) in pairwise(bounds):
        assert end < start or (end == start and kind is not other)
