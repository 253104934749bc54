"""Rows: the types that are promised, nothing private, and cells that are no formulas."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from innbyggertorg import testing
from innbyggertorg.chrono import Interval
from innbyggertorg.errors import InnbyggertorgError, WrongTypeError
from innbyggertorg.exchange.rows import COLUMNS, to_columns, to_csv, to_rows
from support.examples import examples
from support.houses import golden

YEAR = Interval(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


def test_a_row_for_each_occurrence_in_order():
    programme = golden()
    rows = to_rows(programme, YEAR)
    occurrences = programme.occurrences(YEAR)
    assert [(row["uid"], row["original"]) for row in rows] == [
        (one.key.uid, one.key.original.isoformat()) for one in occurrences
    ]
    (concert,) = (row for row in rows if row["id"] == "konsert")
    assert concert == {
        "uid": programme.events[1].uid,
        "original": "2026-05-09T18:00:00",
        "torg": "heggedal",
        "id": "konsert",
        "title": "Konsert",
        "start": datetime.fromisoformat("2026-05-09T18:00:00+02:00"),
        "end": datetime.fromisoformat("2026-05-09T20:00:00+02:00"),
        "minutes": 120,
        "whole_days": False,
        "status": "confirmed",
        "visibility": "public",
        "kind": "concert",
        "audience": "families",
        "rooms": "scene, kafe",
        "room_names": "Kulturscenen, Kaféen, 1. etasje",
        "organiser": "Heggedal skolekorps",
        "price_nok": 0,
        "expected": None,
        "online_url": "https://video.example/konsert",
        "url": "https://korps.example/konsert",
    }


def test_minutes_are_those_that_pass_also_while_clocks_change():
    nights = [row for row in to_rows(golden(), YEAR) if row["id"] == "dans"]
    assert {row["minutes"] for row in nights} == {300}
    assert {row["end"].hour for row in nights} == {3, 4}


@given(testing.programmes(most=2))
@examples(15)
def test_every_column_has_the_type_that_is_promised(programme):
    for visibility in ("public", "internal"):
        try:
            rows = to_rows(programme, YEAR, visibility=visibility)
        except InnbyggertorgError:
            return  # a school year that is not known
        columns = to_columns(programme, YEAR, visibility=visibility)
        assert list(columns) == list(COLUMNS)
        assert columns == {name: [row[name] for row in rows] for name in COLUMNS}
        for row in rows:
            assert list(row) == list(COLUMNS)
            for name, kind in COLUMNS.items():
                assert row[name] is None or type(row[name]) is kind
            assert row["end"] - row["start"] >= timedelta(0)
            assert str(row["start"].tzinfo) == "Europe/Oslo"
        for cells in csv.reader(io.StringIO(to_csv(rows), newline="")):
            assert len(cells) == len(COLUMNS)
            assert not any(cell.strip().startswith(("=", "+", "-", "@")) for cell in cells)


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), ("+47", "'+47"), ("-1", "'-1"), ("@x", "'@x"), ("\t=1", "'\t=1"), (" =1", "' =1"),
     ("\uff1d1", "'\uff1d1"), ("a=1", "a=1"), ('si "hei", du', 'si "hei", du')],
)  # fmt: skip
def test_no_cell_is_a_formula(text, cell):
    row = to_rows(golden(), YEAR)[0] | {"title": text, "minutes": -5}
    _, cells = csv.reader(io.StringIO(to_csv([row]), newline=""))
    found = dict(zip(COLUMNS, cells, strict=True))
    assert (found["title"], found["minutes"]) == (cell, "-5")


def test_the_csv_of_nothing_has_a_head():
    assert to_csv([]) == ",".join(COLUMNS) + "\r\n"


@pytest.mark.parametrize(
    "call",
    [
        lambda p: to_rows("x", YEAR),
        lambda p: to_rows(p, "2026"),
        lambda p: to_rows(p, YEAR, torg="nowhere"),
        lambda p: to_rows(p, YEAR, visibility="secret"),
        lambda p: to_rows(p, YEAR, language="de"),
        lambda p: to_rows(p, YEAR, in_zone="Oslo"),
        lambda p: to_rows(p, YEAR, in_zone=None),
        lambda p: to_rows(p, YEAR, limits=5),
        lambda p: to_csv([{"title": "x"}]),
        lambda p: to_csv(["x"]),
    ],
)
def test_arguments_are_checked(call):
    with pytest.raises(InnbyggertorgError):
        call(golden())


def test_the_error_about_a_row_says_what_to_give():
    with pytest.raises(WrongTypeError, match="columns of to_rows"):
        to_csv(5)
    with pytest.raises(WrongTypeError, match="columns of to_rows"):
        to_csv([{}])
