"""The guard of the tests stops what does not end, and leaves alone what does."""

import pytest

from support.watchdog import ends


def run_for_ever():
    while True:
        pass


def test_what_does_not_end_is_stopped():
    with pytest.raises(pytest.fail.Exception, match="does not end"), ends(0.02):
        run_for_ever()


def test_what_ends_is_left_alone_also_later():
    with ends(0.02):
        pass
    assert sum(range(3_000_000)) > 0
