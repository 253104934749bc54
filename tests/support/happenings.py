"""Programmes drawn at random, aimed at what a feed has to say: every shape of series, around both changes."""

from datetime import UTC, date, datetime, timedelta

from attrs import evolve
from hypothesis import strategies as st

from innbyggertorg.chrono import Interval, Weekday, zone
from innbyggertorg.days import (
    Annual,
    Dates,
    EvenWeeks,
    Holidays,
    MonthDay,
    NthWeekday,
    OddWeeks,
    Weekdays,
)
from innbyggertorg.model import Event, EventDetails, EventStatus, LocalText, Programme, Room, Torg
from innbyggertorg.recurrence import Override, RecurrenceRule, Series

START, END = date(2026, 1, 1), date(2029, 1, 1)
"""Three years, with all six changes of the clocks in Norway, a week 53 and a leap day."""

WINDOW = Interval(datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 1, 1, tzinfo=UTC))
AROUND = Interval(datetime(2025, 6, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))
UNTIL = date(2030, 6, 30)

HARD_ZONES = [
    *("UTC", "America/New_York", "Asia/Tokyo", "America/Santiago", "Europe/Dublin", "Africa/Casablanca"),
    *("Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "Asia/Gaza"),
]
"""With and without changes of the clocks: of half an hour, with the winter as the exception, with Ramadan."""
ZONES = st.sampled_from(["Europe/Oslo"] * 12 + HARD_ZONES)

TIMES = st.sampled_from(
    [(18, 0)] * 6 + [(10, 0), (9, 15), (0, 0), (23, 0), (22, 30), (21, 59), (20, 0), (2, 30), (2, 0), (3, 0)]
).map(lambda time: timedelta(hours=time[0], minutes=time[1]))

LENGTHS = st.sampled_from([60, 60, 90, 120, 120, 15, 240, 300, 480, 1440, 3000]).map(
    lambda minutes: timedelta(minutes=minutes)
)

HARD_DAYS = st.sampled_from(
    [
        *(date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25), date(2027, 1, 2)),
        *(date(2028, 2, 29), date(2025, 12, 29), date(2027, 12, 31), date(2026, 1, 31)),
    ]
)
DAYS = st.one_of(st.dates(date(2025, 6, 1), date(2028, 6, 1)), HARD_DAYS)

CODES = [day.code for day in Weekday]
BY_DAY = st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True).map(",".join)
INTERVAL = st.sampled_from(["", "", "", ";INTERVAL=2", ";INTERVAL=3"])
NTH = st.sampled_from(["1", "2", "3", "4", "-1", "5", "-2"])

PLAIN_RULES = st.one_of(
    st.builds("FREQ=WEEKLY{}".format, INTERVAL),
    st.builds("FREQ=WEEKLY{};BYDAY={}".format, INTERVAL, BY_DAY),
    st.builds("FREQ=WEEKLY;INTERVAL=2;BYDAY={};WKST={}".format, BY_DAY, st.sampled_from(CODES)),
    st.builds("FREQ=DAILY{}".format, INTERVAL),
    st.builds("FREQ=DAILY;BYDAY={}".format, BY_DAY),
    st.builds("FREQ=MONTHLY{};BYDAY={}{}".format, INTERVAL, NTH, st.sampled_from(CODES)),
    st.builds("FREQ=MONTHLY{};BYMONTHDAY={}".format, INTERVAL, st.sampled_from([1, 13, 28, 29, 31, -1, -2])),
    st.builds("FREQ=MONTHLY{}".format, INTERVAL),
    st.builds("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={}".format, st.sampled_from([1, -1, 3])),
    st.just("FREQ=YEARLY"),
    st.builds(
        "FREQ=YEARLY;BYMONTH={};BYMONTHDAY={}".format, st.integers(1, 12), st.sampled_from([1, 17, 29])
    ),
    st.builds(
        "FREQ=YEARLY;BYMONTH={};BYDAY={}{}".format,
        st.sampled_from([3, 5, 10]),
        st.sampled_from(["1", "-1", "4"]),
        st.sampled_from(CODES),
    ),
)
ODD_RULES = st.sampled_from(
    [
        "FREQ=YEARLY;BYWEEKNO=2,4,53;BYDAY=WE",
        "FREQ=WEEKLY;BYMONTH=9,10,11;BYDAY=TH",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=YEARLY;BYMONTHDAY=15",
        "FREQ=YEARLY;BYYEARDAY=100",
        "RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    ]
)
TIMED_RULES = st.sampled_from(
    ["FREQ=WEEKLY;BYHOUR=10,14;BYMINUTE=0", "FREQ=DAILY;INTERVAL=9;BYHOUR=2,3;BYMINUTE=30"]
)


@st.composite
def rules(draw, timed):
    text = draw(st.one_of(PLAIN_RULES, PLAIN_RULES, PLAIN_RULES, ODD_RULES, *([TIMED_RULES] * timed)))
    end = draw(st.sampled_from(["", "", "count", "until"]))
    if end == "count":
        text += f";COUNT={draw(st.integers(1, 60))}"
    if end == "until":
        day = draw(st.dates(date(2026, 1, 1), date(2029, 6, 1)))
        text += f";UNTIL={day:%Y%m%d}" + ("T120000Z" if timed and draw(st.booleans()) else "")
    return RecurrenceRule.parse(text)


EXCLUDING = st.one_of(
    st.none(),
    st.none(),
    st.sampled_from(
        [
            Holidays(),
            EvenWeeks(),
            OddWeeks(),
            Annual.months(6, 8),
            Annual(MonthDay(12, 20), MonthDay(1, 6)),
            NthWeekday(1, Weekday.TUESDAY),
            Weekdays((Weekday.MONDAY,)) & OddWeeks(),
            Dates((date(2026, 5, 1), date(2027, 5, 17))),
        ]
    ),
)


@st.composite
def plain_series(draw):
    """Draw a series without overrides."""
    timed = draw(st.sampled_from([True, True, True, False]))
    time = draw(TIMES)

    def at(day):
        return datetime(day.year, day.month, day.day) + time if timed else day

    starts = st.lists(DAYS.map(at), max_size=2)
    repeats = draw(st.sampled_from([0, 1, 1, 1, 1, 2]))
    return Series(
        at(draw(DAYS)),
        draw(LENGTHS) if timed else timedelta(days=draw(st.integers(1, 3))),
        zone=draw(ZONES),
        rules=tuple(draw(rules(timed)) for _ in range(repeats)),
        extra=tuple(draw(starts)) if draw(st.booleans()) else (),
        excluded=tuple(draw(starts)),
        excluding=draw(EXCLUDING),
    )


@st.composite
def overrides(draw, key):
    """Draw what is different about the occurrence with that key."""
    kind = draw(st.sampled_from(["cancelled", "moved", "far", "longer", "changed", "all"]))
    timed = isinstance(key, datetime)
    days = timedelta(days=draw(st.integers(-3, 3)))
    start = None
    if kind in {"moved", "all"}:
        start = key + (timedelta(minutes=30 * draw(st.integers(-60, 60))) if timed else days)
    if kind == "far":
        start = key + timedelta(days=draw(st.integers(-40, 40)))
    length = timedelta(hours=draw(st.integers(1, 30))) if timed else timedelta(days=draw(st.integers(1, 4)))
    return Override(
        key,
        start=start,
        length=length if kind in {"longer", "all"} else None,
        cancelled=kind == "cancelled" or (kind == "all" and draw(st.booleans())),
        details=EventDetails(title=LocalText(nb="Noe annet, i dag")) if kind in {"changed", "all"} else None,
    )


@st.composite
def series(draw):
    """Draw a series with overrides of some of what it has around the window."""
    plain = draw(plain_series())
    keys = [occurrence.key for occurrence in plain.occurrences(AROUND)]
    chosen = draw(st.lists(st.sampled_from(keys), max_size=4, unique=True)) if keys else []
    return evolve(plain, overrides=tuple(draw(overrides(key)) for key in chosen))


STATUSES = st.sampled_from([EventStatus.CONFIRMED] * 5 + [EventStatus.PROPOSED, EventStatus.CANCELLED])
HOUSE = Torg(
    id="heggedal",
    name=LocalText(nb="Heggedal innbyggertorg"),
    rooms=(Room(id="sal", name=LocalText(nb="Salen; den store, røde")),),
)


@st.composite
def programmes(draw, size=3):
    """Draw a programme of up to *size* public events."""
    return Programme(
        torgs=(HOUSE,),
        events=tuple(
            Event(
                id=f"e{number}",
                torg="heggedal",
                title=LocalText(nb=f"Tiltak {number}"),
                series=draw(series()),
                changed_at=datetime(2026, 1, 1, 12, tzinfo=UTC),
                rooms=draw(st.sampled_from([(), ("sal",)])),
                status=draw(STATUSES),
            )
            for number in range(draw(st.integers(1, size)))
        ),
    )


def instants(moment, key):
    """Return seconds since 1970, or the text of a date: how the judges tell times."""
    if isinstance(moment, datetime):
        return int(moment.astimezone(zone(key) if moment.tzinfo is None else moment.tzinfo).timestamp())
    return moment.isoformat()


def of_the_model(programme, window, torg=None):
    """List (start, end, title, status) of what the model says happens and starts in the window."""
    found = []
    for occurrence in programme.occurrences(window, torg=torg):
        status = occurrence.status.name
        title = ("AVLYST: " if status == "CANCELLED" else "") + occurrence.title.in_language("nb")
        key = occurrence.event.series.zone
        found.append((instants(occurrence.start, key), instants(occurrence.end, key), title, status))
    return sorted((each for each in found if starts_in(each[0], window)), key=str)


def starts_in(start, window):
    if isinstance(start, str):
        return window.start.date().isoformat() <= start < window.end.date().isoformat()
    return window.start.timestamp() <= start < window.end.timestamp()
