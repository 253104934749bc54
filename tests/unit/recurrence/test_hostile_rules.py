"""No rule, however hostile, takes longer than it may, raises anything foreign, or is read too kindly."""

from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest

from innbyggertorg.chrono import Interval
from innbyggertorg.errors import InnbyggertorgError, LimitExceededError
from innbyggertorg.limits import Limits
from innbyggertorg.recurrence import RecurrenceRule, Series
from support.watchdog import ends

ALL_SECONDS = ",".join(map(str, range(60)))
ALL_HOURS = ",".join(map(str, range(24)))
YEAR = Interval(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
ALL_TIME = Interval(datetime(2, 1, 1, tzinfo=UTC), datetime(9998, 1, 1, tzinfo=UTC))

NEVER = [
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=-31",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=5;BYSETPOS=3;BYMONTHDAY=3",
    "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
    "FREQ=YEARLY;INTERVAL=4;BYYEARDAY=366",
    "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31;BYMONTH=2",
    "FREQ=SECONDLY;INTERVAL=60;BYSECOND=7",
    "FREQ=HOURLY;INTERVAL=2;BYHOUR=1",
    "FREQ=HOURLY;INTERVAL=168;BYDAY=TU",
    "FREQ=HOURLY;INTERVAL=7;BYHOUR=1;BYDAY=MO",
    "FREQ=DAILY;INTERVAL=7;BYDAY=TU",
    "FREQ=WEEKLY;BYMONTH=2;BYDAY=MO;BYSETPOS=2",
    "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6",
    "FREQ=SECONDLY;BYYEARDAY=366;BYMONTH=1",
]
HEAVY = [
    "FREQ=SECONDLY",
    "FREQ=MINUTELY;UNTIL=99991231T235959Z",
    "FREQ=SECONDLY;INTERVAL=7;BYHOUR=3",
    "FREQ=DAILY;COUNT=1000000000",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;COUNT=999999999",
    "FREQ=MINUTELY;INTERVAL=11;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;COUNT=1000000000",
    "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31,30,29;SKIP=FORWARD;COUNT=999999999",
    f"FREQ=YEARLY;BYHOUR={ALL_HOURS};BYMINUTE={ALL_SECONDS};BYSECOND={ALL_SECONDS};COUNT=1000000000",
    f"FREQ=DAILY;BYHOUR={ALL_HOURS};BYMINUTE={ALL_SECONDS};BYSECOND={ALL_SECONDS};BYSETPOS=-1",
    "FREQ=WEEKLY;INTERVAL=1000000007",
    "FREQ=HOURLY;INTERVAL=999999999999999999;BYMONTH=3",
    "FREQ=SECONDLY;INTERVAL=86399;BYDAY=MO;BYMONTH=5;BYHOUR=1;COUNT=100000000",
    "FREQ=DAILY;INTERVAL=27;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
]


@pytest.mark.parametrize("text", NEVER)
def test_an_impossible_rule_ends_at_once(text: str) -> None:
    first = datetime(2026, 1, 5, 18)
    with ends():
        rule = RecurrenceRule.parse(text)
        assert list(rule.starts(first)) == []
        assert len(Series(first, timedelta(hours=1), rules=(rule,)).occurrences(ALL_TIME)) == 0


@pytest.mark.parametrize("first", [datetime(1, 1, 1), datetime(2026, 1, 5, 18), datetime(9998, 1, 1)])
@pytest.mark.parametrize("text", HEAVY)
def test_a_heavy_rule_gives_its_first_starts_and_stays_within_its_limits(text: str, first: datetime) -> None:
    rule = RecurrenceRule.parse(text)
    series = Series(first, timedelta(hours=1), rules=(rule,))
    with ends():
        assert len(list(islice(rule.starts(first), 1000))) <= 1000
        for window in (YEAR, ALL_TIME):
            try:
                assert len(series.occurrences(window)) <= 10_000
            except LimitExceededError as error:
                assert error.limit == "occurrences"  # noqa: PT017 - either is right
            next(series.starts_between(window.start, window.end), None)


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=DAILY;COUNT=+5",
        "FREQ=DAILY;COUNT= 5",
        "FREQ=DAILY;COUNT=\uff11\uff10",
        "FREQ=DAILY;COUNT=\u0661\u0660",
        "FREQ=DAILY;COUNT=1_000",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;INTERVAL=9223372036854775807",
        "FREQ=DAILY;COUNT=" + "9" * 4000,
        "FREQ=DAILY;COUNT=" + "9" * 5000,
        "FREQ=DAILY;UNTIL=00000101T000000Z",
        "FREQ=DAILY;COUNT=3\nEXDATE:20260106T180000",
        "FREQ=DAILY;COUNT=3\r\nATTENDEE:mailto:somebody@example.org",
        "FREQ=YEARLY;BYEASTER=0",
        "\u017fREQ=DAILY",
        "FREQ=DA\u0130LY",
        ";;;;",
        "RRULE:FREQ=DAILY",
        "FREQ=DAILY;X-" + "X" * 1_000_000,
        "FREQ=DAILY;BYSECOND=" + "0," * 10_000 + "0",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=DAILY;SKIP=FORWARD",
        "RSCALE=HEBREW;FREQ=DAILY",
        "FREQ=DAILY;BYSETPOS=1",
    ],
    ids=lambda text: ascii(text)[:50],
)
def test_what_is_no_rule_is_refused_at_once_and_shortly(text: str) -> None:
    with ends(), pytest.raises(InnbyggertorgError) as caught:
        RecurrenceRule.parse(text)
    assert len(str(caught.value)) < 500


@pytest.mark.parametrize("text", [b"FREQ=DAILY", None, 5, ["FREQ=DAILY"]])
def test_only_text_is_parsed(text: object) -> None:
    with pytest.raises(InnbyggertorgError):
        RecurrenceRule.parse(text)  # type: ignore[arg-type]


def test_a_longer_text_can_be_allowed() -> None:
    text = "FREQ=DAILY;BYSECOND=" + "0," * 5_000 + "0"
    assert RecurrenceRule.parse(text, limits=Limits(rule_text=20_000)).by_second == (0,)


@pytest.mark.parametrize(
    "first", [datetime(9999, 12, 30, 18), datetime(9999, 12, 31, 23, 59, 59), datetime(1, 1, 1)]
)
@pytest.mark.parametrize(
    "frequency", ["YEARLY;BYWEEKNO=1;BYDAY=MO", "MONTHLY", "WEEKLY", "DAILY", "SECONDLY"]
)
@pytest.mark.parametrize("zone", ["Europe/Oslo", "America/New_York", "Pacific/Kiritimati"])
def test_nothing_overflows_at_the_edges_of_time(first: datetime, frequency: str, zone: str) -> None:
    rule = RecurrenceRule.parse(f"FREQ={frequency}")
    series = Series(first, timedelta(days=3), zone=zone, rules=(rule,))
    edges = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
    assert len(list(islice(series.starts_between(*edges), 100))) <= 100
    for window in (
        Interval(edges[0], edges[0] + timedelta(days=9)),
        Interval(edges[1] - timedelta(days=9), edges[1]),
    ):
        try:
            list(series.occurrences(window))
        except LimitExceededError:
            assert frequency == "SECONDLY"
