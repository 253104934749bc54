"""What programs that embed the package test with: the example houses."""

import pytest

from innbyggertorg import testing
from innbyggertorg.errors import InvalidValueError
from innbyggertorg.testing import EXAMPLE_TORGS, example_programme


def test_all_example_torgs_are_there():
    assert tuple(sorted(torg.id for torg in example_programme().torgs)) == EXAMPLE_TORGS
    assert example_programme().events


@pytest.mark.parametrize("torg", EXAMPLE_TORGS)
def test_one_torg_comes_with_what_happens_there_alone(torg):
    programme = example_programme(torg)
    assert [each.id for each in programme.torgs] == [torg]
    assert {each.torg for each in (*programme.events, *programme.closures)} <= {torg}
    assert len(programme.events) == sum(event.torg == torg for event in example_programme().events)


@pytest.mark.parametrize("torg", ["oslo", 1, ["heggedal"], ""])
def test_another_torg_is_refused(torg):
    with pytest.raises(InvalidValueError, match="must be one of asker-sentrum"):
        example_programme(torg)


def test_every_public_name_is_documented():
    for name in set(testing.__all__) - {"EXAMPLE_TORGS"}:
        assert getattr(testing, name).__doc__, name
