"""Each file that means harm ends as it must: soon, in little memory, with no error but the package's."""

import json
import subprocess
import sys
from datetime import UTC
from pathlib import Path

import pytest

from innbyggertorg.chrono import Interval
from innbyggertorg.errors import LimitExceededError, ParseError
from innbyggertorg.ical import read
from innbyggertorg.limits import Limits
from support import hostile_files
from support.hostile_files import LARGE, MADE, ending, files, is_as_it_must
from support.watchdog import ends

FILES = dict(files())


@pytest.mark.parametrize("name", FILES)
def test_a_file_ends_as_it_must_and_soon(name):
    file = FILES[name]
    with ends(10 if len(file.data) > LARGE else 2):
        found = ending(file.data, strict=False)
    assert is_as_it_must(file, found)


@pytest.mark.parametrize(
    ("options", "arguments"), [(["-O"], []), ([], ["no-validators"])], ids=["-O", "attrs"]
)
def test_all_end_so_without_asserts_and_without_validators_in_little_memory(options, arguments):
    program = Path(hostile_files.__file__)
    done = subprocess.run(
        [sys.executable, *options, str(program), *arguments], check=True, capture_output=True, text=True
    )
    count, grown, *wrong = done.stdout.split("\n")
    assert not wrong
    assert int(count) == len(FILES)
    assert int(grown) < 64, "MiB, by which the process grew while it read all of them"


@pytest.mark.parametrize("name", [name for name, file in FILES.items() if file.must == "reject"])
def test_what_is_rejected_says_on_which_line(name):
    with pytest.raises((ParseError, LimitExceededError)) as raised:
        read(FILES[name].data, strict=True)
    assert isinstance(raised.value, LimitExceededError) or f"line {raised.value.line}" in str(raised.value)


@pytest.mark.parametrize(
    ("name", "limit", "line"),
    [
        ("nesting of a thousand", "ical_depth", 9),
        ("a line of five million octets", "ical_line", 8),
        ("two hundred thousand semicolons", "ical_line", 8),
        ("ten thousand parameters", None, 8),
        ("forty parameters", "ical_parameters", 8),
        ("a hundred thousand properties", "ical_properties", 4),
        ("three thousand EXDATEs", "ical_values", 10),
    ],
)
def test_what_is_beyond_a_limit_says_which_and_where(name, limit, line):
    with pytest.raises((LimitExceededError, ParseError)) as raised:
        read(MADE[name].data, strict=True)
    assert f"line {line}" in str(raised.value)
    assert getattr(raised.value, "limit", None) == limit


def test_a_rule_that_is_a_bomb_is_taken_only_when_asked_for_and_then_its_expansion_is_bounded():
    data = FILES["rrule bomb event"].data
    assert [each.what for each in read(data).problems] == ["RRULE"]
    (event,) = read(data, sub_daily=True, strict=True).events
    start = event.series.first
    window = Interval(start.replace(tzinfo=UTC), start.replace(year=2027, tzinfo=UTC))
    with pytest.raises(LimitExceededError):
        list(event.series.occurrences(window, limits=Limits()))


CORPUS = Path(__file__).parents[3] / "fuzz" / "corpus.jsonl"


def test_what_a_fuzzer_found_worth_keeping_ends_with_no_error_but_the_packages():
    lines = CORPUS.read_text("ascii").splitlines()
    assert len(lines) > 100
    for line in lines:
        data = json.loads(line).encode("utf-8", "surrogateescape")
        for strict in (True, False):
            assert ending(data[1:], strict=strict) is not None
