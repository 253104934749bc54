"""Laws of checking one event: the index, the check and the whole search tell the same."""

from datetime import datetime, timedelta

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.chrono import Interval
from innbyggertorg.conflicts import ConflictIndex, ConflictKind, check, find_conflicts
from innbyggertorg.limits import Limits
from innbyggertorg.model import Event, Programme, Room, Torg
from innbyggertorg.recurrence import RecurrenceRule, Series, first_overlap
from support.conflict_twin import CHANGED, OSLO, programmes, text
from support.examples import examples

MANY = Limits(conflicts=100_000)
WIDE = Interval(datetime(2026, 1, 1, tzinfo=OSLO), datetime(2028, 6, 1, tzinfo=OSLO))


def bounded(programme):
    """Let every weekly series end, so that a window can hold all of its life."""
    ends = RecurrenceRule.parse("FREQ=WEEKLY;COUNT=20")
    events = tuple(
        evolve(event, series=evolve(event.series, rules=(ends,)))
        if event.series.rules and event.series.rules[0].count is None
        else event
        for event in programme.events
    )
    return evolve(programme, events=events)


@examples(60)
@given(programmes())
def test_a_check_tells_what_the_whole_search_tells_about_one(drawn):
    programme = bounded(drawn[0])
    candidate, *others = programme.events
    report = check(evolve(programme, events=tuple(others)), candidate, limits=MANY, remedies=False)
    assert report.checked_until is None
    whole = find_conflicts(programme, WIDE, limits=MANY, remedies=False)
    assert report.conflicts == whole.about(candidate.uid)


@examples(30)
@given(programmes(), st.data())
def test_an_index_made_step_by_step_is_like_one_made_at_once(drawn, data):
    programme = bounded(drawn[0])
    at_once = ConflictIndex(programme, limits=MANY)
    step_by_step = ConflictIndex(evolve(programme, events=()), limits=MANY)
    for event in data.draw(st.permutations(programme.events)):
        step_by_step.add(event)
        if data.draw(st.booleans()):
            step_by_step.remove(event.uid)
            step_by_step.add(event)
    for event in programme.events:
        expected = at_once.check(event, remedies=False)
        assert step_by_step.check(event, remedies=False) == expected
        assert check(programme, event, limits=MANY, remedies=False) == expected
    assert step_by_step.find(WIDE) == at_once.find(WIDE)


RULES = st.sampled_from(
    [
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;INTERVAL=2",
        "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SA",
        "FREQ=MONTHLY;BYDAY=1SA",
        "FREQ=MONTHLY;BYMONTHDAY=13",
        "FREQ=YEARLY",
        "FREQ=DAILY;INTERVAL=5",
        "FREQ=WEEKLY;UNTIL=20270601T000000Z",
    ]
).map(RecurrenceRule.parse)


@st.composite
def repeated(draw, name):
    first = datetime(2026, 10, 24) + timedelta(
        days=draw(st.integers(0, 9)), hours=draw(st.sampled_from([0, 1, 2, 3, 18, 19, 23]))
    )
    length = timedelta(hours=draw(st.sampled_from([1, 2, 3, 25])))
    series = Series(first, length, rules=(draw(RULES),))
    return Event(
        id=name, torg="t", title=text(name), rooms=("a",), series=series, changed_at=CHANGED, uid=name
    )


@examples(150)
@given(repeated("one"), repeated("two"))
def test_a_check_of_two_that_never_end_is_as_exact_as_their_first_overlap(one, two):
    programme = Programme(
        torgs=(Torg(id="t", name=text("T"), rooms=(Room(id="a", name=text("A")),)),), events=(one,)
    )
    report = check(programme, two, kinds=ConflictKind.ROOM, remedies=False)
    turned = check(evolve(programme, events=(two,)), one, kinds=ConflictKind.ROOM, remedies=False)
    assert turned.conflicts[:1] == report.conflicts[:1]
    met = first_overlap(one.series, two.series)
    between = [conflict for conflict in report if len(conflict.uids) == 2]
    if met is None:
        assert not between
    else:
        assert between[0].interval.start == max(met[0].start, met[1].start)
    taken = ConflictIndex(programme).taken_rooms(two.series)
    assert taken == (frozenset() if met is None else {("t", "a")})
