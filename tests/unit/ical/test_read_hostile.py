"""Files that mean harm: each ends soon, with a result or an error of the package, and takes little memory."""

import tracemalloc
from contextlib import suppress

import pytest

from innbyggertorg.errors import InnbyggertorgError, ParseError
from innbyggertorg.ical import read
from support.hostile_files import MADE
from support.reading import WEEKLY, calendar, one, vevent
from support.watchdog import ends

PLAIN = "DTSTART:20260105T180000Z|DTEND:20260105T190000Z"
MIB = 2**20


TIGHT = ["half a million blank lines", "a line of five million octets", "tiny properties"]


@pytest.mark.parametrize("name", TIGHT)
def test_what_is_large_takes_little_memory(name):
    tracemalloc.start()
    try:
        with suppress(InnbyggertorgError):
            read(MADE[name].data[:200_000])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 32 * MIB


def test_many_events_take_no_longer_each_than_few():
    count = 15_000
    data = calendar(*[vevent(WEEKLY, "LOCATION:x", uid=f"{n}@x", title=f"t{n}") for n in range(count)])
    with ends(20):  # of which it needs less than one; if each looked at all before it, it would take minutes
        assert len(read(data).events) == count


def test_nothing_of_a_text_is_in_an_error_or_a_problem():
    secret = "f.nr 010190 12345"
    for data in (
        one(PLAIN, f"DESCRIPTION;{secret}"),
        one(PLAIN, f"LOCATION:{secret}\0"),
        one(PLAIN, f"SUMMARY:{secret}"),
    ):
        result = read(data)
        assert result.problems
        assert secret not in repr((result.problems, result.losses))
        with pytest.raises(ParseError) as raised:
            read(data, strict=True)
        assert secret not in str(raised.value)


def test_too_many_losses_are_counted():
    lines = [f"X-{n}:1" for n in range(900)]
    data = calendar(*[vevent(PLAIN, *lines, uid=str(n)) for n in range(60)])
    losses = read(data).losses
    assert len(losses) == 50_001
    assert str(losses[-1]).endswith("4,000 more are not listed")
