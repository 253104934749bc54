"""The law of remedies: taken at its word, one makes its conflict go away and brings none of its own."""

from datetime import UTC, date, datetime, time, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.chrono import Interval, zone
from innbyggertorg.conflicts import (
    ConflictIndex,
    ConflictKind,
    RemedyKind,
    Severity,
    find_conflicts,
    free_slots,
)
from innbyggertorg.limits import Limits
from innbyggertorg.model import Event, EventDetails, EventKind
from innbyggertorg.opening import AccessLevel
from innbyggertorg.recurrence import Override, Series
from support.conflict_twin import CHANGED, DAY, LENGTHS, OSLO, PEOPLE, programmes, text
from support.examples import examples

MANY = Limits(conflicts=100_000)


def changed(event, key, **changes):
    """Return *event* with something else about one of its occurrences."""
    others = tuple(each for each in event.series.overrides if each.original != key.original)
    old = next((each for each in event.series.overrides if each not in others), None)
    new = Override(key.original, **changes) if old is None else evolve(old, **changes)
    return evolve(event, series=evolve(event.series, overrides=(*others, new)))


def taken_at_its_word(event, remedy):
    key = remedy.party
    if remedy.kind is RemedyKind.FEWER_PEOPLE:
        return evolve(event, expected=remedy.people)
    if remedy.kind is RemedyKind.OTHER_ROOM:
        return changed(event, key, details=EventDetails(rooms=remedy.rooms))
    if remedy.kind is RemedyKind.OTHER_TIME:
        start = remedy.interval.start.astimezone(zone(event.series.zone)).replace(tzinfo=None, fold=0)
        if type(event.series.first) is date:
            assert start.time() == time()  # whole days are moved by whole days
            start = start.date()
        return changed(event, key, start=start)
    for each in remedy.dates:
        event = changed(event, each, cancelled=True, start=None, length=None, details=None)
    return event


def wrongs(report, key):
    """What keeps an occurrence from taking place."""
    return {
        (conflict.kind, conflict.rule.name, conflict.rule.subject)
        for conflict in report.about(key.uid)
        if conflict.severity is Severity.ERROR and key in conflict.parties
    }


@examples(30)
@given(programmes())
def test_what_is_offered_helps_and_does_no_harm(drawn):
    programme, window = drawn
    wide = Interval(window.start - 12 * DAY, window.end + 12 * DAY)
    before = find_conflicts(programme, wide, limits=MANY, remedies=False)
    for conflict in find_conflicts(programme, window, limits=MANY):
        for remedy in conflict.remedies:
            key = remedy.party
            events = tuple(
                taken_at_its_word(event, remedy) if event.uid == key.uid else event
                for event in programme.events
            )
            after = find_conflicts(evolve(programme, events=events), wide, limits=MANY, remedies=False)
            gist = (conflict.kind, conflict.rule.name, conflict.rule.subject)
            there = wrongs(after, key)
            assert there <= wrongs(before, key)
            if remedy.kind in {RemedyKind.OTHER_ROOM, RemedyKind.OTHER_TIME}:
                assert gist not in there
            for other in after:
                same = (other.kind, other.rule.name, other.rule.subject) == gist
                is_there = other.parties == conflict.parties and other.interval.overlaps(conflict.interval)
                assert not (same and is_there)


@examples(10)
@given(
    programmes(torgs=1),
    LENGTHS,
    PEOPLE,
    st.sampled_from([(None, None), ("club", AccessLevel.STAFFED), ("choir", AccessLevel.SELF_SERVICE)]),
)
def test_a_slot_is_where_a_booking_would_have_no_conflict(drawn, length, people, who):
    """By trying every third hour of two days in every room."""
    programme, window = drawn
    organiser, level = (who[0], None) if programme.torgs[0].digital_keys else who
    step, window = timedelta(hours=3), Interval(window.start + 2 * DAY, window.start + 4 * DAY)
    slots = free_slots(
        programme, window=window, length=length, people=people, organiser=organiser, level=level, step=step
    )
    offered = {(slot.room, slot.interval.start.astimezone(UTC)) for slot in slots}
    index = ConflictIndex(programme, limits=MANY)
    tried = set()
    for room in programme.torgs[0].rooms:
        for hours in range(0, 48, 3):
            start = (window.start.replace(tzinfo=None) + timedelta(hours=hours)).replace(tzinfo=OSLO)
            start = start.astimezone(UTC)
            if start + length > window.end:
                break
            tried.add((room.id, start))
            booking = Event(
                id="try", torg="t1", title=text("?"), changed_at=CHANGED, rooms=(room.id,), expected=people,
                organiser=organiser, kind=EventKind.PRACTICE, uid="zz",
                series=Series(datetime(*start.timetuple()[:5]), length, zone="UTC"),
            )  # fmt: skip
            wrong = [each for each in index.check(booking, remedies=False) if not is_about_who(each)]
            assert ((room.id, start) in offered) is (not wrong)
    assert offered <= tried


def is_about_who(conflict):
    """Whether the organiser, and not the room, is what is in the way."""
    return conflict.kind is ConflictKind.ORGANISER
