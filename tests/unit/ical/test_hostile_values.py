"""Values that mean harm, on their way into a feed: refused, or harmless."""

import ast
import copy
import os
import pickle
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from attrs import evolve

from innbyggertorg.days import Dates
from innbyggertorg.ical import feed, read
from innbyggertorg.model import Event, LocalText, revised
from innbyggertorg.recurrence import RecurrenceRule, Series
from innbyggertorg.recurrence.edit import split
from support.hostile_values import ROWS, START, complaints, programme_of

TESTS = Path(__file__).parents[2]
PROGRAM = "from support.hostile_values import complaints; print(*complaints(), sep='\\n')"


def test_what_means_harm_is_refused_or_harmless():
    assert len(ROWS) > 100
    assert list(complaints()) == []


@pytest.mark.parametrize(
    ("options", "before"),
    [(["-O"], ""), ([], "from attrs import validators; validators.set_disabled(True); ")],
    ids=["without assertions", "with the validators of attrs disabled"],
)
def test_it_is_so_whatever_else_the_process_does(options, before):
    command = [sys.executable, *options, "-c", before + PROGRAM]
    done = subprocess.run(
        command, check=True, capture_output=True, env=os.environ | {"PYTHONPATH": str(TESTS)}
    )
    assert done.stdout.decode().strip() == ""


# --- identity -------------------------------------------------------------------------------------------

NOW = datetime(2026, 5, 1, tzinfo=UTC)


def test_what_only_the_house_knows_changes_no_byte():
    programme = programme_of()
    (before,) = programme.events
    after = revised(before, evolve(before, expected=30, setup=timedelta(minutes=15)), now=NOW)
    assert feed(evolve(programme, events=(after,))).to_ical() == feed(programme).to_ical()


def test_a_change_of_time_raises_the_sequence_and_the_stamps():
    programme = programme_of()
    (before,) = programme.events
    moved = evolve(before, series=evolve(before.series, first=START + timedelta(hours=1)))
    after = revised(before, moved, now=NOW)
    octets = feed(evolve(programme, events=(after,))).to_ical()
    assert b"SEQUENCE:1\r\n" in octets
    assert octets.count(b":20260501T000000Z\r\n") == 2


def test_who_books_the_same_room_after_a_cancellation_has_a_uid_of_its_own():
    (one,) = programme_of().events
    kept = {"torg": one.torg, "title": one.title, "series": one.series, "changed_at": one.changed_at}
    first, second = Event(id="a", **kept), Event(id="b", **kept)
    assert first.uid != second.uid


def test_a_product_has_no_version_of_the_package():
    (line,) = [line for line in feed(programme_of()).to_ical().split(b"\r\n") if line.startswith(b"PRODID")]
    assert line == b"PRODID:-//innbyggertorg//feed 1//NO"


def test_a_series_that_is_split_is_two_events_with_the_same_occurrences():
    programme = programme_of()
    (event,) = programme.events
    whole = Series(START, timedelta(hours=1), rules=(RecurrenceRule.parse("FREQ=WEEKLY;COUNT=9"),))
    parts = split(whole, START + timedelta(days=21))
    halves = (evolve(event, series=parts.before), evolve(event, series=parts.after, id="f", uid="f-1"))
    octets = feed(evolve(programme, events=halves)).to_ical()
    assert octets.count(b"BEGIN:VEVENT") == 2
    assert b"RANGE" not in octets
    counts = [len(list(each.series.rules[0].starts(each.series.first))) for each in read(octets).events]
    assert sum(counts) == 9


# --- pickle and copy ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "again",
    [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))],
    ids=["copy", "deepcopy", "pickle"],
)
def test_what_was_copied_is_equal_and_gives_the_same_feed(again):
    programme = programme_of(text=LocalText(nb="Velkommen"))
    made = feed(programme, horizon=date(2027, 1, 1))  # what was written is kept with the events now
    assert again(made) == made
    assert again(made).explain("e-1") == made.explain("e-1")
    twin = again(programme)
    assert twin == programme
    assert hash(twin) == hash(programme)
    assert feed(twin, horizon=date(2027, 1, 1)) == made


def test_an_event_does_not_carry_along_what_was_written_of_it():
    programme = programme_of()
    before = len(pickle.dumps(programme))
    feed(programme)
    assert len(pickle.dumps(programme)) == before
    assert repr(programme).count("VEVENT") == 0


def test_nothing_is_ever_unpickled():
    for path in (TESTS.parent / "src").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        imported = {
            alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
        }
        assert not {"pickle", "marshal", "shelve"} & imported, path
        assert "Unpickler" not in named


def test_what_is_kept_is_not_taken_for_another_house():
    """A feed is of the programme that is given, also where its events were written for another before."""
    programme = programme_of()
    feed(programme)
    (house,) = programme.torgs
    other = evolve(programme, torgs=(evolve(house, name=LocalText(nb="Et annet torg")),))
    assert "Et annet torg" in feed(other).to_ical().decode()
    assert feed(programme).to_ical().count(b"LOCATION:Torg") == 1
    excluded = evolve(programme.events[0].series, excluding=Dates((date(2027, 1, 1),)))
    changed = evolve(programme, events=(evolve(programme.events[0], series=excluded),))
    assert feed(changed).to_ical() == feed(programme).to_ical()
