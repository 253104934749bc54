"""Feeds against independent readers: whoever expands a feed sees what the model says happens."""

import sys
from collections import Counter

import pytest
from hypothesis import given

from innbyggertorg.ical import feed
from support.client_safe import assert_client_safe
from support.happenings import UNTIL, WINDOW, of_the_model, programmes
from support.judges import IcalJs, Libical, RecurringIcalEvents

JUDGES = {"recurring-ical-events": RecurringIcalEvents, "ical.js": IcalJs, "libical": Libical}


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
    octets = feed(programme, until=UNTIL).to_ical()
    expected = of_the_model(programme, WINDOW)
    assert judge.expand(octets, WINDOW) == expected
    compared[judge.name] += len(expected)


@given(programmes())
def test_every_feed_is_safe_for_clients(programme):
    assert_client_safe(feed(programme, until=UNTIL).to_ical())
