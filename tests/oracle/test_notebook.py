"""Values as IPython, and so a notebook, shows them."""

from datetime import UTC, datetime

import pytest
from hypothesis.vendor.pretty import pretty as hypothesis_pretty

from innbyggertorg.chrono import Interval
from innbyggertorg.conflicts import find_conflicts
from innbyggertorg.model import Contact, Event, LocalText, Organisation, Room
from innbyggertorg.opening import OpeningSchedule
from innbyggertorg.testing import example_programme
from support.houses import golden

pretty = pytest.importorskip("IPython.lib.pretty", reason="ipython comes with the extra dev").pretty
YEAR = Interval(datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (example_programme("heggedal").torgs[0], "<Torg heggedal: 8 rooms, 5 services>"),
        (golden(), "<Programme of 1 torg, 10 events, 0 closures>"),
        (golden().events[2], "<Event heggedal/ovelse: 2026-01-07 18:00, repeating, Ovelse>"),
        (golden().events[0], "<Event heggedal/apen-dag: 2026-05-16, Apen-dag>"),
        (Room(id="sal", name=LocalText(nb="Salen"), seated=30), "<Room sal: up to 30>"),
        (Room(id="sal", name=LocalText(nb="Salen")), "<Room sal>"),
        (Organisation(id="korps", name=LocalText(nb="Korpset")), "<Organisation korps: voluntary>"),
        (OpeningSchedule.weekly({"mo": "10-16"}), "<OpeningSchedule of 1 base week>"),
        (OpeningSchedule(), "<OpeningSchedule of no rules>"),
        (LocalText(nb="Hei"), "LocalText(nb='Hei', nn=None, en=None)"),
    ],
)
def test_a_value_is_shown_short(value, shown):
    assert pretty(value) == shown


def test_a_list_of_occurrences_can_be_read():
    lines = pretty(golden().occurrences(YEAR)[:2]).splitlines()
    assert lines == [
        "(<EventOccurrence heggedal/ovelse: 2026-01-07 18:00, confirmed, Ovelse>,",
        " <EventOccurrence heggedal/ovelse: 2026-01-12 18:00, cancelled, Ovelse>)",
    ]


def test_conflicts_are_counted():
    assert pretty(find_conflicts(golden(), YEAR)).startswith("<ConflictReport of ")


def test_nothing_private_is_shown():
    contact = Contact(name="Kari Nordmann", email="kari@example.no")
    organisation = Organisation(id="korps", name=LocalText(nb="Korpset"), contact=contact)
    assert "ari" not in pretty(organisation)
    assert "ari" not in pretty([contact])


def test_everywhere_else_a_value_is_written_whole():
    event = golden().events[0]
    assert hypothesis_pretty(event) == repr(event)  # what a failing property prints has to evaluate back
    assert repr(event).startswith("Event(id='apen-dag', torg='heggedal',")
    assert isinstance(event, Event)
