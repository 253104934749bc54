"""Changing series: nothing is lost, neither occurrences nor what was arranged for one of them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from innbyggertorg.chrono import Interval, zone
from innbyggertorg.errors import InvalidValueError, WrongTypeError
from innbyggertorg.recurrence import (
    Override,
    RecurrenceRule,
    Series,
    Status,
    announce,
    cancel,
    exclude,
    move,
    move_following,
    remarks,
    split,
    unannounced,
    with_changes,
    with_override,
)

OSLO = zone("Europe/Oslo")
HOUR = timedelta(hours=1)
P = RecurrenceRule.parse
ALWAYS = Interval(datetime(2000, 1, 1, tzinfo=OSLO), datetime(2032, 1, 1, tzinfo=OSLO))


def keys(series: Series | None) -> list[date | datetime]:
    return [] if series is None else [o.key for o in series.occurrences(ALWAYS)]


def of(rule: str, first: datetime | date = datetime(2026, 1, 5, 18), **fields: object) -> Series:
    length = HOUR if isinstance(first, datetime) else timedelta(days=1)
    return Series(first, length, rules=tuple(map(P, rule.split())), **fields)  # type: ignore[arg-type]


def test_every_other_friday_keeps_its_phase_after_a_move() -> None:
    """Every other Friday from 25 March 2011; 22 April was Good Friday, and all moved on by a week."""
    series = of("FREQ=WEEKLY;INTERVAL=2;UNTIL=20110601", datetime(2011, 3, 25, 11))
    done = move_following(series, datetime(2011, 4, 22, 11), datetime(2011, 4, 29, 11))
    days = [f"{key:%d.%m}" for part in (done.before, done.after) for key in keys(part)]
    assert days == ["25.03", "08.04", "29.04", "13.05", "27.05"]


def test_a_weekly_rule_moves_to_another_weekday_and_time() -> None:
    done = move_following(of("FREQ=WEEKLY;COUNT=4"), datetime(2026, 1, 19, 18), datetime(2026, 1, 21, 17))
    assert keys(done.before) == [datetime(2026, 1, 5, 18), datetime(2026, 1, 12, 18)]
    assert keys(done.after) == [datetime(2026, 1, 21, 17), datetime(2026, 1, 28, 17)]


def test_a_move_that_the_rule_cannot_follow_is_refused() -> None:
    second_tuesday = of("FREQ=MONTHLY;BYDAY=2TU", datetime(2026, 1, 13, 18))
    with pytest.raises(InvalidValueError, match="begin with"):
        move_following(second_tuesday, datetime(2026, 2, 10, 18), datetime(2026, 2, 11, 18))
    with pytest.raises(InvalidValueError, match="must be after"):
        move_following(of("FREQ=WEEKLY"), datetime(2026, 1, 19, 18), datetime(2026, 1, 12, 18))


def test_overrides_without_an_occurrence_are_handed_back() -> None:
    series = of("FREQ=WEEKLY;COUNT=4", overrides=(Override(datetime(2026, 1, 12, 18), details="cake"),))
    done = with_changes(series, rules=(P("FREQ=WEEKLY;INTERVAL=2"),))
    assert done.series.overrides == ()
    assert [orphan.details for orphan in done.orphans] == ["cake"]
    done = exclude(series, [datetime(2026, 1, 12, 18)])
    assert len(done.orphans) == 1
    assert datetime(2026, 1, 12, 18) not in keys(done.series)
    moved = move_following(series, datetime(2026, 1, 12, 18), datetime(2026, 1, 13, 18))
    assert len(moved.orphans) == 1


def test_moving_and_cancelling_keep_what_else_was_different() -> None:
    key = datetime(2026, 1, 12, 18)
    series = of("FREQ=WEEKLY;COUNT=4", overrides=(Override(key, details="cake"),))
    moved = move(series, key, datetime(2026, 1, 13, 9))
    assert moved.overrides == (Override(key, start=datetime(2026, 1, 13, 9), details="cake"),)
    called_off = cancel(moved, key)
    assert [o.status for o in called_off.occurrences(ALWAYS)].count(Status.CANCELLED) == 1
    assert called_off.overrides[0].details == "cake"


def test_dates_to_be_announced() -> None:
    """Three times this term, dates to be announced."""
    series = unannounced(datetime(2026, 1, 1, 18), HOUR)
    assert keys(series) == []
    series = announce(series, [datetime(2026, 2, 3, 18), datetime(2026, 1, 1, 18)])
    assert keys(series) == [datetime(2026, 1, 1, 18), datetime(2026, 2, 3, 18)]
    assert {o.status for o in series.occurrences(ALWAYS)} == {Status.TENTATIVE}


@pytest.mark.parametrize(
    "series",
    [
        of("FREQ=WEEKLY;COUNT=9"),
        of("FREQ=WEEKLY;INTERVAL=2;UNTIL=20270101T000000Z"),
        of("FREQ=DAILY;INTERVAL=3;COUNT=30"),
        of("FREQ=MONTHLY;COUNT=12", datetime(2026, 1, 31, 18)),
        of("FREQ=MONTHLY;BYDAY=2TU,-1FR;COUNT=12"),
        of("RSCALE=GREGORIAN;FREQ=MONTHLY;INTERVAL=2;SKIP=FORWARD;COUNT=20", datetime(2025, 8, 31, 18)),
        of("RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD;COUNT=12", datetime(2026, 1, 31, 18)),
        of("FREQ=YEARLY;COUNT=5", datetime(2024, 2, 29, 18)),
        of("FREQ=YEARLY;INTERVAL=2;BYWEEKNO=1;BYDAY=MO", datetime(2024, 12, 30, 18)),
        of("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO FREQ=WEEKLY;INTERVAL=3;BYDAY=TU,TH"),
        of("FREQ=DAILY;BYHOUR=9,17;COUNT=12"),
        of("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO FREQ=DAILY;INTERVAL=3;BYHOUR=9,17"),
        of("FREQ=HOURLY;INTERVAL=7;COUNT=20"),
        of("FREQ=WEEKLY;COUNT=9", date(2026, 1, 5)),
        of("", datetime(2026, 1, 5, 18), extra=(datetime(2026, 1, 2, 9), datetime(2026, 3, 2, 9))),
        of(
            "FREQ=WEEKLY;COUNT=9",
            extra=(datetime(2025, 12, 1, 9), datetime(2026, 2, 3, 9)),
            excluded=(datetime(2026, 1, 12, 18), datetime(2026, 2, 9, 18)),
            overrides=(
                Override(datetime(2026, 1, 19, 18), start=datetime(2026, 3, 30, 18)),
                Override(datetime(2026, 2, 16, 18), start=datetime(2026, 1, 1, 18)),
            ),
        ),
    ],
    ids=lambda series: f"{series.first} {' '.join(map(str, series.rules))}",
)
def test_the_two_parts_of_a_split_are_the_whole(series: Series) -> None:
    whole = sorted(keys(series))[:40]
    for key in whole:
        done = split(series, key)
        before, after = sorted(keys(done.before)), sorted(keys(done.after))
        assert all(one < key for one in before)
        assert all(one >= key for one in after)
        assert (before + after)[: len(whole)] == whole
        assert done.orphans == ()
        overrides = (done.before.overrides if done.before else ()) + done.after.overrides
        assert overrides == series.overrides


def test_a_split_needs_an_occurrence() -> None:
    with pytest.raises(InvalidValueError, match="original start"):
        split(of("FREQ=WEEKLY"), datetime(2026, 1, 6, 18))


MONDAYS = Series(datetime(2026, 1, 5, 18), 2 * HOUR, rules=(P("FREQ=WEEKLY"),))
NEXT = datetime(2026, 1, 12, 18)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        pytest.param(lambda x: with_changes(x, first=NEXT), WrongTypeError, id="with_changes series"),
        pytest.param(lambda x: with_changes(MONDAYS, overrides=x), WrongTypeError, id="no overrides"),
        pytest.param(lambda x: with_changes(MONDAYS, overrides=(x,)), WrongTypeError, id="no override"),
        pytest.param(lambda x: with_override(x, Override(NEXT)), WrongTypeError, id="with_override series"),
        pytest.param(lambda x: with_override(MONDAYS, x), WrongTypeError, id="with_override override"),
        pytest.param(lambda x: move(x, NEXT, NEXT), WrongTypeError, id="move series"),
        pytest.param(lambda x: move(MONDAYS, x, NEXT), WrongTypeError, id="move key"),
        pytest.param(lambda x: move(MONDAYS, NEXT, x), WrongTypeError, id="move start"),
        pytest.param(lambda x: move(MONDAYS, NEXT, NEXT, length=x), WrongTypeError, id="move length"),
        pytest.param(
            lambda x: move(MONDAYS, NEXT, NEXT, length=timedelta(0)), InvalidValueError, id="move no length"
        ),
        pytest.param(lambda x: cancel(x, NEXT), WrongTypeError, id="cancel series"),
        pytest.param(lambda x: cancel(MONDAYS, x), WrongTypeError, id="cancel key"),
        pytest.param(lambda x: exclude(x, [NEXT]), WrongTypeError, id="exclude series"),
        pytest.param(lambda x: exclude(MONDAYS, x), WrongTypeError, id="exclude keys"),
        pytest.param(lambda x: announce(x, [NEXT]), WrongTypeError, id="announce series"),
        pytest.param(lambda x: announce(MONDAYS, x), WrongTypeError, id="announce starts"),
        pytest.param(lambda x: split(x, NEXT), WrongTypeError, id="split series"),
        pytest.param(lambda x: split(MONDAYS, x), WrongTypeError, id="split key"),
        pytest.param(lambda x: split(MONDAYS, NEXT.replace(tzinfo=UTC)), InvalidValueError, id="split aware"),
        pytest.param(lambda x: move_following(x, NEXT, NEXT), WrongTypeError, id="move_following series"),
        pytest.param(lambda x: move_following(MONDAYS, NEXT, x), WrongTypeError, id="move_following start"),
        pytest.param(
            lambda x: move_following(MONDAYS, NEXT, NEXT.replace(tzinfo=UTC)),
            InvalidValueError,
            id="move_following aware",
        ),
        pytest.param(remarks, WrongTypeError, id="remarks series"),
    ],
)
def test_bad_arguments_are_refused_by_errors_of_the_package(
    change: Callable[[object], object], error: type[Exception]
) -> None:
    with pytest.raises(error) as refused:
        change(3)
    assert isinstance(refused.value, InvalidValueError | WrongTypeError)
