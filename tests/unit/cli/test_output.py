"""What is written to streams: columns, encodings, progress."""

import sys
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper

import pytest

from innbyggertorg.cli import output
from innbyggertorg.cli.output import Progress, columns, width
from support.command import Terminal, asker


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", 0), ("Åpent", 5), ("A\N{COMBINING RING ABOVE}pent", 5), ("中", 2), ("\N{ZERO WIDTH JOINER}", 0)],
)
def test_a_text_is_as_wide_as_it_looks(text, expected):
    assert width(text) == expected


def test_columns_stand_under_each_other_whatever_the_letters():
    told = columns([("Møterom", "1"), ("A\N{COMBINING RING ABOVE}", "2"), ("中", "3")], indent=1).splitlines()
    assert [width(line) for line in told] == [11, 11, 11]
    assert columns([]) == ""


def test_an_old_terminal_gets_plain_signs_and_escapes():
    done = asker("check", "--from", "2022-04-20", "--to", "2022-04-20", encoding="ascii")
    assert b'"Spr\\xe5kkaf\\xe9"' in done.stdout
    assert b"18.00-19.30" in done.stdout
    bars = asker("week", "--torg", "heggedal", "--week", "2021-W44", encoding="iso-8859-1").stdout
    assert b"::::........########........" in bars
    done = asker("hours", "--torg", "heggedal", "--now", "2021-11-03T12:00", encoding="iso-8859-1")
    assert "Heggedal nærmiljøsentral".encode("iso-8859-1") in done.stdout


def told_by(progress, *calls, terminal):
    stream = (Terminal if terminal else TextIOWrapper)(BytesIO(), "utf-8")
    with redirect_stderr(stream), progress("ser") as telling:
        for call in calls:
            telling(*call)
    stream.flush()
    return stream.buffer.getvalue().decode()


@pytest.fixture
def hasty(monkeypatch):
    monkeypatch.setattr(output, "_PAUSE", 0)


@pytest.mark.usefixtures("hasty")
def test_progress_is_shown_on_a_terminal_and_wiped_out():
    assert told_by(Progress, (1, 3), (2, 3), terminal=True) == "\rser 1/3\x1b[K\rser 2/3\x1b[K\r\x1b[K"


@pytest.mark.usefixtures("hasty")
def test_progress_is_for_terminals_alone():
    assert told_by(Progress, (1, 3), terminal=False) == ""


def test_short_work_shows_no_progress():
    assert told_by(Progress, (1, 3), terminal=True) == ""


def test_no_standard_error_is_no_failure(monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    with Progress("ser") as telling:
        telling(1, 2)
    output.report("nobody hears it")


def test_a_closed_stream_has_no_colours():
    stream = TextIOWrapper(BytesIO(), "utf-8")
    stream.close()
    with redirect_stdout(stream):
        assert not output.shows_colours()
