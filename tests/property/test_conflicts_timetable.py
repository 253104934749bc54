"""Laws of plain bookings in columns."""

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innbyggertorg.conflicts.timetable import Timetable, overlapping_pairs
from innbyggertorg.errors import InvalidValueError

BOOKINGS = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 40), st.integers(1, 12)).map(
        lambda each: (each[0], each[1], each[1] + each[2])
    ),
    max_size=25,
)


def meet(one, other):
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def twin(bookings):
    return sorted(pair for pair in combinations(sorted(bookings), 2) if meet(*pair))


@given(BOOKINGS)
def test_the_pairs_are_those_of_which_each_begins_before_the_other_ends(bookings):
    assert sorted(overlapping_pairs(bookings)) == twin(bookings)
    assert list(overlapping_pairs(bookings)) == list(overlapping_pairs(bookings[::-1]))


@given(BOOKINGS)
def test_a_booking_that_is_added_meets_what_is_there(bookings):
    timetable = Timetable()
    before = []
    for booking in bookings:
        expected = any(meet(booking, other) for other in before)
        assert timetable.is_free(*booking) is not expected
        assert timetable.add(*booking) is expected
        before.append(booking)
    assert sorted(tuple(sorted(pair)) for pair in timetable.pairs()) == twin(bookings)
    assert len(timetable) == len(bookings)


@given(BOOKINGS, st.data())
def test_what_is_taken_out_is_gone(bookings, data):
    timetable = Timetable(bookings)
    gone = data.draw(st.lists(st.sampled_from(range(len(bookings))), unique=True)) if bookings else []
    for number in gone:
        timetable.remove(*bookings[number])
    left = [booking for number, booking in enumerate(bookings) if number not in gone]
    assert sorted(tuple(sorted(pair)) for pair in timetable.pairs()) == twin(left)


def test_what_is_not_there_cannot_be_taken_out_and_nothing_lasts_no_time():
    with pytest.raises(InvalidValueError):
        Timetable().remove("a", 1, 2)
    with pytest.raises(InvalidValueError):
        Timetable().add("a", 2, 2)


def test_a_room_can_be_taken_for_ever_but_never_from_no_time() -> None:
    timetable = Timetable([("a", 0, 10)])
    assert not timetable.add("a", 20, math.inf)
    assert timetable.add("a", 30, 40)
    assert timetable.is_free("a", 10, 20)
    assert not timetable.is_free("a", 50, math.inf)
    assert len(timetable) == 3
    for start, end in ((math.nan, 1), (1, math.nan), (math.inf, math.inf), (5, 5)):
        with pytest.raises(InvalidValueError):
            timetable.add("b", start, end)
        with pytest.raises(InvalidValueError):
            timetable.remove("b", start, end)
    assert len(timetable) == 3
    timetable.remove("a", 20, math.inf)
    assert timetable.is_free("a", 50, math.inf)
