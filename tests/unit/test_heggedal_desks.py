"""Is the desk staffed now, until when, and when next: for each service of the Heggedal of the examples."""

from datetime import datetime
from pathlib import Path

import pytest

from innbyggertorg.chrono import zone
from innbyggertorg.conflicts import reachable
from innbyggertorg.documents import load
from innbyggertorg.language import describe_state
from innbyggertorg.opening import AccessLevel

EXAMPLES = Path(__file__).parents[2] / "examples" / "asker"
ASKER = load(*sorted(EXAMPLES.glob("*.toml")))
OSLO = zone("Europe/Oslo")
STAFFED = AccessLevel.STAFFED

# service: now, whether the desk is staffed, until when it is, when it is next, and the sentence
DESKS = {
    "the library on a Monday": (
        *("bibliotek", "2026-03-30 14:30", True, "2026-03-30 16:00", "2026-03-31 10:00"),
        "Betjent til kl. 16.00, meråpent til kl. 22.00",
    ),
    "the library on a Thursday morning": (
        *("bibliotek", "2026-03-26 11:00", False, None, "2026-03-26 12:00"),
        "Meråpent til kl. 22.00, betjent fra kl. 12.00",
    ),
    # The house has staff on weekdays only, and the library's own Saturday hours need self-service alone.
    "the library on every 4th Saturday": (
        *("bibliotek", "2026-03-28 12:00", True, "2026-03-28 16:00", "2026-03-30 10:00"),
        "Betjent til kl. 16.00, meråpent til kl. 22.00",
    ),
    "the library on another Saturday": (
        *("bibliotek", "2026-03-21 12:00", False, None, "2026-03-23 10:00"),
        "Meråpent til kl. 22.00, betjent fra mandag kl. 10.00",
    ),
    "the library on Good Friday": (
        *("bibliotek", "2026-04-03 12:00", False, None, "2026-04-07 10:00"),
        "Meråpent til kl. 22.00, betjent fra tirsdag kl. 10.00",
    ),
    "the library before it has hours": (
        *("bibliotek", "2024-12-20 12:00", False, None, "2025-01-02 12:00"),
        "Stengt, åpner torsdag 2. januar 2025 kl. 08.00 (meråpent), betjent fra kl. 12.00",
    ),
    "the health clinic while there is staff": (
        *("helsestasjon", "2026-03-26 15:59", True, "2026-03-26 16:00", "2026-03-27 10:00"),
        "Betjent til kl. 16.00",
    ),
    "the health clinic in the self-service hours": (
        *("helsestasjon", "2026-03-26 16:00", False, None, "2026-03-27 10:00"),
        "Stengt, åpner i morgen kl. 10.00",
    ),
    "citizen service on a Tuesday": (
        *("innbyggerservice", "2026-03-24 12:00", False, None, "2026-03-25 10:00"),
        "Stengt, åpner i morgen kl. 10.00",
    ),
    "citizen service on the Wednesday before Easter": (
        *("innbyggerservice", "2026-04-01 12:00", True, "2026-04-01 15:00", "2026-04-08 10:00"),
        "Betjent til kl. 15.00",
    ),
    "the volunteer centre has the hours of the house": (
        *("naermiljosentral", "2026-03-30 14:30", True, "2026-03-30 16:00", "2026-03-31 10:00"),
        "Betjent til kl. 16.00, meråpent til kl. 22.00",
    ),
    "the café has the hours of the house": (
        *("kafe", "2026-03-29 14:30", False, None, "2026-03-30 10:00"),
        "Meråpent til kl. 22.00, betjent fra i morgen kl. 10.00",
    ),
}


def at(text):
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=OSLO)


@pytest.mark.parametrize("row", DESKS.values(), ids=DESKS)
def test_the_desk_now_until_when_and_when_next(row):
    service, now, staffed, until, next_time, sentence = row
    desk = reachable(ASKER, "heggedal", service)
    moment = at(now)
    assert desk.is_open(moment, STAFFED) is staffed
    assert (desk.next_close(moment, STAFFED).at if staffed else None) == at(until)
    assert desk.next_open(moment, STAFFED).at == at(next_time)
    assert describe_state(desk, moment) == sentence


def test_every_service_of_heggedal_is_asked_about():
    assert {service for service, *_ in DESKS.values()} == {
        service.id for service in ASKER.torg("heggedal").services
    }


def test_the_book_machine_has_its_own_entrance_and_works_when_the_torg_is_closed():
    night = at("2021-01-10 03:00")  # all torgs are closed, and the book machine is spared
    assert reachable(ASKER, "borgen", "bokautomat").is_open(night)
    assert not reachable(ASKER, "borgen").is_open(at("2021-01-11 12:00"))
    assert describe_state(reachable(ASKER, "borgen", "bokautomat"), night) == "Meråpent hele døgnet"
