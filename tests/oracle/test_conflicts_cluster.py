"""The same report wherever it is looked for: here, in threads, in other processes, in a cluster."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from unittest.mock import patch

import pytest

from innbyggertorg.chrono import Interval, zone
from innbyggertorg.conflicts import find_conflicts
from innbyggertorg.limits import Limits
from innbyggertorg.model import Event, LocalText, Organisation, Programme, Room, Torg
from innbyggertorg.opening import OpeningSchedule
from innbyggertorg.recurrence import RecurrenceRule, Series

OSLO = zone("Europe/Oslo")
WINDOW = Interval(datetime(2026, 1, 1, tzinfo=OSLO), datetime(2027, 1, 1, tzinfo=OSLO))
MANY = Limits(conflicts=100_000)


def programme(count=140):
    """Ten torgs of three rooms; associations that are here and there; some series meet, most do not."""
    torgs = tuple(
        Torg(
            id=f"t{n}",
            name=LocalText(nb=f"T{n}"),
            opening=OpeningSchedule.weekly({"mo-su": "08-21"}),
            rooms=(
                Room(id="a", name=LocalText(nb="A"), seated=20),
                Room(id="b", name=LocalText(nb="B"), shared_up_to=30),
                Room(id="ab", name=LocalText(nb="AB"), parts=("a", "b")),
            ),
        )
        for n in range(10)
    )
    rules = [RecurrenceRule.parse(f"FREQ=WEEKLY;INTERVAL={n}") for n in (1, 2, 3)]
    events = tuple(
        Event(
            id=f"e{n}",
            torg=f"t{n % 10}",
            title=LocalText(nb=f"E{n}"),
            series=Series(
                datetime(2026, 1, 5, 8 + n * 7 % 14) + timedelta(days=n * 5 % 7),
                timedelta(minutes=90),
                rules=(rules[n % 3],),
            ),
            changed_at=datetime(2025, 12, 1, tzinfo=UTC),
            rooms=(("a", "b", "ab")[n * 11 % 3],),
            organiser=f"o{n % 17}",
            expected=n % 37,
        )
        for n in range(count)
    )
    organisations = tuple(Organisation(id=f"o{n}", name=LocalText(nb=f"O{n}")) for n in range(17))
    return Programme(torgs=torgs, organisations=organisations, events=events)


@pytest.fixture(scope="module")
def here():
    return find_conflicts(programme(), WINDOW, limits=MANY)


@pytest.fixture(autouse=True)
def small_tasks():
    with patch("innbyggertorg.conflicts.finding._EVENTS_PER_TASK", 20):
        yield


def test_threads_give_the_same_report(here):
    with ThreadPoolExecutor(3) as executor:
        assert find_conflicts(programme(), WINDOW, executor=executor, limits=MANY) == here
    assert len(here) > 500


def test_other_processes_give_the_same_report(here):
    told = []
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        report = find_conflicts(
            programme(), WINDOW, executor=executor, limits=MANY, progress=lambda *done: told.append(done)
        )
    assert report == here
    assert len(told) > 4
    assert [done for done, _ in told] == list(range(1, told[-1][1] + 1))


def test_a_report_that_is_cut_is_cut_at_the_same_place(here):
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        report = find_conflicts(
            programme(), WINDOW, executor=executor, limits=Limits(conflicts=50), remedies=False
        )
    assert report.truncated
    assert [(c.kind, c.parties, c.interval) for c in report] == [
        (c.kind, c.parties, c.interval) for c in here.conflicts[:50]
    ]


@pytest.mark.filterwarnings("ignore")  # of a cluster's own parts
def test_a_dask_cluster_gives_the_same_report(here):
    distributed = pytest.importorskip("distributed", reason="`distributed` (Dask) is not installed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        assert find_conflicts(programme(), WINDOW, executor=client.get_executor(), limits=MANY) == here
