"""Rows as pandas, polars and Arrow read them: every column of one type, every instant as it was."""

from datetime import UTC, datetime

import pytest

from innbyggertorg.chrono import Interval
from innbyggertorg.exchange.rows import COLUMNS, to_columns, to_csv, to_rows
from innbyggertorg.model import Programme
from support.happenings import HOUSE
from support.houses import golden

WINDOW = Interval(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC))
ROWS = to_rows(golden(), WINDOW)
NOTHING = Programme(torgs=(HOUSE,))
INSTANTS = [(row["start"].timestamp(), row["end"].timestamp()) for row in ROWS]


def test_there_is_something_on_both_sides_of_both_changes():
    assert {row["start"].utcoffset() for row in ROWS} == {
        ROWS[0]["start"].utcoffset(),
        ROWS[20]["start"].utcoffset(),
    }
    assert len(ROWS) > 50


def test_pandas():
    pandas = pytest.importorskip("pandas", reason="pandas comes with the extra dev")
    frame = pandas.DataFrame(ROWS)
    assert list(frame.columns) == list(COLUMNS)
    assert str(frame["start"].dt.tz) == "Europe/Oslo"
    found = zip(frame["start"], frame["end"], strict=True)
    assert [(start.timestamp(), end.timestamp()) for start, end in found] == INSTANTS
    assert frame["minutes"].dtype == "int64"
    assert frame["whole_days"].dtype == "bool"
    monthly = frame.groupby(frame["start"].dt.month)["minutes"].sum()
    assert monthly.sum() == sum(row["minutes"] for row in ROWS)
    empty = pandas.DataFrame(to_columns(NOTHING, WINDOW))
    assert (len(empty), list(empty.columns)) == (0, list(COLUMNS))


def test_polars():
    polars = pytest.importorskip("polars", reason="polars comes with the extra dev")
    frame = polars.DataFrame(ROWS)
    assert frame.columns == list(COLUMNS)
    assert frame.schema["start"].time_zone is not None
    found = zip(frame["start"], frame["end"], strict=True)
    assert [(start.timestamp(), end.timestamp()) for start, end in found] == INSTANTS
    assert frame.schema["minutes"] == polars.Int64
    assert frame.schema["title"] == polars.String
    assert frame["minutes"].sum() == sum(row["minutes"] for row in ROWS)
    assert polars.DataFrame(to_columns(NOTHING, WINDOW)).columns == list(COLUMNS)


def test_arrow():
    arrow = pytest.importorskip("pyarrow", reason="pyarrow comes with the extra dev")
    table = arrow.Table.from_pylist(ROWS)
    assert table.schema.field("start").type.tz == "Europe/Oslo"
    assert table.schema.field("title").type == arrow.string()
    found = zip(table["start"].to_pylist(), table["end"].to_pylist(), strict=True)
    assert [(start.timestamp(), end.timestamp()) for start, end in found] == INSTANTS
    assert arrow.table(to_columns(NOTHING, WINDOW)).column_names == list(COLUMNS)


def test_pandas_reads_the_csv_back():
    pandas = pytest.importorskip("pandas", reason="pandas comes with the extra dev")
    from io import StringIO

    frame = pandas.read_csv(StringIO(to_csv(ROWS)), keep_default_na=False)
    assert list(frame["title"]) == [row["title"] for row in ROWS]
    starts = [datetime.fromisoformat(text).timestamp() for text in frame["start"]]
    assert starts == [start for start, _ in INSTANTS]
