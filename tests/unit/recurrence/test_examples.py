"""Starts that were worked out independently of this package.

`rfc5545`: every example of RFC 5545 section 3.8.5.3, in its order, in New York and without a zone.
`agreed`: independently agreed by several implementations and a naive expansion.
`readings`: rules that are read differently elsewhere; docs/explanation/recurrence.md argues each reading.
`refused`: texts that are no rules.
"""

import json

import pytest

from innbyggertorg.errors import InnbyggertorgError
from innbyggertorg.recurrence import RecurrenceRule
from support.recurrence_data import Row, label, offsets, rows, shown, starts_of

RFC, AGREED, READINGS = rows("rfc5545"), rows("agreed"), rows("readings")


@pytest.mark.parametrize("row", RFC, ids=label)
def test_example_of_the_rfc(row: Row) -> None:
    check(row)


@pytest.mark.parametrize("row", AGREED, ids=label)
def test_independently_agreed(row: Row) -> None:
    check(row)


@pytest.mark.parametrize("row", READINGS, ids=lambda row: f"{row['reading']}: {label(row)}")
def test_reading(row: Row) -> None:
    check(row)


def check(row: Row) -> None:
    starts = starts_of(row)
    assert [shown(start) for start in starts] == row["starts"]
    if wanted := row.get("offsets"):
        assert list(offsets(starts)) == (wanted if len(wanted) > 1 else wanted * len(starts))


def test_every_example_of_the_rfc_is_there() -> None:
    assert {row["example"] for row in RFC} == set(range(1, 43))


@pytest.mark.parametrize("text", rows("refused"), ids=json.dumps)
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(InnbyggertorgError):
        RecurrenceRule.parse(text)


@pytest.mark.parametrize("row", RFC + AGREED + READINGS, ids=label)
def test_parse_and_str_are_inverse(row: Row) -> None:
    rule = RecurrenceRule.parse(row["rule"])
    assert RecurrenceRule.parse(str(rule)) == rule
    assert str(RecurrenceRule.parse(str(rule))) == str(rule)
