"""Files that mean harm: each ends soon, with a result or an error of the package, and takes little memory."""

import subprocess
import sys
import time
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest

from innbyggertorg.errors import InnbyggertorgError, LimitExceededError, ParseError
from innbyggertorg.ical import read
from support.reading import WEEKLY, calendar, one, vevent

PLAIN = "DTSTART:20260105T180000Z|DTEND:20260105T190000Z"
HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n"
MIB = 2**20


def big(unit, count, head=HEAD, tail=b"END:VCALENDAR\r\n"):
    return head + unit * count + tail


EVENT = HEAD + b"BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260105T180000Z\r\n"
END = b"END:VEVENT\r\nEND:VCALENDAR\r\n"
LARGE = {
    "a line of five million octets": big(b"a", 5_000_000, EVENT + b"SUMMARY:", b"\r\n" + END),
    "half a million blank lines": big(b"\n", 500_000),
    "three hundred thousand folds": big(b"\r\n ", 300_000, HEAD[:-2], b"\r\nEND:VCALENDAR\r\n"),
    "folds with tabs and blanks": big(b"\n\t\n ", 1_000_000, b"BEGIN:VCALENDAR"),
    "semicolons": big(b";", 60_000, EVENT + b"SUMMARY", b":x\r\n" + END),
    "quotes": big(b'"', 60_001, EVENT + b"SUMMARY;X=", b":x\r\n" + END),
    "commas": big(b",", 60_000, EVENT + b"CATEGORIES:", b"\r\n" + END),
    "backslashes": big(b"\\", 60_001, EVENT + b"CATEGORIES:", b"\r\n" + END),
    "places": big(b"a, ", 20_000, EVENT + b"LOCATION:", b"\r\n" + END),
    "nesting": big(b"BEGIN:VEVENT\r\n", 1_000, b"BEGIN:VCALENDAR\r\n", b""),
    "properties": big(b"X-A:1\r\n", 100_000, EVENT, END),
    "tiny properties in a thousand events": big(
        b"BEGIN:VEVENT\r\n" + b"A:\r\n" * 990 + b"END:VEVENT\r\n", 1_000
    ),
    "different heads": HEAD + b"".join(b"X-%d:1\r\n" % n for n in range(990)) * 40 + b"END:VCALENDAR\r\n",
    "components": big(b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", 20_000),
    "zones": big(b"BEGIN:VTIMEZONE\r\nTZID:a\r\nEND:VTIMEZONE\r\n", 10_000),
    "digits": big(b"9", 60_000, EVENT + b"SEQUENCE:", b"\r\n" + END),
}


@pytest.mark.timing
@pytest.mark.parametrize("name", LARGE)
def test_what_is_large_ends_soon(name):
    began = time.process_time()
    with suppress(InnbyggertorgError):
        read(LARGE[name])
    assert time.process_time() - began < 3, "a second on an idle machine"


TIGHT = {
    "half a million blank lines": LARGE["half a million blank lines"],
    "a line of five million octets": LARGE["a line of five million octets"],
    "tiny properties": big(b"BEGIN:VEVENT\r\n" + b"A:\r\n" * 990 + b"END:VEVENT\r\n", 100),
}


@pytest.mark.parametrize("name", TIGHT)
def test_what_is_large_takes_little_memory(name):
    data = TIGHT[name]
    tracemalloc.start()
    try:
        with suppress(InnbyggertorgError):
            read(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 32 * MIB


@pytest.mark.timing
def test_twice_the_input_takes_twice_the_time():
    def seconds(count):
        events = [vevent(WEEKLY, "LOCATION:x", uid=f"{n}@x", title=f"t{n}") for n in range(count)]
        data = calendar(*events)
        best = 9.0
        for _ in range(3):
            began = time.process_time()
            read(data)
            best = min(best, time.process_time() - began)
        return best

    read(one(WEEKLY))
    assert seconds(1_600) < 2.5 * seconds(800) + 0.01


REFUSED = {
    "nothing in it": b"BEGIN:VCALENDAR\r\n",
    "end first": b"END:VCALENDAR\r\n",
    "no colon": one(PLAIN, "SUMMARY"),
    "open quote": one(PLAIN, 'SUMMARY;X-P="abc:x'),
    "overlong UTF-8": one(PLAIN, "DESCRIPTION:@@").replace(b"@@", b"\xc0\x8d"),
    "negative duration": one("DTSTART:20260105T180000Z|DURATION:-PT1H"),
    "start twice": one(PLAIN, "DTSTART:20270105T180000Z"),
    "beyond the year 9999": one("DTSTART:99991231T230000Z|DURATION:P2D"),
    "NUL in a zone": one("DTSTART;TZID=Europe/Oslo@:20260105T180000").replace(b"@:", b"\0:"),
    "interval of zero": one(PLAIN, "RRULE:FREQ=DAILY;INTERVAL=0"),
    "the same occurrence twice": calendar(
        *[vevent(WEEKLY)], *[vevent("RECURRENCE-ID:20260113T170000Z", PLAIN)] * 2
    ),
    "negative sequence": one(PLAIN, "SEQUENCE:-1"),
    "JSON": b'["vcalendar",[],[]]',
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_an_error_with_its_line_where_that_is_asked_for(name):
    with pytest.raises(ParseError) as raised:
        read(REFUSED[name], strict=True)
    assert f"line {raised.value.line}" in str(raised.value)


PROGRAM = """
import sys
from attrs import validators
sys.path.insert(0, {tests!r})
{before}
from innbyggertorg.errors import InnbyggertorgError
from innbyggertorg.ical import read
from unit.ical.test_read_hostile import REFUSED
import unit.ical.test_read_hostile as here
kept = 0
for data in REFUSED.values():
    try:
        read(data, strict=True)
        kept += 1
    except InnbyggertorgError:
        pass
print(kept, len(REFUSED))
"""


@pytest.mark.parametrize(("options", "before"), [(["-O"], ""), ([], "validators.set_disabled(True)")])
def test_the_same_is_refused_without_asserts_and_without_validators(options, before):
    program = PROGRAM.format(tests=str(Path(__file__).parents[2]), before=before)
    done = subprocess.run(
        [sys.executable, *options, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == ["0", str(len(REFUSED))]


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


def test_a_limit_is_named():
    with pytest.raises(LimitExceededError) as raised:
        read(LARGE["nesting"])
    assert raised.value.limit == "ical_depth"
