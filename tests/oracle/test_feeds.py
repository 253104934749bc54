"""Feeds against independent readers: whoever expands a feed sees what the model says happens."""

import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings

from innbyggertorg.chrono import Interval
from innbyggertorg.documents import load
from innbyggertorg.ical import feed
from oracle.feed_judges import IcalJs, KCalendarCore, Libical, RecurringIcalEvents
from support.client_safe import assert_client_safe
from support.happenings import UNTIL, WINDOW, of_the_model, programmes

EXAMPLES = Path(__file__).parents[2] / "examples" / "asker"
JUDGES = {
    "recurring-ical-events": RecurringIcalEvents,
    "ical.js": IcalJs,
    "libical": Libical,
    "KCalendarCore": KCalendarCore,
}


@pytest.fixture(scope="module")
def compared():
    """Count what was compared, and tell at the end."""
    count = Counter()
    yield count
    for name, number in count.items():
        sys.stdout.write(f"\n{name}: {number:,} occurrences compared\n")  # seen with pytest -s


@pytest.fixture(scope="module", params=JUDGES)
def judge(request, tmp_path_factory):
    one = JUDGES[request.param](tmp_path_factory.mktemp("judge"))
    one.name = request.param
    yield one
    one.close()


@given(programmes())
def test_a_judge_sees_what_the_model_says(judge, compared, programme):
    octets = feed(programme, horizon=UNTIL).to_ical()
    expected = of_the_model(programme, WINDOW)
    assert judge.expand(octets, WINDOW) == expected
    compared[judge.name] += len(expected)


@settings(max_examples=settings.default.max_examples // 4)
@given(programmes(size=2))
def test_a_judge_sees_the_same_in_a_flat_feed(judge, compared, programme):
    expected = of_the_model(programme, WINDOW)
    octets = feed(programme, horizon=UNTIL, flat=True).to_ical()
    assert_client_safe(octets)
    assert judge.expand(octets, WINDOW) == expected
    compared[judge.name] += len(expected)


@given(programmes())
def test_every_feed_is_safe_for_clients(programme):
    assert_client_safe(feed(programme, horizon=UNTIL).to_ical())


@pytest.mark.parametrize("torg", [None, "heggedal"])
def test_a_judge_sees_what_happens_in_the_torgs_of_the_examples(judge, compared, torg):
    programme = load(*sorted(EXAMPLES.glob("*.toml")))
    made = feed(programme, torg=torg)
    assert_client_safe(made.to_ical())
    window = Interval(datetime(2021, 2, 1, tzinfo=UTC), datetime(2024, 2, 1, tzinfo=UTC))
    expected = of_the_model(programme, window, torg)
    assert len(expected) > 100
    assert judge.expand(made.to_ical(), window) == expected
    compared[judge.name] += len(expected)
